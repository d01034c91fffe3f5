// SPDX-License-Identifier: Apache-2.0
import { LitElement } from 'lit';
import type { AppState } from './state.ts';
import { store } from './store.ts';

/**
 * A part of the page, drawn into the page itself (no shadow tree: one style sheet, and labels can
 * refer to what is elsewhere). It is drawn again when what `depends` picks of the state changes, or
 * the language does.
 */
export abstract class Part extends LitElement {
  #stops: (() => void)[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** What of the state the part shows. */
  protected depends(_state: AppState): unknown[] {
    return [];
  }

  protected get state(): AppState {
    return store.state;
  }

  /** What has left the page is drawn no more: the state is another view's by then. */
  protected override shouldUpdate(): boolean {
    return this.isConnected;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
    const redraw = () => this.requestUpdate();
    addEventListener('sunqar-language', redraw);
    this.#stops = [
      () => removeEventListener('sunqar-language', redraw),
      store.listen((now, before) => {
        const [after, earlier] = [this.depends(now), this.depends(before)];
        if (after.some((value, index) => !Object.is(value, earlier[index]))) this.requestUpdate();
      }),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stops.forEach((stop) => stop());
  }
}
