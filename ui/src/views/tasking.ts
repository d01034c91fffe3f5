// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { map } from '../map/map.ts';
import { t } from '../messages.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';
import '../tasking/ask.ts';
import { BoardFootprints } from '../tasking/footprints.ts';
import '../tasking/gantt.ts';
import '../tasking/orders.ts';
import { type Constellation, type Product, constellation, products } from '../tasking/stapi.ts';

const tabs = ['', 'orders', 'plan'] as const;
type Tab = (typeof tabs)[number];

/** Images that satellites are to take: what is possible, what was ordered, what is planned. */
@customElement('sq-tasking')
export class TaskingPanel extends Part {
  @state() private constellation: Constellation | null = null;
  @state() private products: Product[] = [];
  @state() private loaded = false;
  @state() private failure = '';
  @state() private planReady = false;
  #footprints = new BoardFootprints(map, (place) => {
    if (this.tab === '' && this.constellation) store.change({ place, area: null });
  });

  protected override depends(now: AppState): unknown[] {
    return [now.open];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#footprints.attach();
    addEventListener('sunqar-back', this.load);
    this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#footprints.detach();
    removeEventListener('sunqar-back', this.load);
  }

  private readonly load = (): void => {
    this.failure = '';
    constellation()
      .then(async (found) => {
        if (found.satellites.length) this.products = await products();
        this.constellation = found;
        this.loaded = true;
      })
      .catch((e: Error) => (this.failure = e.message || t('state.failed')));
  };

  private get tab(): Tab {
    return tabs.find((tab) => tab && this.state.open.split('/')[0] === tab) ?? '';
  }

  override willUpdate(): void {
    // the curves, which only the plan has
    if (this.tab === 'plan' && !this.planReady) void import('../tasking/plan.ts').then(() => (this.planReady = true));
  }

  override render(): TemplateResult {
    return html`
      <h1>${t('view.tasking')}</h1>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      ${this.loaded ? this.body() : this.failure ? nothing : html`<p class="quiet" role="status">${t('state.loading')}</p>`}
    `;
  }

  private body(): TemplateResult {
    if (!this.constellation?.satellites.length) {
      return html`<p>${t('tasking.none')}</p>
        <pre><code>sunqar satellite add demo --today</code></pre>
        <p class="quiet">${t('tasking.noneIs')}</p>
        <div class="buttons"><button type="button" class="button" @click=${this.load}>${t('tasking.again')}</button></div>`;
    }
    const { tab } = this;
    return html`
      <div class="segments" role="group" aria-label=${t('tasking.parts')}>
        ${tabs.map((one) => html`<button type="button" aria-pressed=${one === tab} @click=${() => store.change({ open: one })}>${t('tasking.tab.' + (one || 'ask'))}</button>`)}
      </div>
      ${tab === 'orders'
        ? html`<sq-orders .constellation=${this.constellation}></sq-orders>`
        : tab === 'plan'
          ? this.planReady
            ? html`<sq-plan .constellation=${this.constellation}></sq-plan>`
            : html`<p class="quiet" role="status">${t('state.loading')}</p>`
          : html`<sq-ask .constellation=${this.constellation} .products=${this.products}></sq-ask>`}
    `;
  }
}
