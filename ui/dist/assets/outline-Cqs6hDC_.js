const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/edit-BqK_wdO6.js","assets/Vector-DQ39XWpa.js","assets/Source-gEmbHBVf.js","assets/draw-DAMmeCaB.js","assets/rolldown-runtime-XKyaHtl9.js","assets/GeoJSON-ObO-iI3T.js","assets/Feature-BMjgz3M2.js"])))=>i.map(i=>d[i]);
import{a as e,c as t,l as n,n as r,o as i,s as a,t as o}from"./decorate-CbOm656o.js";import{d as s,f as c,m as l,x as u}from"./app-CL8RMfb7.js";import{s as d,t as f,u as p}from"./index-Bodu8_My.js";var m=e=>e.type===`Polygon`?[e.coordinates]:e.coordinates,h=e=>e.length===1?{type:`Polygon`,coordinates:e[0]}:{type:`MultiPolygon`,coordinates:e},g=e=>e.flatMap((e,t)=>e.flatMap((e,n)=>e.slice(1).map((e,r)=>[t,n,r]))),_=(e,[t,n,r])=>e[t][n][r];function v(e,[t,n],r){return e.map((e,i)=>i===t?e.map((e,t)=>{if(t!==n)return e;let i=r(e.slice(0,-1));return[...i,i[0]]}):e)}var y=(e,t,n)=>v(e,t,e=>e.with(t[2],n)),b=(e,t)=>v(e,t,e=>{let[n,r]=[e[t[2]],e[(t[2]+1)%e.length]];return e.toSpliced(t[2]+1,0,[(n[0]+r[0])/2,(n[1]+r[1])/2])}),x=(e,[t,n])=>e[t][n].length>4,S=(e,t)=>x(e,t)?v(e,t,e=>e.toSpliced(t[2],1)):e,C=1500,w=(e,t,n)=>Math.sign((t[0]-e[0])*(n[1]-e[1])-(t[1]-e[1])*(n[0]-e[0]));function T(e){let t=e.flat().flatMap(e=>e.slice(1).map((t,n)=>[e[n],t]));return t.length>C?!1:t.some(([e,n],r)=>t.slice(r+1).some(([t,r])=>w(e,n,t)*w(e,n,r)<0&&w(t,r,e)*w(t,r,n)<0))}var E=200,D=class extends r{constructor(...e){super(...e),this.shape=null,this.rings=null,this.chosen=null,this.failure=``,this.#e=null,this.#t=[],this.#n=null,this.start=async()=>{let{Editor:e}=await f(async()=>{let{Editor:e}=await import(`./edit-BqK_wdO6.js`);return{Editor:e}},__vite__mapDeps([0,1,2,3,4,5,6]));this.isConnected&&this.shape&&!this.rings&&(this.rings=m(this.shape),this.#n=this.shape,this.#t=[],this.#e=new e(l,e=>this.change(e),e=>this.choose(e)),this.#e.show(this.rings,null),addEventListener(`keydown`,this.key))},this.stop=()=>{removeEventListener(`keydown`,this.key),this.#e?.detach(),this.#e=null,this.rings=null,this.chosen=null,this.failure=``},this.key=e=>{let t=e.target instanceof HTMLInputElement;if(e.key===`z`&&(e.ctrlKey||e.metaKey)&&!t)this.undo();else if(e.key===`Escape`)this.stop();else return;e.preventDefault()},this.undo=()=>{let e=this.#t.pop();e&&this.set(e,null),this.requestUpdate()}}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),this.stop()}willUpdate(e){if(!this.rings||!e.has(`shape`)||this.shape===this.#n)return;let t=e=>JSON.stringify(e&&m(e));t(this.shape)!==t(this.#n)&&this.stop()}choose(e){this.chosen=e,this.rings&&this.#e?.show(this.rings,e)}change(e,t=null){this.rings&&(this.#t=[...this.#t,this.rings].slice(-100),this.set(e,t))}set(e,t){this.rings=e,this.choose(t),this.failure=T(e)?p(`outline.crosses`):``,this.failure||(this.#n=h(e),this.dispatchEvent(new CustomEvent(`outline`,{detail:this.#n})))}render(){if(!this.shape)return t;let{rings:e}=this;if(!e)return n`<div class="buttons"><button type="button" class="button" @click=${this.start}>${u(`draw`)} ${p(`outline.edit`)}</button></div>`;let r=g(e),{chosen:i}=this;return n`<section class="judge" aria-label=${p(`outline.edit`)}>
      <p class="quiet">${p(`outline.how`)}</p>
      <div class="buttons">
        <button type="button" class="button" ?disabled=${this.#t.length===0} @click=${this.undo}>${u(`back`)} ${p(`outline.undo`)}</button>
        <button type="button" class="button" ?disabled=${!i||!x(e,i)} @click=${()=>i&&this.change(S(e,i))}>${u(`close`)} ${p(`outline.remove`)}</button>
        <button type="button" class="button main" @click=${this.stop}>${u(`check`)} ${p(`outline.done`)}</button>
      </div>
      ${this.failure?n`<p class="bad" role="alert">${this.failure}</p>`:t}
      <details class="same">
        <summary>${p(`outline.corners`,{n:r.length})}</summary>
        ${r.length>E?n`<p class="quiet">${p(`outline.tooMany`,{most:E})}</p>`:n`<ol class="corners">${r.map((t,n)=>this.corner(e,t,n))}</ol>`}
      </details>
    </section>`}corner(e,t,r){let[i=0,a=0]=_(e,t),o=d(r+1);return n`<li>
      <input
        dir="ltr"
        autocomplete="off"
        aria-label=${p(`outline.corner`,{number:o})}
        .value=${s(i,a)}
        @focus=${()=>this.choose(t)}
        @change=${n=>this.typed(n.target,e,t)}
      />
      <button type="button" class="button plain" title=${p(`outline.add`,{number:o})} @click=${()=>this.change(b(e,t))}>
        ${u(`plus`)}<span class="unseen">${p(`outline.add`,{number:o})}</span>
      </button>
      <button type="button" class="button plain" title=${p(`outline.removeOne`,{number:o})} ?disabled=${!x(e,t)} @click=${()=>this.change(S(e,t))}>
        ${u(`close`)}<span class="unseen">${p(`outline.removeOne`,{number:o})}</span>
      </button>
    </li>`}typed(e,t,n){let r=c(e.value);if(r)this.change(y(t,n,r),n);else{let[r=0,i=0]=_(t,n);e.value=s(r,i),this.failure=p(`outline.wrong`)}}};o([i({attribute:!1})],D.prototype,`shape`,void 0),o([e()],D.prototype,`rings`,void 0),o([e()],D.prototype,`chosen`,void 0),o([e()],D.prototype,`failure`,void 0),D=o([a(`sq-outline`)],D);export{_ as n,g as t};