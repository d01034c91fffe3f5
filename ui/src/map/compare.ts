// SPDX-License-Identifier: Apache-2.0
import OlMap from 'ol/Map.js';
import type Layer from 'ol/layer/Layer.js';
import type RenderEvent from 'ol/render/Event.js';
import { getRenderPixel } from 'ol/render.js';
import { unByKey } from 'ol/Observable.js';
import type { EventsKey } from 'ol/events.js';
import type { AppState } from '../state.ts';
import { addBasemap } from './basemap.ts';
import { PictureLayers } from './pictures.ts';

/**
 * Two dates of the same layers: on either side of a line that can be dragged, both clipped, or on two
 * maps that move together.
 */
export class Comparer {
  #second: PictureLayers | null = null;
  #other: OlMap | null = null;
  #clips: EventsKey[] = [];
  #at = 0.5;

  constructor(
    readonly map: OlMap,
    readonly first: PictureLayers,
    /** where the second map goes, when there is one */
    readonly place: () => HTMLElement | null,
    readonly dark: MediaQueryList,
  ) {}

  show(state: AppState): void {
    const { kind, at, day } = state.comparison;
    this.#at = at;
    if (kind !== 'side') this.dropOther();
    if (kind !== 'swipe') this.dropSwipe();
    if (kind === 'swipe') {
      this.#second ??= new PictureLayers(this.map, 30);
      this.#second.show(state.layers, day);
      this.clip();
      this.map.render();
    } else if (kind === 'side') {
      const target = this.place();
      if (!target) return;
      if (!this.#other) {
        this.#other = new OlMap({ controls: [], target, view: this.map.getView() });
        addBasemap(this.#other, this.dark).catch(() => undefined); // as on the first map
        this.#second = new PictureLayers(this.#other);
      }
      this.#second!.show(state.layers, day);
    }
  }

  resize(): void {
    this.#other?.updateSize();
  }

  /** Clips the first pictures to the start of the line, the second ones to its end. */
  private clip(): void {
    unByKey(this.#clips);
    this.first.swapped = this.#second!.swapped = () => this.clip();
    this.#clips = [
      ...this.first.layers().flatMap((layer) => this.cut(layer, () => [0, this.#at])),
      ...this.#second!.layers().flatMap((layer) => this.cut(layer, () => [this.#at, 1])),
    ];
  }

  private cut(layer: Layer, part: () => [number, number]): EventsKey[] {
    return [
      layer.on('prerender', (event: RenderEvent) => {
        const pen = event.context as CanvasRenderingContext2D;
        const [width = 0, height = 0] = this.map.getSize() ?? [];
        const [from, to] = part().map((share) => share * width) as [number, number];
        const corners = ([[from, 0], [to, 0], [to, height], [from, height]] as [number, number][]).map((pixel) =>
          getRenderPixel(event, pixel),
        );
        pen.save();
        pen.beginPath();
        corners.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x!, y!) : pen.lineTo(x!, y!)));
        pen.closePath();
        pen.clip();
      }),
      layer.on('postrender', (event: RenderEvent) => (event.context as CanvasRenderingContext2D).restore()),
    ].flat();
  }

  private dropSwipe(): void {
    unByKey(this.#clips);
    this.#clips = [];
    if (this.#second && this.#second.map === this.map) {
      this.first.swapped = () => undefined;
      this.#second.show([], '');
      this.#second = null;
      this.map.render();
    }
  }

  private dropOther(): void {
    if (!this.#other) return;
    this.#other.setTarget();
    this.#other.setLayers([]);
    this.#other = null;
    this.#second = null;
  }
}
