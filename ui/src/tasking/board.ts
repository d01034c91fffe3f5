// SPDX-License-Identifier: Apache-2.0
// What the panel, the map and the time chart of satellites show together: who points at something in one of them
// sees it in all.

/** Something that a satellite does, or can do. */
export interface Bar {
  id: string;
  /** the satellite */
  row: string;
  /** ms since 1970 */
  start: number;
  end: number;
  /**
   * a look that is possible, an image that is planned, images sent to a station, a time without the Sun; where an
   * image of the plan is while another time is tried for it
   */
  kind: 'look' | 'image' | 'downlink' | 'eclipse' | 'was';
  /** in words */
  label: string;
  /** per cent; absent: nobody knows */
  cloud?: number;
  /** elevation of the Sun, degrees */
  sun?: number;
  /** degrees */
  offNadir?: number;
  /** GeoJSON; null: it has no place */
  geometry: object | null;
  /** another time is tried for it, or that it is not taken */
  tried?: 'moved' | 'removed';
}

/** Whether somebody can point at it. */
export const told = (bar: Bar): boolean => bar.kind !== 'eclipse' && bar.kind !== 'was';

/** What the colours tell. */
export const tints = ['cloud', 'angle', 'sun'] as const;
export type Tint = (typeof tints)[number];

/** From good to bad; the last for what nobody knows. */
export const colours = ['#16805f', '#7a9a1f', '#d08a17', '#b8481f', '#5b7fa6'] as const;

/** The bounds of the classes: at most that much cloud and angle, at least that much Sun. */
export const bounds: Record<Tint, readonly number[]> = { cloud: [10, 30, 60], angle: [10, 20, 30], sun: [45, 30, 15] };

/** How good something is: 0 (best) to 3, or 4 where nobody knows. */
export function grade(bar: Bar, tint: Tint): number {
  const value = tint === 'cloud' ? bar.cloud : tint === 'angle' ? bar.offNadir : bar.sun;
  if (value === undefined) return 4;
  const at = bounds[tint].findIndex((bound) => (tint === 'sun' ? value >= bound : value <= bound));
  return at < 0 ? 3 : at;
}

export interface Shown {
  rows: { id: string; name: string }[];
  /** by their start */
  bars: readonly Bar[];
  /** ms since 1970 */
  from: number;
  to: number;
}

class Board extends EventTarget {
  shown: Shown = { rows: [], bars: [], from: 0, to: 0 };
  /** what is pointed at, and what is chosen; empty: nothing */
  pointed = '';
  chosen = '';
  /** Tries another start (ms since 1970) for an image, or null: it is not taken; null: that cannot be tried. */
  mover: ((id: string, start: number | null) => void) | null = null;
  #tint: Tint | null = null;
  #byId = new Map<string, Bar>();

  show(shown: Shown): void {
    this.shown = { ...shown, bars: [...shown.bars].sort((a, b) => a.start - b.start) };
    this.#byId = new Map(shown.bars.map((bar) => [bar.id, bar]));
    this.pointed = '';
    if (!this.#byId.has(this.chosen)) this.chosen = '';
    this.dispatchEvent(new Event('shown'));
  }

  clear(): void {
    this.chosen = '';
    this.show({ rows: [], bars: [], from: 0, to: 0 });
  }

  bar(id: string): Bar | undefined {
    return this.#byId.get(id);
  }

  /** What the colours tell: what somebody chose, else clouds where there is a forecast. */
  get tint(): Tint {
    return this.#tint ?? (this.shown.bars.some((bar) => bar.cloud !== undefined) ? 'cloud' : 'angle');
  }

  colour(tint: Tint): void {
    this.#tint = tint;
    this.dispatchEvent(new Event('marked'));
  }

  point(id: string): void {
    if (id === this.pointed) return;
    this.pointed = id;
    this.dispatchEvent(new Event('marked'));
  }

  choose(id: string): void {
    if (id === this.chosen) return;
    this.chosen = id;
    this.dispatchEvent(new Event('marked'));
    this.dispatchEvent(new Event('chosen'));
  }
}

export const board = new Board();
