// SPDX-License-Identifier: Apache-2.0
// Alerts as the server has them, and what the user asks for.
import { ApiError, connected, get, nextPage, request, send } from '../api.ts';
import { around, boxOf } from '../map/box.ts';
import { keep, requestNumber, withKept } from '../offline/reviews.ts';

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

export interface Wish {
  /** open: those that nobody has judged yet */
  review: 'open' | 'confirmed' | 'rejected' | 'all';
  watch: string;
  /** hectares */
  least: number;
  /** YYYY-MM-DD; empty: any */
  since: string;
  order: Order;
  /** west, south, east, north (degrees); null: everywhere */
  box: [number, number, number, number] | null;
  /** those changed after a time (ISO 8601); empty: all */
  changedSince: string;
}

export const usual: Wish = {
  review: 'open',
  watch: '',
  least: 0,
  since: '',
  order: 'important',
  box: null,
  changedSince: '',
};

const orders: Record<Order, string> = {
  important: '-probability,-area_ha',
  newest: '-first_date,-probability',
  largest: '-area_ha,-probability',
  updated: '-updated',
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The request for a page of what is wished for. */
export function address(wish: Wish, limit: number): string {
  const conditions: string[] = [];
  if (wish.review === 'open') conditions.push("review IN ('new','in_review') AND status <> 'retracted'");
  else if (wish.review === 'confirmed') conditions.push("review IN ('confirmed','audited')");
  else if (wish.review === 'rejected') conditions.push("review = 'rejected'");
  if (wish.watch) conditions.push(`watch = ${quoted(wish.watch)}`);
  if (wish.least > 0) conditions.push(`area_ha >= ${wish.least}`);
  if (wish.since) conditions.push(`first_date >= ${quoted(wish.since)}`);
  if (wish.changedSince) conditions.push(`updated > ${quoted(wish.changedSince)}`);
  const query = new URLSearchParams({ limit: String(limit), sortby: orders[wish.order] });
  if (conditions.length) query.set('filter', conditions.join(' AND '));
  if (wish.box) query.set('bbox', wish.box.map((value) => value.toFixed(6)).join(','));
  return `/api/alerts/collections/alerts/items?${query}`;
}

interface Page {
  features: Alert[];
  numberMatched?: number;
  links: { rel: string; href: string }[];
}

/** Alerts page by page, as they are scrolled to. */
export class AlertList {
  readonly all: Alert[] = [];
  /** how many there are; -1: not known yet */
  count = -1;
  /** empty: there is no more */
  #next: string;
  #loading: Promise<void> | null = null;

  constructor(
    readonly wish: Wish,
    readonly pageSize = 200,
  ) {
    this.#next = address(wish, pageSize);
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
    this.all.push(...page.features.map(withKept));
    this.#next = nextPage(page.links);
    this.count = page.numberMatched ?? (this.#next ? Math.max(this.count, this.all.length + 1) : this.all.length);
  }

  /** Puts a changed alert in the place of the old one. */
  replace(alert: Alert): void {
    const at = this.all.findIndex((one) => one.id === alert.id);
    if (at >= 0) this.all[at] = alert;
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
  | { action: 'assign'; assignee: string }
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

/**
 * Does something with an alert. When the server is gone it is kept and done later; the alert comes back
 * as it will be.
 */
export async function judge(of: Alert, action: Action, note = ''): Promise<Alert> {
  const body = { ...action, by: reviewer(), ...(note ? { note } : {}), request: requestNumber() };
  try {
    return await send<Alert>('POST', `/api/alerts/${encodeURIComponent(of.id)}/review`, body);
  } catch (e) {
    if (!(e instanceof ApiError) || connected() || (e.status !== 0 && e.status < 502)) throw e;
    return keep(of, body);
  }
}

/** A selection as a file. */
export async function download(format: 'geojson' | 'csv' | 'gpkg', wish: Wish): Promise<Blob> {
  const query = address(wish, 100_000).split('?')[1] ?? '';
  const answer = await request(`/api/alerts/export?${query}&f=${format}`);
  return answer.blob();
}
