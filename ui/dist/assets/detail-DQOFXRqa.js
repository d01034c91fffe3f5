import{a as e,c as t,l as n,n as r,o as i,s as a,t as o}from"./decorate-C8RBIUg7.js";import{t as s}from"./fit-DnmBZ_ui.js";import{a as c,c as l,i as u,l as d,n as f,o as p}from"./index-B46tJTtc.js";import{l as m}from"./app-DAk63CgS.js";import"./series-CsHHIcrq.js";import{n as h,s as g}from"./api-ieUZBNaq.js";var _=[`cloud`,`shadow`,`haze`,`season`,`agriculture`,`water_level`,`registration`,`other`],v={review:`open`,watch:``,least:0,since:``,order:`important`,box:null,changedSince:``},y={important:`-probability,-area_ha`,newest:`-first_date,-probability`,largest:`-area_ha,-probability`,updated:`-updated`},b=e=>`'${e.replaceAll(`'`,`''`)}'`;function x(e,t){let n=[];e.review===`open`?n.push(`review IN ('new','in_review') AND status <> 'retracted'`):e.review===`confirmed`?n.push(`review IN ('confirmed','audited')`):e.review===`rejected`&&n.push(`review = 'rejected'`),e.watch&&n.push(`watch = ${b(e.watch)}`),e.least>0&&n.push(`area_ha >= ${e.least}`),e.since&&n.push(`first_date >= ${b(e.since)}`),e.changedSince&&n.push(`updated > ${b(e.changedSince)}`);let r=new URLSearchParams({limit:String(t),sortby:y[e.order]});return n.length&&r.set(`filter`,n.join(` AND `)),e.box&&r.set(`bbox`,e.box.map(e=>e.toFixed(6)).join(`,`)),`/api/alerts/collections/alerts/items?${r}`}var S=class{#e;#t;constructor(e,t=200){this.wish=e,this.pageSize=t,this.all=[],this.count=-1,this.#t=null,this.#e=x(e,t)}get whole(){return this.#e===null}more(e){return this.#e?(this.#t??=this.load(this.#e,e).finally(()=>this.#t=null),this.#t):Promise.resolve()}async load(e,t){let n=await h(e,t);this.all.push(...n.features);let r=n.links.find(e=>e.rel===`next`)?.href??null;this.#e=r===null?null:new URL(r).pathname+new URL(r).search,this.count=n.numberMatched??(this.#e?Math.max(this.count,this.all.length+1):this.all.length)}replace(e){let t=this.all.findIndex(t=>t.id===e.id);t>=0&&(this.all[t]=e)}},C=(e,t)=>h(`/api/alerts/collections/alerts/items/${encodeURIComponent(e)}`,t),w=`sunqar.name`;function T(){try{return localStorage.getItem(w)??``}catch{return``}}function E(e){try{localStorage.setItem(w,e)}catch{}}var D=(e,t,n=``)=>g(`POST`,`/api/alerts/${encodeURIComponent(e)}/review`,{...t,by:T(),...n?{note:n}:{}}),O=new Map,k=async e=>(await h(`/api/watches`,e)).watches;function A(e){let t=O.get(e);return t||(t=h(`/api/watches/${encodeURIComponent(e)}`),t.catch(()=>O.delete(e)),O.set(e,t)),t}function j(e){let t=[1/0,1/0,-1/0,-1/0],n=e=>{Array.isArray(e)&&(typeof e[0]==`number`&&typeof e[1]==`number`?(t[0]=Math.min(t[0],e[0]),t[1]=Math.min(t[1],e[1]),t[2]=Math.max(t[2],e[0]),t[3]=Math.max(t[3],e[1])):e.forEach(n))};return n(e),t}function M(e,t=400){let n=(e[1]+e[3])/2,r=Math.max(.05,Math.cos(n*Math.PI/180)),i=t/111320,a=Math.max(e[3]-e[1],(e[2]-e[0])*r,i)*.9,o=(e[0]+e[2])/2;return[o-a/r,n-a,o+a/r,n+a]}var N=class extends r{constructor(...e){super(...e),this.id_=``,this.place=``,this.alert=null,this.collection=``,this.failure=``,this.rejecting=!1,this.note=``,this.said=``,this.key=e=>{let t=e.target;if(e.ctrlKey||e.metaKey||e.altKey||/^(INPUT|SELECT|TEXTAREA)$/.test(t.tagName))return;let n=e.key.toLowerCase();if(n===`c`)this.act({action:`confirm`});else if(n===`r`)this.rejecting=!this.rejecting;else if(n===`u`)this.act({action:`review`});else if(this.rejecting&&/^[1-8]$/.test(n))this.reject(_[Number(n)-1]);else return;e.preventDefault()}}connectedCallback(){super.connectedCallback(),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`keydown`,this.key)}willUpdate(e){e.has(`id_`)&&this.load()}load(){let e=this.id_;this.rejecting=!1,this.failure=``,this.said=``,C(e).then(async t=>{e===this.id_&&(this.alert=t,s(M(j(t.geometry.coordinates),1500)),this.collection=(await A(t.properties.watch)).collection)}).catch(t=>{e===this.id_&&!this.alert&&(this.failure=t.message||l(`state.failed`))})}render(){return n`
      <div class="title">
        <button type="button" class="button plain" title=${l(`alerts.back`)} @click=${()=>this.tell(`alert-close`)}>
          ${m(`back`)}<span class="unseen">${l(`alerts.back`)}</span>
        </button>
        <h1>${this.id_}</h1>
        <span class="quiet">${this.place}</span>
        <button type="button" class="button plain" title="${l(`alerts.previous`)} (K)" @click=${()=>this.tell(`alert-previous`)}>
          ${m(`up`)}<span class="unseen">${l(`alerts.previous`)}</span>
        </button>
        <button type="button" class="button plain" title="${l(`alerts.next`)} (J)" @click=${()=>this.tell(`alert-next`)}>
          ${m(`down`)}<span class="unseen">${l(`alerts.next`)}</span>
        </button>
      </div>
      ${this.failure?n`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.alert?.id===this.id_?this.body(this.alert):n`<p class="quiet" role="status">${l(`state.loading`)}</p>`}
    `}body(e){let r=e.properties,i=r.area_error_ha?` ± ${c(r.area_error_ha,1)}`:``;return n`
      ${this.chips(e)}
      <dl class="facts">
        <div><dt>${l(`alerts.area`)}</dt><dd>${f(r.area_ha)}${i}</dd></div>
        <div><dt>${l(`alerts.probability`)}</dt><dd>${p(r.probability)}</dd></div>
        <div><dt>${l(`alerts.first`)}</dt><dd>${u(r.first_date)}</dd></div>
        <div><dt>${l(`alerts.machine`)}</dt><dd>${l(`machine.`+r.status)}</dd></div>
        <div><dt>${l(`alerts.change`)}</dt><dd>${c(r.magnitude,3)}</dd></div>
        <div><dt>${l(`alerts.observations`)}</dt><dd>${c(r.observations)}</dd></div>
      </dl>
      ${this.collection?n`<sq-series .collection=${this.collection} .lon=${r.longitude} .lat=${r.latitude} .watch=${r.watch}></sq-series>`:t}
      ${this.actions(r.review)} ${this.history(e)}
    `}chips({geometry:e,properties:r}){if(!this.collection||r.scenes.length===0)return t;let i=M(j(e.coordinates)).map(e=>e.toFixed(6)),a=(e,t)=>n`<figure>
      <img
        src="/api/collections/${encodeURIComponent(this.collection)}/items/${encodeURIComponent(e)}/map?bbox=${i.join(`,`)}&width=320&height=320&f=webp"
        width="320"
        height="320"
        alt=${l(t)}
      />
      <figcaption>${l(t)} · <span class="quiet">${e}</span></figcaption>
    </figure>`,o=r.scenes[r.scenes.length-1];return n`<div class="chips">
      ${a(r.scenes[0],`alerts.before`)} ${r.scenes.length>1?a(o,`alerts.after`):t}
    </div>`}actions(e){return n`<section class="judge" aria-label=${l(`alerts.judge`)}>
      <p>
        <span class="review ${e}">${l(`review.`+e)}</span>
        <span role="status">${this.said}</span>
      </p>
      <label class="field">
        <span>${l(`alerts.by`)}</span>
        <input
          .value=${T()}
          autocomplete="name"
          @change=${e=>E(e.target.value.trim())}
        />
      </label>
      <label class="field">
        <span>${l(`alerts.note`)}</span>
        <textarea rows="2" .value=${this.note} @input=${e=>this.note=e.target.value}></textarea>
      </label>
      <div class="buttons">
        <button type="button" class="button main" @click=${()=>this.act({action:`confirm`})}>
          ${m(`check`)} ${l(`alerts.confirm`)} <kbd>C</kbd>
        </button>
        <button type="button" class="button" aria-expanded=${this.rejecting} @click=${()=>this.rejecting=!this.rejecting}>
          ${m(`close`)} ${l(`alerts.reject`)} <kbd>R</kbd>
        </button>
        <button type="button" class="button" @click=${()=>this.act({action:`review`})}>${l(`alerts.reopen`)} <kbd>U</kbd></button>
      </div>
      ${this.rejecting?n`<div class="reasons" role="group" aria-label=${l(`alerts.why`)}>
            ${_.map((e,t)=>n`<button type="button" class="button" @click=${()=>this.reject(e)}>
                <kbd>${t+1}</kbd> ${l(`reason.`+e)}
              </button>`)}
          </div>`:t}
    </section>`}history({history:e=[]}){return n`<section>
      <h2>${l(`alerts.history`)}</h2>
      <ol class="history">
        ${e.map(e=>n`<li>
            <strong>${l(`history.`+e.kind)}</strong> <span class="quiet">${e.by} · ${d(e.at)}</span>
            ${e.note?n`<br />${e.note}`:t}
          </li>`)}
      </ol>
    </section>`}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}reject(e){this.act({action:`reject`,reason:e})}async act(e){if(!T())this.said=l(`alerts.whoAreYou`),this.querySelector(`.judge input`)?.focus();else try{this.said=``,this.failure=``;let t=await D(this.id_,e,this.note);this.note=``,this.rejecting=!1,this.alert=await C(t.id),this.said=l(`alerts.saved`),this.tell(`alert-changed`,this.alert)}catch(e){this.failure=e.message||l(`state.failed`)}}};o([i({attribute:!1})],N.prototype,`id_`,void 0),o([i({attribute:!1})],N.prototype,`place`,void 0),o([e()],N.prototype,`alert`,void 0),o([e()],N.prototype,`collection`,void 0),o([e()],N.prototype,`failure`,void 0),o([e()],N.prototype,`rejecting`,void 0),o([e()],N.prototype,`note`,void 0),o([e()],N.prototype,`said`,void 0),N=o([a(`sq-alert`)],N);export{v as i,k as n,S as r,j as t};