// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import Feature, { type FeatureLike } from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { Coverage } from './stapi.ts';

const format = new GeoJSON({ featureProjection: 'EPSG:3857' });

const shades = ['#d8ecf3', '#9fcbdc', '#5ea6c2', '#257ba0', '#0b4a66'];

/** Classes of how often places are seen: at least so many looks, and their colour. */
export function steps(coverage: Coverage): [number, string][] {
  const all = coverage.features.map(({ properties }) => properties.looks).filter((looks) => looks > 0);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const bounds = new Set(shades.map((_, i) => Math.round(least + ((most + 1 - least) * i) / shades.length)));
  return all.length ? [...bounds].map((bound, i, { length }) => [bound, shades[length > 1 ? Math.round((i * (shades.length - 1)) / (length - 1)) : 2]!]) : [];
}

const track = new Style({
  stroke: new Stroke({ color: '#d9a441', width: 2, lineDash: [6, 5] }),
  image: new CircleStyle({ radius: 6, fill: new Fill({ color: '#d9a441' }), stroke: new Stroke({ color: '#1c2a33', width: 2 }) }),
});

const cells = new Map(shades.map((shade) => [shade, new Style({ fill: new Fill({ color: shade + '8c' }) })]));

const cell = (feature: FeatureLike): Style | undefined => cells.get(String(feature.get('shade')));

/** Below footprints: where a satellite flies, and how often places are seen. */
export class Ground {
  readonly #track = new VectorSource();
  readonly #cells = new VectorSource();
  readonly #layers = [
    new VectorLayer({ source: this.#cells, style: cell, zIndex: 530 }),
    new VectorLayer({ source: this.#track, style: track, zIndex: 540 }),
  ];

  constructor(readonly map: OlMap) {}

  attach(): void {
    this.#layers.forEach((layer) => this.map.addLayer(layer));
  }

  detach(): void {
    this.#layers.forEach((layer) => this.map.removeLayer(layer));
  }

  /** Where a satellite is above, and where it is at one time (longitudes and latitudes, degrees). */
  fly(positions: readonly [number, number][], at?: [number, number]): void {
    this.#track.clear(true);
    const parts: [number, number][][] = [];
    let before = NaN;
    for (const place of positions) {
      if (!(Math.abs(place[0] - before) < 180)) parts.push([]); // over the antimeridian
      parts[parts.length - 1]!.push(place);
      before = place[0];
    }
    const lines = parts.filter((part) => part.length > 1);
    if (lines.length) this.#track.addFeature(new Feature(format.readGeometry({ type: 'MultiLineString', coordinates: lines }) ?? undefined));
    if (at) this.#track.addFeature(new Feature(format.readGeometry({ type: 'Point', coordinates: at }) ?? undefined));
  }

  cover(coverage: Coverage | null): void {
    this.#cells.clear(true);
    const classes = coverage ? steps(coverage) : [];
    this.#cells.addFeatures(
      (coverage?.features ?? []).map(({ geometry, properties }) => {
        const feature = new Feature(format.readGeometry(geometry) ?? undefined);
        feature.set('shade', classes.findLast(([least]) => properties.looks >= least)?.[1], true);
        return feature;
      }),
    );
  }
}
