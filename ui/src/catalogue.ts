// SPDX-License-Identifier: Apache-2.0
// What the server has to show, asked for once and kept.
import { get } from './api.ts';

export interface Band {
  name: string;
  'eo:common_name'?: string;
  description?: string;
}

export interface Collection {
  id: string;
  title?: string;
  description?: string;
  license?: string;
  extent: {
    spatial: { bbox: number[][] };
    temporal: { interval: [string | null, string | null][] };
  };
  item_assets?: Record<string, { title?: string; bands?: Band[] }>;
  providers?: { name: string }[];
}

/** A day on which a collection has scenes. */
export interface SceneDay {
  day: string;
  items: number;
  /** per cent; absent: nobody says */
  cloud?: number;
  /** what masks hide or has no value, per cent, of scenes that say nothing of clouds */
  unseen?: number;
}

const kept = new Map<string, Promise<unknown>>();

/** The same answer for all who ask; one that failed is asked for again the next time. */
function once<T>(path: string): Promise<T> {
  let answer = kept.get(path) as Promise<T> | undefined;
  if (!answer) {
    answer = get<T>(path);
    answer.catch(() => kept.delete(path));
    kept.set(path, answer);
  }
  return answer;
}

/** Forgets all answers: something was imported or run. */
export function refresh(): void {
  kept.clear();
  dispatchEvent(new Event('sunqar-catalogue'));
}

export async function collections(): Promise<Collection[]> {
  return (await once<{ collections: Collection[] }>('/api/collections?limit=1000')).collections;
}

export async function collection(id: string): Promise<Collection | undefined> {
  return (await collections()).find((one) => one.id === id);
}

/** The days of a collection, oldest first. */
export async function days(id: string): Promise<SceneDay[]> {
  return (await once<{ dates: SceneDay[] }>(`/api/collections/${encodeURIComponent(id)}/dates`)).dates;
}

/** The names by which bands of a collection can be asked for: common names where they have one. */
export function bandNames(of: Collection): string[] {
  const names = new Set<string>();
  for (const asset of Object.values(of.item_assets ?? {})) {
    for (const band of asset.bands ?? []) names.add(band['eo:common_name'] ?? band.name);
  }
  return [...names];
}

/** West, south, east, north (degrees); null without items. */
export function box(of: Collection): [number, number, number, number] | null {
  const found = of.extent.spatial.bbox[0];
  if (!found || found.length < 4) return null;
  const half = found.length / 2;
  const numbers = [found[0]!, found[1]!, found[half]!, found[half + 1]!];
  return numbers.every(Number.isFinite) ? (numbers as [number, number, number, number]) : null;
}
