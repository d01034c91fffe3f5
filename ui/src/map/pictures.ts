// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type ImageTile from 'ol/ImageTile.js';
import TileLayer from 'ol/layer/Tile.js';
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
function styled(layer: Layer, format: string): URLSearchParams {
  const query = new URLSearchParams({ f: format });
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

/** The address of a layer's legend, a picture. */
export const legendAddress = (layer: Layer): string => `${base(layer)}/legend?${styled(layer, 'svg')}`;

/** Keeps the pictures on the map as the state lists them. */
export class PictureLayers {
  readonly #shown = new Map<string, { tiles: TileLayer<XYZ>; address: string }>();

  /** @param above the z-index of the lowest picture */
  constructor(
    readonly map: OlMap,
    readonly above = 10,
  ) {}

  show(layers: readonly Layer[], day: string): void {
    const wanted = new Set(layers.map((layer) => layer.id));
    for (const [id, { tiles }] of this.#shown) {
      if (!wanted.has(id)) {
        this.map.removeLayer(tiles);
        this.#shown.delete(id);
      }
    }
    layers.forEach((layer, index) => {
      const address = tileAddress(layer, day);
      let shown = this.#shown.get(layer.id);
      if (!shown) {
        shown = { tiles: new TileLayer({ source: source(address), className: 'pictures' }), address };
        this.#shown.set(layer.id, shown);
        this.map.addLayer(shown.tiles);
      } else if (shown.address !== address) {
        shown.tiles.setSource(source(address));
        shown.address = address;
      }
      shown.tiles.setZIndex(this.above + index);
      shown.tiles.setOpacity(layer.opacity);
      shown.tiles.setVisible(layer.visible);
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
