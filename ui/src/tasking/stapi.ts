// SPDX-License-Identifier: Apache-2.0
// Requests to the Sensor Tasking API (STAPI 0.1.0) at /tasking, and what else the server tells there of satellites
// and their plan.
import { request } from '../api.ts';
import type { Limits } from './limits.ts';

export interface Shape {
  type: string;
  coordinates: unknown;
}

interface Link {
  rel: string;
  href: string;
  title?: string;
  type?: string;
}

type Properties = Record<string, unknown>;

export interface Feature {
  id?: string | number | null;
  geometry: Shape | null;
  properties: Properties;
  links?: Link[];
}

export interface Product {
  id: string;
  title?: string;
  properties?: Properties;
}

export interface Satellite {
  id: string;
  name: string;
  owner: string;
  /** of its orbit's elements, ISO 8601 */
  epoch: string;
  memory_gbit: number;
  battery_wh: number;
}

export interface Constellation {
  members: { id: string; name: string; share: number }[];
  satellites: Satellite[];
  stations: { id: string; name: string; longitude: number; latitude: number }[];
  /** the version of the plan in force; absent: there is none yet */
  plan?: number;
}

export interface Status {
  timestamp: string;
  status_code: string;
  reason_code?: string | null;
  reason_text?: string | null;
}

export interface Order extends Feature {
  id: string;
  properties: Properties & {
    product_id: string;
    created: string;
    status: Status;
    search_parameters: { datetime: string; geometry: Shape; filter?: unknown };
    order_parameters: Properties;
  };
}

export interface Acquisition {
  id: string;
  geometry: Shape | null;
  properties: Properties & { satellite: string; datetime: string; order: string };
}

export interface Plan {
  version: number;
  made: string;
  /** first and last instant */
  horizon: [string, string];
  frozen_until: string;
  acquisitions: { features: Acquisition[] };
  downlinks: { satellite: string; station: string; start: string; end: string; acquisitions: string[] }[];
  unplanned: { request: string; order: string; reason: string; detail: string }[];
}

/** What a satellite goes through while it does the plan. */
export interface Course {
  eclipses: { start: string; end: string }[];
  /** ISO 8601, one for each value below */
  times: string[];
  /** longitude and latitude below it (degrees) */
  positions: [number, number][];
  memory_gbit: number[];
  battery_wh: number[];
}

/** What would be if images of the plan were taken at other times, or not at all. */
export interface Trial {
  /** the version that it is a trial of, which stays in force */
  plan: number;
  /** as they would be, by their own ids */
  moved: { features: Acquisition[] };
  /** of the satellites with changes */
  satellites: (Pick<Course, 'times' | 'memory_gbit' | 'battery_wh'> & { satellite: string })[];
  /** rules that would be broken, a sentence each, and the images that it names */
  violations: { text: string; acquisitions: string[] }[];
}

/** One image at another time (ISO 8601), or not taken. */
export type Change = { acquisition: string; start: string } | { acquisition: string; removed: true };

export interface Coverage {
  days: number;
  /** cells with how often each is seen */
  features: { geometry: Shape; properties: { looks: number; first?: string } }[];
}

const ANSWERS = 'application/geo+json, application/json';

async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await request(path, { headers: { Accept: ANSWERS }, ...(signal ? { signal } : {}) });
  return (await answer.json()) as T;
}

async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const answer = await request(path, {
    method: 'POST',
    headers: { Accept: ANSWERS, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
  const text = await answer.text();
  return (text ? JSON.parse(text) : {}) as T;
}

const part = encodeURIComponent;

/** Without satellites where the workspace has no constellation yet. */
export const constellation = (): Promise<Constellation> => ask('/tasking/constellation');

export const products = async (): Promise<Product[]> => (await ask<{ products: Product[] }>('/tasking/products')).products;

/** What is asked for, in the words of the interface. */
export interface Search {
  geometry: Shape;
  /** start and end, with a slash between */
  datetime: string;
  filter?: unknown;
}

const compare = (op: string, property: string, value: number) => ({ op, args: [{ property }, value] });

/** The limits of views as CQL2. */
export function filterOf({ offNadir, sun, gsd, cloud }: Limits): unknown {
  const args = [compare('<=', 'view:off_nadir', offNadir), compare('>=', 'view:sun_elevation', sun)];
  if (gsd > 0) args.push(compare('<=', 'gsd', gsd));
  if (cloud < 100) args.push(compare('<=', 'eo:cloud_cover', cloud));
  return { op: 'and', args };
}

/** Looks of one product. */
export async function opportunities(product: string, search: Search, signal: AbortSignal): Promise<Feature[]> {
  const path = `/tasking/products/${part(product)}/opportunities`;
  return (await post<{ features: Feature[] }>(path, { ...search, limit: MOST }, signal)).features;
}

/** Looks that are asked for at once. */
const MOST = 500;

export const create = (product: string, search: Search, parameters: Properties): Promise<Order> =>
  post(`/tasking/products/${part(product)}/orders`, { ...search, order_parameters: parameters });

/** Orders that are shown at once. */
const MOST_ORDERS = 500;

export const orders = async (signal: AbortSignal): Promise<Order[]> =>
  (await ask<{ features: Order[] }>(`/tasking/orders?limit=${MOST_ORDERS}`, signal)).features;

export const order = (id: string): Promise<Order> => ask(`/tasking/orders/${part(id)}`);

export const statuses = async (id: string): Promise<Status[]> => (await ask<{ statuses: Status[] }>(`/tasking/orders/${part(id)}/statuses`)).statuses;

export const cancelPath = (id: string): string => `/tasking/orders/${part(id)}/cancel`;

export const cancel = (id: string): Promise<unknown> => post(cancelPath(id), {});

/** The plan in force; null: there is none yet. */
export const plan = async (): Promise<Plan | null> => ((await constellation()).plan === undefined ? null : ask('/tasking/plan'));

export const course = (satellite: string): Promise<Course> => ask(`/tasking/plan/satellites/${part(satellite)}`);

export const trialPath = '/tasking/plan/what-if';

export const tried = (changes: Change[], signal: AbortSignal): Promise<Trial> => post(trialPath, { changes }, signal);

export const coverage = (path: string, signal: AbortSignal): Promise<Coverage> => ask(path, signal);

/** A number of a feature's properties; undefined: it has none of that name. */
export function valueOf(properties: Properties, ...names: string[]): number | undefined {
  for (const name of names) {
    const value = properties[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
  }
  return undefined;
}

/** First and last instant of a text with a slash (ms since 1970). */
export function spanOf(datetime: string): [number, number] {
  const [from = '', to = from] = datetime.split('/');
  return [Date.parse(from), Date.parse(to)];
}
