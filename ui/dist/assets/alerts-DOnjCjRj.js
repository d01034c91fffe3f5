import{C as e,Ct as t,D as n,E as r,I as i,O as a,Tt as o,W as s,_t as c,c as l,d as u,ht as d,s as f,u as p,v as m,w as h,wt as g,xt as _}from"./app-DCB7Z53-.js";import{i as v,r as y}from"./detail-RT_4XmBt.js";import{t as b}from"./GeoJSON-C_cSq7Nw.js";import{a as x,c as S,i as C,n as w,o as T}from"./index-CPcoVMU_.js";var E=40,D=new b({featureProjection:`EPSG:3857`}),O={new:`#e2571e`,in_review:`#e2a31e`,confirmed:`#b3121f`,rejected:`#7d8a91`,audited:`#7a1240`},k=class{#e;#t;#n;#r;#i;#a;constructor(e,t){this.map=e,this.chosen=t,this.#e=new u,this.#t=new u,this.#r=new Map,this.#i=new Map,this.#a=``,this.click=e=>{let t=this.find(e);t&&this.chosen(t)},this.point=e=>{if(e.dragging)return;let t=this.map.getTargetElement();t&&(t.style.cursor=this.find(e)?`pointer`:``)};let n=e=>this.style(e);this.#n=[new p({source:this.#e,style:n,minResolution:E,zIndex:600}),new p({source:this.#t,style:n,maxResolution:E,zIndex:600})]}attach(){this.#n.forEach(e=>this.map.addLayer(e)),this.map.on(`singleclick`,this.click),this.map.on(`pointermove`,this.point)}detach(){this.#n.forEach(e=>this.map.removeLayer(e)),this.map.un(`singleclick`,this.click),this.map.un(`pointermove`,this.point)}show(e,t){let n=new Map(e.map(e=>[e.id,e]));for(let e of[...this.#r.keys()])if(!n.has(e)){this.#r.delete(e);for(let t of[this.#e,this.#t]){let n=t.getFeatureById(e);n&&t.removeFeature(n)}}let[r,a]=[[],[]];for(let{id:t,geometry:n,properties:o}of e){let e=this.#r.get(t);if(e===o.version)continue;if(this.#r.set(t,o.version),e!==void 0){this.#e.getFeatureById(t)?.set(`review`,o.review),this.#t.getFeatureById(t)?.set(`review`,o.review);continue}let c=new m(new i(s([o.longitude,o.latitude]))),l=new m(D.readGeometry(n)??void 0);for(let e of[c,l])e.setId(t),e.set(`review`,o.review,!0),e.set(`area`,o.area_ha,!0);r.push(c),a.push(l)}r.length&&this.#e.addFeatures(r),a.length&&this.#t.addFeatures(a),t!==this.#a&&(this.#a=t,this.#n.forEach(e=>e.changed()))}style(e){let t=e.getId()===this.#a,i=String(e.get(`review`)),o=e.getGeometry()?.getType()===`Point`,s=o?Math.min(9,3+Math.log10(1+Number(e.get(`area`)))*2.5):0,c=`${t} ${i} ${Math.round(s)}`,l=this.#i.get(c);if(!l){let e=O[i]??O.new,u=new r({color:t?`#ffd23f`:o?`#ffffff`:e,width:t?3.5:o?1:2}),d=new n({color:o?e:e+`22`});l=o?new h({image:new a({radius:Math.round(s)+(t?3:0),fill:d,stroke:u})}):new h({fill:d,stroke:u}),this.#i.set(c,l)}return l}find(e){let t=``;return this.map.forEachFeatureAtPixel(e.pixel,e=>(t=String(e.getId()??``),!0),{hitTolerance:5,layerFilter:e=>this.#n.includes(e)}),t}},A=64,j=`sunqar.visit`;function M(){try{let e=new Date().toISOString(),[t=``,n=``]=(localStorage.getItem(j)??``).split(` `),r=t!==``&&Date.parse(e)-Date.parse(t)<36e5;return localStorage.setItem(j,`${e} ${r?n:t}`),r?n:t}catch{return``}}var N=class extends d{constructor(...e){super(...e),this.wish=v,this.failure=``,this.scrolled=0,this.height=600,this.filters=!1,this.#e=new y(v),this.#t=new k(f,e=>this.show(e)),this.#n=M(),this.#r=new ResizeObserver(([e])=>this.height=e.contentRect.height),this.#i=new AbortController,this.changed=e=>{this.#e.replace(e.detail),this.#t.show(this.#e.all,this.state.open)},this.key=e=>{let t=e.target;e.ctrlKey||e.metaKey||e.altKey||/^(INPUT|SELECT|TEXTAREA)$/.test(t.tagName)||(e.key===`j`||e.key===`k`?(e.preventDefault(),this.state.open?this.step(e.key===`j`?1:-1):this.#e.all[0]&&this.show(this.#e.all[0].id)):e.key===`Escape`&&this.state.open&&c.change({open:``}))}}#e;#t;#n;#r;#i;depends(e){return[e.open,...this.wish.box?[e.centre,e.zoom]:[]]}connectedCallback(){super.connectedCallback(),this.#t.attach(),this.search(this.wish),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),this.#t.detach(),this.#i.abort(),this.#r.disconnect(),removeEventListener(`keydown`,this.key)}search(e){this.wish=e,this.#i.abort(),this.#i=new AbortController,this.#e=new y(e),this.scrolled=0,this.failure=``;let t=this.querySelector(`.inbox`);t&&(t.scrollTop=0),this.load()}load(){let e=this.#e;e.more(this.#i.signal).then(()=>{e===this.#e&&(this.#t.show(e.all,this.state.open),this.requestUpdate())}).catch(t=>{e===this.#e&&t.name!==`AbortError`&&(this.failure=t.message||S(`state.failed`))})}render(){let t=this.state.open;if(t){let e=this.#e.all.findIndex(e=>e.id===t);return o`<sq-alert
        .id_=${t}
        .place=${e<0?``:`${x(e+1)} / ${x(this.#e.count)}`}
        @alert-changed=${this.changed}
        @alert-next=${()=>this.step(1)}
        @alert-previous=${()=>this.step(-1)}
        @alert-close=${()=>c.change({open:``})}
      ></sq-alert>`}return o`
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
          ${e(`settings`)}<span class="unseen">${S(`alerts.filters`)}</span>
        </button>
      </div>
      ${this.choices()} ${this.filters?this.filterFields():g}
      ${this.failure?o`<p class="bad" role="alert">${this.failure}</p>
            <button type="button" class="button" @click=${()=>this.search(this.wish)}>${S(`state.again`)}</button>`:this.rows()}
    `}choices(){return o`<div class="segments" role="group" aria-label=${S(`alerts.review`)}>
      ${[`open`,`confirmed`,`rejected`,`all`].map(e=>o`<button
          type="button"
          aria-pressed=${this.wish.review===e}
          @click=${()=>this.search({...this.wish,review:e})}
        >
          ${S(`alerts.`+e)}
        </button>`)}
    </div>`}filterFields(){let e=[`important`,`newest`,`largest`,`updated`],t=e=>this.search({...this.wish,...e});return o`<div id="alert-filters" class="filters">
      <label class="field">
        <span>${S(`alerts.order`)}</span>
        <select @change=${e=>t({order:e.target.value})}>
          ${e.map(e=>o`<option value=${e} ?selected=${e===this.wish.order}>${S(`alerts.order.`+e)}</option>`)}
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
      ${this.#n?o`<label class="check">
            <input
              type="checkbox"
              .checked=${this.wish.changedSince!==``}
              @change=${e=>t({changedSince:e.target.checked?this.#n:``})}
            />
            ${S(`alerts.sinceVisit`,{day:C(this.#n)})}
          </label>`:g}
    </div>`}rows(){let e=this.#e;if(e.count===0)return o`<p class="quiet">${S(this.wish.review===`open`?`alerts.nothingOpen`:`alerts.nothing`)}</p>`;let t=Math.max(0,Math.floor(this.scrolled/A)-4),n=Math.min(e.all.length,Math.ceil((this.scrolled+this.height)/A)+4),r=Math.max(e.count,e.all.length);return o`<ul
      class="inbox"
      tabindex="0"
      style="padding-block:${t*A}px ${Math.max(0,r-n)*A}px"
      aria-label=${S(`view.alerts`)}
      @scroll=${t=>{let n=t.target;this.scrolled=n.scrollTop,n.scrollTop+n.clientHeight+1280>e.all.length*A&&this.load()}}
    >
      ${e.all.slice(t,n).map((e,n)=>this.row(e,t+n,r))}
    </ul>`}row({id:e,properties:t},n,r){let i=this.#n!==``&&t.created>this.#n;return o`<li aria-setsize=${r} aria-posinset=${n+1}>
      <button type="button" class="alert ${t.status}" @click=${()=>this.show(e)}>
        <span class="weight" style="--share:${t.probability}" title=${S(`alerts.probability`)}>
          ${T(t.probability)}
        </span>
        <span class="what">
          <strong>${w(t.area_ha)}</strong> ${S(t.magnitude<0?`alerts.loss`:`alerts.gain`)}
          ${i?o`<span class="fresh">${S(`alerts.fresh`)}</span>`:g}
          <span class="quiet">${t.watch} · ${C(t.first_date)}</span>
        </span>
        <span class="review ${t.review}">${S(`review.`+t.review)}</span>
      </button>
    </li>`}updated(){let e=this.querySelector(`.inbox`);e&&this.#r.observe(e),this.#t.show(this.#e.all,this.state.open)}show(e){c.change({view:`alerts`,open:e})}step(e){let t=this.#e.all,n=t.findIndex(e=>e.id===this.state.open),r=t[n+e];r&&c.change({open:r.id}),n+e>t.length-10&&this.load()}};l([_()],N.prototype,`wish`,void 0),l([_()],N.prototype,`failure`,void 0),l([_()],N.prototype,`scrolled`,void 0),l([_()],N.prototype,`height`,void 0),l([_()],N.prototype,`filters`,void 0),N=l([t(`sq-alerts`)],N);export{N as AlertsPanel};