// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type Alert, AlertList, type Order, type Wish, usual } from '../alerts/alerts.ts';
import '../alerts/detail.ts';
import { Part } from '../element.ts';
import { AlertLayer } from '../map/alerts.ts';
import { map } from '../map/map.ts';
import { area, date, number, percent, t } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import { isShortcut } from '../parts/keys.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';

const ROW = 64;
const VISIT = 'sunqar.visit';

/** When the user was last here before today's visit (ISO 8601); empty: never. */
function lastVisit(): string {
  try {
    const now = new Date().toISOString();
    const [last = '', before = ''] = (localStorage.getItem(VISIT) ?? '').split(' ');
    // a visit lasts until nothing was looked at for an hour
    const same = last !== '' && Date.parse(now) - Date.parse(last) < 3_600_000;
    localStorage.setItem(VISIT, `${now} ${same ? before : last}`);
    return same ? before : last;
  } catch {
    return '';
  }
}

/** The inbox: alerts by their importance, beside the map that shows them. */
@customElement('sq-alerts')
export class AlertsPanel extends Part {
  @state() private wish: Wish = usual;
  @state() private failure = '';
  @state() private scrolled = 0;
  @state() private height = 600;
  @state() private filters = false;
  #list = new AlertList(usual);
  #layer = new AlertLayer(map, (id) => this.show(id));
  #visit = lastVisit();
  #observer = new ResizeObserver(([entry]) => (this.height = entry!.contentRect.height));
  #abort = new AbortController();

  protected override depends(now: AppState): unknown[] {
    return [now.open, ...(this.wish.box ? [now.centre, now.zoom] : [])];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#layer.attach();
    this.search(this.wish);
    addEventListener('keydown', this.key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#layer.detach();
    this.#abort.abort();
    this.#observer.disconnect();
    removeEventListener('keydown', this.key);
  }

  private search(wish: Wish): void {
    this.wish = wish;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#list = new AlertList(wish);
    this.scrolled = 0;
    this.failure = '';
    const list = this.querySelector('.inbox');
    if (list) list.scrollTop = 0;
    this.load();
  }

  private load(): void {
    const list = this.#list;
    list
      .more(this.#abort.signal)
      .then(() => {
        if (list !== this.#list) return;
        this.#layer.show(list.all, this.state.open);
        this.requestUpdate();
      })
      .catch((e: Error) => {
        if (list !== this.#list || e.name === 'AbortError') return;
        this.failure = e.message || t('state.failed');
      });
  }

  override render(): TemplateResult {
    const open = this.state.open;
    if (open) {
      const at = this.#list.all.findIndex((one) => one.id === open);
      return html`<sq-alert
        .id_=${open}
        .place=${at < 0 ? '' : `${number(at + 1)} / ${number(this.#list.count)}`}
        @alert-changed=${this.changed}
        @alert-next=${() => this.step(1)}
        @alert-previous=${() => this.step(-1)}
        @alert-close=${() => store.change({ open: '' })}
      ></sq-alert>`;
    }
    return html`
      <div class="title">
        <h1>${t('view.alerts')}</h1>
        <span class="quiet" role="status">${this.#list.count < 0 ? '' : t('alerts.count', { n: this.#list.count })}</span>
        <button
          type="button"
          class="button plain"
          aria-expanded=${this.filters}
          aria-controls="alert-filters"
          title=${t('alerts.filters')}
          @click=${() => (this.filters = !this.filters)}
        >
          ${icon('settings')}<span class="unseen">${t('alerts.filters')}</span>
        </button>
      </div>
      ${this.choices()} ${this.filters ? this.filterFields() : nothing}
      ${this.failure
        ? html`<p class="bad" role="alert">${this.failure}</p>
            <button type="button" class="button" @click=${() => this.search(this.wish)}>${t('state.again')}</button>`
        : this.rows()}
    `;
  }

  private choices(): TemplateResult {
    const reviews: Wish['review'][] = ['open', 'confirmed', 'rejected', 'all'];
    return html`<div class="segments" role="group" aria-label=${t('alerts.review')}>
      ${reviews.map(
        (review) => html`<button
          type="button"
          aria-pressed=${this.wish.review === review}
          @click=${() => this.search({ ...this.wish, review })}
        >
          ${t('alerts.' + review)}
        </button>`,
      )}
    </div>`;
  }

  private filterFields(): TemplateResult {
    const orders: Order[] = ['important', 'newest', 'largest', 'updated'];
    const change = (part: Partial<Wish>) => this.search({ ...this.wish, ...part });
    return html`<div id="alert-filters" class="filters">
      <label class="field">
        <span>${t('alerts.order')}</span>
        <select @change=${(event: Event) => change({ order: (event.target as HTMLSelectElement).value as Order })}>
          ${orders.map(
            (order) => html`<option value=${order} ?selected=${order === this.wish.order}>${t('alerts.order.' + order)}</option>`,
          )}
        </select>
      </label>
      <label class="field">
        <span>${t('alerts.watch')}</span>
        <input
          .value=${this.wish.watch}
          autocomplete="off"
          @change=${(event: Event) => change({ watch: (event.target as HTMLInputElement).value.trim() })}
        />
      </label>
      <label class="field">
        <span>${t('alerts.least')}</span>
        <input
          type="number"
          min="0"
          step="0.5"
          .value=${this.wish.least ? String(this.wish.least) : ''}
          @change=${(event: Event) => change({ least: Number((event.target as HTMLInputElement).value) || 0 })}
        />
      </label>
      <label class="field">
        <span>${t('alerts.since')}</span>
        <input
          type="date"
          .value=${this.wish.since}
          @change=${(event: Event) => change({ since: (event.target as HTMLInputElement).value })}
        />
      </label>
      ${this.#visit
        ? html`<label class="check">
            <input
              type="checkbox"
              .checked=${this.wish.changedSince !== ''}
              @change=${(event: Event) =>
                change({ changedSince: (event.target as HTMLInputElement).checked ? this.#visit : '' })}
            />
            ${t('alerts.sinceVisit', { day: date(this.#visit) })}
          </label>`
        : nothing}
    </div>`;
  }

  /** The rows in sight, between spaces as high as those that are not: any number of alerts. */
  private rows(): TemplateResult {
    const list = this.#list;
    if (list.count === 0) {
      return html`<p class="quiet">${t(this.wish.review === 'open' ? 'alerts.nothingOpen' : 'alerts.nothing')}</p>`;
    }
    const first = Math.max(0, Math.floor(this.scrolled / ROW) - 4);
    const last = Math.min(list.all.length, Math.ceil((this.scrolled + this.height) / ROW) + 4);
    const total = Math.max(list.count, list.all.length);
    return html`<ul
      class="inbox"
      tabindex="0"
      style="padding-block:${first * ROW}px ${Math.max(0, total - last) * ROW}px"
      aria-label=${t('view.alerts')}
      @scroll=${(event: Event) => {
        const box = event.target as HTMLElement;
        this.scrolled = box.scrollTop;
        if (box.scrollTop + box.clientHeight + 20 * ROW > list.all.length * ROW) this.load();
      }}
    >
      ${list.all.slice(first, last).map((one, index) => this.row(one, first + index, total))}
    </ul>`;
  }

  private row({ id, properties: p }: Alert, index: number, total: number): TemplateResult {
    const fresh = this.#visit !== '' && p.created > this.#visit;
    return html`<li aria-setsize=${total} aria-posinset=${index + 1}>
      <button type="button" class="alert ${p.status}" @click=${() => this.show(id)}>
        <span class="weight" style="--share:${p.probability}" title=${t('alerts.probability')}>
          ${percent(p.probability)}
        </span>
        <span class="what">
          <strong>${area(p.area_ha)}</strong> ${t(p.magnitude < 0 ? 'alerts.loss' : 'alerts.gain')}
          ${fresh ? html`<span class="fresh">${t('alerts.fresh')}</span>` : nothing}
          <span class="quiet">${p.watch} · ${date(p.first_date)}</span>
        </span>
        <span class="review ${p.review}">${t('review.' + p.review)}</span>
      </button>
    </li>`;
  }

  override updated(): void {
    const list = this.querySelector('.inbox');
    if (list) this.#observer.observe(list);
    this.#layer.show(this.#list.all, this.state.open);
  }

  private show(id: string): void {
    store.change({ view: 'alerts', open: id });
  }

  private step(by: number): void {
    const all = this.#list.all;
    const at = all.findIndex((one) => one.id === this.state.open);
    const next = all[at + by];
    if (next) store.change({ open: next.id });
    if (at + by > all.length - 10) this.load();
  }

  private readonly changed = (event: CustomEvent<Alert>): void => {
    this.#list.replace(event.detail);
    this.#layer.show(this.#list.all, this.state.open);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (!isShortcut(event)) return;
    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      if (this.state.open) this.step(event.key === 'j' ? 1 : -1);
      else if (this.#list.all[0]) this.show(this.#list.all[0].id);
    } else if (event.key === 'Escape' && this.state.open) {
      store.change({ open: '' });
    }
  };
}
