const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/place-BDCqBuui.js","assets/app-CD8r-_HB.js","assets/index-B-f4NVXw.js","assets/index-Bagdsjdt.css","assets/series-DvGZVlpV.js","assets/series-CnsZ1jie.css"])))=>i.map(i=>d[i]);
import{At as e,Ft as t,M as n,Mt as r,Nt as i,Pt as a,i as o,jt as s,kt as c,n as l,o as u,r as d,s as f}from"./app-CD8r-_HB.js";import{t as p}from"./fit-YRM-95rd.js";import{i as m,o as h,s as g,t as _}from"./index-B-f4NVXw.js";var v=(e,t,n,r,i)=>({id:e,needs:[t,n],style:{expression:`(${t}-${n})/(${t}+${n})`,rescale:[r],colormap:i}}),y=[{id:`usual`,needs:[],style:{}},{id:`infrared`,needs:[`nir`,`red`,`green`],style:{bands:[`nir`,`red`,`green`]}},{id:`swir`,needs:[`swir22`,`nir`,`red`],style:{bands:[`swir22`,`nir`,`red`]}},{id:`agriculture`,needs:[`swir16`,`nir`,`blue`],style:{bands:[`swir16`,`nir`,`blue`]}},v(`ndvi`,`nir`,`red`,[-.1,.9],`rdylgn`),v(`ndmi`,`nir`,`swir16`,[-.4,.6],`brbg`),v(`nbr`,`nir`,`swir22`,[-.4,.8],`rdylgn`),v(`ndwi`,`green`,`nir`,[-.6,.6],`brbg`)],b=e=>y.filter(t=>t.needs.every(t=>e.includes(t))),x=e=>JSON.stringify(e,Object.keys(e).sort()),S=e=>y.find(t=>x(t.style)===x(e))?.id??``,C=class extends c{render(){let[e]=this.layer.id.split(`/`);return!this.layer.style.colormap&&e!==`w`?a:t`<img class="legend" src=${f(this.layer)} alt="" loading="lazy" />`}};u([r({attribute:!1})],C.prototype,`layer`,void 0),C=u([i(`sq-legend`)],C);var w=class extends c{constructor(...e){super(...e),this.all=null,this.failure=``,this.load=()=>{this.failure=``,o().then(e=>{if(this.all=e,!location.hash&&this.state.layers.length===0){let t=e.find(e=>d(e));t&&this.add(t)}}).catch(e=>this.failure=e.message||g(`state.failed`))}}depends(e){return[e.layers,e.comparison,e.place]}connectedCallback(){super.connectedCallback(),this.load(),addEventListener(`sunqar-catalogue`,this.load)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`sunqar-catalogue`,this.load)}willUpdate(){this.state.place&&_(()=>import(`./place-BDCqBuui.js`),__vite__mapDeps([0,1,2,3,4,5]))}render(){let e=[...this.state.layers].reverse();return t`
      ${this.state.place?t`<sq-place></sq-place>`:a}
      <h1>${g(`layers.title`)}</h1>
      ${e.length===0?t`<p class="quiet">${g(`layers.none`)}</p>`:a}
      <ol class="layers">
        ${e.map((t,n)=>this.row(t,n,e.length))}
      </ol>
      <h2>${g(`layers.more`)}</h2>
      ${this.offers()} ${e.length?this.compare():a}
    `}row(r,i,o){let s=this.all?.find(e=>r.id===`c/${e.id}`),c=s?s.title??s.id:r.id.split(`/`).slice(1).join(` · `),u=s?b(l(s)):[],d=S(r.style),f=`layer-${r.id}`;return t`<li class="layer" ?data-hidden=${!r.visible}>
      <div class="row">
        <button
          type="button"
          class="button plain"
          aria-pressed=${r.visible}
          title=${g(`layers.visible`)}
          @click=${()=>e.changeLayer(r.id,{visible:!r.visible})}
        >
          ${n(r.visible?`eye`:`hidden`)}<span class="unseen">${g(`layers.visible`)}: ${c}</span>
        </button>
        <h3 id=${f}>${c}</h3>
        ${this.small(`up`,g(`layers.up`),()=>this.move(r,1),i===0)}
        ${this.small(`down`,g(`layers.down`),()=>this.move(r,-1),i===o-1)}
        ${this.small(`close`,g(`layers.remove`),()=>this.drop(r),!1)}
      </div>
      ${u.length>1?t`<label class="field">
            <span>${g(`layers.picture`)}</span>
            <select @change=${e=>this.choose(r,e)}>
              ${d===``?t`<option value="" selected>${g(`preset.own`)}</option>`:a}
              ${u.map(e=>t`<option value=${e.id} ?selected=${e.id===d}>${g(`preset.`+e.id)}</option>`)}
            </select>
          </label>`:a}
      <label class="field slide">
        <span>${g(`layers.opacity`)} <output>${h(r.opacity)}</output></span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(r.opacity)}
          @input=${t=>e.changeLayer(r.id,{opacity:Number(t.target.value)})}
        />
      </label>
      <sq-legend .layer=${r}></sq-legend>
    </li>`}small(e,r,i,a){return t`<button type="button" class="button plain" title=${r} ?disabled=${a} @click=${i}>
      ${n(e)}<span class="unseen">${r}</span>
    </button>`}offers(){if(this.failure)return t`<p class="bad" role="alert">${this.failure}</p>
        <button type="button" class="button" @click=${this.load}>${g(`state.again`)}</button>`;if(!this.all)return t`<p class="quiet" role="status">${g(`state.loading`)}</p>`;let e=new Set(this.state.layers.map(e=>e.id)),r=this.all.filter(t=>!e.has(`c/${t.id}`));return this.all.length===0?t`<p class="quiet">${g(`layers.empty`)}</p>`:t`<ul class="offers">
      ${r.map(e=>t`<li>
          <button type="button" class="offer" ?disabled=${!d(e)} @click=${()=>this.add(e)}>
            ${n(`plus`)}
            <span><strong>${e.title??e.id}</strong><span class="quiet">${T(e)}</span></span>
          </button>
        </li>`)}
    </ul>`}compare(){let n=this.state.comparison,r=t=>e.change({comparison:{...n,...t}});return t`
      <h2>${g(`compare.title`)}</h2>
      <div class="segments" role="group" aria-label=${g(`compare.title`)}>
        ${[`none`,`swipe`,`side`].map(e=>t`<button type="button" aria-pressed=${e===n.kind} @click=${()=>r({kind:e})}>
            ${g(`compare.`+e)}
          </button>`)}
      </div>
      ${n.kind===`none`?a:t`<label class="field">
            <span>${g(`compare.day`)}</span>
            <input type="date" .value=${n.day} @change=${e=>r({day:e.target.value})} />
          </label>`}
    `}add(t){let n={id:`c/${t.id}`,visible:!0,opacity:1,style:{}};e.change({layers:[...this.state.layers,n]});let r=d(t);r&&p(r)}drop(t){e.change({layers:this.state.layers.filter(e=>e.id!==t.id)})}move(t,n){let r=[...this.state.layers],i=r.indexOf(t);r.splice(i,1),r.splice(i+n,0,t),e.change({layers:r})}choose(t,n){let r=n.target.value,i=y.find(e=>e.id===r);i&&e.changeLayer(t.id,{style:i.style})}};u([s()],w.prototype,`all`,void 0),u([s()],w.prototype,`failure`,void 0),w=u([i(`sq-layers`)],w);function T(e){let[t,n]=e.extent.temporal.interval[0]??[null,null];return!t||!n?g(`layers.noScenes`):t.slice(0,10)===n.slice(0,10)?m(t):`${m(t)} – ${m(n)}`}export{w as LayersPanel};