// SPDX-License-Identifier: Apache-2.0
// The hours and days along which satellites work.
import { current, dayOfMonth } from '../messages.ts';

const HOUR = 3_600_000;

export interface Tick {
  /** ms since 1970 */
  at: number;
  label: string;
  day: boolean;
}

/** Day and month, in the order of the language. */
function dayOf(text: string): string {
  const { monthsShort, dateMedium } = current();
  const both = [dayOfMonth(Number(text.slice(8, 10))), monthsShort[Number(text.slice(5, 7)) - 1] ?? text.slice(5, 7)];
  return (dateMedium.indexOf('M') < dateMedium.indexOf('d') ? both.reverse() : both).join(' ');
}

/** Ticks so far apart that their labels have room; midnights have the day. */
export function ticks(from: number, to: number, width: number): Tick[] {
  const least = ((to - from) / Math.max(1, width)) * 58;
  const step = [1 / 60, 1 / 12, 1 / 6, 0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168].map((hours) => hours * HOUR).find((one) => one >= least) ?? 336 * HOUR;
  const found: Tick[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const text = new Date(at).toISOString();
    const day = at % (24 * HOUR) === 0;
    found.push({ at, day, label: day ? dayOf(text) : text.slice(11, 16) });
  }
  return found;
}

/** A window of time that is moved and made wider or narrower within what there is (ms since 1970). */
export function zoomed([from, to]: [number, number], whole: [number, number], at: number, by: number): [number, number] {
  const length = Math.min(whole[1] - whole[0], Math.max(5 * 60_000, (to - from) * by));
  const start = at - ((at - from) / Math.max(1, to - from)) * length;
  return within([start, start + length], whole);
}

export function within([from, to]: [number, number], whole: [number, number]): [number, number] {
  const length = Math.min(to - from, whole[1] - whole[0]);
  const start = Math.min(Math.max(from, whole[0]), whole[1] - length);
  return [start, start + length];
}
