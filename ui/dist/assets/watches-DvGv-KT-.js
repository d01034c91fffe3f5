import{V as e,a as t,c as n,dn as r,f as i,fn as a,gn as o,hn as s,i as c,l,mn as u,n as d,o as f,p,r as m,un as h}from"./app-B9AgnvHt.js";import{r as g}from"./jobs-Bk0gbv0Z.js";import{t as _}from"./same-uw5hDnT-.js";import{n as v,t as y}from"./detail-D9gae8Ot.js";import{a as b,c as x,i as S,n as C,o as w}from"./index-DZN3G8NK.js";import{t as T}from"./draw-rOV97zOp.js";var E=[{id:`vegetation`,index:`ndvi`,needs:[`nir`,`red`],direction:`loss`},{id:`fire`,index:`nbr`,needs:[`nir`,`swir22`],direction:`loss`},{id:`drought`,index:`ndmi`,needs:[`nir`,`swir16`],direction:`loss`},{id:`water`,index:`mndwi`,needs:[`green`,`swir16`],direction:`both`},{id:`building`,index:`ndbi`,needs:[`swir16`,`nir`],direction:`gain`},{id:`anything`,index:`ndvi`,needs:[`nir`,`red`],direction:`both`}],D=class extends h{constructor(...e){super(...e),this.collections=[],this.collection=``,this.shape=null,this.size=0,this.drawing=!1,this.purpose=E[0].id,this.name=``,this.from=``,this.least=.5,this.email=``,this.failure=``,this.progress=-1,this.trial=null,this.#e=new T(n),this.#t=new T(n),this.draw=()=>{this.drawing=!this.drawing,this.drawing?this.#e.start(`Polygon`,(e,t)=>{this.drawing=!1,this.shape=e,this.size=t,this.trial=null}):this.#e.stop()},this.read=async e=>{let t=e.target,n=t.files?.[0];if(t.value=``,n){this.failure=``;try{let e=await(await i(`/api/areas`,{method:`POST`,body:n,headers:{"Content-Type":`application/octet-stream`}})).json();this.setShape(e.geometry,e.area_ha*1e4),d(y(e.geometry.coordinates))}catch(e){this.failure=e.message||x(`state.failed`)}}},this.tryOut=async()=>{this.failure=``,this.trial=null,this.progress=0;try{let{id:e}=await p(`POST`,`/api/watches/try`,{...this.body,name:this.name||`trial`}),t=await g(e,e=>this.progress=e.progress??0);if(t.status!==`done`)throw Error(t.log[t.log.length-1]??x(`state.failed`));this.trial={count:Number(t.result?.count??0),alerts:t.result?.alerts},this.trial.alerts&&this.#t.show(this.trial.alerts)}catch(e){this.failure=e.message||x(`state.failed`)}this.progress=-1},this.create=async()=>{this.failure=``;try{await p(`POST`,`/api/watches`,this.body),this.email&&await p(`POST`,`/api/watches/${encodeURIComponent(this.name)}/subscribers`,{kind:`mail`,target:this.email}),this.dispatchEvent(new CustomEvent(`watch-created`))}catch(e){this.failure=e.message||x(`state.failed`)}}}#e;#t;connectedCallback(){super.connectedCallback(),t().then(e=>{this.collections=e.filter(e=>c(e)),this.choose(this.state.layers.find(e=>e.id.startsWith(`c/`))?.id.slice(2)??this.collections[0]?.id??``)}).catch(e=>this.failure=e.message)}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach(),this.#t.detach()}choose(e){this.collection=e;let t=this.collections.find(t=>t.id===e),[n,r]=t?.extent.temporal.interval[0]??[null,null];if(n&&r){let e=Date.parse(n)+.8*(Date.parse(r)-Date.parse(n));this.from=new Date(e).toISOString().slice(0,10)}let i=t&&c(t);i&&d(i),this.possible.some(e=>e.id===this.purpose)||(this.purpose=this.possible[0]?.id??``)}get possible(){let e=this.collections.find(e=>e.id===this.collection),t=e?m(e):[];return E.filter(e=>e.needs.every(e=>t.includes(e)))}get body(){let e=E.find(e=>e.id===this.purpose);return{name:this.name,collection:this.collection,index:e?.index??`ndvi`,monitor_from:this.from,rule:{minimum_area_ha:this.least,direction:e?.direction??`both`},...this.shape?{area:this.shape}:{}}}render(){let t=e=>e.target.value;return o`
      <div class="title">
        <button type="button" class="button plain" title=${x(`alerts.back`)} @click=${()=>r.change({open:``})}>
          ${e(`back`)}<span class="unseen">${x(`alerts.back`)}</span>
        </button>
        <h1>${x(`watch.new`)}</h1>
      </div>
      <h2>1 · ${x(`watch.where`)}</h2>
      <label class="field">
        <span>${x(`catalogue.collection`)}</span>
        <select @change=${e=>this.choose(t(e))}>
          ${this.collections.map(e=>o`<option value=${e.id} ?selected=${e.id===this.collection}>${e.title??e.id}</option>`)}
        </select>
      </label>
      <div class="buttons">
        <button type="button" class="button" aria-pressed=${this.drawing} @click=${this.draw}>${e(`draw`)} ${x(`watch.draw`)}</button>
        <label class="button">
          ${e(`upload`)} ${x(`watch.upload`)}
          <input class="unseen" type="file" accept=".geojson,.json,.kml,.gpkg,.zip" @change=${this.read} />
        </label>
        ${this.shape?o`<button type="button" class="button" @click=${()=>this.setShape(null)}>${x(`watch.whole`)}</button>`:s}
      </div>
      <p class="quiet" role="status">${this.drawing?x(`watch.drawing`):this.shape?C(this.size/1e4):x(`watch.everywhere`)}</p>
      <h2>2 · ${x(`watch.what`)}</h2>
      <div class="purposes" role="radiogroup" aria-label=${x(`watch.what`)}>
        ${this.possible.map(e=>o`<label class="purpose">
            <input type="radio" name="purpose" value=${e.id} .checked=${e.id===this.purpose} @change=${()=>this.purpose=e.id} />
            <span><strong>${x(`purpose.`+e.id)}</strong><span class="quiet">${x(`purposeIs.`+e.id)}</span></span>
          </label>`)}
      </div>
      <div class="filters">
        <label class="field"><span>${x(`watch.name`)}</span>
          <input .value=${this.name} pattern="[a-z0-9-]+" placeholder="north" @input=${e=>this.name=t(e).trim().toLowerCase()} /></label>
        <label class="field"><span>${x(`watch.start`)}</span>
          <input type="date" .value=${this.from} @change=${e=>this.from=t(e)} /></label>
        <label class="field"><span>${x(`alerts.least`)}</span>
          <input type="number" min="0" step="0.1" .value=${String(this.least)} @change=${e=>this.least=Number(t(e))} /></label>
        <label class="field"><span>${x(`watch.email`)}</span>
          <input type="email" .value=${this.email} @input=${e=>this.email=t(e).trim()} /></label>
      </div>
      <h2>3 · ${x(`watch.try`)}</h2>
      <p class="quiet">${x(`watch.tryIs`)}</p>
      ${this.progress>=0?o`<progress max="1" .value=${this.progress} aria-label=${x(`watch.try`)}></progress><p class="quiet">${w(this.progress)}</p>`:s}
      ${this.trial?o`<p role="status"><strong>${x(`watch.would`,{n:this.trial.count})}</strong></p>`:s}
      ${this.failure?o`<p class="bad" role="alert">${this.failure}</p>`:s}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${!this.collection||this.progress>=0} @click=${this.tryOut}>${e(`play`)} ${x(`watch.try`)}</button>
        <button type="button" class="button main" ?disabled=${!this.name||!this.collection||this.progress>=0} @click=${this.create}>
          ${e(`check`)} ${x(`watch.create`)}
        </button>
      </div>
      <sq-same
        .command=${`sunqar watch create ${this.name||`NAME`} --collection ${this.collection} --index ${String(this.body.index)} --monitor-from ${this.from}${this.shape?` --aoi area.geojson`:``}`}
        .path=${`/api/watches`}
        .method=${`POST`}
        .body=${this.body}
      ></sq-same>
    `}setShape(e,t=0){this.shape=e,this.size=t,this.trial=null,this.#e.show(e)}};l([a()],D.prototype,`collections`,void 0),l([a()],D.prototype,`collection`,void 0),l([a()],D.prototype,`shape`,void 0),l([a()],D.prototype,`size`,void 0),l([a()],D.prototype,`drawing`,void 0),l([a()],D.prototype,`purpose`,void 0),l([a()],D.prototype,`name`,void 0),l([a()],D.prototype,`from`,void 0),l([a()],D.prototype,`least`,void 0),l([a()],D.prototype,`email`,void 0),l([a()],D.prototype,`failure`,void 0),l([a()],D.prototype,`progress`,void 0),l([a()],D.prototype,`trial`,void 0),D=l([u(`sq-new-watch`)],D);var O=class extends h{constructor(...e){super(...e),this.all=null,this.failure=``,this.busy=``,this.progress=0,this.said=``,this.#e=new _(n),this.load=()=>{v().then(e=>{this.all=e,this.#e.show(e.flatMap(e=>e.area?[{id:e.name,geometry:e.area}]:[]))}).catch(e=>this.failure=e.message||x(`state.failed`))}}#e;depends(e){return[e.open]}connectedCallback(){super.connectedCallback(),this.#e.attach(),this.load()}disconnectedCallback(){super.disconnectedCallback(),this.#e.detach()}render(){return this.state.open===`+`?o`<sq-new-watch @watch-created=${()=>(this.load(),r.change({open:``}))}></sq-new-watch>`:o`
      <div class="title">
        <h1>${x(`view.watches`)}</h1>
        <button type="button" class="button main" @click=${()=>r.change({open:`+`})}>${e(`plus`)} ${x(`watch.new`)}</button>
      </div>
      ${this.failure?o`<p class="bad" role="alert">${this.failure}</p>`:s}
      ${this.all===null&&!this.failure?o`<p class="quiet" role="status">${x(`state.loading`)}</p>`:s}
      ${this.all?.length===0?o`<p class="quiet">${x(`watch.none`)}</p>`:s}
      <p role="status">${this.said}</p>
      <ul class="layers">
        ${(this.all??[]).map(e=>this.row(e))}
      </ul>
    `}row(t){let n=t.last_run;return o`<li class="layer" @mouseenter=${()=>this.#e.mark(t.name)} @mouseleave=${()=>this.#e.mark(``)}>
      <div class="row">
        <h2>${t.name}</h2>
        ${t.area?o`<button type="button" class="button plain" title=${x(`watch.zoom`)} @click=${()=>d(y(t.area.coordinates))}>
              ${e(`search`)}<span class="unseen">${x(`watch.zoom`)}</span>
            </button>`:s}
      </div>
      <p class="quiet">
        ${t.collection} · ${t.index} · ${t.detector.name} · ${x(`watch.from`,{day:S(t.monitor_from)})}
      </p>
      <p class="quiet">
        ${n?`${x(`watch.lastRun`,{day:S(n.finished)})} · ${x(`alerts.count`,{n:n.alerts})}`:x(`watch.neverRun`)}
      </p>
      ${this.busy===t.name?o`<progress max="1" .value=${this.progress} aria-label=${x(`watch.running`)}></progress>
            <p class="quiet">${x(`watch.running`)} ${w(this.progress)}</p>`:s}
      <div class="buttons">
        <button type="button" class="button" ?disabled=${this.busy!==``} @click=${()=>this.run(t)}>${e(`play`)} ${x(`watch.run`)}</button>
        ${n?o`<button type="button" class="button" @click=${()=>this.onMap(t)}>${e(`layers`)} ${x(`watch.toMap`)}</button>`:s}
      </div>
      <sq-same .command=${`sunqar watch run ${t.name}`} .path=${`/api/watches/${encodeURIComponent(t.name)}/run`} .method=${`POST`}></sq-same>
    </li>`}async run(e){this.busy=e.name,this.progress=0,this.failure=``;try{let{id:t}=await p(`POST`,`/api/watches/${encodeURIComponent(e.name)}/run`,{}),n=await g(t,e=>this.progress=e.progress??0);n.status===`failed`?this.failure=n.log[n.log.length-1]??x(`state.failed`):this.said=x(`watch.ran`,{name:e.name,alerts:b(Number(n.result?.alerts??0))}),f(),this.load()}catch(e){this.failure=e.message||x(`state.failed`)}this.busy=``}onMap(e){let t={id:`w/${e.name}/break_date`,visible:!0,opacity:.8,style:{}},n=this.state.layers.filter(e=>e.id!==t.id);r.change({view:`map`,layers:[...n,t]}),e.area&&d(y(e.area.coordinates))}};l([a()],O.prototype,`all`,void 0),l([a()],O.prototype,`failure`,void 0),l([a()],O.prototype,`busy`,void 0),l([a()],O.prototype,`progress`,void 0),l([a()],O.prototype,`said`,void 0),O=l([u(`sq-watches`)],O);export{O as WatchesPanel};