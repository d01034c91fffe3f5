// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';

const format = new GeoJSON({ featureProjection: 'EPSG:3857' });

// no fill: many scenes lie on one another
const line = new Style({ stroke: new Stroke({ color: '#0a5a74', width: 1.5 }) });

const marked = new Style({
  stroke: new Stroke({ color: '#d9a441', width: 3 }),
  fill: new Fill({ color: '#d9a44122' }),
  zIndex: 1,
});

/** Outlines of scenes, areas or whatever else has an id and a place. */
export class Footprints {
  readonly #source = new VectorSource();
  readonly #layer = new VectorLayer({ source: this.#source, style: line, zIndex: 550 });
  #marked = '';

  constructor(readonly map: OlMap) {}

  attach(): void {
    this.map.addLayer(this.#layer);
  }

  detach(): void {
    this.map.removeLayer(this.#layer);
  }

  show(shapes: readonly { id: string; geometry: object | null }[]): void {
    this.#source.clear(true);
    this.#marked = '';
    this.#source.addFeatures(
      shapes.flatMap(({ id, geometry }) => {
        if (!geometry) return [];
        const feature = new Feature(format.readGeometry(geometry) ?? undefined);
        feature.setId(id);
        return [feature];
      }),
    );
  }

  /** The ids of those that cover a place of the map. */
  at(coordinate: number[]): Set<string> {
    return new Set(this.#source.getFeaturesAtCoordinate(coordinate).map((feature) => String(feature.getId())));
  }

  /** Makes one of them stand out; empty: none. */
  mark(id: string): void {
    if (id === this.#marked) return;
    (this.#source.getFeatureById(this.#marked) as Feature | null)?.setStyle();
    (this.#source.getFeatureById(id) as Feature | null)?.setStyle(marked);
    this.#marked = id;
  }
}
