const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/gifenc-Xhq636-Y.js","assets/rolldown-runtime-XKyaHtl9.js"])))=>i.map(i=>d[i]);
import{r as e}from"./rolldown-runtime-XKyaHtl9.js";import{a as t,c as n,i as r,l as i,n as a,o,s,t as c}from"./decorate-CbOm656o.js";import{c as l,i as u,s as d,t as f,u as p}from"./index-Bodu8_My.js";import{a as m,i as h,n as g,r as _,s as v,t as y}from"./picture-BgLgcqRE.js";import{settled as b,within as x}from"./player-D1iKTUeJ.js";import{m as S,x as C}from"./app-CL8RMfb7.js";import{t as w}from"./files-DuI3OdSC.js";var T=34,E=22,D=()=>typeof MediaRecorder==`function`&&MediaRecorder.isTypeSupported(`video/webm`);async function O(e,t,n){let{day:i}=r.state,[a=1,o=1]=e.getSize()??[],s=n.width/a,c=document.createElement(`canvas`);c.width=2*Math.round(n.width/2),c.height=2*Math.round((o+T+E)*s/2);let l=c.getContext(`2d`,{willReadFrequently:t===`gif`}),u=await m(r.state),d=t===`gif`?await A(n.pace):j(c,n.pace);try{for(let[t,i]of n.days.entries())n.signal.throwIfAborted(),r.change({day:i}),await b(),n.signal.throwIfAborted(),l.setTransform(s,0,0,s,0,0),k(e,l,a,o,i,u),await d.add(c),n.progress((t+1)/n.days.length);return await d.end()}finally{r.change({day:i})}}function k(e,t,n,i,a,o){t.fillStyle=`#ffffff`,t.fillRect(0,0,n,i+T+E+2),y(t,0,T,n,i),g(t,n-34,48),_(e,t,12,T+i-14,n);let s=n-8;for(let e of o)s-=e.width,t.fillStyle=`#ffffffd8`,t.fillRect(s-4,T+i-e.height-12,e.width+8,e.height+8),t.drawImage(e,s,T+i-e.height-8),s-=12;t.fillStyle=`#1c2a33`,t.font=`600 18px system-ui, sans-serif`;let c=u(a,`long`);t.fillText(c,12,23);let l=n-t.measureText(c).width-48;t.font=`13px system-ui, sans-serif`,t.textAlign=`right`,l>60&&t.fillText(h(r.state),n-12,22,l),t.textAlign=`left`,t.font=`11px system-ui, sans-serif`,t.fillStyle=`#4d5d68`,t.fillText(v(),12,T+i+15,n-24)}async function A(t){let{GIFEncoder:n,applyPalette:r,quantize:i}=await f(async()=>{let{GIFEncoder:t,applyPalette:n,quantize:r}=await import(`./gifenc-Xhq636-Y.js`).then(t=>e(t.default,1));return{GIFEncoder:t,applyPalette:n,quantize:r}},__vite__mapDeps([0,1])),a=n();return{async add(e){let{width:n,height:o}=e,{data:s}=e.getContext(`2d`).getImageData(0,0,n,o),c=i(s,256);a.writeFrame(r(s,c),n,o,{palette:c,delay:1e3/t,repeat:0}),await new Promise(e=>setTimeout(e))},async end(){return a.finish(),new Blob([a.bytes()],{type:`image/gif`})}}}function j(e,t){let n=e.captureStream(0),r=n.getVideoTracks()[0],i=new MediaRecorder(n,{mimeType:`video/webm`,videoBitsPerSecond:5e6}),a=[];return i.ondataavailable=e=>a.push(e.data),i.start(),i.pause(),{async add(){i.resume();let e=performance.now()+1e3/t;for(;performance.now()<e;)r.requestFrame(),await new Promise(e=>setTimeout(e,50));i.pause()},end:()=>new Promise(e=>{i.onstop=()=>e(new Blob(a,{type:`video/webm`})),i.stop(),r.stop()})}}var M=[.5,1,2,4,8],N=[480,720,960],P=class extends a{constructor(...e){super(...e),this.days=[],this.width=720,this.progress=-1,this.said=``,this.failure=``,this.#e=new AbortController}#e;depends(e){return[e.range,e.pace]}disconnectedCallback(){super.disconnectedCallback(),this.#e.abort()}render(){let{range:e,pace:t}=this.state,a=x(this.days,e),[o,s]=e??[this.days[0]??``,this.days[this.days.length-1]??``],c=a.length>150,u=this.progress>=0,f=e=>e.target.value,m=e=>t=>{let n=[o,s];n[e]=f(t)||n[e],r.change({range:n[0]<=n[1]?n:[n[1],n[0]]})},h=(e,t)=>i`<button type="button" class="button" ?disabled=${u||c||a.length===0} @click=${()=>this.make(e,a)}>
        ${C(`download`)} ${t}
      </button>`;return i`<section class="film" aria-label=${p(`film.title`)}>
      <label class="field"><span>${p(`catalogue.from`)}</span>
        <input type="date" .value=${o} ?disabled=${u} @change=${m(0)} /></label>
      <label class="field"><span>${p(`catalogue.to`)}</span>
        <input type="date" .value=${s} ?disabled=${u} @change=${m(1)} /></label>
      <label class="field"><span>${p(`film.pace`)}</span>
        <select @change=${e=>r.change({pace:Number(f(e))})}>
          ${[...new Set([...M,t])].map(e=>i`<option value=${e} ?selected=${e===t}>${d(e)}</option>`)}
        </select></label>
      <label class="field"><span>${p(`film.width`)}</span>
        <select ?disabled=${u} @change=${e=>this.width=Number(f(e))}>
          ${N.map(e=>i`<option value=${e} ?selected=${e===this.width}>${d(e)}</option>`)}
        </select></label>
      <div class="buttons">
        ${h(`gif`,`GIF`)} ${D()?h(`webm`,`WebM`):n}
        ${e?i`<button type="button" class="button" ?disabled=${u} @click=${()=>r.change({range:null})}>${p(`film.all`)}</button>`:n}
        <button type="button" class="button plain" title=${p(`film.close`)} @click=${()=>this.dispatchEvent(new CustomEvent(`film-close`))}>
          ${C(`close`)}<span class="unseen">${p(`film.close`)}</span>
        </button>
      </div>
      <p class="quiet" role="status">
        ${u?l(this.progress):c?p(`film.tooMany`,{n:a.length,most:150}):this.said||p(`film.scenes`,{n:a.length})}
      </p>
      ${u?i`<div class="making">
            <progress max="1" .value=${this.progress} aria-label=${p(`film.making`)}></progress>
            <button type="button" class="button" @click=${()=>this.#e.abort()}>${p(`film.cancel`)}</button>
          </div>`:n}
      ${this.failure?i`<p class="bad" role="alert">${this.failure}</p>`:n}
    </section>`}async make(e,t){this.#e=new AbortController;let{signal:n}=this.#e;this.failure=``,this.progress=0;try{let r=await O(S,e,{days:t,pace:this.state.pace,width:this.width,progress:e=>this.progress=e,signal:n});w(r,`sunqar-${t[0]}-${t[t.length-1]}.${e}`),this.said=p(`film.saved`,{size:d(r.size/1e6,1)})}catch(e){n.aborted?this.said=p(`film.cancelled`):this.failure=e.message||p(`state.failed`)}this.progress=-1}};c([o({attribute:!1})],P.prototype,`days`,void 0),c([t()],P.prototype,`width`,void 0),c([t()],P.prototype,`progress`,void 0),c([t()],P.prototype,`said`,void 0),c([t()],P.prototype,`failure`,void 0),P=c([s(`sq-film`)],P);