// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import LineString from 'ol/geom/LineString.js';
import Polygon from 'ol/geom/Polygon.js';
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

/** Square metres of an area (degrees). */
export const sizeOf = (shape: Shape): number => getArea(format.readGeometry(shape)!);

/** Square metres of an area, metres of a line. */
const measured = (geometry: Polygon | LineString): number => (geometry instanceof Polygon ? getArea(geometry) : getLength(geometry));

/** The property of a map that says that clicks on it are a drawing's. */
const DRAWING = 'drawing';

/** What is told of a drawing while it is made. */
export interface Progress {
  /** its size so far, m² or m */
  grown?: (size: number) => void;
  /** it was given up */
  left?: () => void;
}

/** Draws one area or line on the map, or shows one that came from elsewhere. */
export class Drawing {
  readonly #source = new VectorSource();
  readonly #layer = new VectorLayer({ source: this.#source, style, zIndex: 700 });
  #draw: Draw | null = null;
  #sketch: Polygon | LineString | null = null;
  #progress: Progress = {};

  constructor(readonly map: OlMap) {}

  /**
   * Lets the user draw. By mouse a double click ends it (the second click, of a box). By keyboard the map is moved
   * below a cross: Space sets a point, Backspace takes the last one back, Enter ends. Escape gives it up.
   */
  start(type: 'Polygon' | 'LineString' | 'Box', done: (shape: Shape, size: number) => void, progress: Progress = {}): void {
    this.stop();
    this.show(null);
    this.#progress = progress;
    this.#draw = new Draw({
      source: this.#source,
      style,
      ...(type === 'Box' ? { type: 'Circle', geometryFunction: createBox() } : { type }),
    });
    this.#draw.on('drawend', (event) => {
      const geometry = event.feature.getGeometry() as Polygon | LineString;
      const size = measured(geometry);
      this.stop();
      done(format.writeGeometryObject(geometry, { decimals: 7 }) as unknown as Shape, size);
    });
    this.#draw.on('drawstart', (event) => {
      const sketch = event.feature.getGeometry() as Polygon | LineString;
      this.#sketch = sketch;
      sketch.on('change', () => progress.grown?.(measured(sketch)));
    });
    this.#draw.on('drawabort', () => (this.#sketch = null));
    this.map.addInteraction(this.#draw);
    const ground = this.map.getTargetElement()!;
    this.map.set(DRAWING, true);
    ground.addEventListener('keydown', this.key, true);
    ground.addEventListener('pointermove', this.uncross);
    ground.focus();
    ground.classList.add('crossed');
    if (!this.map.getLayers().getArray().includes(this.#layer)) this.map.addLayer(this.#layer);
  }

  stop(): void {
    if (!this.#draw) return;
    this.map.removeInteraction(this.#draw);
    this.#draw = null;
    this.#sketch = null;
    const ground = this.map.getTargetElement();
    setTimeout(() => this.map.set(DRAWING, this.#draw !== null), 400); // the last click may be told of later
    ground?.removeEventListener('keydown', this.key, true);
    ground?.removeEventListener('pointermove', this.uncross);
    this.uncross();
  }

  private readonly uncross = (): void => this.map.getTargetElement()?.classList.remove('crossed');

  private readonly key = (event: KeyboardEvent): void => {
    const draw = this.#draw;
    if (!draw || event.ctrlKey || event.metaKey || event.altKey) return;
    this.map.getTargetElement()?.classList.add('crossed');
    if (event.key === ' ') {
      draw.appendCoordinates([this.map.getView().getCenter()!]);
    } else if (event.key === 'Backspace') {
      if (this.points() > 0) draw.removeLastPoint();
    } else if (event.key === 'Enter') {
      if (this.points() >= (this.#sketch instanceof Polygon ? 3 : 2)) draw.finishDrawing();
    } else if (event.key === 'Escape') {
      this.stop();
      this.#progress.left?.();
    } else {
      return; // the map moves and zooms
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** How many points are set: without the one that follows the pointer, and the first of a ring once. */
  private points(): number {
    if (this.#sketch instanceof Polygon) return Math.max(0, (this.#sketch.getCoordinates()[0]?.length ?? 0) - 2);
    return Math.max(0, (this.#sketch?.getCoordinates().length ?? 0) - 1);
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
