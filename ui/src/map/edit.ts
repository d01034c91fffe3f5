// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type { MapBrowserEvent } from 'ol';
import Feature from 'ol/Feature.js';
import MultiPoint from 'ol/geom/MultiPoint.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import Modify from 'ol/interaction/Modify.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { type Corner, type Rings, corners, placeOf } from './corners.ts';

/** How near to a corner or a line a pointer takes it (px). */
const NEAR = 14;

const handle = (radius: number, colour: string) => new CircleStyle({ radius, fill: new Fill({ color: colour }), stroke: new Stroke({ color: '#1c2a33', width: 2 }) });

const outline = new Style({ stroke: new Stroke({ color: '#d9a441', width: 3 }), fill: new Fill({ color: '#d9a44126' }) });
const all = new Style({ image: handle(6, '#fff'), geometry: (feature) => new MultiPoint(points(feature as Feature<MultiPolygon>)) });
const held = new Style({ image: handle(8, '#d9a441') });

const points = (feature: Feature<MultiPolygon>): number[][] =>
  feature.getGeometry()!.getCoordinates().flatMap((polygon) => polygon.flatMap((ring) => ring.slice(1)));

const rounded = (value: number): number => Number(value.toFixed(7));

/** An area on the map whose corners are moved by the pointer; a line that is dragged gets one more. */
export class Editor {
  readonly #feature = new Feature<MultiPolygon>();
  readonly #chosen = new Feature<MultiPoint>();
  readonly #layer = new VectorLayer({ source: new VectorSource<Feature<MultiPolygon | MultiPoint>>({ features: [this.#feature, this.#chosen] }), zIndex: 710 });
  readonly #modify: Modify;

  /**
   * @param done an area that somebody has changed
   * @param taken a corner that somebody has clicked
   */
  constructor(
    readonly map: OlMap,
    done: (rings: Rings) => void,
    taken: (corner: Corner | null) => void,
  ) {
    this.#feature.setStyle([outline, all]);
    this.#chosen.setStyle(held);
    this.#modify = new Modify({ source: new VectorSource({ features: [this.#feature] }), pixelTolerance: NEAR, style: held });
    this.#modify.on('modifyend', () => done(this.rings));
    this.click = (event) => taken(this.near(event.coordinate));
    map.addLayer(this.#layer);
    map.addInteraction(this.#modify);
    map.on('click', this.click);
    map.set('drawing', true); // clicks are an editor's
  }

  private readonly click: (event: MapBrowserEvent) => void;

  private get rings(): Rings {
    return this.#feature
      .getGeometry()!
      .getCoordinates()
      .map((polygon) => polygon.map((ring) => ring.map((place) => toLonLat(place).map(rounded))));
  }

  show(rings: Rings, chosen: Corner | null): void {
    this.#feature.setGeometry(new MultiPolygon(rings.map((polygon) => polygon.map((ring) => ring.map((place) => fromLonLat(place))))));
    this.#chosen.setGeometry(chosen ? new MultiPoint([fromLonLat(placeOf(rings, chosen))]) : undefined);
  }

  private near(coordinate: number[]): Corner | null {
    const { rings } = this;
    const [x = 0, y = 0] = this.map.getPixelFromCoordinate(coordinate);
    const far = (corner: Corner) => {
      const [left = Infinity, top = Infinity] = this.map.getPixelFromCoordinate(fromLonLat(placeOf(rings, corner)));
      return Math.hypot(left - x, top - y);
    };
    const nearest = corners(rings).reduce<Corner | null>((best, corner) => (!best || far(corner) < far(best) ? corner : best), null);
    return nearest && far(nearest) < NEAR ? nearest : null;
  }

  detach(): void {
    this.map.removeInteraction(this.#modify);
    this.map.removeLayer(this.#layer);
    this.map.un('click', this.click);
    setTimeout(() => this.map.set('drawing', false), 400); // the last click may be told of later
  }
}
