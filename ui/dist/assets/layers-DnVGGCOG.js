const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/place-ZxEafu0K.js","assets/decorate-C8RBIUg7.js","assets/index-zP7bXtix.js","assets/index-CWBdwQtt.css","assets/app-7FSrDjkv.js","assets/rolldown-runtime-DK3Fl9T5.js","assets/api-D8ol9-B_.js","assets/Vector-BGTX9UZQ.js","assets/Source-D4U0wzJ0.js","assets/series-MTVSXLiO.js","assets/files-DuI3OdSC.js","assets/series-CnsZ1jie.css"])))=>i.map(i=>d[i]);
import{a as e,c as t,i as n,l as r,n as i,o as a,r as o,s,t as c}from"./decorate-C8RBIUg7.js";import{c as l,i as u,l as d,n as f,r as p}from"./app-7FSrDjkv.js";import{t as m}from"./fit-D2_naCdI.js";import{c as h,i as g,o as _,t as v}from"./index-zP7bXtix.js";var y=(e,t,n,r,i)=>({id:e,needs:[t,n],style:{expression:`(${t}-${n})/(${t}+${n})`,rescale:[r],colormap:i}}),b=[{id:`usual`,needs:[],style:{}},{id:`infrared`,needs:[`nir`,`red`,`green`],style:{bands:[`nir`,`red`,`green`]}},{id:`swir`,needs:[`swir22`,`nir`,`red`],style:{bands:[`swir22`,`nir`,`red`]}},{id:`agriculture`,needs:[`swir16`,`nir`,`blue`],style:{bands:[`swir16`,`nir`,`blue`]}},y(`ndvi`,`nir`,`red`,[-.1,.9],`rdylgn`),y(`ndmi`,`nir`,`swir16`,[-.4,.6],`brbg`),y(`nbr`,`nir`,`swir22`,[-.4,.8],`rdylgn`),y(`ndwi`,`green`,`nir`,[-.6,.6],`brbg`)],x=e=>b.filter(t=>t.needs.every(t=>e.includes(t))),S=e=>JSON.stringify(e,Object.keys(e).sort()),C=e=>b.find(t=>S(t.style)===S(e))?.id??``,w=class extends i{render(){let[e]=this.layer.id.split(`/`);return!this.layer.style.colormap&&e!==`w`?t:r`<img class="legend" src=${l(this.layer)} alt="" loading="lazy" />`}};c([a({attribute:!1})],w.prototype,`layer`,void 0),w=c([s(`sq-legend`)],w);var T=class extends i{constructor(...e){super(...e),this.all=null,this.failure=``,this.load=()=>{this.failure=``,u().then(e=>{if(this.all=e,o&&this.state.layers.length===0){let t=e.find(e=>p(e));t&&this.add(t)}}).catch(e=>this.failure=e.message||h(`state.failed`))}}depends(e){return[e.layers,e.comparison,e.place]}connectedCallback(){super.connectedCallback(),this.load(),addEventListener(`sunqar-catalogue`,this.load)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`sunqar-catalogue`,this.load)}willUpdate(){this.state.place&&v(()=>import(`./place-ZxEafu0K.js`),__vite__mapDeps([0,1,2,3,4,5,6,7,8,9,10,11]))}render(){let e=[...this.state.layers].reverse();return r`
      ${this.state.place?r`<sq-place></sq-place>`:t}
      <h1>${h(`layers.title`)}</h1>
      ${e.length===0?r`<p class="quiet">${h(`layers.none`)}</p>`:t}
      <ol class="layers">
        ${e.map((t,n)=>this.row(t,n,e.length))}
      </ol>
      <h2>${h(`layers.more`)}</h2>
      ${this.offers()} ${e.length?this.compare():t}
    `}row(e,i,a){let o=this.all?.find(t=>e.id===`c/${t.id}`),s=o?o.title??o.id:e.id.split(`/`).slice(1).join(` · `),c=o?x(f(o)):[],l=C(e.style),u=`layer-${e.id}`;return r`<li class="layer" ?data-hidden=${!e.visible}>
      <div class="row">
        <button
          type="button"
          class="button plain"
          aria-pressed=${e.visible}
          title=${h(`layers.visible`)}
          @click=${()=>n.changeLayer(e.id,{visible:!e.visible})}
        >
          ${d(e.visible?`eye`:`hidden`)}<span class="unseen">${h(`layers.visible`)}: ${s}</span>
        </button>
        <h2 id=${u}>${s}</h2>
        ${this.small(`up`,h(`layers.up`),()=>this.move(e,1),i===0)}
        ${this.small(`down`,h(`layers.down`),()=>this.move(e,-1),i===a-1)}
        ${this.small(`close`,h(`layers.remove`),()=>this.drop(e),!1)}
      </div>
      ${c.length>1?r`<label class="field">
            <span>${h(`layers.picture`)}</span>
            <select @change=${t=>this.choose(e,t)}>
              ${l===``?r`<option value="" selected>${h(`preset.own`)}</option>`:t}
              ${c.map(e=>r`<option value=${e.id} ?selected=${e.id===l}>${h(`preset.`+e.id)}</option>`)}
            </select>
          </label>`:t}
      <label class="field slide">
        <span>${h(`layers.opacity`)} <output>${_(e.opacity)}</output></span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(e.opacity)}
          @input=${t=>n.changeLayer(e.id,{opacity:Number(t.target.value)})}
        />
      </label>
      <sq-legend .layer=${e}></sq-legend>
    </li>`}small(e,t,n,i){return r`<button type="button" class="button plain" title=${t} ?disabled=${i} @click=${n}>
      ${d(e)}<span class="unseen">${t}</span>
    </button>`}offers(){if(this.failure)return r`<p class="bad" role="alert">${this.failure}</p>
        <button type="button" class="button" @click=${this.load}>${h(`state.again`)}</button>`;if(!this.all)return r`<p class="quiet" role="status">${h(`state.loading`)}</p>`;let e=new Set(this.state.layers.map(e=>e.id)),t=this.all.filter(t=>!e.has(`c/${t.id}`));return this.all.length===0?r`<p class="quiet">${h(`layers.empty`)}</p>`:r`<ul class="offers">
      ${t.map(e=>r`<li>
          <button type="button" class="offer" ?disabled=${!p(e)} @click=${()=>this.add(e)}>
            ${d(`plus`)}
            <span><strong>${e.title??e.id}</strong><span class="quiet">${E(e)}</span></span>
          </button>
        </li>`)}
    </ul>`}compare(){let e=this.state.comparison,i=t=>n.change({comparison:{...e,...t}});return r`
      <h2>${h(`compare.title`)}</h2>
      <div class="segments" role="group" aria-label=${h(`compare.title`)}>
        ${[`none`,`swipe`,`side`].map(t=>r`<button type="button" aria-pressed=${t===e.kind} @click=${()=>i({kind:t})}>
            ${h(`compare.`+t)}
          </button>`)}
      </div>
      ${e.kind===`none`?t:r`<label class="field">
            <span>${h(`compare.day`)}</span>
            <input type="date" .value=${e.day} @change=${e=>i({day:e.target.value})} />
          </label>`}
    `}add(e){let t={id:`c/${e.id}`,visible:!0,opacity:1,style:{}};n.change({layers:[...this.state.layers,t]});let r=p(e);r&&m(r)}drop(e){n.change({layers:this.state.layers.filter(t=>t.id!==e.id)})}move(e,t){let r=[...this.state.layers],i=r.indexOf(e);r.splice(i,1),r.splice(i+t,0,e),n.change({layers:r})}choose(e,t){let r=t.target.value,i=b.find(e=>e.id===r);i&&n.changeLayer(e.id,{style:i.style})}};c([e()],T.prototype,`all`,void 0),c([e()],T.prototype,`failure`,void 0),T=c([s(`sq-layers`)],T);function E(e){let[t,n]=e.extent.temporal.interval[0]??[null,null];return!t||!n?h(`layers.noScenes`):t.slice(0,10)===n.slice(0,10)?g(t):`${g(t)} – ${g(n)}`}export{T as LayersPanel};