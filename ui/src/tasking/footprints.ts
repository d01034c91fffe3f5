// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type { MapBrowserEvent } from 'ol';
import Feature, { type FeatureLike } from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import { getArea } from 'ol/extent.js';
import { toLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { board, colours, grade } from './board.ts';

const format = new GeoJSON({ featureProjection: 'EPSG:3857' });

/** What the board shows, as it lies on the ground. */
export class BoardFootprints {
  readonly #source = new VectorSource();
  readonly #layer = new VectorLayer({ source: this.#source, style: (feature) => this.style(feature), zIndex: 560, updateWhileInteracting: false });

  /**
   * @param missed a click on nothing (longitude and latitude, degrees)
   */
  constructor(
    readonly map: OlMap,
    readonly missed: (place: [number, number]) => void,
  ) {}

  attach(): void {
    this.map.addLayer(this.#layer);
    this.map.on('singleclick', this.click);
    this.map.on('pointermove', this.point);
    board.addEventListener('shown', this.show);
    board.addEventListener('marked', this.mark);
    this.show();
  }

  detach(): void {
    this.map.removeLayer(this.#layer);
    this.map.un('singleclick', this.click);
    this.map.un('pointermove', this.point);
    board.removeEventListener('shown', this.show);
    board.removeEventListener('marked', this.mark);
  }

  private readonly show = (): void => {
    this.#source.clear(true);
    this.#source.addFeatures(
      board.shown.bars.flatMap((bar) => {
        if (!bar.geometry) return [];
        const feature = new Feature(format.readGeometry(bar.geometry) ?? undefined);
        feature.setId(bar.id);
        return [feature];
      }),
    );
  };

  private readonly mark = (): void => this.#layer.changed();

  private style(feature: FeatureLike): Style {
    const id = String(feature.getId());
    const bar = board.bar(id);
    const colour = bar ? colours[grade(bar, board.tint)]! : colours[4];
    const chosen = id === board.chosen;
    const pointed = id === board.pointed;
    return new Style({
      stroke: new Stroke({ color: chosen ? '#d9a441' : colour, width: chosen ? 3.5 : pointed ? 3 : 1.4 }),
      ...(chosen || pointed ? { fill: new Fill({ color: colour + '40' }) } : {}),
      zIndex: pointed ? 2 : chosen ? 1 : 0,
    });
  }

  /** Those that cover a place of the map, the smallest first. */
  private at(coordinate: number[]): string[] {
    return this.#source
      .getFeaturesAtCoordinate(coordinate)
      .map((feature) => ({ id: String(feature.getId()), size: getArea(feature.getGeometry()!.getExtent()) }))
      .sort((a, b) => a.size - b.size)
      .map(({ id }) => id);
  }

  /** A click on several that lie on one another goes from one to the next. */
  private readonly click = (event: MapBrowserEvent): void => {
    if (this.map.get('drawing')) return;
    const all = this.at(event.coordinate);
    if (all.length === 0) {
      const [lon, lat] = toLonLat(event.coordinate);
      this.missed([lon!, lat!]);
    } else {
      board.choose(all[(all.indexOf(board.chosen) + 1) % all.length]!);
    }
  };

  private readonly point = (event: MapBrowserEvent): void => {
    if (event.dragging || this.map.get('drawing')) return;
    const all = this.at(event.coordinate);
    const target = this.map.getTargetElement();
    if (target) target.style.cursor = all.length ? 'pointer' : '';
    board.point(all.includes(board.chosen) ? board.chosen : (all[0] ?? ''));
  };
}
