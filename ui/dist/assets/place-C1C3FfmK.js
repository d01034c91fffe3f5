import{cn as e,dn as t,fn as n,pn as r,s as i,sn as a,z as o}from"./app-DKrbJElJ.js";import{c as s}from"./index-whDnhz7q.js";import"./series-8CRfQXHX.js";var c=(e,t,n)=>e<0?n:t,l=(e,t,n=5)=>`${Math.abs(t).toFixed(n)}° ${c(t,`N`,`S`)}, ${Math.abs(e).toFixed(n)}° ${c(e,`E`,`W`)}`,u=class extends a{depends(e){return[e.place,e.layers]}render(){let t=this.state.place;if(!t)return n;let i=[...this.state.layers].reverse().find(e=>e.visible&&/^[ci]\//.test(e.id))?.id.split(`/`)[1]??``;return r`<section class="place">
      <div class="title">
        ${o(`place`)}
        <h2>${l(t[0],t[1])}</h2>
        <button type="button" class="button plain" title=${s(`place.close`)} @click=${()=>e.change({place:null})}>
          ${o(`close`)}<span class="unseen">${s(`place.close`)}</span>
        </button>
      </div>
      ${i?r`<sq-series .collection=${i} .lon=${t[0]} .lat=${t[1]}></sq-series>`:r`<p class="quiet">${s(`place.noLayer`)}</p>`}
    </section>`}};u=i([t(`sq-place`)],u);export{u as PlacePanel};