import{a as e,c as t,i as n,l as r,n as i,s as a,t as o}from"./decorate-CbOm656o.js";import{n as s}from"./box-BOy4Rr3O.js";import{t as c}from"./draw-DAMmeCaB.js";import{t as l}from"./fit-DRV1SH4u.js";import{m as u,o as d,r as f,s as p,u as m,x as h}from"./app-CL8RMfb7.js";import{i as g,n as _,t as v}from"./jobs-DrBSQEBf.js";import{c as y,d as b,s as x,u as S}from"./index-Bodu8_My.js";import"./same-UdN5zTAo.js";var C=class extends i{constructor(...e){super(...e),this.all=null,this.failure=``,this.cancelling=new Set,this.#e=new c(u),this.#t=0,this.#n=new AbortController,this.#r=new Set,this.load=()=>{g(this.#n.signal).then(e=>{this.all=e,this.failure=``;let t=new Set(e.filter(e=>!_(e)).map(e=>e.id));[...this.#r].some(e=>!t.has(e))&&m(),this.#r=t,this.#t=window.setTimeout(this.load,t.size?1e3:1e4)}).catch(e=>{e.name!==`AbortError`&&(this.failure=e.message||S(`state.failed`),this.#t=window.setTimeout(this.load,1e4))})}}#e;#t;#n;#r;connectedCallback(){super.connectedCallback(),this.#n=new AbortController,this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),clearTimeout(this.#t),this.#n.abort()}render(){return r`
      <h1>${S(`view.jobs`)}</h1>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.all===null&&!this.failure?r`<p class="quiet" role="status">${S(`state.loading`)}</p>`:t}
      ${this.all?.length===0?r`<p class="quiet">${S(`jobs.none`)}</p>`:t}
      <ul class="jobs">
        ${(this.all??[]).map(e=>this.row(e))}
      </ul>
    `}row(e){return r`<li class="job ${e.status}">
      <div class="title">
        <h2>${w(e)}</h2>
        <span class="review ${e.status===`done`?`confirmed`:``}">${S(`jobs.`+e.status)}</span>
      </div>
      ${_(e)?t:r`<progress max="1" .value=${e.progress??0} aria-label=${w(e)}></progress>
            <p class="quiet">
              ${e.progress===void 0?``:y(e.progress)}
              ${e.secondsLeft===void 0?``:S(`jobs.left`,{duration:this.duration(e.secondsLeft)})}
            </p>
            <button type="button" class="button" ?disabled=${this.cancelling.has(e.id)} @click=${()=>this.cancel(e)}>
              ${this.cancelling.has(e.id)?S(`jobs.cancelling`):S(`jobs.cancel`)}
            </button>`}
      <p class="quiet">${b(e.created)}</p>
      ${this.outcome(e)}
      ${e.log.length?r`<details>
            <summary>${S(`jobs.log`)}</summary>
            <pre>${e.log.join(`
`)}</pre>
          </details>`:t}
      <sq-same .command=${T(e)} .path=${`/api/jobs/${encodeURIComponent(e.id)}`}></sq-same>
    </li>`}outcome(e){if(e.status!==`done`||!e.result)return t;let n=t=>Number(e.result?.[t]??0),i={import:()=>S(`jobs.added`,{added:x(n(`added`)),there:x(n(`already_there`)),rejected:x(n(`rejected`))}),run:()=>S(`alerts.count`,{n:n(`alerts`)}),try:()=>S(`watch.would`,{n:n(`count`)})}[e.kind];return i?r`<p>${i()}</p>
      <div class="buttons">
        <button type="button" class="button" @click=${()=>void this.toMap(e)}>${h(`layers`)} ${S(`catalogue.toMap`)}</button>
      </div>`:t}async toMap(e){try{if(e.kind===`import`){let t=await p(e.title);this.onMap({id:`c/${e.title}`,visible:!0,opacity:1,style:{}},t&&d(t))}else if(e.kind===`run`){let{area:t,collection:n}=await f(e.title),r=await p(n);this.onMap({id:`w/${e.title}/break_date`,visible:!0,opacity:.8,style:{}},t?s(t.coordinates):r&&d(r))}else{let t=e.result?.alerts;this.#e.show(t??null),t?.features.length&&l(s(t.features.map(e=>e.geometry.coordinates)))}}catch(e){this.failure=e.message||S(`state.failed`)}}onMap(e,t){n.change({view:`map`,layers:[...this.state.layers.filter(t=>t.id!==e.id),e]}),t&&l(t)}cancel(e){this.cancelling=new Set([...this.cancelling,e.id]),v(e.id).catch(e=>this.failure=e.message||S(`state.failed`)).finally(()=>{clearTimeout(this.#t),this.load()})}duration(e){return e<90?`${x(Math.ceil(e),0)} ${S(`unit.s`)}`:`${x(Math.ceil(e/60),0)} ${S(`unit.min`)}`}};o([e()],C.prototype,`all`,void 0),o([e()],C.prototype,`failure`,void 0),o([e()],C.prototype,`cancelling`,void 0),C=o([a(`sq-jobs`)],C);var w=({kind:e,title:t})=>[`import`,`run`,`try`].includes(e)?`${S(`jobs.kind.`+e)} · ${t}`:t,T=({kind:e,title:t})=>e===`run`?`sunqar watch run ${t}`:e===`try`?`sunqar watch try ${t}`:e===`import`?`sunqar import FILES --collection ${t} --copy`:``;export{C as JobsPanel};