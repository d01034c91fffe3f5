import{a as e,c as t,l as n,n as r,s as i,t as a}from"./decorate-C8RBIUg7.js";import{i as o,n as s,t as c}from"./jobs-CCNjmI1G.js";import{a as l,c as u,l as d,o as f}from"./index-zP7bXtix.js";import{a as p}from"./app-7FSrDjkv.js";var m=class extends r{constructor(...e){super(...e),this.all=null,this.failure=``,this.#e=0,this.#t=new AbortController,this.#n=new Set,this.load=()=>{o(this.#t.signal).then(e=>{this.all=e,this.failure=``;let t=new Set(e.filter(e=>!s(e)).map(e=>e.id));[...this.#n].some(e=>!t.has(e))&&p(),this.#n=t,this.#e=window.setTimeout(this.load,t.size?1e3:1e4)}).catch(e=>{e.name!==`AbortError`&&(this.failure=e.message||u(`state.failed`),this.#e=window.setTimeout(this.load,1e4))})}}#e;#t;#n;connectedCallback(){super.connectedCallback(),this.#t=new AbortController,this.load()}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#e),this.#t.abort()}render(){return n`
      <h1>${u(`view.jobs`)}</h1>
      ${this.failure?n`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.all===null&&!this.failure?n`<p class="quiet" role="status">${u(`state.loading`)}</p>`:t}
      ${this.all?.length===0?n`<p class="quiet">${u(`jobs.none`)}</p>`:t}
      <ul class="jobs">
        ${(this.all??[]).map(e=>this.row(e))}
      </ul>
    `}row(e){return n`<li class="job ${e.status}">
      <div class="title">
        <h2>${e.title}</h2>
        <span class="review ${e.status===`done`?`confirmed`:``}">${u(`jobs.`+e.status)}</span>
      </div>
      ${s(e)?t:n`<progress max="1" .value=${e.progress??0} aria-label=${e.title}></progress>
            <p class="quiet">
              ${e.progress===void 0?``:f(e.progress)}
              ${e.secondsLeft===void 0?``:u(`jobs.left`,{duration:this.duration(e.secondsLeft)})}
            </p>
            <button type="button" class="button" @click=${()=>void c(e.id).then(this.load)}>${u(`jobs.cancel`)}</button>`}
      <p class="quiet">${d(e.created)}</p>
      ${e.log.length?n`<details>
            <summary>${u(`jobs.log`)}</summary>
            <pre>${e.log.join(`
`)}</pre>
          </details>`:t}
    </li>`}duration(e){return e<90?`${l(Math.ceil(e),0)} s`:`${l(Math.ceil(e/60),0)} min`}};a([e()],m.prototype,`all`,void 0),a([e()],m.prototype,`failure`,void 0),m=a([i(`sq-jobs`)],m);export{m as JobsPanel};