const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/place-2Vu10m5n.js","assets/GeoJSON-ObO-iI3T.js","assets/Source-gEmbHBVf.js","assets/Vector-DQ39XWpa.js","assets/Feature-BMjgz3M2.js","assets/decorate-CbOm656o.js","assets/app-CL8RMfb7.js","assets/rolldown-runtime-XKyaHtl9.js","assets/api-BvOBTPOc.js","assets/index-Bodu8_My.js","assets/index-D7cHyMv2.css","assets/box-BOy4Rr3O.js","assets/chooser-DzNvOd8Q.js","assets/draw-DAMmeCaB.js","assets/fit-DRV1SH4u.js","assets/outline-Cqs6hDC_.js","assets/panel-krLplws0.js","assets/alerts-Dsuju2V3.js","assets/reviews-DoWimu49.js"])))=>i.map(i=>d[i]);
import{a as e,c as t,i as n,l as r,n as i,o as a,r as o,s,t as c}from"./decorate-CbOm656o.js";import{_ as l,a as u,c as d,g as f,m as p,o as m,v as h,x as g}from"./app-CL8RMfb7.js";import{t as _}from"./fit-DRV1SH4u.js";import{c as v,i as y,t as b,u as x}from"./index-Bodu8_My.js";import"./same-UdN5zTAo.js";var S=(e,t,n,r,i)=>({id:e,needs:[t,n],style:{expression:`(${t}-${n})/(${t}+${n})`,rescale:[r],colormap:i}}),C=[{id:`usual`,needs:[],style:{}},{id:`infrared`,needs:[`nir`,`red`,`green`],style:{bands:[`nir`,`red`,`green`]}},{id:`swir`,needs:[`swir22`,`nir`,`red`],style:{bands:[`swir22`,`nir`,`red`]}},{id:`agriculture`,needs:[`swir16`,`nir`,`blue`],style:{bands:[`swir16`,`nir`,`blue`]}},S(`ndvi`,`nir`,`red`,[-.1,.9],`rdylgn`),S(`ndmi`,`nir`,`swir16`,[-.4,.6],`brbg`),S(`nbr`,`nir`,`swir22`,[-.4,.8],`rdylgn`),S(`ndwi`,`green`,`nir`,[-.6,.6],`brbg`)],w=e=>C.filter(t=>t.needs.every(t=>e.includes(t))),T=e=>JSON.stringify(e,Object.keys(e).sort()),E=e=>C.find(t=>T(t.style)===T(e))?.id??``,D=class extends i{constructor(...e){super(...e),this.name=``}render(){let[e]=this.layer.id.split(`/`);return!this.layer.style.colormap&&e!==`w`?t:r`<img class="legend" src=${f(this.layer)} alt=${x(`layers.legend`,{name:this.name})} loading="lazy" />`}};c([a({attribute:!1})],D.prototype,`layer`,void 0),c([a({attribute:!1})],D.prototype,`name`,void 0),D=c([s(`sq-legend`)],D);var O=class extends i{constructor(...e){super(...e),this.all=null,this.failure=``,this.saved=!1,this.over=``,this.load=()=>{this.failure=``,d().then(e=>{if(this.all=e,o&&this.state.layers.length===0){let t=e.find(e=>m(e));t&&this.add(t)}}).catch(e=>this.failure=e.message||x(`state.failed`))},this.#e=``}depends(e){return[e.layers,e.comparison,e.place,e.area,e.day,e.centre,e.zoom]}connectedCallback(){super.connectedCallback(),this.load(),addEventListener(`sunqar-catalogue`,this.load),addEventListener(`sunqar-back`,this.load)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`sunqar-catalogue`,this.load),removeEventListener(`sunqar-back`,this.load)}willUpdate(){this.state.layers.length&&b(()=>import(`./place-2Vu10m5n.js`),__vite__mapDeps([0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]))}render(){let e=this.state.place??this.state.area,n=[...this.state.layers].reverse();return r`
      ${e?r`<sq-place></sq-place>`:t}
      <h1>${x(`layers.title`)}</h1>
      ${n.length===0?r`<p class="quiet">${x(`layers.none`)}</p>`:t}
      <ol class="layers">
        ${n.map((e,t)=>this.row(e,t,n.length))}
      </ol>
      ${e||n.length===0?t:r`<sq-place></sq-place>`}
      <h2>${x(`layers.more`)}</h2>
      ${this.offers()} ${n.length?this.compare():t}
      <details class="offline" @toggle=${e=>void(e.target.open&&this.openSaved())}>
        <summary><h2>${x(`saved.title`)}</h2></summary>
        ${this.saved?r`<sq-saved></sq-saved>`:t}
      </details>
    `}row(e,i,a){let o=this.all?.find(t=>e.id===`c/${t.id}`),s=o?o.title??o.id:e.id.split(`/`).slice(1).join(` · `),c=o?w(u(o)):[],l=E(e.style),d=`layer-${e.id}`;return r`<li
      class="layer"
      ?data-hidden=${!e.visible}
      ?data-over=${this.over===e.id}
      @dragover=${t=>this.dragOver(t,e)}
      @drop=${t=>this.dropped(t,e)}
    >
      <div class="row">
        ${a>1?r`<span class="handle" draggable="true" title=${x(`layers.drag`)} aria-hidden="true" @dragstart=${t=>this.dragged(t,e)} @dragend=${()=>this.over=``}>⠿</span>`:t}
        <button
          type="button"
          class="button plain"
          aria-pressed=${e.visible}
          title=${x(`layers.visible`)}
          @click=${()=>n.changeLayer(e.id,{visible:!e.visible})}
        >
          ${g(e.visible?`eye`:`hidden`)}<span class="unseen">${x(`layers.visible`)}: ${s}</span>
        </button>
        <h2 id=${d}>${s}</h2>
        ${this.small(`up`,x(`layers.up`),()=>this.move(e,1),i===0)}
        ${this.small(`down`,x(`layers.down`),()=>this.move(e,-1),i===a-1)}
        ${this.small(`close`,x(`layers.remove`),()=>this.drop(e),!1)}
      </div>
      ${c.length>1?r`<label class="field">
            <span>${x(`layers.picture`)}</span>
            <select @change=${t=>this.choose(e,t)}>
              ${l===``?r`<option value="" selected>${x(`preset.own`)}</option>`:t}
              ${c.map(e=>r`<option value=${e.id} ?selected=${e.id===l}>${x(`preset.`+e.id)}</option>`)}
            </select>
          </label>`:t}
      <label class="field slide">
        <span>${x(`layers.opacity`)} <output>${v(e.opacity)}</output></span>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          .value=${String(e.opacity)}
          @input=${t=>n.changeLayer(e.id,{opacity:Number(t.target.value)})}
        />
      </label>
      <sq-legend .layer=${e} .name=${s}></sq-legend>
      ${this.about(e,o)}
    </li>`}#e;dragged(e,t){this.#e=t.id,e.dataTransfer.effectAllowed=`move`,e.dataTransfer.setData(`text/plain`,t.id),e.dataTransfer.setDragImage(e.target.closest(`li`),12,12)}dragOver(e,t){this.#e&&(e.preventDefault(),this.over=t.id)}dropped(e,t){e.preventDefault();let r=[...this.state.layers],i=r.findIndex(e=>e.id===this.#e),a=r.findIndex(e=>e.id===t.id);this.#e=``,this.over=``,i<0||a<0||(r.splice(a,0,...r.splice(i,1)),n.change({layers:r}))}about(e,n){let i=(e,n)=>n?r`<div><dt>${x(`about.`+e)}</dt><dd>${n}</dd></div>`:t,a=p.getSize();return r`<details class="same">
      <summary>${x(`layers.about`)}</summary>
      ${n?r`${n.description?r`<p>${n.description}</p>`:t}
            <dl class="facts wide">
              ${i(`period`,k(n))} ${i(`bands`,u(n).join(`, `))}
              ${i(`licence`,n.license)} ${i(`by`,n.providers?.map(e=>e.name).join(`, `))}
            </dl>`:t}
      <p class="quiet">${x(`about.services`)}</p>
      <pre><code>${location.origin}${h(e)}</code></pre>
      ${a?r`<sq-same .path=${l(e,this.state.day,p)} .into=${`map.png`}></sq-same>`:t}
    </details>`}small(e,t,n,i){return r`<button type="button" class="button plain" title=${t} ?disabled=${i} @click=${n}>
      ${g(e)}<span class="unseen">${t}</span>
    </button>`}offers(){if(this.failure)return r`<p class="bad" role="alert">${this.failure}</p>
        <button type="button" class="button" @click=${this.load}>${x(`state.again`)}</button>`;if(!this.all)return r`<p class="quiet" role="status">${x(`state.loading`)}</p>`;let e=new Set(this.state.layers.map(e=>e.id)),t=this.all.filter(t=>!e.has(`c/${t.id}`));return this.all.length===0?r`<p class="quiet">${x(`layers.empty`)}</p>`:r`<ul class="offers">
      ${t.map(e=>r`<li>
          <button type="button" class="offer" ?disabled=${!m(e)} @click=${()=>this.add(e)}>
            ${g(`plus`)}
            <span><strong>${e.title??e.id}</strong><span class="quiet">${k(e)}</span></span>
          </button>
        </li>`)}
    </ul>`}async openSaved(){await b(()=>import(`./panel-krLplws0.js`),__vite__mapDeps([16,5,2,11,13,7,1,3,4,14,6,8,9,10,17,18])),this.saved=!0}compare(){let e=this.state.comparison,i=t=>n.change({comparison:{...e,...t}});return r`
      <h2>${x(`compare.title`)}</h2>
      <div class="segments" role="group" aria-label=${x(`compare.title`)}>
        ${[`none`,`swipe`,`side`].map(t=>r`<button type="button" aria-pressed=${t===e.kind} @click=${()=>i({kind:t})}>
            ${x(`compare.`+t)}
          </button>`)}
      </div>
      ${e.kind===`none`?t:r`<label class="field">
            <span>${x(`compare.day`)}</span>
            <input type="date" .value=${e.day} @change=${e=>i({day:e.target.value})} />
          </label>`}
    `}add(e){let t={id:`c/${e.id}`,visible:!0,opacity:1,style:{}};n.change({layers:[...this.state.layers,t]});let r=m(e);r&&_(r)}drop(e){n.change({layers:this.state.layers.filter(t=>t.id!==e.id)})}move(e,t){let r=[...this.state.layers],i=r.indexOf(e);r.splice(i,1),r.splice(i+t,0,e),n.change({layers:r})}choose(e,t){let r=t.target.value,i=C.find(e=>e.id===r);i&&n.changeLayer(e.id,{style:i.style})}};c([e()],O.prototype,`all`,void 0),c([e()],O.prototype,`failure`,void 0),c([e()],O.prototype,`saved`,void 0),c([e()],O.prototype,`over`,void 0),O=c([s(`sq-layers`)],O);function k(e){let[t,n]=e.extent.temporal.interval[0]??[null,null];return!t||!n?x(`layers.noScenes`):t.slice(0,10)===n.slice(0,10)?y(t):`${y(t)} – ${y(n)}`}export{O as LayersPanel};