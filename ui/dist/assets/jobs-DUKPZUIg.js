import{a as e,dn as t,fn as n,ln as r,pn as i,s as a,sn as o}from"./app-DKrbJElJ.js";import{i as s,n as c,t as l}from"./jobs-CY8GCyQY.js";import{a as u,c as d,l as f,o as p}from"./index-whDnhz7q.js";var m=class extends o{constructor(...t){super(...t),this.all=null,this.failure=``,this.#e=0,this.#t=new AbortController,this.#n=new Set,this.load=()=>{s(this.#t.signal).then(t=>{this.all=t,this.failure=``;let n=new Set(t.filter(e=>!c(e)).map(e=>e.id));[...this.#n].some(e=>!n.has(e))&&e(),this.#n=n,this.#e=window.setTimeout(this.load,n.size?1e3:1e4)}).catch(e=>{e.name!==`AbortError`&&(this.failure=e.message||d(`state.failed`),this.#e=window.setTimeout(this.load,1e4))})}}#e;#t;#n;connectedCallback(){super.connectedCallback(),this.#t=new AbortController,this.load()}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#e),this.#t.abort()}render(){return i`
      <h1>${d(`view.jobs`)}</h1>
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
      ${this.all===null&&!this.failure?i`<p class="quiet" role="status">${d(`state.loading`)}</p>`:n}
      ${this.all?.length===0?i`<p class="quiet">${d(`jobs.none`)}</p>`:n}
      <ul class="jobs">
        ${(this.all??[]).map(e=>this.row(e))}
      </ul>
    `}row(e){return i`<li class="job ${e.status}">
      <div class="title">
        <h2>${e.title}</h2>
        <span class="review ${e.status===`done`?`confirmed`:``}">${d(`jobs.`+e.status)}</span>
      </div>
      ${c(e)?n:i`<progress max="1" .value=${e.progress??0} aria-label=${e.title}></progress>
            <p class="quiet">
              ${e.progress===void 0?``:p(e.progress)}
              ${e.secondsLeft===void 0?``:d(`jobs.left`,{duration:this.duration(e.secondsLeft)})}
            </p>
            <button type="button" class="button" @click=${()=>void l(e.id).then(this.load)}>${d(`jobs.cancel`)}</button>`}
      <p class="quiet">${f(e.created)}</p>
      ${e.log.length?i`<details>
            <summary>${d(`jobs.log`)}</summary>
            <pre>${e.log.join(`
`)}</pre>
          </details>`:n}
    </li>`}duration(e){return e<90?`${u(Math.ceil(e),0)} s`:`${u(Math.ceil(e/60),0)} min`}};a([r()],m.prototype,`all`,void 0),a([r()],m.prototype,`failure`,void 0),m=a([t(`sq-jobs`)],m);export{m as JobsPanel};