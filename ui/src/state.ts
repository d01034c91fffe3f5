// SPDX-License-Identifier: Apache-2.0
// What the app shows: one immutable value, changed by replacing it. All of it is in the address, so
// that a link shows the same to whoever opens it (see permalink.ts).

export type View = 'map' | 'alerts' | 'watches' | 'tasking' | 'catalogue' | 'jobs';

/** How a layer's pixels become colours; names and values are those of the tiles' parameters. */
export interface LayerStyle {
  /** bands shown as red, green, blue, or one band; empty: the collection's usual picture */
  bands?: string[];
  /** an expression of bands, instead of `bands` */
  expression?: string;
  /** least and greatest value, for all bands or for each */
  rescale?: [number, number][];
  gamma?: number;
  colormap?: string;
}

/** A picture over the base map. */
export interface Layer {
  /** `c/COLLECTION`, `i/COLLECTION/ITEM` or `w/WATCH/MAP` */
  id: string;
  visible: boolean;
  /** 0 to 1 */
  opacity: number;
  style: LayerStyle;
}

/** Two dates of the same layers. */
export interface Comparison {
  kind: 'none' | 'swipe' | 'side';
  /** where the swipe line is, 0 (start) to 1 (end) */
  at: number;
  /** the date of the second side, YYYY-MM-DD; empty: the newest */
  day: string;
}

/** What scenes are looked for in the catalogue. */
export interface Wish {
  /** empty: all */
  collection: string;
  /** YYYY-MM-DD; empty: open */
  from: string;
  to: string;
  /** at most, per cent */
  cloud: number;
  /** only what touches the map that is shown */
  here: boolean;
}

/** How the series of a place are looked at. */
export interface SeriesChoice {
  /** bands or indices, one chart each; empty: the first of the server's */
  indices: string[];
  /** who looks at them; empty: the server's or the watch's own */
  detector: string;
  /** where monitoring starts, YYYY-MM-DD; empty: where the server says */
  from: string;
  /** whether what masks hide is left out */
  mask: boolean;
  /** whether what masks hide is drawn */
  hidden: boolean;
}

export interface AppState {
  view: View;
  /** longitude and latitude, degrees */
  centre: [number, number];
  zoom: number;
  /** from the lowest to the highest */
  layers: Layer[];
  /** the day that is shown, YYYY-MM-DD; empty: the newest of each collection */
  day: string;
  comparison: Comparison;
  /** the place whose series is open, degrees; empty: none */
  place: [number, number] | null;
  /** the area whose series is open, instead of a place: polygons, each of rings of positions (degrees) */
  area: number[][][][] | null;
  series: SeriesChoice;
  /** the days that are played, first and last, YYYY-MM-DD; empty: all */
  range: [string, string] | null;
  /** pictures a second when they are played */
  pace: number;
  /** whether meridians and parallels are drawn */
  grid: boolean;
  wish: Wish;
  /** what an image that is asked for must be like, as tasking/limits.ts writes it; empty: the usual */
  limits: string;
  /** the watch whose alerts alone are shown; empty: all */
  watch: string;
  /** the alert, watch, item or job that is open in the panel; empty: the list */
  open: string;
}

export const initial: AppState = {
  view: 'map',
  centre: [68, 48],
  zoom: 3,
  layers: [],
  day: '',
  comparison: { kind: 'none', at: 0.5, day: '' },
  place: null,
  area: null,
  series: { indices: [], detector: '', from: '', mask: true, hidden: false },
  range: null,
  pace: 2,
  grid: false,
  wish: { collection: '', from: '', to: '', cloud: 100, here: true },
  limits: '',
  watch: '',
  open: '',
};

type Listener = (now: AppState, before: AppState) => void;

/** Keeps the state and tells of its changes, once for each. */
export class Store {
  #state: AppState;
  #listeners = new Set<Listener>();

  constructor(state: AppState) {
    this.#state = state;
  }

  get state(): AppState {
    return this.#state;
  }

  change(part: Partial<AppState>): void {
    const before = this.#state;
    const keys = Object.keys(part) as (keyof AppState)[];
    if (keys.every((key) => Object.is(before[key], part[key]))) return;
    this.#state = { ...before, ...part };
    for (const listener of [...this.#listeners]) listener(this.#state, before);
  }

  changeLayer(id: string, part: Partial<Layer>): void {
    this.change({
      layers: this.#state.layers.map((layer) => (layer.id === id ? { ...layer, ...part } : layer)),
    });
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
