// SPDX-License-Identifier: Apache-2.0
// Alerts as the server has them, and what the user asks for.
import { ApiError, connected, get, nextPage, request, send } from '../api.ts';
import { around, boxOf } from '../map/box.ts';
import { current } from '../messages.ts';
import { keep, kept, requestNumber, withKept } from '../offline/reviews.ts';

export type Machine = 'provisional' | 'confirmed' | 'retracted';
export type Review = 'new' | 'in_review' | 'confirmed' | 'rejected' | 'audited';

/** Why an alert is none; the digit that chooses it is its place, from 1. */
export const reasons = [
  'cloud',
  'shadow',
  'haze',
  'season',
  'agriculture',
  'water_level',
  'registration',
  'other',
] as const;

export type Reason = (typeof reasons)[number];

export interface AlertProperties {
  id: string;
  watch: string;
  first_date: string;
  confirmed_date?: string;
  area_ha: number;
  area_error_ha?: number;
  magnitude: number;
  probability: number;
  confidence: number;
  observations: number;
  longitude: number;
  latitude: number;
  scenes: string[];
  status: Machine;
  review: Review;
  reject_reason?: Reason;
  reviewed_by?: string;
  reviewed_at?: string;
  assignee?: string;
  raised: string;
  last_seen: string;
  created: string;
  updated: string;
  version: number;
  software?: string;
}

export interface Alert {
  id: string;
  geometry: { type: string; coordinates: unknown };
  properties: AlertProperties;
  history?: Entry[];
}

/** One step of an alert's life. */
export interface Entry {
  number: number;
  at: string;
  kind: string;
  by: string;
  note?: string;
  [detail: string]: unknown;
}

export type Order = 'important' | 'newest' | 'largest' | 'updated';

/** What happened since the last visit. */
export type News = 'new' | 'others' | 'evidence';

export interface Wish {
  /** open: those that nobody has judged yet */
  review: 'open' | 'confirmed' | 'rejected' | 'all';
  watch: string;
  /** hectares */
  least: number;
  /** YYYY-MM-DD; empty: any */
  since: string;
  /** a name; '-': nobody; empty: anybody */
  assignee: string;
  order: Order;
  /** west, south, east, north (degrees); null: everywhere */
  box: [number, number, number, number] | null;
  /** what happened after a time (ISO 8601); null: anything */
  news: { what: News; since: string } | null;
}

export const usual: Wish = {
  review: 'open',
  watch: '',
  least: 0,
  since: '',
  assignee: '',
  order: 'important',
  box: null,
  news: null,
};

const orders: Record<Order, string> = {
  important: '-probability,-area_ha',
  newest: '-first_date,-probability',
  largest: '-area_ha,-probability',
  updated: '-updated',
};

/** Kinds of entries in histories. */
const kinds: Record<News, string> = { new: 'created', others: 'reviewed,commented,assigned', evidence: 'confirmed' };

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The parameters of a request for what is wished for. */
export function query(wish: Wish): URLSearchParams {
  const conditions: string[] = [];
  if (wish.review === 'open') conditions.push("review IN ('new','in_review') AND status <> 'retracted'");
  else if (wish.review === 'confirmed') conditions.push("review IN ('confirmed','audited')");
  else if (wish.review === 'rejected') conditions.push("review = 'rejected'");
  if (wish.watch) conditions.push(`watch = ${quoted(wish.watch)}`);
  if (wish.least > 0) conditions.push(`area_ha >= ${wish.least}`);
  if (wish.since) conditions.push(`first_date >= ${quoted(wish.since)}`);
  if (wish.assignee === '-') conditions.push('assignee IS NULL');
  else if (wish.assignee) conditions.push(`assignee = ${quoted(wish.assignee)}`);
  const asked = new URLSearchParams({ sortby: orders[wish.order] });
  if (conditions.length) asked.set('filter', conditions.join(' AND '));
  if (wish.box) asked.set('bbox', wish.box.map((value) => value.toFixed(6)).join(','));
  if (wish.news) {
    asked.set('happened', kinds[wish.news.what]);
    asked.set('happened-since', wish.news.since);
    if (wish.news.what === 'others') asked.set('happened-not-by', reviewer());
  }
  return asked;
}

/** What a row of the list and a dot of the map show of an alert. */
export interface Fact {
  id: string;
  watch: string;
  status: Machine;
  review: Review;
  first_date: string;
  updated: string;
  area_ha: number;
  probability: number;
  magnitude: number;
  longitude: number;
  latitude: number;
  /** empty: nobody */
  assignee: string;
  version: number;
}

interface Page {
  columns: (keyof Fact)[];
  rows: unknown[][];
  numberMatched?: number;
  links: { rel: string; href: string }[];
}

const facts = (page: Page): Fact[] =>
  page.rows.map((row) => Object.fromEntries(page.columns.map((name, at) => [name, row[at]])) as unknown as Fact);

/** How many there are of what is wished for. */
export async function count(wish: Wish, signal?: AbortSignal): Promise<number> {
  const page = await get<Page>(`/api/alerts/facts?${query(wish)}&limit=1`, signal);
  return page.numberMatched ?? page.rows.length;
}

/** Alerts page by page, as they are scrolled to. */
export class AlertList {
  readonly all: Fact[] = [];
  /** how many there are; -1: not known yet */
  count = -1;
  /** empty: there is no more */
  #next: string;
  #loading: Promise<void> | null = null;
  readonly #places = new Map<string, number>();

  /** A short page first, which is there at once; then long ones. */
  constructor(
    readonly wish: Wish,
    first = 200,
    readonly further = 5000,
  ) {
    this.#next = `/api/alerts/facts?${query(wish)}&limit=${first}`;
  }

  get whole(): boolean {
    return this.#next === '';
  }

  /** Loads the next page, unless there is none or it is on its way. */
  more(signal?: AbortSignal): Promise<void> {
    if (!this.#next) return Promise.resolve();
    this.#loading ??= this.load(this.#next, signal).finally(() => (this.#loading = null));
    return this.#loading;
  }

  private async load(path: string, signal?: AbortSignal): Promise<void> {
    const page = await get<Page>(path, signal);
    const waiting = kept().length > 0;
    for (const one of facts(page)) {
      const fact = waiting ? { ...one, review: withKept({ id: one.id, properties: one } as unknown as Alert).properties.review } : one;
      this.#places.set(fact.id, this.all.length);
      this.all.push(fact);
    }
    this.#next = nextPage(page.links).replace(/([?&]limit=)\d+/, `$1${this.further}`);
    this.count = page.numberMatched ?? (this.#next ? Math.max(this.count, this.all.length + 1) : this.all.length);
  }

  /** Where an alert is in the list; -1: it is not there, or not yet. */
  place(id: string): number {
    return this.#places.get(id) ?? -1;
  }

  /** Writes what has become of an alert into the list. */
  change(id: string, part: Partial<Fact>): void {
    const at = this.place(id);
    if (at >= 0) this.all[at] = { ...this.all[at]!, ...part };
  }
}

export const alert = async (id: string, signal?: AbortSignal): Promise<Alert> =>
  withKept(await get<Alert>(`/api/alerts/collections/alerts/items/${encodeURIComponent(id)}`, signal));

/** The address of a picture of an alert's land in one of its scenes. */
export function pictureOf({ geometry }: Alert, collection: string, scene: string): string {
  const box = around(boxOf(geometry.coordinates)).map((value) => value.toFixed(6));
  return `/api/collections/${encodeURIComponent(collection)}/items/${encodeURIComponent(scene)}/map?bbox=${box.join(',')}&width=320&height=320&f=webp`;
}

export type Action =
  | { action: 'review' | 'confirm' | 'audit' | 'undo' }
  | { action: 'reject'; reason: Reason }
  | { action: 'assign'; assignee: string | null }
  | { action: 'comment' };

const NAME = 'sunqar.name';

/** Who judges; asked for once and kept. A key's own name goes before it. */
export function reviewer(): string {
  try {
    return localStorage.getItem(NAME) ?? '';
  } catch {
    return '';
  }
}

export function setReviewer(name: string): void {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // a browser that keeps nothing
  }
}

/** What came of it for one alert. */
export interface Result {
  id: string;
  /** as of HTTP; 202: the server is gone, and it is kept until that is back */
  status: number;
  detail?: string;
  review?: Review;
  assignee?: string;
  version?: number;
}

/** Alerts of one request: few enough that progress is seen. */
const AT_ONCE = 200;

/** How an alert stands, as far as it is known. */
export type Standing = Pick<AlertProperties, 'review' | 'reviewed_at'>;

/**
 * Does the same to many alerts. One that cannot be changed holds up no other; when the server is gone
 * it is kept and done later.
 *
 * @param stands how an alert stands now
 * @param told is told how many have been done, after each part
 */
export async function judge(
  ids: readonly string[],
  action: Action,
  note: string,
  stands: (id: string) => Standing,
  told: (done: Result[]) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (let at = 0; at < ids.length && !signal?.aborted; at += AT_ONCE) {
    const part = ids.slice(at, at + AT_ONCE);
    const body = { ...action, by: reviewer(), ...(note ? { note } : {}), request: requestNumber() };
    try {
      told((await send<{ results: Result[] }>('POST', '/api/alerts/reviews', { alerts: part, ...body })).results);
    } catch (e) {
      if (!(e instanceof ApiError) || connected() || (e.status !== 0 && e.status < 502)) throw e;
      told(
        part.map((id) => {
          const alert = { id, properties: stands(id) } as unknown as Alert;
          const { review } = keep(alert, part.length === 1 ? body : { ...body, request: requestNumber() }).properties;
          return { id, status: 202, review };
        }),
      );
    }
  }
}

export const formats = { geojson: 'GeoJSON', gpkg: 'GeoPackage', csv: 'CSV', pdf: 'PDF' } as const;

export type Format = keyof typeof formats;

/** These alerts as a file; without ids all that is wished for. */
export async function download(format: Format, wish: Wish, ids: readonly string[]): Promise<Blob> {
  const answer = ids.length
    ? await request(`/api/alerts/export?f=${format}&language=${current().code}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ alerts: ids }),
      })
    : await request(`/api/alerts/export?${query(wish)}&f=${format}&language=${current().code}`);
  return answer.blob();
}

/** Alerts with their outlines in a box (west, south, east, north; degrees). */
export async function outlines(wish: Wish, box: number[], signal?: AbortSignal): Promise<Alert[]> {
  const asked = query({ ...wish, box: box as Wish['box'] });
  return (await get<{ features: Alert[] }>(`/api/alerts/collections/alerts/items?${asked}&limit=500`, signal)).features;
}
