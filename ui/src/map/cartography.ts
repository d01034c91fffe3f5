// SPDX-License-Identifier: Apache-2.0
// What is drawn of the base map's tiles, and how: layers land, lake, river, coast, border, admin1,
// country, region, place of our own map. Of an agency's map, the layers of Protomaps' schema (earth, water,
// boundaries, roads, places) are drawn as ours, and any other as plain lines and names.
import type { FeatureLike } from 'ol/Feature.js';
import Circle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style, { type StyleFunction } from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { current, region } from '../messages.ts';
import type { Palette } from './colours.ts';

const FONTS = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "Liberation Sans", Arial, sans-serif';

/** Metres of a pixel at zoom 0 of tiles of 512 px. */
const WHOLE = 40_075_016.68557849 / 512;

/** Names of Protomaps' layers, and ours. */
const KNOWN: Record<string, string> = { earth: 'land', water: 'lake', places: 'place', roads: 'road' };

const layerOf = (feature: FeatureLike): string => {
  const name = String(feature.get('layer'));
  if (name === 'boundaries') {
    const kind = String(feature.get('kind') ?? feature.get('pmap:kind') ?? '');
    return kind === '' || kind.startsWith('country') || Number(feature.get('kind_detail')) <= 2
      ? 'border'
      : 'admin1';
  }
  return KNOWN[name] ?? name;
};

/** A width that grows from zoom to zoom. */
const grown = (zoom: number, from: number, to: number, least: number, most: number): number =>
  least + (most - least) * Math.min(1, Math.max(0, (zoom - from) / (to - from)));

/** Land and waters: what is under the pictures. */
export function ground(palette: Palette): StyleFunction {
  const land = new Style({ fill: new Fill({ color: palette.land }) });
  const lake = new Style({ fill: new Fill({ color: palette.water }), zIndex: 2 });
  const shore = new Style({
    fill: new Fill({ color: palette.water }),
    stroke: new Stroke({ color: palette.coast, width: 0.6 }),
    zIndex: 2,
  });
  const river = new Style({ stroke: new Stroke({ color: palette.river, lineCap: 'round', lineJoin: 'round' }), zIndex: 1 });
  const coast = new Style({ stroke: new Stroke({ color: palette.coast, lineJoin: 'round' }), zIndex: 3 });
  const road = new Style({ stroke: new Stroke({ color: palette.road, width: 1 }), zIndex: 4 });
  const other = new Style({ stroke: new Stroke({ color: palette.coast, width: 0.8 }), zIndex: 4 });
  return (feature, resolution) => {
    const zoom = Math.log2(WHOLE / resolution);
    switch (layerOf(feature)) {
      case 'land':
        return land;
      case 'lake':
        return feature.getGeometry()?.getType().endsWith('LineString') ? river : zoom < 3 ? lake : shore;
      case 'river':
        if (zoom < 1.2) return undefined;
        river.getStroke()!.setWidth(grown(zoom, 1, 8, 0.5, 2));
        return river;
      case 'coast':
        coast.getStroke()!.setWidth(grown(zoom, 0, 6, 0.5, 1));
        return coast;
      case 'road':
        return road;
      case 'border':
      case 'admin1':
      case 'country':
      case 'region':
      case 'place':
      case 'landuse':
      case 'landcover':
      case 'buildings':
      case 'pois':
        return undefined;
      default:
        return feature.getGeometry()?.getType().endsWith('Point') ? undefined : other;
    }
  };
}

/** Borders and names: what is above the pictures. */
export function over(palette: Palette, disputed: 'dashed' | 'solid' | 'hidden'): StyleFunction {
  const lines = borderStyles(palette);
  const names = new Names(palette);
  return (feature, resolution) => {
    const zoom = Math.log2(WHOLE / resolution);
    switch (layerOf(feature)) {
      case 'border': {
        const how = feature.get('disputed') ? disputed : 'solid';
        return how === 'hidden' ? undefined : lines.border(zoom, how === 'dashed');
      }
      case 'admin1':
        return zoom < 2.8 || Number(feature.get('size') ?? 100) * 2 ** zoom < 15 ? undefined : lines.inner(zoom);
      case 'country':
        return names.country(feature, zoom);
      case 'region':
        return names.region(feature, zoom);
      case 'place':
        return names.place(feature, zoom);
      case 'land':
      case 'lake':
      case 'river':
      case 'coast':
      case 'road':
        return undefined;
      default:
        return feature.getGeometry()?.getType().endsWith('Point') ? names.other(feature) : undefined;
    }
  };
}

function borderStyles(palette: Palette) {
  const stroke = (color: string) => new Stroke({ color, lineJoin: 'round', lineCap: 'butt' });
  const casing = new Style({ stroke: stroke(palette.casing), zIndex: 1 });
  const line = new Style({ stroke: stroke(palette.border), zIndex: 2 });
  const dashed = new Style({ stroke: stroke(palette.border), zIndex: 2 });
  dashed.getStroke()!.setLineDash([5, 4]);
  const inner = new Style({ stroke: stroke(palette.inner), zIndex: 1 });
  inner.getStroke()!.setLineDash([3, 2.5]);
  return {
    border(zoom: number, broken: boolean): Style[] {
      const width = grown(zoom, 0, 7, 0.7, 1.7);
      casing.getStroke()!.setWidth(width + (broken ? 1 : 2));
      const style = broken ? dashed : line;
      style.getStroke()!.setWidth(width);
      return [casing, style];
    },
    inner(zoom: number): Style {
      inner.getStroke()!.setWidth(grown(zoom, 3, 8, 0.6, 1.1));
      return inner;
    },
  };
}

/** Names of countries, regions and places; which of them find room, declutter decides by zIndex. */
class Names {
  readonly #language = current();
  readonly #capital: Circle;
  readonly #town: Circle;
  readonly #village: Circle;
  readonly #fills: Record<'country' | 'region' | 'place', Fill>;
  readonly #halo: Stroke;

  constructor(palette: Palette) {
    const fill = (color: string) => new Fill({ color });
    this.#fills = {
      country: fill(palette.country),
      region: fill(palette.region),
      place: fill(palette.place),
    };
    this.#halo = new Stroke({ color: palette.halo, width: 3, lineJoin: 'round' });
    const dot = (radius: number, inside: string, outside: string, width: number) =>
      new Circle({ radius, fill: fill(inside), stroke: new Stroke({ color: outside, width }) });
    this.#capital = dot(3.6, palette.halo, palette.place, 2);
    this.#town = dot(2.6, palette.place, palette.halo, 1.4);
    this.#village = dot(2, palette.place, palette.halo, 1.2);
  }

  country(feature: FeatureLike, zoom: number): Style | undefined {
    const size = Number(feature.get('size')) * 2 ** zoom;
    if (size > 2200) return undefined; // the map is within the country
    const name = region(String(feature.get('code')), String(feature.get('name')));
    const pixels = grown(Math.log2(size), 4.5, 9, 10.5, 17);
    const text = this.spaced(name.toLocaleUpperCase(this.#language.code));
    const lines = text.split('\n');
    const width = Math.max(...lines.map((line) => line.length)) * pixels * 0.5;
    const room = Math.min(Number(feature.get('width')) * 2 ** zoom, 2.2 * size);
    if (room < width * 0.72) return undefined;
    return this.text(text, `600 ${pixels.toFixed(1)}px ${FONTS}`, 'country', 4000 + Math.round(size));
  }

  region(feature: FeatureLike, zoom: number): Style | undefined {
    const size = Number(feature.get('size')) * 2 ** zoom;
    if (zoom < 3.6 || size < 70 || size > 1800) return undefined;
    const own = feature.get(`name_${this.#language.code}`);
    const text = this.wrapped(String(own ?? feature.get('name')));
    return this.text(text, `italic 400 ${grown(Math.log2(size), 6, 9, 10.5, 13)}px ${FONTS}`, 'region', 100 + Math.round(size / 10));
  }

  place(feature: FeatureLike, zoom: number): Style | undefined {
    const people = Number(feature.get('rank') ?? 30);
    const from = Number(feature.get('zoom') ?? 0);
    const capital = Boolean(feature.get('capital'));
    // the last tiles are drawn at all later zooms: their smaller places come little by little
    if (from >= 6 && !capital && people < (zoom < 6.5 ? 43 : zoom < 7.5 ? 38 : zoom < 8.5 ? 30 : 0)) return undefined;
    if (from > zoom + 0.6) return undefined;
    const name = feature.get(`name:${this.#language.code}`) ?? feature.get('name');
    if (!name) return undefined;
    const pixels = capital ? grown(zoom, 1, 6, 11, 14) : grown(people + 4 * (zoom - from), 40, 70, 10.5, 13.5);
    const image = capital ? this.#capital : people >= 50 ? this.#town : this.#village;
    const style = this.text(
      String(name),
      `${capital ? 600 : 400} ${pixels.toFixed(1)}px ${FONTS}`,
      'place',
      (capital ? 3000 : 1000) + people * 10 - from,
    );
    style.setImage(image);
    const right = this.#language.direction === 'rtl';
    const text = style.getText()!;
    text.setTextAlign(right ? 'right' : 'left');
    text.setOffsetX(right ? -7 : 7);
    text.setOffsetY(0.5);
    return style;
  }

  /** A point of an agency's layer that has a name. */
  other(feature: FeatureLike): Style | undefined {
    const name = feature.get('name');
    return name ? this.text(String(name), `400 11px ${FONTS}`, 'place', 500) : undefined;
  }

  private text(text: string, font: string, kind: 'country' | 'region' | 'place', zIndex: number): Style {
    return new Style({
      text: new Text({ text, font, fill: this.#fills[kind], stroke: this.#halo, padding: [2, 3, 2, 3], overflow: true }),
      zIndex,
    });
  }

  /** Letters of a country's name stand apart, where letters are not joined. */
  private spaced(name: string): string {
    const text = this.wrapped(name);
    return this.#language.code === 'ar' ? text : text.replace(/(\p{L})(?=\p{L})/gu, '$1\u200a');
  }

  /** Two or three lines instead of one long one. */
  private wrapped(name: string): string {
    if (name.length < 13) return name;
    const aim = name.length > 26 ? name.length / 3 : name.length / 2;
    let line = 0;
    // not before a dash: it stays at the end of its line
    return name.replace(/ (?![-–—])/g, (space: string, at: number) => {
      if (at - line < aim * 0.8) return space;
      line = at;
      return '\n';
    });
  }
}
