import{c as e,i as t,l as n,n as r,s as i,t as a}from"./decorate-C8RBIUg7.js";import{c as o}from"./index-zP7bXtix.js";import{l as s,o as c}from"./app-7FSrDjkv.js";import"./series-MTVSXLiO.js";var l=class extends r{depends(e){return[e.place,e.layers]}render(){let r=this.state.place;if(!r)return e;let i=[...this.state.layers].reverse().find(e=>e.visible&&/^[ci]\//.test(e.id))?.id.split(`/`)[1]??``;return n`<section class="place">
      <div class="title">
        ${s(`place`)}
        <h2>${c(r[0],r[1])}</h2>
        <button type="button" class="button plain" title=${o(`place.close`)} @click=${()=>t.change({place:null})}>
          ${s(`close`)}<span class="unseen">${o(`place.close`)}</span>
        </button>
      </div>
      ${i?n`<sq-series .collection=${i} .lon=${r[0]} .lat=${r[1]}></sq-series>`:n`<p class="quiet">${o(`place.noLayer`)}</p>`}
    </section>`}};l=a([i(`sq-place`)],l);export{l as PlacePanel};