// SPDX-License-Identifier: Apache-2.0
import type Feature from 'ol/Feature.js';
import RenderFeature from 'ol/render/Feature.js';
import type Style from 'ol/style/Style.js';
import { describe, expect, it } from 'vitest';
import { ground, over } from '../../src/map/cartography.ts';
import { light } from '../../src/map/colours.ts';

const feature = (type: 'Point' | 'LineString' | 'Polygon', properties: object): Feature =>
  new RenderFeature(type, [0, 0, 1, 1], [4], 2, properties, undefined) as unknown as Feature;

/** Metres of a pixel at a zoom of tiles of 512 px. */
const resolution = (zoom: number): number => 40_075_016.68557849 / 512 / 2 ** zoom;

const drawn = (how: 'dashed' | 'solid' | 'hidden', properties: object): Style[] =>
  [over(light, how)(feature('LineString', { layer: 'border', ...properties }), resolution(4))]
    .flat()
    .filter((style): style is Style => Boolean(style));

describe('borders', () => {
  it('are drawn as the setting says where they are disputed', () => {
    expect(drawn('hidden', { disputed: 1 })).toEqual([]);
    expect(drawn('dashed', { disputed: 1 }).at(-1)!.getStroke()!.getLineDash()).not.toBeNull();
    expect(drawn('solid', { disputed: 1 }).at(-1)!.getStroke()!.getLineDash()).toBeFalsy();
  });

  it('are whole lines where they are not', () => {
    for (const how of ['dashed', 'solid', 'hidden'] as const) {
      expect(drawn(how, {}).at(-1)!.getStroke()!.getLineDash()).toBeFalsy();
    }
  });

  it('of small regions come when they are no grey web any more', () => {
    const line = feature('LineString', { layer: 'admin1', size: 0.2 });
    expect(over(light, 'dashed')(line, resolution(5))).toBeUndefined();
    expect(over(light, 'dashed')(line, resolution(7))).toBeDefined();
  });
});

describe('names', () => {
  const names = over(light, 'dashed');
  const text = (properties: object, zoom: number) =>
    (names(feature('Point', properties), resolution(zoom)) as Style | undefined)?.getText()?.getText();

  it('of countries stand where they have room', () => {
    const country = { layer: 'country', code: 'KZ', name: 'Kazakhstan', size: 31.7, width: 57.9 };
    expect(text(country, 0)).toBeUndefined();
    expect(String(text(country, 3)).replaceAll('\u200a', '')).toBe('KAZAKHSTAN');
    expect(text(country, 10)).toBeUndefined();
  });

  it('of villages come at the last', () => {
    const village = { layer: 'place', name: 'Qarqaraly', zoom: 6, rank: 31 };
    expect(text(village, 6)).toBeUndefined();
    expect(text(village, 8)).toBe('Qarqaraly');
    expect(text({ ...village, capital: 1 }, 6)).toBe('Qarqaraly');
  });
});

describe("an agency's map", () => {
  it("in Protomaps' schema is drawn as ours", () => {
    const draw = ground(light);
    const land = draw(feature('Polygon', { layer: 'earth' }), resolution(4)) as Style;
    expect(land.getFill()!.getColor()).toBe(light.land);
    const water = draw(feature('LineString', { layer: 'water' }), resolution(4)) as Style;
    expect(water.getStroke()!.getColor()).toBe(light.river);
    expect(over(light, 'dashed')(feature('LineString', { layer: 'boundaries', kind: 'country' }), resolution(4))).toHaveLength(2);
  });

  it('of other layers is plain lines', () => {
    expect(ground(light)(feature('Polygon', { layer: 'parcels' }), resolution(8))).toBeDefined();
    expect(over(light, 'dashed')(feature('Polygon', { layer: 'parcels' }), resolution(8))).toBeUndefined();
  });
});
