// SPDX-License-Identifier: Apache-2.0
import MVT from 'ol/format/MVT.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import VectorTileSource from 'ol/source/VectorTile.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { FeatureLike } from 'ol/Feature.js';
import { createXYZ } from 'ol/tilegrid.js';

// Tiles of the server's own base map (see the routes /app/basemap): layers land, lake, river,
// border, admin1, place. Colours are those of style.css, in the light and in the dark.

interface Palette {
  sea: string;
  land: string;
  coast: string;
  water: string;
  border: string;
  inner: string;
  text: string;
  halo: string;
}

const light: Palette = {
  sea: '#dbe8ee',
  land: '#f6f4ec',
  coast: '#9fb0b3',
  water: '#a9c9d8',
  border: '#8a7f95',
  inner: '#c9c2cf',
  text: '#37444b',
  halo: '#ffffffcc',
};

const dark: Palette = {
  sea: '#16242c',
  land: '#26312f',
  coast: '#51656a',
  water: '#2f4e5f',
  border: '#8f86a0',
  inner: '#4a4855',
  text: '#c7d2d6',
  halo: '#10181ccc',
};

/** The base map; it changes its colours with the page. */
export function basemap(darkPage: MediaQueryList): VectorTileLayer {
  const layer = new VectorTileLayer({
    source: new VectorTileSource({
      format: new MVT(),
      url: '/app/basemap/{z}/{x}/{y}',
      tileGrid: createXYZ({ maxZoom: 6 }),
      overlaps: false,
    }),
    declutter: true,
    background: light.sea,
  });
  const paint = () => {
    const palette = darkPage.matches ? dark : light;
    layer.setBackground(palette.sea);
    layer.setStyle(styles(palette));
  };
  darkPage.addEventListener('change', paint);
  paint();
  return layer;
}

function styles(palette: Palette): (feature: FeatureLike, resolution: number) => Style | undefined {
  const land = new Style({
    fill: new Fill({ color: palette.land }),
    stroke: new Stroke({ color: palette.coast, width: 0.8 }),
  });
  const lake = new Style({ fill: new Fill({ color: palette.water }) });
  const river = new Style({ stroke: new Stroke({ color: palette.water, width: 1 }) });
  const border = new Style({ stroke: new Stroke({ color: palette.border, width: 1.1 }) });
  const inner = new Style({
    stroke: new Stroke({ color: palette.inner, width: 0.8, lineDash: [4, 3] }),
  });
  const fonts = 'system-ui, "Noto Sans", sans-serif';
  return (feature, _resolution) => {
    switch (feature.get('layer')) {
      case 'land':
        return land;
      case 'lake':
        return lake;
      case 'river':
        return river;
      case 'border':
        return border;
      case 'admin1':
        return inner;
      case 'place':
        return new Style({
          text: new Text({
            text: String(feature.get('name') ?? ''),
            font: `${feature.get('capital') ? 600 : 400} 12px ${fonts}`,
            fill: new Fill({ color: palette.text }),
            stroke: new Stroke({ color: palette.halo, width: 3 }),
          }),
        });
      default:
        return undefined;
    }
  };
}
