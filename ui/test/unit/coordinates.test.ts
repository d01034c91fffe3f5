// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { degreesMinutesSeconds, lonLat, parsePlace, utm, utmZone } from '../../src/parts/coordinates.ts';

describe('coordinates', () => {
  it('are written in three ways', () => {
    expect(lonLat(-34.871234, -8.012346)).toBe('8.01235° S, 34.87123° W');
    expect(degreesMinutesSeconds(71.43, 51.128)).toBe('51° 07′ 40.8″ N, 71° 25′ 48.0″ E');
    expect(degreesMinutesSeconds(0.99999999, 0)).toBe('0° 00′ 00.0″ N, 1° 00′ 00.0″ E');
  });

  it('in UTM are those of PROJ', () => {
    // cs2cs EPSG:4326 to EPSG:326xx and 327xx, PROJ 9.1
    expect(utm(71.43, 51.128)).toBe('42N 670032 5666867');
    expect(utm(15.2663, -4.2634)).toBe('33S 529551 9528752');
    expect(utm(106.9057, 47.8864)).toBe('48N 642466 5305432');
    expect(utm(0, 85)).toBe('');
  });

  it('know the odd zones', () => {
    expect([utmZone(5, 60), utmZone(8, 75), utmZone(10, 75), utmZone(180, 0), utmZone(-180, 0)]).toEqual([32, 31, 33, 1, 1]);
  });

  it('are read as people type them', () => {
    for (const text of ['-8.5, -34.25', '8.5 S 34.25 W', '8°30′ S, 34°15′ W', "8°30'00\" S 34°15'0\" W", '34.25W 8.5S', '8,5 Ю; 34,25 З']) {
      expect(parsePlace(text), text).toEqual([-34.25, -8.5]);
    }
    for (const text of ['', 'Astana', '91 0', '0, 181', '1 2 3 4 5 6 7', '8.5']) expect(parsePlace(text), text).toBeNull();
  });
});
