// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { read, write } from '../../src/permalink.ts';
import { type AppState, initial } from '../../src/state.ts';

describe('the address', () => {
  it('holds the whole state', () => {
    const state: AppState = {
      view: 'alerts',
      open: 'north forest/0001 ?&#=~',
      centre: [-34.87, -8.01],
      zoom: 12.25,
      layers: [
        { id: 'c/olinda', visible: true, opacity: 1, style: {} },
        {
          id: 'c/a~b,c&d/é',
          visible: false,
          opacity: 0.35,
          style: {
            expression: '(nir-red)/(nir+red)',
            rescale: [
              [-0.1, 0.9],
              [0, 1],
            ],
            gamma: 1.4,
            colormap: 'rdylgn',
          },
        },
        { id: 'w/north/break_date', visible: true, opacity: 0.8, style: { bands: ['nir', 'red', 'green'] } },
      ],
      day: '2022-03-01',
      comparison: { kind: 'swipe', at: 0.25, day: '2019-07-31' },
      place: [-34.871234, -8.012345],
      area: null,
      series: { indices: ['ndvi', '(nir-red)/a,b'], detector: 'ewma', from: '2021-05-01', mask: false, hidden: true },
      range: ['2019-01-01', '2020-12-31'],
      pace: 4,
      grid: true,
      wish: { collection: 'a,b%', from: '2020-01-01', to: '', cloud: 20, here: false },
      limits: '2026-04-14,,25,15,&=~é',
      watch: 'north & south',
    };
    expect(read('#' + write(state))).toEqual(state);
  });

  it('holds an area, with its holes and its parts, instead of a place', () => {
    const ring = [[1, 2], [3.00001, 2], [3, -4.5], [1, 2]];
    const area = [[ring, ring.map(([lon, lat]) => [lon! + 0.5, lat! + 0.25])], [ring.map(([lon, lat]) => [lon! + 60, lat!])]];
    const state: AppState = { ...initial, area };
    expect(read('#' + write(state))).toEqual(state);
    expect(read('#/map?p=1,2&a=1,2,3').area).toBe(null);
    expect(read('#/map?a=1,2,3,4,5,96,1,2').area).toBe(null);
    expect(read('#/map?p=1,2&a=1,2,3,2,3,5,1,2').place).toBe(null);
    expect(read(`#/map?a=${Array(9000).fill('1').join(',')}`).area).toBe(null);
  });

  it('takes no range that ends before it starts, and no pace that nobody can see', () => {
    expect(read('#/map?r=2020-01-02,2020-01-01&v=1000&d=%3Cb%3E&f=x')).toEqual({ ...initial, pace: 10 });
  });

  it('says little of a fresh page', () => {
    expect(write(initial)).toBe('/map?c=68,48,3');
    expect(read('')).toEqual(initial);
    expect(read('#/map')).toEqual(initial);
  });

  it('shows what it can of a broken link', () => {
    const state = read(
      '#/nowhere/%E0%A4%A?c=1,2&c=900,91,3&t=yesterday&l=%&l=x/y&l=c/&l=c/ok~o7~q~r1:a,2:3~g-1&l=c/ok&s=tilt,1,2&p=a,b&=&&',
    );
    expect(state).toEqual({
      ...initial,
      layers: [{ id: 'c/ok', visible: true, opacity: 1, style: { rescale: [[2, 3]] } }],
    });
  });

  it('keeps zoom and opacity in their ranges', () => {
    const state = read('#/map?c=10,20,99&l=c/a~o-3&s=side,9,nonsense');
    expect(state.zoom).toBe(22);
    expect(state.layers[0]?.opacity).toBe(0);
    expect(state.comparison).toEqual({ kind: 'side', at: 1, day: '' });
  });
});
