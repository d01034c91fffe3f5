// SPDX-License-Identifier: Apache-2.0
// What would be if images of the plan were taken at other times, or not at all. Only this page knows of it.
import { t } from '../messages.ts';
import { iso } from './bars.ts';
import { type Change, type Trial, tried } from './stapi.ts';

/** What is tried, and what the server says of it. */
class Trials extends EventTarget {
  /** new start (ms since 1970) by the image's id; null: it is not taken */
  changes: ReadonlyMap<string, number | null> = new Map();
  answer: Trial | null = null;
  failure = '';
  busy = false;
  #abort = new AbortController();
  #timer = 0;

  get asked(): Change[] {
    return [...this.changes].map(([acquisition, start]) => (start === null ? { acquisition, removed: true } : { acquisition, start: iso(start) }));
  }

  /** Tries another start (ms since 1970) for an image; null: that it is not taken; undefined: as it is in the plan. */
  change(id: string, start: number | null | undefined): void {
    const changes = new Map(this.changes);
    if (start === undefined) changes.delete(id);
    else changes.set(id, start);
    this.changes = changes;
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.failure = '';
    this.busy = changes.size > 0;
    if (changes.size === 0) this.answer = null;
    else this.#timer = window.setTimeout(() => void this.ask(), 350);
    this.tell();
  }

  reset(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.changes = new Map();
    this.answer = null;
    this.failure = '';
    this.busy = false;
    this.tell();
  }

  private async ask(): Promise<void> {
    const abort = (this.#abort = new AbortController());
    try {
      const answer = await tried(this.asked, abort.signal);
      if (abort.signal.aborted) return;
      this.answer = answer;
    } catch (e) {
      if (abort.signal.aborted) return;
      this.answer = null;
      this.failure = (e as Error).message || t('state.failed');
    }
    this.busy = false;
    this.tell();
  }

  private tell(): void {
    this.dispatchEvent(new Event('change'));
  }
}

export const trial = new Trials();
