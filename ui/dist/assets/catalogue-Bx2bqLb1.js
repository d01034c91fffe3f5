import{Yt as e}from"./Source-gEmbHBVf.js";import{a as t,c as n,i as r,l as i,n as a,s as o,t as s}from"./decorate-CbOm656o.js";import{f as c,i as l,s as u,t as d,u as f}from"./api-BvOBTPOc.js";import{c as p,m,u as h,x as g}from"./app-CL8RMfb7.js";import{t as _}from"./footprints-BSv0FPVj.js";import{t as v}from"./fit-DRV1SH4u.js";import{c as y,d as b,i as x,s as S,u as C}from"./index-Bodu8_My.js";import{r as w}from"./jobs-DrBSQEBf.js";import"./same-UdN5zTAo.js";var T=1<<20;async function E(e,t){let{id:n}=await c(`POST`,`/api/uploads`,{name:e.name,length:e.size}),r=`/api/uploads/${encodeURIComponent(n)}`,i=0;for(let n=0;i<e.size;){try{await f(r,{method:`PATCH`,headers:{"Upload-Offset":String(i),"Content-Type":`application/offset+octet-stream`},body:e.slice(i,i+T)}),i=Math.min(e.size,i+T),n=0}catch(e){let t=e instanceof d&&e.status>=400&&![409,502,503,504].includes(e.status);if(t&&await f(r,{method:`DELETE`}).catch(()=>void 0),t||++n>5)throw e;await new Promise(e=>setTimeout(e,1e3*n));let a=await f(r,{method:`HEAD`});i=Number(a.headers.get(`Upload-Offset`)??0)}t(i)}return n}var D=class extends a{constructor(...e){super(...e),this.files=[],this.collection=``,this.sent=-1,this.job=null,this.failure=``,this.start=async()=>{this.failure=``,this.job=null,this.sent=0;try{let e=[],t=0;for(let n of this.files)e.push(await E(n,e=>this.sent=t+e)),t+=n.size;let{id:n}=await c(`POST`,`/api/imports`,{uploads:e,collection:this.collection});await w(n,e=>this.job=e),h()}catch(e){this.failure=e.message||C(`state.failed`)}this.sent=-1}}render(){let e=this.files.reduce((e,t)=>e+t.size,0),t=this.sent>=0&&(!this.job||this.job.status===`waiting`||this.job.status===`running`);return i`<section class="judge" aria-label=${C(`catalogue.import`)}>
      <label class="field">
        <span>${C(`import.files`)}</span>
        <input type="file" multiple accept=".tif,.tiff,.zip,.jp2,.xml,.json,.txt" @change=${e=>this.files=[...e.target.files??[]]} />
      </label>
      <label class="field">
        <span>${C(`import.collection`)}</span>
        <input .value=${this.collection} pattern="[A-Za-z0-9_.-]+" @input=${e=>this.collection=e.target.value.trim()} />
      </label>
      <button type="button" class="button main" ?disabled=${t||!this.files.length||!this.collection} @click=${this.start}>
        ${g(`upload`)} ${C(`import.start`)}
      </button>
      <div role="status">
        ${this.sent>=0&&!this.job?i`<progress max=${e} .value=${this.sent} aria-label=${C(`import.sending`)}></progress>
              <p class="quiet">${C(`import.sending`)} ${y(e?this.sent/e:1)} · ${S(e/1e6,1)} MB</p>`:n}
        ${this.job?i`<progress max="1" .value=${this.job.progress??0} aria-label=${this.job.title}></progress>
              <p>${C(`jobs.`+this.job.status)}</p>
              ${this.job.log.length?i`<pre>${this.job.log.slice(-8).join(`
`)}</pre>`:n}`:n}
      </div>
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
    </section>`}};s([t()],D.prototype,`files`,void 0),s([t()],D.prototype,`collection`,void 0),s([t()],D.prototype,`sent`,void 0),s([t()],D.prototype,`job`,void 0),s([t()],D.prototype,`failure`,void 0),D=s([o(`sq-imports`)],D);function O(e){let t=Object.values(e.assets),n=t.find(e=>e.roles?.includes(`thumbnail`));return n?n.href:t.some(e=>e.roles?.includes(`data`)&&new URL(e.href,location.href).origin===location.origin)?`${k(e)}/map?crs=EPSG:3857&width=128`:``}function k(e){return`/api/collections/${encodeURIComponent(e.collection)}/items/${encodeURIComponent(e.id)}`}var A=class extends a{constructor(...e){super(...e),this.collections=[],this.items=null,this.linked=null,this.matched=-1,this.next=``,this.failure=``,this.missing=``,this.importing=!1,this.#e=new _(m),this.#t=new AbortController,this.#n=0,this.clicked=({coordinate:e})=>{let t=this.#e.at(e),n=(this.items??[]).filter(e=>t.has(e.id)),i=n[(n.findIndex(e=>`${e.collection}/${e.id}`===this.state.open)+1)%n.length];i&&(r.change({open:`${i.collection}/${i.id}`}),this.#e.mark(i.id))},this.fresh=()=>this.search(),this.#r=``,this.#i=``}#e;#t;#n;depends(e){return[e.open,e.wish,...e.wish.here?[e.centre,e.zoom]:[]]}connectedCallback(){super.connectedCallback(),this.#e.attach(),m.on(`singleclick`,this.clicked),addEventListener(`sunqar-catalogue`,this.fresh),p().then(e=>this.collections=e).catch(()=>void 0),this.search()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),m.un(`singleclick`,this.clicked),removeEventListener(`sunqar-catalogue`,this.fresh),this.#t.abort(),clearTimeout(this.#n)}get wish(){return this.state.wish}#r;willUpdate(){this.openLinked();let e=JSON.stringify(this.wish)+(this.wish.here?`${this.state.centre} ${this.state.zoom}`:``);e!==this.#r&&(this.#r=e,clearTimeout(this.#n),this.#n=window.setTimeout(()=>this.search(),300))}found(){let{open:e}=this.state;return[...this.items??[],...this.linked?[this.linked]:[]].find(t=>`${t.collection}/${t.id}`===e)}#i;openLinked(){let{open:e}=this.state;if(!e||e===this.#i||this.found())return;this.#i=e,this.missing=``;let[t=``,...n]=e.split(`/`);l(`/api/collections/${encodeURIComponent(t)}/items/${encodeURIComponent(n.join(`/`))}`).then(e=>this.linked=e).catch(e=>this.missing=e instanceof d&&e.status===404?C(`catalogue.gone`):e.message||C(`state.failed`))}address(){let{collection:t,from:n,to:r,cloud:i,here:a}=this.wish,o=new URLSearchParams({limit:`30`,sortby:`-properties.datetime`});t&&o.set(`collections`,t),(n||r)&&o.set(`datetime`,`${n?n+`T00:00:00Z`:`..`}/${r?r+`T23:59:59Z`:`..`}`),i<100&&o.set(`filter`,`"eo:cloud_cover" <= ${i}`);let s=m.getSize();if(a&&s){let t=m.getView().calculateExtent(s),[n,r,i,a]=e(t,`EPSG:3857`,`EPSG:4326`);if(i-n<360){let e=[Math.max(-180,n),Math.max(-90,r),Math.min(180,i),Math.min(90,a)];o.set(`bbox`,e.map(e=>e.toFixed(6)).join(`,`))}}return`/api/search?${o}`}command(){let{collection:e,from:t,to:n,cloud:r}=this.wish,i=new URLSearchParams(this.address().split(`?`)[1]).get(`bbox`);return[`sunqar item search`,e&&`--collection ${e}`,(t||n)&&`--datetime ${t||`..`}/${n||`..`}`,i&&`--bbox ${i.replaceAll(`,`,` `)}`,r<100&&`--filter '"eo:cloud_cover" <= ${r}'`,`--limit 30 --format table`].filter(Boolean).join(` `)}search(e=``){this.#t.abort(),this.#t=new AbortController,this.failure=``,l(e||this.address(),this.#t.signal).then(t=>{this.items=e?[...this.items??[],...t.features]:t.features,this.matched=t.numberMatched??-1,this.next=u(t.links),this.#e.show(this.items)}).catch(e=>{e.name!==`AbortError`&&(this.failure=e.message||C(`state.failed`))})}render(){let e=this.state.open&&this.found();return e?this.page(e):i`
      <div class="title">
        <h1>${C(`view.catalogue`)}</h1>
        <button type="button" class="button" aria-expanded=${this.importing} @click=${()=>this.importing=!this.importing}>
          ${g(`upload`)} ${C(`catalogue.import`)}
        </button>
      </div>
      ${this.importing?i`<sq-imports></sq-imports>`:n} ${this.fields()}
      <p class="quiet" role="status">${this.matched<0?``:C(`time.scenes`,{n:this.matched})}</p>
      ${this.missing&&this.state.open?i`<p class="bad" role="alert">${this.missing}</p>`:n}
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n} ${this.list()}
      <sq-same .command=${this.command()} .path=${this.address()}></sq-same>
    `}fields(){let e=e=>r.change({wish:{...this.wish,...e}}),t=e=>e.target.value;return i`<div class="filters">
      <label class="field">
        <span>${C(`catalogue.collection`)}</span>
        <select @change=${n=>e({collection:t(n)})}>
          <option value="">${C(`catalogue.all`)}</option>
          ${this.collections.map(e=>i`<option value=${e.id} ?selected=${e.id===this.wish.collection}>${e.title??e.id}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${C(`catalogue.cloud`)}</span>
        <input type="number" min="0" max="100" .value=${String(this.wish.cloud)} @change=${n=>e({cloud:Math.min(100,Math.max(0,Number(t(n))))})} />
      </label>
      <label class="field">
        <span>${C(`catalogue.from`)}</span>
        <input type="date" .value=${this.wish.from} @change=${n=>e({from:t(n)})} />
      </label>
      <label class="field">
        <span>${C(`catalogue.to`)}</span>
        <input type="date" .value=${this.wish.to} @change=${n=>e({to:t(n)})} />
      </label>
      <label class="check">
        <input type="checkbox" .checked=${this.wish.here} @change=${t=>e({here:t.target.checked})} />
        ${C(`catalogue.here`)}
      </label>
    </div>`}list(){return this.items?this.items.length===0?i`<p class="quiet">${C(`catalogue.nothing`)}</p>`:i`<ul class="scenes">
        ${this.items.map(e=>{let t=O(e),n=e.properties[`eo:cloud_cover`];return i`<li @mouseenter=${()=>this.#e.mark(e.id)} @mouseleave=${()=>this.#e.mark(``)}>
            <button type="button" class="scene" @focus=${()=>this.#e.mark(e.id)} @click=${()=>this.show(e)}>
              ${t?i`<img src=${t} alt="" loading="lazy" width="64" height="64" />`:i`<span class="blank"></span>`}
              <span>
                <strong>${x(e.properties.datetime??e.properties.start_datetime??``)}</strong>
                <span class="quiet">${e.collection}${typeof n==`number`?` · ${C(`time.cloud`,{share:S(n,0)})}`:``}</span>
                <span class="quiet">${e.id}</span>
              </span>
            </button>
          </li>`})}
      </ul>
      ${this.next?i`<button type="button" class="button" @click=${()=>this.search(this.next)}>${C(`catalogue.more`)}</button>`:n}`:this.failure?n:i`<p class="quiet">${C(`state.loading`)}</p>`}show(e){r.change({open:`${e.collection}/${e.id}`});let[t,n,i,a]=e.bbox.length===6?[e.bbox[0],e.bbox[1],e.bbox[3],e.bbox[4]]:e.bbox;v([t,n,i,a]),this.#e.mark(e.id)}page(e){let t=k(e),n={id:`i/${e.collection}/${e.id}`,visible:!0,opacity:1,style:{}},a=this.state.layers.some(e=>e.id===n.id),o=Object.entries(e.properties).filter(([,e])=>e!==null&&typeof e!=`object`);return i`
      <div class="title">
        <button type="button" class="button plain" title=${C(`alerts.back`)} @click=${()=>r.change({open:``})}>
          ${g(`back`)}<span class="unseen">${C(`alerts.back`)}</span>
        </button>
        <h1>${e.id}</h1>
      </div>
      <p class="quiet">${b(String(e.properties.datetime??e.properties.start_datetime??``))}</p>
      <div class="buttons">
        <button type="button" class="button main" ?disabled=${a} @click=${()=>r.change({layers:[...this.state.layers,n]})}>
          ${g(`layers`)} ${C(`catalogue.toMap`)}
        </button>
        <a class="button" href="${t}?f=html">${C(`catalogue.page`)}</a>
      </div>
      <h2>${C(`catalogue.assets`)}</h2>
      <ul class="assets">
        ${Object.entries(e.assets).map(([e,t])=>{let n=t[`file:size`];return i`<li>
            <a href=${t.href} download>${g(`download`)} ${t.title??e}</a>
            <span class="quiet">${t.type??``}${n?` · ${n<1e5?`${S(n/1e3,0)} kB`:`${S(n/1e6,1)} MB`}`:``}</span>
          </li>`})}
      </ul>
      <h2>${C(`catalogue.known`)}</h2>
      <dl class="facts wide">
        ${o.map(([e,t])=>i`<div><dt>${e}</dt><dd>${String(t)}</dd></div>`)}
      </dl>
      ${this.provenance(e)}
      <sq-same .command=${`sunqar item get ${e.collection} ${e.id}`} .path=${t}></sq-same>
    `}provenance({properties:e,links:t=[]}){let r=Object.entries(e).filter(([e,t])=>typeof t==`object`&&!!t&&(e.startsWith(`processing:`)||e===`providers`)),a=t.filter(({rel:e})=>e===`derived_from`||e===`via`||e===`cite-as`);return r.length+a.length===0?n:i`<h2>${C(`catalogue.provenance`)}</h2>
      <dl class="facts wide">
        ${r.map(([e,t])=>i`<div><dt>${e}</dt><dd>${j(t)}</dd></div>`)}
        ${a.map(({rel:e,href:t,title:n})=>i`<div><dt>${e}</dt><dd><a href=${t}>${n??t}</a></dd></div>`)}
      </dl>`}};s([t()],A.prototype,`collections`,void 0),s([t()],A.prototype,`items`,void 0),s([t()],A.prototype,`linked`,void 0),s([t()],A.prototype,`matched`,void 0),s([t()],A.prototype,`next`,void 0),s([t()],A.prototype,`failure`,void 0),s([t()],A.prototype,`missing`,void 0),s([t()],A.prototype,`importing`,void 0),A=s([o(`sq-catalogue`)],A);var j=e=>Array.isArray(e)?e.map(j).join(`, `):typeof e==`object`&&e?Object.entries(e).map(([e,t])=>`${e} ${j(t)}`).join(`, `):String(e);export{A as CataloguePanel};