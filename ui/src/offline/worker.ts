// SPDX-License-Identifier: Apache-2.0
// The service worker: what the browser asks for comes through here, also when the server is gone.
// - The page's own files are of one version: the build puts their names and a hash of them in front of
//   this file (vite.config.js). A new version is fetched as a whole beside the old one, and takes over
//   when the user says so; until then the old page has all of its old files.
// - Words and the base map are kept as they are used.
// - What the API says comes from the server. Where that does not answer, it comes from the areas that
//   the user has saved (saved.ts), marked with the day on which they were.
import { alertOf, facts, listed } from './query.ts';

declare const page: { version: string; html: string; files: string[] };

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
}

const worker = self as unknown as Worker;
const PAGE = `page ${page.version}`;
const WORDS = 'words';
const GROUND = 'basemap';
const files = new Set(page.files);

/** Tiles of the base map that are kept beside those of saved areas. */
const GROUND_MOST = 1500;
/** How long a saved answer waits for a newer one from the server (ms). */
const PATIENCE = 8000;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') void worker.skipWaiting();
  if (event.data === 'areas') areas = undefined;
});
worker.addEventListener('fetch', (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});

/** Fetches all of a version, two files at a time: the line is the user's. */
async function install(): Promise<void> {
  const cache = await caches.open(PAGE);
  const wanted = [...page.files];
  const lane = async () => {
    for (let file = wanted.pop(); file; file = wanted.pop()) {
      const known = await caches.match(file); // a file of the version before: its name holds its hash
      const answer = known && file.includes('/assets/') ? known : await fetch(file, { cache: file.includes('/assets/') ? 'default' : 'no-cache' });
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      await cache.put(file, answer);
    }
  };
  await Promise.all([lane(), lane()]);
  const answer = await fetch('/', { cache: 'no-cache' });
  const html = await answer.clone().arrayBuffer();
  const hash = [...new Uint8Array(await crypto.subtle.digest('SHA-256', html))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hash !== page.html) throw new Error('the server has another version by now'); // tried again later
  await cache.put('/', answer);
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('page ') && name !== PAGE) await caches.delete(name);
  await worker.clients.claim();
}

/** Undefined: the browser may ask the server as if we were not here. */
function answerTo(event: Asked): Promise<Response> | undefined {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return undefined;
  if (request.mode === 'navigate') return pathname === '/' ? ours('/', request) : undefined;
  if (files.has(pathname)) return ours(pathname, request);
  if (pathname.startsWith('/app/language/')) return keptAnew(WORDS, event);
  if (pathname === '/app/basemap') return keptAnew(GROUND, event);
  if (pathname.startsWith('/app/basemap/')) return keptOnce(event);
  if (pathname.startsWith('/api/') && areas?.length !== 0) return fromServerOrSaved(request);
  return undefined;
}

/** Where the browser has thrown away what it kept, or cannot read it, the server has it. */
async function ours(path: string, request: Request): Promise<Response> {
  return (await caches.match(path, { cacheName: PAGE }).catch(() => undefined)) ?? fetch(request);
}

/** What is kept, and a newer one for the next time; the first time from the server. */
async function keptAnew(name: string, event: Asked): Promise<Response> {
  const kept = await caches.match(event.request, { cacheName: name, ignoreVary: true }).catch(() => undefined);
  const newer = fetch(event.request);
  const put = newer.then(async (answer) => {
    const copy = answer.clone();
    if (answer.ok) await (await caches.open(name)).put(event.request, copy);
  });
  event.waitUntil(put.catch(() => undefined)); // no line, or no room: then it is not kept
  return kept ?? newer;
}

/** A tile of the base map has its map's version in its address. */
async function keptOnce(event: Asked): Promise<Response> {
  const kept = await caches.match(event.request, { ignoreVary: true }).catch(() => undefined);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) {
    const copy = answer.clone();
    event.waitUntil(
      (async () => {
        const cache = await caches.open(GROUND);
        await cache.put(event.request, copy);
        const keys = await cache.keys();
        for (const old of keys.slice(0, Math.max(0, keys.length - GROUND_MOST))) await cache.delete(old);
      })().catch(() => undefined), // no room: then it is not kept
    );
  }
  return answer;
}

/** The caches of saved areas; undefined: not looked for yet. */
let areas: string[] | undefined;

async function fromServerOrSaved(request: Request): Promise<Response> {
  areas ??= (await caches.keys()).filter((name) => name.startsWith('area '));
  if (areas.length === 0) return fetch(request);
  const saved = find(request.url, areas);
  const server = fetch(request).then((answer) => (answer.status >= 502 && answer.status <= 504 ? null : answer)).catch(() => null);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE));
  const first = await Promise.race([server, saved.then((found) => (found ? late : server))]);
  if (first) return first;
  const found = await saved;
  if (found) return found;
  return (await server) ?? none();
}

const none = (): Response =>
  new Response('{"status":504}', { status: 504, headers: { 'Content-Type': 'application/problem+json', 'X-Sunqar-Saved': 'none' } });

/** What the saved areas have for an address: the same, or what comes to the same. */
async function find(address: string, known: readonly string[]): Promise<Response | null> {
  const url = new URL(address);
  const names: string[] = [];
  for (const name of known) {
    if (!(await caches.has(name))) continue; // deleted meanwhile: to open it would make it anew
    names.push(name);
    const cache = await caches.open(name);
    const same = await cache.match(address, { ignoreVary: true });
    if (same) return marked(same, cache);
  }
  const items = /^\/api\/alerts\/(?:facts|collections\/alerts\/items(?:\/([^/]+))?)$/.exec(url.pathname);
  const alike = /\/(series|map)$/.test(url.pathname) ? (url.searchParams.has('lon') ? ['lon', 'lat', 'index'] : ['bbox']) : null;
  for (const name of items || alike ? names : []) {
    const cache = await caches.open(name);
    if (items) {
      const list = await cache.match('/app/saved/alerts');
      if (!list) continue;
      const all = (await list.clone().json()) as Parameters<typeof listed>[0];
      const found = items[1]
        ? alertOf(all, decodeURIComponent(items[1]))
        : url.pathname.endsWith('/facts')
          ? facts(all, url.searchParams)
          : listed(all, url.searchParams);
      if (found) return marked(new Response(JSON.stringify(found), { headers: { 'Content-Type': 'application/geo+json' } }), cache);
    } else if (alike) {
      for (const kept of await cache.keys(url.pathname, { ignoreSearch: true })) {
        const query = new URL(kept.url).searchParams;
        if (alike.every((key) => !url.searchParams.has(key) || !query.has(key) || query.get(key) === url.searchParams.get(key))) {
          const answer = await cache.match(kept, { ignoreVary: true });
          if (answer) return marked(answer, cache);
        }
      }
    }
  }
  return null;
}

async function marked(answer: Response, cache: Cache): Promise<Response> {
  const when = (await (await cache.match('/app/saved/when'))?.text()) ?? '';
  const headers = new Headers(answer.headers);
  headers.set('X-Sunqar-Saved', when);
  return new Response(answer.body, { status: 200, headers });
}
