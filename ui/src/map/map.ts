// SPDX-License-Identifier: Apache-2.0
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import ScaleLine from 'ol/control/ScaleLine.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { t } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import { store } from '../store.ts';
import { addBasemap } from './basemap.ts';
import { PictureLayers } from './pictures.ts';

/** The map of the page, for the modules that draw on it; it lives as long as the page. */
export const map = new OlMap({
  controls: [new ScaleLine({ units: 'metric' })],
  view: new View({ minZoom: 1, maxZoom: 22, constrainResolution: false }),
});

/** The map: what it shows is the state's, and what the user does to it goes there. */
@customElement('sq-map')
export class MapPart extends Part {
  #pictures = new PictureLayers(map);
  @state() private attribution = '';

  override render(): TemplateResult {
    return html`
      <div class="canvas" tabindex="0" role="application" aria-label=${t('map.label')}></div>
      <div class="zoom" role="group" aria-label=${t('map.zoom')}>
        <button type="button" title=${t('map.zoomIn')} @click=${() => this.zoom(1)}>
          ${icon('plus')}<span class="unseen">${t('map.zoomIn')}</span>
        </button>
        <button type="button" title=${t('map.zoomOut')} @click=${() => this.zoom(-1)}>
          ${icon('minus')}<span class="unseen">${t('map.zoomOut')}</span>
        </button>
      </div>
      ${this.attribution ? html`<p class="attribution" dir="ltr">${this.attribution}</p>` : nothing}
    `;
  }

  override firstUpdated(): void {
    map.setTarget(this.querySelector<HTMLElement>('.canvas')!);
    addBasemap(map, matchMedia('(prefers-color-scheme: dark)'))
      .then((what) => (this.attribution = what.attribution))
      .catch(() => undefined); // pictures are shown without it; the connection's bar says what is wrong
    this.follow();
    this.#pictures.show(this.state.layers, this.state.day);
    store.listen((now, before) => {
      if (now.centre !== before.centre || now.zoom !== before.zoom) this.follow();
      if (now.layers !== before.layers || now.day !== before.day) {
        this.#pictures.show(now.layers, now.day);
      }
    });
    map.on('moveend', () => this.moved());
    map.on('singleclick', (event) => {
      const [lon, lat] = toLonLat(event.coordinate);
      dispatchEvent(new CustomEvent('sunqar-click', { detail: { lon, lat, pixel: event.pixel } }));
    });
    new ResizeObserver(() => map.updateSize()).observe(this);
  }

  /** Moves the map to where the state says, unless it is there. */
  private follow(): void {
    const view = map.getView();
    const { centre, zoom } = this.state;
    const [lon, lat] = toLonLat(view.getCenter() ?? [NaN, NaN]);
    const there =
      Math.abs(lon! - centre[0]) < 1e-5 &&
      Math.abs(lat! - centre[1]) < 1e-5 &&
      Math.abs((view.getZoom() ?? NaN) - zoom) < 1e-3;
    if (there) return;
    view.setCenter(fromLonLat(centre));
    view.setZoom(zoom);
  }

  private moved(): void {
    const view = map.getView();
    const [lon, lat] = toLonLat(view.getCenter()!);
    // not rounded: the same numbers come back, and the map does not move a second time
    store.change({ centre: [lon!, lat!], zoom: view.getZoom()! });
  }

  private zoom(by: number): void {
    const view = map.getView();
    view.animate({ zoom: view.getZoom()! + by, duration: 150 });
  }
}
