import{At as e,Ft as t,M as n,Nt as r,Pt as i,kt as a,o}from"./app-CD8r-_HB.js";import{s}from"./index-B-f4NVXw.js";import"./series-DvGZVlpV.js";var c=(e,t,n)=>e<0?n:t,l=(e,t,n=5)=>`${Math.abs(t).toFixed(n)}° ${c(t,`N`,`S`)}, ${Math.abs(e).toFixed(n)}° ${c(e,`E`,`W`)}`,u=class extends a{depends(e){return[e.place,e.layers]}render(){let r=this.state.place;if(!r)return i;let a=[...this.state.layers].reverse().find(e=>e.visible&&/^[ci]\//.test(e.id))?.id.split(`/`)[1]??``;return t`<section class="place">
      <div class="title">
        ${n(`place`)}
        <h2>${l(r[0],r[1])}</h2>
        <button type="button" class="button plain" title=${s(`place.close`)} @click=${()=>e.change({place:null})}>
          ${n(`close`)}<span class="unseen">${s(`place.close`)}</span>
        </button>
      </div>
      ${a?t`<sq-series .collection=${a} .lon=${r[0]} .lat=${r[1]}></sq-series>`:t`<p class="quiet">${s(`place.noLayer`)}</p>`}
    </section>`}};u=o([r(`sq-place`)],u);export{u as PlacePanel};