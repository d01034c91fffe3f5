const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/series-ax4TZtUt.js","assets/rolldown-runtime-XKyaHtl9.js","assets/decorate-CbOm656o.js","assets/api-BvOBTPOc.js","assets/index-Bodu8_My.js","assets/index-D7cHyMv2.css","assets/uPlot.min-BB-EJl2E.js","assets/uPlot-CnsZ1jie.css","assets/files-DuI3OdSC.js"])))=>i.map(i=>d[i]);
import{t as e}from"./GeoJSON-ObO-iI3T.js";import{$t as t}from"./Source-gEmbHBVf.js";import{a as n,i as r,l as i,n as a,s as o,t as s}from"./decorate-CbOm656o.js";import{c,d as l,o as u,x as d}from"./app-CL8RMfb7.js";import{n as f}from"./box-BOy4Rr3O.js";import{n as p,t as m,u as h}from"./index-Bodu8_My.js";import{t as g}from"./chooser-DzNvOd8Q.js";import"./outline-Cqs6hDC_.js";var _=new e,v=class extends a{constructor(...e){super(...e),this.ready=!1,this.wide=!1,this.all=[]}depends(e){return[e.place,e.area,e.layers]}connectedCallback(){super.connectedCallback(),c().then(e=>this.all=e).catch(()=>void 0)}disconnectedCallback(){super.disconnectedCallback(),this.widen(!1)}willUpdate(){(this.state.place||this.state.area)&&!this.ready&&m(()=>import(`./series-ax4TZtUt.js`).then(e=>e.t).then(()=>this.ready=!0),__vite__mapDeps([0,1,2,3,4,5,6,7,8]))}render(){let{place:e,area:n}=this.state,a=this.collection;if(!e&&!n)return i`<section class="place">
        <h2>${h(`series.title`)}</h2>
        <p class="quiet">${h(`place.how`)}</p>
        <sq-chooser></sq-chooser>
      </section>`;let o=n?t(_.readGeometry({type:`MultiPolygon`,coordinates:n}),{projection:`EPSG:4326`}):0;return i`<section class="place">
      <div class="title">
        ${d(e?`place`:`draw`)}
        <h1>${e?l(e[0],e[1]):`${h(`place.area`)} · ${p(o/1e4)}`}</h1>
        <button type="button" class="button plain only-wide" title=${h(`place.wide`)} aria-pressed=${this.wide} @click=${()=>this.widen(!this.wide)}>
          ${d(`swipe`)}<span class="unseen">${h(`place.wide`)}</span>
        </button>
        <button type="button" class="button plain" title=${h(`place.close`)} @click=${()=>r.change({place:null,area:null})}>
          ${d(`close`)}<span class="unseen">${h(`place.close`)}</span>
        </button>
      </div>
      <sq-outline
        .shape=${n?{type:`MultiPolygon`,coordinates:n}:null}
        @outline=${e=>r.change({area:g(e.detail)})}
      ></sq-outline>
      ${a?this.ready?i`<sq-series .collection=${a} .lon=${e?.[0]??NaN} .lat=${e?.[1]??NaN} .area=${n}></sq-series>`:i`<p class="quiet" role="status">${h(`state.loading`)}</p>`:i`<p class="quiet">${h(`place.noLayer`)}</p>`}
      <details class="same">
        <summary>${h(`place.other`)}</summary>
        <sq-chooser></sq-chooser>
      </details>
    </section>`}get collection(){let{place:e,area:t,layers:n}=this.state,[r,i,a,o]=f(e?[e]:t??[]),s=[...n].reverse().filter(e=>e.visible&&/^[ci]\//.test(e.id)).map(e=>e.id.split(`/`)[1]);return s.find(e=>{let t=this.all.find(t=>t.id===e),n=t&&u(t);return!n||n[0]<=a&&n[2]>=r&&n[1]<=o&&n[3]>=i})??s[0]??``}widen(e){this.wide=e,document.querySelector(`#panel`)?.toggleAttribute(`data-wide`,e)}};s([n()],v.prototype,`ready`,void 0),s([n()],v.prototype,`wide`,void 0),s([n()],v.prototype,`all`,void 0),v=s([o(`sq-place`)],v);export{v as PlacePanel};