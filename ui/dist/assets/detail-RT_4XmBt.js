import{C as e,Ct as t,St as n,Tt as r,bt as i,c as a,ht as o,vt as s,wt as c,xt as l}from"./app-DCB7Z53-.js";import{t as u}from"./fit-BQTEl52S.js";import{a as d,c as f,i as p,l as m,n as h,o as g}from"./index-CPcoVMU_.js";import"./series-QEYq1fxU.js";var _=[`cloud`,`shadow`,`haze`,`season`,`agriculture`,`water_level`,`registration`,`other`],v={review:`open`,watch:``,least:0,since:``,order:`important`,box:null,changedSince:``},y={important:`-probability,-area_ha`,newest:`-first_date,-probability`,largest:`-area_ha,-probability`,updated:`-updated`},b=e=>`'${e.replaceAll(`'`,`''`)}'`;function x(e,t){let n=[];e.review===`open`?n.push(`review IN ('new','in_review') AND status <> 'retracted'`):e.review===`confirmed`?n.push(`review IN ('confirmed','audited')`):e.review===`rejected`&&n.push(`review = 'rejected'`),e.watch&&n.push(`watch = ${b(e.watch)}`),e.least>0&&n.push(`area_ha >= ${e.least}`),e.since&&n.push(`first_date >= ${b(e.since)}`),e.changedSince&&n.push(`updated > ${b(e.changedSince)}`);let r=new URLSearchParams({limit:String(t),sortby:y[e.order]});return n.length&&r.set(`filter`,n.join(` AND `)),e.box&&r.set(`bbox`,e.box.map(e=>e.toFixed(6)).join(`,`)),`/api/alerts/collections/alerts/items?${r}`}var S=class{#e;#t;constructor(e,t=200){this.wish=e,this.pageSize=t,this.all=[],this.count=-1,this.#t=null,this.#e=x(e,t)}get whole(){return this.#e===null}more(e){return this.#e?(this.#t??=this.load(this.#e,e).finally(()=>this.#t=null),this.#t):Promise.resolve()}async load(e,t){let n=await s(e,t);this.all.push(...n.features);let r=n.links.find(e=>e.rel===`next`)?.href??null;this.#e=r===null?null:new URL(r).pathname+new URL(r).search,this.count=n.numberMatched??(this.#e?Math.max(this.count,this.all.length+1):this.all.length)}replace(e){let t=this.all.findIndex(t=>t.id===e.id);t>=0&&(this.all[t]=e)}},C=(e,t)=>s(`/api/alerts/collections/alerts/items/${encodeURIComponent(e)}`,t),w=`sunqar.name`;function T(){try{return localStorage.getItem(w)??``}catch{return``}}function E(e){try{localStorage.setItem(w,e)}catch{}}var D=(e,t,n=``)=>i(`POST`,`/api/alerts/${encodeURIComponent(e)}/review`,{...t,by:T(),...n?{note:n}:{}}),O=new Map,k=async e=>(await s(`/api/watches`,e)).watches;function A(e){let t=O.get(e);return t||(t=s(`/api/watches/${encodeURIComponent(e)}`),t.catch(()=>O.delete(e)),O.set(e,t)),t}function j(e){let t=[1/0,1/0,-1/0,-1/0],n=e=>{Array.isArray(e)&&(typeof e[0]==`number`&&typeof e[1]==`number`?(t[0]=Math.min(t[0],e[0]),t[1]=Math.min(t[1],e[1]),t[2]=Math.max(t[2],e[0]),t[3]=Math.max(t[3],e[1])):e.forEach(n))};return n(e),t}function M(e,t=400){let n=(e[1]+e[3])/2,r=Math.max(.05,Math.cos(n*Math.PI/180)),i=t/111320,a=Math.max(e[3]-e[1],(e[2]-e[0])*r,i)*.9,o=(e[0]+e[2])/2;return[o-a/r,n-a,o+a/r,n+a]}var N=class extends o{constructor(...e){super(...e),this.id_=``,this.place=``,this.alert=null,this.collection=``,this.failure=``,this.rejecting=!1,this.note=``,this.said=``,this.key=e=>{let t=e.target;if(e.ctrlKey||e.metaKey||e.altKey||/^(INPUT|SELECT|TEXTAREA)$/.test(t.tagName))return;let n=e.key.toLowerCase();if(n===`c`)this.act({action:`confirm`});else if(n===`r`)this.rejecting=!this.rejecting;else if(n===`u`)this.act({action:`review`});else if(this.rejecting&&/^[1-8]$/.test(n))this.reject(_[Number(n)-1]);else return;e.preventDefault()}}connectedCallback(){super.connectedCallback(),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`keydown`,this.key)}willUpdate(e){e.has(`id_`)&&this.load()}load(){let e=this.id_;this.rejecting=!1,this.failure=``,this.said=``,C(e).then(async t=>{e===this.id_&&(this.alert=t,u(M(j(t.geometry.coordinates),1500)),this.collection=(await A(t.properties.watch)).collection)}).catch(t=>{e===this.id_&&!this.alert&&(this.failure=t.message||f(`state.failed`))})}render(){return r`
      <div class="title">
        <button type="button" class="button plain" title=${f(`alerts.back`)} @click=${()=>this.tell(`alert-close`)}>
          ${e(`back`)}<span class="unseen">${f(`alerts.back`)}</span>
        </button>
        <h1>${this.id_}</h1>
        <span class="quiet">${this.place}</span>
        <button type="button" class="button plain" title="${f(`alerts.previous`)} (K)" @click=${()=>this.tell(`alert-previous`)}>
          ${e(`up`)}<span class="unseen">${f(`alerts.previous`)}</span>
        </button>
        <button type="button" class="button plain" title="${f(`alerts.next`)} (J)" @click=${()=>this.tell(`alert-next`)}>
          ${e(`down`)}<span class="unseen">${f(`alerts.next`)}</span>
        </button>
      </div>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:c}
      ${this.alert?.id===this.id_?this.body(this.alert):r`<p class="quiet" role="status">${f(`state.loading`)}</p>`}
    `}body(e){let t=e.properties,n=t.area_error_ha?` ± ${d(t.area_error_ha,1)}`:``;return r`
      ${this.chips(e)}
      <dl class="facts">
        <div><dt>${f(`alerts.area`)}</dt><dd>${h(t.area_ha)}${n}</dd></div>
        <div><dt>${f(`alerts.probability`)}</dt><dd>${g(t.probability)}</dd></div>
        <div><dt>${f(`alerts.first`)}</dt><dd>${p(t.first_date)}</dd></div>
        <div><dt>${f(`alerts.machine`)}</dt><dd>${f(`machine.`+t.status)}</dd></div>
        <div><dt>${f(`alerts.change`)}</dt><dd>${d(t.magnitude,3)}</dd></div>
        <div><dt>${f(`alerts.observations`)}</dt><dd>${d(t.observations)}</dd></div>
      </dl>
      ${this.collection?r`<sq-series .collection=${this.collection} .lon=${t.longitude} .lat=${t.latitude} .watch=${t.watch}></sq-series>`:c}
      ${this.actions(t.review)} ${this.history(e)}
    `}chips({geometry:e,properties:t}){if(!this.collection||t.scenes.length===0)return c;let n=M(j(e.coordinates)).map(e=>e.toFixed(6)),i=(e,t)=>r`<figure>
      <img
        src="/api/collections/${encodeURIComponent(this.collection)}/items/${encodeURIComponent(e)}/map?bbox=${n.join(`,`)}&width=320&height=320&f=webp"
        width="320"
        height="320"
        alt=${f(t)}
      />
      <figcaption>${f(t)} · <span class="quiet">${e}</span></figcaption>
    </figure>`,a=t.scenes[t.scenes.length-1];return r`<div class="chips">
      ${i(t.scenes[0],`alerts.before`)} ${t.scenes.length>1?i(a,`alerts.after`):c}
    </div>`}actions(t){return r`<section class="judge" aria-label=${f(`alerts.judge`)}>
      <p>
        <span class="review ${t}">${f(`review.`+t)}</span>
        <span role="status">${this.said}</span>
      </p>
      <label class="field">
        <span>${f(`alerts.by`)}</span>
        <input
          .value=${T()}
          autocomplete="name"
          @change=${e=>E(e.target.value.trim())}
        />
      </label>
      <label class="field">
        <span>${f(`alerts.note`)}</span>
        <textarea rows="2" .value=${this.note} @input=${e=>this.note=e.target.value}></textarea>
      </label>
      <div class="buttons">
        <button type="button" class="button main" @click=${()=>this.act({action:`confirm`})}>
          ${e(`check`)} ${f(`alerts.confirm`)} <kbd>C</kbd>
        </button>
        <button type="button" class="button" aria-expanded=${this.rejecting} @click=${()=>this.rejecting=!this.rejecting}>
          ${e(`close`)} ${f(`alerts.reject`)} <kbd>R</kbd>
        </button>
        <button type="button" class="button" @click=${()=>this.act({action:`review`})}>${f(`alerts.reopen`)} <kbd>U</kbd></button>
      </div>
      ${this.rejecting?r`<div class="reasons" role="group" aria-label=${f(`alerts.why`)}>
            ${_.map((e,t)=>r`<button type="button" class="button" @click=${()=>this.reject(e)}>
                <kbd>${t+1}</kbd> ${f(`reason.`+e)}
              </button>`)}
          </div>`:c}
    </section>`}history({history:e=[]}){return r`<section>
      <h2>${f(`alerts.history`)}</h2>
      <ol class="history">
        ${e.map(e=>r`<li>
            <strong>${f(`history.`+e.kind)}</strong> <span class="quiet">${e.by} · ${m(e.at)}</span>
            ${e.note?r`<br />${e.note}`:c}
          </li>`)}
      </ol>
    </section>`}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}reject(e){this.act({action:`reject`,reason:e})}async act(e){if(!T())this.said=f(`alerts.whoAreYou`),this.querySelector(`.judge input`)?.focus();else try{this.said=``,this.failure=``;let t=await D(this.id_,e,this.note);this.note=``,this.rejecting=!1,this.alert=await C(t.id),this.said=f(`alerts.saved`),this.tell(`alert-changed`,this.alert)}catch(e){this.failure=e.message||f(`state.failed`)}}};a([n({attribute:!1})],N.prototype,`id_`,void 0),a([n({attribute:!1})],N.prototype,`place`,void 0),a([l()],N.prototype,`alert`,void 0),a([l()],N.prototype,`collection`,void 0),a([l()],N.prototype,`failure`,void 0),a([l()],N.prototype,`rejecting`,void 0),a([l()],N.prototype,`note`,void 0),a([l()],N.prototype,`said`,void 0),N=a([t(`sq-alert`)],N);export{v as i,k as n,S as r,j as t};