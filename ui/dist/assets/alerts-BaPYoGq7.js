import{a as e,c as t,i as n,l as r,n as i,o as a,s as o,t as s}from"./decorate-CbOm656o.js";import{a as c,c as l,d as u,f as d,i as f,l as p,n as m,o as h,r as g,s as _,t as v,u as y}from"./alerts-Dsuju2V3.js";import{n as b,t as x}from"./box-BOy4Rr3O.js";import{t as S}from"./fit-DRV1SH4u.js";import{c as C,d as w,i as T,n as E,s as D,u as O}from"./index-Bodu8_My.js";import{m as ee,r as te,x as k}from"./app-CL8RMfb7.js";import"./series-ax4TZtUt.js";import"./kept-D6DJevuK.js";import{t as ne}from"./files-DuI3OdSC.js";import{C as re,D as ie,M as ae,O as oe,T as A,k as se,n as ce,r as j,t as le,v as M}from"./Vector-DQ39XWpa.js";import{t as ue}from"./GeoJSON-ObO-iI3T.js";import{An as de,Bn as N,Et as fe,Hn as pe,Ir as me,It as he,Jn as P,Kn as ge,Ln as F,Rt as I,Sn as _e,Tt as L,Vn as ve,W as ye,Yt as be,cr as R,l as z,n as xe,o as B,qn as Se,wt as V,xn as Ce}from"./Source-gEmbHBVf.js";function H(e){let{tagName:t,type:n}=e.target,r=/^(SELECT|TEXTAREA)$/.test(t)||t===`INPUT`&&n!==`checkbox`;return!e.ctrlKey&&!e.metaKey&&!e.altKey&&!r}var U=[],W=class extends i{constructor(...e){super(...e),this.ids=[],this.stands=()=>({review:`new`}),this.asking=``,this.note=``,this.said=``,this.failure=``,this.failed=[],this.done=-1,this.all=0,this.#e=new AbortController,this.takeBack=()=>{if(this.done>=0)return;let e=U.pop();e?this.act({action:`undo`},e):this.said=O(`alerts.nothingToUndo`)},this.key=e=>{if(!H(e))return;let t=e.key.toLowerCase();if(t===`u`)this.takeBack();else if(!this.ids.length)return;else if(t===`c`)this.act({action:`confirm`});else if(t===`r`)this.ask(`reject`);else if(t===`a`)this.ask(`assign`);else if(t===`m`)this.ask(`comment`);else if(this.asking===`reject`&&/^[1-8]$/.test(t))this.reject(p[Number(t)-1]);else return;e.preventDefault()}}#e;connectedCallback(){super.connectedCallback(),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`keydown`,this.key)}willUpdate(e){let t=e.get(`ids`)??[];e.has(`ids`)&&this.ids.length===1&&t[0]!==this.ids[0]&&(this.asking=``,this.said=``,this.failure=``,this.failed=[])}render(){let e=this.done>=0;return r`
      ${this.ids.length?this.actions(e):t}
      ${e?r`<p class="working">
            <progress max=${this.all} value=${this.done} aria-label=${O(`alerts.working`)}></progress>
            <span>${D(this.done)} / ${D(this.all)}</span>
            <button type="button" class="button" @click=${()=>this.#e.abort()}>${O(`alerts.stop`)}</button>
          </p>`:t}
      <div class="told">
        <span role="status">${this.said}</span>
        ${this.said&&U.length&&!e?r`<button type="button" class="button" @click=${this.takeBack}>${O(`alerts.undo`)} <kbd>U</kbd></button>`:t}
      </div>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.failed.length?r`<details class="failed" open>
            <summary class="bad">${O(`alerts.failed`,{n:this.failed.length})}</summary>
            <ul>
              ${this.failed.slice(0,50).map(({id:e,detail:t})=>r`<li><strong>${e}</strong> <span>${t}</span></li>`)}
            </ul>
          </details>`:t}
    `}actions(e){let n=(t,n,i,a)=>r`<button
      type="button"
      class="button"
      aria-expanded=${this.asking===t}
      ?disabled=${e}
      @click=${()=>this.ask(t)}
    >
      ${k(n)} ${i} <kbd>${a}</kbd>
    </button>`;return r`
      <label class="field">
        <span>${O(`alerts.by`)}</span>
        <input
          class="who"
          .value=${y()}
          autocomplete="name"
          @change=${e=>u(e.target.value.trim())}
        />
      </label>
      <div class="buttons">
        <button type="button" class="button main" ?disabled=${e} @click=${()=>this.act({action:`confirm`})}>
          ${k(`check`)} ${O(`alerts.confirm`)} <kbd>C</kbd>
        </button>
        ${n(`reject`,`close`,O(`alerts.reject`),`R`)} ${n(`assign`,`person`,O(`alerts.assign`),`A`)}
        ${n(`comment`,`comment`,O(`alerts.comment`),`M`)}
      </div>
      ${this.asking?this.question():t}
    `}question(){let e=r`<label class="field">
      <span>${O(`alerts.note`)}</span>
      <textarea
        rows="2"
        maxlength="4000"
        .value=${this.note}
        @input=${e=>this.note=e.target.value}
      ></textarea>
    </label>`;if(this.asking===`reject`)return r`<div class="asked">
        <div class="reasons" role="group" aria-label=${O(`alerts.why`)}>
          ${p.map((e,t)=>r`<button type="button" class="button" @click=${()=>this.reject(e)}>
              <kbd>${t+1}</kbd> ${O(`reason.`+e)}
            </button>`)}
        </div>
        ${e}
      </div>`;if(this.asking===`assign`){let e=e=>void this.act({action:`assign`,assignee:e});return r`<form
        class="asked"
        @submit=${t=>{t.preventDefault();let n=this.querySelector(`.assignee`).value.trim();n&&e(n)}}
      >
        <label class="field">
          <span>${O(`alerts.assignTo`)}</span>
          <input class="assignee" maxlength="200" autocomplete="off" required />
        </label>
        <div class="buttons">
          <button class="button main">${O(`alerts.assignDo`)}</button>
          <button type="button" class="button" @click=${()=>this.named()&&e(y())}>${O(`alerts.toMe`)}</button>
          <button type="button" class="button" @click=${()=>e(null)}>${O(`alerts.toNobody`)}</button>
        </div>
      </form>`}return r`<form
      class="asked"
      @submit=${e=>{e.preventDefault(),this.note.trim()?this.act({action:`comment`}):this.querySelector(`textarea`)?.focus()}}
    >
      ${e}
      <div class="buttons"><button class="button main">${O(`alerts.commentDo`)}</button></div>
    </form>`}ask(e){this.asking=this.asking===e?``:e,e!==`reject`&&this.updateComplete.then(()=>this.querySelector(`.asked input, .asked textarea`)?.focus())}reject(e){this.act({action:`reject`,reason:e})}named(){return y()?!0:(this.said=O(`alerts.whoAreYou`),this.querySelector(`.who`)?.focus(),!1)}async act(e,t=this.ids){if(this.done>=0||!t.length||!this.named())return;this.#e=new AbortController,this.said=``,this.failure=``,this.failed=[],this.all=t.length,this.done=0;let n=[],r=this.asking,i=!1;try{await h(t,e,this.note.trim(),this.stands,e=>{let t=e.filter(({status:e})=>e<300);i||=t.some(({status:e})=>e===202),n.push(...t.map(({id:e})=>e)),this.failed=[...this.failed,...e.filter(({status:e})=>e>=300)],this.done+=e.length,this.dispatchEvent(new CustomEvent(`alerts-changed`,{detail:t}))},this.#e.signal),this.asking===r&&(this.note=``,this.asking=``)}catch(e){this.failure=e.message||O(`state.failed`)}this.done=-1;let a=new Set(n);if(e.action!==`assign`&&e.action!==`comment`&&e.action!==`undo`&&n.length&&!i&&U.push(n),n.length){let r=O(e.action===`undo`?`alerts.undone`:`alerts.done`,{n:n.length});this.said=i?O(`kept.kept`):e.action!==`undo`&&t.length===1?O(`alerts.saved`):r}this.dispatchEvent(new CustomEvent(`alerts-judged`,{detail:{left:t.filter(e=>!a.has(e))}}))}};s([a({attribute:!1})],W.prototype,`ids`,void 0),s([a({attribute:!1})],W.prototype,`stands`,void 0),s([e()],W.prototype,`asking`,void 0),s([e()],W.prototype,`note`,void 0),s([e()],W.prototype,`said`,void 0),s([e()],W.prototype,`failure`,void 0),s([e()],W.prototype,`failed`,void 0),s([e()],W.prototype,`done`,void 0),s([e()],W.prototype,`all`,void 0),W=s([o(`sq-judge`)],W);var G=class extends i{constructor(...e){super(...e),this.id_=``,this.place=``,this.alert=null,this.collection=``,this.failure=``,this.ids=[],this.again=()=>this.load(),this.judged=({detail:e})=>{this.tell(`alert-changed`,e);let t=this.id_,n=e.find(e=>e.id===t);n&&this.alert&&(n.status===202?this.alert={...this.alert,properties:{...this.alert.properties,...n.review?{review:n.review}:{}}}:m(t).then(e=>{t===this.id_&&(this.alert=e)}).catch(e=>this.failure=e.message||O(`state.failed`)))}}connectedCallback(){super.connectedCallback(),addEventListener(`sunqar-reviews-sent`,this.again),addEventListener(`sunqar-back`,this.again)}disconnectedCallback(){super.disconnectedCallback(),removeEventListener(`sunqar-reviews-sent`,this.again),removeEventListener(`sunqar-back`,this.again)}willUpdate(e){e.has(`id_`)&&this.load()}load(){let e=this.id_;this.failure=``,this.ids=[e],m(e).then(async t=>{e===this.id_&&(this.alert=t,this.tell(`alert-loaded`,t),S(x(b(t.geometry.coordinates),1500)),this.collection=(await te(t.properties.watch)).collection)}).catch(t=>{e===this.id_&&!this.alert&&(this.failure=t.message||O(`state.failed`))})}render(){return r`
      <div class="title">
        <button type="button" class="button plain" title=${O(`alerts.back`)} @click=${()=>this.tell(`alert-close`)}>
          ${k(`back`)}<span class="unseen">${O(`alerts.back`)}</span>
        </button>
        <h1>${this.id_}</h1>
        <span class="quiet">${this.place}</span>
        <button type="button" class="button plain" title="${O(`alerts.previous`)} (K)" @click=${()=>this.tell(`alert-previous`)}>
          ${k(`up`)}<span class="unseen">${O(`alerts.previous`)}</span>
        </button>
        <button type="button" class="button plain" title="${O(`alerts.next`)} (J)" @click=${()=>this.tell(`alert-next`)}>
          ${k(`down`)}<span class="unseen">${O(`alerts.next`)}</span>
        </button>
      </div>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.alert?.id===this.id_?this.body(this.alert):r`<p class="quiet" role="status">${O(`state.loading`)}</p>`}
    `}body(e){let i=e.properties,a=i.area_error_ha?` ± ${D(i.area_error_ha,1)}`:``;return r`
      ${this.chips(e)}
      <dl class="facts">
        <div><dt>${O(`alerts.area`)}</dt><dd>${E(i.area_ha)}${a}</dd></div>
        <div><dt>${O(`alerts.probability`)}</dt><dd>${C(i.probability)}</dd></div>
        <div><dt>${O(`alerts.first`)}</dt><dd>${T(i.first_date)}</dd></div>
        <div><dt>${O(`alerts.machine`)}</dt><dd>${O(`machine.`+i.status)}</dd></div>
        <div><dt>${O(`alerts.change`)}</dt><dd>${D(i.magnitude,3)}</dd></div>
        <div><dt>${O(`alerts.observations`)}</dt><dd>${D(i.observations)}</dd></div>
      </dl>
      ${this.collection?r`<sq-series .collection=${this.collection} .lon=${i.longitude} .lat=${i.latitude} .watch=${i.watch}></sq-series>`:t}
      <section class="judge" aria-label=${O(`alerts.judge`)}>
        <p>
          <span class="review ${i.review}">${O(`review.`+i.review)}</span>
          ${i.reject_reason?O(`reason.`+i.reject_reason):t}
          ${i.assignee?r`<span class="assigned">${k(`person`)} ${i.assignee}</span>`:t}
        </p>
        <sq-judge .ids=${this.ids} .stands=${()=>i} @alerts-changed=${this.judged}></sq-judge>
      </section>
      <div class="buttons">
        <button type="button" class="button" @click=${()=>n.change({view:`tasking`,open:`alert/${e.id}`,place:[i.longitude,i.latitude],area:null})}>
          ${k(`tasking`)} ${O(`tasking.orderImage`)}
        </button>
      </div>
      ${this.history(e)}
    `}chips(e){let{scenes:n}=e.properties;if(!this.collection||n.length===0)return t;let i=(t,n)=>r`<figure>
      <img
        src=${l(e,this.collection,t)}
        width="320"
        height="320"
        alt=${O(n)}
      />
      <figcaption>${O(n)} · <span class="quiet">${t}</span></figcaption>
    </figure>`,a=n[n.length-1];return r`<div class="chips">
      ${i(n[0],`alerts.before`)} ${n.length>1?i(a,`alerts.after`):t}
    </div>`}history({history:e=[]}){return r`<section>
      <h2>${O(`alerts.history`)}</h2>
      <ol class="history">
        ${[...e].reverse().map(e=>r`<li value=${e.number}>
            <strong>${this.happened(e)}</strong>
            <span class="quiet">${e.by===`detector`||e.by===`mission`?O(`history.`+e.by):e.by} · <time datetime=${e.at}>${w(e.at)}</time></span>
            ${e.note?r`<q>${e.note}</q>`:t}
            ${e.step===`ordered`?r`<a href="#/tasking/orders/${e.order}" @click=${t=>(t.preventDefault(),n.change({view:`tasking`,open:`orders/${e.order}`}))}>${O(`tasking.itsOrder`)}</a>`:t}
          </li>`)}
      </ol>
    </section>`}happened(e){let t=t=>typeof e[t]==`string`?e[t]:``;if(typeof e.undoes==`number`)return O(`history.undone`,{step:e.undoes});if(e.kind===`ordered`)return this.ordered(e,t);let n=[O(`history.`+e.kind)];return e.kind===`assigned`?t(`assignee`)?O(`history.assignedTo`,{name:t(`assignee`)}):O(`history.assignedNobody`):(e.kind===`reviewed`&&t(`review`)&&n.push(O(`review.`+t(`review`))),t(`reject_reason`)&&n.push(O(`reason.`+t(`reject_reason`))),typeof e.area_ha==`number`&&n.push(E(e.area_ha)),n.join(` · `))}ordered(e,t){let n=[O(`ordered.`+t(`step`)),t(`rule`)&&O(`ordered.rule`,{name:t(`rule`)}),t(`item`),t(`reason`)];return typeof e.cloud==`number`&&n.push(O(`tasking.isCloud`,{share:C(e.cloud)})),n.filter(Boolean).join(` · `)}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};s([a({attribute:!1})],G.prototype,`id_`,void 0),s([a({attribute:!1})],G.prototype,`place`,void 0),s([e()],G.prototype,`alert`,void 0),s([e()],G.prototype,`collection`,void 0),s([e()],G.prototype,`failure`,void 0),s([e()],G.prototype,`ids`,void 0),G=s([o(`sq-alert`)],G);var K=class extends i{constructor(...e){super(...e),this.wish=d,this.ids=[],this.count=0,this.busy=``,this.said=``,this.failure=``}render(){let e=this.ids.length||this.count;return r`<section id="alert-export" class="export" aria-label=${O(`alerts.export`)}>
      <p>${O(this.ids.length?`alerts.exportChosen`:`alerts.exportAll`,{n:e})}</p>
      <div class="buttons">
        ${Object.keys(c).map(t=>r`<button
            type="button"
            class="button"
            ?disabled=${this.busy!==``||e===0}
            @click=${()=>this.take(t)}
          >
            ${k(`download`)} ${c[t]}
          </button>`)}
      </div>
      <p role="status" ?hidden=${!this.said}>${this.said}</p>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
    </section>`}async take(e){this.busy=e,this.failure=``,this.said=O(`alerts.exporting`);try{ne(await f(e,this.wish,this.ids),`alerts-${new Date().toISOString().slice(0,10)}.${e}`),this.said=O(`alerts.exported`)}catch(e){this.said=``,this.failure=e.message||O(`state.failed`)}this.busy=``}};s([a({attribute:!1})],K.prototype,`wish`,void 0),s([a({attribute:!1})],K.prototype,`ids`,void 0),s([a({attribute:!1})],K.prototype,`count`,void 0),s([e()],K.prototype,`busy`,void 0),s([e()],K.prototype,`said`,void 0),s([e()],K.prototype,`failure`,void 0),K=s([o(`sq-alert-export`)],K);var we=class{#e=new Set;#t=-1;#n=[];get ids(){return this.#e}toggle(e,t,n=!this.#e.has(e)){n?this.#e.add(e):this.#e.delete(e),this.#t=t,this.#n=[]}extend(e,t,n=t){this.#t<0&&(this.#t=n),this.#n.forEach(e=>this.#e.delete(e));let[r,i]=[Math.min(this.#t,t),Math.max(this.#t,t)];this.#n=e.slice(r,i+1).map(({id:e})=>e),this.#n.forEach(e=>this.#e.add(e))}set(e){this.#e=new Set(e),this.#t=-1,this.#n=[]}},Te=class extends B{constructor(e,t,n,r,i){let a=i===void 0?z.LOADED:z.IDLE;super(e,t,n,a),this.loader_=i===void 0?null:i,this.canvas_=r,this.error_=null}getError(){return this.error_}handleLoad_(e){e?(this.error_=e,this.state=z.ERROR):this.state=z.LOADED,this.changed()}load(){this.state==z.IDLE&&this.loader_&&(this.state=z.LOADING,this.changed(),this.loader_(this.handleLoad_.bind(this)))}getImage(){return this.canvas_}};function Ee(e){return Array.isArray(e)?Math.min(...e):e}var De=class extends xe{constructor(e){super(e),this.image=null,this.renderedSourceRevision_=0,this.renderedRotation=0}getImage(){return this.image?this.image.getImage():null}prepareFrame(e){let t=e.layerStatesArray[e.layerIndex],n=e.pixelRatio,r=e.viewState,i=r.resolution,a=this.getLayer().getSource(),o=e.viewHints,s=e.extent;if(t.extent!==void 0&&(s=pe(s,I(t.extent,r.projection))),!o[R.ANIMATING]&&!o[R.INTERACTING]&&!P(s)){if(a){!this.getLayer().rendered&&this.renderedSourceRevision_!==a.getRevision()&&(this.image=null),this.renderedSourceRevision_=a.getRevision();let e=r.projection,t=a.getImage(s,i,n,e);t&&(this.loadImage(t)?(this.image=t,this.renderedRotation=this.sourceRotates()?r.rotation:0):t.getState()===z.EMPTY&&(this.image=null))}else this.image=null}return!!this.image}getData(e){let t=this.frameState;if(!t||!this.image)return null;let n=this.getLayer(),r=V(t.pixelToCoordinateTransform,e.slice()),i=n.getExtent();if(i&&!Ce(i,r))return null;let a=this.image.getExtent(),o=this.image.getImage();if(!o)return null;let s=this.renderedRotation;if(s!==0){let e=F(a),t=Math.cos(-s),n=Math.sin(-s),i=r[0]-e[0],o=r[1]-e[1];r[0]=e[0]+t*i-n*o,r[1]=e[1]+n*i+t*o}let c=ge(a),l=Math.floor(o.width*((r[0]-a[0])/c));if(l<0||l>=o.width)return null;let u=ve(a),d=Math.floor(o.height*((a[3]-r[1])/u));return d<0||d>=o.height?null:this.getImageData(o,l,d)}renderFrame(e,t){let n=this.image;if(!n)return this.getContainerElement();let r=n.getExtent(),i=n.getResolution(),[a,o]=Array.isArray(i)?i:[i,i],s=n.getPixelRatio(),c=this.renderedRotation,l=this.getLayer().getSource(),u=this.sourceRotates(),d=e.layerStatesArray[e.layerIndex],f=e.pixelRatio,p=e.viewState,m=p.center,h=p.resolution,g=p.rotation,_=f*a/(h*s),v=f*o/(h*s);this.prepareContainer(e,t);let y=this.getCanvasContext().canvas.width,b=this.getCanvasContext().canvas.height,x=this.getRenderContext(e),S=!1,C=!0;if(d.extent){let t=I(d.extent,p.projection),n=e.extent;C=Se(t,n),S=C&&!_e(t,n),S&&this.clipUnrotated(x,e,t)}let w=n.getImage();if(!w)return this.getContainerElement();let T,E,D;if(!u)T=L(this.tempTransform,y/2,b/2,_,v,0,s*(r[0]-m[0])/a,s*(m[1]-r[3])/o),E=w.width*T[0],D=w.height*T[3];else{let e=f/h,t=Math.cos(g),n=Math.sin(g),i=F(r),a=i[0]-m[0],o=i[1]-m[1];T=L(this.tempTransform,y/2+e*(t*a+n*o),b/2+e*(n*a-t*o),_,v,g-c,-w.width/2,-w.height/2),E=w.width*_,D=w.height*v}if(this.renderedResolution=o*f/s,l?.getInterpolate()||u&&g!==c||(x.imageSmoothingEnabled=!1),this.preRender(x,e),C&&E>=.5&&D>=.5){let e=d.opacity;if(u)x.save(),e!==1&&(x.globalAlpha=e),x.setTransform(T[0],T[1],T[2],T[3],T[4],T[5]),x.drawImage(w,0,0),x.restore();else{let t=T[4],n=T[5];e!==1&&(x.save(),x.globalAlpha=e),x.drawImage(w,0,0,w.width,w.height,t,n,E,D),e!==1&&x.restore()}}return this.postRender(this.getCanvasContext(),e),S&&x.restore(),x.imageSmoothingEnabled=!0,this.getContainerElement()}},Oe=class extends De{constructor(e){super(e),this.wantRotation=!0,this.vectorRenderer_=new ce(e,{wantRotation:!0}),this.layerImageRatio_=e.getImageRatio(),this.coordinateToVectorPixelTransform_=fe(),this.renderedPixelToCoordinateTransform_=null}disposeInternal(){this.vectorRenderer_.dispose(),super.disposeInternal()}getFeatures(e){if(!this.vectorRenderer_)return Promise.resolve([]);let t=V(this.coordinateToVectorPixelTransform_,V(this.renderedPixelToCoordinateTransform_,e.slice()));return this.vectorRenderer_.getFeatures(t)}handleFontsChanged(){this.vectorRenderer_.handleFontsChanged()}prepareFrame(e){let t=e.pixelRatio,n=e.viewState,r=n.resolution,i=e.viewHints,a=this.vectorRenderer_,o=n.rotation,s=Math.round(e.size[0]*t),c=Math.round(e.size[1]*t),l=Math.round(s*(this.layerImageRatio_-1)/2),u=Math.round(c*(this.layerImageRatio_-1)/2),d=[(s+2*l)/t,(c+2*u)/t],f=N(n.center,r,0,d),p=N(n.center,r,o,d);if(!i[R.ANIMATING]&&!i[R.INTERACTING]&&!P(p)){a.useContainer(null,null);let i=a.context,s=e.layerStatesArray[e.layerIndex],c=Object.assign({},s,{opacity:1}),l=Object.assign({},e,{extent:p,size:d,layerStatesArray:[c],layerIndex:0,declutter:null}),u=this.getLayer().getDeclutter();u&&(l.declutter={[u]:new ae(9)});let m=new Te(f,r,t,i.canvas,e=>{a.prepareFrame(l)&&(a.replayGroupChanged||!this.image||this.renderedRotation!==o||!de(this.image.getExtent(),f))&&(a.clipping=!1,a.renderFrame(l,null),a.renderDeclutter(l),a.renderDeferred(l),e())});m.addEventListener(me.CHANGE,()=>{if(m.getState()!==z.LOADED)return;this.image=m,this.renderedRotation=o;let e=m.getPixelRatio(),r=Ee(m.getResolution())*t/e;this.renderedResolution=r,this.coordinateToVectorPixelTransform_=L(this.coordinateToVectorPixelTransform_,d[0]/2,d[1]/2,1/r,-1/r,-o,-n.center[0],-n.center[1])}),m.load()}return this.image&&(this.renderedPixelToCoordinateTransform_=e.pixelToCoordinateTransform.slice()),!this.getLayer().getSource()?.loading&&!!this.image}preRender(){}postRender(){}renderDeclutter(){}forEachFeatureAtCoordinate(e,t,n,r,i){return this.vectorRenderer_?this.vectorRenderer_.forEachFeatureAtCoordinate(e,t,n,r,i):super.forEachFeatureAtCoordinate(e,t,n,r,i)}},ke=class extends re{constructor(e){e||={};let t=Object.assign({},e);delete t.imageRatio,super(t),this.imageRatio_=e.imageRatio===void 0?1:e.imageRatio}getImageRatio(){return this.imageRatio_}createRenderer(){return new Oe(this)}},q=40,Ae=new ue({featureProjection:`EPSG:3857`}),J={new:`#e2571e`,in_review:`#e2a31e`,confirmed:`#b3121f`,rejected:`#7d8a91`,audited:`#7a1240`},je=class{#e;#t;#n;#r;#i;#a;#o;#s;constructor(e,t){this.map=e,this.picked=t,this.#e=new j,this.#t=new j,this.#r=new Map,this.#i=``,this.#a=new Set,this.#o=()=>Promise.resolve([]),this.#s=new AbortController,this.near=()=>{let e=this.map.getView(),t=this.map.getSize();if(!t||(e.getResolution()??1/0)>=q)return;this.#s.abort(),this.#s=new AbortController;let n=be(e.calculateExtent(t),e.getProjection(),`EPSG:4326`);this.#o(n,this.#s.signal).then(e=>e.forEach(e=>this.outline(e))).catch(()=>void 0)},this.click=e=>{let t=this.find(e);t&&this.picked(t)},this.point=e=>{if(e.dragging)return;let t=this.map.getTargetElement();t&&(t.style.cursor=this.find(e)?`pointer`:``)};let n=e=>this.style(e);this.#n=[new ke({source:this.#e,style:n,minResolution:q,zIndex:600,imageRatio:2}),new le({source:this.#t,style:n,maxResolution:q,zIndex:600})]}attach(){this.#n.forEach(e=>this.map.addLayer(e)),this.map.on(`singleclick`,this.click),this.map.on(`pointermove`,this.point),this.map.on(`moveend`,this.near)}detach(){this.#s.abort(),this.#n.forEach(e=>this.map.removeLayer(e)),this.map.un(`singleclick`,this.click),this.map.un(`pointermove`,this.point),this.map.un(`moveend`,this.near)}show(e,t){this.#e.clear(!0),this.#t.clear(),this.add(e),this.#o=t,this.near()}add(e){this.#e.addFeatures(e.map(e=>{let t=new M(new ye(he([e.longitude,e.latitude])));return t.setId(e.id),t.setProperties({review:e.review,area:e.area_ha},!0),t}))}change(e){for(let{id:t,review:n}of e)this.#e.getFeatureById(t)?.set(`review`,n,!0),this.#t.getFeatureById(t)?.set(`review`,n,!0);this.redraw()}mark(e,t){this.#i=e,this.#a=new Set(t),this.redraw()}outline({id:e,geometry:t,properties:n}){let r=this.#t.getFeatureById(e);if(r){r.set(`review`,n.review);return}let i=new M(Ae.readGeometry(t)??void 0);i.setId(e),i.setProperties({review:n.review,area:n.area_ha},!0),this.#t.addFeature(i)}redraw(){this.#n.forEach(e=>e.changed())}style(e){let t=String(e.getId()),n=t===this.#i,r=this.#a.has(t),i=String(e.get(`review`)),a=e.getGeometry()?.getType()===`Point`,o=a?Math.min(9,3+Math.log10(1+Number(e.get(`area`)))*2.5):0,s=`${n} ${r} ${i} ${Math.round(o)}`,c=this.#r.get(s);if(!c){let e=J[i]??J.new,t=new ie({color:n?`#ffd23f`:r?`#0a84ff`:a?`#ffffff`:e,width:n?3.5:r?3:a?1:2}),l=new oe({color:a?e:e+`22`});c=a?new A({image:new se({radius:Math.round(o)+(n?3:+!!r),fill:l,stroke:t})}):new A({fill:l,stroke:t}),this.#r.set(s,c)}return c}find(e){let t=``;return this.map.forEachFeatureAtPixel(e.pixel,e=>(t=String(e.getId()??``),!0),{hitTolerance:5,layerFilter:e=>this.#n.includes(e)}),t}},Y=64,X=`sunqar.visit`;function Me(){try{let e=new Date().toISOString(),[t=``,n=``]=(localStorage.getItem(X)??``).split(` `),r=t!==``&&Date.parse(e)-Date.parse(t)<36e5;return localStorage.setItem(X,`${e} ${r?n:t}`),r?n:t}catch{return``}}var Z=5e3,Q=[`new`,`others`,`evidence`],$=class extends i{constructor(...e){super(...e),this.wish={...d,watch:n.state.watch},this.failure=``,this.scrolled=0,this.height=600,this.filters=!1,this.exporting=!1,this.chosen=[],this.gathering=!1,this.news={},this.#e=new v(d),this.#t=0,this.#n=new we,this.#r=0,this.#i=!1,this.#a=new je(ee,e=>this.show(e)),this.#o=Me(),this.#s=new ResizeObserver(([e])=>this.height=e.contentRect.height),this.#c=new AbortController,this.ofAll=()=>{n.change({watch:``}),this.updateComplete.then(()=>this.querySelector(`.segments [aria-pressed=true]`)?.focus())},this.#l=``,this.changed=e=>{for(let{id:t,status:n,review:r,assignee:i=``,version:a}of e.detail)this.#e.change(t,{...n===200?{assignee:i}:{},...r?{review:r}:{},...a?{version:a}:{}});this.#a.change(e.detail),this.requestUpdate()},this.all=async()=>{let e=this.#e;for(this.gathering=!0;!e.whole&&e===this.#e&&!this.failure;)await this.load();this.gathering=!1,e===this.#e&&e.whole&&this.choose(()=>this.#n.set(e.all.map(({id:e})=>e)))},this.none=()=>{this.choose(()=>this.#n.set([])),this.focusRow(this.#r)},this.rowKey=e=>{let t=this.#e.all,n=this.#r,r={ArrowDown:n+1,ArrowUp:n-1,PageDown:n+8,PageUp:n-8,Home:0,End:t.length-1}[e.key],i=t[n];if(r!==void 0){let i=Math.min(t.length-1,Math.max(0,r));e.shiftKey&&this.choose(()=>this.#n.extend(t,i,n)),this.focusRow(i)}else if(e.key===`x`&&i)this.choose(()=>this.#n.toggle(i.id,n));else if(e.key===`a`&&(e.ctrlKey||e.metaKey))this.all();else return;e.preventDefault()},this.key=e=>{if(H(e)){if(e.key===`j`||e.key===`k`){e.preventDefault();let t=this.#e.all[this.#r]??this.#e.all[0];this.state.open?this.step(e.key===`j`?1:-1):t&&this.show(t.id)}else e.key===`Escape`&&(this.state.open?(n.change({open:``}),this.updateComplete.then(()=>this.focusRow(this.#r))):this.chosen.length&&this.none())}}}#e;#t;#n;#r;#i;#a;#o;#s;#c;depends(e){return[e.open,e.watch]}connectedCallback(){super.connectedCallback(),this.#a.attach(),this.search(this.wish),this.#o&&this.countNews(),addEventListener(`keydown`,this.key)}disconnectedCallback(){super.disconnectedCallback(),this.#a.detach(),this.#c.abort(),this.#s.disconnect(),removeEventListener(`keydown`,this.key)}willUpdate(){let{watch:e}=this.state;e!==this.wish.watch&&(this.search({...this.wish,watch:e}),this.#o&&this.countNews())}countNews(){for(let e of Q)g({...d,watch:this.wish.watch,review:`all`,news:{what:e,since:this.#o}}).then(t=>this.news={...this.news,[e]:t}).catch(()=>void 0)}search(e){this.wish=e,this.#c.abort(),this.#c=new AbortController,this.#e=new v(e),this.#t=0,this.#r=0,this.choose(()=>this.#n.set([])),this.scrolled=0,this.failure=``;let t=this.querySelector(`.inbox`);t&&(t.scrollTop=0),this.load()}async load(){let e=this.#e,{signal:t}=this.#c;try{await e.more(t)}catch(n){e===this.#e&&!t.aborted&&(this.failure=n.message||O(`state.failed`));return}if(e!==this.#e||!this.isConnected)return;this.requestUpdate();let n=e.all.slice(this.#t,Z);this.#t===0?this.#a.show(n,(t,n)=>_(e.wish,t,n)):n.length&&this.#a.add(n),this.#t+=n.length,e.all.length<Z&&!e.whole&&this.load()}render(){let e=this.state.open;if(e){let t=this.#e.place(e);return r`<sq-alert
        .id_=${e}
        .place=${t<0?``:`${D(t+1)} / ${D(this.#e.count)}`}
        @alert-loaded=${e=>this.#a.outline(e.detail)}
        @alert-changed=${this.changed}
        @alert-next=${()=>this.step(1)}
        @alert-previous=${()=>this.step(-1)}
        @alert-close=${()=>n.change({open:``})}
      ></sq-alert>`}return r`
      <div class="title">
        <h1>${O(`view.alerts`)}</h1>
        <span class="quiet" role="status">${this.#e.count<0?``:O(`alerts.count`,{n:this.#e.count})}</span>
        ${this.fold(`alert-export`,`download`,O(`alerts.export`),this.exporting,()=>this.exporting=!this.exporting)}
        ${this.fold(`alert-filters`,`settings`,O(`alerts.filters`),this.filters,()=>this.filters=!this.filters)}
      </div>
      ${this.whatIsNew()} ${this.ofWatch()} ${this.choices()} ${this.filters?this.filterFields():t}
      ${this.exporting?r`<sq-alert-export .wish=${this.wish} .ids=${this.chosenForExport()} .count=${Math.max(0,this.#e.count)}></sq-alert-export>`:t}
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>
            <button type="button" class="button" @click=${()=>this.search(this.wish)}>${O(`state.again`)}</button>`:r`${this.batch()} ${this.rows()}`}
    `}fold(e,t,n,i,a){return r`<button type="button" class="button plain" aria-expanded=${i} aria-controls=${e} title=${n} @click=${a}>
      ${k(t)}<span class="unseen">${n}</span>
    </button>`}whatIsNew(){return this.#o?r`<div class="news" role="group" aria-label=${O(`visit.title`,{day:T(this.#o)})}>
      <span class="quiet">${O(`visit.title`,{day:T(this.#o)})}</span>
      ${Q.map(e=>{let t=this.wish.news?.what===e;return r`<button
          type="button"
          class="chip"
          aria-pressed=${t}
          ?disabled=${!this.news[e]&&!t}
          @click=${()=>this.search(t?{...this.wish,news:null,review:`open`}:{...this.wish,news:{what:e,since:this.#o},review:`all`})}
        >
          <strong>${this.news[e]===void 0?`–`:D(this.news[e])}</strong> ${O(`visit.`+e)}
        </button>`})}
    </div>`:t}ofWatch(){let{watch:e}=this.wish;return e?r`<p class="of">
      <span><span class="quiet">${O(`alerts.watch`)}</span> <bdi>${e}</bdi></span>
      <button type="button" class="button plain" title=${O(`layers.remove`)} @click=${this.ofAll}>
        ${k(`close`)}<span class="unseen">${O(`layers.remove`)}</span>
      </button>
    </p>`:t}choices(){return r`<div class="segments" role="group" aria-label=${O(`alerts.review`)}>
      ${[`open`,`confirmed`,`rejected`,`all`].map(e=>r`<button
          type="button"
          aria-pressed=${this.wish.review===e}
          @click=${()=>this.search({...this.wish,review:e})}
        >
          ${O(`alerts.`+e)}
        </button>`)}
    </div>`}filterFields(){let e=[`important`,`newest`,`largest`,`updated`],t=e=>this.search({...this.wish,...e}),i=e=>e.target.value.trim(),a=y(),o=[[``,O(`alerts.anybody`)],...a?[[a,O(`alerts.me`)]]:[],[`-`,O(`alerts.nobody`)]];return r`<div id="alert-filters" class="filters">
      <label class="field">
        <span>${O(`alerts.order`)}</span>
        <select @change=${e=>t({order:i(e)})}>
          ${e.map(e=>r`<option value=${e} ?selected=${e===this.wish.order}>${O(`alerts.order.`+e)}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${O(`alerts.assignee`)}</span>
        <select @change=${e=>t({assignee:i(e)})}>
          ${o.map(([e,t])=>r`<option value=${e} ?selected=${e===this.wish.assignee}>${t}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${O(`alerts.watch`)}</span>
        <input .value=${this.wish.watch} autocomplete="off" @change=${e=>n.change({watch:i(e)})} />
      </label>
      <label class="field">
        <span>${O(`alerts.least`)}</span>
        <input
          type="number"
          min="0"
          step="0.5"
          .value=${this.wish.least?String(this.wish.least):``}
          @change=${e=>t({least:Number(i(e))||0})}
        />
      </label>
      <label class="field">
        <span>${O(`alerts.since`)}</span>
        <input type="date" .value=${this.wish.since} @change=${e=>t({since:i(e)})} />
      </label>
    </div>`}batch(){let e=this.chosen.length,n=this.#e.count;return r`<section class="batch" ?data-chosen=${e>0} aria-label=${O(`alerts.judge`)}>
      ${e?r`<p>
            <strong role="status">${O(`alerts.chosen`,{n:e})}</strong>
            ${e<n?r`<button type="button" class="button" ?disabled=${this.gathering} @click=${this.all}>${O(`alerts.chooseAll`,{n})}</button>`:t}
            <button type="button" class="button" @click=${this.none}>${O(`alerts.chooseNone`)}</button>
          </p>`:t}
      <sq-judge
        .ids=${this.chosen}
        .stands=${e=>this.#e.all[this.#e.place(e)]??{review:`new`}}
        @alerts-changed=${this.changed}
        @alerts-judged=${e=>{let t=new Set(e.detail.left),n=this.chosen.filter(e=>t.has(e));this.choose(()=>this.#n.set(n))}}
      ></sq-judge>
    </section>`}rows(){let e=this.#e;if(e.count===0)return r`<p class="quiet">${O(this.wish.review===`open`?`alerts.nothingOpen`:`alerts.nothing`)}</p>`;let t=Math.max(0,Math.floor(this.scrolled/Y)-4),n=Math.min(e.all.length,Math.ceil((this.scrolled+this.height)/Y)+4),i=Math.max(e.count,e.all.length);return r`<div
      class="inbox"
      @keydown=${this.rowKey}
      @scroll=${t=>{let n=t.target;this.scrolled=n.scrollTop,n.scrollTop+n.clientHeight+1280>e.all.length*Y&&this.load()}}
    >
      <ul
        aria-label=${O(`view.alerts`)}
        style="padding-block:${Math.min(t,n)*Y}px ${Math.max(0,i-n)*Y}px"
      >
        ${e.all.slice(t,n).map((e,n)=>this.row(e,t+n,i))}
      </ul>
    </div>`}row(e,n,i){let{id:a,probability:o}=e,s=this.#o!==``&&e.updated>this.#o,c=this.#n.ids.has(a);return r`<li aria-setsize=${i} aria-posinset=${n+1} ?data-chosen=${c}>
      <label class="pick">
        <input
          type="checkbox"
          .checked=${c}
          aria-label=${O(`alerts.choose`,{id:a})}
          @click=${e=>this.pick(e,a,n)}
        />
      </label>
      <button type="button" class="alert ${e.status}" data-row=${n} @focus=${()=>this.#r=n} @click=${e=>this.press(e,a,n)}>
        <span class="weight" style="--share:${o}" title=${O(`alerts.probability`)}>${C(o)}</span>
        <span class="what">
          <strong>${E(e.area_ha)}</strong> ${O(e.magnitude<0?`alerts.loss`:`alerts.gain`)}
          ${s?r`<span class="fresh">${O(e.version===1?`alerts.fresh`:`alerts.changed`)}</span>`:t}
          <span class="quiet">${e.watch} · ${T(e.first_date)}${e.assignee?` · ${e.assignee}`:``}</span>
        </span>
        <span class="review ${e.review}">${O(`review.`+e.review)}</span>
      </button>
    </li>`}updated(e){let t=this.querySelector(`.inbox`);t&&this.#s.observe(t);let n=this.state.open;if((n!==this.#l||e.has(`chosen`))&&(this.#l=n,this.#a.mark(n,this.#n.ids)),this.#i){let e=this.querySelector(`[data-row='${this.#r}']`);e&&(this.#i=!1,e.focus({preventScroll:!0}))}}#l;show(e){n.change({view:`alerts`,open:e})}step(e){let t=this.#e.all,r=this.#e.place(this.state.open),i=t[r+e];i&&(this.#r=r+e,n.change({open:i.id})),r+e>t.length-10&&this.load()}choose(e){e(),this.chosen=[...this.#n.ids]}chosenForExport(){return this.chosen.length<this.#e.count?this.chosen:[]}pick(e,t,n){this.#r=n;let r=e.target.checked;this.choose(()=>e.shiftKey?this.#n.extend(this.#e.all,n):this.#n.toggle(t,n,r))}press(e,t,n){e.shiftKey?this.choose(()=>this.#n.extend(this.#e.all,n)):e.ctrlKey||e.metaKey?this.choose(()=>this.#n.toggle(t,n)):this.show(t)}focusRow(e){let t=this.querySelector(`.inbox`);t&&(this.#r=e,this.#i=!0,e*Y<t.scrollTop?t.scrollTop=e*Y:(e+1)*Y>t.scrollTop+t.clientHeight&&(t.scrollTop=(e+1)*Y-t.clientHeight),this.scrolled=t.scrollTop,this.requestUpdate())}};s([e()],$.prototype,`wish`,void 0),s([e()],$.prototype,`failure`,void 0),s([e()],$.prototype,`scrolled`,void 0),s([e()],$.prototype,`height`,void 0),s([e()],$.prototype,`filters`,void 0),s([e()],$.prototype,`exporting`,void 0),s([e()],$.prototype,`chosen`,void 0),s([e()],$.prototype,`gathering`,void 0),s([e()],$.prototype,`news`,void 0),$=s([o(`sq-alerts`)],$);export{$ as AlertsPanel};