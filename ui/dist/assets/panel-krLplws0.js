import{a as e,c as t,i as n,l as r,n as i,s as a,t as o}from"./decorate-CbOm656o.js";import{Yt as s}from"./Source-gEmbHBVf.js";import{n as c}from"./box-BOy4Rr3O.js";import{t as l}from"./draw-DAMmeCaB.js";import{t as u}from"./fit-DRV1SH4u.js";import{b as d,g as f,l as p,m,p as h,r as g,x as _,y as v}from"./app-CL8RMfb7.js";import{c as y,i as b,o as x,u as S}from"./index-Bodu8_My.js";import{c as C}from"./alerts-Dsuju2V3.js";import{i as w,s as T,u as E}from"./api-BvOBTPOc.js";var D=2e4,O=300,k=`/api/alerts/collections/alerts/items`,A=`sunqar.areas`,j=e=>`area ${e}`;function M(){try{return JSON.parse(localStorage.getItem(A)??`[]`)}catch{return[]}}function N(e){localStorage.setItem(A,JSON.stringify(e))}function P(e,t){N(M().map(n=>n.id===e?{...n,...t}:n))}var F=(e,t)=>P(e,{name:t});async function I(e){N(M().filter(t=>t.id!==e)),L(),await caches.delete(j(e)),L()}var L=()=>navigator.serviceWorker.controller?.postMessage(`areas`);function R(e){let t={...e,id:crypto.randomUUID(),files:0,done:0,bytes:0,finished:``};return N([...M(),t]),t}function z([e,t,n,r],i){let a=2**i,o=e=>Math.floor((e+180)/360*a),s=e=>{let t=Math.sin(Math.max(-85.05,Math.min(85.05,e))*Math.PI/180);return Math.floor((.5-Math.log((1+t)/(1-t))/(4*Math.PI))*a)},c=e=>Math.min(a-1,Math.max(0,e));return[c(o(e)),c(s(r)),c(o(n)),c(s(t))]}function B(e,t,n){let[r,i,a,o]=z(t,n),s=[];for(let t=r;t<=a;t++)for(let r=i;r<=o;r++)s.push(e.replace(`{z}`,String(n)).replace(`{x}`,String(t)).replace(`{y}`,String(r)));return s}var V=(e,t)=>{let[n,r,i,a]=z(e,t);return(i-n+1)*(a-r+1)},H=({zooms:[e,t]})=>Array.from({length:Math.max(0,t-e+1)},(t,n)=>e+n);async function U(e,t){let n=new Set([``,e.day]),r=t.id.split(`/`)[1];if(t.id.startsWith(`c/`)&&e.from&&e.to)for(let{day:t}of await p(r))t>=e.from&&t<=e.to&&n.add(t);return t.id.startsWith(`c/`)?[...n]:[``]}async function W(e,t){let n={files:0,bytes:0},r=(e,t)=>{n.files+=e,n.bytes+=e*t},i=await d();for(let t=i.minzoom;t<=Math.min(i.maxzoom,e.zooms[1]);t++)r(V(e.box,t),8e3);let[a,o,s,c]=e.box,l=[(a+s)/2,(o+c)/2,(a+s)/2,(o+c)/2];for(let n of e.layers){let{length:i}=await U(e,n),a=await Promise.all(H(e).map(async r=>[r,(await(await E(B(v(n,e.day),l,r)[0],{signal:t})).blob()).size]));for(let[t,n]of a)r(V(e.box,t)*i,n)}if(e.alerts){let{numberMatched:n=0}=await w(`${k}?limit=1&bbox=${e.box.join(`,`)}`,t);r(1,n*1200),r(3*Math.min(O,n),12e3)}return n}async function G(e,t,n){let r=[`/api/collections?limit=1000`,`/app/basemap`,`/api/watches`],i=await d();for(let t=i.minzoom;t<=Math.min(i.maxzoom,e.zooms[1]);t++)r.push(...B(i.tiles,e.box,t));for(let t of e.layers)t.id.startsWith(`c/`)&&r.push(`/api/collections/${encodeURIComponent(t.id.split(`/`)[1])}/dates`),(t.style.colormap||t.id.startsWith(`w/`))&&r.push(f(t));e.alerts&&r.push(...await K(e,t,n));for(let t of e.layers)for(let n of await U(e,t))for(let i of H(e))r.push(...B(v(t,n),e.box,i));return[...new Set(r)]}async function K(e,t,n){let r=[];for(let t=`${k}?limit=1000&bbox=${e.box.join(`,`)}&sortby=-probability,-area_ha`;t&&r.length<5e3;){let e=await w(t,n);r.push(...e.features),t=T(e.links)}await t.put(`/app/saved/alerts`,new Response(JSON.stringify({type:`FeatureCollection`,features:r})));let i=[],a=new Map;for(let e of r.slice(0,O)){let{watch:t,longitude:n,latitude:r,scenes:o}=e.properties;a.has(t)||(a.set(t,await g(t)),i.push(`/api/watches/${encodeURIComponent(t)}`));let{collection:s}=a.get(t),c=new URLSearchParams({lon:n.toFixed(7),lat:r.toFixed(7),watch:t});i.push(`/api/collections/${encodeURIComponent(s)}/series?${c}`);for(let t of new Set([o[0],o.at(-1)]))t&&i.push(C(e,s,t))}return i}var q=class extends Error{};async function J(e,t,n,r){await navigator.storage?.persist?.().catch(()=>!1);let i=await caches.open(j(e.id));await i.put(`/app/saved/when`,new Response(new Date().toISOString()));let a=await G(e,i,r),o=new Set(t?[]:(await i.keys()).map(e=>e.url.slice(location.origin.length))),s=a.filter(e=>!o.has(e)).reverse(),c={...e,bytes:t?0:e.bytes,files:a.length,done:a.length-s.length};if(c.files>2e4)throw RangeError();let l=(t=!1)=>{let{files:r,done:i,bytes:a,finished:o}=c;(t||i%20==0)&&P(e.id,{files:r,done:i,bytes:a,finished:o}),n({...c})},u=async()=>{for(let e=s.pop();e;e=s.pop()){let t=await E(e,{signal:r,cache:`no-cache`}).catch(e=>{if(e.status&&e.status>=400&&e.status<500)return new Response(null,{status:204});throw e}),n=await t.blob();try{let{status:r}=t;await i.put(e,new Response(r===204?null:n,{status:r===204?204:200,headers:t.headers}))}catch(e){throw e.name===`QuotaExceededError`?new q:e}c.done++,c.bytes+=n.size,l()}};try{await Promise.all([u(),u(),u()]),c.finished=new Date().toISOString()}finally{l(!0),L()}}var Y=class extends i{constructor(...e){super(...e),this.all=M(),this.box=null,this.zooms=[0,0],this.days=[``,``],this.alerts=!0,this.name=``,this.left=new Set,this.size=null,this.failure=``,this.drawing=!1,this.#e=new Map,this.#t=new l(m),this.#n=new AbortController,this.begin=()=>{let e=Math.floor(this.state.zoom);this.zooms=[e,Math.min(20,e+2)],this.name=``,this.left=new Set(this.state.layers.filter(e=>!e.visible).map(e=>e.id)),this.takeView(),this.updateComplete.then(()=>this.querySelector(`form input`)?.focus())},this.takeView=()=>{let e=m.getView().calculateExtent(m.getSize()),[t,n,r,i]=s(e,`EPSG:3857`,`EPSG:4326`);this.setBox([Math.max(-180,t),Math.max(-85,n),Math.min(180,r),Math.min(85,i)])},this.draw=()=>{if(this.drawing=!this.drawing,!this.drawing)return this.#t.stop();this.#t.start(`Box`,e=>{this.drawing=!1,this.setBox(c(e.coordinates))})},this.start=e=>{e.preventDefault();let t=R(this.wanted);this.close(),this.run(t)},this.close=()=>{this.box=null,this.drawing=!1,this.#n.abort(),this.#t.detach()}}#e;#t;#n;connectedCallback(){if(super.connectedCallback(),this.all=M(),h())for(let e of this.all)e.finished||this.run(e)}disconnectedCallback(){super.disconnectedCallback(),this.#t.detach(),this.#n.abort()}render(){return h()?r`
      <p class="quiet">${S(`saved.is`)}</p>
      ${this.all.length?r`<ul class="jobs">${this.all.map(e=>this.row(e))}</ul>`:t}
      ${this.box?this.form(this.box):r`<button type="button" class="button" @click=${this.begin}>${_(`plus`)} ${S(`saved.new`)}</button>`}
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
    `:r`<p class="quiet">${S(`saved.insecure`,{address:`https://${location.host}`})}</p>`}row(e){let t=this.#e.has(e.id),n=e.files?e.done/e.files:0;return r`<li class="job">
      <label class="field">
        <span class="unseen">${S(`saved.name`)}</span>
        <input
          .value=${e.name}
          maxlength="80"
          @change=${t=>{F(e.id,t.target.value.trim()||e.name),this.all=M()}}
        />
      </label>
      ${e.finished?r`<p class="quiet" role="status">${S(`saved.done`,{day:b(e.finished),size:x(e.bytes)})}</p>`:r`<progress max="1" .value=${n} aria-label=${e.name}></progress>
            <p class="quiet" role="status">${y(n)} · ${x(e.bytes)}${t?``:` · ${S(`saved.paused`)}`}</p>`}
      <div class="buttons">
        <button type="button" class="button" @click=${()=>this.show(e)}>${_(`map`)} ${S(`saved.show`)}</button>
        ${t?r`<button type="button" class="button" @click=${()=>this.#e.get(e.id)?.abort()}>${_(`pause`)} ${S(`saved.pause`)}</button>`:r`<button type="button" class="button" @click=${()=>void this.run({...e,finished:``},e.finished!==``)}>
              ${_(`download`)} ${S(e.finished?`saved.renew`:`saved.resume`)}
            </button>`}
        <button type="button" class="button" @click=${()=>void this.drop(e)}>${_(`close`)} ${S(`saved.delete`)}</button>
      </div>
    </li>`}form(e){let n=e=>e.target.value,i=(t,i)=>r`<label class="field">
      <span>${S(i)}</span>
      <input type="number" step="any" .value=${String(Number(e[t].toFixed(5)))}
        @change=${r=>this.setBox(e.with(t,Number(n(r))))} />
    </label>`,a=(e,t)=>r`<label class="field">
      <span>${S(t)}</span>
      <input type="number" min="0" max="20" .value=${String(this.zooms[e])}
        @change=${t=>{this.zooms=this.zooms.with(e,Math.min(20,Math.max(0,Math.round(Number(n(t)))))),this.measure()}} />
    </label>`,o=(e,t)=>r`<label class="field">
      <span>${S(t)}</span>
      <input type="date" .value=${this.days[e]}
        @change=${t=>{this.days=this.days.with(e,n(t)),this.measure()}} />
    </label>`,s=this.state.layers;return r`<form class="judge" aria-label=${S(`saved.new`)} @submit=${this.start}>
      <label class="field"><span>${S(`saved.name`)}</span>
        <input required maxlength="80" .value=${this.name} @input=${e=>this.name=n(e)} /></label>
      <div class="buttons">
        <button type="button" class="button" @click=${this.takeView}>${_(`map`)} ${S(`saved.view`)}</button>
        <button type="button" class="button" aria-pressed=${this.drawing} @click=${this.draw}>${_(`draw`)} ${S(`saved.draw`)}</button>
      </div>
      <div class="filters">
        ${i(0,`saved.west`)} ${i(2,`saved.east`)} ${i(1,`saved.south`)} ${i(3,`saved.north`)}
        ${a(0,`saved.least`)} ${a(1,`saved.most`)} ${o(0,`saved.from`)} ${o(1,`saved.to`)}
      </div>
      <p class="quiet">${S(`saved.days`)}</p>
      ${s.map(e=>r`<label class="check">
          <input type="checkbox" .checked=${!this.left.has(e.id)}
            @change=${t=>{let n=new Set(this.left);t.target.checked?n.delete(e.id):n.add(e.id),this.left=n,this.measure()}} />
          ${e.id.split(`/`).slice(1).join(` · `)}
        </label>`)}
      <label class="check">
        <input type="checkbox" .checked=${this.alerts}
          @change=${e=>{this.alerts=e.target.checked,this.measure()}} />
        ${S(`saved.alerts`)}
      </label>
      <p role="status">
        ${this.size?r`<strong>${S(`saved.size`,{size:x(this.size.bytes),n:this.size.files})}</strong>`:S(`saved.measuring`)}
        ${this.size&&this.size.files>2e4?r`<br />${S(`saved.tooMany`,{n:D})}`:t}
      </p>
      <div class="buttons">
        <button class="button main" ?disabled=${!this.size||this.size.files>2e4}>${_(`download`)} ${S(`saved.save`)}</button>
        <button type="button" class="button" @click=${this.close}>${S(`saved.cancel`)}</button>
      </div>
    </form>`}setBox([e,t,n,r]){this.box=[Math.min(e,n),Math.min(t,r),Math.max(e,n),Math.max(t,r)];let[i,a,o,s]=this.box;this.#t.show({type:`Polygon`,coordinates:[[[i,a],[o,a],[o,s],[i,s],[i,a]]]}),this.measure()}get wanted(){return{name:this.name.trim(),box:this.box,layers:this.state.layers.filter(e=>!this.left.has(e.id)),zooms:this.zooms,from:this.days[0],to:this.days[1],day:this.state.day,alerts:this.alerts}}measure(){this.#n.abort(),this.#n=new AbortController,this.failure=``;let{signal:e}=this.#n;W(this.wanted,e).then(t=>!e.aborted&&(this.size=t)).catch(t=>!e.aborted&&(this.failure=t.message||S(`state.failed`)))}async run(e,t=!1){if(this.#e.has(e.id))return;let n=new AbortController;this.#e.set(e.id,n),this.failure=``,this.all=M();try{await J(e,t,e=>this.all=this.all.map(t=>t.id===e.id?{...e,name:t.name}:t),n.signal)}catch(e){n.signal.aborted||(this.failure=this.reason(e))}this.#e.delete(e.id),this.all=M()}reason(e){return e instanceof q?S(`saved.full`):e instanceof RangeError?S(`saved.tooMany`,{n:D}):e.message||S(`state.failed`)}async drop(e){this.#e.get(e.id)?.abort(),await I(e.id),this.all=M()}show(e){n.change({layers:e.layers,day:e.day}),u(e.box)}};o([e()],Y.prototype,`all`,void 0),o([e()],Y.prototype,`box`,void 0),o([e()],Y.prototype,`zooms`,void 0),o([e()],Y.prototype,`days`,void 0),o([e()],Y.prototype,`alerts`,void 0),o([e()],Y.prototype,`name`,void 0),o([e()],Y.prototype,`left`,void 0),o([e()],Y.prototype,`size`,void 0),o([e()],Y.prototype,`failure`,void 0),o([e()],Y.prototype,`drawing`,void 0),Y=o([a(`sq-saved`)],Y);export{Y as SavedAreas};