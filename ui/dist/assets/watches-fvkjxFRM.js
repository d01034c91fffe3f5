import{a as e,c as t,i as n,l as r,n as i,o as a,s as o,t as s}from"./decorate-CbOm656o.js";import{f as c,i as l,u}from"./api-DCSJWLQT.js";import{a as d,b as f,i as p,l as m,p as h,r as g,s as _}from"./app-Bi7ma6Pa.js";import{r as v}from"./jobs-DGHOxQi4.js";import{n as y,t as b}from"./box-BOy4Rr3O.js";import{t as x}from"./fit-wmMc91tY.js";import{t as S}from"./footprints-CLFyqFJw.js";import{a as C,i as w,l as T,n as E,o as D,s as O}from"./index-BELNYGZN.js";import"./same-Cx0J2Ow1.js";import{t as k}from"./draw-DyfBHeNF.js";var A=2e7,j=[{id:`vegetation`,index:`ndvi`,needs:[`nir`,`red`],direction:`decrease`},{id:`fire`,index:`nbr`,needs:[`nir`,`swir22`],direction:`decrease`},{id:`drought`,index:`ndmi`,needs:[`nir`,`swir16`],direction:`decrease`},{id:`water`,index:`mndwi`,needs:[`green`,`swir16`],direction:`both`},{id:`building`,index:`ndbi`,needs:[`swir16`,`nir`],direction:`increase`},{id:`anything`,index:`ndvi`,needs:[`nir`,`red`],direction:`both`}],M=6,N=class extends i{constructor(...e){super(...e),this.collections=[],this.collection=``,this.shape=null,this.size=0,this.drawing=!1,this.purpose=j[0].id,this.name=``,this.from=``,this.least=.5,this.email=``,this.failure=``,this.progress=-1,this.trial=null,this.#e=new k(h),this.#t=new k(h),this.draw=()=>{this.drawing=!this.drawing,this.drawing?(this.shape=null,this.#e.start(`Polygon`,(e,t)=>{this.drawing=!1,this.shape=e,this.size=t,this.trial=null},{left:()=>(this.drawing=!1,this.setShape(null))})):this.#e.stop()},this.read=async e=>{let t=e.target,n=t.files?.[0];if(t.value=``,n){if(this.failure=``,n.size>A)this.failure=T(`file.tooLarge`,{name:n.name,size:C(n.size),most:C(A)});else try{let e=await(await u(`/api/areas`,{method:`POST`,body:n,headers:{"Content-Type":`application/octet-stream`}})).json();this.setShape(e.geometry,e.area_ha*1e4),x(y(e.geometry.coordinates))}catch(e){this.failure=e.message||T(`state.failed`)}}},this.tryOut=async()=>{this.failure=``,this.trial=null,this.progress=0;try{let{id:e}=await c(`POST`,`/api/watches/try`,{...this.body,name:this.name||`trial`}),t=await v(e,e=>this.progress=e.progress??0);if(t.status!==`done`)throw Error(t.log[t.log.length-1]??T(`state.failed`));this.trial={count:Number(t.result?.count??0),...t.result?.alerts?{alerts:t.result.alerts}:{}},this.#t.show(this.trial.alerts??null)}catch(e){this.failure=e.message||T(`state.failed`)}this.progress=-1},this.create=async()=>{this.failure=``;try{await c(`POST`,`/api/watches`,this.body),this.email&&await c(`POST`,`/api/watches/${encodeURIComponent(this.name)}/subscribers`,{kind:`mail`,target:this.email}),this.dispatchEvent(new CustomEvent(`watch-created`))}catch(e){this.failure=e.message||T(`state.failed`)}}}#e;#t;connectedCallback(){super.connectedCallback(),_().then(e=>{this.collections=e.filter(e=>d(e)),this.choose(this.state.layers.find(e=>e.id.startsWith(`c/`))?.id.slice(2)??this.collections[0]?.id??``)}).catch(e=>this.failure=e.message)}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),this.#t.detach()}choose(e){this.collection=e;let t=this.collections.find(t=>t.id===e),[n,r]=t?.extent.temporal.interval[0]??[null,null];if(n&&r){let e=Date.parse(n)+.8*(Date.parse(r)-Date.parse(n));this.from=new Date(e).toISOString().slice(0,10)}let i=t&&d(t);i&&x(i),this.possible.some(e=>e.id===this.purpose)||(this.purpose=this.possible[0]?.id??``)}get possible(){let e=this.collections.find(e=>e.id===this.collection),t=e?p(e):[];return j.filter(e=>e.needs.every(e=>t.includes(e)))}get body(){let e=j.find(e=>e.id===this.purpose);return{name:this.name,collection:this.collection,index:e?.index??`ndvi`,monitor_from:this.from,rule:{minimum_area_ha:this.least,direction:e?.direction??`both`},...this.shape?{area:this.shape}:{}}}render(){let e=e=>e.target.value;return r`
      <div class="title">
        <button type="button" class="button plain" title=${T(`alerts.back`)} @click=${()=>n.change({open:``})}>
          ${f(`back`)}<span class="unseen">${T(`alerts.back`)}</span>
        </button>
        <h1>${T(`watch.new`)}</h1>
      </div>
      <h2>1 · ${T(`watch.where`)}</h2>
      <label class="field">
        <span>${T(`catalogue.collection`)}</span>
        <select @change=${t=>this.choose(e(t))}>
          ${this.collections.map(e=>r`<option value=${e.id} ?selected=${e.id===this.collection}>${e.title??e.id}</option>`)}
        </select>
      </label>
      <div class="buttons">
        <button type="button" class="button" aria-pressed=${this.drawing} @click=${this.draw}>${f(`draw`)} ${T(`watch.draw`)}</button>
        <label class="button">
          ${f(`upload`)} ${T(`watch.upload`)}
          <input class="unseen" type="file" accept=".geojson,.json,.kml,.gpkg,.zip" @change=${this.read} />
        </label>
        ${this.shape?r`<button type="button" class="button" @click=${()=>this.setShape(null)}>${T(`watch.whole`)}</button>`:t}
      </div>
      <p class="quiet" role="status">${this.drawing?T(`watch.drawing`):this.shape?E(this.size/1e4):T(`watch.everywhere`)}</p>
      <h2>2 · ${T(`watch.what`)}</h2>
      <div class="purposes" role="radiogroup" aria-label=${T(`watch.what`)}>
        ${this.possible.map(e=>r`<label class="purpose">
            <input type="radio" name="purpose" value=${e.id} .checked=${e.id===this.purpose} @change=${()=>this.purpose=e.id} />
            <span><strong>${T(`purpose.`+e.id)}</strong><span class="quiet">${T(`purposeIs.`+e.id)}</span></span>
          </label>`)}
      </div>
      <div class="filters">
        <label class="field"><span>${T(`watch.name`)}</span>
          <input .value=${this.name} pattern="[a-z0-9-]+" placeholder="north" @input=${t=>this.name=e(t).trim().toLowerCase()} /></label>
        <label class="field"><span>${T(`watch.start`)}</span>
          <input type="date" .value=${this.from} @change=${t=>this.from=e(t)} /></label>
        <label class="field"><span>${T(`alerts.least`)}</span>
          <input type="number" min="0" step="0.1" .value=${String(this.least)} @change=${t=>this.least=Number(e(t))} /></label>
        <label class="field"><span>${T(`watch.email`)}</span>
          <input type="email" .value=${this.email} @input=${t=>this.email=e(t).trim()} /></label>
      </div>
      <h2>3 · ${T(`watch.try`)}</h2>
      <p class="quiet">${T(`watch.tryIs`)}</p>
      ${this.progress>=0?r`<progress max="1" .value=${this.progress} aria-label=${T(`watch.try`)}></progress><p class="quiet">${O(this.progress)}</p>`:t}
      ${this.trial?r`<p role="status"><strong>${T(`watch.would`,{n:this.trial.count})}</strong></p>`:t}
      ${this.pictures()} ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${!this.collection||this.progress>=0} @click=${this.tryOut}>${f(`play`)} ${T(`watch.try`)}</button>
        <button type="button" class="button main" ?disabled=${!this.name||!this.collection||this.progress>=0} @click=${this.create}>
          ${f(`check`)} ${T(`watch.create`)}
        </button>
      </div>
      <sq-same
        .command=${`sunqar watch create ${this.name||`NAME`} --collection ${this.collection} --index ${String(this.body.index)} --monitor-from ${this.from} --min-area ${this.least} --direction ${String(j.find(e=>e.id===this.purpose)?.direction??`both`)}${this.shape?` --aoi area.geojson`:``}`}
        .path=${`/api/watches`}
        .method=${`POST`}
        .body=${this.body}
      ></sq-same>
    `}pictures(){let e=[...this.trial?.alerts?.features??[]].sort((e,t)=>t.properties.area_ha-e.properties.area_ha);return e.length===0?t:r`<h3>${T(`watch.largest`)}</h3>
      <ul class="found">
        ${e.slice(0,M).map(({geometry:e,properties:t})=>{let n=y(e.coordinates);return r`<li>
            <button type="button" class="scene pair" @click=${()=>x(b(n,1500))}>
              ${this.chip(t.scenes[0],n,T(`alerts.before`))} ${this.chip(t.scenes[t.scenes.length-1],n,T(`alerts.after`))}
              <span><strong>${E(t.area_ha)}</strong> <span class="quiet">${w(t.first_date)}</span></span>
            </button>
          </li>`})}
      </ul>`}chip(e,t,n){if(!e)return r`<span class="blank"></span>`;let i=`/api/collections/${encodeURIComponent(this.collection)}/items/${encodeURIComponent(e)}/map`,a=b(t).map(e=>e.toFixed(6));return r`<img src="${i}?bbox=${a.join(`,`)}&width=160&height=160&f=webp" width="80" height="80" alt=${n} title=${n} />`}setShape(e,t=0){this.shape=e,this.size=t,this.trial=null,this.#e.show(e)}};s([e()],N.prototype,`collections`,void 0),s([e()],N.prototype,`collection`,void 0),s([e()],N.prototype,`shape`,void 0),s([e()],N.prototype,`size`,void 0),s([e()],N.prototype,`drawing`,void 0),s([e()],N.prototype,`purpose`,void 0),s([e()],N.prototype,`name`,void 0),s([e()],N.prototype,`from`,void 0),s([e()],N.prototype,`least`,void 0),s([e()],N.prototype,`email`,void 0),s([e()],N.prototype,`failure`,void 0),s([e()],N.prototype,`progress`,void 0),s([e()],N.prototype,`trial`,void 0),N=s([o(`sq-new-watch`)],N);var P=class extends i{constructor(...e){super(...e),this.watch=``,this.all=null,this.kind=`mail`,this.target=``,this.secret=``,this.said=``,this.failure=``,this.add=e=>{e.preventDefault();let{kind:t,target:n,secret:r}=this,i={kind:t,target:n,...t===`webhook`&&r?{secret:r}:{}};this.act(async()=>{await c(`POST`,this.path,i),this.target=``,this.secret=``},T(`subscribers.added`,{target:n}))}}get path(){return`/api/watches/${encodeURIComponent(this.watch)}/subscribers`}async load(){this.all=(await l(this.path)).subscribers}async act(e,t){this.said=``,this.failure=``;try{await e(),await this.load(),this.said=t}catch(e){this.failure=e.message||T(`state.failed`)}}render(){let e=`sunqar watch subscribe ${this.watch} ${this.kind===`mail`?`--email`:`--webhook`} '${this.target||`ADDRESS`}'`;return r`<details class="same" @toggle=${e=>e.target.open&&void this.act(async()=>void 0,``)}>
      <summary>${T(`subscribers.title`)}</summary>
      <div class="judge">
        ${this.all?.length===0?r`<p class="quiet">${T(`subscribers.none`)}</p>`:t}
        <ul class="subscribers">
          ${(this.all??[]).map(e=>r`<li class="row">
              <span><bdi>${e.target}</bdi> <span class="quiet">${T(`subscribers.`+e.kind)}</span></span>
              <button type="button" class="button plain" title=${T(`subscribers.remove`,{target:e.target})} @click=${()=>this.drop(e)}>
                ${f(`close`)}<span class="unseen">${T(`subscribers.remove`,{target:e.target})}</span>
              </button>
            </li>`)}
        </ul>
        <form class="fields" @submit=${this.add}>
          <label class="field">
            <span>${T(`subscribers.how`)}</span>
            <select @change=${e=>this.kind=e.target.value}>
              ${[`mail`,`webhook`].map(e=>r`<option value=${e} ?selected=${e===this.kind}>${T(`subscribers.`+e)}</option>`)}
            </select>
          </label>
          <label class="field">
            <span>${T(`subscribers.address`)}</span>
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
                <span>${T(`subscribers.secret`)}</span>
                <input dir="ltr" type="password" autocomplete="off" .value=${this.secret} @input=${e=>this.secret=e.target.value} />
              </label>`:t}
          <button class="button">${f(`plus`)} ${T(`subscribers.add`)}</button>
        </form>
        <p role="status">${this.said}</p>
        ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
        <sq-same .command=${e} .path=${this.path} .method=${`POST`} .body=${{kind:this.kind,target:this.target}}></sq-same>
      </div>
    </details>`}drop({target:e}){this.act(()=>u(`${this.path}?target=${encodeURIComponent(e)}`,{method:`DELETE`}),T(`subscribers.removed`,{target:e}))}};s([a({attribute:!1})],P.prototype,`watch`,void 0),s([e()],P.prototype,`all`,void 0),s([e()],P.prototype,`kind`,void 0),s([e()],P.prototype,`target`,void 0),s([e()],P.prototype,`secret`,void 0),s([e()],P.prototype,`said`,void 0),s([e()],P.prototype,`failure`,void 0),P=s([o(`sq-subscribers`)],P);var F=class extends i{constructor(...e){super(...e),this.all=null,this.failure=``,this.busy=``,this.progress=0,this.said=``,this.doomed=``,this.#e=new S(h),this.load=()=>{g().then(e=>{this.all=e,this.#e.show(e.flatMap(e=>e.area?[{id:e.name,geometry:e.area}]:[]))}).catch(e=>this.failure=e.message||T(`state.failed`))}}#e;depends(e){return[e.open]}connectedCallback(){super.connectedCallback(),this.#e.attach(),this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach()}render(){return this.state.open===`+`?r`<sq-new-watch @watch-created=${()=>(this.load(),n.change({open:``}))}></sq-new-watch>`:r`
      <div class="title">
        <h1>${T(`view.watches`)}</h1>
        <button type="button" class="button main" @click=${()=>n.change({open:`+`})}>${f(`plus`)} ${T(`watch.new`)}</button>
      </div>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.all===null&&!this.failure?r`<p class="quiet" role="status">${T(`state.loading`)}</p>`:t}
      ${this.all?.length===0?r`<p class="quiet">${T(`watch.none`)}</p>`:t}
      <p role="status">${this.said}</p>
      <ul class="layers">
        ${(this.all??[]).map(e=>this.row(e))}
      </ul>
    `}row(e){let i=e.last_run;return r`<li class="layer" @mouseenter=${()=>this.#e.mark(e.name)} @mouseleave=${()=>this.#e.mark(``)}>
      <div class="row">
        <h2>${e.name}</h2>
        ${e.area?r`<button type="button" class="button plain" title=${T(`watch.zoom`)} @click=${()=>x(y(e.area.coordinates))}>
              ${f(`search`)}<span class="unseen">${T(`watch.zoom`)}</span>
            </button>`:t}
      </div>
      <p class="quiet">
        ${e.collection} · ${e.index} · ${e.detector.name} · ${T(`watch.from`,{day:w(e.monitor_from)})}
      </p>
      <p class="quiet">
        ${i?`${T(`watch.lastRun`,{day:w(i.finished)})} · ${T(`alerts.count`,{n:i.alerts})}`:T(`watch.neverRun`)}
      </p>
      ${this.busy===e.name?r`<progress max="1" .value=${this.progress} aria-label=${T(`watch.running`)}></progress>
            <p class="quiet">${T(`watch.running`)} ${O(this.progress)}</p>`:t}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${this.busy!==``} @click=${()=>this.run(e)}>${f(`play`)} ${T(`watch.run`)}</button>
        ${i?r`<button type="button" class="button" @click=${()=>this.onMap(e)}>${f(`layers`)} ${T(`watch.toMap`)}</button>
              <button type="button" class="button" @click=${()=>n.change({view:`alerts`,open:``,watch:e.name})}>${f(`alerts`)} ${T(`watch.alerts`)}</button>`:t}
        <button type="button" class="button" aria-expanded=${this.doomed===e.name} @click=${()=>this.ask(e)}>${f(`close`)} ${T(`watch.delete`)}</button>
      </div>
      ${this.doomed===e.name?this.question(e):t}
      <sq-subscribers .watch=${e.name}></sq-subscribers>
      <sq-same .command=${`sunqar watch run ${e.name}`} .path=${`/api/watches/${encodeURIComponent(e.name)}/run`} .method=${`POST`}></sq-same>
    </li>`}question(e){return r`<div class="judge" role="alertdialog" aria-label=${T(`watch.delete`)}>
      <p>${T(`watch.deleteWhat`,{name:e.name})}</p>
      <div class="buttons">
        <button type="button" class="button keep" @click=${()=>this.doomed=``}>${T(`watch.keep`)}</button>
        <button type="button" class="button danger" @click=${()=>this.delete(e)}>${T(`watch.delete`)}</button>
      </div>
    </div>`}ask(e){this.doomed=this.doomed===e.name?``:e.name,this.updateComplete.then(()=>this.querySelector(`.keep`)?.focus())}async delete(e){this.failure=``;try{await u(`/api/watches/${encodeURIComponent(e.name)}`,{method:`DELETE`}),this.said=T(`watch.deleted`,{name:e.name});let t=this.state.layers.filter(t=>!t.id.startsWith(`w/${e.name}/`));n.change({layers:t}),m(),this.load()}catch(e){this.failure=e.message||T(`state.failed`)}this.doomed=``}async run(e){this.busy=e.name,this.progress=0,this.failure=``;try{let{id:t}=await c(`POST`,`/api/watches/${encodeURIComponent(e.name)}/run`,{}),n=await v(t,e=>this.progress=e.progress??0);n.status===`failed`?this.failure=n.log[n.log.length-1]??T(`state.failed`):this.said=T(`watch.ran`,{name:e.name,alerts:D(Number(n.result?.alerts??0))}),m(),this.load()}catch(e){this.failure=e.message||T(`state.failed`)}this.busy=``}onMap(e){let t={id:`w/${e.name}/break_date`,visible:!0,opacity:.8,style:{}},r=this.state.layers.filter(e=>e.id!==t.id);n.change({view:`map`,layers:[...r,t]}),e.area&&x(y(e.area.coordinates))}};s([e()],F.prototype,`all`,void 0),s([e()],F.prototype,`failure`,void 0),s([e()],F.prototype,`busy`,void 0),s([e()],F.prototype,`progress`,void 0),s([e()],F.prototype,`said`,void 0),s([e()],F.prototype,`doomed`,void 0),F=s([o(`sq-watches`)],F);export{F as WatchesPanel};