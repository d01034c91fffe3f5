const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/series-aPbyfdmx.js","assets/rolldown-runtime-XKyaHtl9.js","assets/decorate-CbOm656o.js","assets/api-DCSJWLQT.js","assets/index-BELNYGZN.js","assets/index-HJhrSuNw.css","assets/uPlot.min-BB-EJl2E.js","assets/uPlot-CnsZ1jie.css","assets/files-DuI3OdSC.js"])))=>i.map(i=>d[i]);
import{t as e}from"./GeoJSON-Bj9CVuxK.js";import{Qt as t}from"./Source-C4r1Hvp1.js";import{a as n,i as r,l as i,n as a,s as o,t as s}from"./decorate-CbOm656o.js";import{a as c,b as l,s as u,u as d}from"./app-Bi7ma6Pa.js";import{n as f}from"./box-BOy4Rr3O.js";import{l as p,n as m,t as h}from"./index-BELNYGZN.js";import"./chooser-Cdwf6n_Q.js";var g=new e,_=class extends a{constructor(...e){super(...e),this.ready=!1,this.wide=!1,this.all=[]}depends(e){return[e.place,e.area,e.layers]}connectedCallback(){super.connectedCallback(),u().then(e=>this.all=e).catch(()=>void 0)}disconnectedCallback(){super.disconnectedCallback(),this.widen(!1)}willUpdate(){(this.state.place||this.state.area)&&!this.ready&&h(()=>import(`./series-aPbyfdmx.js`).then(e=>e.t).then(()=>this.ready=!0),__vite__mapDeps([0,1,2,3,4,5,6,7,8]))}render(){let{place:e,area:n}=this.state,a=this.collection;if(!e&&!n)return i`<section class="place">
        <h2>${p(`series.title`)}</h2>
        <p class="quiet">${p(`place.how`)}</p>
        <sq-chooser></sq-chooser>
      </section>`;let o=n?t(g.readGeometry({type:`MultiPolygon`,coordinates:n}),{projection:`EPSG:4326`}):0;return i`<section class="place">
      <div class="title">
        ${l(e?`place`:`draw`)}
        <h1>${e?d(e[0],e[1]):`${p(`place.area`)} · ${m(o/1e4)}`}</h1>
        <button type="button" class="button plain only-wide" title=${p(`place.wide`)} aria-pressed=${this.wide} @click=${()=>this.widen(!this.wide)}>
          ${l(`swipe`)}<span class="unseen">${p(`place.wide`)}</span>
        </button>
        <button type="button" class="button plain" title=${p(`place.close`)} @click=${()=>r.change({place:null,area:null})}>
          ${l(`close`)}<span class="unseen">${p(`place.close`)}</span>
        </button>
      </div>
      ${a?this.ready?i`<sq-series .collection=${a} .lon=${e?.[0]??NaN} .lat=${e?.[1]??NaN} .area=${n}></sq-series>`:i`<p class="quiet" role="status">${p(`state.loading`)}</p>`:i`<p class="quiet">${p(`place.noLayer`)}</p>`}
      <details class="same">
        <summary>${p(`place.other`)}</summary>
        <sq-chooser></sq-chooser>
      </details>
    </section>`}get collection(){let{place:e,area:t,layers:n}=this.state,[r,i,a,o]=f(e?[e]:t??[]),s=[...n].reverse().filter(e=>e.visible&&/^[ci]\//.test(e.id)).map(e=>e.id.split(`/`)[1]);return s.find(e=>{let t=this.all.find(t=>t.id===e),n=t&&c(t);return!n||n[0]<=a&&n[2]>=r&&n[1]<=o&&n[3]>=i})??s[0]??``}widen(e){this.wide=e,document.querySelector(`#panel`)?.toggleAttribute(`data-wide`,e)}};s([n()],_.prototype,`ready`,void 0),s([n()],_.prototype,`wide`,void 0),s([n()],_.prototype,`all`,void 0),_=s([o(`sq-place`)],_);export{_ as PlacePanel};