import{C as e,Ct as t,Tt as n,_t as r,c as i,ht as a,o,wt as s}from"./app-DCB7Z53-.js";import{c}from"./index-CPcoVMU_.js";import"./series-QEYq1fxU.js";var l=class extends a{depends(e){return[e.place,e.layers]}render(){let t=this.state.place;if(!t)return s;let i=[...this.state.layers].reverse().find(e=>e.visible&&/^[ci]\//.test(e.id))?.id.split(`/`)[1]??``;return n`<section class="place">
      <div class="title">
        ${e(`place`)}
        <h2>${o(t[0],t[1])}</h2>
        <button type="button" class="button plain" title=${c(`place.close`)} @click=${()=>r.change({place:null})}>
          ${e(`close`)}<span class="unseen">${c(`place.close`)}</span>
        </button>
      </div>
      ${i?n`<sq-series .collection=${i} .lon=${t[0]} .lat=${t[1]}></sq-series>`:n`<p class="quiet">${c(`place.noLayer`)}</p>`}
    </section>`}};l=i([t(`sq-place`)],l);export{l as PlacePanel};