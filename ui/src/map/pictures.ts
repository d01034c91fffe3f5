// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import type ImageTile from 'ol/ImageTile.js';
import TileLayer from 'ol/layer/Tile.js';
import { transformExtent } from 'ol/proj.js';
import XYZ from 'ol/source/XYZ.js';
import { key, request } from '../api.ts';
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

  /** The layers on the map, for those who clip them. */
  layers(): TileLayer<XYZ>[] {
    return [...this.#shown.values()].map(({ tiles }) => tiles);
  }
}

function source(address: string): XYZ {
  const tiles = new XYZ({ url: address, maxZoom: 22, transition: 120, crossOrigin: 'anonymous' });
  if (key()) {
    // an image tag sends no key
    tiles.setTileLoadFunction((tile, url) => {
      const image = (tile as ImageTile).getImage() as HTMLImageElement;
      request(url)
        .then((answer) => answer.blob())
        .then((blob) => {
          image.onload = () => URL.revokeObjectURL(image.src);
          image.src = URL.createObjectURL(blob);
        })
        .catch(() => tile.setState(3)); // 3: error
    });
  }
  return tiles;
}
