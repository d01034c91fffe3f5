import{n as e}from"./rolldown-runtime-XKyaHtl9.js";import{a as t,c as n,l as r,n as i,s as a,t as o}from"./decorate-CbOm656o.js";import{u as s}from"./index-Bodu8_My.js";import{i as c,r as l,s as u,t as d}from"./reviews-DoWimu49.js";var f=e({}),p=class extends i{constructor(...e){super(...e),this.all=l(),this.#e=()=>void 0}#e;connectedCallback(){super.connectedCallback();let e=()=>this.all=l(),t=c(e);addEventListener(`storage`,e),this.#e=()=>{t(),removeEventListener(`storage`,e)}}disconnectedCallback(){super.disconnectedCallback(),this.#e()}render(){let e=this.all.filter(e=>!e.conflict).length;return r`${e?r`<p class="saved">${s(`kept.waiting`,{n:e})}</p>`:n}
      ${this.all.filter(e=>e.conflict).map(e=>this.conflict(e))}`}conflict(e){let t=e.conflict;return r`<div class="version" role="alert">
      <span
        >${`refused`in t?s(`kept.refused`,{alert:e.alert,why:t.refused}):s(`kept.conflict`,{alert:e.alert,by:t.by||`–`,review:s(`review.`+t.review)})}</span
      >
      <span class="buttons">
        ${`refused`in t?n:r`<button type="button" class="button" @click=${()=>void u(e)}>${s(`kept.send`)}</button>`}
        <button type="button" class="button" @click=${()=>d(e)}>${s(`kept.drop`)}</button>
      </span>
    </div>`}};o([t()],p.prototype,`all`,void 0),p=o([a(`sq-kept`)],p);export{f as t};