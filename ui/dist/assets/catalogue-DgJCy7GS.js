import{qt as e}from"./Source-D4U0wzJ0.js";import{a as t,c as n,i as r,l as i,n as a,s as o,t as s}from"./decorate-C8RBIUg7.js";import{c,i as l,n as u,s as d}from"./api-D8ol9-B_.js";import{a as f,i as p,l as m,s as h}from"./app-7FSrDjkv.js";import{t as g}from"./same-DxqvTX45.js";import{t as _}from"./fit-D2_naCdI.js";import{a as v,c as y,i as b,l as x,o as S}from"./index-zP7bXtix.js";import{r as C}from"./jobs-CCNjmI1G.js";var w=1<<20;async function T(e,t){let{id:n}=await c(`POST`,`/api/uploads`,{name:e.name,length:e.size}),r=`/api/uploads/${encodeURIComponent(n)}`,i=0;for(let n=0;i<e.size;){try{await d(r,{method:`PATCH`,headers:{"Upload-Offset":String(i),"Content-Type":`application/offset+octet-stream`},body:e.slice(i,i+w)}),i=Math.min(e.size,i+w),n=0}catch(e){if(++n>5)throw e;await new Promise(e=>setTimeout(e,1e3*n));let t=await d(r,{method:`HEAD`});i=Number(t.headers.get(`Upload-Offset`)??0)}t(i)}return n}var E=class extends a{constructor(...e){super(...e),this.files=[],this.collection=``,this.sent=-1,this.job=null,this.failure=``,this.start=async()=>{this.failure=``,this.job=null,this.sent=0;try{let e=[],t=0;for(let n of this.files)e.push(await T(n,e=>this.sent=t+e)),t+=n.size;let{id:n}=await c(`POST`,`/api/imports`,{uploads:e,collection:this.collection});await C(n,e=>this.job=e),f()}catch(e){this.failure=e.message||y(`state.failed`)}this.sent=-1}}render(){let e=this.files.reduce((e,t)=>e+t.size,0),t=this.sent>=0&&(!this.job||this.job.status===`waiting`||this.job.status===`running`);return i`<section class="judge" aria-label=${y(`catalogue.import`)}>
      <label class="field">
        <span>${y(`import.files`)}</span>
        <input type="file" multiple accept=".tif,.tiff,.zip,.jp2,.xml,.json,.txt" @change=${e=>this.files=[...e.target.files??[]]} />
      </label>
      <label class="field">
        <span>${y(`import.collection`)}</span>
        <input .value=${this.collection} pattern="[A-Za-z0-9_.-]+" @input=${e=>this.collection=e.target.value.trim()} />
      </label>
      <button type="button" class="button main" ?disabled=${t||!this.files.length||!this.collection} @click=${this.start}>
        ${m(`upload`)} ${y(`import.start`)}
      </button>
      <div role="status">
        ${this.sent>=0&&!this.job?i`<progress max=${e} .value=${this.sent} aria-label=${y(`import.sending`)}></progress>
              <p class="quiet">${y(`import.sending`)} ${S(e?this.sent/e:1)} · ${v(e/1e6,1)} MB</p>`:n}
        ${this.job?i`<progress max="1" .value=${this.job.progress??0} aria-label=${this.job.title}></progress>
              <p>${y(`jobs.`+this.job.status)}</p>
              ${this.job.log.length?i`<pre>${this.job.log.slice(-8).join(`
`)}</pre>`:n}`:n}
      </div>
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
    </section>`}};s([t()],E.prototype,`files`,void 0),s([t()],E.prototype,`collection`,void 0),s([t()],E.prototype,`sent`,void 0),s([t()],E.prototype,`job`,void 0),s([t()],E.prototype,`failure`,void 0),E=s([o(`sq-imports`)],E);var D=class extends a{constructor(...e){super(...e),this.collections=[],this.wish={collection:``,from:``,to:``,cloud:100,here:!0},this.items=null,this.matched=-1,this.next=``,this.failure=``,this.importing=!1,this.#e=new g(h),this.#t=new AbortController,this.#n=0,this.fresh=()=>this.search(),this.#r=``}#e;#t;#n;depends(e){return[e.open,...this.wish.here?[e.centre,e.zoom]:[]]}connectedCallback(){super.connectedCallback(),this.#e.attach(),addEventListener(`sunqar-catalogue`,this.fresh),p().then(e=>this.collections=e).catch(()=>void 0),this.search()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),removeEventListener(`sunqar-catalogue`,this.fresh),this.#t.abort(),clearTimeout(this.#n)}#r;willUpdate(){let e=this.wish.here?`${this.state.centre} ${this.state.zoom}`:``;e!==this.#r&&(this.#r=e,clearTimeout(this.#n),this.#n=window.setTimeout(()=>this.search(),300))}address(){let{collection:t,from:n,to:r,cloud:i,here:a}=this.wish,o=new URLSearchParams({limit:`30`,sortby:`-properties.datetime`});t&&o.set(`collections`,t),(n||r)&&o.set(`datetime`,`${n?n+`T00:00:00Z`:`..`}/${r?r+`T23:59:59Z`:`..`}`),i<100&&o.set(`filter`,`"eo:cloud_cover" <= ${i}`);let s=h.getSize();if(a&&s){let t=h.getView().calculateExtent(s),[n,r,i,a]=e(t,`EPSG:3857`,`EPSG:4326`);if(i-n<360){let e=[Math.max(-180,n),Math.max(-90,r),Math.min(180,i),Math.min(90,a)];o.set(`bbox`,e.map(e=>e.toFixed(6)).join(`,`))}}return`/api/search?${o}`}search(e=``){this.#t.abort(),this.#t=new AbortController,this.failure=``,u(e||this.address(),this.#t.signal).then(t=>{this.items=e?[...this.items??[],...t.features]:t.features,this.matched=t.numberMatched??-1,this.next=l(t.links),this.#e.show(this.items)}).catch(e=>{e.name!==`AbortError`&&(this.failure=e.message||y(`state.failed`))})}render(){let e=this.items?.find(e=>`${e.collection}/${e.id}`===this.state.open);return e?this.page(e):i`
      <div class="title">
        <h1>${y(`view.catalogue`)}</h1>
        <button type="button" class="button" aria-expanded=${this.importing} @click=${()=>this.importing=!this.importing}>
          ${m(`upload`)} ${y(`catalogue.import`)}
        </button>
      </div>
      ${this.importing?i`<sq-imports></sq-imports>`:n} ${this.fields()}
      <p class="quiet" role="status">${this.matched<0?``:y(`time.scenes`,{n:this.matched})}</p>
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n} ${this.list()}
    `}fields(){let e=e=>{this.wish={...this.wish,...e},this.search()},t=e=>e.target.value;return i`<div class="filters">
      <label class="field">
        <span>${y(`catalogue.collection`)}</span>
        <select @change=${n=>e({collection:t(n)})}>
          <option value="">${y(`catalogue.all`)}</option>
          ${this.collections.map(e=>i`<option value=${e.id} ?selected=${e.id===this.wish.collection}>${e.title??e.id}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${y(`catalogue.cloud`)}</span>
        <input type="number" min="0" max="100" .value=${String(this.wish.cloud)} @change=${n=>e({cloud:Math.min(100,Math.max(0,Number(t(n))))})} />
      </label>
      <label class="field">
        <span>${y(`catalogue.from`)}</span>
        <input type="date" .value=${this.wish.from} @change=${n=>e({from:t(n)})} />
      </label>
      <label class="field">
        <span>${y(`catalogue.to`)}</span>
        <input type="date" .value=${this.wish.to} @change=${n=>e({to:t(n)})} />
      </label>
      <label class="check">
        <input type="checkbox" .checked=${this.wish.here} @change=${t=>e({here:t.target.checked})} />
        ${y(`catalogue.here`)}
      </label>
    </div>`}list(){return this.items?this.items.length===0?i`<p class="quiet">${y(`catalogue.nothing`)}</p>`:i`<ul class="scenes">
        ${this.items.map(e=>{let t=Object.values(e.assets).find(e=>e.roles?.includes(`thumbnail`)),n=e.properties[`eo:cloud_cover`];return i`<li @mouseenter=${()=>this.#e.mark(e.id)} @mouseleave=${()=>this.#e.mark(``)}>
            <button type="button" class="scene" @focus=${()=>this.#e.mark(e.id)} @click=${()=>this.show(e)}>
              ${t?i`<img src=${t.href} alt="" loading="lazy" width="64" height="64" />`:i`<span class="blank"></span>`}
              <span>
                <strong>${b(e.properties.datetime??e.properties.start_datetime??``)}</strong>
                <span class="quiet">${e.collection}${typeof n==`number`?` · ${y(`time.cloud`,{share:v(n,0)})}`:``}</span>
                <span class="quiet">${e.id}</span>
              </span>
            </button>
          </li>`})}
      </ul>
      ${this.next?i`<button type="button" class="button" @click=${()=>this.search(this.next)}>${y(`catalogue.more`)}</button>`:n}`:this.failure?n:i`<p class="quiet">${y(`state.loading`)}</p>`}show(e){r.change({open:`${e.collection}/${e.id}`});let[t,n,i,a]=e.bbox.length===6?[e.bbox[0],e.bbox[1],e.bbox[3],e.bbox[4]]:e.bbox;_([t,n,i,a]),this.#e.mark(e.id)}page(e){let t=`/api/collections/${encodeURIComponent(e.collection)}/items/${encodeURIComponent(e.id)}`,n={id:`i/${e.collection}/${e.id}`,visible:!0,opacity:1,style:{}},a=this.state.layers.some(e=>e.id===n.id),o=Object.entries(e.properties).filter(([,e])=>e!==null&&typeof e!=`object`);return i`
      <div class="title">
        <button type="button" class="button plain" title=${y(`alerts.back`)} @click=${()=>r.change({open:``})}>
          ${m(`back`)}<span class="unseen">${y(`alerts.back`)}</span>
        </button>
        <h1>${e.id}</h1>
      </div>
      <p class="quiet">${x(String(e.properties.datetime??e.properties.start_datetime??``))}</p>
      <div class="buttons">
        <button type="button" class="button main" ?disabled=${a} @click=${()=>r.change({layers:[...this.state.layers,n]})}>
          ${m(`layers`)} ${y(`catalogue.toMap`)}
        </button>
        <a class="button" href="${t}?f=html">${y(`catalogue.page`)}</a>
      </div>
      <h2>${y(`catalogue.assets`)}</h2>
      <ul class="assets">
        ${Object.entries(e.assets).map(([e,t])=>{let n=t[`file:size`];return i`<li>
            <a href=${t.href} download>${m(`download`)} ${t.title??e}</a>
            <span class="quiet">${t.type??``}${n?` · ${v(n/1e6,1)} MB`:``}</span>
          </li>`})}
      </ul>
      <h2>${y(`catalogue.known`)}</h2>
      <dl class="facts wide">
        ${o.map(([e,t])=>i`<div><dt>${e}</dt><dd>${String(t)}</dd></div>`)}
      </dl>
      <sq-same .command=${`sunqar item get ${e.collection} ${e.id}`} .path=${t}></sq-same>
    `}};s([t()],D.prototype,`collections`,void 0),s([t()],D.prototype,`wish`,void 0),s([t()],D.prototype,`items`,void 0),s([t()],D.prototype,`matched`,void 0),s([t()],D.prototype,`next`,void 0),s([t()],D.prototype,`failure`,void 0),s([t()],D.prototype,`importing`,void 0),D=s([o(`sq-catalogue`)],D);export{D as CataloguePanel};