import{G as e,I as t,K as n,U as r,V as i,at as a,c as o,dn as s,fn as c,gn as l,hn as u,l as d,mn as f,pt as p,q as m,un as h}from"./app-B9AgnvHt.js";import{i as g,r as _}from"./detail-D9gae8Ot.js";import{n as v,r as y,t as b}from"./Vector-CMUFxmbK.js";import{a as x,c as S,i as C,n as w,o as T}from"./index-DZN3G8NK.js";var E=40,D=new y({featureProjection:`EPSG:3857`}),O={new:`#e2571e`,in_review:`#e2a31e`,confirmed:`#b3121f`,rejected:`#7d8a91`,audited:`#7a1240`},k=class{#e;#t;#n;#r;#i;#a;constructor(e,t){this.map=e,this.chosen=t,this.#e=new b,this.#t=new b,this.#r=new Map,this.#i=new Map,this.#a=``,this.click=e=>{let t=this.find(e);t&&this.chosen(t)},this.point=e=>{if(e.dragging)return;let t=this.map.getTargetElement();t&&(t.style.cursor=this.find(e)?`pointer`:``)};let n=e=>this.style(e);this.#n=[new v({source:this.#e,style:n,minResolution:E,zIndex:600}),new v({source:this.#t,style:n,maxResolution:E,zIndex:600})]}attach(){this.#n.forEach(e=>this.map.addLayer(e)),this.map.on(`singleclick`,this.click),this.map.on(`pointermove`,this.point)}detach(){this.#n.forEach(e=>this.map.removeLayer(e)),this.map.un(`singleclick`,this.click),this.map.un(`pointermove`,this.point)}show(e,n){let r=new Map(e.map(e=>[e.id,e]));for(let e of[...this.#r.keys()])if(!r.has(e)){this.#r.delete(e);for(let t of[this.#e,this.#t]){let n=t.getFeatureById(e);n&&t.removeFeature(n)}}let[i,o]=[[],[]];for(let{id:n,geometry:r,properties:s}of e){let e=this.#r.get(n);if(e===s.version)continue;if(this.#r.set(n,s.version),e!==void 0){this.#e.getFeatureById(n)?.set(`review`,s.review),this.#t.getFeatureById(n)?.set(`review`,s.review);continue}let c=new t(new a(p([s.longitude,s.latitude]))),l=new t(D.readGeometry(r)??void 0);for(let e of[c,l])e.setId(n),e.set(`review`,s.review,!0),e.set(`area`,s.area_ha,!0);i.push(c),o.push(l)}i.length&&this.#e.addFeatures(i),o.length&&this.#t.addFeatures(o),n!==this.#a&&(this.#a=n,this.#n.forEach(e=>e.changed()))}style(t){let i=t.getId()===this.#a,a=String(t.get(`review`)),o=t.getGeometry()?.getType()===`Point`,s=o?Math.min(9,3+Math.log10(1+Number(t.get(`area`)))*2.5):0,c=`${i} ${a} ${Math.round(s)}`,l=this.#i.get(c);if(!l){let t=O[a]??O.new,u=new e({color:i?`#ffd23f`:o?`#ffffff`:t,width:i?3.5:o?1:2}),d=new n({color:o?t:t+`22`});l=o?new r({image:new m({radius:Math.round(s)+(i?3:0),fill:d,stroke:u})}):new r({fill:d,stroke:u}),this.#i.set(c,l)}return l}find(e){let t=``;return this.map.forEachFeatureAtPixel(e.pixel,e=>(t=String(e.getId()??``),!0),{hitTolerance:5,layerFilter:e=>this.#n.includes(e)}),t}},A=64,j=`sunqar.visit`;function M(){try{let e=new Date().toISOString(),[t=``,n=``]=(localStorage.getItem(j)??``).split(` `),r=t!==``&&Date.parse(e)-Date.parse(t)<36e5;return localStorage.setItem(j,`${e} ${r?n:t}`),r?n:t}catch{return``}}var N=class extends h{constructor(...e){super(...e),this.wish=g,this.failure=``,this.scrolled=0,this.height=600,this.filters=!1,this.#e=new _(g),this.#t=new k(o,e=>this.show(e)),this.#n=M(),this.#r=new ResizeObserver(([e])=>this.height=e.contentRect.height),this.#i=new AbortController,this.changed=e=>{this.#e.replace(e.detail),this.#t.show(this.#e.all,this.state.open)},this.key=e=>{let t=e.target;e.ctrlKey||e.metaKey||e.altKey||/^(INPUT|SELECT|TEXTAREA)$/.test(t.tagName)||(e.key===`j`||e.key===`k`?(e.preventDefault(),this.state.open?this.step(e.key===`j`?1:-1):this.#e.all[0]&&this.show(this.#e.all[0].id)):e.key===`Escape`&&this.state.open&&s.change({open:``}))}}#e;#t;#n;#r;#i;depends(e){return[e.open,...this.wish.box?[e.centre,e.zoom]:[]]}connectedCallback(){super.connectedCallback(),this.#t.attach(),this.search(this.wish),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),this.#t.detach(),this.#i.abort(),this.#r.disconnect(),removeEventListener(`keydown`,this.key)}search(e){this.wish=e,this.#i.abort(),this.#i=new AbortController,this.#e=new _(e),this.scrolled=0,this.failure=``;let t=this.querySelector(`.inbox`);t&&(t.scrollTop=0),this.load()}load(){let e=this.#e;e.more(this.#i.signal).then(()=>{e===this.#e&&(this.#t.show(e.all,this.state.open),this.requestUpdate())}).catch(t=>{e===this.#e&&t.name!==`AbortError`&&(this.failure=t.message||S(`state.failed`))})}render(){let e=this.state.open;if(e){let t=this.#e.all.findIndex(t=>t.id===e);return l`<sq-alert
        .id_=${e}
        .place=${t<0?``:`${x(t+1)} / ${x(this.#e.count)}`}
        @alert-changed=${this.changed}
        @alert-next=${()=>this.step(1)}
        @alert-previous=${()=>this.step(-1)}
        @alert-close=${()=>s.change({open:``})}
      ></sq-alert>`}return l`
      <div class="title">
        <h1>${S(`view.alerts`)}</h1>
        <span class="quiet" role="status">${this.#e.count<0?``:S(`alerts.count`,{n:this.#e.count})}</span>
        <button
          type="button"
          class="button plain"
          aria-expanded=${this.filters}
          aria-controls="alert-filters"
          title=${S(`alerts.filters`)}
          @click=${()=>this.filters=!this.filters}
        >
          ${i(`settings`)}<span class="unseen">${S(`alerts.filters`)}</span>
        </button>
      </div>
      ${this.choices()} ${this.filters?this.filterFields():u}
      ${this.failure?l`<p class="bad" role="alert">${this.failure}</p>
            <button type="button" class="button" @click=${()=>this.search(this.wish)}>${S(`state.again`)}</button>`:this.rows()}
    `}choices(){return l`<div class="segments" role="group" aria-label=${S(`alerts.review`)}>
      ${[`open`,`confirmed`,`rejected`,`all`].map(e=>l`<button
          type="button"
          aria-pressed=${this.wish.review===e}
          @click=${()=>this.search({...this.wish,review:e})}
        >
          ${S(`alerts.`+e)}
        </button>`)}
    </div>`}filterFields(){let e=[`important`,`newest`,`largest`,`updated`],t=e=>this.search({...this.wish,...e});return l`<div id="alert-filters" class="filters">
      <label class="field">
        <span>${S(`alerts.order`)}</span>
        <select @change=${e=>t({order:e.target.value})}>
          ${e.map(e=>l`<option value=${e} ?selected=${e===this.wish.order}>${S(`alerts.order.`+e)}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${S(`alerts.watch`)}</span>
        <input
          .value=${this.wish.watch}
          autocomplete="off"
          @change=${e=>t({watch:e.target.value.trim()})}
        />
      </label>
      <label class="field">
        <span>${S(`alerts.least`)}</span>
        <input
          type="number"
          min="0"
          step="0.5"
          .value=${this.wish.least?String(this.wish.least):``}
          @change=${e=>t({least:Number(e.target.value)||0})}
        />
      </label>
      <label class="field">
        <span>${S(`alerts.since`)}</span>
        <input
          type="date"
          .value=${this.wish.since}
          @change=${e=>t({since:e.target.value})}
        />
      </label>
      ${this.#n?l`<label class="check">
            <input
              type="checkbox"
              .checked=${this.wish.changedSince!==``}
              @change=${e=>t({changedSince:e.target.checked?this.#n:``})}
            />
            ${S(`alerts.sinceVisit`,{day:C(this.#n)})}
          </label>`:u}
    </div>`}rows(){let e=this.#e;if(e.count===0)return l`<p class="quiet">${S(this.wish.review===`open`?`alerts.nothingOpen`:`alerts.nothing`)}</p>`;let t=Math.max(0,Math.floor(this.scrolled/A)-4),n=Math.min(e.all.length,Math.ceil((this.scrolled+this.height)/A)+4),r=Math.max(e.count,e.all.length);return l`<ul
      class="inbox"
      tabindex="0"
      aria-label=${S(`view.alerts`)}
      @scroll=${t=>{let n=t.target;this.scrolled=n.scrollTop,n.scrollTop+n.clientHeight+1280>e.all.length*A&&this.load()}}
    >
      <li class="space" role="presentation" style="height:${t*A}px"></li>
      ${e.all.slice(t,n).map((e,n)=>this.row(e,t+n,r))}
      <li class="space" role="presentation" style="height:${Math.max(0,(r-n)*A)}px"></li>
    </ul>`}row({id:e,properties:t},n,r){let i=this.#n!==``&&t.created>this.#n;return l`<li aria-setsize=${r} aria-posinset=${n+1}>
      <button type="button" class="alert ${t.status}" @click=${()=>this.show(e)}>
        <span class="weight" style="--share:${t.probability}" title=${S(`alerts.probability`)}>
          ${T(t.probability)}
        </span>
        <span class="what">
          <strong>${w(t.area_ha)}</strong> ${S(t.magnitude<0?`alerts.loss`:`alerts.gain`)}
          ${i?l`<span class="fresh">${S(`alerts.fresh`)}</span>`:u}
          <span class="quiet">${t.watch} · ${C(t.first_date)}</span>
        </span>
        <span class="review ${t.review}">${S(`review.`+t.review)}</span>
      </button>
    </li>`}updated(){let e=this.querySelector(`.inbox`);e&&this.#r.observe(e),this.#t.show(this.#e.all,this.state.open)}show(e){s.change({view:`alerts`,open:e})}step(e){let t=this.#e.all,n=t.findIndex(e=>e.id===this.state.open),r=t[n+e];r&&s.change({open:r.id}),n+e>t.length-10&&this.load()}};d([c()],N.prototype,`wish`,void 0),d([c()],N.prototype,`failure`,void 0),d([c()],N.prototype,`scrolled`,void 0),d([c()],N.prototype,`height`,void 0),d([c()],N.prototype,`filters`,void 0),N=d([f(`sq-alerts`)],N);export{N as AlertsPanel};