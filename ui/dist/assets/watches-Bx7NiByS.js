import{a as e,c as t,i as n,l as r,n as i,s as a,t as o}from"./decorate-C8RBIUg7.js";import{c as s,s as c}from"./api-D8ol9-B_.js";import{a as l,i as u,l as d,n as f,r as p,s as m}from"./app-7FSrDjkv.js";import{r as h}from"./jobs-CCNjmI1G.js";import{i as g,n as _}from"./watches-CCYKstpi.js";import{t as v}from"./fit-D2_naCdI.js";import{t as y}from"./same-DxqvTX45.js";import{a as b,c as x,i as S,n as C,o as w}from"./index-zP7bXtix.js";import{t as T}from"./draw-209hQaw6.js";var E=[{id:`vegetation`,index:`ndvi`,needs:[`nir`,`red`],direction:`decrease`},{id:`fire`,index:`nbr`,needs:[`nir`,`swir22`],direction:`decrease`},{id:`drought`,index:`ndmi`,needs:[`nir`,`swir16`],direction:`decrease`},{id:`water`,index:`mndwi`,needs:[`green`,`swir16`],direction:`both`},{id:`building`,index:`ndbi`,needs:[`swir16`,`nir`],direction:`increase`},{id:`anything`,index:`ndvi`,needs:[`nir`,`red`],direction:`both`}],D=class extends i{constructor(...e){super(...e),this.collections=[],this.collection=``,this.shape=null,this.size=0,this.drawing=!1,this.purpose=E[0].id,this.name=``,this.from=``,this.least=.5,this.email=``,this.failure=``,this.progress=-1,this.trial=null,this.#e=new T(m),this.#t=new T(m),this.draw=()=>{this.drawing=!this.drawing,this.drawing?this.#e.start(`Polygon`,(e,t)=>{this.drawing=!1,this.shape=e,this.size=t,this.trial=null}):this.#e.stop()},this.read=async e=>{let t=e.target,n=t.files?.[0];if(t.value=``,n){this.failure=``;try{let e=await(await c(`/api/areas`,{method:`POST`,body:n,headers:{"Content-Type":`application/octet-stream`}})).json();this.setShape(e.geometry,e.area_ha*1e4),v(g(e.geometry.coordinates))}catch(e){this.failure=e.message||x(`state.failed`)}}},this.tryOut=async()=>{this.failure=``,this.trial=null,this.progress=0;try{let{id:e}=await s(`POST`,`/api/watches/try`,{...this.body,name:this.name||`trial`}),t=await h(e,e=>this.progress=e.progress??0);if(t.status!==`done`)throw Error(t.log[t.log.length-1]??x(`state.failed`));this.trial={count:Number(t.result?.count??0),alerts:t.result?.alerts},this.trial.alerts&&this.#t.show(this.trial.alerts)}catch(e){this.failure=e.message||x(`state.failed`)}this.progress=-1},this.create=async()=>{this.failure=``;try{await s(`POST`,`/api/watches`,this.body),this.email&&await s(`POST`,`/api/watches/${encodeURIComponent(this.name)}/subscribers`,{kind:`mail`,target:this.email}),this.dispatchEvent(new CustomEvent(`watch-created`))}catch(e){this.failure=e.message||x(`state.failed`)}}}#e;#t;connectedCallback(){super.connectedCallback(),u().then(e=>{this.collections=e.filter(e=>p(e)),this.choose(this.state.layers.find(e=>e.id.startsWith(`c/`))?.id.slice(2)??this.collections[0]?.id??``)}).catch(e=>this.failure=e.message)}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),this.#t.detach()}choose(e){this.collection=e;let t=this.collections.find(t=>t.id===e),[n,r]=t?.extent.temporal.interval[0]??[null,null];if(n&&r){let e=Date.parse(n)+.8*(Date.parse(r)-Date.parse(n));this.from=new Date(e).toISOString().slice(0,10)}let i=t&&p(t);i&&v(i),this.possible.some(e=>e.id===this.purpose)||(this.purpose=this.possible[0]?.id??``)}get possible(){let e=this.collections.find(e=>e.id===this.collection),t=e?f(e):[];return E.filter(e=>e.needs.every(e=>t.includes(e)))}get body(){let e=E.find(e=>e.id===this.purpose);return{name:this.name,collection:this.collection,index:e?.index??`ndvi`,monitor_from:this.from,rule:{minimum_area_ha:this.least,direction:e?.direction??`both`},...this.shape?{area:this.shape}:{}}}render(){let e=e=>e.target.value;return r`
      <div class="title">
        <button type="button" class="button plain" title=${x(`alerts.back`)} @click=${()=>n.change({open:``})}>
          ${d(`back`)}<span class="unseen">${x(`alerts.back`)}</span>
        </button>
        <h1>${x(`watch.new`)}</h1>
      </div>
      <h2>1 · ${x(`watch.where`)}</h2>
      <label class="field">
        <span>${x(`catalogue.collection`)}</span>
        <select @change=${t=>this.choose(e(t))}>
          ${this.collections.map(e=>r`<option value=${e.id} ?selected=${e.id===this.collection}>${e.title??e.id}</option>`)}
        </select>
      </label>
      <div class="buttons">
        <button type="button" class="button" aria-pressed=${this.drawing} @click=${this.draw}>${d(`draw`)} ${x(`watch.draw`)}</button>
        <label class="button">
          ${d(`upload`)} ${x(`watch.upload`)}
          <input class="unseen" type="file" accept=".geojson,.json,.kml,.gpkg,.zip" @change=${this.read} />
        </label>
        ${this.shape?r`<button type="button" class="button" @click=${()=>this.setShape(null)}>${x(`watch.whole`)}</button>`:t}
      </div>
      <p class="quiet" role="status">${this.drawing?x(`watch.drawing`):this.shape?C(this.size/1e4):x(`watch.everywhere`)}</p>
      <h2>2 · ${x(`watch.what`)}</h2>
      <div class="purposes" role="radiogroup" aria-label=${x(`watch.what`)}>
        ${this.possible.map(e=>r`<label class="purpose">
            <input type="radio" name="purpose" value=${e.id} .checked=${e.id===this.purpose} @change=${()=>this.purpose=e.id} />
            <span><strong>${x(`purpose.`+e.id)}</strong><span class="quiet">${x(`purposeIs.`+e.id)}</span></span>
          </label>`)}
      </div>
      <div class="filters">
        <label class="field"><span>${x(`watch.name`)}</span>
          <input .value=${this.name} pattern="[a-z0-9-]+" placeholder="north" @input=${t=>this.name=e(t).trim().toLowerCase()} /></label>
        <label class="field"><span>${x(`watch.start`)}</span>
          <input type="date" .value=${this.from} @change=${t=>this.from=e(t)} /></label>
        <label class="field"><span>${x(`alerts.least`)}</span>
          <input type="number" min="0" step="0.1" .value=${String(this.least)} @change=${t=>this.least=Number(e(t))} /></label>
        <label class="field"><span>${x(`watch.email`)}</span>
          <input type="email" .value=${this.email} @input=${t=>this.email=e(t).trim()} /></label>
      </div>
      <h2>3 · ${x(`watch.try`)}</h2>
      <p class="quiet">${x(`watch.tryIs`)}</p>
      ${this.progress>=0?r`<progress max="1" .value=${this.progress} aria-label=${x(`watch.try`)}></progress><p class="quiet">${w(this.progress)}</p>`:t}
      ${this.trial?r`<p role="status"><strong>${x(`watch.would`,{n:this.trial.count})}</strong></p>`:t}
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${!this.collection||this.progress>=0} @click=${this.tryOut}>${d(`play`)} ${x(`watch.try`)}</button>
        <button type="button" class="button main" ?disabled=${!this.name||!this.collection||this.progress>=0} @click=${this.create}>
          ${d(`check`)} ${x(`watch.create`)}
        </button>
      </div>
      <sq-same
        .command=${`sunqar watch create ${this.name||`NAME`} --collection ${this.collection} --index ${String(this.body.index)} --monitor-from ${this.from}${this.shape?` --aoi area.geojson`:``}`}
        .path=${`/api/watches`}
        .method=${`POST`}
        .body=${this.body}
      ></sq-same>
    `}setShape(e,t=0){this.shape=e,this.size=t,this.trial=null,this.#e.show(e)}};o([e()],D.prototype,`collections`,void 0),o([e()],D.prototype,`collection`,void 0),o([e()],D.prototype,`shape`,void 0),o([e()],D.prototype,`size`,void 0),o([e()],D.prototype,`drawing`,void 0),o([e()],D.prototype,`purpose`,void 0),o([e()],D.prototype,`name`,void 0),o([e()],D.prototype,`from`,void 0),o([e()],D.prototype,`least`,void 0),o([e()],D.prototype,`email`,void 0),o([e()],D.prototype,`failure`,void 0),o([e()],D.prototype,`progress`,void 0),o([e()],D.prototype,`trial`,void 0),D=o([a(`sq-new-watch`)],D);var O=class extends i{constructor(...e){super(...e),this.all=null,this.failure=``,this.busy=``,this.progress=0,this.said=``,this.#e=new y(m),this.load=()=>{_().then(e=>{this.all=e,this.#e.show(e.flatMap(e=>e.area?[{id:e.name,geometry:e.area}]:[]))}).catch(e=>this.failure=e.message||x(`state.failed`))}}#e;depends(e){return[e.open]}connectedCallback(){super.connectedCallback(),this.#e.attach(),this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach()}render(){return this.state.open===`+`?r`<sq-new-watch @watch-created=${()=>(this.load(),n.change({open:``}))}></sq-new-watch>`:r`
      <div class="title">
        <h1>${x(`view.watches`)}</h1>
        <button type="button" class="button main" @click=${()=>n.change({open:`+`})}>${d(`plus`)} ${x(`watch.new`)}</button>
      </div>
      ${this.failure?r`<p class="bad" role="alert">${this.failure}</p>`:t}
      ${this.all===null&&!this.failure?r`<p class="quiet" role="status">${x(`state.loading`)}</p>`:t}
      ${this.all?.length===0?r`<p class="quiet">${x(`watch.none`)}</p>`:t}
      <p role="status">${this.said}</p>
      <ul class="layers">
        ${(this.all??[]).map(e=>this.row(e))}
      </ul>
    `}row(e){let n=e.last_run;return r`<li class="layer" @mouseenter=${()=>this.#e.mark(e.name)} @mouseleave=${()=>this.#e.mark(``)}>
      <div class="row">
        <h2>${e.name}</h2>
        ${e.area?r`<button type="button" class="button plain" title=${x(`watch.zoom`)} @click=${()=>v(g(e.area.coordinates))}>
              ${d(`search`)}<span class="unseen">${x(`watch.zoom`)}</span>
            </button>`:t}
      </div>
      <p class="quiet">
        ${e.collection} · ${e.index} · ${e.detector.name} · ${x(`watch.from`,{day:S(e.monitor_from)})}
      </p>
      <p class="quiet">
        ${n?`${x(`watch.lastRun`,{day:S(n.finished)})} · ${x(`alerts.count`,{n:n.alerts})}`:x(`watch.neverRun`)}
      </p>
      ${this.busy===e.name?r`<progress max="1" .value=${this.progress} aria-label=${x(`watch.running`)}></progress>
            <p class="quiet">${x(`watch.running`)} ${w(this.progress)}</p>`:t}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${this.busy!==``} @click=${()=>this.run(e)}>${d(`play`)} ${x(`watch.run`)}</button>
        ${n?r`<button type="button" class="button" @click=${()=>this.onMap(e)}>${d(`layers`)} ${x(`watch.toMap`)}</button>`:t}
      </div>
      <sq-same .command=${`sunqar watch run ${e.name}`} .path=${`/api/watches/${encodeURIComponent(e.name)}/run`} .method=${`POST`}></sq-same>
    </li>`}async run(e){this.busy=e.name,this.progress=0,this.failure=``;try{let{id:t}=await s(`POST`,`/api/watches/${encodeURIComponent(e.name)}/run`,{}),n=await h(t,e=>this.progress=e.progress??0);n.status===`failed`?this.failure=n.log[n.log.length-1]??x(`state.failed`):this.said=x(`watch.ran`,{name:e.name,alerts:b(Number(n.result?.alerts??0))}),l(),this.load()}catch(e){this.failure=e.message||x(`state.failed`)}this.busy=``}onMap(e){let t={id:`w/${e.name}/break_date`,visible:!0,opacity:.8,style:{}},r=this.state.layers.filter(e=>e.id!==t.id);n.change({view:`map`,layers:[...r,t]}),e.area&&v(g(e.area.coordinates))}};o([e()],O.prototype,`all`,void 0),o([e()],O.prototype,`failure`,void 0),o([e()],O.prototype,`busy`,void 0),o([e()],O.prototype,`progress`,void 0),o([e()],O.prototype,`said`,void 0),O=o([a(`sq-watches`)],O);export{O as WatchesPanel};