// SPDX-License-Identifier: Apache-2.0
import GeoJSON from 'ol/format/GeoJSON.js';
import type MultiPolygon from 'ol/geom/MultiPolygon.js';
import { transformExtent } from 'ol/proj.js';
import { getArea } from 'ol/sphere.js';
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { request } from '../api.ts';
import { type Collection, box, collections } from '../catalogue.ts';
import { Part } from '../element.ts';
import { type Box, boxOf } from '../map/box.ts';
import { Drawing, type Shape } from '../map/draw.ts';
import { fit } from '../map/fit.ts';
import { map } from '../map/map.ts';
import { area, t } from '../messages.ts';
import { lonLat, parsePlace } from '../parts/coordinates.ts';
import { icon } from '../parts/icons.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';

/** Corners that a link can hold. */
const MOST_CORNERS = 1000;

const geojson = new GeoJSON();

/** A box (degrees) as an area. */
const boxArea = ([west, south, east, north]: Box): number[][][][] => [
  [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
];

/** An area with so few corners that a link holds it. */
function plain(shape: Shape): number[][][][] {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  let geometry = geojson.readGeometry({ type: 'MultiPolygon', coordinates: polygons }) as MultiPolygon;
  const corners = () => geometry.getCoordinates().flat(2).length;
  for (let tolerance = 1e-5; corners() > MOST_CORNERS && tolerance < 1; tolerance *= 2) {
    geometry = geometry.simplify(tolerance) as MultiPolygon;
  }
  return geometry.getCoordinates().map((polygon) => polygon.map((ring) => ring.map(([lon, lat]) => [lon!, lat!])));
}

/** West, south, east and north (degrees) as somebody types them. */
function parseBox(text: string): Box | null {
  const values = text.split(/[\s,;]+/).filter(Boolean).map(Number);
  const [west, south, east, north] = values as Box;
  const fine = values.length === 4 && values.every(Number.isFinite) && west < east && south < north;
  return fine && west >= -180 && east <= 180 && south >= -90 && north <= 90 ? [west, south, east, north] : null;
}

/** A place or an area that somebody chooses, and its series in the highest collection on the map. */
@customElement('sq-place')
export class PlacePanel extends Part {
  @state() private drawing: '' | 'Polygon' | 'Box' = '';
  @state() private failure = '';
  @state() private ready = false;
  @state() private wide = false;
  @state() private all: Collection[] = [];
  #drawing = new Drawing(map);

  protected override depends(now: AppState): unknown[] {
    return [now.place, now.area, now.layers];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.escape);
    collections()
      .then((all) => (this.all = all))
      .catch(() => undefined); // the highest layer is taken
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.escape);
    this.#drawing.detach();
    this.widen(false);
  }

  override willUpdate(): void {
    if ((this.state.place || this.state.area) && !this.ready) {
      // the charts, which nobody needs who only looks
      void import('../parts/series.ts').then(() => (this.ready = true));
    }
  }

  override updated(): void {
    const { place, area: chosen } = this.state;
    if (this.drawing) return;
    const shape = chosen
      ? { type: 'MultiPolygon', coordinates: chosen }
      : place
        ? { type: 'Point', coordinates: place }
        : null;
    this.#drawing.show(shape);
  }

  override render(): TemplateResult {
    const { place, area: chosen } = this.state;
    const collection = this.collection;
    if (!place && !chosen) {
      return html`<section class="place">
        <h2>${t('series.title')}</h2>
        <p class="quiet">${t('place.how')}</p>
        ${this.chooser()}
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
      ${collection
        ? this.ready
          ? html`<sq-series .collection=${collection} .lon=${place?.[0] ?? NaN} .lat=${place?.[1] ?? NaN} .area=${chosen}></sq-series>`
          : html`<p class="quiet" role="status">${t('state.loading')}</p>`
        : html`<p class="quiet">${t('place.noLayer')}</p>`}
      <details class="same">
        <summary>${t('place.other')}</summary>
        ${this.chooser()}
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

  private chooser(): TemplateResult {
    const draws = (type: 'Polygon' | 'Box', words: string) =>
      html`<button type="button" class="button" aria-pressed=${this.drawing === type} @click=${() => this.draw(type)}>${words}</button>`;
    return html`<div class="chooser">
      <div class="buttons">
        <button type="button" class="button" @click=${this.middle}>${t('place.middle')}</button>
        <button type="button" class="button" @click=${this.view}>${t('place.view')}</button>
        ${draws('Box', t('place.box'))} ${draws('Polygon', t('watch.draw'))}
        <label class="button">
          ${t('watch.upload')}
          <input class="unseen" type="file" accept=".geojson,.json,.kml,.kmz,.gpkg,.zip" @change=${this.upload} />
        </label>
      </div>
      <form class="field" @submit=${this.typed}>
        <label for="place-text">${t('place.coordinates')}</label>
        <div class="row">
          <input id="place-text" dir="ltr" autocomplete="off" placeholder="8.01 S 34.87 W" />
          <button class="button">${t('place.show')}</button>
        </div>
      </form>
      ${this.drawing ? html`<p class="quiet" role="status">${t(this.drawing === 'Box' ? 'place.drawingBox' : 'watch.drawing')}</p>` : nothing}
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
    </div>`;
  }

  private choose(what: { place: [number, number] } | { area: number[][][][] }): void {
    this.failure = '';
    store.change({ place: null, area: null, ...what });
  }

  private readonly middle = (): void => this.choose({ place: this.state.centre });

  private readonly view = (): void => {
    const projection = map.getView().getProjection();
    const box = transformExtent(map.getView().calculateExtent(map.getSize()), projection, 'EPSG:4326') as Box;
    this.choose({ area: boxArea(box.map((value) => Number(value.toFixed(5))) as Box) });
  };

  private draw(type: 'Polygon' | 'Box'): void {
    const stop = this.drawing === type;
    this.#drawing.stop();
    this.drawing = stop ? '' : type;
    if (stop) return;
    this.#drawing.start(type, (shape) => {
      this.drawing = '';
      this.choose({ area: plain(shape) });
    });
  }

  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.drawing) this.draw(this.drawing);
  };

  private readonly upload = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.failure = '';
    try {
      const answer = await request('/api/areas', { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream' } });
      const { geometry } = (await answer.json()) as { geometry: Shape };
      this.choose({ area: plain(geometry) });
      fit(boxOf(geometry.coordinates));
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
  };

  private readonly typed = (event: Event): void => {
    event.preventDefault();
    const text = this.querySelector<HTMLInputElement>('#place-text')!.value.trim();
    const box = parseBox(text);
    const place = box ? null : parsePlace(text);
    if (box) {
      this.choose({ area: boxArea(box) });
      fit(box);
    } else if (place) {
      this.choose({ place });
      store.change({ centre: place });
    } else {
      this.failure = t('place.wrong');
    }
  };

  /** More room for the charts, and less for the map. */
  private widen(wide: boolean): void {
    this.wide = wide;
    document.querySelector('#panel')?.toggleAttribute('data-wide', wide);
  }
}
