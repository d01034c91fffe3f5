// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import MVT from 'ol/format/MVT.js';
import BaseLayer from 'ol/layer/Base.js';
import TileLayer from 'ol/layer/Tile.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import { transformExtent } from 'ol/proj.js';
import VectorTileSource from 'ol/source/VectorTile.js';
import XYZ from 'ol/source/XYZ.js';
import { createXYZ } from 'ol/tilegrid.js';
import { get } from '../api.ts';
import { dark, light } from './colours.ts';
import { ground, over } from './cartography.ts';

/** What the server's base map is (route /app/basemap). */
export interface About {
  name: string;
  /** to be shown wherever the map is */
  attribution: string;
  format: 'mvt' | 'png' | 'jpeg' | 'webp';
  minzoom: number;
  maxzoom: number;
  /** west, south, east, north, degrees */
  bounds: [number, number, number, number];
  /** how disputed borders are drawn */
  borders: 'dashed' | 'solid' | 'hidden';
  /** the address of a tile */
  tiles: string;
}

/** Above all pictures (see pictures.ts), below what is drawn and chosen. */
const OVER = 500;

/** Tiles are drawn at twice the usual size: a quarter of the requests. */
const TILE = 512;

let asked: Promise<About> | undefined;

/** What the base map is; asked for once. */
export function about(): Promise<About> {
  asked ??= get<About>('/app/basemap').catch((e: unknown) => {
    asked = undefined;
    throw e;
  });
  return asked;
}

/**
 * Puts the base map on a map: land and waters below everything, borders and names above the pictures.
 * It follows the page's colours and language.
 */
export async function addBasemap(map: OlMap, darkPage: MediaQueryList): Promise<About> {
  const canvas = () => map.getTargetElement()?.style;
  const sea = () => {
    const style = canvas();
    if (style) style.background = (darkPage.matches ? dark : light).sea;
  };
  sea();
  const what = await about();
  const layers: BaseLayer[] = what.format === 'mvt' ? vectors(what, darkPage) : [pictures(what)];
  for (const layer of layers) map.addLayer(layer);
  darkPage.addEventListener('change', sea);
  return what;
}

function vectors(what: About, darkPage: MediaQueryList): BaseLayer[] {
  const source = new VectorTileSource({
    format: new MVT(),
    url: what.tiles,
    tileGrid: createXYZ({ minZoom: what.minzoom, maxZoom: what.maxzoom, tileSize: TILE }),
    overlaps: false,
    transition: 0,
    cacheSize: 256,
  });
  const below = new VectorTileLayer({ source, zIndex: 0, renderMode: 'hybrid', updateWhileAnimating: false });
  const above = new VectorTileLayer({ source, zIndex: OVER, declutter: 'basemap', renderBuffer: 160 });
  const paint = () => {
    const palette = darkPage.matches ? dark : light;
    below.setStyle(ground(palette));
    above.setStyle(over(palette, what.borders));
  };
  darkPage.addEventListener('change', paint);
  addEventListener('sunqar-language', paint);
  paint();
  return [below, above];
}

/** An agency's map may be pictures already. */
function pictures(what: About): BaseLayer {
  return new TileLayer({
    zIndex: 0,
    extent: transformExtent(what.bounds, 'EPSG:4326', 'EPSG:3857'),
    source: new XYZ({ url: what.tiles, minZoom: what.minzoom, maxZoom: what.maxzoom }),
  });
}
