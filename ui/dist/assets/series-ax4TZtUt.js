import{n as e}from"./rolldown-runtime-XKyaHtl9.js";import{a as t,c as n,i as r,l as i,n as a,o,s,t as c}from"./decorate-CbOm656o.js";import{f as l,i as u}from"./api-BvOBTPOc.js";import{c as d,i as f,r as p,s as m,u as h}from"./index-Bodu8_My.js";import{t as g}from"./uPlot.min-BB-EJl2E.js";import{t as _}from"./files-DuI3OdSC.js";var v=[`#0a5a74`,`#9a4f00`,`#5b3a9e`,`#0d6b3f`,`#a1215e`,`#5a6500`,`#2c55c7`,`#6b4a3a`],y=[`#7cc7dd`,`#f0b46a`,`#c0a8ff`,`#7fd3ae`,`#ff9fc4`,`#cfd96b`,`#9db9ff`,`#d9b8a6`];function b(e,t){let n=e.offers?.indices??Object.keys(e.indices),r=matchMedia(`(prefers-color-scheme: dark)`).matches?y:v;return r[Math.max(0,n.indexOf(t))%r.length]}var x=e=>Date.parse(`${e}T00:00:00Z`)/1e3;function S(e,t){let{series:n,index:r}=t,i=getComputedStyle(e),[a,o,s,c,l]=[`--ink`,`--soft`,`--rule`,`--bad`,`--gold`].map(e=>i.getPropertyValue(e).trim()),u=b(n,r),d=n.indices[r],h=n.fit?.[r],_=d.map(()=>null),v={stroke:o,grid:{stroke:s,width:1},ticks:{stroke:s,width:1},font:`11px system-ui, sans-serif`},y={stroke:`transparent`,width:0,points:{show:!1},spanGaps:!0},S=e=>{n.from&&C(e,n.from,o,[2,4]);for(let t of n.breaks??[])t.index&&t.index!==r||(C(e,t.date,c,[],f(t.date)),t.confirmed&&C(e,t.confirmed,c,[5,4]));t.day()&&C(e,t.day(),l,[])},T=new g({width:Math.max(200,e.clientWidth),height:t.height,tzDate:e=>g.tzDate(new Date(e*1e3),`Etc/UTC`),legend:{show:!1},padding:[14,8,0,0],cursor:{y:!1,sync:{key:`sunqar-series`},drag:{x:!1,y:!1}},scales:{x:{time:!0}},axes:[{...v,values:(e,t)=>t.map(e=>{let t=new Date(e*1e3),n=t.getUTCMonth();return n===0?String(t.getUTCFullYear()):p().monthsShort[n]??``})},{...v,size:48,values:(e,t)=>t.map(e=>m(e,3))}],bands:h?[{series:[1,2],fill:u+`26`}]:[],series:[{},y,y,{stroke:u,width:1.5,points:{show:!1},spanGaps:!0},{stroke:a,width:0,paths:()=>null,points:{show:!0,size:5,fill:a}},{stroke:o,width:0,paths:()=>null,points:{show:t.hidden,size:5,stroke:o,width:1}}],hooks:{drawClear:[e=>w(e,n,r,o)],draw:[S],setCursor:[e=>t.pointed(e.cursor.idx??null)]}},[n.dates.map(x),h?.high??_,h?.low??_,h?.expected??_,d.map((e,t)=>n.clear[t]?e:null),d.map((e,r)=>n.clear[r]||!t.hidden?null:e)],e);return T.over.addEventListener(`click`,()=>{typeof T.cursor.idx==`number`&&t.chosen(T.cursor.idx)}),T}function C(e,t,n,r,i=``){let a=e.ctx,{left:o,top:s,width:c,height:l}=e.bbox,u=Math.round(e.valToPos(x(t),`x`,!0));u<o||u>o+c||(a.save(),a.strokeStyle=a.fillStyle=n,a.lineWidth=1.5*devicePixelRatio,a.setLineDash(r.map(e=>e*devicePixelRatio)),a.beginPath(),a.moveTo(u,s),a.lineTo(u,s+l),a.stroke(),i&&(a.font=`600 ${11*devicePixelRatio}px system-ui, sans-serif`,a.textAlign=u>o+c*.8?`right`:u<o+c*.2?`left`:`center`,a.textBaseline=`bottom`,a.fillText(i,u,s-2*devicePixelRatio)),a.restore())}function w(e,t,n,r){let i=t.spread?.[n];if(!i)return;let a=e.ctx,{left:o,top:s,width:c,height:l}=e.bbox;a.save(),a.beginPath(),a.rect(o,s,c,l),a.clip(),a.strokeStyle=r,a.globalAlpha=.2,a.lineWidth=devicePixelRatio,a.beginPath(),t.dates.forEach((r,o)=>{let[s,c]=[t.indices[n][o],i[o]];if(!t.clear[o]||typeof s!=`number`||typeof c!=`number`)return;let l=Math.round(e.valToPos(x(r),`x`,!0));a.moveTo(l,e.valToPos(s-c,`y`,!0)),a.lineTo(l,e.valToPos(s+c,`y`,!0))}),a.stroke(),a.restore()}function T(e,t,n){let r=devicePixelRatio,[i,a,o]=[34,18,18*n.length+12],s=Math.max(...e.map(({plot:e})=>e.ctx.canvas.width)),c=e.map(({plot:e})=>e.ctx.canvas.height+a*r),l=document.createElement(`canvas`);l.width=s+24*r,l.height=(i+o)*r+c.reduce((e,t)=>e+t,0);let u=l.getContext(`2d`),d=getComputedStyle(document.body);u.fillStyle=d.backgroundColor,u.fillRect(0,0,l.width,l.height),u.fillStyle=d.color;let f=(e,t,n)=>{u.font=n.replace(/\d+px/,e=>`${parseInt(e)*r}px`),u.fillText(e,12*r,t,s)};f(t,22*r,`600 15px system-ui, sans-serif`);let p=i*r;return e.forEach(({name:e,plot:t},n)=>{f(e,p+12*r,`600 12px system-ui, sans-serif`),u.drawImage(t.ctx.canvas,12*r,p+a*r),p+=c[n]}),n.forEach((e,t)=>f(e,p+(14+18*t)*r,`12px system-ui, sans-serif`)),new Promise(e=>l.toBlob(e))}var E=e({});function D(e){let t=Object.keys(e.indices),n=[[`date`,t=>e.dates[t]],[`item`,t=>e.items[t]],[`clear`,t=>e.clear[t]?`1`:`0`]];e.clearShare&&n.push([`clear_share`,t=>e.clearShare[t]]);for(let r of t)n.push([r,t=>e.indices[r][t]]);for(let r of t){let[t,i]=[e.spread?.[r],e.fit?.[r]];if(t&&n.push([`${r}_spread`,e=>t[e]]),i)for(let e of[`expected`,`low`,`high`])n.push([`${r}_${e}`,t=>i[e][t]]);for(let t of(e.breaks??[]).filter(({index:e})=>e===r))n.push([`${r}_break`,n=>e.dates[n]===t.date?1:``]),n.push([`${r}_confirmed`,n=>e.dates[n]===t.confirmed?1:``])}let r=e=>{let t=String(e??``);return/[",\n]/.test(t)?`"${t.replaceAll(`"`,`""`)}"`:t},i=e.dates.map((e,t)=>n.map(([,e])=>r(e(t))).join(`,`));return[n.map(([e])=>r(e)).join(`,`),...i,``].join(`
`)}var O=(e,{detector:t,from:n,mask:r})=>JSON.stringify([e.collection,e.lon,e.lat,e.area,e.watch,t,n,r]),k=class extends a{constructor(...e){super(...e),this.collection=``,this.lon=NaN,this.lat=NaN,this.area=null,this.watch=``,this.series=null,this.failure=``,this.loading=!1,this.listed=!1,this.#e=``,this.#t=[],this.#n=[],this.#r=null,this.#i=new AbortController,this.#a=new ResizeObserver(()=>this.resize()),this.#o=matchMedia(`(prefers-color-scheme: dark)`),this.#s=()=>{this.#n=[],this.requestUpdate()},this.usual=()=>this.change({detector:``,from:``,indices:[],mask:!0}),this.key=e=>{let t=this.series;if(!t)return;let n=t.dates.map((e,t)=>t).filter(e=>t.clear[e]||this.state.series.hidden),r=n.length-1,i=n.findIndex(e=>e>=(this.#r??-1));i<0&&(i=r);let a={ArrowLeft:i-1,ArrowDown:i-1,ArrowRight:this.#r===null?0:i+1,ArrowUp:i+1,PageDown:i-10,PageUp:i+10,Home:0,End:r};if(e.key===`Enter`)this.showDay();else if(e.key in a&&r>=0){let i=n[Math.max(0,Math.min(r,a[e.key]))],o=this.#t[0]?.plot;o?.setCursor({left:o.valToPos(Date.parse(t.dates[i])/1e3,`x`),top:20}),this.point(i)}else return;e.preventDefault()}}#e;#t;#n;#r;#i;#a;#o;#s;depends(e){return[e.series,e.day]}connectedCallback(){super.connectedCallback(),this.#o.addEventListener(`change`,this.#s)}disconnectedCallback(){super.disconnectedCallback(),this.#o.removeEventListener(`change`,this.#s),this.#i.abort(),this.#a.disconnect(),this.clean(),this.#e=``}clean(){this.#t.forEach(({plot:e})=>e.destroy()),this.#t=[],this.#n=[]}willUpdate(){let e=this.state.series,t=O(this,e),n=this.series,r=n!==null&&e.indices.some(e=>n.offers?.indices.includes(e)&&!(e in n.indices));(t!==this.#e||r&&!this.loading&&!this.failure)&&(t!==this.#e&&(this.#r=null),this.#e=t,this.load(e))}load({indices:e,detector:t,from:n,mask:r}){if(this.#i.abort(),this.#i=new AbortController,this.failure=``,!this.collection||!(this.area||Number.isFinite(this.lon+this.lat)))return;let i={};e.length&&(i.index=e.join(`,`)),this.watch&&(i.watch=this.watch),t&&(i.detector=t),n&&(i.from=n),r||(i.mask=`none`);let a=`/api/collections/${encodeURIComponent(this.collection)}/series`,{signal:o}=this.#i,s={lon:this.lon.toFixed(7),lat:this.lat.toFixed(7)};this.loading=!0,(this.area?l(`POST`,a,{geometry:{type:`MultiPolygon`,coordinates:this.area},...i}):u(`${a}?${new URLSearchParams({...s,...i})}`,o)).then(e=>{o.aborted||(this.series=e,this.loading=!1)}).catch(e=>{o.aborted||(this.series=null,this.loading=!1,this.failure=e.message||h(`state.failed`))})}shown(e){let t=this.state.series.indices.filter(t=>t in e.indices);return t.length?t:Object.keys(e.indices).slice(0,1)}change(e){r.change({series:{...this.state.series,...e}})}render(){let e=this.series;if(this.failure)return i`<p class="bad" role="alert">${this.failure}</p>
        ${this.state.series.detector||this.state.series.from||this.state.series.indices.length?i`<div class="buttons"><button type="button" class="button" @click=${this.usual}>${h(`series.reset`)}</button></div>`:n}`;if(!e)return i`<p class="quiet" role="status">${h(`state.loading`)}</p>`;let t=this.shown(e);return i`
      <section class="series" aria-label=${h(`series.title`)} aria-busy=${this.loading}>
        <h2>${h(`series.title`)}</h2>
        ${this.indexChoice(e,t)}
        <div
          class="plots"
          dir="ltr"
          role="slider"
          tabindex="0"
          aria-label=${h(`series.read`)}
          aria-valuemin="1"
          aria-valuemax=${e.dates.length}
          aria-valuenow=${(this.#r??0)+1}
          aria-valuetext=${this.reading(e)}
          @keydown=${this.key}
        >
          ${t.map(t=>i`<figure>
              <figcaption style="color:${b(e,t)}">${t.toUpperCase()}</figcaption>
              <div class="plot" data-index=${t}></div>
            </figure>`)}
        </div>
        <p class="reading" ?data-none=${this.#r===null} .textContent=${this.reading(e)}></p>
        ${this.marks(e,t)}
        <p class="told" role="status">${this.loading?h(`state.loading`):this.sentences(e).join(` `)}</p>
        ${e.unreadable?.length?i`<p class="bad">${h(`series.unreadable`,{n:e.unreadable.length})}</p>`:n}
        ${this.settings(e)}
        <div class="buttons">
          <button type="button" class="button" @click=${()=>this.showDay()} ?disabled=${this.#r===null}>${h(`series.scene`)}</button>
          <button type="button" class="button" @click=${()=>this.saveCsv(e)}>CSV</button>
          <button type="button" class="button" @click=${()=>void this.savePng(e)}>PNG</button>
        </div>
        <details class="same" @toggle=${e=>this.listed=e.target.open}>
          <summary>${h(`series.table`)}</summary>
          ${this.listed?this.table(e,t):n}
        </details>
      </section>
    `}indexChoice(e,t){let r=e.offers?.indices??Object.keys(e.indices);if(r.length<2)return n;let a=e=>{let n=t.includes(e)?t.filter(t=>t!==e):[...t,e];n.length>0&&n.length<=8&&this.change({indices:n})};return i`<div class="toggles" role="group" aria-label=${h(`series.index`)}>
      ${r.map(n=>i`<button
          type="button"
          aria-pressed=${t.includes(n)}
          style="--own:${b(e,n)}"
          @click=${()=>a(n)}
        >
          ${n.toUpperCase()}
        </button>`)}
    </div>`}marks(e,t){let r=t.some(t=>e.fit?.[t]),a=this.broken(e),o=(e,t)=>i`<li><span class="mark ${e}"></span>${t}</li>`;return i`<ul class="marks">
      ${o(`dot`,h(`series.observed`))} ${this.state.series.hidden?o(`ring`,h(`series.notClear`)):n}
      ${r?i`${o(`line`,h(`series.expected`))} ${o(`band`,h(`series.band`))}`:n}
      ${e.from?o(`start`,h(`series.start`)):n}
      ${a.length?o(`broke`,h(`series.changed`)):n}
      ${a.some(e=>e.confirmed)?o(`confirmed`,h(`series.confirmed`)):n}
    </ul>`}settings(e){let t=this.state.series,n=e.offers?.detectors??[],r=e=>e.target.value,a=e=>e.target.checked;return i`<div class="filters">
        <label class="field">
          <span>${h(`series.detector`)}</span>
          <select @change=${e=>this.change({detector:r(e)})}>
            <option value="" ?selected=${t.detector===``}>${h(this.watch?`series.ofWatch`:`series.usual`)}</option>
            ${n.map(e=>i`<option value=${e} ?selected=${e===t.detector}>
                ${e===`none`?h(`series.noDetector`):e}
              </option>`)}
          </select>
        </label>
        <label class="field">
          <span>${h(`series.start`)}</span>
          <input
            type="date"
            min="1960-01-01"
            max="2100-12-31"
            .value=${t.from||(e.from??``)}
            @change=${e=>this.change({from:r(e)})}
          />
        </label>
      </div>
      <div class="buttons">
        <label class="check">
          <input type="checkbox" .checked=${t.mask} @change=${e=>this.change({mask:a(e)})} />
          ${h(`series.mask`)}
        </label>
        <label class="check">
          <input
            type="checkbox"
            .checked=${t.hidden}
            ?disabled=${!t.mask}
            @change=${e=>this.change({hidden:a(e)})}
          />
          ${h(`series.masked`)}
        </label>
      </div>`}table(e,t){let r=e=>typeof e==`number`?m(e,4):`–`;return i`<div class="scroll" tabindex="0" role="region" aria-label=${h(`series.table`)}>
      <table>
        <thead>
          <tr>
            <th scope="col">${h(`time.day`)}</th>
            <th scope="col">${h(`series.clear`)}</th>
            ${t.map(t=>i`<th scope="col">${t.toUpperCase()}</th>${e.fit?.[t]?i`<th scope="col">${h(`series.expected`)}</th>`:n}`)}
          </tr>
        </thead>
        <tbody>
          ${e.dates.map((a,o)=>i`<tr>
              <th scope="row">${f(a)}</th>
              <td>${e.clearShare?d(e.clearShare[o]??0):h(e.clear[o]?`series.yes`:`series.no`)}</td>
              ${t.map(t=>i`<td>${r(e.indices[t][o])}</td>
                  ${e.fit?.[t]?i`<td>${r(e.fit[t].expected[o])}</td>`:n}`)}
            </tr>`)}
        </tbody>
      </table>
    </div>`}broken(e){let t=this.shown(e);return(e.breaks??[]).filter(e=>!e.index||t.includes(e.index))}sentences(e){let t=[h(`series.seen`,{n:e.clear.filter(Boolean).length})];for(let n of this.shown(e)){let r=n.toUpperCase(),i=this.broken(e).find(e=>!e.index||e.index===n);i?(t.push(h(`series.break`,{index:r,day:f(i.date),size:m(i.magnitude,3)})),i.confirmed&&t.push(h(`series.confirmedOn`,{day:f(i.confirmed)})),i.probability!==void 0&&t.push(h(`series.sure`,{share:d(i.probability)}))):e.fit?.[n]&&t.push(h(`series.steady`,{index:r}))}return t}reading(e){let t=this.#r;if(t===null||!e.dates[t])return h(`series.point`);let n=this.shown(e).map(n=>{let r=e.indices[n][t],[i,a]=[e.spread?.[n]?.[t],e.fit?.[n]?.expected[t]],o=typeof r==`number`?m(r,3):`–`,s=typeof i==`number`?` ± ${m(i,3)}`:``;return`${n.toUpperCase()} ${o}${s}${typeof a==`number`?` (${h(`series.expected`)} ${m(a,3)})`:``}`}),r=e.clearShare?.[t],i=typeof r==`number`?h(`series.share`,{share:d(r)}):e.clear[t]?``:h(`series.notClear`);return[f(e.dates[t]),...n,i].filter(Boolean).join(` · `)}updated(){let e=this.series;if(!e||this.failure){this.clean();return}let t=this.shown(e),n=[e,t.join(),this.state.series.hidden],r=[...this.querySelectorAll(`.plot`)];n.every((e,t)=>e===this.#n[t])&&this.#t.every(({plot:e},t)=>e.root.parentElement===r[t])?this.#t.forEach(({plot:e})=>e.redraw(!1)):(this.clean(),this.#n=n,this.#t=r.map(n=>{let r=n.dataset.index;return this.#a.observe(n),{name:r,plot:S(n,{series:e,index:r,hidden:this.state.series.hidden,day:()=>this.state.day,height:t.length===1?220:150,pointed:e=>this.point(e),chosen:()=>this.showDay()})}}))}point(e){if(e===this.#r||e===null)return;this.#r=e;let t=this.series?this.reading(this.series):``,n=this.querySelector(`.plots`);n?.setAttribute(`aria-valuetext`,t),n?.setAttribute(`aria-valuenow`,String(e+1));let r=this.querySelector(`.reading`);r&&(r.textContent=t),r?.removeAttribute(`data-none`),this.querySelector(`.series .button[disabled]`)?.removeAttribute(`disabled`)}showDay(){let e=this.#r===null?void 0:this.series?.dates[this.#r];e&&r.change({day:e})}resize(){for(let{plot:e}of this.#t){let t=Math.max(200,e.root.parentElement?.clientWidth??0);Math.abs(e.width-t)>1&&e.setSize({width:t,height:e.height})}}get name(){let e=this.area?`area`:`${this.lon.toFixed(5)}-${this.lat.toFixed(5)}`;return`series-${this.collection}-${e}`}saveCsv(e){_(new Blob([D(e)],{type:`text/csv`}),`${this.name}.csv`)}async savePng(e){let t=this.area?h(`place.area`):`${m(this.lon,5)}, ${m(this.lat,5)}`,n=await T(this.#t.map(({name:e,plot:t})=>({name:e.toUpperCase(),plot:t})),`${this.collection} · ${t}`,this.sentences(e));n&&_(n,`${this.name}.png`)}};c([o({attribute:!1})],k.prototype,`collection`,void 0),c([o({attribute:!1})],k.prototype,`lon`,void 0),c([o({attribute:!1})],k.prototype,`lat`,void 0),c([o({attribute:!1})],k.prototype,`area`,void 0),c([o({attribute:!1})],k.prototype,`watch`,void 0),c([t()],k.prototype,`series`,void 0),c([t()],k.prototype,`failure`,void 0),c([t()],k.prototype,`loading`,void 0),c([t()],k.prototype,`listed`,void 0),k=c([s(`sq-series`)],k);export{E as t};