const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/plan-DXV0k22F.js","assets/Source-C4r1Hvp1.js","assets/decorate-CbOm656o.js","assets/box-BOy4Rr3O.js","assets/fit-wmMc91tY.js","assets/app-Bi7ma6Pa.js","assets/rolldown-runtime-XKyaHtl9.js","assets/api-DCSJWLQT.js","assets/index-BELNYGZN.js","assets/index-HJhrSuNw.css","assets/Vector-CKrmR4QO.js","assets/same-Cx0J2Ow1.js","assets/uPlot.min-BB-EJl2E.js","assets/uPlot-CnsZ1jie.css","assets/GeoJSON-Bj9CVuxK.js"])))=>i.map(i=>d[i]);
import{n as e}from"./rolldown-runtime-XKyaHtl9.js";import{a as t,c as n,i as r,l as i,n as a,o,s,t as c}from"./decorate-CbOm656o.js";import{b as l,p as u,u as d}from"./app-Bi7ma6Pa.js";import{i as f,l as p,n as m,o as h,r as g,s as ee,t as te,u as _}from"./index-BELNYGZN.js";import{t as v}from"./GeoJSON-Bj9CVuxK.js";import{An as ne,Jt as re,Qt as ie,Ut as ae}from"./Source-C4r1Hvp1.js";import{n as oe,t as se}from"./box-BOy4Rr3O.js";import{t as ce}from"./fit-wmMc91tY.js";import"./chooser-Cdwf6n_Q.js";import"./same-Cx0J2Ow1.js";import{u as le}from"./api-DCSJWLQT.js";import{A as ue,D as de,b as fe,k as pe,r as me,t as he}from"./Vector-CKrmR4QO.js";import{t as ge}from"./footprints-CLFyqFJw.js";var y=`application/geo+json, application/json`;async function b(e,t){return await(await le(e,{headers:{Accept:y},...t?{signal:t}:{}})).json()}async function x(e,t,n){let r=await(await le(e,{method:`POST`,headers:{Accept:y,"Content-Type":`application/json`},body:JSON.stringify(t),...n?{signal:n}:{}})).text();return r?JSON.parse(r):{}}var S=encodeURIComponent,C=()=>b(`/tasking/constellation`),_e=async()=>(await b(`/tasking/products`)).products,w=(e,t,n)=>({op:e,args:[{property:t},n]});function ve({offNadir:e,sun:t,gsd:n,cloud:r}){let i=[w(`<=`,`view:off_nadir`,e),w(`>=`,`view:sun_elevation`,t)];return n>0&&i.push(w(`<=`,`gsd`,n)),r<100&&i.push(w(`<=`,`eo:cloud_cover`,r)),{op:`and`,args:i}}async function ye(e,t,n){return(await x(`/tasking/products/${S(e)}/opportunities`,{...t,limit:be},n)).features}var be=500,xe=(e,t,n)=>x(`/tasking/products/${S(e)}/orders`,{...t,order_parameters:n}),Se=500,Ce=async e=>(await b(`/tasking/orders?limit=${Se}`,e)).features,we=async e=>(await b(`/tasking/orders/${S(e)}/statuses`)).statuses,T=e=>`/tasking/orders/${S(e)}/cancel`,Te=e=>x(T(e),{}),E=async()=>(await C()).plan===void 0?null:b(`/tasking/plan`),Ee=e=>b(`/tasking/plan/satellites/${S(e)}`),De=(e,t)=>b(e,t);function D(e,...t){for(let n of t){let t=e[n];if(typeof t==`number`&&Number.isFinite(t))return t}}function O(e){let[t=``,n=t]=e.split(`/`);return[Date.parse(t),Date.parse(n)]}var k=(e,t)=>e.find(e=>e.id===t)?.name??t,A=e=>new Date(e).toISOString();function j(e){let t=[];return e.offNadir!==void 0&&t.push(p(`tasking.isAngle`,{angle:h(e.offNadir,0)})),e.sun!==void 0&&t.push(p(`tasking.isSun`,{angle:h(e.sun,0)})),e.cloud!==void 0&&t.push(p(`tasking.isCloud`,{share:ee(e.cloud/100)})),e.gsd!==void 0&&t.push(`${h(e.gsd,2)} ${p(`unit.m`)}`),t.join(` · `)}function Oe(e){return{offNadir:D(e,`view:off_nadir`),sun:D(e,`view:sun_elevation`),cloud:D(e,`eo:cloud_cover`),gsd:D(e,`gsd`)}}function M(e,t,n,r,i,a){let[o,s]=O(n),c=Oe(i.properties),l={id:e,row:t,start:o,end:s,kind:r,geometry:i.geometry,label:[k(a,t),_(A(o)),j(c)].filter(Boolean).join(` · `)};return c.cloud!==void 0&&(l.cloud=c.cloud),c.sun!==void 0&&(l.sun=c.sun),c.offNadir!==void 0&&(l.offNadir=c.offNadir),l}function ke(e,t){let{properties:n}=e,r=e=>typeof n[e]==`string`?n[e]:``,i=r(`satellite`)||r(`platform`),a=r(`datetime`);return{bar:M(String(e.id??`${i} ${a}`),i,a,`look`,e,t),satellite:i,gsd:D(n,`gsd`),datetime:a}}var N=(e,t)=>M(e.id,e.properties.satellite,e.properties.datetime,`image`,e,t),Ae=(e,t)=>e.downlinks.map(e=>{let n=Date.parse(e.start);return{id:`downlink ${e.satellite} ${e.start}`,row:e.satellite,start:n,end:Date.parse(e.end),kind:`downlink`,label:[k(t,e.satellite),_(e.start),p(`tasking.sentTo`,{station:e.station,count:e.acquisitions.length})].join(` · `),geometry:null}}),je=[`cloud`,`angle`,`sun`],P=[`#16805f`,`#7a9a1f`,`#d08a17`,`#b8481f`,`#5b7fa6`],F={cloud:[10,30,60],angle:[10,20,30],sun:[45,30,15]};function I(e,t){let n=t===`cloud`?e.cloud:t===`angle`?e.offNadir:e.sun;if(n===void 0)return 4;let r=F[t].findIndex(e=>t===`sun`?n>=e:n<=e);return r<0?3:r}var L=new class extends EventTarget{constructor(...e){super(...e),this.shown={rows:[],bars:[],from:0,to:0},this.pointed=``,this.chosen=``,this.#e=null,this.#t=new Map}#e;#t;show(e){this.shown={...e,bars:[...e.bars].sort((e,t)=>e.start-t.start)},this.#t=new Map(e.bars.map(e=>[e.id,e])),this.pointed=``,this.#t.has(this.chosen)||(this.chosen=``),this.dispatchEvent(new Event(`shown`))}clear(){this.chosen=``,this.show({rows:[],bars:[],from:0,to:0})}bar(e){return this.#t.get(e)}get tint(){return this.#e??(this.shown.bars.some(e=>e.cloud!==void 0)?`cloud`:`angle`)}colour(e){this.#e=e,this.dispatchEvent(new Event(`marked`))}point(e){e!==this.pointed&&(this.pointed=e,this.dispatchEvent(new Event(`marked`)))}choose(e){e!==this.chosen&&(this.chosen=e,this.dispatchEvent(new Event(`marked`)),this.dispatchEvent(new Event(`chosen`)))}},R=[`routine`,`priority`,`emergency`],z={from:``,until:``,offNadir:30,sun:10,gsd:0,cloud:100,looks:1,priority:`routine`,product:``,member:``},Me=/^\d{4}-\d\d-\d\d$/,Ne=e=>{let{from:t,until:n,offNadir:r,sun:i,gsd:a,cloud:o,looks:s,priority:c,product:l,member:u}=e,d=[t,n,r,i,a,o,s,c,l,u].join(`,`);return d===Object.values(z).join(`,`)?``:d};function Pe(e){if(!e)return z;let[t=``,n=``,...r]=e.split(`,`),[i,a,o,s,c,l,u=``,...d]=r,f=(e,t,n,r)=>e&&Number(e)>=t&&Number(e)<=n?Number(e):r;return{from:Me.test(t)?t:``,until:Me.test(n)?n:``,offNadir:f(i,1,90,z.offNadir),sun:f(a,-90,90,z.sun),gsd:f(o,0,1e3,z.gsd),cloud:f(s,0,100,z.cloud),looks:Math.round(f(c,1,3,1)),priority:R.find(e=>e===l)??`routine`,product:u,member:d.join(`,`)}}var B=864e5,Fe=new v,Ie=3,Le=14,Re=`any`,ze=60,V=e=>A(e).slice(0,10);function Be({satellites:e},t=Date.now()){let n=e.map(e=>Date.parse(e.epoch)).filter(Number.isFinite),r=Math.max(...n);return n.length&&Math.abs(t-r)>Le*B?V(r+B):V(t)}var H=class extends a{constructor(...e){super(...e),this.products=[],this.looks=null,this.busy=!1,this.failure=``,this.all=!1,this.name=``,this.ordering=!1,this.refused=``,this.#e=new AbortController,this.#t=0,this.#n=``,this.#r=``,this.marked=()=>this.requestUpdate(),this.chosen=()=>{this.updateComplete.then(()=>this.querySelector(`[aria-pressed="true"].look`)?.scrollIntoView({block:`nearest`}))}}#e;#t;#n;#r;depends(e){return[e.place,e.area,e.limits,e.open]}connectedCallback(){super.connectedCallback(),L.addEventListener(`marked`,this.marked),L.addEventListener(`chosen`,this.chosen),this.#n=``}disconnectedCallback(){super.disconnectedCallback(),L.removeEventListener(`marked`,this.marked),L.removeEventListener(`chosen`,this.chosen),this.#e.abort(),clearTimeout(this.#t),L.clear()}get limits(){let e=Pe(this.state.limits),t=e.from||Be(this.constellation),n=e.until>=t?e.until:V(Date.parse(t)+Ie*B),r=this.constellation.members.some(t=>t.id===e.member)?e.member:this.constellation.members[0]?.id??``;return{...e,from:t,until:n,member:r}}change(e){r.change({limits:Ne({...Pe(this.state.limits),...e})})}get shape(){let{place:e,area:t}=this.state;return t?t.length===1?{type:`Polygon`,coordinates:t[0]}:{type:`MultiPolygon`,coordinates:t}:e?{type:`Point`,coordinates:e.map(e=>Number(e.toFixed(6)))}:null}get alert(){return/^alert\/(.+)$/.exec(this.state.open)?.[1]??``}get search(){let e=this.shape,{from:t,until:n}=this.limits,r=t===V(Date.now())?A(Date.now()).slice(0,16)+`:00Z`:`${t}T00:00:00Z`;return e&&{geometry:e,datetime:`${r}/${V(Date.parse(n)+B)}T00:00:00Z`,filter:ve(this.limits)}}updated(){let e=this.search,t=e?JSON.stringify([e,this.product]):``;t!==this.#n&&this.products.length!==0&&(this.#n=t,this.#e.abort(),clearTimeout(this.#t),e?(this.busy=!0,this.#t=window.setTimeout(()=>void this.find(e),350)):(this.looks=null,this.busy=!1,L.clear()))}get product(){let{product:e}=this.limits;return this.products.some(t=>t.id===e)?e:Re}get kinds(){let e=e=>p(`camera.`+e.slice(e.lastIndexOf(`.`)+1)),t=this.products.filter(({id:e})=>e.startsWith(`${Re}.`)),n=this.constellation.satellites.flatMap(({id:t,name:n})=>this.products.filter(e=>e.id.startsWith(`${t}.`)).map(t=>[t.id,`${n} · ${e(t.id)}`]));return[[``,p(`tasking.finest`)],...t.map(t=>[t.id,`${p(`tasking.anySatellite`)} · ${e(t.id)}`]),...n]}async find(e){let t=this.#e=new AbortController;this.failure=``;let{satellites:n}=this.constellation;try{let{product:r}=this,i=await ye(r,e,t.signal);if(t.signal.aborted)return;this.looks=i.map(e=>ke(e,n));let[a,o]=e.datetime.split(`/`).map(Date.parse);L.show({rows:n,bars:this.looks.map(e=>e.bar),from:a,to:o}),this.lookAt(e.geometry)}catch(e){if(t.signal.aborted)return;this.looks=null,L.clear(),this.failure=e.message||p(`state.failed`)}this.busy=!1}lookAt(e){let t=JSON.stringify(e);if(t===this.#r)return;this.#r=t;let n=[e,...(this.looks??[]).flatMap(e=>e.bar.geometry??[])].map(e=>oe(e.coordinates)),r=e=>e[2]-e[0];n.sort((e,t)=>r(e)-r(t));let i=u.getView(),a=re(i.calculateExtent(u.getSize()),i.getProjection(),`EPSG:4326`),o=n[n.length>>1],[s,c]=[(o[0]+o[2])/2,(o[1]+o[3])/2];(s<a[0]||s>a[2]||c<a[1]||c>a[3]||r(o)>r(a))&&ce(o)}render(){let e=this.shape,{place:t,area:r}=this.state;return i`
      ${this.alert?i`<p class="origin">${l(`alerts`)} ${p(`tasking.forAlert`,{id:this.alert})}</p>`:n}
      <section class="step">
        <h2>1 · ${p(`tasking.where`)}</h2>
        <p class="quiet">${t?i`<bdi dir="ltr">${d(t[0],t[1])}</bdi>`:r?`${p(`place.area`)} · ${m(ie(Fe.readGeometry(e),{projection:`EPSG:4326`})/1e4)}`:p(`tasking.whereHow`)}</p>
        ${e?i`<details class="same"><summary>${p(`place.other`)}</summary><sq-chooser></sq-chooser></details>`:i`<sq-chooser></sq-chooser>`}
      </section>
      <section class="step">
        <h2>2 · ${p(`tasking.what`)}</h2>
        ${this.limitFields()}
      </section>
      <section class="step">
        <h2>3 · ${p(`tasking.when`)}</h2>
        ${this.found()}
      </section>
    `}limitFields(){let e=this.limits,t=e=>e.target.value,n=(n,r,a,o,s,c=e[n])=>i`<label class="field"><span>${r}</span>
        <input type="number" min=${a} max=${o} step=${s} .value=${c===0&&n===`gsd`?``:String(c)} placeholder=${n===`gsd`?p(`tasking.any`):``}
          @change=${e=>this.change({[n]:Number(t(e))})} /></label>`,r=(e,n,r,a)=>i`<label class="field"><span>${e}</span>
        <select @change=${e=>a(t(e))}>
          ${n.map(([e,t])=>i`<option value=${e} ?selected=${e===r}>${t}</option>`)}
        </select></label>`;return i`<div class="filters">
      <div class="across">${r(p(`tasking.kind`),this.kinds,e.product,e=>this.change({product:e}))}</div>
      <label class="field"><span>${p(`tasking.from`)}</span>
        <input type="date" .value=${e.from} @change=${e=>this.change({from:t(e)})} /></label>
      <label class="field"><span>${p(`tasking.until`)}</span>
        <input type="date" .value=${e.until} min=${e.from} @change=${e=>this.change({until:t(e)})} /></label>
      ${n(`offNadir`,p(`tasking.offNadir`),1,90,1)} ${n(`sun`,p(`tasking.leastSun`),-90,90,1)}
      ${n(`cloud`,p(`tasking.mostCloud`),0,100,5)} ${n(`gsd`,p(`tasking.mostGsd`),0,1e3,.1)}
      ${r(p(`tasking.looks`),[`1`,`2`,`3`].map(e=>[e,p(`tasking.looks.`+e)]),String(e.looks),e=>this.change({looks:Number(e)}))}
      ${r(p(`tasking.priority`),R.map(e=>[e,p(`priority.`+e)]),e.priority,e=>this.change({priority:e}))}
      ${r(p(`tasking.member`),this.constellation.members.map(e=>[e.id,e.name]),e.member,e=>this.change({member:e}))}
      <label class="field"><span>${p(`tasking.name`)}</span>
        <input maxlength="200" .value=${this.name} placeholder=${this.alert} @input=${e=>this.name=t(e)} /></label>
    </div>`}found(){if(!this.shape)return i`<p class="quiet" role="status">${p(`tasking.noPlace`)}</p>`;if(this.failure)return i`<p class="bad" role="alert">${this.failure}</p>${this.sameSearch()}`;if(!this.looks)return i`<p class="quiet" role="status">${p(`tasking.looking`)}</p>`;let e=this.all?this.looks:this.looks.slice(0,ze),t=this.looks.find(e=>e.bar.id===L.chosen);return i`
      <p role="status" aria-busy=${this.busy}><strong>${p(`tasking.found`,{n:this.looks.length})}</strong>
        <span class="quiet"><bdi>${f(this.limits.from)}</bdi> – <bdi>${f(this.limits.until)}</bdi></span></p>
      ${this.looks.length===0?i`<p class="quiet">${p(`tasking.nothing`)}</p>`:n}
      <ul class="looks">${e.map(e=>this.row(e))}</ul>
      ${e.length<this.looks.length?i`<button type="button" class="button" @click=${()=>this.all=!0}>${p(`tasking.allLooks`,{count:this.looks.length})}</button>`:n}
      <div class="order">
        ${t?i`<p>${t.bar.label}</p>`:i`<p class="quiet">${p(`tasking.orderIs`)}</p>`}
        ${this.refused?i`<p class="bad" role="alert">${this.refused}</p>`:n}
        <div class="buttons">
          ${t?i`<button type="button" class="button main" ?disabled=${this.ordering} @click=${()=>this.order(t)}>${l(`check`)} ${p(`tasking.orderThis`)}</button>`:n}
          <button type="button" class="button ${t?``:`main`}" ?disabled=${this.ordering||this.products.length===0} @click=${()=>this.order(null)}>
            ${t?n:l(`check`)} ${p(`tasking.orderBest`)}
          </button>
        </div>
      </div>
      ${this.sameSearch()}
    `}sameSearch(){let{from:e,until:t,offNadir:n,sun:r,gsd:a,cloud:o,priority:s,looks:c,member:l}=this.limits,[u,d]=this.state.place??[],f=Math.round((Date.parse(t)-Date.parse(e))/B)+1,m=`${this.state.place?`--point ${Number(u.toFixed(6))},${Number(d.toFixed(6))}`:`--aoi area.geojson`} --from ${e} --days ${f} --max-off-nadir ${n} --min-sun ${r}${a?` --max-gsd ${a}`:``}${o<100?` --max-cloud ${o/100}`:``}`,h=`/tasking/products/${encodeURIComponent(this.product)}`;return i`<sq-same .command=${`sunqar opportunity search ${m}`} .method=${`POST`} .path=${`${h}/opportunities`} .body=${this.search}></sq-same>
      <h3 class="unseen">${p(`tasking.orderBest`)}</h3>
      <sq-same
        .command=${`sunqar order create ${m} --member ${l} --priority ${s.toUpperCase()}${c>1?` --stereo ${c}`:``}`}
        .method=${`POST`}
        .path=${`${h}/orders`}
        .body=${{...this.search,order_parameters:this.parameters}}
      ></sq-same>`}row(e){let{bar:t}=e,n=this.constellation.satellites.find(t=>t.id===e.satellite)?.name??e.satellite,r=_(A(t.start));return i`<li>
      <button
        type="button"
        class="look"
        aria-pressed=${t.id===L.chosen}
        ?data-pointed=${t.id===L.pointed}
        @click=${()=>L.choose(t.id===L.chosen?``:t.id)}
        @mouseenter=${()=>L.point(t.id)}
        @mouseleave=${()=>L.point(``)}
        @focus=${()=>L.point(t.id)}
        @blur=${()=>L.point(``)}
      >
        <span class="swatch" style="background:${P[I(t,L.tint)]}"></span>
        <span><strong><bdi>${r}</bdi></strong> <span class="whose">${n}</span>
          <span class="quiet">${j({...t,gsd:e.gsd})}</span></span>
      </button>
    </li>`}get parameters(){let{member:e,priority:t,looks:n,cloud:r,from:i}=this.limits;return{member:e,priority:t,looks:n,"eo:cloud_cover":r,name:this.name||this.alert||p(`tasking.unnamed`,{day:f(i)}),...this.alert?{origin:`alert ${this.alert}`}:{}}}async order(e){let t=this.search;if(t&&!this.ordering){this.ordering=!0,this.refused=``;try{let n=await xe(this.product,e?{...t,datetime:e.datetime}:t,this.parameters);r.change({open:`orders/${n.id}`})}catch(e){this.refused=e.message||p(`state.failed`)}this.ordering=!1}}};c([o({attribute:!1})],H.prototype,`constellation`,void 0),c([o({attribute:!1})],H.prototype,`products`,void 0),c([t()],H.prototype,`looks`,void 0),c([t()],H.prototype,`busy`,void 0),c([t()],H.prototype,`failure`,void 0),c([t()],H.prototype,`all`,void 0),c([t()],H.prototype,`name`,void 0),c([t()],H.prototype,`ordering`,void 0),c([t()],H.prototype,`refused`,void 0),H=c([s(`sq-ask`)],H);var U=36e5;function Ve(e){let{monthsShort:t,dateMedium:n}=g(),r=[String(Number(e.slice(8,10))),t[Number(e.slice(5,7))-1]??e.slice(5,7)];return(n.indexOf(`M`)<n.indexOf(`d`)?r.reverse():r).join(` `)}function He(e,t,n){let r=(t-e)/Math.max(1,n)*58,i=[1/60,1/12,1/6,.5,1,2,3,6,12,24,48,96,168].map(e=>e*U).find(e=>e>=r)??336*U,a=[];for(let n=Math.ceil(e/i)*i;n<=t;n+=i){let e=new Date(n).toISOString(),t=n%(24*U)==0;a.push({at:n,day:t,label:t?Ve(e):e.slice(11,16)})}return a}function Ue([e,t],n,r,i){let a=Math.min(n[1]-n[0],Math.max(3e5,(t-e)*i)),o=r-(r-e)/Math.max(1,t-e)*a;return W([o,o+a],n)}function W([e,t],n){let r=Math.min(t-e,n[1]-n[0]),i=Math.min(Math.max(e,n[0]),n[1]-r);return[i,i+r]}var We=new v({featureProjection:`EPSG:3857`}),Ge=class{#e;#t;constructor(e,t){this.map=e,this.missed=t,this.#e=new me,this.#t=new he({source:this.#e,style:e=>this.style(e),zIndex:560,updateWhileInteracting:!1}),this.show=()=>{this.#e.clear(!0),this.#e.addFeatures(L.shown.bars.flatMap(e=>{if(!e.geometry)return[];let t=new fe(We.readGeometry(e.geometry)??void 0);return t.setId(e.id),[t]}))},this.mark=()=>this.#t.changed(),this.click=e=>{if(this.map.get(`drawing`))return;let t=this.at(e.coordinate);if(t.length===0){let[t,n]=ae(e.coordinate);this.missed([t,n])}else L.choose(t[(t.indexOf(L.chosen)+1)%t.length])},this.point=e=>{if(e.dragging||this.map.get(`drawing`))return;let t=this.at(e.coordinate),n=this.map.getTargetElement();n&&(n.style.cursor=t.length?`pointer`:``),L.point(t.includes(L.chosen)?L.chosen:t[0]??``)}}attach(){this.map.addLayer(this.#t),this.map.on(`singleclick`,this.click),this.map.on(`pointermove`,this.point),L.addEventListener(`shown`,this.show),L.addEventListener(`marked`,this.mark),this.show()}detach(){this.map.removeLayer(this.#t),this.map.un(`singleclick`,this.click),this.map.un(`pointermove`,this.point),L.removeEventListener(`shown`,this.show),L.removeEventListener(`marked`,this.mark)}style(e){let t=String(e.getId()),n=L.bar(t),r=n?P[I(n,L.tint)]:P[4],i=t===L.chosen,a=t===L.pointed;return new de({stroke:new pe({color:i?`#d9a441`:r,width:i?3.5:a?3:1.4}),...i||a?{fill:new ue({color:r+`40`})}:{},zIndex:a?2:+!!i})}at(e){return this.#e.getFeaturesAtCoordinate(e).map(e=>({id:String(e.getId()),size:ne(e.getGeometry().getExtent())})).sort((e,t)=>e.size-t.size).map(({id:e})=>e)}},G=24,K=20,Ke=5,q=class extends a{constructor(...e){super(...e),this.range=[0,0],this.#e=null,this.#t=new ResizeObserver(()=>this.draw()),this.#n=matchMedia(`(prefers-color-scheme: dark)`),this.shown=()=>{let[e,t]=this.range,n=this.whole;(e>=t||e<n[0]||t>n[1])&&(this.range=n),this.requestUpdate()},this.marked=()=>{let e=L.bar(L.pointed||L.chosen);if(e&&(e.end<this.range[0]||e.start>this.range[1])){let t=(this.range[1]-this.range[0])/2;this.range=W([e.start-t,e.start+t],this.whole)}this.requestUpdate()},this.wheel=e=>{e.deltaY!==0&&(e.preventDefault(),this.zoom(e.deltaY>0?1.25:.8,this.time(e)))},this.down=e=>{e.button===0&&(this.#e={x:e.clientX,range:this.range,moved:!1},e.currentTarget.setPointerCapture(e.pointerId))},this.move=e=>{if(!this.#e){L.point(this.under(e)?.id??``);return}let t=e.clientX-this.#e.x;if(Math.abs(t)>4&&(this.#e.moved=!0),!this.#e.moved)return;let{range:n}=this.#e,r=-t/e.currentTarget.clientWidth*(n[1]-n[0]);this.range=W([n[0]+r,n[1]+r],this.whole)},this.up=e=>{let t=this.#e&&!this.#e.moved;this.#e=null;let n=t&&this.under(e);n&&L.choose(n.id)},this.key=e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;let{rows:t,bars:n}=L.shown,r=n.filter(e=>e.kind!==`eclipse`),i=L.bar(L.pointed||L.chosen),a=i?r.indexOf(i):-1,o=e=>e&&L.point(e.id);if(e.key===`ArrowRight`)o(r[Math.min(r.length-1,a+1)]);else if(e.key===`ArrowLeft`)o(r[Math.max(0,a-1)]);else if(e.key===`Home`)o(r[0]);else if(e.key===`End`)o(r[r.length-1]);else if(e.key===`ArrowDown`||e.key===`ArrowUp`){let n=t.findIndex(e=>e.id===i?.row),a=e.key===`ArrowDown`?1:-1;for(let e=n+a;e>=0&&e<t.length;e+=a){let n=r.filter(n=>n.row===t[e].id);if(n.length===0)continue;let a=i?.start??0;o(n.reduce((e,t)=>Math.abs(t.start-a)<Math.abs(e.start-a)?t:e));break}}else if(e.key===`Enter`||e.key===` `)L.choose(L.pointed||L.chosen);else if(e.key===`+`)this.zoom(.5,i?.start);else if(e.key===`-`)this.zoom(2,i?.start);else return;e.preventDefault()}}#e;#t;#n;connectedCallback(){super.connectedCallback(),L.addEventListener(`shown`,this.shown),L.addEventListener(`marked`,this.marked),this.#n.addEventListener(`change`,this.marked),this.#t.observe(this),this.shown()}disconnectedCallback(){super.disconnectedCallback(),L.removeEventListener(`shown`,this.shown),L.removeEventListener(`marked`,this.marked),this.#n.removeEventListener(`change`,this.marked),this.#t.disconnect()}get whole(){return[L.shown.from,L.shown.to]}render(){let{rows:e,bars:t}=L.shown;if(e.length===0)return n;let r=L.bar(L.pointed||L.chosen),a=r?t.indexOf(r):-1;return i`
      <div class="controls">
        <button type="button" class="button plain" title=${p(`map.zoomIn`)} @click=${()=>this.zoom(.5)}>${l(`plus`)}<span class="unseen">${p(`tasking.zoomIn`)}</span></button>
        <button type="button" class="button plain" title=${p(`map.zoomOut`)} @click=${()=>this.zoom(2)}>${l(`minus`)}<span class="unseen">${p(`tasking.zoomOut`)}</span></button>
        <label class="tint"><span class="only-wide">${p(`tasking.colour`)}</span>
          <select aria-label=${p(`tasking.colour`)} @change=${e=>L.colour(e.target.value)}>
            ${je.map(e=>i`<option value=${e} ?selected=${e===L.tint}>${p(`tasking.`+e)}</option>`)}
          </select>
        </label>
        ${this.legend()}
      </div>
      <p class="said ${r?``:`quiet`}">${r?.label??p(`tasking.timeHow`)}</p>
      <div class="chart" dir="ltr">
        <ul class="names" aria-hidden="true" style="padding-top:${K}px">
          ${e.map(e=>i`<li style="height:${G}px">${e.name}</li>`)}
        </ul>
        <div
          class="track"
          tabindex="0"
          role="slider"
          aria-label=${p(`tasking.timeLabel`)}
          aria-valuemin=${Math.min(1,t.length)}
          aria-valuemax=${t.length}
          aria-valuenow=${a+1}
          aria-valuetext=${r?.label??p(`tasking.timeNone`)}
          style="height:${K+e.length*G}px"
          @keydown=${this.key}
          @wheel=${this.wheel}
          @pointerdown=${this.down}
          @pointermove=${this.move}
          @pointerup=${this.up}
          @pointerleave=${()=>L.point(``)}
        >
          <canvas aria-hidden="true"></canvas>
        </div>
      </div>
    `}legend(){let e=L.tint,t=e===`cloud`?p(`unit.percent`):`°`,[r,a]=e===`sun`?[`≥ `,`< `]:[`≤ `,`> `],o=n=>(n<3?r:a)+h(F[e][Math.min(n,2)])+(t===`°`?t:` `+t),s=new Set(L.shown.bars.map(e=>e.kind));return i`<ul class="marks" dir="ltr">
      ${[0,1,2,3].map(e=>i`<li><span class="swatch" style="background:${P[e]}"></span>${o(e)}</li>`)}
      ${L.shown.bars.some(t=>this.graded(t)&&I(t,e)===4)?i`<li><span class="swatch" style="background:${P[4]}"></span>${p(`tasking.unknown`)}</li>`:n}
      ${s.has(`downlink`)?i`<li><span class="swatch sent"></span>${p(`tasking.downlink`)}</li>`:n}
      ${s.has(`eclipse`)?i`<li><span class="swatch dark"></span>${p(`tasking.eclipse`)}</li>`:n}
    </ul>`}graded(e){return e.kind===`look`||e.kind===`image`}updated(){this.draw()}x(e,t){return(e-this.range[0])/Math.max(1,this.range[1]-this.range[0])*t}draw(){let e=this.querySelector(`canvas`),t=e?.parentElement;if(!e||!t)return;let[n,r]=[t.clientWidth,t.clientHeight];e.width=n*devicePixelRatio,e.height=r*devicePixelRatio;let i=e.getContext(`2d`);i.scale(devicePixelRatio,devicePixelRatio);let a=getComputedStyle(this),[o,s,c,l,u,d]=[`--ink`,`--soft`,`--rule`,`--wash`,`--link`,`--gold`].map(e=>a.getPropertyValue(e).trim()),{rows:f,bars:p}=L.shown;i.fillStyle=l,f.forEach((e,t)=>t%2==0&&i.fillRect(0,K+t*G,n,G)),i.font=`11px system-ui, sans-serif`;for(let e of He(...this.range,n)){let t=Math.round(this.x(e.at,n))+.5;i.fillStyle=e.day?o:s,i.fillText(e.label,t+3,13),i.fillStyle=c,i.fillRect(t-.5,e.day?2:15,1,r)}let m=new Map(f.map((e,t)=>[e.id,t])),h=e=>{let t=m.get(e.row);if(t===void 0||e.end<this.range[0]||e.start>this.range[1])return;let r=this.x(e.start,n),a=Math.max(this.x(e.end,n)-r,e.kind===`eclipse`?1:Ke),c=K+t*G;if(e.kind===`eclipse`){i.fillStyle=s,i.globalAlpha=.2,i.fillRect(r,c,a,G),i.globalAlpha=1;return}let l=e.id===L.chosen||e.id===L.pointed,[f,h]=[c+G-6,4];if(i.fillStyle=u,this.graded(e)){let t=I(e,L.tint);h=[16,13,10,7,12][t],f=c+G-5-h,p.some(e=>e.kind===`downlink`)&&(f-=3),i.fillStyle=P[t]}i.fillRect(r,f,a,h),l&&(i.strokeStyle=e.id===L.chosen?d:o,i.lineWidth=2.5,i.strokeRect(r-2,f-2,a+4,h+4))};for(let e of[`eclipse`,`downlink`,`image`,`look`])p.forEach(t=>t.kind===e&&h(t));[L.chosen,L.pointed].flatMap(e=>L.bar(e)??[]).forEach(h);let g=this.x(Date.now(),n);g>0&&g<n&&(i.fillStyle=d,i.fillRect(g-1,4,2,r))}zoom(e,t=(this.range[0]+this.range[1])/2){this.range=Ue(this.range,this.whole,t,e)}time(e){let t=this.querySelector(`.track`).getBoundingClientRect();return this.range[0]+(e.clientX-t.left)/t.width*(this.range[1]-this.range[0])}under(e){let t=this.querySelector(`.track`).getBoundingClientRect(),n=L.shown.rows[Math.floor((e.clientY-t.top-K)/G)]?.id,r=e.clientX-t.left,i=e=>Math.max(this.x(e.start,t.width)-r,r-Math.max(this.x(e.end,t.width),this.x(e.start,t.width)+Ke),0);return L.shown.bars.filter(e=>e.row===n&&e.kind!==`eclipse`&&i(e)<7).sort((e,t)=>i(e)-i(t)||Number(this.graded(t))-Number(this.graded(e)))[0]}};c([t()],q.prototype,`range`,void 0),q=c([s(`sq-gantt`)],q);var J={all:[],waiting:[`received`,`accepted`,`held`,`reserved`],planned:[`scheduled`,`tasked`,`processing`],done:[`completed`],ended:[`rejected`,`cancelled`,`user_cancelled`,`expired`,`failed`]},qe=5e3,Je=4e4,Y=e=>Object.keys(J).find(t=>J[t].includes(e))??`waiting`,X=e=>typeof e==`string`?e:``,Z=class extends a{constructor(...e){super(...e),this.all=null,this.failure=``,this.group=`all`,this.member=``,this.history=[],this.plan=null,this.asking=!1,this.#e=new ge(u),this.#t=new AbortController,this.#n=0,this.#r=``,this.nameOf=e=>X(e.properties.order_parameters.name)||e.id,this.ask=()=>{this.asking=!this.asking,this.updateComplete.then(()=>this.querySelector(`.keep`)?.focus())}}#e;#t;#n;#r;depends(e){return[e.open]}connectedCallback(){super.connectedCallback(),this.#e.attach(),this.#t=new AbortController,this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),this.#t.abort(),clearTimeout(this.#n),L.clear()}get open(){return this.state.open.slice(7)}async load(){clearTimeout(this.#n);try{let[e,t]=await Promise.all([Ce(this.#t.signal),E()]);e.sort((e,t)=>t.properties.created.localeCompare(e.properties.created)),this.plan=t,this.all=e,this.failure=``,this.#e.show(e),e.some(({id:e})=>e===this.open)&&await this.loadHistory(),this.show()}catch(e){if(this.#t.signal.aborted)return;this.failure=e.message||p(`state.failed`)}this.#t.signal.aborted||(this.#n=window.setTimeout(()=>void this.load(),qe))}async loadHistory(){let e=this.open,t=await we(e);e===this.open&&(this.history=[...t].sort((e,t)=>e.timestamp.localeCompare(t.timestamp)))}updated(){let e=this.open;if(e===this.#r||!this.all)return;this.#r=e,this.history=[],this.asking=!1,this.#e.mark(e);let t=this.all.find(t=>t.id===e);t?.geometry&&ce(se(oe(t.geometry.coordinates),Je)),t&&this.loadHistory().catch(e=>this.failure=e.message||p(`state.failed`)),this.show()}show(){let e=this.open,t=e?(this.plan?.acquisitions.features??[]).filter(t=>t.properties.order===e):[],{satellites:n}=this.constellation,r=t.map(e=>N(e,n));if(r.length===0||!this.plan){L.shown.bars.length&&L.clear();return}if(L.shown.bars.length===r.length&&r.every(e=>L.bar(e.id)))return;let[i,a]=this.plan.horizon.map(Date.parse);L.show({rows:n,bars:r,from:i,to:a})}render(){let e=this.all?.find(e=>e.id===this.open);if(this.open&&e)return this.page(e);let t=(this.all??[]).filter(e=>(this.group===`all`||Y(e.properties.status.status_code)===this.group)&&(!this.member||X(e.properties.order_parameters.member)===this.member));return i`
      <div class="news" role="group" aria-label=${p(`tasking.states`)}>
        ${Object.keys(J).map(e=>i`<button type="button" class="chip" aria-pressed=${e===this.group} @click=${()=>this.group=e}>${p(`tasking.group.`+e)}</button>`)}
      </div>
      <label class="field"><span>${p(`tasking.member`)}</span>
        <select @change=${e=>this.member=e.target.value}>
          <option value="">${p(`tasking.everybody`)}</option>
          ${this.constellation.members.map(e=>i`<option value=${e.id} ?selected=${e.id===this.member}>${e.name}</option>`)}
        </select></label>
      ${this.open&&this.all?i`<p class="bad" role="alert">${p(`tasking.noOrder`,{id:this.open})}</p>`:n}
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
      ${this.all===null&&!this.failure?i`<p class="quiet" role="status">${p(`state.loading`)}</p>`:n}
      ${this.all?i`<p role="status">${this.all.length?p(`tasking.orders`,{n:t.length}):p(`tasking.noOrders`)}</p>`:n}
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
        <span class="state ${Y(t.status_code)}"></span>
        <span><strong>${this.nameOf(e)}</strong> <span class="whose">${p(`order.`+t.status_code)}</span>
          <span class="quiet">${this.memberOf(e)} · ${p(`tasking.ordered`,{time:_(a)})}</span>
          ${t.reason_text?i`<span class="quiet">${t.reason_text}</span>`:n}</span>
      </button>
    </li>`}memberOf(e){let t=X(e.properties.order_parameters.member);return this.constellation.members.find(e=>e.id===t)?.name??t}page(e){let{status:t,search_parameters:a,order_parameters:o}=e.properties,[s,c]=O(a.datetime),u=[`done`,`ended`].includes(Y(t.status_code)),d=/^alert (.+)$/.exec(X(o.origin))?.[1],m=X(o.priority);return i`
      <div class="title">
        <button type="button" class="button plain" title=${p(`alerts.back`)} @click=${()=>r.change({open:`orders`})}>
          ${l(`back`)}<span class="unseen">${p(`alerts.back`)}</span>
        </button>
        <h2>${this.nameOf(e)}</h2>
        <span class="review ${Y(t.status_code)===`done`?`confirmed`:``}">${p(`order.`+t.status_code)}</span>
      </div>
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
      <dl class="facts">
        <div><dt>${p(`tasking.member`)}</dt><dd>${this.memberOf(e)}</dd></div>
        ${m?i`<div><dt>${p(`tasking.priority`)}</dt><dd>${p(`priority.`+m)}</dd></div>`:n}
        <div><dt>${p(`tasking.from`)}</dt><dd>${f(A(s))}</dd></div>
        <div><dt>${p(`tasking.until`)}</dt><dd>${f(A(c-1))}</dd></div>
      </dl>
      ${d?i`<p class="origin">${l(`alerts`)} <a href="#/alerts/${encodeURIComponent(d)}" @click=${e=>(e.preventDefault(),r.change({view:`alerts`,open:d}))}>${p(`tasking.forAlert`,{id:d})}</a></p>`:n}
      ${this.planned(e)} ${this.productsOf(e)}
      <section>
        <h3>${p(`alerts.history`)}</h3>
        <ol class="history">
          ${this.history.map(e=>i`<li>
              <strong>${p(`order.`+e.status_code)}</strong>
              <span class="quiet"><time datetime=${e.timestamp}>${_(e.timestamp)}</time></span>
              ${e.reason_text?i`<q>${e.reason_text}</q>`:n}
            </li>`)}
        </ol>
      </section>
      ${u?n:i`<div class="buttons">
            <button type="button" class="button" aria-expanded=${this.asking} @click=${this.ask}>${l(`close`)} ${p(`tasking.cancel`)}</button>
          </div>`}
      ${this.asking&&!u?i`<div class="judge" role="alertdialog" aria-label=${p(`tasking.cancel`)}>
            <p>${p(`tasking.cancelWhat`,{name:this.nameOf(e)})}</p>
            <div class="buttons">
              <button type="button" class="button keep" @click=${()=>this.asking=!1}>${p(`tasking.keep`)}</button>
              <button type="button" class="button danger" @click=${()=>void this.cancel(e)}>${p(`tasking.cancel`)}</button>
            </div>
            <sq-same .command=${`sunqar order cancel ${e.id}`} .method=${`POST`} .path=${T(e.id)} .body=${{}}></sq-same>
          </div>`:n}
      <sq-same .command=${`sunqar order show ${e.id}`} .path=${`/tasking/orders/${encodeURIComponent(e.id)}`}></sq-same>
    `}planned(e){if(!this.plan)return n;let t=this.plan.acquisitions.features.filter(t=>t.properties.order===e.id),r=this.plan.unplanned.filter(t=>t.order===e.id);return t.length===0&&r.length===0?n:i`<section class="planned">
      <h3>${p(`tasking.inPlan`,{version:String(this.plan.version)})}</h3>
      <ul class="looks">
        ${t.map(e=>{let t=N(e,this.constellation.satellites);return i`<li><button type="button" class="look" aria-pressed=${L.chosen===t.id} @click=${()=>(L.choose(t.id),this.requestUpdate())} @mouseenter=${()=>L.point(t.id)} @mouseleave=${()=>L.point(``)}>
            <span class="state planned"></span>
            <span><strong><bdi>${_(A(t.start))}</bdi></strong> <span class="whose">${t.label.split(` · `)[0]}</span><span class="quiet">${j(t)}</span></span>
          </button></li>`})}
      </ul>
      ${r.map(e=>i`<p><strong>${p(`unplanned.`+e.reason.toLowerCase())}</strong> <span class="quiet">${e.detail}</span></p>`)}
    </section>`}productsOf(e){let t=(e.links??[]).flatMap(e=>{let t=/\/collections\/([^/?]+)\/items\/([^/?]+)$/.exec(e.href);return t?[`${decodeURIComponent(t[1])}/${decodeURIComponent(t[2])}`]:[]});return t.length===0?n:i`<section>
      <h3>${p(`tasking.products`)}</h3>
      <ul class="assets">
        ${t.map(e=>i`<li><a href="#/catalogue/${encodeURIComponent(e)}" @click=${t=>(t.preventDefault(),r.change({view:`catalogue`,open:e}))}>${l(`catalogue`)} ${e}</a></li>`)}
      </ul>
    </section>`}async cancel(e){this.asking=!1;try{await Te(e.id),await this.load()}catch(e){this.failure=e.message||p(`state.failed`)}}};c([o({attribute:!1})],Z.prototype,`constellation`,void 0),c([t()],Z.prototype,`all`,void 0),c([t()],Z.prototype,`failure`,void 0),c([t()],Z.prototype,`group`,void 0),c([t()],Z.prototype,`member`,void 0),c([t()],Z.prototype,`history`,void 0),c([t()],Z.prototype,`plan`,void 0),c([t()],Z.prototype,`asking`,void 0),Z=c([s(`sq-orders`)],Z);var Ye=e({TaskingPanel:()=>$}),Q=[``,`orders`,`plan`],$=class extends a{constructor(...e){super(...e),this.constellation=null,this.products=[],this.loaded=!1,this.failure=``,this.planReady=!1,this.#e=new Ge(u,e=>{this.tab===``&&this.constellation&&r.change({place:e,area:null})}),this.load=()=>{this.failure=``,C().then(async e=>{e.satellites.length&&(this.products=await _e()),this.constellation=e,this.loaded=!0}).catch(e=>this.failure=e.message||p(`state.failed`))}}#e;depends(e){return[e.open]}connectedCallback(){super.connectedCallback(),this.#e.attach(),addEventListener(`sunqar-back`,this.load),this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),removeEventListener(`sunqar-back`,this.load)}get tab(){return Q.find(e=>e&&this.state.open.split(`/`)[0]===e)??``}willUpdate(){this.tab===`plan`&&!this.planReady&&te(()=>import(`./plan-DXV0k22F.js`).then(()=>this.planReady=!0),__vite__mapDeps([0,1,2,3,4,5,6,7,8,9,10,11,12,13,14]))}render(){return i`
      <h1>${p(`view.tasking`)}</h1>
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
      ${this.loaded?this.body():this.failure?n:i`<p class="quiet" role="status">${p(`state.loading`)}</p>`}
    `}body(){if(!this.constellation?.satellites.length)return i`<p>${p(`tasking.none`)}</p>
        <pre><code>sunqar satellite add demo --today</code></pre>
        <p class="quiet">${p(`tasking.noneIs`)}</p>
        <div class="buttons"><button type="button" class="button" @click=${this.load}>${p(`tasking.again`)}</button></div>`;let{tab:e}=this;return i`
      <div class="segments" role="group" aria-label=${p(`tasking.parts`)}>
        ${Q.map(t=>i`<button type="button" aria-pressed=${t===e} @click=${()=>r.change({open:t})}>${p(`tasking.tab.`+(t||`ask`))}</button>`)}
      </div>
      ${e===`orders`?i`<sq-orders .constellation=${this.constellation}></sq-orders>`:e===`plan`?this.planReady?i`<sq-plan .constellation=${this.constellation}></sq-plan>`:i`<p class="quiet" role="status">${p(`state.loading`)}</p>`:i`<sq-ask .constellation=${this.constellation} .products=${this.products}></sq-ask>`}
    `}};c([t()],$.prototype,`constellation`,void 0),c([t()],$.prototype,`products`,void 0),c([t()],$.prototype,`loaded`,void 0),c([t()],$.prototype,`failure`,void 0),c([t()],$.prototype,`planReady`,void 0),$=c([s(`sq-tasking`)],$);export{$ as TaskingPanel,N as a,Ee as c,L as i,De as l,He as n,A as o,Be as r,Ae as s,Ye as t,E as u};