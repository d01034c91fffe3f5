// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import Graticule from 'ol/layer/Graticule.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Text from 'ol/style/Text.js';
import { number, t } from '../messages.ts';
import { dark, light } from './colours.ts';

/** Above borders and names (see basemap.ts). */
const ABOVE = 520;

/** Meridians and parallels with their degrees, put on a map and taken from it. */
export class Grid {
  #shown: Graticule | null = null;

  constructor(
    readonly map: OlMap,
    readonly darkPage: MediaQueryList,
  ) {
    const again = () => {
      if (!this.#shown) return;
      this.show(false);
      this.show(true);
    };
    darkPage.addEventListener('change', again);
    addEventListener('sunqar-language', again);
  }

  show(wanted: boolean): void {
    if (wanted === (this.#shown !== null)) return;
    if (this.#shown) {
      this.map.removeLayer(this.#shown);
      this.#shown = null;
    } else {
      this.#shown = layer(this.darkPage.matches);
      this.map.addLayer(this.#shown);
    }
  }
}

function layer(darkPage: boolean): Graticule {
  const palette = darkPage ? dark : light;
  const label = (options: object) =>
    new Text({
      font: '500 11px system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif',
      fill: new Fill({ color: palette.place }),
      stroke: new Stroke({ color: palette.halo, width: 3 }),
      ...options,
    });
  return new Graticule({
    zIndex: ABOVE,
    strokeStyle: new Stroke({ color: palette.grid, width: 1 }),
    targetSize: 120,
    showLabels: true,
    wrapX: true,
    // away from the controls: longitudes at the bottom, latitudes at the right
    lonLabelPosition: 0.06,
    latLabelPosition: 0.985,
    lonLabelFormatter: (lon) => degrees(lon, 'east', 'west'),
    latLabelFormatter: (lat) => degrees(lat, 'north', 'south'),
    lonLabelStyle: label({ textBaseline: 'bottom' }),
    latLabelStyle: label({ textAlign: 'end' }),
  });
}

function degrees(value: number, positive: string, negative: string): string {
  const side = value > 0 ? positive : negative;
  // the lines of a grid lie at whole minutes or seconds
  const seconds = Math.round(Math.abs(value) * 3600);
  const [whole, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  const size =
    `${number(whole)}°` + (minutes || rest ? `${two(minutes)}′` : '') + (rest ? `${two(rest)}″` : '');
  return seconds === 0 || seconds === 180 * 3600 ? size : t(`grid.${side}`, { degrees: size });
}
