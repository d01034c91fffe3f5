const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/place-QsbvoP7o.js","assets/app-B9AgnvHt.js","assets/index-DZN3G8NK.js","assets/index-CZCK_Vws.css","assets/series-BfO9GYZy.js","assets/files-DuI3OdSC.js","assets/series-CnsZ1jie.css"])))=>i.map(i=>d[i]);
import{V as e,a as t,dn as n,fn as r,gn as i,hn as a,i as o,l as s,mn as c,n as l,pn as u,r as d,u as f,un as p}from"./app-B9AgnvHt.js";import{c as m,i as h,o as g,t as _}from"./index-DZN3G8NK.js";var v=(e,t,n,r,i)=>({id:e,needs:[t,n],style:{expression:`(${t}-${n})/(${t}+${n})`,rescale:[r],colormap:i}}),y=[{id:`usual`,needs:[],style:{}},{id:`infrared`,needs:[`nir`,`red`,`green`],style:{bands:[`nir`,`red`,`green`]}},{id:`swir`,needs:[`swir22`,`nir`,`red`],style:{bands:[`swir22`,`nir`,`red`]}},{id:`agriculture`,needs:[`swir16`,`nir`,`blue`],style:{bands:[`swir16`,`nir`,`blue`]}},v(`ndvi`,`nir`,`red`,[-.1,.9],`rdylgn`),v(`ndmi`,`nir`,`swir16`,[-.4,.6],`brbg`),v(`nbr`,`nir`,`swir22`,[-.4,.8],`rdylgn`),v(`ndwi`,`green`,`nir`,[-.6,.6],`brbg`)],b=e=>y.filter(t=>t.needs.every(t=>e.includes(t))),x=e=>JSON.stringify(e,Object.keys(e).sort()),S=e=>y.find(t=>x(t.style)===x(e))?.id??``,C=class extends p{render(){let[e]=this.layer.id.split(`/`);return!this.layer.style.colormap&&e!==`w`?a:i`<img class="legend" src=${f(this.layer)} alt="" loading="lazy" />`}};s([u({attribute:!1})],C.prototype,`layer`,void 0),C=s([c(`sq-legend`)],C);var w=class extends p{constructor(...e){super(...e),this.all=null,this.failure=``,this.load=()=>{this.failure=``,t().then(e=>{if(this.all=e,!location.hash&&this.state.layers.length===0){let t=e.find(e=>o(e));t&&this.add(t)}}).catch(e=>this.failure=e.message||m(`state.failed`))}}depends(e){return[e.layers,e.comparison,e.place]}connectedCallback(){super.connectedCallback(),this.load(),addEventListener(`sunqar-catalogue`,this.load)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`sunqar-catalogue`,this.load)}willUpdate(){this.state.place&&_(()=>import(`./place-QsbvoP7o.js`),__vite__mapDeps([0,1,2,3,4,5,6]))}render(){let e=[...this.state.layers].reverse();return i`
      ${this.state.place?i`<sq-place></sq-place>`:a}
      <h1>${m(`layers.title`)}</h1>
      ${e.length===0?i`<p class="quiet">${m(`layers.none`)}</p>`:a}
      <ol class="layers">
        ${e.map((t,n)=>this.row(t,n,e.length))}
      </ol>
      <h2>${m(`layers.more`)}</h2>
      ${this.offers()} ${e.length?this.compare():a}
    `}row(t,r,o){let s=this.all?.find(e=>t.id===`c/${e.id}`),c=s?s.title??s.id:t.id.split(`/`).slice(1).join(` · `),l=s?b(d(s)):[],u=S(t.style),f=`layer-${t.id}`;return i`<li class="layer" ?data-hidden=${!t.visible}>
      <div class="row">
        <button
          type="button"
          class="button plain"
          aria-pressed=${t.visible}
          title=${m(`layers.visible`)}
          @click=${()=>n.changeLayer(t.id,{visible:!t.visible})}
        >
          ${e(t.visible?`eye`:`hidden`)}<span class="unseen">${m(`layers.visible`)}: ${c}</span>
        </button>
        <h3 id=${f}>${c}</h3>
        ${this.small(`up`,m(`layers.up`),()=>this.move(t,1),r===0)}
        ${this.small(`down`,m(`layers.down`),()=>this.move(t,-1),r===o-1)}
        ${this.small(`close`,m(`layers.remove`),()=>this.drop(t),!1)}
      </div>
      ${l.length>1?i`<label class="field">
            <span>${m(`layers.picture`)}</span>
            <select @change=${e=>this.choose(t,e)}>
              ${u===``?i`<option value="" selected>${m(`preset.own`)}</option>`:a}
              ${l.map(e=>i`<option value=${e.id} ?selected=${e.id===u}>${m(`preset.`+e.id)}</option>`)}
            </select>
          </label>`:a}
      <label class="field slide">
        <span>${m(`layers.opacity`)} <output>${g(t.opacity)}</output></span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(t.opacity)}
          @input=${e=>n.changeLayer(t.id,{opacity:Number(e.target.value)})}
        />
      </label>
      <sq-legend .layer=${t}></sq-legend>
    </li>`}small(t,n,r,a){return i`<button type="button" class="button plain" title=${n} ?disabled=${a} @click=${r}>
      ${e(t)}<span class="unseen">${n}</span>
    </button>`}offers(){if(this.failure)return i`<p class="bad" role="alert">${this.failure}</p>
        <button type="button" class="button" @click=${this.load}>${m(`state.again`)}</button>`;if(!this.all)return i`<p class="quiet" role="status">${m(`state.loading`)}</p>`;let t=new Set(this.state.layers.map(e=>e.id)),n=this.all.filter(e=>!t.has(`c/${e.id}`));return this.all.length===0?i`<p class="quiet">${m(`layers.empty`)}</p>`:i`<ul class="offers">
      ${n.map(t=>i`<li>
          <button type="button" class="offer" ?disabled=${!o(t)} @click=${()=>this.add(t)}>
            ${e(`plus`)}
            <span><strong>${t.title??t.id}</strong><span class="quiet">${T(t)}</span></span>
          </button>
        </li>`)}
    </ul>`}compare(){let e=this.state.comparison,t=t=>n.change({comparison:{...e,...t}});return i`
      <h2>${m(`compare.title`)}</h2>
      <div class="segments" role="group" aria-label=${m(`compare.title`)}>
        ${[`none`,`swipe`,`side`].map(n=>i`<button type="button" aria-pressed=${n===e.kind} @click=${()=>t({kind:n})}>
            ${m(`compare.`+n)}
          </button>`)}
      </div>
      ${e.kind===`none`?a:i`<label class="field">
            <span>${m(`compare.day`)}</span>
            <input type="date" .value=${e.day} @change=${e=>t({day:e.target.value})} />
          </label>`}
    `}add(e){let t={id:`c/${e.id}`,visible:!0,opacity:1,style:{}};n.change({layers:[...this.state.layers,t]});let r=o(e);r&&l(r)}drop(e){n.change({layers:this.state.layers.filter(t=>t.id!==e.id)})}move(e,t){let r=[...this.state.layers],i=r.indexOf(e);r.splice(i,1),r.splice(i+t,0,e),n.change({layers:r})}choose(e,t){let r=t.target.value,i=y.find(e=>e.id===r);i&&n.changeLayer(e.id,{style:i.style})}};s([r()],w.prototype,`all`,void 0),s([r()],w.prototype,`failure`,void 0),w=s([c(`sq-layers`)],w);function T(e){let[t,n]=e.extent.temporal.interval[0]??[null,null];return!t||!n?m(`layers.noScenes`):t.slice(0,10)===n.slice(0,10)?h(t):`${h(t)} – ${h(n)}`}export{w as LayersPanel};