// SPDX-License-Identifier: Apache-2.0
import GeoJSON from 'ol/format/GeoJSON.js';
import type MultiPolygon from 'ol/geom/MultiPolygon.js';
import { transformExtent } from 'ol/proj.js';
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { request } from '../api.ts';
import { Part } from '../element.ts';
import { type Box, boxOf } from '../map/box.ts';
import { Drawing, type Shape } from '../map/draw.ts';
import { fit } from '../map/fit.ts';
import { map } from '../map/map.ts';
import { t } from '../messages.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';
import { parsePlace } from './coordinates.ts';

/** Corners that a link can hold. */
const MOST_CORNERS = 1000;

const geojson = new GeoJSON();

/** A box (degrees) as an area. */
const boxArea = ([west, south, east, north]: Box): number[][][][] => [
  [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
];

/** An area with so few corners that a link holds it. */
export function plain(shape: Shape): number[][][][] {
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

/** How somebody chooses a place or an area of the state: on the map, by a file, or typed; it is drawn on the map. */
@customElement('sq-chooser')
export class Chooser extends Part {
  @state() private drawing: '' | 'Polygon' | 'Box' = '';
  @state() private failure = '';
  #drawing = new Drawing(map);

  protected override depends(now: AppState): unknown[] {
    return [now.place, now.area];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.escape);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.escape);
    this.#drawing.detach();
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
}
