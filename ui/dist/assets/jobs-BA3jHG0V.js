import{Ct as e,Tt as t,a as n,c as r,ht as i,wt as a,xt as o}from"./app-DCB7Z53-.js";import{i as s,n as c,t as l}from"./jobs-DX3-cZa4.js";import{a as u,c as d,l as f,o as p}from"./index-CPcoVMU_.js";var m=class extends i{constructor(...e){super(...e),this.all=null,this.failure=``,this.#e=0,this.#t=new AbortController,this.#n=new Set,this.load=()=>{s(this.#t.signal).then(e=>{this.all=e,this.failure=``;let t=new Set(e.filter(e=>!c(e)).map(e=>e.id));[...this.#n].some(e=>!t.has(e))&&n(),this.#n=t,this.#e=window.setTimeout(this.load,t.size?1e3:1e4)}).catch(e=>{e.name!==`AbortError`&&(this.failure=e.message||d(`state.failed`),this.#e=window.setTimeout(this.load,1e4))})}}#e;#t;#n;connectedCallback(){super.connectedCallback(),this.#t=new AbortController,this.load()}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#e),this.#t.abort()}render(){return t`
      <h1>${d(`view.jobs`)}</h1>
      ${this.failure?t`<p class="bad" role="alert">${this.failure}</p>`:a}
      ${this.all===null&&!this.failure?t`<p class="quiet" role="status">${d(`state.loading`)}</p>`:a}
      ${this.all?.length===0?t`<p class="quiet">${d(`jobs.none`)}</p>`:a}
      <ul class="jobs">
        ${(this.all??[]).map(e=>this.row(e))}
      </ul>
    `}row(e){return t`<li class="job ${e.status}">
      <div class="title">
        <h2>${e.title}</h2>
        <span class="review ${e.status===`done`?`confirmed`:``}">${d(`jobs.`+e.status)}</span>
      </div>
      ${c(e)?a:t`<progress max="1" .value=${e.progress??0} aria-label=${e.title}></progress>
            <p class="quiet">
              ${e.progress===void 0?``:p(e.progress)}
              ${e.secondsLeft===void 0?``:d(`jobs.left`,{duration:this.duration(e.secondsLeft)})}
            </p>
            <button type="button" class="button" @click=${()=>void l(e.id).then(this.load)}>${d(`jobs.cancel`)}</button>`}
      <p class="quiet">${f(e.created)}</p>
      ${e.log.length?t`<details>
            <summary>${d(`jobs.log`)}</summary>
            <pre>${e.log.join(`
`)}</pre>
          </details>`:a}
    </li>`}duration(e){return e<90?`${u(Math.ceil(e),0)} s`:`${u(Math.ceil(e/60),0)} min`}};r([o()],m.prototype,`all`,void 0),r([o()],m.prototype,`failure`,void 0),m=r([e(`sq-jobs`)],m);export{m as JobsPanel};