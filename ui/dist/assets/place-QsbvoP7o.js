import{V as e,dn as t,gn as n,hn as r,l as i,mn as a,s as o,un as s}from"./app-B9AgnvHt.js";import{c}from"./index-DZN3G8NK.js";import"./series-BfO9GYZy.js";var l=class extends s{depends(e){return[e.place,e.layers]}render(){let i=this.state.place;if(!i)return r;let a=[...this.state.layers].reverse().find(e=>e.visible&&/^[ci]\//.test(e.id))?.id.split(`/`)[1]??``;return n`<section class="place">
      <div class="title">
        ${e(`place`)}
        <h2>${o(i[0],i[1])}</h2>
        <button type="button" class="button plain" title=${c(`place.close`)} @click=${()=>t.change({place:null})}>
          ${e(`close`)}<span class="unseen">${c(`place.close`)}</span>
        </button>
      </div>
      ${a?n`<sq-series .collection=${a} .lon=${i[0]} .lat=${i[1]}></sq-series>`:n`<p class="quiet">${c(`place.noLayer`)}</p>`}
    </section>`}};l=i([a(`sq-place`)],l);export{l as PlacePanel};