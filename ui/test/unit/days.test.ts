// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { dayNumber, dayText, lowerBound, ticks } from '../../src/parts/days.ts';

describe('days', () => {
  it('are counted from 1970, before and after', () => {
    for (const day of ['1969-12-31', '1970-01-01', '2000-02-29', '2026-11-29']) {
      expect(dayText(dayNumber(day))).toBe(day);
    }
    expect(dayNumber('1970-01-02')).toBe(1);
  });

  it('are found in a list', () => {
    const all = ['2020-01-01', '2020-01-05', '2020-02-01'].map((day) => ({ day, items: 1 }));
    expect(['2019-01-01', '2020-01-01', '2020-01-02', '2020-02-01', '2021-01-01'].map((day) => lowerBound(all, day))).toEqual([0, 0, 1, 2, 3]);
  });

  it('have ticks that do not overlap, with the years among them', () => {
    for (const [from, to] of [
      ['2022-01-01', '2022-03-01'],
      ['2015-01-01', '2022-12-31'],
      ['1984-01-01', '2026-12-31'],
      ['1000-01-01', '2026-12-31'],
    ] as const) {
      for (const width of [320, 900, 2000]) {
        const [a, b] = [dayNumber(from), dayNumber(to)];
        const found = ticks(a, b, width);
        expect(found.length).toBeGreaterThan(0);
        for (let i = 1; i < found.length; i++) {
          expect(((found[i]!.day - found[i - 1]!.day) / (b - a)) * width).toBeGreaterThan(55);
        }
        for (const tick of found) expect(tick.year).toBe(dayText(tick.day).endsWith('-01-01'));
      }
    }
  });
});
