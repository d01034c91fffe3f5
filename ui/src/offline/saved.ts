// SPDX-License-Identifier: Apache-2.0
// Areas that are kept for when the server is gone: each is a cache of the browser with what the page
// asks for there (the service worker answers from it), and a line in a list of them.
import { type Alert, pictureOf } from '../alerts/alerts.ts';
import { get, nextPage, request } from '../api.ts';
import { days } from '../catalogue.ts';
import { about } from '../map/basemap.ts';
import type { Box } from '../map/box.ts';
import { legendAddress, tileAddress } from '../map/pictures.ts';
import type { Layer } from '../state.ts';
import { type Watch, watch } from '../watches.ts';

/** What the user wants to keep. */
export interface Wanted {
  name: string;
  /** degrees */
  box: Box;
  layers: Layer[];
  /** least and greatest zoom of the pictures */
  zooms: [number, number];
  /** pictures of the days between, YYYY-MM-DD; empty: only the newest picture, and that of `day` */
  from: string;
  to: string;
  day: string;
  /** whether alerts are kept, with their pictures and series */
  alerts: boolean;
}

export interface Area extends Wanted {
  id: string;
  /** files that there are to be; 0: not counted yet */
  files: number;
  done: number;
  bytes: number;
  /** when all of it was there, ISO 8601; empty: it is not */
  finished: string;
}

/** Files of one area. */
export const MOST_FILES = 20_000;
/** Alerts of one area whose pictures and series are kept. */
const MOST_ALERTS = 300;
const ALERTS = '/api/alerts/collections/alerts/items';
const KEPT = 'sunqar.areas';

const cacheName = (id: string) => `area ${id}`;

export function areas(): Area[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as Area[];
  } catch {
    return [];
  }
}

function keep(all: Area[]): void {
  localStorage.setItem(KEPT, JSON.stringify(all));
}

function change(id: string, part: Partial<Area>): void {
  keep(areas().map((one) => (one.id === id ? { ...one, ...part } : one)));
}

export const rename = (id: string, name: string): void => change(id, { name });

export async function remove(id: string): Promise<void> {
  keep(areas().filter((one) => one.id !== id));
  tellWorker(); // before: it opens what it knows of
  await caches.delete(cacheName(id));
  tellWorker();
}

const tellWorker = () => navigator.serviceWorker.controller?.postMessage('areas');

export function add(wanted: Wanted): Area {
  const area: Area = { ...wanted, id: crypto.randomUUID(), files: 0, done: 0, bytes: 0, finished: '' };
  keep([...areas(), area]);
  return area;
}

/** Columns and rows of Web Mercator tiles that a box touches: west, north, east, south. */
export function tileRange([west, south, east, north]: Box, zoom: number): [number, number, number, number] {
  const count = 2 ** zoom;
  const column = (lon: number) => Math.floor(((lon + 180) / 360) * count);
  const row = (lat: number) => {
    const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
    return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * count);
  };
  const bound = (value: number) => Math.min(count - 1, Math.max(0, value));
  return [bound(column(west)), bound(row(north)), bound(column(east)), bound(row(south))];
}

function tiles(template: string, box: Box, zoom: number): string[] {
  const [left, top, right, bottom] = tileRange(box, zoom);
  const found: string[] = [];
  for (let x = left; x <= right; x++) {
    for (let y = top; y <= bottom; y++) {
      found.push(template.replace('{z}', String(zoom)).replace('{x}', String(x)).replace('{y}', String(y)));
    }
  }
  return found;
}

/** How many tiles a box has at a zoom; for large ones, where the list would be too long. */
const tileCount = (box: Box, zoom: number): number => {
  const [left, top, right, bottom] = tileRange(box, zoom);
  return (right - left + 1) * (bottom - top + 1);
};

const zoomsOf = ({ zooms: [least, greatest] }: Wanted): number[] =>
  Array.from({ length: Math.max(0, greatest - least + 1) }, (_, i) => least + i);

/** The days whose pictures of a layer are wanted; empty text: the newest. */
async function daysOf(wanted: Wanted, layer: Layer): Promise<string[]> {
  const found = new Set(['', wanted.day]);
  const collection = layer.id.split('/')[1]!;
  if (layer.id.startsWith('c/') && wanted.from && wanted.to) {
    for (const { day } of await days(collection)) if (day >= wanted.from && day <= wanted.to) found.add(day);
  }
  return layer.id.startsWith('c/') ? [...found] : [''];
}

export interface Estimate {
  files: number;
  bytes: number;
}

/** How much it will be, from a picture of each layer and zoom in the middle of the area. */
export async function estimate(wanted: Wanted, signal: AbortSignal): Promise<Estimate> {
  const sum: Estimate = { files: 0, bytes: 0 };
  const count = (files: number, each: number) => {
    sum.files += files;
    sum.bytes += files * each;
  };
  const map = await about();
  for (let zoom = map.minzoom; zoom <= Math.min(map.maxzoom, wanted.zooms[1]); zoom++) count(tileCount(wanted.box, zoom), 8000);
  const [west, south, east, north] = wanted.box;
  const middle: Box = [(west + east) / 2, (south + north) / 2, (west + east) / 2, (south + north) / 2];
  for (const layer of wanted.layers) {
    const { length } = await daysOf(wanted, layer);
    const sizes = await Promise.all(
      zoomsOf(wanted).map(async (zoom) => {
        const answer = await request(tiles(tileAddress(layer, wanted.day), middle, zoom)[0]!, { signal });
        return [zoom, (await answer.blob()).size] as const;
      }),
    );
    for (const [zoom, size] of sizes) count(tileCount(wanted.box, zoom) * length, size);
  }
  if (wanted.alerts) {
    const { numberMatched = 0 } = await get<{ numberMatched?: number }>(`${ALERTS}?limit=1&bbox=${wanted.box.join(',')}`, signal);
    count(1, numberMatched * 1200);
    count(3 * Math.min(MOST_ALERTS, numberMatched), 12_000);
  }
  return sum;
}

/** What is asked for, what the user sees first before the rest. */
async function plan(area: Area, cache: Cache, signal: AbortSignal): Promise<string[]> {
  const found: string[] = ['/api/collections?limit=1000', '/app/basemap', '/api/watches'];
  const map = await about();
  for (let zoom = map.minzoom; zoom <= Math.min(map.maxzoom, area.zooms[1]); zoom++) found.push(...tiles(map.tiles, area.box, zoom));
  for (const layer of area.layers) {
    if (layer.id.startsWith('c/')) found.push(`/api/collections/${encodeURIComponent(layer.id.split('/')[1]!)}/dates`);
    if (layer.style.colormap || layer.id.startsWith('w/')) found.push(legendAddress(layer));
  }
  if (area.alerts) found.push(...(await alertsOf(area, cache, signal)));
  for (const layer of area.layers) {
    for (const day of await daysOf(area, layer)) for (const zoom of zoomsOf(area)) found.push(...tiles(tileAddress(layer, day), area.box, zoom));
  }
  return [...new Set(found)];
}

/** Keeps the alerts of an area; gives what belongs to them: watches, series, pictures. */
async function alertsOf(area: Area, cache: Cache, signal: AbortSignal): Promise<string[]> {
  const features: Alert[] = [];
  const sorted = '&sortby=-probability,-area_ha';
  for (let path = `${ALERTS}?limit=1000&bbox=${area.box.join(',')}${sorted}`; path && features.length < 5000; ) {
    const page = await get<{ features: Alert[]; links: { rel: string; href: string }[] }>(path, signal);
    features.push(...page.features);
    path = nextPage(page.links);
  }
  await cache.put('/app/saved/alerts', new Response(JSON.stringify({ type: 'FeatureCollection', features })));
  const found: string[] = [];
  const of = new Map<string, Watch>();
  for (const one of features.slice(0, MOST_ALERTS)) {
    const { watch: name, longitude, latitude, scenes } = one.properties;
    if (!of.has(name)) {
      of.set(name, await watch(name));
      found.push(`/api/watches/${encodeURIComponent(name)}`);
    }
    const { collection } = of.get(name)!;
    const query = new URLSearchParams({ lon: longitude.toFixed(7), lat: latitude.toFixed(7), watch: name });
    found.push(`/api/collections/${encodeURIComponent(collection)}/series?${query}`);
    for (const scene of new Set([scenes[0], scenes.at(-1)])) if (scene) found.push(pictureOf(one, collection, scene));
  }
  return found;
}

/** The browser gives no more room. */
export class NoRoom extends Error {}

/**
 * Fetches what is not there yet; a line that breaks is waited for, and what is there stays.
 *
 * @param anew whether what is there is fetched again
 * @throws NoRoom when the browser keeps no more
 */
export async function save(area: Area, anew: boolean, told: (now: Area) => void, signal: AbortSignal): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
  const cache = await caches.open(cacheName(area.id));
  await cache.put('/app/saved/when', new Response(new Date().toISOString()));
  const wanted = await plan(area, cache, signal);
  const there = new Set(anew ? [] : (await cache.keys()).map((one) => one.url.slice(location.origin.length)));
  const missing = wanted.filter((path) => !there.has(path)).reverse();
  const now = { ...area, bytes: anew ? 0 : area.bytes, files: wanted.length, done: wanted.length - missing.length };
  if (now.files > MOST_FILES) throw new RangeError();
  const say = (last = false) => {
    const { files, done, bytes, finished } = now;
    if (last || done % 20 === 0) change(area.id, { files, done, bytes, finished }); // the name may have been changed
    told({ ...now });
  };
  const lane = async () => {
    for (let path = missing.pop(); path; path = missing.pop()) {
      // 'no-cache': past the service worker, which would answer from what is saved
      const answer = await request(path, { signal, cache: 'no-cache' }).catch((e: Error & { status?: number }) => {
        if (e.status && e.status >= 400 && e.status < 500) return new Response(null, { status: 204 }); // a picture that is not there
        throw e;
      });
      const body = await answer.blob();
      try {
        const { status } = answer;
        await cache.put(path, new Response(status === 204 ? null : body, { status: status === 204 ? 204 : 200, headers: answer.headers }));
      } catch (e) {
        throw (e as Error).name === 'QuotaExceededError' ? new NoRoom() : e;
      }
      now.done++;
      now.bytes += body.size;
      say();
    }
  };
  try {
    await Promise.all([lane(), lane(), lane()]);
    now.finished = new Date().toISOString();
  } finally {
    say(true);
    tellWorker();
  }
}
