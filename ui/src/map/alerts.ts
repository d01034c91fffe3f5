// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type { MapBrowserEvent } from 'ol';
import Feature from 'ol/Feature.js';
import type { FeatureLike } from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Point from 'ol/geom/Point.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { Alert } from '../alerts/alerts.ts';

/** Above this resolution (metres a pixel) an alert is a dot. */
const DOTS = 40;

const format = new GeoJSON({ featureProjection: 'EPSG:3857' });

const colours: Record<string, string> = {
  new: '#e2571e',
  in_review: '#e2a31e',
  confirmed: '#b3121f',
  rejected: '#7d8a91',
  audited: '#7a1240',
};

/** Alerts on the map: dots from afar, outlines from near. */
export class AlertLayer {
  readonly #dots = new VectorSource<Feature<Point>>();
  readonly #shapes = new VectorSource();
  readonly #layers: VectorLayer[];
  readonly #known = new Map<string, number>();
  readonly #styles = new Map<string, Style>();
  #open = '';

  constructor(
    readonly map: OlMap,
    readonly chosen: (id: string) => void,
  ) {
    const style = (feature: FeatureLike) => this.style(feature);
    this.#layers = [
      new VectorLayer({ source: this.#dots, style, minResolution: DOTS, zIndex: 600 }),
      new VectorLayer({ source: this.#shapes, style, maxResolution: DOTS, zIndex: 600 }),
    ];
  }

  attach(): void {
    this.#layers.forEach((layer) => this.map.addLayer(layer));
    this.map.on('singleclick', this.click);
    this.map.on('pointermove', this.point);
  }

  detach(): void {
    this.#layers.forEach((layer) => this.map.removeLayer(layer));
    this.map.un('singleclick', this.click);
    this.map.un('pointermove', this.point);
  }

  /** Shows these alerts; the shapes of those that are there already are kept. */
  show(alerts: readonly Alert[], open: string): void {
    const wanted = new Map(alerts.map((alert) => [alert.id, alert]));
    for (const id of [...this.#known.keys()]) {
      if (!wanted.has(id)) {
        this.#known.delete(id);
        for (const source of [this.#dots, this.#shapes]) {
          const feature = source.getFeatureById(id);
          if (feature) source.removeFeature(feature as Feature<Point>);
        }
      }
    }
    const [dots, shapes]: [Feature<Point>[], Feature[]] = [[], []];
    for (const { id, geometry, properties: p } of alerts) {
      const known = this.#known.get(id);
      if (known === p.version) continue;
      this.#known.set(id, p.version);
      if (known !== undefined) {
        this.#dots.getFeatureById(id)?.set('review', p.review);
        this.#shapes.getFeatureById(id)?.set('review', p.review);
        continue;
      }
      const dot = new Feature(new Point(fromLonLat([p.longitude, p.latitude])));
      const shape = new Feature(format.readGeometry(geometry) ?? undefined);
      for (const feature of [dot, shape]) {
        feature.setId(id);
        feature.set('review', p.review, true);
        feature.set('area', p.area_ha, true);
      }
      dots.push(dot);
      shapes.push(shape);
    }
    if (dots.length) this.#dots.addFeatures(dots);
    if (shapes.length) this.#shapes.addFeatures(shapes);
    if (open !== this.#open) {
      this.#open = open;
      this.#layers.forEach((layer) => layer.changed());
    }
  }

  private style(feature: FeatureLike): Style {
    const open = feature.getId() === this.#open;
    const review = String(feature.get('review'));
    const point = feature.getGeometry()?.getType() === 'Point';
    const size = point ? Math.min(9, 3 + Math.log10(1 + Number(feature.get('area'))) * 2.5) : 0;
    const key = `${open} ${review} ${Math.round(size)}`;
    let style = this.#styles.get(key);
    if (!style) {
      const colour = colours[review] ?? colours['new']!;
      const stroke = new Stroke({ color: open ? '#ffd23f' : point ? '#ffffff' : colour, width: open ? 3.5 : point ? 1 : 2 });
      const fill = new Fill({ color: point ? colour : colour + '22' });
      style = point
        ? new Style({ image: new CircleStyle({ radius: Math.round(size) + (open ? 3 : 0), fill, stroke }) })
        : new Style({ fill, stroke });
      this.#styles.set(key, style);
    }
    return style;
  }

  private find(event: MapBrowserEvent): string {
    let id = '';
    this.map.forEachFeatureAtPixel(
      event.pixel,
      (feature) => {
        id = String(feature.getId() ?? '');
        return true;
      },
      { hitTolerance: 5, layerFilter: (layer) => this.#layers.includes(layer as VectorLayer) },
    );
    return id;
  }

  private readonly click = (event: MapBrowserEvent): void => {
    const id = this.find(event);
    if (id) this.chosen(id);
  };

  private readonly point = (event: MapBrowserEvent): void => {
    if (event.dragging) return;
    const target = this.map.getTargetElement();
    if (target) target.style.cursor = this.find(event) ? 'pointer' : '';
  };
}
