// SPDX-License-Identifier: Apache-2.0
import GeoJSON from 'ol/format/GeoJSON.js';
import type MultiPolygon from 'ol/geom/MultiPolygon.js';
import { getArea } from 'ol/sphere.js';
import { type TemplateResult, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Collection, box, collections } from '../catalogue.ts';
import { Part } from '../element.ts';
import { boxOf } from '../map/box.ts';
import type { Shape } from '../map/draw.ts';
import { area, t } from '../messages.ts';
import { plain } from '../parts/chooser.ts';
import { lonLat } from '../parts/coordinates.ts';
import { icon } from '../parts/icons.ts';
import '../parts/outline.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';

const geojson = new GeoJSON();

/** A place or an area that somebody chooses, and its series in the highest collection on the map. */
@customElement('sq-place')
export class PlacePanel extends Part {
  @state() private ready = false;
  @state() private wide = false;
  @state() private all: Collection[] = [];

  protected override depends(now: AppState): unknown[] {
    return [now.place, now.area, now.layers];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    collections()
      .then((all) => (this.all = all))
      .catch(() => undefined); // the highest layer is taken
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.widen(false);
  }

  override willUpdate(): void {
    if ((this.state.place || this.state.area) && !this.ready) {
      // the charts, which nobody needs who only looks
      void import('../parts/series.ts').then(() => (this.ready = true));
    }
  }

  override render(): TemplateResult {
    const { place, area: chosen } = this.state;
    const collection = this.collection;
    if (!place && !chosen) {
      return html`<section class="place">
        <h2>${t('series.title')}</h2>
        <p class="quiet">${t('place.how')}</p>
        <sq-chooser></sq-chooser>
      </section>`;
    }
    const size = chosen ? getArea(geojson.readGeometry({ type: 'MultiPolygon', coordinates: chosen }) as MultiPolygon, { projection: 'EPSG:4326' }) : 0;
    return html`<section class="place">
      <div class="title">
        ${icon(place ? 'place' : 'draw')}
        <h1>${place ? lonLat(place[0], place[1]) : `${t('place.area')} · ${area(size / 10_000)}`}</h1>
        <button type="button" class="button plain only-wide" title=${t('place.wide')} aria-pressed=${this.wide} @click=${() => this.widen(!this.wide)}>
          ${icon('swipe')}<span class="unseen">${t('place.wide')}</span>
        </button>
        <button type="button" class="button plain" title=${t('place.close')} @click=${() => store.change({ place: null, area: null })}>
          ${icon('close')}<span class="unseen">${t('place.close')}</span>
        </button>
      </div>
      <sq-outline
        .shape=${chosen ? { type: 'MultiPolygon', coordinates: chosen } : null}
        @outline=${(event: CustomEvent<Shape>) => store.change({ area: plain(event.detail) })}
      ></sq-outline>
      ${collection
        ? this.ready
          ? html`<sq-series .collection=${collection} .lon=${place?.[0] ?? NaN} .lat=${place?.[1] ?? NaN} .area=${chosen}></sq-series>`
          : html`<p class="quiet" role="status">${t('state.loading')}</p>`
        : html`<p class="quiet">${t('place.noLayer')}</p>`}
      <details class="same">
        <summary>${t('place.other')}</summary>
        <sq-chooser></sq-chooser>
      </details>
    </section>`;
  }

  /** The highest collection on the map that reaches the place, else the highest. */
  private get collection(): string {
    const { place, area: chosen, layers } = this.state;
    const [west, south, east, north] = boxOf(place ? [place] : (chosen ?? []));
    const ids = [...layers]
      .reverse()
      .filter((one) => one.visible && /^[ci]\//.test(one.id))
      .map((one) => one.id.split('/')[1]!);
    const reaches = (id: string) => {
      const of = this.all.find((one) => one.id === id);
      const its = of && box(of);
      return !its || (its[0] <= east && its[2] >= west && its[1] <= north && its[3] >= south);
    };
    return ids.find(reaches) ?? ids[0] ?? '';
  }

  /** More room for the charts, and less for the map. */
  private widen(wide: boolean): void {
    this.wide = wide;
    document.querySelector('#panel')?.toggleAttribute('data-wide', wide);
  }
}
