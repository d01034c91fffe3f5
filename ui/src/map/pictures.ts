// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type ImageTile from 'ol/ImageTile.js';
import TileLayer from 'ol/layer/Tile.js';
import { transformExtent } from 'ol/proj.js';
import { intersects } from 'ol/extent.js';
import XYZ from 'ol/source/XYZ.js';
import { createXYZ } from 'ol/tilegrid.js';
import { request } from '../api.ts';
import type { Layer } from '../state.ts';

/** The part of the API that a layer's pictures come from. */
function base(layer: Layer): string {
  const [kind, first = '', second = ''] = layer.id.split('/');
  if (kind === 'w') {
    return `/api/watches/${encodeURIComponent(first)}/maps/${encodeURIComponent(second)}`;
  }
  const collection = `/api/collections/${encodeURIComponent(first)}`;
  return kind === 'c' ? collection : `${collection}/items/${encodeURIComponent(second)}`;
}

/** What of a request says the style of a layer. */
function styled(layer: Layer, format = ''): URLSearchParams {
  const query = new URLSearchParams(format ? { f: format } : {});
  const { bands, expression, rescale, gamma, colormap } = layer.style;
  if (expression) query.set('expression', expression);
  else if (bands?.length) query.set('bands', bands.join(','));
  if (rescale?.length) query.set('rescale', rescale.map((range) => range.join(',')).join(';'));
  if (gamma !== undefined && gamma !== 1) query.set('gamma', String(gamma));
  if (colormap) query.set('colormap', colormap);
  return query;
}

/** The address of a layer's tiles, with {z}, {x} and {y} to fill in. */
export function tileAddress(layer: Layer, day: string): string {
  const query = styled(layer, 'webp');
  // a collection's picture of a day shows the newest pixels up to that day
  if (day && layer.id.startsWith('c/')) query.set('datetime', `../${day}T23:59:59Z`);
  return `${base(layer)}/map/tiles/WebMercatorQuad/{z}/{y}/{x}?${query}`;
}

/** The address of a layer as it is on a map now, in one picture. */
export function pictureAddress(layer: Layer, day: string, map: OlMap): string {
  const query = styled(layer, 'png');
  if (day && layer.id.startsWith('c/')) query.set('datetime', `../${day}T23:59:59Z`);
  const [width, height] = map.getSize()!;
  const box = transformExtent(map.getView().calculateExtent([width!, height!]), 'EPSG:3857', 'EPSG:4326');
  query.set('bbox', box.map((value) => value.toFixed(6)).join(','));
  query.set('width', String(Math.round(width!)));
  query.set('height', String(Math.round(height!)));
  return `${base(layer)}/map?${query}`;
}

/** The address of a layer's description for other programs. */
export const servicesAddress = (layer: Layer): string => `${base(layer)}/tilejson.json?${styled(layer)}`;

/** The address of a layer's legend, a picture. */
export const legendAddress = (layer: Layer): string => `${base(layer)}/legend?${styled(layer, 'svg')}`;

/** Waits for new pictures before the old ones go (ms); then they are shown as they come. */
const PATIENCE = 2500;

/** Days that go by faster (ms) are not asked for: somebody drags. */
const DRAGGED = 60;

/** A layer's pictures, and those of another day or style that come in their place. */
interface Shown {
  tiles: TileLayer<XYZ>;
  next: TileLayer<XYZ> | null;
  address: string;
  /** whether the pictures of the address are still to be asked for */
  waits: boolean;
  timer: number;
}

/** Keeps the pictures on the map as the state lists them. New ones take the place of old ones when they are there. */
export class PictureLayers {
  readonly #shown = new Map<string, Shown>();
  /** Is called when new pictures have taken the place of old ones. */
  swapped: () => void = () => undefined;

  /** @param above the z-index of the lowest picture */
  constructor(
    readonly map: OlMap,
    readonly above = 10,
  ) {}

  show(layers: readonly Layer[], day: string): void {
    const wanted = new Set(layers.map((layer) => layer.id));
    for (const [id, { tiles, next, timer }] of this.#shown) {
      if (!wanted.has(id)) {
        clearTimeout(timer);
        this.map.removeLayer(tiles);
        if (next) this.map.removeLayer(next);
        this.#shown.delete(id);
      }
    }
    layers.forEach((layer, index) => {
      const address = tileAddress(layer, day);
      let shown = this.#shown.get(layer.id);
      if (!shown) {
        shown = { tiles: pictureLayer(), next: null, address, waits: false, timer: 0 };
        shown.tiles.setSource(source(address));
        this.#shown.set(layer.id, shown);
        this.map.addLayer(shown.tiles);
      } else if (shown.address !== address) {
        shown.address = address;
        this.#replace(shown);
      }
      shown.tiles.setZIndex(this.above + index);
      shown.tiles.setOpacity(layer.opacity);
      shown.tiles.setVisible(layer.visible);
      shown.next?.setZIndex(this.above + index);
      shown.next?.setVisible(layer.visible);
    });
  }

  #replace(shown: Shown): void {
    clearTimeout(shown.timer);
    shown.waits = true;
    shown.timer = window.setTimeout(() => this.#fill(shown), DRAGGED);
  }

  #fill(shown: Shown): void {
    shown.waits = false;
    if (!shown.next) {
      shown.next = pictureLayer();
      shown.next.setOpacity(0.001); // loaded, and not seen
      this.map.addLayer(shown.next);
    }
    const [next, filled] = [shown.next, source(shown.address)];
    const done = () => {
      if (shown.next === next && next.getSource() === filled) this.#swap(shown, next);
    };
    next.setSource(filled);
    next.once('postrender', () => this.map.once('rendercomplete', done));
    shown.timer = window.setTimeout(done, PATIENCE);
  }

  #swap(shown: Shown, next: TileLayer<XYZ>): void {
    clearTimeout(shown.timer);
    next.setOpacity(shown.tiles.getOpacity());
    this.map.removeLayer(shown.tiles);
    shown.tiles = next;
    shown.next = null;
    this.swapped();
  }

  /** Whether all pictures that are asked for are shown. */
  get settled(): boolean {
    return [...this.#shown.values()].every(({ next, waits }) => next === null && !waits);
  }

  /** The addresses of the pictures that the map would show of another day. */
  addresses(layers: readonly Layer[], day: string): string[] {
    const view = this.map.getView();
    const zoom = Math.max(0, Math.round(view.getZoom() ?? 0));
    const extent = view.calculateExtent(this.map.getSize());
    return layers
      .filter((layer) => layer.visible && layer.id.startsWith('c/'))
      .flatMap((layer) => {
        const tiles = source(tileAddress(layer, day));
        const [found, address] = [[] as string[], tiles.getTileUrlFunction()];
        tiles.getTileGrid()!.forEachTileCoord(extent, zoom, (at) => found.push(address(at, 1, view.getProjection())!));
        return found;
      });
  }

  /** Asks again for what has failed. */
  again(): void {
    for (const { tiles } of this.#shown.values()) tiles.getSource()?.refresh();
  }

  /** The layers on the map, for those who clip them. */
  layers(): TileLayer<XYZ>[] {
    return [...this.#shown.values()].map(({ tiles }) => tiles);
  }
}

const pictureLayer = (): TileLayer<XYZ> => new TileLayer<XYZ>({ className: 'pictures' });

/** Tiles on their way. */
const coming = new Map<ImageTile, AbortController>();

const [IDLE, FAILED] = [0, 3];

function source(address: string): XYZ {
  const tiles = new XYZ({ url: address, maxZoom: 22, transition: 120 });
  // by hand: an image tag sends no key, and cannot be given up
  tiles.setTileLoadFunction((one, url) => {
    const tile = one as ImageTile;
    const image = tile.getImage() as HTMLImageElement;
    const abort = new AbortController();
    coming.set(tile, abort);
    request(url, { signal: abort.signal })
      .then((answer) => answer.blob())
      .then((blob) => {
        image.onload = () => URL.revokeObjectURL(image.src);
        image.src = URL.createObjectURL(blob);
      })
      .catch(() => {
        tile.setState(FAILED);
        if (abort.signal.aborted) tile.setState(IDLE); // asked for again when it is in sight again
      })
      .finally(() => coming.delete(tile));
  });
  return tiles;
}

/** Gives up the tiles that are on their way to where the map no longer is: the line is for those in sight. */
export function giveUp(map: OlMap): void {
  const view = map.getView();
  const size = map.getSize();
  if (!size || coming.size === 0) return;
  const extent = view.calculateExtent(size);
  const grid = createXYZ({ maxZoom: 22 });
  const zoom = grid.getZForResolution(view.getResolution()!);
  for (const [tile, abort] of coming) {
    const [z] = tile.tileCoord;
    if (Math.abs(z! - zoom) > 1 || !intersects(extent, grid.getTileCoordExtent(tile.tileCoord))) abort.abort();
  }
}
