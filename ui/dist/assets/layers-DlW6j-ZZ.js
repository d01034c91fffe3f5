const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/place-C1C3FfmK.js","assets/app-DKrbJElJ.js","assets/index-whDnhz7q.js","assets/index-D_sCWU6z.css","assets/series-8CRfQXHX.js","assets/series-CnsZ1jie.css"])))=>i.map(i=>d[i]);
import{c as e,cn as t,dn as n,fn as r,i,ln as a,n as o,pn as s,r as c,s as l,sn as u,un as d,z as f}from"./app-DKrbJElJ.js";import{t as p}from"./fit-DLKz7oJn.js";import{c as m,i as h,o as g,t as _}from"./index-whDnhz7q.js";var v=(e,t,n,r,i)=>({id:e,needs:[t,n],style:{expression:`(${t}-${n})/(${t}+${n})`,rescale:[r],colormap:i}}),y=[{id:`usual`,needs:[],style:{}},{id:`infrared`,needs:[`nir`,`red`,`green`],style:{bands:[`nir`,`red`,`green`]}},{id:`swir`,needs:[`swir22`,`nir`,`red`],style:{bands:[`swir22`,`nir`,`red`]}},{id:`agriculture`,needs:[`swir16`,`nir`,`blue`],style:{bands:[`swir16`,`nir`,`blue`]}},v(`ndvi`,`nir`,`red`,[-.1,.9],`rdylgn`),v(`ndmi`,`nir`,`swir16`,[-.4,.6],`brbg`),v(`nbr`,`nir`,`swir22`,[-.4,.8],`rdylgn`),v(`ndwi`,`green`,`nir`,[-.6,.6],`brbg`)],b=e=>y.filter(t=>t.needs.every(t=>e.includes(t))),x=e=>JSON.stringify(e,Object.keys(e).sort()),S=e=>y.find(t=>x(t.style)===x(e))?.id??``,C=class extends u{render(){let[t]=this.layer.id.split(`/`);return!this.layer.style.colormap&&t!==`w`?r:s`<img class="legend" src=${e(this.layer)} alt="" loading="lazy" />`}};l([d({attribute:!1})],C.prototype,`layer`,void 0),C=l([n(`sq-legend`)],C);var w=class extends u{constructor(...e){super(...e),this.all=null,this.failure=``,this.load=()=>{this.failure=``,i().then(e=>{if(this.all=e,!location.hash&&this.state.layers.length===0){let t=e.find(e=>c(e));t&&this.add(t)}}).catch(e=>this.failure=e.message||m(`state.failed`))}}depends(e){return[e.layers,e.comparison,e.place]}connectedCallback(){super.connectedCallback(),this.load(),addEventListener(`sunqar-catalogue`,this.load)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`sunqar-catalogue`,this.load)}willUpdate(){this.state.place&&_(()=>import(`./place-C1C3FfmK.js`),__vite__mapDeps([0,1,2,3,4,5]))}render(){let e=[...this.state.layers].reverse();return s`
      ${this.state.place?s`<sq-place></sq-place>`:r}
      <h1>${m(`layers.title`)}</h1>
      ${e.length===0?s`<p class="quiet">${m(`layers.none`)}</p>`:r}
      <ol class="layers">
        ${e.map((t,n)=>this.row(t,n,e.length))}
      </ol>
      <h2>${m(`layers.more`)}</h2>
      ${this.offers()} ${e.length?this.compare():r}
    `}row(e,n,i){let a=this.all?.find(t=>e.id===`c/${t.id}`),c=a?a.title??a.id:e.id.split(`/`).slice(1).join(` · `),l=a?b(o(a)):[],u=S(e.style),d=`layer-${e.id}`;return s`<li class="layer" ?data-hidden=${!e.visible}>
      <div class="row">
        <button
          type="button"
          class="button plain"
          aria-pressed=${e.visible}
          title=${m(`layers.visible`)}
          @click=${()=>t.changeLayer(e.id,{visible:!e.visible})}
        >
          ${f(e.visible?`eye`:`hidden`)}<span class="unseen">${m(`layers.visible`)}: ${c}</span>
        </button>
        <h3 id=${d}>${c}</h3>
        ${this.small(`up`,m(`layers.up`),()=>this.move(e,1),n===0)}
        ${this.small(`down`,m(`layers.down`),()=>this.move(e,-1),n===i-1)}
        ${this.small(`close`,m(`layers.remove`),()=>this.drop(e),!1)}
      </div>
      ${l.length>1?s`<label class="field">
            <span>${m(`layers.picture`)}</span>
            <select @change=${t=>this.choose(e,t)}>
              ${u===``?s`<option value="" selected>${m(`preset.own`)}</option>`:r}
              ${l.map(e=>s`<option value=${e.id} ?selected=${e.id===u}>${m(`preset.`+e.id)}</option>`)}
            </select>
          </label>`:r}
      <label class="field slide">
        <span>${m(`layers.opacity`)} <output>${g(e.opacity)}</output></span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(e.opacity)}
          @input=${n=>t.changeLayer(e.id,{opacity:Number(n.target.value)})}
        />
      </label>
      <sq-legend .layer=${e}></sq-legend>
    </li>`}small(e,t,n,r){return s`<button type="button" class="button plain" title=${t} ?disabled=${r} @click=${n}>
      ${f(e)}<span class="unseen">${t}</span>
    </button>`}offers(){if(this.failure)return s`<p class="bad" role="alert">${this.failure}</p>
        <button type="button" class="button" @click=${this.load}>${m(`state.again`)}</button>`;if(!this.all)return s`<p class="quiet" role="status">${m(`state.loading`)}</p>`;let e=new Set(this.state.layers.map(e=>e.id)),t=this.all.filter(t=>!e.has(`c/${t.id}`));return this.all.length===0?s`<p class="quiet">${m(`layers.empty`)}</p>`:s`<ul class="offers">
      ${t.map(e=>s`<li>
          <button type="button" class="offer" ?disabled=${!c(e)} @click=${()=>this.add(e)}>
            ${f(`plus`)}
            <span><strong>${e.title??e.id}</strong><span class="quiet">${T(e)}</span></span>
          </button>
        </li>`)}
    </ul>`}compare(){let e=this.state.comparison,n=n=>t.change({comparison:{...e,...n}});return s`
      <h2>${m(`compare.title`)}</h2>
      <div class="segments" role="group" aria-label=${m(`compare.title`)}>
        ${[`none`,`swipe`,`side`].map(t=>s`<button type="button" aria-pressed=${t===e.kind} @click=${()=>n({kind:t})}>
            ${m(`compare.`+t)}
          </button>`)}
      </div>
      ${e.kind===`none`?r:s`<label class="field">
            <span>${m(`compare.day`)}</span>
            <input type="date" .value=${e.day} @change=${e=>n({day:e.target.value})} />
          </label>`}
    `}add(e){let n={id:`c/${e.id}`,visible:!0,opacity:1,style:{}};t.change({layers:[...this.state.layers,n]});let r=c(e);r&&p(r)}drop(e){t.change({layers:this.state.layers.filter(t=>t.id!==e.id)})}move(e,n){let r=[...this.state.layers],i=r.indexOf(e);r.splice(i,1),r.splice(i+n,0,e),t.change({layers:r})}choose(e,n){let r=n.target.value,i=y.find(e=>e.id===r);i&&t.changeLayer(e.id,{style:i.style})}};l([a()],w.prototype,`all`,void 0),l([a()],w.prototype,`failure`,void 0),w=l([n(`sq-layers`)],w);function T(e){let[t,n]=e.extent.temporal.interval[0]??[null,null];return!t||!n?m(`layers.noScenes`):t.slice(0,10)===n.slice(0,10)?h(t):`${h(t)} – ${h(n)}`}export{w as LayersPanel};