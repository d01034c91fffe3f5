// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Draw, { createBox } from 'ol/interaction/Draw.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import CircleStyle from 'ol/style/Circle.js';
import Style from 'ol/style/Style.js';
import { getArea, getLength } from 'ol/sphere.js';

export interface Shape {
  type: string;
  coordinates: unknown;
}

const format = new GeoJSON({ featureProjection: 'EPSG:3857', dataProjection: 'EPSG:4326' });

const style = new Style({
  stroke: new Stroke({ color: '#d9a441', width: 3 }),
  fill: new Fill({ color: '#d9a44126' }),
  image: new CircleStyle({ radius: 5, fill: new Fill({ color: '#d9a441' }), stroke: new Stroke({ color: '#fff', width: 1 }) }),
});

/** Draws one area or line on the map, or shows one that came from elsewhere. */
export class Drawing {
  readonly #source = new VectorSource();
  readonly #layer = new VectorLayer({ source: this.#source, style, zIndex: 700 });
  #draw: Draw | null = null;

  constructor(readonly map: OlMap) {}

  /** Lets the user draw; double click ends it (the second click, of a box), Escape gives it up. */
  start(type: 'Polygon' | 'LineString' | 'Box', done: (shape: Shape, size: number) => void): void {
    this.stop();
    this.show(null);
    this.#draw = new Draw({
      source: this.#source,
      style,
      ...(type === 'Box' ? { type: 'Circle', geometryFunction: createBox() } : { type }),
    });
    this.map.set('drawing', true);
    this.#draw.on('drawend', (event) => {
      const geometry = event.feature.getGeometry()!;
      const size = type === 'LineString' ? getLength(geometry) : getArea(geometry);
      this.stop();
      done(format.writeGeometryObject(geometry, { decimals: 7 }) as unknown as Shape, size);
    });
    this.map.addInteraction(this.#draw);
    if (!this.map.getLayers().getArray().includes(this.#layer)) this.map.addLayer(this.#layer);
  }

  stop(): void {
    if (!this.#draw) return;
    this.map.removeInteraction(this.#draw);
    this.#draw = null;
    setTimeout(() => this.map.set('drawing', false), 400); // the click that ended it is told later
  }

  show(shape: object | null): void {
    this.#source.clear();
    if (!shape) return;
    if (!this.map.getLayers().getArray().includes(this.#layer)) this.map.addLayer(this.#layer);
    const read = format.readFeatures(shape) as Feature[];
    this.#source.addFeatures(read);
  }

  detach(): void {
    this.stop();
    this.#source.clear();
    this.map.removeLayer(this.#layer);
  }
}
