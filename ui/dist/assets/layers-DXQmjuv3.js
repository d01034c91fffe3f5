const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/place-Be1xAm8t.js","assets/app-DCB7Z53-.js","assets/index-CPcoVMU_.js","assets/index-D1xv0j1Q.css","assets/series-QEYq1fxU.js","assets/files-DuI3OdSC.js","assets/series-CnsZ1jie.css"])))=>i.map(i=>d[i]);
import{C as e,Ct as t,St as n,Tt as r,_t as i,c as a,gt as o,ht as s,i as c,l,n as u,r as d,wt as f,xt as p}from"./app-DCB7Z53-.js";import{t as m}from"./fit-BQTEl52S.js";import{c as h,i as g,o as _,t as v}from"./index-CPcoVMU_.js";var y=(e,t,n,r,i)=>({id:e,needs:[t,n],style:{expression:`(${t}-${n})/(${t}+${n})`,rescale:[r],colormap:i}}),b=[{id:`usual`,needs:[],style:{}},{id:`infrared`,needs:[`nir`,`red`,`green`],style:{bands:[`nir`,`red`,`green`]}},{id:`swir`,needs:[`swir22`,`nir`,`red`],style:{bands:[`swir22`,`nir`,`red`]}},{id:`agriculture`,needs:[`swir16`,`nir`,`blue`],style:{bands:[`swir16`,`nir`,`blue`]}},y(`ndvi`,`nir`,`red`,[-.1,.9],`rdylgn`),y(`ndmi`,`nir`,`swir16`,[-.4,.6],`brbg`),y(`nbr`,`nir`,`swir22`,[-.4,.8],`rdylgn`),y(`ndwi`,`green`,`nir`,[-.6,.6],`brbg`)],x=e=>b.filter(t=>t.needs.every(t=>e.includes(t))),S=e=>JSON.stringify(e,Object.keys(e).sort()),C=e=>b.find(t=>S(t.style)===S(e))?.id??``,w=class extends s{render(){let[e]=this.layer.id.split(`/`);return!this.layer.style.colormap&&e!==`w`?f:r`<img class="legend" src=${l(this.layer)} alt="" loading="lazy" />`}};a([n({attribute:!1})],w.prototype,`layer`,void 0),w=a([t(`sq-legend`)],w);var T=class extends s{constructor(...e){super(...e),this.all=null,this.failure=``,this.load=()=>{this.failure=``,c().then(e=>{if(this.all=e,o&&this.state.layers.length===0){let t=e.find(e=>d(e));t&&this.add(t)}}).catch(e=>this.failure=e.message||h(`state.failed`))}}depends(e){return[e.layers,e.comparison,e.place]}connectedCallback(){super.connectedCallback(),this.load(),addEventListener(`sunqar-catalogue`,this.load)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`sunqar-catalogue`,this.load)}willUpdate(){this.state.place&&v(()=>import(`./place-Be1xAm8t.js`),__vite__mapDeps([0,1,2,3,4,5,6]))}render(){let e=[...this.state.layers].reverse();return r`
      ${this.state.place?r`<sq-place></sq-place>`:f}
      <h1>${h(`layers.title`)}</h1>
      ${e.length===0?r`<p class="quiet">${h(`layers.none`)}</p>`:f}
      <ol class="layers">
        ${e.map((t,n)=>this.row(t,n,e.length))}
      </ol>
      <h2>${h(`layers.more`)}</h2>
      ${this.offers()} ${e.length?this.compare():f}
    `}row(t,n,a){let o=this.all?.find(e=>t.id===`c/${e.id}`),s=o?o.title??o.id:t.id.split(`/`).slice(1).join(` · `),c=o?x(u(o)):[],l=C(t.style),d=`layer-${t.id}`;return r`<li class="layer" ?data-hidden=${!t.visible}>
      <div class="row">
        <button
          type="button"
          class="button plain"
          aria-pressed=${t.visible}
          title=${h(`layers.visible`)}
          @click=${()=>i.changeLayer(t.id,{visible:!t.visible})}
        >
          ${e(t.visible?`eye`:`hidden`)}<span class="unseen">${h(`layers.visible`)}: ${s}</span>
        </button>
        <h2 id=${d}>${s}</h2>
        ${this.small(`up`,h(`layers.up`),()=>this.move(t,1),n===0)}
        ${this.small(`down`,h(`layers.down`),()=>this.move(t,-1),n===a-1)}
        ${this.small(`close`,h(`layers.remove`),()=>this.drop(t),!1)}
      </div>
      ${c.length>1?r`<label class="field">
            <span>${h(`layers.picture`)}</span>
            <select @change=${e=>this.choose(t,e)}>
              ${l===``?r`<option value="" selected>${h(`preset.own`)}</option>`:f}
              ${c.map(e=>r`<option value=${e.id} ?selected=${e.id===l}>${h(`preset.`+e.id)}</option>`)}
            </select>
          </label>`:f}
      <label class="field slide">
        <span>${h(`layers.opacity`)} <output>${_(t.opacity)}</output></span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(t.opacity)}
          @input=${e=>i.changeLayer(t.id,{opacity:Number(e.target.value)})}
        />
      </label>
      <sq-legend .layer=${t}></sq-legend>
    </li>`}small(t,n,i,a){return r`<button type="button" class="button plain" title=${n} ?disabled=${a} @click=${i}>
      ${e(t)}<span class="unseen">${n}</span>
    </button>`}offers(){if(this.failure)return r`<p class="bad" role="alert">${this.failure}</p>
        <button type="button" class="button" @click=${this.load}>${h(`state.again`)}</button>`;if(!this.all)return r`<p class="quiet" role="status">${h(`state.loading`)}</p>`;let t=new Set(this.state.layers.map(e=>e.id)),n=this.all.filter(e=>!t.has(`c/${e.id}`));return this.all.length===0?r`<p class="quiet">${h(`layers.empty`)}</p>`:r`<ul class="offers">
      ${n.map(t=>r`<li>
          <button type="button" class="offer" ?disabled=${!d(t)} @click=${()=>this.add(t)}>
            ${e(`plus`)}
            <span><strong>${t.title??t.id}</strong><span class="quiet">${E(t)}</span></span>
          </button>
        </li>`)}
    </ul>`}compare(){let e=this.state.comparison,t=t=>i.change({comparison:{...e,...t}});return r`
      <h2>${h(`compare.title`)}</h2>
      <div class="segments" role="group" aria-label=${h(`compare.title`)}>
        ${[`none`,`swipe`,`side`].map(n=>r`<button type="button" aria-pressed=${n===e.kind} @click=${()=>t({kind:n})}>
            ${h(`compare.`+n)}
          </button>`)}
      </div>
      ${e.kind===`none`?f:r`<label class="field">
            <span>${h(`compare.day`)}</span>
            <input type="date" .value=${e.day} @change=${e=>t({day:e.target.value})} />
          </label>`}
    `}add(e){let t={id:`c/${e.id}`,visible:!0,opacity:1,style:{}};i.change({layers:[...this.state.layers,t]});let n=d(e);n&&m(n)}drop(e){i.change({layers:this.state.layers.filter(t=>t.id!==e.id)})}move(e,t){let n=[...this.state.layers],r=n.indexOf(e);n.splice(r,1),n.splice(r+t,0,e),i.change({layers:n})}choose(e,t){let n=t.target.value,r=b.find(e=>e.id===n);r&&i.changeLayer(e.id,{style:r.style})}};a([p()],T.prototype,`all`,void 0),a([p()],T.prototype,`failure`,void 0),T=a([t(`sq-layers`)],T);function E(e){let[t,n]=e.extent.temporal.interval[0]??[null,null];return!t||!n?h(`layers.noScenes`):t.slice(0,10)===n.slice(0,10)?g(t):`${g(t)} – ${g(n)}`}export{T as LayersPanel};