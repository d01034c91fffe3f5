// SPDX-License-Identifier: Apache-2.0
import { request } from '../api.ts';
import { store } from '../store.ts';
import { map, pictures } from './map.ts';

/** Days whose pictures are asked for before they are shown. */
const AHEAD = 3;

/** Longest wait for the pictures of a day (ms). */
const LONGEST = 15_000;

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The days of a range, or all. */
export function within(days: readonly string[], range: [string, string] | null): string[] {
  return range ? days.filter((day) => day >= range[0] && day <= range[1]) : [...days];
}

/** Waits until the map shows what the state says, with all its pictures. */
export async function settled(): Promise<void> {
  const end = performance.now() + LONGEST;
  while (!pictures.settled && performance.now() < end) await wait(20);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, end - performance.now()));
    map.once('rendercomplete', () => {
      clearTimeout(timer);
      resolve();
    });
    map.render();
  });
}

/** Shows one day after the other, over and over. */
export class Player {
  #stopped = false;
  #ready = new Map<string, Promise<unknown>>();

  constructor(
    readonly days: readonly string[],
    readonly shown: (day: string) => void,
  ) {}

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const days = within(this.days, store.state.range);
      if (days.length === 0) return;
      const now = store.state.day || days[days.length - 1]!;
      const at = days.findIndex((day) => day > now);
      const next = at < 0 ? 0 : at;
      const began = performance.now();
      const coming = Array.from({ length: Math.min(AHEAD, days.length) }, (_, i) => days[(next + i) % days.length]!);
      await Promise.race([coming.map((day) => this.#load(day))[0], wait(LONGEST)]);
      if (this.#stopped) return;
      store.change({ day: days[next]! });
      this.shown(days[next]!);
      await settled();
      await wait(Math.max(0, 1000 / store.state.pace - (performance.now() - began)));
    }
  }

  /** Brings the pictures of a day into the browser's cache; once for what the map shows. */
  #load(day: string): Promise<unknown> {
    const addresses = pictures.addresses(store.state.layers, day);
    const key = addresses.join();
    let loading = this.#ready.get(key);
    if (!loading) {
      loading = Promise.all(addresses.map((address) => request(address).then((answer) => answer.arrayBuffer()))).catch(() => undefined);
      if (this.#ready.size > 200) this.#ready.clear();
      this.#ready.set(key, loading);
    }
    return loading;
  }
}
