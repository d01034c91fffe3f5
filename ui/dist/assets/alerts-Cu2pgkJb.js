import{a as e,c as t,i as n,l as r,n as i,o as a,s as o,t as s}from"./decorate-C8RBIUg7.js";import{c,i as l,n as u}from"./api-D8ol9-B_.js";import{i as d,r as f,t as p}from"./watches-CCYKstpi.js";import{t as m}from"./fit-D2_naCdI.js";import{a as h,c as g,i as _,l as v,n as y,o as b}from"./index-zP7bXtix.js";import{l as x,s as S}from"./app-7FSrDjkv.js";import"./series-MTVSXLiO.js";import{A as C,E as w,O as T,k as E,n as D,t as O,y as k}from"./Vector-BGTX9UZQ.js";import{t as A}from"./GeoJSON-CF8USiM3.js";import{H as j,Pt as M}from"./Source-D4U0wzJ0.js";var N=[`cloud`,`shadow`,`haze`,`season`,`agriculture`,`water_level`,`registration`,`other`],P={review:`open`,watch:``,least:0,since:``,order:`important`,box:null,changedSince:``},F={important:`-probability,-area_ha`,newest:`-first_date,-probability`,largest:`-area_ha,-probability`,updated:`-updated`},I=e=>`'${e.replaceAll(`'`,`''`)}'`;function L(e,t){let n=[];e.review===`open`?n.push(`review IN ('new','in_review') AND status <> 'retracted'`):e.review===`confirmed`?n.push(`review IN ('confirmed','audited')`):e.review===`rejected`&&n.push(`review = 'rejected'`),e.watch&&n.push(`watch = ${I(e.watch)}`),e.least>0&&n.push(`area_ha >= ${e.least}`),e.since&&n.push(`first_date >= ${I(e.since)}`),e.changedSince&&n.push(`updated > ${I(e.changedSince)}`);let r=new URLSearchParams({limit:String(t),sortby:F[e.order]});return n.length&&r.set(`filter`,n.join(` AND `)),e.box&&r.set(`bbox`,e.box.map(e=>e.toFixed(6)).join(`,`)),`/api/alerts/collections/alerts/items?${r}`}var R=class{#e;#t;constructor(e,t=200){this.wish=e,this.pageSize=t,this.all=[],this.count=-1,this.#t=null,this.#e=L(e,t)}get whole(){return this.#e===``}more(e){return this.#e?(this.#t??=this.load(this.#e,e).finally(()=>this.#t=null),this.#t):Promise.resolve()}async load(e,t){let n=await u(e,t);this.all.push(...n.features),this.#e=l(n.links),this.count=n.numberMatched??(this.#e?Math.max(this.count,this.all.length+1):this.all.length)}replace(e){let t=this.all.findIndex(t=>t.id===e.id);t>=0&&(this.all[t]=e)}},z=(e,t)=>u(`/api/alerts/collections/alerts/items/${encodeURIComponent(e)}`,t),B=`sunqar.name`;function V(){try{return localStorage.getItem(B)??``}catch{return``}}function H(e){try{localStorage.setItem(B,e)}catch{}}var U=(e,t,n=``)=>c(`POST`,`/api/alerts/${encodeURIComponent(e)}/review`,{...t,by:V(),...n?{note:n}:{}});function W(e){let{tagName:t}=e.target;return!e.ctrlKey&&!e.metaKey&&!e.altKey&&!/^(INPUT|SELECT|TEXTAREA)$/.test(t)}var G=class extends i{constructor(...e){super(...e),this.id_=``,this.place=``,this.alert=null,this.collection=``,this.failure=``,this.rejecting=!1,this.note=``,this.said=``,this.key=e=>{if(!W(e))return;let t=e.key.toLowerCase();if(t===`c`)this.act({action:`confirm`});else if(t===`r`)this.rejecting=!this.rejecting;else if(t===`u`)this.act({action:`review`});else if(this.rejecting&&/^[1-8]$/.test(t))this.reject(N[Number(t)-1]);else return;e.preventDefault()}}connectedCallback(){super.connectedCallback(),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`keydown`,this.key)}willUpdate(e){e.has(`id_`)&&this.load()}load(){let e=this.id_;this.rejecting=!1,this.failure=``,this.said=``,z(e).then(async t=>{e===this.id_&&(this.alert=t,m(f(d(t.geometry.coordinates),1500)),this.collection=(await p(t.properties.watch)).collection)}).catch(t=>{e===this.id_&&!this.alert&&(this.failure=t.message||g(`state.failed`))})}render(){return r`
      <div class="title">
        <button type="button" class="button plain" title=${g(`alerts.back`)} @click=${()=>this.tell(`alert-close`)}>
          ${x(`back`)}<span class="unseen">${g(`alerts.back`)}</span>
        </button>
        <h1>${this.id_}</h1>
        <span class="quiet">${this.place}</span>
        <button type="button" class="button plain" title="${g(`alerts.previous`)} (K)" @click=${()=>this.tell(`alert-previous`)}>
          ${x(`up`)}<span class="unseen">${g(`alerts.previous`)}</span>
        </button>
        <button type="button" class="button plain" title="${g(`alerts.next`)} (J)" @click=${()=>this.tell(`alert-next`)}>
          ${x(`down`)}<span class="unseen">${g(`alerts.next`)}</span>
        </button>
      </div>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.alert?.id===this.id_?this.body(this.alert):r`<p class="quiet" role="status">${g(`state.loading`)}</p>`}
    `}body(e){let n=e.properties,i=n.area_error_ha?` ± ${h(n.area_error_ha,1)}`:``;return r`
      ${this.chips(e)}
      <dl class="facts">
        <div><dt>${g(`alerts.area`)}</dt><dd>${y(n.area_ha)}${i}</dd></div>
        <div><dt>${g(`alerts.probability`)}</dt><dd>${b(n.probability)}</dd></div>
        <div><dt>${g(`alerts.first`)}</dt><dd>${_(n.first_date)}</dd></div>
        <div><dt>${g(`alerts.machine`)}</dt><dd>${g(`machine.`+n.status)}</dd></div>
        <div><dt>${g(`alerts.change`)}</dt><dd>${h(n.magnitude,3)}</dd></div>
        <div><dt>${g(`alerts.observations`)}</dt><dd>${h(n.observations)}</dd></div>
      </dl>
      ${this.collection?r`<sq-series .collection=${this.collection} .lon=${n.longitude} .lat=${n.latitude} .watch=${n.watch}></sq-series>`:t}
      ${this.actions(n.review)} ${this.history(e)}
    `}chips({geometry:e,properties:n}){if(!this.collection||n.scenes.length===0)return t;let i=f(d(e.coordinates)).map(e=>e.toFixed(6)),a=(e,t)=>r`<figure>
      <img
        src="/api/collections/${encodeURIComponent(this.collection)}/items/${encodeURIComponent(e)}/map?bbox=${i.join(`,`)}&width=320&height=320&f=webp"
        width="320"
        height="320"
        alt=${g(t)}
      />
      <figcaption>${g(t)} · <span class="quiet">${e}</span></figcaption>
    </figure>`,o=n.scenes[n.scenes.length-1];return r`<div class="chips">
      ${a(n.scenes[0],`alerts.before`)} ${n.scenes.length>1?a(o,`alerts.after`):t}
    </div>`}actions(e){return r`<section class="judge" aria-label=${g(`alerts.judge`)}>
      <p>
        <span class="review ${e}">${g(`review.`+e)}</span>
        <span role="status">${this.said}</span>
      </p>
      <label class="field">
        <span>${g(`alerts.by`)}</span>
        <input
          .value=${V()}
          autocomplete="name"
          @change=${e=>H(e.target.value.trim())}
        />
      </label>
      <label class="field">
        <span>${g(`alerts.note`)}</span>
        <textarea rows="2" .value=${this.note} @input=${e=>this.note=e.target.value}></textarea>
      </label>
      <div class="buttons">
        <button type="button" class="button main" @click=${()=>this.act({action:`confirm`})}>
          ${x(`check`)} ${g(`alerts.confirm`)} <kbd>C</kbd>
        </button>
        <button type="button" class="button" aria-expanded=${this.rejecting} @click=${()=>this.rejecting=!this.rejecting}>
          ${x(`close`)} ${g(`alerts.reject`)} <kbd>R</kbd>
        </button>
        <button type="button" class="button" @click=${()=>this.act({action:`review`})}>${g(`alerts.reopen`)} <kbd>U</kbd></button>
      </div>
      ${this.rejecting?r`<div class="reasons" role="group" aria-label=${g(`alerts.why`)}>
            ${N.map((e,t)=>r`<button type="button" class="button" @click=${()=>this.reject(e)}>
                <kbd>${t+1}</kbd> ${g(`reason.`+e)}
              </button>`)}
          </div>`:t}
    </section>`}history({history:e=[]}){return r`<section>
      <h2>${g(`alerts.history`)}</h2>
      <ol class="history">
        ${e.map(e=>r`<li>
            <strong>${g(`history.`+e.kind)}</strong> <span class="quiet">${e.by} · ${v(e.at)}</span>
            ${e.note?r`<br />${e.note}`:t}
          </li>`)}
      </ol>
    </section>`}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}reject(e){this.act({action:`reject`,reason:e})}async act(e){if(!V())this.said=g(`alerts.whoAreYou`),this.querySelector(`.judge input`)?.focus();else try{this.said=``,this.failure=``;let t=await U(this.id_,e,this.note);this.note=``,this.rejecting=!1,this.alert=await z(t.id),this.said=g(`alerts.saved`),this.tell(`alert-changed`,this.alert)}catch(e){this.failure=e.message||g(`state.failed`)}}};s([a({attribute:!1})],G.prototype,`id_`,void 0),s([a({attribute:!1})],G.prototype,`place`,void 0),s([e()],G.prototype,`alert`,void 0),s([e()],G.prototype,`collection`,void 0),s([e()],G.prototype,`failure`,void 0),s([e()],G.prototype,`rejecting`,void 0),s([e()],G.prototype,`note`,void 0),s([e()],G.prototype,`said`,void 0),G=s([o(`sq-alert`)],G);var K=40,q=new A({featureProjection:`EPSG:3857`}),J={new:`#e2571e`,in_review:`#e2a31e`,confirmed:`#b3121f`,rejected:`#7d8a91`,audited:`#7a1240`},Y=class{#e;#t;#n;#r;#i;#a;constructor(e,t){this.map=e,this.chosen=t,this.#e=new D,this.#t=new D,this.#r=new Map,this.#i=new Map,this.#a=``,this.click=e=>{let t=this.find(e);t&&this.chosen(t)},this.point=e=>{if(e.dragging)return;let t=this.map.getTargetElement();t&&(t.style.cursor=this.find(e)?`pointer`:``)};let n=e=>this.style(e);this.#n=[new O({source:this.#e,style:n,minResolution:K,zIndex:600}),new O({source:this.#t,style:n,maxResolution:K,zIndex:600})]}attach(){this.#n.forEach(e=>this.map.addLayer(e)),this.map.on(`singleclick`,this.click),this.map.on(`pointermove`,this.point)}detach(){this.#n.forEach(e=>this.map.removeLayer(e)),this.map.un(`singleclick`,this.click),this.map.un(`pointermove`,this.point)}show(e,t){let n=new Map(e.map(e=>[e.id,e]));for(let e of[...this.#r.keys()])if(!n.has(e)){this.#r.delete(e);for(let t of[this.#e,this.#t]){let n=t.getFeatureById(e);n&&t.removeFeature(n)}}let[r,i]=[[],[]];for(let{id:t,geometry:n,properties:a}of e){let e=this.#r.get(t);if(e===a.version)continue;if(this.#r.set(t,a.version),e!==void 0){this.#e.getFeatureById(t)?.set(`review`,a.review),this.#t.getFeatureById(t)?.set(`review`,a.review);continue}let o=new k(new j(M([a.longitude,a.latitude]))),s=new k(q.readGeometry(n)??void 0);for(let e of[o,s])e.setId(t),e.set(`review`,a.review,!0),e.set(`area`,a.area_ha,!0);r.push(o),i.push(s)}r.length&&this.#e.addFeatures(r),i.length&&this.#t.addFeatures(i),t!==this.#a&&(this.#a=t,this.#n.forEach(e=>e.changed()))}style(e){let t=e.getId()===this.#a,n=String(e.get(`review`)),r=e.getGeometry()?.getType()===`Point`,i=r?Math.min(9,3+Math.log10(1+Number(e.get(`area`)))*2.5):0,a=`${t} ${n} ${Math.round(i)}`,o=this.#i.get(a);if(!o){let e=J[n]??J.new,s=new T({color:t?`#ffd23f`:r?`#ffffff`:e,width:t?3.5:r?1:2}),c=new E({color:r?e:e+`22`});o=r?new w({image:new C({radius:Math.round(i)+(t?3:0),fill:c,stroke:s})}):new w({fill:c,stroke:s}),this.#i.set(a,o)}return o}find(e){let t=``;return this.map.forEachFeatureAtPixel(e.pixel,e=>(t=String(e.getId()??``),!0),{hitTolerance:5,layerFilter:e=>this.#n.includes(e)}),t}},X=64,Z=`sunqar.visit`;function Q(){try{let e=new Date().toISOString(),[t=``,n=``]=(localStorage.getItem(Z)??``).split(` `),r=t!==``&&Date.parse(e)-Date.parse(t)<36e5;return localStorage.setItem(Z,`${e} ${r?n:t}`),r?n:t}catch{return``}}var $=class extends i{constructor(...e){super(...e),this.wish=P,this.failure=``,this.scrolled=0,this.height=600,this.filters=!1,this.#e=new R(P),this.#t=new Y(S,e=>this.show(e)),this.#n=Q(),this.#r=new ResizeObserver(([e])=>this.height=e.contentRect.height),this.#i=new AbortController,this.changed=e=>{this.#e.replace(e.detail),this.#t.show(this.#e.all,this.state.open)},this.key=e=>{W(e)&&(e.key===`j`||e.key===`k`?(e.preventDefault(),this.state.open?this.step(e.key===`j`?1:-1):this.#e.all[0]&&this.show(this.#e.all[0].id)):e.key===`Escape`&&this.state.open&&n.change({open:``}))}}#e;#t;#n;#r;#i;depends(e){return[e.open,...this.wish.box?[e.centre,e.zoom]:[]]}connectedCallback(){super.connectedCallback(),this.#t.attach(),this.search(this.wish),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),this.#t.detach(),this.#i.abort(),this.#r.disconnect(),removeEventListener(`keydown`,this.key)}search(e){this.wish=e,this.#i.abort(),this.#i=new AbortController,this.#e=new R(e),this.scrolled=0,this.failure=``;let t=this.querySelector(`.inbox`);t&&(t.scrollTop=0),this.load()}load(){let e=this.#e;e.more(this.#i.signal).then(()=>{e===this.#e&&(this.#t.show(e.all,this.state.open),this.requestUpdate())}).catch(t=>{e===this.#e&&t.name!==`AbortError`&&(this.failure=t.message||g(`state.failed`))})}render(){let e=this.state.open;if(e){let t=this.#e.all.findIndex(t=>t.id===e);return r`<sq-alert
        .id_=${e}
        .place=${t<0?``:`${h(t+1)} / ${h(this.#e.count)}`}
        @alert-changed=${this.changed}
        @alert-next=${()=>this.step(1)}
        @alert-previous=${()=>this.step(-1)}
        @alert-close=${()=>n.change({open:``})}
      ></sq-alert>`}return r`
      <div class="title">
        <h1>${g(`view.alerts`)}</h1>
        <span class="quiet" role="status">${this.#e.count<0?``:g(`alerts.count`,{n:this.#e.count})}</span>
        <button
          type="button"
          class="button plain"
          aria-expanded=${this.filters}
          aria-controls="alert-filters"
          title=${g(`alerts.filters`)}
          @click=${()=>this.filters=!this.filters}
        >
          ${x(`settings`)}<span class="unseen">${g(`alerts.filters`)}</span>
        </button>
      </div>
      ${this.choices()} ${this.filters?this.filterFields():t}
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>
            <button type="button" class="button" @click=${()=>this.search(this.wish)}>${g(`state.again`)}</button>`:this.rows()}
    `}choices(){return r`<div class="segments" role="group" aria-label=${g(`alerts.review`)}>
      ${[`open`,`confirmed`,`rejected`,`all`].map(e=>r`<button
          type="button"
          aria-pressed=${this.wish.review===e}
          @click=${()=>this.search({...this.wish,review:e})}
        >
          ${g(`alerts.`+e)}
        </button>`)}
    </div>`}filterFields(){let e=[`important`,`newest`,`largest`,`updated`],n=e=>this.search({...this.wish,...e});return r`<div id="alert-filters" class="filters">
      <label class="field">
        <span>${g(`alerts.order`)}</span>
        <select @change=${e=>n({order:e.target.value})}>
          ${e.map(e=>r`<option value=${e} ?selected=${e===this.wish.order}>${g(`alerts.order.`+e)}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${g(`alerts.watch`)}</span>
        <input
          .value=${this.wish.watch}
          autocomplete="off"
          @change=${e=>n({watch:e.target.value.trim()})}
        />
      </label>
      <label class="field">
        <span>${g(`alerts.least`)}</span>
        <input
          type="number"
          min="0"
          step="0.5"
          .value=${this.wish.least?String(this.wish.least):``}
          @change=${e=>n({least:Number(e.target.value)||0})}
        />
      </label>
      <label class="field">
        <span>${g(`alerts.since`)}</span>
        <input
          type="date"
          .value=${this.wish.since}
          @change=${e=>n({since:e.target.value})}
        />
      </label>
      ${this.#n?r`<label class="check">
            <input
              type="checkbox"
              .checked=${this.wish.changedSince!==``}
              @change=${e=>n({changedSince:e.target.checked?this.#n:``})}
            />
            ${g(`alerts.sinceVisit`,{day:_(this.#n)})}
          </label>`:t}
    </div>`}rows(){let e=this.#e;if(e.count===0)return r`<p class="quiet">${g(this.wish.review===`open`?`alerts.nothingOpen`:`alerts.nothing`)}</p>`;let t=Math.max(0,Math.floor(this.scrolled/X)-4),n=Math.min(e.all.length,Math.ceil((this.scrolled+this.height)/X)+4),i=Math.max(e.count,e.all.length);return r`<ul
      class="inbox"
      tabindex="0"
      style="padding-block:${t*X}px ${Math.max(0,i-n)*X}px"
      aria-label=${g(`view.alerts`)}
      @scroll=${t=>{let n=t.target;this.scrolled=n.scrollTop,n.scrollTop+n.clientHeight+1280>e.all.length*X&&this.load()}}
    >
      ${e.all.slice(t,n).map((e,n)=>this.row(e,t+n,i))}
    </ul>`}row({id:e,properties:n},i,a){let o=this.#n!==``&&n.created>this.#n;return r`<li aria-setsize=${a} aria-posinset=${i+1}>
      <button type="button" class="alert ${n.status}" @click=${()=>this.show(e)}>
        <span class="weight" style="--share:${n.probability}" title=${g(`alerts.probability`)}>
          ${b(n.probability)}
        </span>
        <span class="what">
          <strong>${y(n.area_ha)}</strong> ${g(n.magnitude<0?`alerts.loss`:`alerts.gain`)}
          ${o?r`<span class="fresh">${g(`alerts.fresh`)}</span>`:t}
          <span class="quiet">${n.watch} · ${_(n.first_date)}</span>
        </span>
        <span class="review ${n.review}">${g(`review.`+n.review)}</span>
      </button>
    </li>`}updated(){let e=this.querySelector(`.inbox`);e&&this.#r.observe(e),this.#t.show(this.#e.all,this.state.open)}show(e){n.change({view:`alerts`,open:e})}step(e){let t=this.#e.all,r=t.findIndex(e=>e.id===this.state.open),i=t[r+e];i&&n.change({open:i.id}),r+e>t.length-10&&this.load()}};s([e()],$.prototype,`wish`,void 0),s([e()],$.prototype,`failure`,void 0),s([e()],$.prototype,`scrolled`,void 0),s([e()],$.prototype,`height`,void 0),s([e()],$.prototype,`filters`,void 0),$=s([o(`sq-alerts`)],$);export{$ as AlertsPanel};