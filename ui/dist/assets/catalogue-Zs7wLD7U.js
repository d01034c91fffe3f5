import{St as e,V as t,a as n,c as r,d as i,dn as a,f as o,fn as s,gn as c,hn as l,l as u,mn as d,n as f,o as p,p as m,un as h}from"./app-B9AgnvHt.js";import{t as g}from"./same-uw5hDnT-.js";import{a as _,c as v,i as y,l as b,o as x}from"./index-DZN3G8NK.js";import{r as S}from"./jobs-Bk0gbv0Z.js";var C=1<<20;async function w(e,t){let{id:n}=await m(`POST`,`/api/uploads`,{name:e.name,length:e.size}),r=`/api/uploads/${encodeURIComponent(n)}`,i=0;for(let n=0;i<e.size;){try{await o(r,{method:`PATCH`,headers:{"Upload-Offset":String(i),"Content-Type":`application/offset+octet-stream`},body:e.slice(i,i+C)}),i=Math.min(e.size,i+C),n=0}catch(e){if(++n>5)throw e;await new Promise(e=>setTimeout(e,1e3*n));let t=await o(r,{method:`HEAD`});i=Number(t.headers.get(`Upload-Offset`)??0)}t(i)}return n}var T=class extends h{constructor(...e){super(...e),this.files=[],this.collection=``,this.sent=-1,this.job=null,this.failure=``,this.start=async()=>{this.failure=``,this.job=null,this.sent=0;try{let e=[],t=0;for(let n of this.files)e.push(await w(n,e=>this.sent=t+e)),t+=n.size;let{id:n}=await m(`POST`,`/api/imports`,{uploads:e,collection:this.collection});await S(n,e=>this.job=e),p()}catch(e){this.failure=e.message||v(`state.failed`)}this.sent=-1}}render(){let e=this.files.reduce((e,t)=>e+t.size,0),n=this.sent>=0&&(!this.job||this.job.status===`waiting`||this.job.status===`running`);return c`<section class="judge" aria-label=${v(`catalogue.import`)}>
      <label class="field">
        <span>${v(`import.files`)}</span>
        <input type="file" multiple accept=".tif,.tiff,.zip,.jp2,.xml,.json,.txt" @change=${e=>this.files=[...e.target.files??[]]} />
      </label>
      <label class="field">
        <span>${v(`import.collection`)}</span>
        <input .value=${this.collection} pattern="[A-Za-z0-9_.-]+" @input=${e=>this.collection=e.target.value.trim()} />
      </label>
      <button type="button" class="button main" ?disabled=${n||!this.files.length||!this.collection} @click=${this.start}>
        ${t(`upload`)} ${v(`import.start`)}
      </button>
      <div role="status">
        ${this.sent>=0&&!this.job?c`<progress max=${e} .value=${this.sent} aria-label=${v(`import.sending`)}></progress>
              <p class="quiet">${v(`import.sending`)} ${x(e?this.sent/e:1)} · ${_(e/1e6,1)} MB</p>`:l}
        ${this.job?c`<progress max="1" .value=${this.job.progress??0} aria-label=${this.job.title}></progress>
              <p>${v(`jobs.`+this.job.status)}</p>
              ${this.job.log.length?c`<pre>${this.job.log.slice(-8).join(`
`)}</pre>`:l}`:l}
      </div>
      ${this.failure?c`<p class="bad" role="alert">${this.failure}</p>`:l}
    </section>`}};u([s()],T.prototype,`files`,void 0),u([s()],T.prototype,`collection`,void 0),u([s()],T.prototype,`sent`,void 0),u([s()],T.prototype,`job`,void 0),u([s()],T.prototype,`failure`,void 0),T=u([d(`sq-imports`)],T);var E=class extends h{constructor(...e){super(...e),this.collections=[],this.wish={collection:``,from:``,to:``,cloud:100,here:!0},this.items=null,this.matched=-1,this.next=``,this.failure=``,this.importing=!1,this.#e=new g(r),this.#t=new AbortController,this.#n=0,this.fresh=()=>this.search(),this.#r=``}#e;#t;#n;depends(e){return[e.open,...this.wish.here?[e.centre,e.zoom]:[]]}connectedCallback(){super.connectedCallback(),this.#e.attach(),addEventListener(`sunqar-catalogue`,this.fresh),n().then(e=>this.collections=e).catch(()=>void 0),this.search()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),removeEventListener(`sunqar-catalogue`,this.fresh),this.#t.abort(),clearTimeout(this.#n)}#r;willUpdate(){let e=this.wish.here?`${this.state.centre} ${this.state.zoom}`:``;e!==this.#r&&(this.#r=e,clearTimeout(this.#n),this.#n=window.setTimeout(()=>this.search(),300))}address(){let{collection:t,from:n,to:i,cloud:a,here:o}=this.wish,s=new URLSearchParams({limit:`30`,sortby:`-properties.datetime`});t&&s.set(`collections`,t),(n||i)&&s.set(`datetime`,`${n?n+`T00:00:00Z`:`..`}/${i?i+`T23:59:59Z`:`..`}`),a<100&&s.set(`filter`,`"eo:cloud_cover" <= ${a}`);let c=r.getSize();if(o&&c){let t=r.getView().calculateExtent(c),[n,i,a,o]=e(t,`EPSG:3857`,`EPSG:4326`);if(a-n<360){let e=[Math.max(-180,n),Math.max(-90,i),Math.min(180,a),Math.min(90,o)];s.set(`bbox`,e.map(e=>e.toFixed(6)).join(`,`))}}return`/api/search?${s}`}search(e=``){this.#t.abort(),this.#t=new AbortController,this.failure=``,i(e||this.address(),this.#t.signal).then(t=>{this.items=e?[...this.items??[],...t.features]:t.features,this.matched=t.numberMatched??-1;let n=t.links.find(e=>e.rel===`next`)?.href;this.next=n?new URL(n).pathname+new URL(n).search:``,this.#e.show(this.items)}).catch(e=>{e.name!==`AbortError`&&(this.failure=e.message||v(`state.failed`))})}render(){let e=this.items?.find(e=>`${e.collection}/${e.id}`===this.state.open);return e?this.page(e):c`
      <div class="title">
        <h1>${v(`view.catalogue`)}</h1>
        <button type="button" class="button" aria-expanded=${this.importing} @click=${()=>this.importing=!this.importing}>
          ${t(`upload`)} ${v(`catalogue.import`)}
        </button>
      </div>
      ${this.importing?c`<sq-imports></sq-imports>`:l} ${this.fields()}
      <p class="quiet" role="status">${this.matched<0?``:v(`time.scenes`,{n:this.matched})}</p>
      ${this.failure?c`<p class="bad" role="alert">${this.failure}</p>`:l} ${this.list()}
    `}fields(){let e=e=>{this.wish={...this.wish,...e},this.search()},t=e=>e.target.value;return c`<div class="filters">
      <label class="field">
        <span>${v(`catalogue.collection`)}</span>
        <select @change=${n=>e({collection:t(n)})}>
          <option value="">${v(`catalogue.all`)}</option>
          ${this.collections.map(e=>c`<option value=${e.id} ?selected=${e.id===this.wish.collection}>${e.title??e.id}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${v(`catalogue.cloud`)}</span>
        <input type="number" min="0" max="100" .value=${String(this.wish.cloud)} @change=${n=>e({cloud:Math.min(100,Math.max(0,Number(t(n))))})} />
      </label>
      <label class="field">
        <span>${v(`catalogue.from`)}</span>
        <input type="date" .value=${this.wish.from} @change=${n=>e({from:t(n)})} />
      </label>
      <label class="field">
        <span>${v(`catalogue.to`)}</span>
        <input type="date" .value=${this.wish.to} @change=${n=>e({to:t(n)})} />
      </label>
      <label class="check">
        <input type="checkbox" .checked=${this.wish.here} @change=${t=>e({here:t.target.checked})} />
        ${v(`catalogue.here`)}
      </label>
    </div>`}list(){return this.items?this.items.length===0?c`<p class="quiet">${v(`catalogue.nothing`)}</p>`:c`<ul class="scenes">
        ${this.items.map(e=>{let t=Object.values(e.assets).find(e=>e.roles?.includes(`thumbnail`)),n=e.properties[`eo:cloud_cover`];return c`<li @mouseenter=${()=>this.#e.mark(e.id)} @mouseleave=${()=>this.#e.mark(``)}>
            <button type="button" class="scene" @focus=${()=>this.#e.mark(e.id)} @click=${()=>this.show(e)}>
              ${t?c`<img src=${t.href} alt="" loading="lazy" width="64" height="64" />`:c`<span class="blank"></span>`}
              <span>
                <strong>${y(e.properties.datetime??e.properties.start_datetime??``)}</strong>
                <span class="quiet">${e.collection}${typeof n==`number`?` · ${v(`time.cloud`,{share:_(n,0)})}`:``}</span>
                <span class="quiet">${e.id}</span>
              </span>
            </button>
          </li>`})}
      </ul>
      ${this.next?c`<button type="button" class="button" @click=${()=>this.search(this.next)}>${v(`catalogue.more`)}</button>`:l}`:this.failure?l:c`<p class="quiet">${v(`state.loading`)}</p>`}show(e){a.change({open:`${e.collection}/${e.id}`});let[t,n,r,i]=e.bbox.length===6?[e.bbox[0],e.bbox[1],e.bbox[3],e.bbox[4]]:e.bbox;f([t,n,r,i]),this.#e.mark(e.id)}page(e){let n=`/api/collections/${encodeURIComponent(e.collection)}/items/${encodeURIComponent(e.id)}`,r={id:`i/${e.collection}/${e.id}`,visible:!0,opacity:1,style:{}},i=this.state.layers.some(e=>e.id===r.id),o=Object.entries(e.properties).filter(([,e])=>e!==null&&typeof e!=`object`);return c`
      <div class="title">
        <button type="button" class="button plain" title=${v(`alerts.back`)} @click=${()=>a.change({open:``})}>
          ${t(`back`)}<span class="unseen">${v(`alerts.back`)}</span>
        </button>
        <h1>${e.id}</h1>
      </div>
      <p class="quiet">${b(String(e.properties.datetime??e.properties.start_datetime??``))}</p>
      <div class="buttons">
        <button type="button" class="button main" ?disabled=${i} @click=${()=>a.change({layers:[...this.state.layers,r]})}>
          ${t(`layers`)} ${v(`catalogue.toMap`)}
        </button>
        <a class="button" href="${n}?f=html">${v(`catalogue.page`)}</a>
      </div>
      <h2>${v(`catalogue.assets`)}</h2>
      <ul class="assets">
        ${Object.entries(e.assets).map(([e,n])=>{let r=n[`file:size`];return c`<li>
            <a href=${n.href} download>${t(`download`)} ${n.title??e}</a>
            <span class="quiet">${n.type??``}${r?` · ${_(r/1e6,1)} MB`:``}</span>
          </li>`})}
      </ul>
      <h2>${v(`catalogue.known`)}</h2>
      <dl class="facts wide">
        ${o.map(([e,t])=>c`<div><dt>${e}</dt><dd>${String(t)}</dd></div>`)}
      </dl>
      <sq-same .command=${`sunqar item get ${e.collection} ${e.id}`} .path=${n}></sq-same>
    `}};u([s()],E.prototype,`collections`,void 0),u([s()],E.prototype,`wish`,void 0),u([s()],E.prototype,`items`,void 0),u([s()],E.prototype,`matched`,void 0),u([s()],E.prototype,`next`,void 0),u([s()],E.prototype,`failure`,void 0),u([s()],E.prototype,`importing`,void 0),E=u([d(`sq-catalogue`)],E);export{E as CataloguePanel};