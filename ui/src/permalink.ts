// SPDX-License-Identifier: Apache-2.0
import { type AppState, type Layer, type LayerStyle, type View, type Wish, initial } from './state.ts';

// The part of the address behind '#': /VIEW[/OPEN]?c=LON,LAT,ZOOM&t=DAY&l=LAYER&l=...&s=KIND,AT,DAY&p=LON,LAT&g=1
// and of a search in the catalogue q=COLLECTION,FROM,TO,CLOUD,HERE
// and of an image that is asked for o=LIMITS (see tasking/limits.ts)
// and of the inbox w=WATCH
// and of a place's series a=LON,LAT,LON,LAT,...;RING!POLYGON (instead of p), x=INDEX,INDEX, d=DETECTOR, f=DAY (start),
// m=none (no mask), h=1 (what is hidden is drawn); of what is played r=FIRST,LAST and v=PICTURES a second.
// A layer is its id and, each behind a '~', what differs from the usual: o0.5 (opacity), h (hidden),
// bRED,GREEN,BLUE, eEXPRESSION, r0:1,0:1, gGAMMA, mCOLORMAP. Wrong parts are ignored: a link from an
// older version shows what it can.

const views: readonly View[] = ['map', 'alerts', 'watches', 'tasking', 'catalogue', 'jobs'];
const day = /^\d{4}-\d\d-\d\d$/;

/** Numbers of a text such as `1,2.5`; null when it is none or one of them is none. */
function numbers(text: string | null, count: number): number[] | null {
  const all = (text ?? '').split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  return all.length === count && all.every(Number.isFinite) ? all : null;
}

const round = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

function layerText(layer: Layer): string {
  const { bands, expression, rescale, gamma, colormap } = layer.style;
  const parts = [layer.id];
  if (layer.opacity !== 1) parts.push('o' + round(layer.opacity, 2));
  if (!layer.visible) parts.push('h');
  if (bands?.length) parts.push('b' + bands.join(','));
  if (expression) parts.push('e' + expression);
  if (rescale?.length) parts.push('r' + rescale.map((range) => range.join(':')).join(','));
  if (gamma !== undefined && gamma !== 1) parts.push('g' + round(gamma, 2));
  if (colormap) parts.push('m' + colormap);
  // '~' stays as it is by encodeURIComponent, but it is our mark
  return parts.map((part) => encodeURIComponent(part).replaceAll('~', '%7E')).join('~');
}

function readLayer(text: string): Layer | null {
  let parts: string[];
  try {
    parts = text.split('~').map(decodeURIComponent);
  } catch {
    return null;
  }
  const id = parts[0] ?? '';
  if (!/^[ciw]\/./.test(id)) return null;
  const style: LayerStyle = {};
  const layer: Layer = { id, visible: true, opacity: 1, style };
  for (const part of parts.slice(1)) {
    const value = part.slice(1);
    switch (part[0]) {
      case 'o':
        layer.opacity = Math.min(1, Math.max(0, Number(value) || 0));
        break;
      case 'h':
        layer.visible = false;
        break;
      case 'b':
        style.bands = value.split(',');
        break;
      case 'e':
        style.expression = value;
        break;
      case 'r':
        style.rescale = value
          .split(',')
          .map((range) => range.split(':').map(Number) as [number, number])
          .filter((range) => range.length === 2 && range.every(Number.isFinite));
        break;
      case 'g':
        if (Number(value) > 0) style.gamma = Number(value);
        break;
      case 'm':
        style.colormap = value;
        break;
      default:
    }
  }
  return layer;
}

const wishText = ({ collection, from, to, cloud, here }: Wish): string =>
  [encodeURIComponent(collection), from, to, cloud, here ? '1' : '0'].join(',');

function readWish(text: string): Wish {
  const [collection = '', from = '', to = '', cloud = '', here] = text.split(',');
  const share = cloud === '' ? NaN : Number(cloud);
  return {
    collection: /%(?![\da-f]{2})/i.test(collection) ? '' : decodeURIComponent(collection),
    from: day.test(from) ? from : '',
    to: day.test(to) ? to : '',
    cloud: share >= 0 && share <= 100 ? share : 100,
    here: here !== '0',
  };
}

const areaText = (area: number[][][][]): string =>
  area.map((polygon) => polygon.map((ring) => ring.flat().map((value) => round(value, 5)).join(',')).join(';')).join('!');

/** Corners of an area that a link holds. */
const MOST_CORNERS = 2000;

function readArea(text: string): number[][][][] | null {
  const area = text.split('!').map((polygon) =>
    polygon.split(';').map((ring) => {
      const values = ring.split(',').map(Number);
      return values.flatMap((value, i) => (i % 2 ? [[values[i - 1]!, value]] : []));
    }),
  );
  const corners = area.flat(2);
  const fine =
    corners.length <= MOST_CORNERS &&
    area.flat().every((ring) => ring.length >= 4) &&
    corners.every(([lon, lat]) => Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90);
  return fine ? area : null;
}

/** The state as the part of an address behind '#', without it. */
export function write(state: AppState): string {
  const parts: string[] = [];
  const add = (name: string, value: string) => parts.push(`${name}=${value}`);
  add('c', [round(state.centre[0], 5), round(state.centre[1], 5), round(state.zoom, 2)].join(','));
  if (state.day) add('t', state.day);
  for (const layer of state.layers) add('l', layerText(layer));
  const { kind, at, day: second } = state.comparison;
  if (kind !== 'none') add('s', [kind, round(at, 3), second].join(','));
  if (state.place) add('p', state.place.map((value) => round(value, 6)).join(','));
  if (state.area) add('a', areaText(state.area));
  const { indices, detector, from, mask, hidden } = state.series;
  if (indices.length) add('x', indices.map(encodeURIComponent).join(','));
  if (detector) add('d', detector);
  if (from) add('f', from);
  if (!mask) add('m', 'none');
  if (hidden) add('h', '1');
  if (state.range) add('r', state.range.join(','));
  if (state.pace !== initial.pace) add('v', String(state.pace));
  if (state.grid) add('g', '1');
  const wish = wishText(state.wish);
  if (wish !== wishText(initial.wish)) add('q', wish);
  if (state.limits) add('o', encodeURIComponent(state.limits));
  if (state.watch) add('w', encodeURIComponent(state.watch));
  const open = state.open ? '/' + encodeURIComponent(state.open) : '';
  return `/${state.view}${open}?${parts.join('&')}`;
}

function decoded(text: string): string[] {
  try {
    return text ? [decodeURIComponent(text)] : [];
  } catch {
    return [];
  }
}

/** The state of an address; what it does not say is as at the start. */
export function read(hash: string): AppState {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const state: AppState = { ...initial };
  const [, view, ...open] = path.split('/');
  state.view = views.find((known) => known === view) ?? 'map';
  try {
    state.open = decodeURIComponent(open.join('/'));
  } catch {
    state.open = '';
  }
  const layers: Layer[] = [];
  for (const part of query.split('&')) {
    const at = part.indexOf('=');
    const [name, value] = [part.slice(0, at), part.slice(at + 1)];
    if (name === 'c') {
      const place = numbers(value, 3);
      if (place && Math.abs(place[1]!) <= 90) {
        state.centre = [place[0]!, place[1]!];
        state.zoom = Math.min(22, Math.max(0, place[2]!));
      }
    } else if (name === 't' && day.test(value)) {
      state.day = value;
    } else if (name === 'l') {
      const layer = readLayer(value);
      if (layer && !layers.some((other) => other.id === layer.id)) layers.push(layer);
    } else if (name === 's') {
      const [kind, line, second = ''] = value.split(',');
      if (kind === 'swipe' || kind === 'side') {
        state.comparison = {
          kind,
          at: Math.min(1, Math.max(0, Number(line) || 0)),
          day: day.test(second) ? second : '',
        };
      }
    } else if (name === 'q') {
      state.wish = readWish(value);
    } else if (name === 'o') {
      state.limits = decoded(value)[0] ?? '';
    } else if (name === 'w') {
      state.watch = decoded(value)[0] ?? '';
    } else if (name === 'g') {
      state.grid = value === '1';
    } else if (name === 'p') {
      const place = numbers(value, 2);
      if (place) state.place = [place[0]!, place[1]!];
    } else if (name === 'a') {
      state.area = readArea(value);
    } else if (name === 'x') {
      state.series = { ...state.series, indices: value.split(',').flatMap(decoded).slice(0, 8) };
    } else if (name === 'd' && /^[a-z-]{1,40}$/.test(value)) {
      state.series = { ...state.series, detector: value };
    } else if (name === 'f' && day.test(value)) {
      state.series = { ...state.series, from: value };
    } else if (name === 'm' && value === 'none') {
      state.series = { ...state.series, mask: false };
    } else if (name === 'h' && value === '1') {
      state.series = { ...state.series, hidden: true };
    } else if (name === 'r') {
      const [from = '', to = ''] = value.split(',');
      if (day.test(from) && day.test(to) && from <= to) state.range = [from, to];
    } else if (name === 'v' && Number(value) > 0) {
      state.pace = Math.min(10, Number(value));
    }
  }
  state.layers = layers;
  if (state.area) state.place = null;
  return state;
}
