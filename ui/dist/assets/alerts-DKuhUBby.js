import{a as e,c as t,i as n,l as r,n as i,s as a,t as o}from"./decorate-C8RBIUg7.js";import{i as s,r as c}from"./detail-DQOFXRqa.js";import{A as l,E as u,O as d,k as f,n as p,t as m,y as h}from"./Vector-BGTX9UZQ.js";import{t as g}from"./GeoJSON-CF8USiM3.js";import{H as _,Pt as v}from"./Source-D4U0wzJ0.js";import{l as y,s as b}from"./app-DAk63CgS.js";import{a as x,c as S,i as C,n as w,o as T}from"./index-B46tJTtc.js";var E=40,D=new g({featureProjection:`EPSG:3857`}),O={new:`#e2571e`,in_review:`#e2a31e`,confirmed:`#b3121f`,rejected:`#7d8a91`,audited:`#7a1240`},k=class{#e;#t;#n;#r;#i;#a;constructor(e,t){this.map=e,this.chosen=t,this.#e=new p,this.#t=new p,this.#r=new Map,this.#i=new Map,this.#a=``,this.click=e=>{let t=this.find(e);t&&this.chosen(t)},this.point=e=>{if(e.dragging)return;let t=this.map.getTargetElement();t&&(t.style.cursor=this.find(e)?`pointer`:``)};let n=e=>this.style(e);this.#n=[new m({source:this.#e,style:n,minResolution:E,zIndex:600}),new m({source:this.#t,style:n,maxResolution:E,zIndex:600})]}attach(){this.#n.forEach(e=>this.map.addLayer(e)),this.map.on(`singleclick`,this.click),this.map.on(`pointermove`,this.point)}detach(){this.#n.forEach(e=>this.map.removeLayer(e)),this.map.un(`singleclick`,this.click),this.map.un(`pointermove`,this.point)}show(e,t){let n=new Map(e.map(e=>[e.id,e]));for(let e of[...this.#r.keys()])if(!n.has(e)){this.#r.delete(e);for(let t of[this.#e,this.#t]){let n=t.getFeatureById(e);n&&t.removeFeature(n)}}let[r,i]=[[],[]];for(let{id:t,geometry:n,properties:a}of e){let e=this.#r.get(t);if(e===a.version)continue;if(this.#r.set(t,a.version),e!==void 0){this.#e.getFeatureById(t)?.set(`review`,a.review),this.#t.getFeatureById(t)?.set(`review`,a.review);continue}let o=new h(new _(v([a.longitude,a.latitude]))),s=new h(D.readGeometry(n)??void 0);for(let e of[o,s])e.setId(t),e.set(`review`,a.review,!0),e.set(`area`,a.area_ha,!0);r.push(o),i.push(s)}r.length&&this.#e.addFeatures(r),i.length&&this.#t.addFeatures(i),t!==this.#a&&(this.#a=t,this.#n.forEach(e=>e.changed()))}style(e){let t=e.getId()===this.#a,n=String(e.get(`review`)),r=e.getGeometry()?.getType()===`Point`,i=r?Math.min(9,3+Math.log10(1+Number(e.get(`area`)))*2.5):0,a=`${t} ${n} ${Math.round(i)}`,o=this.#i.get(a);if(!o){let e=O[n]??O.new,s=new d({color:t?`#ffd23f`:r?`#ffffff`:e,width:t?3.5:r?1:2}),c=new f({color:r?e:e+`22`});o=r?new u({image:new l({radius:Math.round(i)+(t?3:0),fill:c,stroke:s})}):new u({fill:c,stroke:s}),this.#i.set(a,o)}return o}find(e){let t=``;return this.map.forEachFeatureAtPixel(e.pixel,e=>(t=String(e.getId()??``),!0),{hitTolerance:5,layerFilter:e=>this.#n.includes(e)}),t}},A=64,j=`sunqar.visit`;function M(){try{let e=new Date().toISOString(),[t=``,n=``]=(localStorage.getItem(j)??``).split(` `),r=t!==``&&Date.parse(e)-Date.parse(t)<36e5;return localStorage.setItem(j,`${e} ${r?n:t}`),r?n:t}catch{return``}}var N=class extends i{constructor(...e){super(...e),this.wish=s,this.failure=``,this.scrolled=0,this.height=600,this.filters=!1,this.#e=new c(s),this.#t=new k(b,e=>this.show(e)),this.#n=M(),this.#r=new ResizeObserver(([e])=>this.height=e.contentRect.height),this.#i=new AbortController,this.changed=e=>{this.#e.replace(e.detail),this.#t.show(this.#e.all,this.state.open)},this.key=e=>{let t=e.target;e.ctrlKey||e.metaKey||e.altKey||/^(INPUT|SELECT|TEXTAREA)$/.test(t.tagName)||(e.key===`j`||e.key===`k`?(e.preventDefault(),this.state.open?this.step(e.key===`j`?1:-1):this.#e.all[0]&&this.show(this.#e.all[0].id)):e.key===`Escape`&&this.state.open&&n.change({open:``}))}}#e;#t;#n;#r;#i;depends(e){return[e.open,...this.wish.box?[e.centre,e.zoom]:[]]}connectedCallback(){super.connectedCallback(),this.#t.attach(),this.search(this.wish),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),this.#t.detach(),this.#i.abort(),this.#r.disconnect(),removeEventListener(`keydown`,this.key)}search(e){this.wish=e,this.#i.abort(),this.#i=new AbortController,this.#e=new c(e),this.scrolled=0,this.failure=``;let t=this.querySelector(`.inbox`);t&&(t.scrollTop=0),this.load()}load(){let e=this.#e;e.more(this.#i.signal).then(()=>{e===this.#e&&(this.#t.show(e.all,this.state.open),this.requestUpdate())}).catch(t=>{e===this.#e&&t.name!==`AbortError`&&(this.failure=t.message||S(`state.failed`))})}render(){let e=this.state.open;if(e){let t=this.#e.all.findIndex(t=>t.id===e);return r`<sq-alert
        .id_=${e}
        .place=${t<0?``:`${x(t+1)} / ${x(this.#e.count)}`}
        @alert-changed=${this.changed}
        @alert-next=${()=>this.step(1)}
        @alert-previous=${()=>this.step(-1)}
        @alert-close=${()=>n.change({open:``})}
      ></sq-alert>`}return r`
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
          ${y(`settings`)}<span class="unseen">${S(`alerts.filters`)}</span>
        </button>
      </div>
      ${this.choices()} ${this.filters?this.filterFields():t}
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>
            <button type="button" class="button" @click=${()=>this.search(this.wish)}>${S(`state.again`)}</button>`:this.rows()}
    `}choices(){return r`<div class="segments" role="group" aria-label=${S(`alerts.review`)}>
      ${[`open`,`confirmed`,`rejected`,`all`].map(e=>r`<button
          type="button"
          aria-pressed=${this.wish.review===e}
          @click=${()=>this.search({...this.wish,review:e})}
        >
          ${S(`alerts.`+e)}
        </button>`)}
    </div>`}filterFields(){let e=[`important`,`newest`,`largest`,`updated`],n=e=>this.search({...this.wish,...e});return r`<div id="alert-filters" class="filters">
      <label class="field">
        <span>${S(`alerts.order`)}</span>
        <select @change=${e=>n({order:e.target.value})}>
          ${e.map(e=>r`<option value=${e} ?selected=${e===this.wish.order}>${S(`alerts.order.`+e)}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${S(`alerts.watch`)}</span>
        <input
          .value=${this.wish.watch}
          autocomplete="off"
          @change=${e=>n({watch:e.target.value.trim()})}
        />
      </label>
      <label class="field">
        <span>${S(`alerts.least`)}</span>
        <input
          type="number"
          min="0"
          step="0.5"
          .value=${this.wish.least?String(this.wish.least):``}
          @change=${e=>n({least:Number(e.target.value)||0})}
        />
      </label>
      <label class="field">
        <span>${S(`alerts.since`)}</span>
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
            ${S(`alerts.sinceVisit`,{day:C(this.#n)})}
          </label>`:t}
    </div>`}rows(){let e=this.#e;if(e.count===0)return r`<p class="quiet">${S(this.wish.review===`open`?`alerts.nothingOpen`:`alerts.nothing`)}</p>`;let t=Math.max(0,Math.floor(this.scrolled/A)-4),n=Math.min(e.all.length,Math.ceil((this.scrolled+this.height)/A)+4),i=Math.max(e.count,e.all.length);return r`<ul
      class="inbox"
      tabindex="0"
      style="padding-block:${t*A}px ${Math.max(0,i-n)*A}px"
      aria-label=${S(`view.alerts`)}
      @scroll=${t=>{let n=t.target;this.scrolled=n.scrollTop,n.scrollTop+n.clientHeight+1280>e.all.length*A&&this.load()}}
    >
      ${e.all.slice(t,n).map((e,n)=>this.row(e,t+n,i))}
    </ul>`}row({id:e,properties:n},i,a){let o=this.#n!==``&&n.created>this.#n;return r`<li aria-setsize=${a} aria-posinset=${i+1}>
      <button type="button" class="alert ${n.status}" @click=${()=>this.show(e)}>
        <span class="weight" style="--share:${n.probability}" title=${S(`alerts.probability`)}>
          ${T(n.probability)}
        </span>
        <span class="what">
          <strong>${w(n.area_ha)}</strong> ${S(n.magnitude<0?`alerts.loss`:`alerts.gain`)}
          ${o?r`<span class="fresh">${S(`alerts.fresh`)}</span>`:t}
          <span class="quiet">${n.watch} · ${C(n.first_date)}</span>
        </span>
        <span class="review ${n.review}">${S(`review.`+n.review)}</span>
      </button>
    </li>`}updated(){let e=this.querySelector(`.inbox`);e&&this.#r.observe(e),this.#t.show(this.#e.all,this.state.open)}show(e){n.change({view:`alerts`,open:e})}step(e){let t=this.#e.all,r=t.findIndex(e=>e.id===this.state.open),i=t[r+e];i&&n.change({open:i.id}),r+e>t.length-10&&this.load()}};o([e()],N.prototype,`wish`,void 0),o([e()],N.prototype,`failure`,void 0),o([e()],N.prototype,`scrolled`,void 0),o([e()],N.prototype,`height`,void 0),o([e()],N.prototype,`filters`,void 0),N=o([a(`sq-alerts`)],N);export{N as AlertsPanel};