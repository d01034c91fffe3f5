// SPDX-License-Identifier: Apache-2.0
import { transformExtent } from 'ol/proj.js';
import { map } from './map.ts';

/** Moves the map so that a box (west, south, east, north; degrees) fills most of it. */
export function fit(box: [number, number, number, number]): void {
  const view = map.getView();
  const extent = transformExtent(box, 'EPSG:4326', view.getProjection());
  if (!extent.every(Number.isFinite)) return;
  view.fit(extent, { padding: [48, 48, 48, 48], maxZoom: 16, duration: 0 });
}
