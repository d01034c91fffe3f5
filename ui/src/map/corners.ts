// SPDX-License-Identifier: Apache-2.0
// The corners of an area, which are moved, added and taken out one by one. Nothing here is changed in place.
import type { Shape } from './draw.ts';

type Place = number[];

/** Polygons of rings of places (longitude and latitude, degrees), the first place of a ring also its last. */
export type Rings = Place[][][];

/** A corner: its polygon, its ring in that, and its place in the ring. */
export type Corner = readonly [number, number, number];

export const ringsOf = (shape: Shape): Rings => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates) as Rings;

export const shapeOf = (rings: Rings): Shape =>
  rings.length === 1 ? { type: 'Polygon', coordinates: rings[0] } : { type: 'MultiPolygon', coordinates: rings };

export const corners = (rings: Rings): Corner[] =>
  rings.flatMap((polygon, p) => polygon.flatMap((ring, r) => ring.slice(1).map((_, c): Corner => [p, r, c])));

export const placeOf = (rings: Rings, [p, r, c]: Corner): Place => rings[p]![r]![c]!;

/** With one ring made another, which is closed here. */
function changed(rings: Rings, [p, r]: Corner, change: (open: Place[]) => Place[]): Rings {
  return rings.map((polygon, i) =>
    i !== p
      ? polygon
      : polygon.map((ring, k) => {
          if (k !== r) return ring;
          const open = change(ring.slice(0, -1));
          return [...open, open[0]!];
        }),
  );
}

export const moved = (rings: Rings, corner: Corner, place: Place): Rings => changed(rings, corner, (open) => open.with(corner[2], place));

/** With one more corner, half way to the next. */
export const added = (rings: Rings, corner: Corner): Rings =>
  changed(rings, corner, (open) => {
    const [a, b] = [open[corner[2]]!, open[(corner[2] + 1) % open.length]!];
    return open.toSpliced(corner[2] + 1, 0, [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2]);
  });

/** Whether a corner can go: a ring has three at least. */
export const isSpare = (rings: Rings, [p, r]: Corner): boolean => rings[p]![r]!.length > 4;

export const removed = (rings: Rings, corner: Corner): Rings =>
  isSpare(rings, corner) ? changed(rings, corner, (open) => open.toSpliced(corner[2], 1)) : rings;

/** Lines that are compared with one another; of more nobody is told. */
const MOST_LINES = 1500;

const side = (a: Place, b: Place, c: Place): number => Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));

/** Whether lines of an outline cross: then nobody can say what is within it. */
export function crosses(rings: Rings): boolean {
  const lines = rings.flat().flatMap((ring) => ring.slice(1).map((end, i): [Place, Place] => [ring[i]!, end]));
  if (lines.length > MOST_LINES) return false;
  return lines.some(([a, b], i) =>
    lines.slice(i + 1).some(([c, d]) => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0),
  );
}
