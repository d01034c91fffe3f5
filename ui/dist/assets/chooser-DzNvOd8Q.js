import{t as e}from"./GeoJSON-ObO-iI3T.js";import{Yt as t}from"./Source-gEmbHBVf.js";import{a as n,c as r,i,l as a,n as o,s,t as c}from"./decorate-CbOm656o.js";import{u as l}from"./api-BvOBTPOc.js";import{n as u}from"./box-BOy4Rr3O.js";import{t as d}from"./draw-DAMmeCaB.js";import{t as f}from"./fit-DRV1SH4u.js";import{f as p,m}from"./app-CL8RMfb7.js";import{u as h}from"./index-Bodu8_My.js";var g=1e3,_=new e,v=([e,t,n,r])=>[[[[e,t],[n,t],[n,r],[e,r],[e,t]]]];function y(e){let t=e.type===`Polygon`?[e.coordinates]:e.coordinates,n=_.readGeometry({type:`MultiPolygon`,coordinates:t}),r=()=>n.getCoordinates().flat(2).length;for(let e=1e-5;r()>g&&e<1;e*=2)n=n.simplify(e);return n.getCoordinates().map(e=>e.map(e=>e.map(([e,t])=>[e,t])))}function b(e){let t=e.split(/[\s,;]+/).filter(Boolean).map(Number),[n,r,i,a]=t;return t.length===4&&t.every(Number.isFinite)&&n<i&&r<a&&n>=-180&&i<=180&&r>=-90&&a<=90?[n,r,i,a]:null}var x=class extends o{constructor(...e){super(...e),this.drawing=``,this.failure=``,this.#e=new d(m),this.middle=()=>this.choose({place:this.state.centre}),this.view=()=>{let e=m.getView().getProjection(),n=t(m.getView().calculateExtent(m.getSize()),e,`EPSG:4326`);this.choose({area:v(n.map(e=>Number(e.toFixed(5))))})},this.escape=e=>{e.key===`Escape`&&this.drawing&&this.draw(this.drawing)},this.upload=async e=>{let t=e.target,n=t.files?.[0];if(t.value=``,n){this.failure=``;try{let{geometry:e}=await(await l(`/api/areas`,{method:`POST`,body:n,headers:{"Content-Type":`application/octet-stream`}})).json();this.choose({area:y(e)}),f(u(e.coordinates))}catch(e){this.failure=e.message||h(`state.failed`)}}},this.typed=e=>{e.preventDefault();let t=this.querySelector(`#place-text`).value.trim(),n=b(t),r=n?null:p(t);n?(this.choose({area:v(n)}),f(n)):r?(this.choose({place:r}),i.change({centre:r})):this.failure=h(`place.wrong`)}}#e;depends(e){return[e.place,e.area]}connectedCallback(){super.connectedCallback(),addEventListener(`keydown`,this.escape)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`keydown`,this.escape),this.#e.detach()}updated(){let{place:e,area:t}=this.state;if(this.drawing)return;let n=t?{type:`MultiPolygon`,coordinates:t}:e?{type:`Point`,coordinates:e}:null;this.#e.show(n)}render(){let e=(e,t)=>a`<button type="button" class="button" aria-pressed=${this.drawing===e} @click=${()=>this.draw(e)}>${t}</button>`;return a`<div class="chooser">
      <div class="buttons">
        <button type="button" class="button" @click=${this.middle}>${h(`place.middle`)}</button>
        <button type="button" class="button" @click=${this.view}>${h(`place.view`)}</button>
        ${e(`Box`,h(`place.box`))} ${e(`Polygon`,h(`watch.draw`))}
        <label class="button">
          ${h(`watch.upload`)}
          <input class="unseen" type="file" accept=".geojson,.json,.kml,.kmz,.gpkg,.zip" @change=${this.upload} />
        </label>
      </div>
      <form class="field" @submit=${this.typed}>
        <label for="place-text">${h(`place.coordinates`)}</label>
        <div class="row">
          <input id="place-text" dir="ltr" autocomplete="off" placeholder="8.01 S 34.87 W" />
          <button class="button">${h(`place.show`)}</button>
        </div>
      </form>
      ${this.drawing?a`<p class="quiet" role="status">${h(this.drawing===`Box`?`place.drawingBox`:`watch.drawing`)}</p>`:r}
      ${this.failure?a`<p class="bad" role="alert">${this.failure}</p>`:r}
    </div>`}choose(e){this.failure=``,i.change({place:null,area:null,...e})}draw(e){let t=this.drawing===e;this.#e.stop(),this.drawing=t?``:e,t||this.#e.start(e,e=>{this.drawing=``,this.choose({area:y(e)})})}};c([n()],x.prototype,`drawing`,void 0),c([n()],x.prototype,`failure`,void 0),x=c([s(`sq-chooser`)],x);export{y as t};