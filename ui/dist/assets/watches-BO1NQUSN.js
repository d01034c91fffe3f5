import{a as e,c as t,i as n,l as r,n as i,o as a,s as o,t as s}from"./decorate-CbOm656o.js";import{f as c,i as l,u}from"./api-BvOBTPOc.js";import{a as d,c as f,i as p,m,n as h,o as g,r as _,u as v,x as y}from"./app-CL8RMfb7.js";import{r as b}from"./jobs-DrBSQEBf.js";import{n as x,t as S}from"./box-BOy4Rr3O.js";import{t as C}from"./fit-DRV1SH4u.js";import{t as w}from"./footprints-BSv0FPVj.js";import{c as T,i as E,n as D,o as O,s as k,u as A}from"./index-Bodu8_My.js";import"./same-UdN5zTAo.js";import{r as j,t as M}from"./draw-DAMmeCaB.js";import"./outline-Cqs6hDC_.js";var N=2e7,P=[{id:`vegetation`,index:`ndvi`,needs:[`nir`,`red`],direction:`decrease`},{id:`fire`,index:`nbr`,needs:[`nir`,`swir22`],direction:`decrease`},{id:`drought`,index:`ndmi`,needs:[`nir`,`swir16`],direction:`decrease`},{id:`water`,index:`mndwi`,needs:[`green`,`swir16`],direction:`both`},{id:`building`,index:`ndbi`,needs:[`swir16`,`nir`],direction:`increase`},{id:`anything`,index:`ndvi`,needs:[`nir`,`red`],direction:`both`}],F=()=>`whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`,I=6,L=class extends i{constructor(...e){super(...e),this.of=``,this.collections=[],this.collection=``,this.shape=null,this.size=0,this.drawing=!1,this.purpose=P[0].id,this.name=``,this.from=``,this.least=.5,this.email=``,this.webhook=``,this.made=!1,this.secret=``,this.copied=!1,this.failure=``,this.progress=-1,this.trial=null,this.#e=new M(m),this.#t=new M(m),this.copy=async()=>{try{await navigator.clipboard.writeText(this.secret),this.copied=!0}catch{let e=this.querySelector(`.secret code`);e&&getSelection()?.selectAllChildren(e)}},this.draw=()=>{this.drawing=!this.drawing,this.drawing?(this.shape=null,this.#e.start(`Polygon`,(e,t)=>{this.drawing=!1,this.shape=e,this.size=t,this.trial=null},{left:()=>(this.drawing=!1,this.setShape(null))})):this.#e.stop()},this.read=async e=>{let t=e.target,n=t.files?.[0];if(t.value=``,n){if(this.failure=``,n.size>N)this.failure=A(`file.tooLarge`,{name:n.name,size:O(n.size),most:O(N)});else try{let e=await(await u(`/api/areas`,{method:`POST`,body:n,headers:{"Content-Type":`application/octet-stream`}})).json();this.setShape(e.geometry,e.area_ha*1e4),C(x(e.geometry.coordinates))}catch(e){this.failure=e.message||A(`state.failed`)}}},this.tryOut=async()=>{this.failure=``,this.trial=null,this.progress=0;try{let{id:e}=await c(`POST`,`/api/watches/try`,{...this.body,name:this.name||`trial`}),t=await b(e,e=>this.progress=e.progress??0);if(t.status!==`done`)throw Error(t.log[t.log.length-1]??A(`state.failed`));this.trial={count:Number(t.result?.count??0),...t.result?.alerts?{alerts:t.result.alerts}:{}},this.#t.show(this.trial.alerts??null)}catch(e){this.failure=e.message||A(`state.failed`)}this.progress=-1},this.create=async()=>{let{email:e,webhook:t}=this;if(this.failure=e&&h(`mail`,e)||t&&h(`webhook`,t),this.failure)return;let n=`/api/watches/${encodeURIComponent(this.name)}/subscribers`;try{if(this.made||await c(`POST`,`/api/watches`,this.body),this.made=!0,e&&await c(`POST`,n,{kind:`mail`,target:e}),t){let e=F();await c(`POST`,n,{kind:`webhook`,target:t,secret:e}),this.secret=e,await this.updateComplete,this.querySelector(`.button.main`)?.focus()}else this.dispatchEvent(new CustomEvent(`watch-created`))}catch(e){let t=e.message||A(`state.failed`);this.failure=this.made?A(`watch.notTold`,{name:this.name,why:t}):t}}}#e;#t;connectedCallback(){super.connectedCallback(),f().then(async e=>{let t=this.of?await _(this.of):null;this.collections=e.filter(e=>g(e)),this.choose(t?.collection??this.state.layers.find(e=>e.id.startsWith(`c/`))?.id.slice(2)??this.collections[0]?.id??``),t?.area&&(this.setShape(t.area,j(t.area)),C(x(t.area.coordinates)))}).catch(e=>this.failure=e.message)}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),this.#t.detach()}choose(e){this.collection=e;let t=this.collections.find(t=>t.id===e),[n,r]=t?.extent.temporal.interval[0]??[null,null];if(n&&r){let e=Date.parse(n)+.8*(Date.parse(r)-Date.parse(n));this.from=new Date(e).toISOString().slice(0,10)}let i=t&&g(t);i&&C(i),this.possible.some(e=>e.id===this.purpose)||(this.purpose=this.possible[0]?.id??``)}get possible(){let e=this.collections.find(e=>e.id===this.collection),t=e?d(e):[];return P.filter(e=>e.needs.every(e=>t.includes(e)))}get body(){let e=P.find(e=>e.id===this.purpose);return{name:this.name,collection:this.collection,index:e?.index??`ndvi`,monitor_from:this.from,rule:{minimum_area_ha:this.least,direction:e?.direction??`both`},...this.shape?{area:this.shape}:{}}}render(){if(this.secret&&this.made)return this.told();let e=e=>e.target.value;return r`
      <div class="title">
        <button type="button" class="button plain" title=${A(`alerts.back`)} @click=${()=>n.change({open:``})}>
          ${y(`back`)}<span class="unseen">${A(`alerts.back`)}</span>
        </button>
        <h1>${A(`watch.new`)}</h1>
      </div>
      <h2>1 · ${A(`watch.where`)}</h2>
      <label class="field">
        <span>${A(`catalogue.collection`)}</span>
        <select @change=${t=>this.choose(e(t))}>
          ${this.collections.map(e=>r`<option value=${e.id} ?selected=${e.id===this.collection}>${e.title??e.id}</option>`)}
        </select>
      </label>
      <div class="buttons">
        <button type="button" class="button" aria-pressed=${this.drawing} @click=${this.draw}>${y(`draw`)} ${A(`watch.draw`)}</button>
        <label class="button">
          ${y(`upload`)} ${A(`watch.upload`)}
          <input class="unseen" type="file" accept=".geojson,.json,.kml,.gpkg,.zip" @change=${this.read} />
        </label>
        ${this.shape?r`<button type="button" class="button" @click=${()=>this.setShape(null)}>${A(`watch.whole`)}</button>`:t}
      </div>
      <p class="quiet" role="status">${this.drawing?A(`watch.drawing`):this.shape?D(this.size/1e4):A(`watch.everywhere`)}</p>
      <sq-outline .shape=${this.drawing?null:this.shape} @outline=${e=>this.setShape(e.detail,j(e.detail))}></sq-outline>
      <h2>2 · ${A(`watch.what`)}</h2>
      <div class="purposes" role="radiogroup" aria-label=${A(`watch.what`)}>
        ${this.possible.map(e=>r`<label class="purpose">
            <input type="radio" name="purpose" value=${e.id} .checked=${e.id===this.purpose} @change=${()=>this.purpose=e.id} />
            <span><strong>${A(`purpose.`+e.id)}</strong><span class="quiet">${A(`purposeIs.`+e.id)}</span></span>
          </label>`)}
      </div>
      <div class="filters">
        <label class="field"><span>${A(`watch.name`)}</span>
          <input .value=${this.name} pattern="[a-z0-9-]+" placeholder="north" @input=${t=>this.name=e(t).trim().toLowerCase()} /></label>
        <label class="field"><span>${A(`watch.start`)}</span>
          <input type="date" .value=${this.from} @change=${t=>this.from=e(t)} /></label>
        <label class="field"><span>${A(`alerts.least`)}</span>
          <input type="number" min="0" step="0.1" .value=${String(this.least)} @change=${t=>this.least=Number(e(t))} /></label>
        <label class="field"><span>${A(`watch.email`)}</span>
          <input type="email" .value=${this.email} @input=${t=>this.email=e(t).trim()} /></label>
        <label class="field across"><span>${A(`watch.webhook`)}</span>
          <input type="url" dir="ltr" placeholder="https://example.org/hook" aria-describedby="webhook-is" .value=${this.webhook} @input=${t=>this.webhook=e(t).trim()} /></label>
        <p class="quiet across" id="webhook-is">${A(`watch.webhookIs`)}</p>
      </div>
      <h2>3 · ${A(`watch.try`)}</h2>
      <p class="quiet">${A(`watch.tryIs`)}</p>
      ${this.progress>=0?r`<progress max="1" .value=${this.progress} aria-label=${A(`watch.try`)}></progress><p class="quiet">${T(this.progress)}</p>`:t}
      ${this.trial?r`<p role="status"><strong>${A(`watch.would`,{n:this.trial.count})}</strong></p>`:t}
      ${this.pictures()} ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${!this.collection||this.progress>=0} @click=${this.tryOut}>${y(`play`)} ${A(`watch.try`)}</button>
        <button type="button" class="button main" ?disabled=${!this.name||!this.collection||this.progress>=0} @click=${this.create}>
          ${y(`check`)} ${A(`watch.create`)}
        </button>
      </div>
      <sq-same
        .command=${`sunqar watch create ${this.name||`NAME`} --collection ${this.collection} --index ${String(this.body.index)} --monitor-from ${this.from} --min-area ${this.least} --direction ${String(P.find(e=>e.id===this.purpose)?.direction??`both`)}${this.shape?` --aoi area.geojson`:``}`}
        .path=${`/api/watches`}
        .method=${`POST`}
        .body=${this.body}
      ></sq-same>
    `}told(){return r`
      <h1>${A(`watch.made`,{name:this.name})}</h1>
      <p>${A(`watch.secretIs`,{address:this.webhook})}</p>
      <p class="secret"><code dir="ltr">${this.secret}</code></p>
      <p class="bad">${A(`watch.secretOnce`)}</p>
      <p role="status">${this.copied?A(`watch.secretCopied`):t}</p>
      <div class="buttons">
        <button type="button" class="button" @click=${this.copy}>${y(`link`)} ${A(`watch.secretCopy`)}</button>
        <button type="button" class="button main" @click=${()=>this.dispatchEvent(new CustomEvent(`watch-created`))}>${y(`check`)} ${A(`watch.secretKept`)}</button>
      </div>
    `}pictures(){let e=[...this.trial?.alerts?.features??[]].sort((e,t)=>t.properties.area_ha-e.properties.area_ha);return e.length===0?t:r`<h3>${A(`watch.largest`)}</h3>
      <ul class="found">
        ${e.slice(0,I).map(({geometry:e,properties:t})=>{let n=x(e.coordinates);return r`<li>
            <button type="button" class="scene pair" @click=${()=>C(S(n,1500))}>
              ${this.chip(t.scenes[0],n,A(`alerts.before`))} ${this.chip(t.scenes[t.scenes.length-1],n,A(`alerts.after`))}
              <span><strong>${D(t.area_ha)}</strong> <span class="quiet">${E(t.first_date)}</span></span>
            </button>
          </li>`})}
      </ul>`}chip(e,t,n){if(!e)return r`<span class="blank"></span>`;let i=`/api/collections/${encodeURIComponent(this.collection)}/items/${encodeURIComponent(e)}/map`,a=S(t).map(e=>e.toFixed(6));return r`<img src="${i}?bbox=${a.join(`,`)}&width=160&height=160&f=webp" width="80" height="80" alt=${n} title=${n} />`}setShape(e,t=0){this.shape=e,this.size=t,this.trial=null,this.#e.show(e)}};s([a({attribute:!1})],L.prototype,`of`,void 0),s([e()],L.prototype,`collections`,void 0),s([e()],L.prototype,`collection`,void 0),s([e()],L.prototype,`shape`,void 0),s([e()],L.prototype,`size`,void 0),s([e()],L.prototype,`drawing`,void 0),s([e()],L.prototype,`purpose`,void 0),s([e()],L.prototype,`name`,void 0),s([e()],L.prototype,`from`,void 0),s([e()],L.prototype,`least`,void 0),s([e()],L.prototype,`email`,void 0),s([e()],L.prototype,`webhook`,void 0),s([e()],L.prototype,`made`,void 0),s([e()],L.prototype,`secret`,void 0),s([e()],L.prototype,`copied`,void 0),s([e()],L.prototype,`failure`,void 0),s([e()],L.prototype,`progress`,void 0),s([e()],L.prototype,`trial`,void 0),L=s([o(`sq-new-watch`)],L);var R=class extends i{constructor(...e){super(...e),this.watch=``,this.all=null,this.kind=`mail`,this.target=``,this.secret=``,this.said=``,this.failure=``,this.add=e=>{e.preventDefault();let{kind:t,target:n,secret:r}=this;if(this.said=``,this.failure=h(t,n),this.failure)return;let i={kind:t,target:n,...t===`webhook`&&r?{secret:r}:{}};this.act(async()=>{await c(`POST`,this.path,i),this.target=``,this.secret=``},A(`subscribers.added`,{target:n}))}}get path(){return`/api/watches/${encodeURIComponent(this.watch)}/subscribers`}async load(){this.all=(await l(this.path)).subscribers}async act(e,t){this.said=``,this.failure=``;try{await e(),await this.load(),this.said=t}catch(e){this.failure=e.message||A(`state.failed`)}}render(){let e=`sunqar watch subscribe ${this.watch} ${this.kind===`mail`?`--email`:`--webhook`} '${this.target||`ADDRESS`}'`;return r`<details class="same" @toggle=${e=>e.target.open&&void this.act(async()=>void 0,``)}>
      <summary>${A(`subscribers.title`)}</summary>
      <div class="judge">
        ${this.all?.length===0?r`<p class="quiet">${A(`subscribers.none`)}</p>`:t}
        <ul class="subscribers">
          ${(this.all??[]).map(e=>r`<li class="row">
              <span><bdi>${e.target}</bdi> <span class="quiet">${A(`subscribers.`+e.kind)}</span></span>
              <button type="button" class="button plain" title=${A(`subscribers.remove`,{target:e.target})} @click=${()=>this.drop(e)}>
                ${y(`close`)}<span class="unseen">${A(`subscribers.remove`,{target:e.target})}</span>
              </button>
            </li>`)}
        </ul>
        <form class="fields" novalidate @submit=${this.add}>
          <label class="field">
            <span>${A(`subscribers.how`)}</span>
            <select @change=${e=>this.kind=e.target.value}>
              ${[`mail`,`webhook`].map(e=>r`<option value=${e} ?selected=${e===this.kind}>${A(`subscribers.`+e)}</option>`)}
            </select>
          </label>
          <label class="field">
            <span>${A(`subscribers.address`)}</span>
            <input
              dir="ltr"
              required
              type=${this.kind===`mail`?`email`:`url`}
              placeholder=${this.kind===`mail`?`ranger@example.org`:`https://example.org/hook`}
              .value=${this.target}
              @input=${e=>this.target=e.target.value.trim()}
            />
          </label>
          ${this.kind===`webhook`?r`<label class="field">
                <span>${A(`subscribers.secret`)}</span>
                <input dir="ltr" type="password" autocomplete="off" .value=${this.secret} @input=${e=>this.secret=e.target.value} />
              </label>`:t}
          <button class="button">${y(`plus`)} ${A(`subscribers.add`)}</button>
        </form>
        <p role="status">${this.said}</p>
        ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
        <sq-same .command=${e} .path=${this.path} .method=${`POST`} .body=${{kind:this.kind,target:this.target}}></sq-same>
      </div>
    </details>`}drop({target:e}){this.act(()=>u(`${this.path}?target=${encodeURIComponent(e)}`,{method:`DELETE`}),A(`subscribers.removed`,{target:e}))}};s([a({attribute:!1})],R.prototype,`watch`,void 0),s([e()],R.prototype,`all`,void 0),s([e()],R.prototype,`kind`,void 0),s([e()],R.prototype,`target`,void 0),s([e()],R.prototype,`secret`,void 0),s([e()],R.prototype,`said`,void 0),s([e()],R.prototype,`failure`,void 0),R=s([o(`sq-subscribers`)],R);var z=class extends i{constructor(...e){super(...e),this.all=null,this.failure=``,this.busy=``,this.progress=0,this.said=``,this.doomed=``,this.#e=new w(m),this.load=()=>{p().then(e=>{this.all=e,this.#e.show(e.flatMap(e=>e.area?[{id:e.name,geometry:e.area}]:[]))}).catch(e=>this.failure=e.message||A(`state.failed`))}}#e;depends(e){return[e.open]}connectedCallback(){super.connectedCallback(),this.#e.attach(),this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach()}render(){return this.state.open.startsWith(`+`)?r`<sq-new-watch .of=${this.state.open.slice(1)} @watch-created=${()=>(this.load(),n.change({open:``}))}></sq-new-watch>`:r`
      <div class="title">
        <h1>${A(`view.watches`)}</h1>
        <button type="button" class="button main" @click=${()=>n.change({open:`+`})}>${y(`plus`)} ${A(`watch.new`)}</button>
      </div>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.all===null&&!this.failure?r`<p class="quiet" role="status">${A(`state.loading`)}</p>`:t}
      ${this.all?.length===0?r`<p class="quiet">${A(`watch.none`)}</p>`:t}
      <p role="status">${this.said}</p>
      <ul class="layers">
        ${(this.all??[]).map(e=>this.row(e))}
      </ul>
    `}row(e){let i=e.last_run;return r`<li class="layer" @mouseenter=${()=>this.#e.mark(e.name)} @mouseleave=${()=>this.#e.mark(``)}>
      <div class="row">
        <h2>${e.name}</h2>
        ${e.area?r`<button type="button" class="button plain" title=${A(`watch.zoom`)} @click=${()=>C(x(e.area.coordinates))}>
              ${y(`search`)}<span class="unseen">${A(`watch.zoom`)}</span>
            </button>`:t}
      </div>
      <p class="quiet">
        ${e.collection} · ${e.index} · ${e.detector.name} · ${A(`watch.from`,{day:E(e.monitor_from)})}
      </p>
      <p class="quiet">
        ${i?`${A(`watch.lastRun`,{day:E(i.finished)})} · ${A(`alerts.count`,{n:i.alerts})}`:A(`watch.neverRun`)}
      </p>
      ${this.busy===e.name?r`<progress max="1" .value=${this.progress} aria-label=${A(`watch.running`)}></progress>
            <p class="quiet">${A(`watch.running`)} ${T(this.progress)}</p>`:t}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${this.busy!==``} @click=${()=>this.run(e)}>${y(`play`)} ${A(`watch.run`)}</button>
        ${i?r`<button type="button" class="button" @click=${()=>this.onMap(e)}>${y(`layers`)} ${A(`watch.toMap`)}</button>
              <button type="button" class="button" @click=${()=>n.change({view:`alerts`,open:``,watch:e.name})}>${y(`alerts`)} ${A(`watch.alerts`)}</button>`:t}
        ${e.area?r`<button type="button" class="button" @click=${()=>n.change({open:`+${e.name}`})}>${y(`draw`)} ${A(`watch.here`)}</button>`:t}
        <button type="button" class="button" aria-expanded=${this.doomed===e.name} @click=${()=>this.ask(e)}>${y(`close`)} ${A(`watch.delete`)}</button>
      </div>
      ${this.doomed===e.name?this.question(e):t}
      <sq-subscribers .watch=${e.name}></sq-subscribers>
      <sq-same .command=${`sunqar watch run ${e.name}`} .path=${`/api/watches/${encodeURIComponent(e.name)}/run`} .method=${`POST`}></sq-same>
    </li>`}question(e){return r`<div class="judge" role="alertdialog" aria-label=${A(`watch.delete`)}>
      <p>${A(`watch.deleteWhat`,{name:e.name})}</p>
      <div class="buttons">
        <button type="button" class="button keep" @click=${()=>this.doomed=``}>${A(`watch.keep`)}</button>
        <button type="button" class="button danger" @click=${()=>this.delete(e)}>${A(`watch.delete`)}</button>
      </div>
    </div>`}ask(e){this.doomed=this.doomed===e.name?``:e.name,this.updateComplete.then(()=>this.querySelector(`.keep`)?.focus())}async delete(e){this.failure=``;try{await u(`/api/watches/${encodeURIComponent(e.name)}`,{method:`DELETE`}),this.said=A(`watch.deleted`,{name:e.name});let t=this.state.layers.filter(t=>!t.id.startsWith(`w/${e.name}/`));n.change({layers:t}),v(),this.load()}catch(e){this.failure=e.message||A(`state.failed`)}this.doomed=``}async run(e){this.busy=e.name,this.progress=0,this.failure=``;try{let{id:t}=await c(`POST`,`/api/watches/${encodeURIComponent(e.name)}/run`,{}),n=await b(t,e=>this.progress=e.progress??0);n.status===`failed`?this.failure=n.log[n.log.length-1]??A(`state.failed`):this.said=A(`watch.ran`,{name:e.name,alerts:k(Number(n.result?.alerts??0))}),v(),this.load()}catch(e){this.failure=e.message||A(`state.failed`)}this.busy=``}onMap(e){let t={id:`w/${e.name}/break_date`,visible:!0,opacity:.8,style:{}},r=this.state.layers.filter(e=>e.id!==t.id);n.change({view:`map`,layers:[...r,t]}),e.area&&C(x(e.area.coordinates))}};s([e()],z.prototype,`all`,void 0),s([e()],z.prototype,`failure`,void 0),s([e()],z.prototype,`busy`,void 0),s([e()],z.prototype,`progress`,void 0),s([e()],z.prototype,`said`,void 0),s([e()],z.prototype,`doomed`,void 0),z=s([o(`sq-watches`)],z);export{z as WatchesPanel};