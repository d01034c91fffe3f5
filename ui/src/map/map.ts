// SPDX-License-Identifier: Apache-2.0
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import ScaleLine from 'ol/control/ScaleLine.js';
import { defaults } from 'ol/interaction/defaults.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { date, t } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';
import { addBasemap } from './basemap.ts';
import { Grid } from './graticule.ts';
import { Comparer } from './compare.ts';
import { PictureLayers, giveUp } from './pictures.ts';

/** The map of the page, for the modules that draw on it; it lives as long as the page. */
export const map = new OlMap({
  controls: [new ScaleLine({ units: 'metric' })],
  // a browser has six connections to a host: two are left for what the user asks for meanwhile
  maxTilesLoading: 4,
  // by wheel and drag also before it has the focus
  interactions: defaults({ onFocusOnly: false }),
  view: new View({ minZoom: 1, maxZoom: 22, constrainResolution: false }),
});

/** The pictures on it, for who plays them. */
export const pictures = new PictureLayers(map);

/** The map: what it shows is the state's, and what the user does to it goes there. */
@customElement('sq-map')
export class MapPart extends Part {
  #pictures = pictures;
  @state() private attribution = '';
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #grid = new Grid(map, this.#dark);
  #comparer = new Comparer(map, this.#pictures, () => this.querySelector<HTMLElement>('.second'), this.#dark);

  protected override depends(now: AppState): unknown[] {
    return [now.comparison, now.place, now.grid, now.day];
  }

  override render(): TemplateResult {
    const { kind, at } = this.state.comparison;
    return html`
      <div class="maps" ?data-side=${kind === 'side'}>
        <div class="canvas" tabindex="0" role="application" aria-label=${t('map.label')}></div>
        <div class="canvas second" ?hidden=${kind !== 'side'} aria-hidden="true"></div>
        ${kind === 'swipe' ? this.line(at) : nothing} ${kind === 'none' ? nothing : this.whens()}
      </div>
      <div class="zoom" role="group" aria-label=${t('map.zoom')}>
        <button type="button" title=${t('map.zoomIn')} @click=${() => this.zoom(1)}>
          ${icon('plus')}<span class="unseen">${t('map.zoomIn')}</span>
        </button>
        <button type="button" title=${t('map.zoomOut')} @click=${() => this.zoom(-1)}>
          ${icon('minus')}<span class="unseen">${t('map.zoomOut')}</span>
        </button>
        <button
          type="button"
          title=${t('map.grid')}
          aria-pressed=${this.state.grid}
          @click=${() => store.change({ grid: !this.state.grid })}
        >
          ${icon('grid')}<span class="unseen">${t('map.grid')}</span>
        </button>
      </div>
      <sq-toolbar></sq-toolbar>
      <sq-position></sq-position>
      ${this.attribution ? html`<p class="attribution"><bdi>${this.attribution}</bdi></p>` : nothing}
    `;
  }

  /** Which day is on which side; of the line, or of the middle. */
  private whens(): TemplateResult {
    const { kind, at, day } = this.state.comparison;
    const text = (one: string) => (one ? date(one) : t('time.newest'));
    return html`<div class="whens" dir="ltr" style="--at:${(kind === 'side' ? 0.5 : at) * 100}%">
      <p>${text(this.state.day)}</p>
      <p>${text(day)}</p>
    </div>`;
  }

  private line(at: number): TemplateResult {
    const move = (value: number) =>
      store.change({ comparison: { ...this.state.comparison, at: Math.min(1, Math.max(0, value)) } });
    const drag = (event: PointerEvent) => {
      if (!(event.buttons & 1)) return;
      const box = this.querySelector('.maps')!.getBoundingClientRect();
      move((event.clientX - box.left) / box.width);
    };
    return html`<div
      class="swipe"
      dir="ltr"
      role="slider"
      tabindex="0"
      aria-label=${t('compare.line')}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(at * 100)}
      style="left:${at * 100}%"
      @pointerdown=${(event: PointerEvent) => (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)}
      @pointermove=${drag}
      @keydown=${(event: KeyboardEvent) => {
        const by = { ArrowLeft: -0.02, ArrowRight: 0.02, Home: -1, End: 1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(at + by);
      }}
    >
      ${icon('swipe')}
    </div>`;
  }

  override updated(): void {
    if (this.hasUpdated) this.#comparer.show(this.state);
    this.#grid.show(this.state.grid);
    map.updateSize();
    this.#comparer.resize();
  }

  override firstUpdated(): void {
    map.setTarget(this.querySelector<HTMLElement>('.canvas')!);
    addBasemap(map, this.#dark)
      .then((what) => {
        this.attribution = what.attribution;
        map.once('rendercomplete', () => performance.mark('sunqar-drawn')); // see bench/first-view
      })
      .catch(() => undefined); // pictures are shown without it; the connection's bar says what is wrong
    this.follow();
    map.once('postrender', () => performance.mark('sunqar-map'));
    this.#pictures.show(this.state.layers, this.state.day);
    store.listen((now, before) => {
      if (now.centre !== before.centre || now.zoom !== before.zoom) this.follow();
      if (now.layers !== before.layers || now.day !== before.day) {
        this.#pictures.show(now.layers, now.day);
        this.#comparer.show(now);
      }
    });
    map.on('loadstart', () => this.toggleAttribute('data-busy', true));
    map.on('loadend', () => this.toggleAttribute('data-busy', false));
    map.on('moveend', () => {
      this.moved();
      giveUp(map);
    });
    addEventListener('sunqar-back', () => this.#pictures.again());
    map.on('singleclick', (event) => {
      const [lon, lat] = toLonLat(event.coordinate);
      if (map.get('drawing')) return; // see draw.ts
      // on the map's own view a click asks for the series of the place; other views have their own clicks
      if (this.state.view === 'map' && this.state.layers.length > 0 && !map.get('drawing')) {
        store.change({ place: [lon!, lat!], area: null });
      }
    });
    new ResizeObserver(() => {
      map.updateSize();
      this.#comparer.resize();
    }).observe(this);
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
