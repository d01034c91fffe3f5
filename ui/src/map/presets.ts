// SPDX-License-Identifier: Apache-2.0
import type { LayerStyle } from '../state.ts';

/** A usual way to look at bands; its name is the word `preset.ID`. */
export interface Preset {
  id: string;
  /** common names of bands that a collection must have */
  needs: string[];
  style: LayerStyle;
}

const index = (id: string, a: string, b: string, range: [number, number], colormap: string): Preset => ({
  id,
  needs: [a, b],
  style: { expression: `(${a}-${b})/(${a}+${b})`, rescale: [range], colormap },
});

/** In the order in which they are offered. The first asks for nothing: the server's own choice. */
export const presets: readonly Preset[] = [
  { id: 'usual', needs: [], style: {} },
  { id: 'infrared', needs: ['nir', 'red', 'green'], style: { bands: ['nir', 'red', 'green'] } },
  { id: 'swir', needs: ['swir22', 'nir', 'red'], style: { bands: ['swir22', 'nir', 'red'] } },
  { id: 'agriculture', needs: ['swir16', 'nir', 'blue'], style: { bands: ['swir16', 'nir', 'blue'] } },
  index('ndvi', 'nir', 'red', [-0.1, 0.9], 'rdylgn'),
  index('ndmi', 'nir', 'swir16', [-0.4, 0.6], 'brbg'),
  index('nbr', 'nir', 'swir22', [-0.4, 0.8], 'rdylgn'),
  index('ndwi', 'green', 'nir', [-0.6, 0.6], 'brbg'),
];

export const offered = (bands: readonly string[]): Preset[] =>
  presets.filter((preset) => preset.needs.every((band) => bands.includes(band)));

const text = (style: LayerStyle): string => JSON.stringify(style, Object.keys(style).sort());

/** The preset that a style is; empty for one of the user's own. */
export const presetOf = (style: LayerStyle): string =>
  presets.find((preset) => text(preset.style) === text(style))?.id ?? '';
