const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/series-BRphI-5f.js","assets/rolldown-runtime-XKyaHtl9.js","assets/decorate-DDpL0wQU.js","assets/api-BQYw7K1H.js","assets/index-we81bQC-.js","assets/index-j9xgVyPf.css","assets/files-DuI3OdSC.js","assets/series-CnsZ1jie.css"])))=>i.map(i=>d[i]);
import{t as e}from"./GeoJSON-Bj9CVuxK.js";import{Jt as t,Qt as n}from"./Source-C4r1Hvp1.js";import{a as r,c as i,i as a,l as o,n as s,s as c,t as l}from"./decorate-DDpL0wQU.js";import{u}from"./api-BQYw7K1H.js";import{a as d,b as f,d as p,p as m,s as h,u as g}from"./app-DeFJp8UN.js";import{n as _}from"./box-BOy4Rr3O.js";import{t as v}from"./draw-DyfBHeNF.js";import{t as y}from"./fit-eCcfIbBT.js";import{l as b,n as x,t as S}from"./index-we81bQC-.js";var C=1e3,w=new e,T=([e,t,n,r])=>[[[[e,t],[n,t],[n,r],[e,r],[e,t]]]];function E(e){let t=e.type===`Polygon`?[e.coordinates]:e.coordinates,n=w.readGeometry({type:`MultiPolygon`,coordinates:t}),r=()=>n.getCoordinates().flat(2).length;for(let e=1e-5;r()>C&&e<1;e*=2)n=n.simplify(e);return n.getCoordinates().map(e=>e.map(e=>e.map(([e,t])=>[e,t])))}function D(e){let t=e.split(/[\s,;]+/).filter(Boolean).map(Number),[n,r,i,a]=t;return t.length===4&&t.every(Number.isFinite)&&n<i&&r<a&&n>=-180&&i<=180&&r>=-90&&a<=90?[n,r,i,a]:null}var O=class extends s{constructor(...e){super(...e),this.drawing=``,this.failure=``,this.ready=!1,this.wide=!1,this.all=[],this.#e=new v(m),this.middle=()=>this.choose({place:this.state.centre}),this.view=()=>{let e=m.getView().getProjection(),n=t(m.getView().calculateExtent(m.getSize()),e,`EPSG:4326`);this.choose({area:T(n.map(e=>Number(e.toFixed(5))))})},this.escape=e=>{e.key===`Escape`&&this.drawing&&this.draw(this.drawing)},this.upload=async e=>{let t=e.target,n=t.files?.[0];if(t.value=``,n){this.failure=``;try{let{geometry:e}=await(await u(`/api/areas`,{method:`POST`,body:n,headers:{"Content-Type":`application/octet-stream`}})).json();this.choose({area:E(e)}),y(_(e.coordinates))}catch(e){this.failure=e.message||b(`state.failed`)}}},this.typed=e=>{e.preventDefault();let t=this.querySelector(`#place-text`).value.trim(),n=D(t),r=n?null:p(t);n?(this.choose({area:T(n)}),y(n)):r?(this.choose({place:r}),a.change({centre:r})):this.failure=b(`place.wrong`)}}#e;depends(e){return[e.place,e.area,e.layers]}connectedCallback(){super.connectedCallback(),addEventListener(`keydown`,this.escape),h().then(e=>this.all=e).catch(()=>void 0)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`keydown`,this.escape),this.#e.detach(),this.widen(!1)}willUpdate(){(this.state.place||this.state.area)&&!this.ready&&S(()=>import(`./series-BRphI-5f.js`).then(e=>e.t).then(()=>this.ready=!0),__vite__mapDeps([0,1,2,3,4,5,6,7]))}updated(){let{place:e,area:t}=this.state;if(this.drawing)return;let n=t?{type:`MultiPolygon`,coordinates:t}:e?{type:`Point`,coordinates:e}:null;this.#e.show(n)}render(){let{place:e,area:t}=this.state,r=this.collection;if(!e&&!t)return o`<section class="place">
        <h2>${b(`series.title`)}</h2>
        <p class="quiet">${b(`place.how`)}</p>
        ${this.chooser()}
      </section>`;let i=t?n(w.readGeometry({type:`MultiPolygon`,coordinates:t}),{projection:`EPSG:4326`}):0;return o`<section class="place">
      <div class="title">
        ${f(e?`place`:`draw`)}
        <h1>${e?g(e[0],e[1]):`${b(`place.area`)} · ${x(i/1e4)}`}</h1>
        <button type="button" class="button plain only-wide" title=${b(`place.wide`)} aria-pressed=${this.wide} @click=${()=>this.widen(!this.wide)}>
          ${f(`swipe`)}<span class="unseen">${b(`place.wide`)}</span>
        </button>
        <button type="button" class="button plain" title=${b(`place.close`)} @click=${()=>a.change({place:null,area:null})}>
          ${f(`close`)}<span class="unseen">${b(`place.close`)}</span>
        </button>
      </div>
      ${r?this.ready?o`<sq-series .collection=${r} .lon=${e?.[0]??NaN} .lat=${e?.[1]??NaN} .area=${t}></sq-series>`:o`<p class="quiet" role="status">${b(`state.loading`)}</p>`:o`<p class="quiet">${b(`place.noLayer`)}</p>`}
      <details class="same">
        <summary>${b(`place.other`)}</summary>
        ${this.chooser()}
      </details>
    </section>`}get collection(){let{place:e,area:t,layers:n}=this.state,[r,i,a,o]=_(e?[e]:t??[]),s=[...n].reverse().filter(e=>e.visible&&/^[ci]\//.test(e.id)).map(e=>e.id.split(`/`)[1]);return s.find(e=>{let t=this.all.find(t=>t.id===e),n=t&&d(t);return!n||n[0]<=a&&n[2]>=r&&n[1]<=o&&n[3]>=i})??s[0]??``}chooser(){let e=(e,t)=>o`<button type="button" class="button" aria-pressed=${this.drawing===e} @click=${()=>this.draw(e)}>${t}</button>`;return o`<div class="chooser">
      <div class="buttons">
        <button type="button" class="button" @click=${this.middle}>${b(`place.middle`)}</button>
        <button type="button" class="button" @click=${this.view}>${b(`place.view`)}</button>
        ${e(`Box`,b(`place.box`))} ${e(`Polygon`,b(`watch.draw`))}
        <label class="button">
          ${b(`watch.upload`)}
          <input class="unseen" type="file" accept=".geojson,.json,.kml,.kmz,.gpkg,.zip" @change=${this.upload} />
        </label>
      </div>
      <form class="field" @submit=${this.typed}>
        <label for="place-text">${b(`place.coordinates`)}</label>
        <div class="row">
          <input id="place-text" dir="ltr" autocomplete="off" placeholder="8.01 S 34.87 W" />
          <button class="button">${b(`place.show`)}</button>
        </div>
      </form>
      ${this.drawing?o`<p class="quiet" role="status">${b(this.drawing===`Box`?`place.drawingBox`:`watch.drawing`)}</p>`:i}
      ${this.failure?o`<p class="bad" role="alert">${this.failure}</p>`:i}
    </div>`}choose(e){this.failure=``,a.change({place:null,area:null,...e})}draw(e){let t=this.drawing===e;this.#e.stop(),this.drawing=t?``:e,t||this.#e.start(e,e=>{this.drawing=``,this.choose({area:E(e)})})}widen(e){this.wide=e,document.querySelector(`#panel`)?.toggleAttribute(`data-wide`,e)}};l([r()],O.prototype,`drawing`,void 0),l([r()],O.prototype,`failure`,void 0),l([r()],O.prototype,`ready`,void 0),l([r()],O.prototype,`wide`,void 0),l([r()],O.prototype,`all`,void 0),O=l([c(`sq-place`)],O);export{O as PlacePanel};