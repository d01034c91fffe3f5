import{a as e,c as t,d as n,f as r,g as i,h as a,i as o,l as s,m as c,n as l,o as u,p as d,r as f,s as p,u as m}from"./app-BasMzQcG.js";import{a as h,o as g,r as _}from"./index-CoNX4P0n.js";function v(t){let n=e.getView(),r=s(t,`EPSG:4326`,n.getProjection());r.every(Number.isFinite)&&n.fit(r,{padding:[48,48,48,48],maxZoom:16,duration:0})}var y=(e,t,n,r,i)=>({id:e,needs:[t,n],style:{expression:`(${t}-${n})/(${t}+${n})`,rescale:[r],colormap:i}}),b=[{id:`usual`,needs:[],style:{}},{id:`infrared`,needs:[`nir`,`red`,`green`],style:{bands:[`nir`,`red`,`green`]}},{id:`swir`,needs:[`swir22`,`nir`,`red`],style:{bands:[`swir22`,`nir`,`red`]}},{id:`agriculture`,needs:[`swir16`,`nir`,`blue`],style:{bands:[`swir16`,`nir`,`blue`]}},y(`ndvi`,`nir`,`red`,[-.1,.9],`rdylgn`),y(`ndmi`,`nir`,`swir16`,[-.4,.6],`brbg`),y(`nbr`,`nir`,`swir22`,[-.4,.8],`rdylgn`),y(`ndwi`,`green`,`nir`,[-.6,.6],`brbg`)],x=e=>b.filter(t=>t.needs.every(t=>e.includes(t))),S=e=>JSON.stringify(e,Object.keys(e).sort()),C=e=>b.find(t=>S(t.style)===S(e))?.id??``,w=class extends m{render(){let[e]=this.layer.id.split(`/`);return!this.layer.style.colormap&&e!==`w`?a:i`<img class="legend" src=${p(this.layer)} alt="" loading="lazy" />`}};u([d({attribute:!1})],w.prototype,`layer`,void 0),w=u([c(`sq-legend`)],w);var T=class extends m{constructor(...e){super(...e),this.all=null,this.failure=``,this.load=()=>{this.failure=``,o().then(e=>{if(this.all=e,!location.hash&&this.state.layers.length===0){let t=e.find(e=>f(e));t&&this.add(t)}}).catch(e=>this.failure=e.message||g(`state.failed`))}}depends(e){return[e.layers]}connectedCallback(){super.connectedCallback(),this.load(),addEventListener(`sunqar-catalogue`,this.load)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`sunqar-catalogue`,this.load)}render(){let e=[...this.state.layers].reverse();return i`
      <h1>${g(`layers.title`)}</h1>
      ${e.length===0?i`<p class="quiet">${g(`layers.none`)}</p>`:a}
      <ol class="layers">
        ${e.map((t,n)=>this.row(t,n,e.length))}
      </ol>
      <h2>${g(`layers.more`)}</h2>
      ${this.offers()}
    `}row(e,r,o){let s=this.all?.find(t=>e.id===`c/${t.id}`),c=s?s.title??s.id:e.id.split(`/`).slice(1).join(` · `),u=s?x(l(s)):[],d=C(e.style),f=`layer-${e.id}`;return i`<li class="layer" ?data-hidden=${!e.visible}>
      <div class="row">
        <button
          type="button"
          class="button plain"
          aria-pressed=${e.visible}
          title=${g(`layers.visible`)}
          @click=${()=>n.changeLayer(e.id,{visible:!e.visible})}
        >
          ${t(e.visible?`eye`:`hidden`)}<span class="unseen">${g(`layers.visible`)}: ${c}</span>
        </button>
        <h3 id=${f}>${c}</h3>
        ${this.small(`up`,g(`layers.up`),()=>this.move(e,1),r===0)}
        ${this.small(`down`,g(`layers.down`),()=>this.move(e,-1),r===o-1)}
        ${this.small(`close`,g(`layers.remove`),()=>this.drop(e),!1)}
      </div>
      ${u.length>1?i`<label class="field">
            <span>${g(`layers.picture`)}</span>
            <select @change=${t=>this.choose(e,t)}>
              ${d===``?i`<option value="" selected>${g(`preset.own`)}</option>`:a}
              ${u.map(e=>i`<option value=${e.id} ?selected=${e.id===d}>${g(`preset.`+e.id)}</option>`)}
            </select>
          </label>`:a}
      <label class="field slide">
        <span>${g(`layers.opacity`)} <output>${h(e.opacity)}</output></span>
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
    </li>`}small(e,n,r,a){return i`<button type="button" class="button plain" title=${n} ?disabled=${a} @click=${r}>
      ${t(e)}<span class="unseen">${n}</span>
    </button>`}offers(){if(this.failure)return i`<p class="bad" role="alert">${this.failure}</p>
        <button type="button" class="button" @click=${this.load}>${g(`state.again`)}</button>`;if(!this.all)return i`<p class="quiet" role="status">${g(`state.loading`)}</p>`;let e=new Set(this.state.layers.map(e=>e.id)),n=this.all.filter(t=>!e.has(`c/${t.id}`));return this.all.length===0?i`<p class="quiet">${g(`layers.empty`)}</p>`:i`<ul class="offers">
      ${n.map(e=>i`<li>
          <button type="button" class="offer" ?disabled=${!f(e)} @click=${()=>this.add(e)}>
            ${t(`plus`)}
            <span><strong>${e.title??e.id}</strong><span class="quiet">${E(e)}</span></span>
          </button>
        </li>`)}
    </ul>`}add(e){let t={id:`c/${e.id}`,visible:!0,opacity:1,style:{}};n.change({layers:[...this.state.layers,t]});let r=f(e);r&&v(r)}drop(e){n.change({layers:this.state.layers.filter(t=>t.id!==e.id)})}move(e,t){let r=[...this.state.layers],i=r.indexOf(e);r.splice(i,1),r.splice(i+t,0,e),n.change({layers:r})}choose(e,t){let r=t.target.value,i=b.find(e=>e.id===r);i&&n.changeLayer(e.id,{style:i.style})}};u([r()],T.prototype,`all`,void 0),u([r()],T.prototype,`failure`,void 0),T=u([c(`sq-layers`)],T);function E(e){let[t,n]=e.extent.temporal.interval[0]??[null,null];return!t||!n?g(`layers.noScenes`):t.slice(0,10)===n.slice(0,10)?_(t):`${_(t)} – ${_(n)}`}export{T as LayersPanel};