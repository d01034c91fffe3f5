// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type { MapBrowserEvent } from 'ol';
import Feature from 'ol/Feature.js';
import type { FeatureLike } from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Point from 'ol/geom/Point.js';
import type Layer from 'ol/layer/Layer.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorImageLayer from 'ol/layer/VectorImage.js';
import { fromLonLat, transformExtent } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { Alert, Fact } from '../alerts/alerts.ts';

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
  /** drawn once into a picture that is larger than the map, which panning moves */
  readonly #dots = new VectorSource<Feature<Point>>();
  readonly #shapes = new VectorSource();
  readonly #layers: Layer[];
  readonly #styles = new Map<string, Style>();
  #open = '';
  #chosen: ReadonlySet<string> = new Set();
  #wanted: (box: number[], signal: AbortSignal) => Promise<Alert[]> = () => Promise.resolve([]);
  #abort = new AbortController();

  constructor(
    readonly map: OlMap,
    readonly picked: (id: string) => void,
  ) {
    const style = (feature: FeatureLike) => this.style(feature);
    this.#layers = [
      new VectorImageLayer({ source: this.#dots, style, minResolution: DOTS, zIndex: 600, imageRatio: 2 }),
      new VectorLayer({ source: this.#shapes, style, maxResolution: DOTS, zIndex: 600 }),
    ];
  }

  attach(): void {
    this.#layers.forEach((layer) => this.map.addLayer(layer));
    this.map.on('singleclick', this.click);
    this.map.on('pointermove', this.point);
    this.map.on('moveend', this.near);
  }

  detach(): void {
    this.#abort.abort();
    this.#layers.forEach((layer) => this.map.removeLayer(layer));
    this.map.un('singleclick', this.click);
    this.map.un('pointermove', this.point);
    this.map.un('moveend', this.near);
  }

  /**
   * Shows other alerts.
   *
   * @param wanted asks for the outlines of those in a box (west, south, east, north; degrees)
   */
  show(facts: readonly Fact[], wanted: (box: number[], signal: AbortSignal) => Promise<Alert[]>): void {
    this.#dots.clear(true);
    this.#shapes.clear();
    this.add(facts);
    this.#wanted = wanted;
    this.near();
  }

  /** More dots, of the next page of a list. */
  add(facts: readonly Fact[]): void {
    this.#dots.addFeatures(
      facts.map((fact) => {
        const dot = new Feature(new Point(fromLonLat([fact.longitude, fact.latitude])));
        dot.setId(fact.id);
        dot.setProperties({ review: fact.review, area: fact.area_ha }, true);
        return dot;
      }),
    );
  }

  /** Writes what has become of alerts into what is drawn. */
  change(changes: readonly { id: string; review?: string | undefined }[]): void {
    for (const { id, review } of changes) {
      this.#dots.getFeatureById(id)?.set('review', review, true);
      this.#shapes.getFeatureById(id)?.set('review', review, true);
    }
    this.redraw();
  }

  /** Marks the alert that is open, and those that are chosen. */
  mark(open: string, chosen: ReadonlySet<string>): void {
    this.#open = open;
    this.#chosen = new Set(chosen);
    this.redraw();
  }

  /** Draws the outline of an alert, whether it is in the list or not. */
  outline({ id, geometry, properties: p }: Alert): void {
    const known = this.#shapes.getFeatureById(id);
    if (known) {
      (known as Feature).set('review', p.review);
      return;
    }
    const shape = new Feature(format.readGeometry(geometry) ?? undefined);
    shape.setId(id);
    shape.setProperties({ review: p.review, area: p.area_ha }, true);
    this.#shapes.addFeature(shape);
  }

  /** From near the outlines in sight are asked for. */
  private readonly near = (): void => {
    const view = this.map.getView();
    const size = this.map.getSize();
    if (!size || (view.getResolution() ?? Infinity) >= DOTS) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    const box = transformExtent(view.calculateExtent(size), view.getProjection(), 'EPSG:4326');
    this.#wanted(box, this.#abort.signal)
      .then((alerts) => alerts.forEach((one) => this.outline(one)))
      .catch(() => undefined); // the list says when the server does not answer
  };

  private redraw(): void {
    this.#layers.forEach((layer) => layer.changed());
  }

  private style(feature: FeatureLike): Style {
    const id = String(feature.getId());
    const open = id === this.#open;
    const chosen = this.#chosen.has(id);
    const review = String(feature.get('review'));
    const point = feature.getGeometry()?.getType() === 'Point';
    const size = point ? Math.min(9, 3 + Math.log10(1 + Number(feature.get('area'))) * 2.5) : 0;
    const key = `${open} ${chosen} ${review} ${Math.round(size)}`;
    let style = this.#styles.get(key);
    if (!style) {
      const colour = colours[review] ?? colours['new']!;
      const stroke = new Stroke({
        color: open ? '#ffd23f' : chosen ? '#0a84ff' : point ? '#ffffff' : colour,
        width: open ? 3.5 : chosen ? 3 : point ? 1 : 2,
      });
      const fill = new Fill({ color: point ? colour : colour + '22' });
      style = point
        ? new Style({ image: new CircleStyle({ radius: Math.round(size) + (open ? 3 : chosen ? 1 : 0), fill, stroke }) })
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
      { hitTolerance: 5, layerFilter: (layer) => this.#layers.includes(layer as Layer) },
    );
    return id;
  }

  private readonly click = (event: MapBrowserEvent): void => {
    const id = this.find(event);
    if (id) this.picked(id);
  };

  private readonly point = (event: MapBrowserEvent): void => {
    if (event.dragging) return;
    const target = this.map.getTargetElement();
    if (target) target.style.cursor = this.find(event) ? 'pointer' : '';
  };
}
