// SPDX-License-Identifier: Apache-2.0
// Days as numbers, and the axis they are drawn on.
import type { SceneDay } from '../catalogue.ts';
import { current } from '../messages.ts';

const DAY = 86_400_000;

/** Days since 1970 of a day's text. */
export const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);

export const dayText = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10);

/** The place of a day in an ascending list, or of the one after it. */
export function lowerBound(all: readonly SceneDay[], day: string): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.day < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ticks of an axis: the first days of years, or of months where these are far enough apart. */
export function ticks(from: number, to: number, width: number): { day: number; year: boolean; label: string }[] {
  const perMonth = (width / (to - from)) * 30.4;
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400].find((months) => months * perMonth >= 64) ?? 6000;
  const start = new Date(from * DAY);
  const found: { day: number; year: boolean; label: string }[] = [];
  let month = start.getUTCFullYear() * 12 + start.getUTCMonth();
  month -= month % step;
  for (; ; month += step) {
    const day = Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY);
    if (day > to) return found;
    if (day < from) continue;
    const year = month % 12 === 0;
    const label = year
      ? String(Math.floor(month / 12))
      : (current().monthsShort[month % 12] ?? String((month % 12) + 1));
    found.push({ day, year, label });
  }
}
