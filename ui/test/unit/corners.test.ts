// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Rings, added, corners, crosses, isSpare, moved, removed, ringsOf, shapeOf } from '../../src/map/corners.ts';

const square: Rings = [[[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]];

describe('corners', () => {
  it('are moved, added and taken out, and the ring stays closed', () => {
    expect(corners(square)).toEqual([[0, 0, 0], [0, 0, 1], [0, 0, 2], [0, 0, 3]]);
    expect(moved(square, [0, 0, 0], [-1, -1])).toEqual([[[[-1, -1], [2, 0], [2, 2], [0, 2], [-1, -1]]]]);
    expect(added(square, [0, 0, 3])).toEqual([[[[0, 0], [2, 0], [2, 2], [0, 2], [0, 1], [0, 0]]]]);
    const triangle = removed(square, [0, 0, 0]);
    expect(triangle).toEqual([[[[2, 0], [2, 2], [0, 2], [2, 0]]]]);
    expect(isSpare(triangle, [0, 0, 0])).toBe(false);
    expect(removed(triangle, [0, 0, 0])).toBe(triangle);
    expect(square[0]![0]).toHaveLength(5);
  });

  it('tell of an outline that crosses itself', () => {
    expect(crosses(square)).toBe(false);
    expect(crosses([[[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]])).toBe(true);
    const hole = [[1, 1], [3, 1], [1, 1.5], [1, 1]];
    expect(crosses([[square[0]![0]!, hole]])).toBe(true);
  });

  it('are those of polygons and of several polygons', () => {
    expect(shapeOf(ringsOf({ type: 'Polygon', coordinates: square[0] }))).toEqual({ type: 'Polygon', coordinates: square[0] });
    expect(corners(ringsOf({ type: 'MultiPolygon', coordinates: [...square, ...square] }))).toHaveLength(8);
    expect(shapeOf([...square, ...square]).type).toBe('MultiPolygon');
  });
});
