// SPDX-License-Identifier: Apache-2.0
// Which rows of a list are chosen: one by one, a range of them, all.

export class Selection {
  #ids = new Set<string>();
  /** where a range starts: the row that was chosen last by itself */
  #anchor = -1;
  /** what the latest range holds, which a longer or shorter one replaces */
  #range: string[] = [];

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** Chooses a row, or no longer. */
  toggle(id: string, place: number, chosen = !this.#ids.has(id)): void {
    if (chosen) this.#ids.add(id);
    else this.#ids.delete(id);
    this.#anchor = place;
    this.#range = [];
  }

  /**
   * Chooses all from the last row to this one, in place of the range before.
   *
   * @param from where a range starts when no row has been chosen yet
   */
  extend(all: readonly { id: string }[], to: number, from = to): void {
    if (this.#anchor < 0) this.#anchor = from;
    this.#range.forEach((id) => this.#ids.delete(id));
    const [first, last] = [Math.min(this.#anchor, to), Math.max(this.#anchor, to)];
    this.#range = all.slice(first, last + 1).map(({ id }) => id);
    this.#range.forEach((id) => this.#ids.add(id));
  }

  /** Chooses these and no others. */
  set(ids: Iterable<string>): void {
    this.#ids = new Set(ids);
    this.#anchor = -1;
    this.#range = [];
  }
}
