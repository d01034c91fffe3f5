import{C as e,Ct as t,Tt as n,Y as r,_t as i,a,bt as o,c as s,ht as c,i as l,s as u,vt as d,wt as f,xt as p,yt as m}from"./app-DCB7Z53-.js";import{t as h}from"./same-C_7pzBsh.js";import{t as g}from"./fit-BQTEl52S.js";import{a as _,c as v,i as y,l as b,o as x}from"./index-CPcoVMU_.js";import{r as S}from"./jobs-DX3-cZa4.js";var C=1<<20;async function w(e,t){let{id:n}=await o(`POST`,`/api/uploads`,{name:e.name,length:e.size}),r=`/api/uploads/${encodeURIComponent(n)}`,i=0;for(let n=0;i<e.size;){try{await m(r,{method:`PATCH`,headers:{"Upload-Offset":String(i),"Content-Type":`application/offset+octet-stream`},body:e.slice(i,i+C)}),i=Math.min(e.size,i+C),n=0}catch(e){if(++n>5)throw e;await new Promise(e=>setTimeout(e,1e3*n));let t=await m(r,{method:`HEAD`});i=Number(t.headers.get(`Upload-Offset`)??0)}t(i)}return n}var T=class extends c{constructor(...e){super(...e),this.files=[],this.collection=``,this.sent=-1,this.job=null,this.failure=``,this.start=async()=>{this.failure=``,this.job=null,this.sent=0;try{let e=[],t=0;for(let n of this.files)e.push(await w(n,e=>this.sent=t+e)),t+=n.size;let{id:n}=await o(`POST`,`/api/imports`,{uploads:e,collection:this.collection});await S(n,e=>this.job=e),a()}catch(e){this.failure=e.message||v(`state.failed`)}this.sent=-1}}render(){let t=this.files.reduce((e,t)=>e+t.size,0),r=this.sent>=0&&(!this.job||this.job.status===`waiting`||this.job.status===`running`);return n`<section class="judge" aria-label=${v(`catalogue.import`)}>
      <label class="field">
        <span>${v(`import.files`)}</span>
        <input type="file" multiple accept=".tif,.tiff,.zip,.jp2,.xml,.json,.txt" @change=${e=>this.files=[...e.target.files??[]]} />
      </label>
      <label class="field">
        <span>${v(`import.collection`)}</span>
        <input .value=${this.collection} pattern="[A-Za-z0-9_.-]+" @input=${e=>this.collection=e.target.value.trim()} />
      </label>
      <button type="button" class="button main" ?disabled=${r||!this.files.length||!this.collection} @click=${this.start}>
        ${e(`upload`)} ${v(`import.start`)}
      </button>
      <div role="status">
        ${this.sent>=0&&!this.job?n`<progress max=${t} .value=${this.sent} aria-label=${v(`import.sending`)}></progress>
              <p class="quiet">${v(`import.sending`)} ${x(t?this.sent/t:1)} · ${_(t/1e6,1)} MB</p>`:f}
        ${this.job?n`<progress max="1" .value=${this.job.progress??0} aria-label=${this.job.title}></progress>
              <p>${v(`jobs.`+this.job.status)}</p>
              ${this.job.log.length?n`<pre>${this.job.log.slice(-8).join(`
`)}</pre>`:f}`:f}
      </div>
      ${this.failure?n`<p class="bad" role="alert">${this.failure}</p>`:f}
    </section>`}};s([p()],T.prototype,`files`,void 0),s([p()],T.prototype,`collection`,void 0),s([p()],T.prototype,`sent`,void 0),s([p()],T.prototype,`job`,void 0),s([p()],T.prototype,`failure`,void 0),T=s([t(`sq-imports`)],T);var E=class extends c{constructor(...e){super(...e),this.collections=[],this.wish={collection:``,from:``,to:``,cloud:100,here:!0},this.items=null,this.matched=-1,this.next=``,this.failure=``,this.importing=!1,this.#e=new h(u),this.#t=new AbortController,this.#n=0,this.fresh=()=>this.search(),this.#r=``}#e;#t;#n;depends(e){return[e.open,...this.wish.here?[e.centre,e.zoom]:[]]}connectedCallback(){super.connectedCallback(),this.#e.attach(),addEventListener(`sunqar-catalogue`,this.fresh),l().then(e=>this.collections=e).catch(()=>void 0),this.search()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),removeEventListener(`sunqar-catalogue`,this.fresh),this.#t.abort(),clearTimeout(this.#n)}#r;willUpdate(){let e=this.wish.here?`${this.state.centre} ${this.state.zoom}`:``;e!==this.#r&&(this.#r=e,clearTimeout(this.#n),this.#n=window.setTimeout(()=>this.search(),300))}address(){let{collection:e,from:t,to:n,cloud:i,here:a}=this.wish,o=new URLSearchParams({limit:`30`,sortby:`-properties.datetime`});e&&o.set(`collections`,e),(t||n)&&o.set(`datetime`,`${t?t+`T00:00:00Z`:`..`}/${n?n+`T23:59:59Z`:`..`}`),i<100&&o.set(`filter`,`"eo:cloud_cover" <= ${i}`);let s=u.getSize();if(a&&s){let e=u.getView().calculateExtent(s),[t,n,i,a]=r(e,`EPSG:3857`,`EPSG:4326`);if(i-t<360){let e=[Math.max(-180,t),Math.max(-90,n),Math.min(180,i),Math.min(90,a)];o.set(`bbox`,e.map(e=>e.toFixed(6)).join(`,`))}}return`/api/search?${o}`}search(e=``){this.#t.abort(),this.#t=new AbortController,this.failure=``,d(e||this.address(),this.#t.signal).then(t=>{this.items=e?[...this.items??[],...t.features]:t.features,this.matched=t.numberMatched??-1;let n=t.links.find(e=>e.rel===`next`)?.href;this.next=n?new URL(n).pathname+new URL(n).search:``,this.#e.show(this.items)}).catch(e=>{e.name!==`AbortError`&&(this.failure=e.message||v(`state.failed`))})}render(){let t=this.items?.find(e=>`${e.collection}/${e.id}`===this.state.open);return t?this.page(t):n`
      <div class="title">
        <h1>${v(`view.catalogue`)}</h1>
        <button type="button" class="button" aria-expanded=${this.importing} @click=${()=>this.importing=!this.importing}>
          ${e(`upload`)} ${v(`catalogue.import`)}
        </button>
      </div>
      ${this.importing?n`<sq-imports></sq-imports>`:f} ${this.fields()}
      <p class="quiet" role="status">${this.matched<0?``:v(`time.scenes`,{n:this.matched})}</p>
      ${this.failure?n`<p class="bad" role="alert">${this.failure}</p>`:f} ${this.list()}
    `}fields(){let e=e=>{this.wish={...this.wish,...e},this.search()},t=e=>e.target.value;return n`<div class="filters">
      <label class="field">
        <span>${v(`catalogue.collection`)}</span>
        <select @change=${n=>e({collection:t(n)})}>
          <option value="">${v(`catalogue.all`)}</option>
          ${this.collections.map(e=>n`<option value=${e.id} ?selected=${e.id===this.wish.collection}>${e.title??e.id}</option>`)}
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
    </div>`}list(){return this.items?this.items.length===0?n`<p class="quiet">${v(`catalogue.nothing`)}</p>`:n`<ul class="scenes">
        ${this.items.map(e=>{let t=Object.values(e.assets).find(e=>e.roles?.includes(`thumbnail`)),r=e.properties[`eo:cloud_cover`];return n`<li @mouseenter=${()=>this.#e.mark(e.id)} @mouseleave=${()=>this.#e.mark(``)}>
            <button type="button" class="scene" @focus=${()=>this.#e.mark(e.id)} @click=${()=>this.show(e)}>
              ${t?n`<img src=${t.href} alt="" loading="lazy" width="64" height="64" />`:n`<span class="blank"></span>`}
              <span>
                <strong>${y(e.properties.datetime??e.properties.start_datetime??``)}</strong>
                <span class="quiet">${e.collection}${typeof r==`number`?` · ${v(`time.cloud`,{share:_(r,0)})}`:``}</span>
                <span class="quiet">${e.id}</span>
              </span>
            </button>
          </li>`})}
      </ul>
      ${this.next?n`<button type="button" class="button" @click=${()=>this.search(this.next)}>${v(`catalogue.more`)}</button>`:f}`:this.failure?f:n`<p class="quiet">${v(`state.loading`)}</p>`}show(e){i.change({open:`${e.collection}/${e.id}`});let[t,n,r,a]=e.bbox.length===6?[e.bbox[0],e.bbox[1],e.bbox[3],e.bbox[4]]:e.bbox;g([t,n,r,a]),this.#e.mark(e.id)}page(t){let r=`/api/collections/${encodeURIComponent(t.collection)}/items/${encodeURIComponent(t.id)}`,a={id:`i/${t.collection}/${t.id}`,visible:!0,opacity:1,style:{}},o=this.state.layers.some(e=>e.id===a.id),s=Object.entries(t.properties).filter(([,e])=>e!==null&&typeof e!=`object`);return n`
      <div class="title">
        <button type="button" class="button plain" title=${v(`alerts.back`)} @click=${()=>i.change({open:``})}>
          ${e(`back`)}<span class="unseen">${v(`alerts.back`)}</span>
        </button>
        <h1>${t.id}</h1>
      </div>
      <p class="quiet">${b(String(t.properties.datetime??t.properties.start_datetime??``))}</p>
      <div class="buttons">
        <button type="button" class="button main" ?disabled=${o} @click=${()=>i.change({layers:[...this.state.layers,a]})}>
          ${e(`layers`)} ${v(`catalogue.toMap`)}
        </button>
        <a class="button" href="${r}?f=html">${v(`catalogue.page`)}</a>
      </div>
      <h2>${v(`catalogue.assets`)}</h2>
      <ul class="assets">
        ${Object.entries(t.assets).map(([t,r])=>{let i=r[`file:size`];return n`<li>
            <a href=${r.href} download>${e(`download`)} ${r.title??t}</a>
            <span class="quiet">${r.type??``}${i?` · ${_(i/1e6,1)} MB`:``}</span>
          </li>`})}
      </ul>
      <h2>${v(`catalogue.known`)}</h2>
      <dl class="facts wide">
        ${s.map(([e,t])=>n`<div><dt>${e}</dt><dd>${String(t)}</dd></div>`)}
      </dl>
      <sq-same .command=${`sunqar item get ${t.collection} ${t.id}`} .path=${r}></sq-same>
    `}};s([p()],E.prototype,`collections`,void 0),s([p()],E.prototype,`wish`,void 0),s([p()],E.prototype,`items`,void 0),s([p()],E.prototype,`matched`,void 0),s([p()],E.prototype,`next`,void 0),s([p()],E.prototype,`failure`,void 0),s([p()],E.prototype,`importing`,void 0),E=s([t(`sq-catalogue`)],E);export{E as CataloguePanel};