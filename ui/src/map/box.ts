// SPDX-License-Identifier: Apache-2.0

/** West, south, east, north (degrees). */
export type Box = [number, number, number, number];

/** The box of a geometry's coordinates (degrees). */
export function boxOf(coordinates: unknown): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === 'number' && typeof value[1] === 'number') {
      box[0] = Math.min(box[0], value[0]);
      box[1] = Math.min(box[1], value[1]);
      box[2] = Math.max(box[2], value[0]);
      box[3] = Math.max(box[3], value[1]);
    } else {
      value.forEach(walk);
    }
  };
  walk(coordinates);
  return box;
}

/** A square around a box, as wide on the ground as high, with land around what is in it. */
export function around(box: Box, metres = 400): Box {
  const latitude = (box[1] + box[3]) / 2;
  const stretch = Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
  const least = metres / 111_320;
  const half = Math.max(box[3] - box[1], (box[2] - box[0]) * stretch, least) * 0.9;
  const longitude = (box[0] + box[2]) / 2;
  return [longitude - half / stretch, latitude - half, longitude + half / stretch, latitude + half];
}
