const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/plan-B5WzsyN3.js","assets/Source-gEmbHBVf.js","assets/decorate-CbOm656o.js","assets/box-BOy4Rr3O.js","assets/fit-DRV1SH4u.js","assets/app-CL8RMfb7.js","assets/rolldown-runtime-XKyaHtl9.js","assets/api-BvOBTPOc.js","assets/index-Bodu8_My.js","assets/index-D7cHyMv2.css","assets/Vector-DQ39XWpa.js","assets/Feature-BMjgz3M2.js","assets/same-UdN5zTAo.js","assets/uPlot.min-BB-EJl2E.js","assets/uPlot-CnsZ1jie.css","assets/GeoJSON-ObO-iI3T.js"])))=>i.map(i=>d[i]);
import{n as e}from"./rolldown-runtime-XKyaHtl9.js";import{a as t,c as n,i as r,l as i,n as a,o,s,t as c}from"./decorate-CbOm656o.js";import{d as l,m as u,x as d}from"./app-CL8RMfb7.js";import{a as f,c as p,d as m,i as h,n as g,r as _,s as v,t as ee,u as y}from"./index-Bodu8_My.js";import{t as te}from"./GeoJSON-ObO-iI3T.js";import{$t as ne,Pn as re,Wt as ie,Yt as ae}from"./Source-gEmbHBVf.js";import{n as oe,t as se}from"./box-BOy4Rr3O.js";import{t as ce}from"./fit-DRV1SH4u.js";import{t as le}from"./chooser-DzNvOd8Q.js";import"./outline-Cqs6hDC_.js";import"./same-UdN5zTAo.js";import{u as ue}from"./api-BvOBTPOc.js";import{D as de,O as fe,T as pe,r as me,t as he,v as ge}from"./Vector-DQ39XWpa.js";import{t as _e}from"./footprints-BSv0FPVj.js";var ve=`application/geo+json, application/json`;async function b(e,t){return await(await ue(e,{headers:{Accept:ve},...t?{signal:t}:{}})).json()}async function x(e,t,n){let r=await(await ue(e,{method:`POST`,headers:{Accept:ve,"Content-Type":`application/json`},body:JSON.stringify(t),...n?{signal:n}:{}})).text();return r?JSON.parse(r):{}}var S=encodeURIComponent,C=()=>b(`/tasking/constellation`),ye=async()=>(await b(`/tasking/products`)).products,w=(e,t,n)=>({op:e,args:[{property:t},n]});function be({offNadir:e,sun:t,gsd:n,cloud:r}){let i=[w(`<=`,`view:off_nadir`,e),w(`>=`,`view:sun_elevation`,t)];return n>0&&i.push(w(`<=`,`gsd`,n)),r<100&&i.push(w(`<=`,`eo:cloud_cover`,r)),{op:`and`,args:i}}async function xe(e,t,n){return(await x(`/tasking/products/${S(e)}/opportunities`,{...t,limit:Se},n)).features}var Se=500,Ce=(e,t,n)=>x(`/tasking/products/${S(e)}/orders`,{...t,order_parameters:n}),we=500,Te=async e=>(await b(`/tasking/orders?limit=${we}`,e)).features,Ee=async e=>(await b(`/tasking/orders/${S(e)}/statuses`)).statuses,T=e=>`/tasking/orders/${S(e)}/cancel`,De=e=>x(T(e),{}),E=async()=>(await C()).plan===void 0?null:b(`/tasking/plan`),Oe=e=>b(`/tasking/plan/satellites/${S(e)}`),ke=`/tasking/plan/what-if`,Ae=(e,t)=>x(ke,{changes:e},t),je=(e,t)=>b(e,t);function D(e,...t){for(let n of t){let t=e[n];if(typeof t==`number`&&Number.isFinite(t))return t}}function O(e){let[t=``,n=t]=e.split(`/`);return[Date.parse(t),Date.parse(n)]}var Me=(e,t)=>e.find(e=>e.id===t)?.name??t,k=e=>new Date(e).toISOString(),A=e=>e.filter(Boolean).map(e=>_().direction===`rtl`?`\u2068${e}\u2069`:e).join(` · `);function j(e){let t=[];return e.offNadir!==void 0&&t.push(y(`tasking.isAngle`,{angle:v(e.offNadir,0)})),e.sun!==void 0&&t.push(y(`tasking.isSun`,{angle:v(e.sun,0)})),e.cloud!==void 0&&t.push(y(`tasking.isCloud`,{share:p(e.cloud/100)})),e.gsd!==void 0&&t.push(`${v(e.gsd,2)} ${y(`unit.m`)}`),A(t)}function Ne(e){return{offNadir:D(e,`view:off_nadir`),sun:D(e,`view:sun_elevation`),cloud:D(e,`eo:cloud_cover`),gsd:D(e,`gsd`)}}function Pe(e,t,n,r,i,a){let[o,s]=O(n),c=Ne(i.properties),l={id:e,row:t,start:o,end:s,kind:r,geometry:i.geometry,label:A([Me(a,t),m(k(o)),j(c)])};return c.cloud!==void 0&&(l.cloud=c.cloud),c.sun!==void 0&&(l.sun=c.sun),c.offNadir!==void 0&&(l.offNadir=c.offNadir),l}function Fe(e,t){let{properties:n}=e,r=e=>typeof n[e]==`string`?n[e]:``,i=r(`satellite`)||r(`platform`),a=r(`datetime`);return{bar:Pe(String(e.id??`${i} ${a}`),i,a,`look`,e,t),satellite:i,gsd:D(n,`gsd`),datetime:a}}var M=(e,t)=>Pe(e.id,e.properties.satellite,e.properties.datetime,`image`,e,t),Ie=(e,t)=>e.downlinks.map(e=>{let n=Date.parse(e.start);return{id:`downlink ${e.satellite} ${e.start}`,row:e.satellite,start:n,end:Date.parse(e.end),kind:`downlink`,label:A([Me(t,e.satellite),m(e.start),y(`tasking.sentTo`,{station:e.station,count:e.acquisitions.length})]),geometry:null}}),N=e=>e.kind!==`eclipse`&&e.kind!==`was`,Le=[`cloud`,`angle`,`sun`],P=[`#16805f`,`#7a9a1f`,`#d08a17`,`#b8481f`,`#5b7fa6`],Re={cloud:[10,30,60],angle:[10,20,30],sun:[45,30,15]};function F(e,t){let n=t===`cloud`?e.cloud:t===`angle`?e.offNadir:e.sun;if(n===void 0)return 4;let r=Re[t].findIndex(e=>t===`sun`?n>=e:n<=e);return r<0?3:r}var I=new class extends EventTarget{constructor(...e){super(...e),this.shown={rows:[],bars:[],from:0,to:0},this.pointed=``,this.chosen=``,this.mover=null,this.#e=null,this.#t=new Map}#e;#t;show(e){this.shown={...e,bars:[...e.bars].sort((e,t)=>e.start-t.start)},this.#t=new Map(e.bars.map(e=>[e.id,e])),this.pointed=``,this.#t.has(this.chosen)||(this.chosen=``),this.dispatchEvent(new Event(`shown`))}clear(){this.chosen=``,this.show({rows:[],bars:[],from:0,to:0})}bar(e){return this.#t.get(e)}get tint(){return this.#e??(this.shown.bars.some(e=>e.cloud!==void 0)?`cloud`:`angle`)}colour(e){this.#e=e,this.dispatchEvent(new Event(`marked`))}point(e){e!==this.pointed&&(this.pointed=e,this.dispatchEvent(new Event(`marked`)))}choose(e){e!==this.chosen&&(this.chosen=e,this.dispatchEvent(new Event(`marked`)),this.dispatchEvent(new Event(`chosen`)))}},ze=[`routine`,`priority`,`emergency`],L={from:``,until:``,offNadir:30,sun:10,gsd:0,cloud:100,looks:1,priority:`routine`,product:``,member:``,every:0},Be=/^\d{4}-\d\d-\d\d$/,Ve=`,,30,10,0,100,1,routine,,`,He=e=>{let{from:t,until:n,offNadir:r,sun:i,gsd:a,cloud:o,looks:s,priority:c,product:l,member:u,every:d}=e,f=[t,n,r,i,a,o,d?`${s}/${d}`:s,c,l,u].join(`,`);return f===Ve?``:f};function Ue(e){if(!e)return L;let[t=``,n=``,...r]=e.split(`,`),[i,a,o,s,c=``,l,u=``,...d]=r,f=(e,t,n,r)=>e&&Number(e)>=t&&Number(e)<=n?Number(e):r,[p,m]=c.split(`/`);return{from:Be.test(t)?t:``,until:Be.test(n)?n:``,offNadir:f(i,1,90,L.offNadir),sun:f(a,-90,90,L.sun),gsd:f(o,0,1e3,L.gsd),cloud:f(s,0,100,L.cloud),looks:Math.round(f(p,1,3,1)),priority:ze.find(e=>e===l)??`routine`,product:u,member:d.join(`,`),every:f(m,.1,366,0)}}var R=864e5,We=new te,Ge=3,z=14,Ke=`any`,qe=60,B=e=>k(e).slice(0,10),V=e=>k(e).slice(0,19)+`Z`,Je=({every_days:e,...t})=>t;function Ye({satellites:e},t=Date.now()){let n=e.map(e=>Date.parse(e.epoch)).filter(Number.isFinite),r=Math.max(...n);return n.length&&Math.abs(t-r)>z*R?B(r+R):B(t)}var H=class extends a{constructor(...e){super(...e),this.products=[],this.looks=null,this.busy=!1,this.failure=``,this.all=!1,this.name=``,this.ordering=!1,this.refused=``,this.#e=new AbortController,this.#t=0,this.#n=``,this.#r=``,this.marked=()=>this.requestUpdate(),this.chosen=()=>{this.updateComplete.then(()=>this.querySelector(`[aria-pressed="true"].look`)?.scrollIntoView({block:`nearest`}))}}#e;#t;#n;#r;depends(e){return[e.place,e.area,e.limits,e.open]}connectedCallback(){super.connectedCallback(),I.addEventListener(`marked`,this.marked),I.addEventListener(`chosen`,this.chosen),this.#n=``}disconnectedCallback(){super.disconnectedCallback(),I.removeEventListener(`marked`,this.marked),I.removeEventListener(`chosen`,this.chosen),this.#e.abort(),clearTimeout(this.#t),I.clear()}get limits(){let e=Ue(this.state.limits),t=e.from||Ye(this.constellation),n=e.until>=t?e.until:B(Date.parse(t)+Ge*R),r=this.constellation.members.some(t=>t.id===e.member)?e.member:this.constellation.members[0]?.id??``;return{...e,from:t,until:n,member:r}}change(e){r.change({limits:He({...Ue(this.state.limits),...e})})}get shape(){let{place:e,area:t}=this.state;return t?t.length===1?{type:`Polygon`,coordinates:t[0]}:{type:`MultiPolygon`,coordinates:t}:e?{type:`Point`,coordinates:e.map(e=>Number(e.toFixed(6)))}:null}get alert(){return/^alert\/(.+)$/.exec(this.state.open)?.[1]??``}get span(){let{from:e,until:t}=this.limits,n=Math.floor(Date.now()/6e4)*6e4;return[e===B(n)?n:Date.parse(e),Date.parse(t)+R]}get wanted(){let e=this.shape;return e&&{geometry:e,datetime:this.span.map(V).join(`/`),filter:be(this.limits)}}get search(){let{wanted:e}=this,[t,n]=this.span;return e&&{...e,datetime:`${V(t)}/${V(Math.min(n,t+z*R))}`}}updated(){let e=this.search,t=e?JSON.stringify([e,this.product]):``;t!==this.#n&&this.products.length!==0&&(this.#n=t,this.#e.abort(),clearTimeout(this.#t),e?(this.busy=!0,this.#t=window.setTimeout(()=>void this.find(e),350)):(this.looks=null,this.busy=!1,I.clear()))}get product(){let{product:e}=this.limits;return this.products.some(t=>t.id===e)?e:Ke}get kinds(){let e=e=>y(`camera.`+e.slice(e.lastIndexOf(`.`)+1)),t=this.products.filter(({id:e})=>e.startsWith(`${Ke}.`)),n=this.constellation.satellites.flatMap(({id:t,name:n})=>this.products.filter(e=>e.id.startsWith(`${t}.`)).map(t=>[t.id,`${n} · ${e(t.id)}`]));return[[``,y(`tasking.finest`)],...t.map(t=>[t.id,`${y(`tasking.anySatellite`)} · ${e(t.id)}`]),...n]}async find(e){let t=this.#e=new AbortController;this.failure=``;let{satellites:n}=this.constellation;try{let{product:r}=this,i=await xe(r,e,t.signal);if(t.signal.aborted)return;this.looks=i.map(e=>Fe(e,n));let[a,o]=e.datetime.split(`/`).map(Date.parse);I.show({rows:n,bars:this.looks.map(e=>e.bar),from:a,to:o}),this.lookAt(e.geometry)}catch(e){if(t.signal.aborted)return;this.looks=null,I.clear(),this.failure=e.message||y(`state.failed`)}this.busy=!1}lookAt(e){let t=JSON.stringify(e);if(t===this.#r)return;this.#r=t;let n=[e,...(this.looks??[]).flatMap(e=>e.bar.geometry??[])].map(e=>oe(e.coordinates)),r=e=>e[2]-e[0];n.sort((e,t)=>r(e)-r(t));let i=u.getView(),a=ae(i.calculateExtent(u.getSize()),i.getProjection(),`EPSG:4326`),o=n[n.length>>1],[s,c]=[(o[0]+o[2])/2,(o[1]+o[3])/2];(s<a[0]||s>a[2]||c<a[1]||c>a[3]||r(o)>r(a))&&ce(o)}render(){let e=this.shape,{place:t,area:a}=this.state;return i`
      ${this.alert?i`<p class="origin">${d(`alerts`)} ${y(`tasking.forAlert`,{id:this.alert})}</p>`:n}
      <section class="step">
        <h2>1 · ${y(`tasking.where`)}</h2>
        <p class="quiet">${t?i`<bdi dir="ltr">${l(t[0],t[1])}</bdi>`:a?`${y(`place.area`)} · ${g(ne(We.readGeometry(e),{projection:`EPSG:4326`})/1e4)}`:y(`tasking.whereHow`)}</p>
        <sq-outline .shape=${a?e:null} @outline=${e=>r.change({area:le(e.detail)})}></sq-outline>
        ${e?i`<details class="same"><summary>${y(`place.other`)}</summary><sq-chooser></sq-chooser></details>`:i`<sq-chooser></sq-chooser>`}
      </section>
      <section class="step">
        <h2>2 · ${y(`tasking.what`)}</h2>
        ${this.limitFields()}
      </section>
      <section class="step">
        <h2>3 · ${y(`tasking.when`)}</h2>
        ${this.found()}
      </section>
    `}limitFields(){let e=this.limits,t=e=>e.target.value,r=(n,r,a,o,s,c=e[n])=>i`<label class="field"><span>${r}</span>
        <input type="number" min=${a} max=${o} step=${s} .value=${c===0&&(n===`gsd`||n===`every`)?``:String(c)} placeholder=${n===`gsd`?y(`tasking.any`):n===`every`?y(`tasking.once`):``}
          @change=${e=>this.change({[n]:Number(t(e))})} /></label>`,a=(e,n,r,a)=>i`<label class="field"><span>${e}</span>
        <select @change=${e=>a(t(e))}>
          ${n.map(([e,t])=>i`<option value=${e} ?selected=${e===r}>${t}</option>`)}
        </select></label>`;return i`<div class="filters">
      <div class="across">${a(y(`tasking.kind`),this.kinds,e.product,e=>this.change({product:e}))}</div>
      <label class="field"><span>${y(`tasking.from`)}</span>
        <input type="date" .value=${e.from} @change=${e=>this.change({from:t(e)})} /></label>
      <label class="field"><span>${y(`tasking.until`)}</span>
        <input type="date" .value=${e.until} min=${e.from} @change=${e=>this.change({until:t(e)})} /></label>
      ${r(`offNadir`,y(`tasking.offNadir`),1,90,1)} ${r(`sun`,y(`tasking.leastSun`),-90,90,1)}
      ${r(`cloud`,y(`tasking.mostCloud`),0,100,5)} ${r(`gsd`,y(`tasking.mostGsd`),0,1e3,.1)}
      ${a(y(`tasking.looks`),[`1`,`2`,`3`].map(e=>[e,y(`tasking.looks.`+e)]),String(e.looks),e=>this.change({looks:Number(e)}))}
      ${r(`every`,y(`tasking.every`),0,366,1)}
      ${a(y(`tasking.priority`),ze.map(e=>[e,y(`priority.`+e)]),e.priority,e=>this.change({priority:e}))}
      ${a(y(`tasking.member`),this.constellation.members.map(e=>[e.id,e.name]),e.member,e=>this.change({member:e}))}
      ${e.looks>1?i`<p class="quiet across">${y(`tasking.stereoIs`)}</p>`:n}
      ${e.every?i`<p class="quiet across" role="status">${y(`tasking.times`,{n:this.times})}</p>`:n}
      <label class="field"><span>${y(`tasking.name`)}</span>
        <input maxlength="200" .value=${this.name} placeholder=${this.alert} @input=${e=>this.name=t(e)} /></label>
    </div>`}found(){if(!this.shape)return i`<p class="quiet" role="status">${y(`tasking.noPlace`)}</p>`;if(this.failure)return i`<p class="bad" role="alert">${this.failure}</p>${this.sameSearch()}`;if(!this.looks)return i`<p class="quiet" role="status">${y(`tasking.looking`)}</p>`;let e=this.all?this.looks:this.looks.slice(0,qe),t=this.looks.find(e=>e.bar.id===I.chosen);return i`
      <p role="status" aria-busy=${this.busy}><strong>${y(`tasking.found`,{n:this.looks.length})}</strong>
        <span class="quiet"><bdi>${h(this.limits.from)}</bdi> – <bdi>${h(k(Math.min(this.span[1],this.span[0]+z*R)-1))}</bdi></span></p>
      ${this.span[1]-this.span[0]>z*R?i`<p class="quiet">${y(`tasking.fortnight`,{days:z})}</p>`:n}
      ${this.looks.length===0?i`<p class="quiet">${y(`tasking.nothing`)}</p>`:n}
      <ul class="looks">${e.map(e=>this.row(e))}</ul>
      ${e.length<this.looks.length?i`<button type="button" class="button" @click=${()=>this.all=!0}>${y(`tasking.allLooks`,{count:this.looks.length})}</button>`:n}
      <div class="order">
        ${t?i`<p>${t.bar.label}</p>`:i`<p class="quiet">${y(`tasking.orderIs`)}</p>`}
        ${this.refused?i`<p class="bad" role="alert">${this.refused}</p>`:n}
        <div class="buttons">
          ${t?i`<button type="button" class="button main" ?disabled=${this.ordering} @click=${()=>this.order(t)}>${d(`check`)} ${y(`tasking.orderThis`)}</button>`:n}
          <button type="button" class="button ${t?``:`main`}" ?disabled=${this.ordering||this.products.length===0} @click=${()=>this.order(null)}>
            ${t?n:d(`check`)} ${y(`tasking.orderBest`)}
          </button>
        </div>
      </div>
      ${this.sameSearch()}
    `}sameSearch(){let{from:e,until:t,offNadir:n,sun:r,gsd:a,cloud:o,priority:s,looks:c,member:l,every:u}=this.limits,[d,f]=this.state.place??[],p=Math.round((Date.parse(t)-Date.parse(e))/R)+1,m=`${this.state.place?`--point ${Number(d.toFixed(6))},${Number(f.toFixed(6))}`:`--aoi area.geojson`} --from ${e} --days ${p} --max-off-nadir ${n} --min-sun ${r}${a?` --max-gsd ${a}`:``}${o<100?` --max-cloud ${o/100}`:``}`,h=`/tasking/products/${encodeURIComponent(this.product)}`;return i`<sq-same .command=${`sunqar opportunity search ${m}`} .method=${`POST`} .path=${`${h}/opportunities`} .body=${this.search}></sq-same>
      <h3 class="unseen">${y(`tasking.orderBest`)}</h3>
      <sq-same
        .command=${`sunqar order create ${m} --member ${l} --priority ${s.toUpperCase()}${c>1?` --stereo ${c}`:``}${u?` --every ${u}`:``}`}
        .method=${`POST`}
        .path=${`${h}/orders`}
        .body=${{...this.wanted,order_parameters:this.parameters}}
      ></sq-same>`}row(e){let{bar:t}=e,n=this.constellation.satellites.find(t=>t.id===e.satellite)?.name??e.satellite,r=m(k(t.start));return i`<li>
      <button
        type="button"
        class="look"
        aria-pressed=${t.id===I.chosen}
        ?data-pointed=${t.id===I.pointed}
        @click=${()=>I.choose(t.id===I.chosen?``:t.id)}
        @mouseenter=${()=>I.point(t.id)}
        @mouseleave=${()=>I.point(``)}
        @focus=${()=>I.point(t.id)}
        @blur=${()=>I.point(``)}
      >
        <span class="swatch" style="background:${P[F(t,I.tint)]}"></span>
        <span><strong><bdi>${r}</bdi></strong> <span class="whose">${n}</span>
          <span class="quiet">${j({...t,gsd:e.gsd})}</span></span>
      </button>
    </li>`}get times(){let[e,t]=this.span;return Math.max(1,Math.ceil((t-e)/R/this.limits.every-1e-9))}get parameters(){let{member:e,priority:t,looks:n,cloud:r,from:i,every:a}=this.limits;return{member:e,priority:t,looks:n,...a?{every_days:a}:{},"eo:cloud_cover":r,name:this.name||this.alert||y(`tasking.unnamed`,{day:h(i)}),...this.alert?{origin:`alert ${this.alert}`}:{}}}async order(e){let t=this.wanted;if(t&&!this.ordering){this.ordering=!0,this.refused=``;try{let n=await Ce(this.product,e?{...t,datetime:e.datetime}:t,e?Je(this.parameters):this.parameters);r.change({open:`orders/${n.id}`})}catch(e){this.refused=e.message||y(`state.failed`)}this.ordering=!1}}};c([o({attribute:!1})],H.prototype,`constellation`,void 0),c([o({attribute:!1})],H.prototype,`products`,void 0),c([t()],H.prototype,`looks`,void 0),c([t()],H.prototype,`busy`,void 0),c([t()],H.prototype,`failure`,void 0),c([t()],H.prototype,`all`,void 0),c([t()],H.prototype,`name`,void 0),c([t()],H.prototype,`ordering`,void 0),c([t()],H.prototype,`refused`,void 0),H=c([s(`sq-ask`)],H);var U=36e5;function Xe(e){let{monthsShort:t,dateMedium:n}=_(),r=[f(Number(e.slice(8,10))),t[Number(e.slice(5,7))-1]??e.slice(5,7)];return(n.indexOf(`M`)<n.indexOf(`d`)?r.reverse():r).join(` `)}function Ze(e,t,n){let r=(t-e)/Math.max(1,n)*58,i=[1/60,1/12,1/6,.5,1,2,3,6,12,24,48,96,168].map(e=>e*U).find(e=>e>=r)??336*U,a=[];for(let n=Math.ceil(e/i)*i;n<=t;n+=i){let e=new Date(n).toISOString(),t=n%(24*U)==0;a.push({at:n,day:t,label:t?Xe(e):e.slice(11,16)})}return a}function Qe([e,t],n,r,i){let a=Math.min(n[1]-n[0],Math.max(3e5,(t-e)*i)),o=r-(r-e)/Math.max(1,t-e)*a;return W([o,o+a],n)}function W([e,t],n){let r=Math.min(t-e,n[1]-n[0]),i=Math.min(Math.max(e,n[0]),n[1]-r);return[i,i+r]}var $e=new te({featureProjection:`EPSG:3857`}),et=class{#e;#t;constructor(e,t){this.map=e,this.missed=t,this.#e=new me,this.#t=new he({source:this.#e,style:e=>this.style(e),zIndex:560,updateWhileInteracting:!1}),this.show=()=>{this.#e.clear(!0),this.#e.addFeatures(I.shown.bars.flatMap(e=>{if(!e.geometry)return[];let t=new ge($e.readGeometry(e.geometry)??void 0);return t.setId(e.id),[t]}))},this.mark=()=>this.#t.changed(),this.click=e=>{if(this.map.get(`drawing`))return;let t=this.at(e.coordinate);if(t.length===0){let[t,n]=ie(e.coordinate);this.missed([t,n])}else I.choose(t[(t.indexOf(I.chosen)+1)%t.length])},this.point=e=>{if(e.dragging||this.map.get(`drawing`))return;let t=this.at(e.coordinate),n=this.map.getTargetElement();n&&(n.style.cursor=t.length?`pointer`:``),I.point(t.includes(I.chosen)?I.chosen:t[0]??``)}}attach(){this.map.addLayer(this.#t),this.map.on(`singleclick`,this.click),this.map.on(`pointermove`,this.point),I.addEventListener(`shown`,this.show),I.addEventListener(`marked`,this.mark),this.show()}detach(){this.map.removeLayer(this.#t),this.map.un(`singleclick`,this.click),this.map.un(`pointermove`,this.point),I.removeEventListener(`shown`,this.show),I.removeEventListener(`marked`,this.mark)}style(e){let t=String(e.getId()),n=I.bar(t),r=n?P[F(n,I.tint)]:P[4],i=t===I.chosen,a=t===I.pointed;return new pe({stroke:new de({color:i?`#d9a441`:r,width:i?3.5:a?3:1.4}),...i||a?{fill:new fe({color:r+`40`})}:{},zIndex:a?2:+!!i})}at(e){return this.#e.getFeaturesAtCoordinate(e).map(e=>({id:String(e.getId()),size:re(e.getGeometry().getExtent())})).sort((e,t)=>e.size-t.size).map(({id:e})=>e)}},G=24,K=20,tt=5,q=[1,5,10,30,60,300,600,1800],J=class extends a{constructor(...e){super(...e),this.range=[0,0],this.held=0,this.#e=null,this.#t=``,this.#n=new ResizeObserver(()=>this.draw()),this.#r=matchMedia(`(prefers-color-scheme: dark)`),this.shown=()=>{let[e,t]=this.range,n=this.whole;(e>=t||e<n[0]||t>n[1])&&(this.range=n),this.requestUpdate()},this.marked=()=>{let e=I.bar(I.pointed||I.chosen);if(e&&(e.end<this.range[0]||e.start>this.range[1])){let t=(this.range[1]-this.range[0])/2;this.range=W([e.start-t,e.start+t],this.whole)}this.requestUpdate()},this.wheel=e=>{e.deltaY!==0&&(e.preventDefault(),this.zoom(e.deltaY>0?1.25:.8,this.time(e)))},this.down=e=>{if(e.button!==0)return;let t=this.under(e);this.#e={x:e.clientX,range:this.range,moved:!1,bar:t&&this.movable(t)&&t.id===I.chosen?t:null},e.currentTarget.setPointerCapture(e.pointerId)},this.move=e=>{let t=e.currentTarget;if(!this.#e){let n=this.under(e);t.style.cursor=n&&this.movable(n)&&n.id===I.chosen?`ew-resize`:``,I.point(n?.id??``);return}let n=e.clientX-this.#e.x;if(Math.abs(n)>4&&(this.#e.moved=!0),!this.#e.moved)return;let{range:r,bar:i}=this.#e,a=n/t.clientWidth*(r[1]-r[0]);i?this.held=this.fitting(i,i.start+a):this.range=W([r[0]-a,r[1]-a],this.whole)},this.up=e=>{let t=this.#e,n=t&&!t.moved,{held:r}=this;this.cancel(),t?.bar&&r&&I.mover?.(t.bar.id,r);let i=n&&this.under(e);i&&I.choose(i.id)},this.cancel=()=>{this.#e=null,this.held=0},this.key=e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;let{rows:t,bars:n}=I.shown,r=n.filter(N),i=I.bar(I.pointed||I.chosen),a=i?r.indexOf(i):-1,o=e=>e&&I.point(e.id);if(i&&this.movable(i)&&(e.key===`Delete`||e.shiftKey&&/^Arrow(Left|Right)$/.test(e.key))){let t=this.querySelector(`.track`).clientWidth,n=(this.range[1]-this.range[0])/1e3/t,r=(q.find(e=>e>=n)??q[q.length-1])*(e.key===`ArrowLeft`?-1e3:1e3);I.mover?.(i.id,e.key===`Delete`?null:this.fitting(i,i.start+r))}else if(e.key===`ArrowRight`)o(r[Math.min(r.length-1,a+1)]);else if(e.key===`ArrowLeft`)o(r[Math.max(0,a-1)]);else if(e.key===`Home`)o(r[0]);else if(e.key===`End`)o(r[r.length-1]);else if(e.key===`ArrowDown`||e.key===`ArrowUp`){let n=t.findIndex(e=>e.id===i?.row),a=e.key===`ArrowDown`?1:-1;for(let e=n+a;e>=0&&e<t.length;e+=a){let n=r.filter(n=>n.row===t[e].id);if(n.length===0)continue;let a=i?.start??0;o(n.reduce((e,t)=>Math.abs(t.start-a)<Math.abs(e.start-a)?t:e));break}}else if(e.key===`Enter`||e.key===` `)I.choose(I.pointed||I.chosen);else if(e.key===`+`)this.zoom(.5,i?.start);else if(e.key===`-`)this.zoom(2,i?.start);else return;e.preventDefault()}}#e;#t;#n;#r;connectedCallback(){super.connectedCallback(),I.addEventListener(`shown`,this.shown),I.addEventListener(`marked`,this.marked),this.#r.addEventListener(`change`,this.marked),this.#n.observe(this),this.shown()}disconnectedCallback(){super.disconnectedCallback(),I.removeEventListener(`shown`,this.shown),I.removeEventListener(`marked`,this.marked),this.#r.removeEventListener(`change`,this.marked),this.#n.disconnect()}get whole(){return[I.shown.from,I.shown.to]}render(){let{rows:e,bars:t}=I.shown;if(e.length===0)return n;let r=I.bar(I.pointed||I.chosen),a=t.filter(N),o=r?a.indexOf(r):-1,s=this.held&&this.#e?.bar?A([this.rowOf(this.#e.bar),m(k(this.held),!0)]):``;return i`
      <div class="controls">
        <button type="button" class="button plain" title=${y(`map.zoomIn`)} @click=${()=>this.zoom(.5)}>${d(`plus`)}<span class="unseen">${y(`tasking.zoomIn`)}</span></button>
        <button type="button" class="button plain" title=${y(`map.zoomOut`)} @click=${()=>this.zoom(2)}>${d(`minus`)}<span class="unseen">${y(`tasking.zoomOut`)}</span></button>
        <label class="tint"><span class="only-wide">${y(`tasking.colour`)}</span>
          <select aria-label=${y(`tasking.colour`)} @change=${e=>I.colour(e.target.value)}>
            ${Le.map(e=>i`<option value=${e} ?selected=${e===I.tint}>${y(`tasking.`+e)}</option>`)}
          </select>
        </label>
        ${this.legend()}
      </div>
      <p class="said ${s||r?``:`quiet`}">${s||(r?.label??y(`tasking.timeHow`))}</p>
      <div class="chart" dir="ltr">
        <ul class="names" aria-hidden="true" style="padding-top:${K}px">
          ${e.map(e=>i`<li style="height:${G}px">${e.name}</li>`)}
        </ul>
        <div
          class="track"
          tabindex="0"
          role="slider"
          aria-label=${y(`tasking.timeLabel`)}
          aria-valuemin=${Math.min(1,a.length)}
          aria-valuemax=${a.length}
          aria-valuenow=${o+1}
          aria-valuetext=${r?.label??y(`tasking.timeNone`)}
          style="height:${K+e.length*G}px"
          @keydown=${this.key}
          @wheel=${this.wheel}
          @pointerdown=${this.down}
          @pointermove=${this.move}
          @pointerup=${this.up}
          @pointercancel=${this.cancel}
          @pointerleave=${()=>I.point(``)}
        >
          <canvas aria-hidden="true"></canvas>
        </div>
      </div>
    `}legend(){let e=I.tint,t=e===`cloud`?y(`unit.percent`):`°`,[r,a]=e===`sun`?[`≥ `,`< `]:[`≤ `,`> `],o=n=>(n<3?r:a)+v(Re[e][Math.min(n,2)])+(t===`°`?t:` `+t),s=new Set(I.shown.bars.map(e=>e.kind));return i`<ul class="marks" dir="ltr">
      ${[0,1,2,3].map(e=>i`<li><span class="swatch" style="background:${P[e]}"></span>${o(e)}</li>`)}
      ${I.shown.bars.some(t=>this.graded(t)&&F(t,e)===4)?i`<li><span class="swatch" style="background:${P[4]}"></span>${y(`tasking.unknown`)}</li>`:n}
      ${s.has(`downlink`)?i`<li><span class="swatch sent"></span>${y(`tasking.downlink`)}</li>`:n}
      ${s.has(`was`)?i`<li><span class="swatch was"></span>${y(`tasking.inForce`)}</li>`:n}
      ${s.has(`eclipse`)?i`<li><span class="swatch dark"></span>${y(`tasking.eclipse`)}</li>`:n}
    </ul>`}rowOf(e){return I.shown.rows.find(t=>t.id===e.row)?.name??e.row}graded(e){return e.kind===`look`||e.kind===`image`}updated(){this.draw();let e=I.bar(I.pointed||I.chosen),t=this.querySelector(`.chart`);if(!e||!t||e.row===this.#t)return;this.#t=e.row;let n=I.shown.rows.findIndex(({id:t})=>t===e.row),[r,i]=[n*G,K+(n+1)*G];r<t.scrollTop?t.scrollTop=r:i>t.scrollTop+t.clientHeight&&(t.scrollTop=i-t.clientHeight)}x(e,t){return(e-this.range[0])/Math.max(1,this.range[1]-this.range[0])*t}draw(){let e=this.querySelector(`canvas`),t=e?.parentElement;if(!e||!t)return;let[n,r]=[t.clientWidth,t.clientHeight];e.width=n*devicePixelRatio,e.height=r*devicePixelRatio;let i=e.getContext(`2d`);i.scale(devicePixelRatio,devicePixelRatio);let a=getComputedStyle(this),[o,s,c,l,u,d]=[`--ink`,`--soft`,`--rule`,`--wash`,`--link`,`--gold`].map(e=>a.getPropertyValue(e).trim()),{rows:f,bars:p}=I.shown;i.fillStyle=l,f.forEach((e,t)=>t%2==0&&i.fillRect(0,K+t*G,n,G)),i.font=`11px system-ui, sans-serif`;for(let e of Ze(...this.range,n)){let t=Math.round(this.x(e.at,n))+.5;i.fillStyle=e.day?o:s,i.fillText(e.label,t+3,13),i.fillStyle=c,i.fillRect(t-.5,e.day?2:15,1,r)}let m=new Map(f.map((e,t)=>[e.id,t])),h=this.held?this.#e?.bar:void 0,g=e=>{let t=e.id===h?.id&&this.graded(e)?{...e,start:this.held,end:this.held+e.end-e.start}:e,r=m.get(t.row);if(r===void 0||t.end<this.range[0]||t.start>this.range[1])return;let a=this.x(t.start,n),c=Math.max(this.x(t.end,n)-a,t.kind===`eclipse`?1:tt),l=K+r*G;if(t.kind===`eclipse`){i.fillStyle=s,i.globalAlpha=.2,i.fillRect(a,l,c,G),i.globalAlpha=1;return}if((t.kind===`was`||t.tried===`removed`)&&(i.strokeStyle=o,i.lineWidth=1.5,i.setLineDash([3,2]),i.strokeRect(a,l+3,c,13),i.setLineDash([]),t.kind===`was`))return;let f=t.id===I.chosen||t.id===I.pointed,[g,_]=[l+G-6,4];if(i.fillStyle=u,this.graded(t)){let e=F(t,I.tint);_=[16,13,10,7,12][e],g=l+G-5-_,p.some(e=>e.kind===`downlink`)&&(g-=3),i.fillStyle=P[e]}t.tried!==`removed`&&i.fillRect(a,g,c,_),f&&(i.strokeStyle=t.id===I.chosen?d:o,i.lineWidth=2.5,i.strokeRect(a-2,g-2,c+4,_+4))};for(let e of[`eclipse`,`was`,`downlink`,`image`,`look`])p.forEach(t=>t.kind===e&&g(t));[I.chosen,I.pointed].flatMap(e=>I.bar(e)??[]).forEach(g);let _=this.x(Date.now(),n);_>0&&_<n&&(i.fillStyle=d,i.fillRect(_-1,4,2,r))}zoom(e,t=(this.range[0]+this.range[1])/2){this.range=Qe(this.range,this.whole,t,e)}time(e){let t=this.querySelector(`.track`).getBoundingClientRect();return this.range[0]+(e.clientX-t.left)/t.width*(this.range[1]-this.range[0])}fitting(e,t){let[n,r]=this.whole;return Math.min(Math.max(n,Math.round(t/1e3)*1e3),r-(e.end-e.start))}movable(e){return I.mover!==null&&e.kind===`image`}under(e){let t=this.querySelector(`.track`).getBoundingClientRect(),n=I.shown.rows[Math.floor((e.clientY-t.top-K)/G)]?.id,r=e.clientX-t.left,i=e=>Math.max(this.x(e.start,t.width)-r,r-Math.max(this.x(e.end,t.width),this.x(e.start,t.width)+tt),0);return I.shown.bars.filter(e=>e.row===n&&N(e)&&i(e)<7).sort((e,t)=>i(e)-i(t)||Number(this.graded(t))-Number(this.graded(e)))[0]}};c([t()],J.prototype,`range`,void 0),c([t()],J.prototype,`held`,void 0),J=c([s(`sq-gantt`)],J);var Y={all:[],waiting:[`received`,`accepted`,`held`,`reserved`],planned:[`scheduled`,`tasked`,`processing`],done:[`completed`],ended:[`rejected`,`cancelled`,`user_cancelled`,`expired`,`failed`]},nt=5e3,rt=4e4,X=e=>Object.keys(Y).find(t=>Y[t].includes(e))??`waiting`,Z=e=>typeof e==`string`?e:``,Q=class extends a{constructor(...e){super(...e),this.all=null,this.failure=``,this.group=`all`,this.member=``,this.history=[],this.plan=null,this.asking=!1,this.#e=new _e(u),this.#t=new AbortController,this.#n=0,this.#r=``,this.nameOf=e=>Z(e.properties.order_parameters.name)||e.id,this.ask=()=>{this.asking=!this.asking,this.updateComplete.then(()=>this.querySelector(`.keep`)?.focus())}}#e;#t;#n;#r;depends(e){return[e.open]}connectedCallback(){super.connectedCallback(),this.#e.attach(),this.#t=new AbortController,this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),this.#t.abort(),clearTimeout(this.#n),I.clear()}get open(){return this.state.open.slice(7)}async load(){clearTimeout(this.#n);try{let[e,t]=await Promise.all([Te(this.#t.signal),E()]);e.sort((e,t)=>t.properties.created.localeCompare(e.properties.created)),this.plan=t,this.all=e,this.failure=``,this.#e.show(e),e.some(({id:e})=>e===this.open)&&await this.loadHistory(),this.show()}catch(e){if(this.#t.signal.aborted)return;this.failure=e.message||y(`state.failed`)}this.#t.signal.aborted||(this.#n=window.setTimeout(()=>void this.load(),nt))}async loadHistory(){let e=this.open,t=await Ee(e);e===this.open&&(this.history=[...t].sort((e,t)=>e.timestamp.localeCompare(t.timestamp)))}updated(){let e=this.open;if(e===this.#r||!this.all)return;this.#r=e,this.history=[],this.asking=!1,this.#e.mark(e);let t=this.all.find(t=>t.id===e);t?.geometry&&ce(se(oe(t.geometry.coordinates),rt)),t&&this.loadHistory().catch(e=>this.failure=e.message||y(`state.failed`)),this.show()}show(){let e=this.open,t=e?(this.plan?.acquisitions.features??[]).filter(t=>t.properties.order===e):[],{satellites:n}=this.constellation,r=t.map(e=>M(e,n));if(r.length===0||!this.plan){I.shown.bars.length&&I.clear();return}if(I.shown.bars.length===r.length&&r.every(e=>I.bar(e.id)))return;let[i,a]=this.plan.horizon.map(Date.parse);I.show({rows:n,bars:r,from:i,to:a})}render(){let e=this.all?.find(e=>e.id===this.open);if(this.open&&e)return this.page(e);let t=(this.all??[]).filter(e=>(this.group===`all`||X(e.properties.status.status_code)===this.group)&&(!this.member||Z(e.properties.order_parameters.member)===this.member));return i`
      <div class="news" role="group" aria-label=${y(`tasking.states`)}>
        ${Object.keys(Y).map(e=>i`<button type="button" class="chip" aria-pressed=${e===this.group} @click=${()=>this.group=e}>${y(`tasking.group.`+e)}</button>`)}
      </div>
      <label class="field"><span>${y(`tasking.member`)}</span>
        <select @change=${e=>this.member=e.target.value}>
          <option value="">${y(`tasking.everybody`)}</option>
          ${this.constellation.members.map(e=>i`<option value=${e.id} ?selected=${e.id===this.member}>${e.name}</option>`)}
        </select></label>
      ${this.open&&this.all?i`<p class="bad" role="alert">${y(`tasking.noOrder`,{id:this.open})}</p>`:n}
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
      ${this.all===null&&!this.failure?i`<p class="quiet" role="status">${y(`state.loading`)}</p>`:n}
      ${this.all?i`<p role="status">${this.all.length?y(`tasking.orders`,{n:t.length}):y(`tasking.noOrders`)}</p>`:n}
      <ul class="looks">${t.map(e=>this.row(e))}</ul>
      <sq-same .command=${`sunqar order list`} .path=${`/tasking/orders`}></sq-same>
    `}row(e){let{status:t,created:a}=e.properties;return i`<li>
      <button
        type="button"
        class="look"
        @click=${()=>r.change({open:`orders/${e.id}`})}
        @mouseenter=${()=>this.#e.mark(e.id)}
        @mouseleave=${()=>this.#e.mark(``)}
        @focus=${()=>this.#e.mark(e.id)}
      >
        <span class="state ${X(t.status_code)}"></span>
        <span><strong>${this.nameOf(e)}</strong> <span class="whose">${y(`order.`+t.status_code)}</span>
          <span class="quiet">${this.memberOf(e)} · ${y(`tasking.ordered`,{time:m(a)})}</span>
          ${t.reason_text?i`<span class="quiet">${t.reason_text}</span>`:n}</span>
      </button>
    </li>`}memberOf(e){let t=Z(e.properties.order_parameters.member);return this.constellation.members.find(e=>e.id===t)?.name??t}page(e){let{status:t,search_parameters:a,order_parameters:o}=e.properties,[s,c]=O(a.datetime),l=[`done`,`ended`].includes(X(t.status_code)),u=/^alert (.+)$/.exec(Z(o.origin))?.[1],f=Z(o.priority),p=Number(o.looks??1),g=Number(o.every_days??0);return i`
      <div class="title">
        <button type="button" class="button plain" title=${y(`alerts.back`)} @click=${()=>r.change({open:`orders`})}>
          ${d(`back`)}<span class="unseen">${y(`alerts.back`)}</span>
        </button>
        <h2>${this.nameOf(e)}</h2>
        <span class="review ${X(t.status_code)===`done`?`confirmed`:``}">${y(`order.`+t.status_code)}</span>
      </div>
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
      <dl class="facts">
        <div><dt>${y(`tasking.member`)}</dt><dd>${this.memberOf(e)}</dd></div>
        ${f?i`<div><dt>${y(`tasking.priority`)}</dt><dd>${y(`priority.`+f)}</dd></div>`:n}
        ${p>1?i`<div><dt>${y(`tasking.looks`)}</dt><dd>${y(`tasking.looks.${p}`)}</dd></div>`:n}
        ${g?i`<div><dt>${y(`tasking.repeated`)}</dt><dd>${y(`tasking.everyDays`,{n:g})}</dd></div>`:n}
        <div><dt>${y(`tasking.from`)}</dt><dd>${h(k(s))}</dd></div>
        <div><dt>${y(`tasking.until`)}</dt><dd>${h(k(c-1))}</dd></div>
      </dl>
      ${u?i`<p class="origin">${d(`alerts`)} <a href="#/alerts/${encodeURIComponent(u)}" @click=${e=>(e.preventDefault(),r.change({view:`alerts`,open:u}))}>${y(`tasking.forAlert`,{id:u})}</a></p>`:n}
      ${this.planned(e)} ${this.productsOf(e)}
      <section>
        <h3>${y(`alerts.history`)}</h3>
        <ol class="history">
          ${this.history.map(e=>i`<li>
              <strong>${y(`order.`+e.status_code)}</strong>
              <span class="quiet"><time datetime=${e.timestamp}>${m(e.timestamp)}</time></span>
              ${e.reason_text?i`<q>${e.reason_text}</q>`:n}
            </li>`)}
        </ol>
      </section>
      ${l?n:i`<div class="buttons">
            <button type="button" class="button" aria-expanded=${this.asking} @click=${this.ask}>${d(`close`)} ${y(`tasking.cancel`)}</button>
          </div>`}
      ${this.asking&&!l?i`<div class="judge" role="alertdialog" aria-label=${y(`tasking.cancel`)}>
            <p>${y(`tasking.cancelWhat`,{name:this.nameOf(e)})}</p>
            <div class="buttons">
              <button type="button" class="button keep" @click=${()=>this.asking=!1}>${y(`tasking.keep`)}</button>
              <button type="button" class="button danger" @click=${()=>void this.cancel(e)}>${y(`tasking.cancel`)}</button>
            </div>
            <sq-same .command=${`sunqar order cancel ${e.id}`} .method=${`POST`} .path=${T(e.id)} .body=${{}}></sq-same>
          </div>`:n}
      <sq-same .command=${`sunqar order show ${e.id}`} .path=${`/tasking/orders/${encodeURIComponent(e.id)}`}></sq-same>
    `}planned(e){if(!this.plan)return n;let t=this.plan.acquisitions.features.filter(t=>t.properties.order===e.id),r=this.plan.unplanned.filter(t=>t.order===e.id);return t.length===0&&r.length===0?n:i`<section class="planned">
      <h3>${y(`tasking.inPlan`,{version:String(this.plan.version)})}</h3>
      <ul class="looks">
        ${t.map(e=>{let t=M(e,this.constellation.satellites);return i`<li><button type="button" class="look" aria-pressed=${I.chosen===t.id} @click=${()=>(I.choose(t.id),this.requestUpdate())} @mouseenter=${()=>I.point(t.id)} @mouseleave=${()=>I.point(``)}>
            <span class="state planned"></span>
            <span><strong><bdi>${m(k(t.start))}</bdi></strong> <span class="whose">${t.label.split(` · `)[0]}</span><span class="quiet">${j(t)}</span></span>
          </button></li>`})}
      </ul>
      ${r.map(e=>i`<p><strong>${y(`unplanned.`+e.reason.toLowerCase())}</strong> <span class="quiet">${e.detail}</span></p>`)}
    </section>`}productsOf(e){let t=(e.links??[]).flatMap(e=>{let t=/\/collections\/([^/?]+)\/items\/([^/?]+)$/.exec(e.href);return t?[`${decodeURIComponent(t[1])}/${decodeURIComponent(t[2])}`]:[]});return t.length===0?n:i`<section>
      <h3>${y(`tasking.products`)}</h3>
      <ul class="assets">
        ${t.map(e=>i`<li><a href="#/catalogue/${encodeURIComponent(e)}" @click=${t=>(t.preventDefault(),r.change({view:`catalogue`,open:e}))}>${d(`catalogue`)} ${e}</a></li>`)}
      </ul>
    </section>`}async cancel(e){this.asking=!1;try{await De(e.id),await this.load()}catch(e){this.failure=e.message||y(`state.failed`)}}};c([o({attribute:!1})],Q.prototype,`constellation`,void 0),c([t()],Q.prototype,`all`,void 0),c([t()],Q.prototype,`failure`,void 0),c([t()],Q.prototype,`group`,void 0),c([t()],Q.prototype,`member`,void 0),c([t()],Q.prototype,`history`,void 0),c([t()],Q.prototype,`plan`,void 0),c([t()],Q.prototype,`asking`,void 0),Q=c([s(`sq-orders`)],Q);var it=e({TaskingPanel:()=>$}),at=[``,`orders`,`plan`],$=class extends a{constructor(...e){super(...e),this.constellation=null,this.products=[],this.loaded=!1,this.failure=``,this.planReady=!1,this.#e=new et(u,e=>{this.tab===``&&this.constellation&&r.change({place:e,area:null})}),this.load=()=>{this.failure=``,C().then(async e=>{e.satellites.length&&(this.products=await ye()),this.constellation=e,this.loaded=!0}).catch(e=>this.failure=e.message||y(`state.failed`))}}#e;depends(e){return[e.open]}connectedCallback(){super.connectedCallback(),this.#e.attach(),addEventListener(`sunqar-back`,this.load),this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),removeEventListener(`sunqar-back`,this.load)}get tab(){return at.find(e=>e&&this.state.open.split(`/`)[0]===e)??``}willUpdate(){this.tab===`plan`&&!this.planReady&&ee(()=>import(`./plan-B5WzsyN3.js`).then(()=>this.planReady=!0),__vite__mapDeps([0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]))}render(){return i`
      <h1>${y(`view.tasking`)}</h1>
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
      ${this.loaded?this.body():this.failure?n:i`<p class="quiet" role="status">${y(`state.loading`)}</p>`}
    `}body(){if(!this.constellation?.satellites.length)return i`<p>${y(`tasking.none`)}</p>
        <pre><code>sunqar satellite add demo --today</code></pre>
        <p class="quiet">${y(`tasking.noneIs`)}</p>
        <div class="buttons"><button type="button" class="button" @click=${this.load}>${y(`tasking.again`)}</button></div>`;let{tab:e}=this;return i`
      <div class="segments" role="group" aria-label=${y(`tasking.parts`)}>
        ${at.map(t=>i`<button type="button" aria-pressed=${t===e} @click=${()=>r.change({open:t})}>${y(`tasking.tab.`+(t||`ask`))}</button>`)}
      </div>
      ${e===`orders`?i`<sq-orders .constellation=${this.constellation}></sq-orders>`:e===`plan`?this.planReady?i`<sq-plan .constellation=${this.constellation}></sq-plan>`:i`<p class="quiet" role="status">${y(`state.loading`)}</p>`:i`<sq-ask .constellation=${this.constellation} .products=${this.products}></sq-ask>`}
    `}};c([t()],$.prototype,`constellation`,void 0),c([t()],$.prototype,`products`,void 0),c([t()],$.prototype,`loaded`,void 0),c([t()],$.prototype,`failure`,void 0),c([t()],$.prototype,`planReady`,void 0),$=c([s(`sq-tasking`)],$);export{$ as TaskingPanel,M as a,Ie as c,E as d,O as f,I as i,Oe as l,Ae as m,Ze as n,k as o,ke as p,Ye as r,A as s,it as t,je as u};