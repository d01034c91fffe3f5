// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  type Alert,
  AlertList,
  type Fact,
  type News,
  type Order,
  type Result,
  type Wish,
  count,
  outlines,
  reviewer,
  usual,
} from '../alerts/alerts.ts';
import '../alerts/detail.ts';
import '../alerts/export.ts';
import '../alerts/judge.ts';
import { Selection } from '../alerts/selection.ts';
import { Part } from '../element.ts';
import { AlertLayer } from '../map/alerts.ts';
import { map } from '../map/map.ts';
import { area, date, number, percent, t } from '../messages.ts';
import { type IconName, icon } from '../parts/icons.ts';
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

/** Dots that the map shows at most. */
const DOTS = 5000;

const NEWS: News[] = ['new', 'others', 'evidence'];

/** The inbox: alerts by their importance, beside the map that shows them. */
@customElement('sq-alerts')
export class AlertsPanel extends Part {
  @state() private wish: Wish = { ...usual, watch: store.state.watch };
  @state() private failure = '';
  @state() private scrolled = 0;
  @state() private height = 600;
  @state() private filters = false;
  @state() private exporting = false;
  @state() private chosen: readonly string[] = [];
  @state() private gathering = false;
  @state() private news: Partial<Record<News, number>> = {};
  #list = new AlertList(usual);
  /** how many of the list the map has */
  #drawn = 0;
  #selection = new Selection();
  /** the row that has the focus, or had it last */
  #row = 0;
  #focus = false;
  #layer = new AlertLayer(map, (id) => this.show(id));
  #visit = lastVisit();
  #observer = new ResizeObserver(([entry]) => (this.height = entry!.contentRect.height));
  #abort = new AbortController();

  protected override depends(now: AppState): unknown[] {
    return [now.open, now.watch];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#layer.attach();
    this.search(this.wish);
    if (this.#visit) this.countNews();
    addEventListener('keydown', this.key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#layer.detach();
    this.#abort.abort();
    this.#observer.disconnect();
    removeEventListener('keydown', this.key);
  }

  override willUpdate(): void {
    const { watch } = this.state;
    if (watch === this.wish.watch) return;
    this.search({ ...this.wish, watch });
    if (this.#visit) this.countNews();
  }

  private countNews(): void {
    for (const what of NEWS) {
      count({ ...usual, watch: this.wish.watch, review: 'all', news: { what, since: this.#visit } })
        .then((n) => (this.news = { ...this.news, [what]: n }))
        .catch(() => undefined); // the list says when the server does not answer
    }
  }

  private search(wish: Wish): void {
    this.wish = wish;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#list = new AlertList(wish);
    this.#drawn = 0;
    this.#row = 0;
    this.choose(() => this.#selection.set([]));
    this.scrolled = 0;
    this.failure = '';
    const list = this.querySelector('.inbox');
    if (list) list.scrollTop = 0;
    void this.load();
  }

  private async load(): Promise<void> {
    const list = this.#list;
    const { signal } = this.#abort;
    try {
      await list.more(signal);
    } catch (e) {
      if (list === this.#list && !signal.aborted) this.failure = (e as Error).message || t('state.failed');
      return;
    }
    if (list !== this.#list || !this.isConnected) return;
    this.requestUpdate();
    const dots = list.all.slice(this.#drawn, DOTS);
    if (this.#drawn === 0) this.#layer.show(dots, (box, signal) => outlines(list.wish, box, signal));
    else if (dots.length) this.#layer.add(dots);
    this.#drawn += dots.length;
    // the map shows more than the first page: when there is nothing else to do
    if (list.all.length < DOTS && !list.whole) void this.load();
  }

  override render(): TemplateResult {
    const open = this.state.open;
    if (open) {
      const at = this.#list.place(open);
      return html`<sq-alert
        .id_=${open}
        .place=${at < 0 ? '' : `${number(at + 1)} / ${number(this.#list.count)}`}
        @alert-loaded=${(event: CustomEvent<Alert>) => this.#layer.outline(event.detail)}
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
        ${this.fold('alert-export', 'download', t('alerts.export'), this.exporting, () => (this.exporting = !this.exporting))}
        ${this.fold('alert-filters', 'settings', t('alerts.filters'), this.filters, () => (this.filters = !this.filters))}
      </div>
      ${this.whatIsNew()} ${this.ofWatch()} ${this.choices()} ${this.filters ? this.filterFields() : nothing}
      ${this.exporting
        ? html`<sq-alert-export .wish=${this.wish} .ids=${this.chosenForExport()} .count=${Math.max(0, this.#list.count)}></sq-alert-export>`
        : nothing}
      ${this.failure
        ? html`<p class="bad" role="alert">${this.failure}</p>
            <button type="button" class="button" @click=${() => this.search(this.wish)}>${t('state.again')}</button>`
        : html`${this.batch()} ${this.rows()}`}
    `;
  }

  private fold(id: string, name: IconName, words: string, open: boolean, toggle: () => void): TemplateResult {
    return html`<button type="button" class="button plain" aria-expanded=${open} aria-controls=${id} title=${words} @click=${toggle}>
      ${icon(name)}<span class="unseen">${words}</span>
    </button>`;
  }

  /** What happened since the last visit, each kind a filter. */
  private whatIsNew(): TemplateResult | typeof nothing {
    if (!this.#visit) return nothing;
    return html`<div class="news" role="group" aria-label=${t('visit.title', { day: date(this.#visit) })}>
      <span class="quiet">${t('visit.title', { day: date(this.#visit) })}</span>
      ${NEWS.map((what) => {
        const on = this.wish.news?.what === what;
        return html`<button
          type="button"
          class="chip"
          aria-pressed=${on}
          ?disabled=${!this.news[what] && !on}
          @click=${() =>
            this.search(
              on
                ? { ...this.wish, news: null, review: 'open' }
                : { ...this.wish, news: { what, since: this.#visit }, review: 'all' },
            )}
        >
          <strong>${this.news[what] === undefined ? '–' : number(this.news[what])}</strong> ${t('visit.' + what)}
        </button>`;
      })}
    </div>`;
  }

  /** Whose alerts alone are shown, until that is taken away. */
  private ofWatch(): TemplateResult | typeof nothing {
    const { watch } = this.wish;
    if (!watch) return nothing;
    return html`<p class="of">
      <span><span class="quiet">${t('alerts.watch')}</span> <bdi>${watch}</bdi></span>
      <button type="button" class="button plain" title=${t('layers.remove')} @click=${this.ofAll}>
        ${icon('close')}<span class="unseen">${t('layers.remove')}</span>
      </button>
    </p>`;
  }

  private readonly ofAll = (): void => {
    store.change({ watch: '' });
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.segments [aria-pressed=true]')?.focus());
  };

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
    const text = (event: Event) => (event.target as HTMLInputElement).value.trim();
    const me = reviewer();
    const whose = [
      ['', t('alerts.anybody')],
      ...(me ? [[me, t('alerts.me')]] : []),
      ['-', t('alerts.nobody')],
    ];
    return html`<div id="alert-filters" class="filters">
      <label class="field">
        <span>${t('alerts.order')}</span>
        <select @change=${(event: Event) => change({ order: text(event) as Order })}>
          ${orders.map(
            (order) => html`<option value=${order} ?selected=${order === this.wish.order}>${t('alerts.order.' + order)}</option>`,
          )}
        </select>
      </label>
      <label class="field">
        <span>${t('alerts.assignee')}</span>
        <select @change=${(event: Event) => change({ assignee: text(event) })}>
          ${whose.map(([value, words]) => html`<option value=${value!} ?selected=${value === this.wish.assignee}>${words}</option>`)}
        </select>
      </label>
      <label class="field">
        <span>${t('alerts.watch')}</span>
        <input .value=${this.wish.watch} autocomplete="off" @change=${(event: Event) => store.change({ watch: text(event) })} />
      </label>
      <label class="field">
        <span>${t('alerts.least')}</span>
        <input
          type="number"
          min="0"
          step="0.5"
          .value=${this.wish.least ? String(this.wish.least) : ''}
          @change=${(event: Event) => change({ least: Number(text(event)) || 0 })}
        />
      </label>
      <label class="field">
        <span>${t('alerts.since')}</span>
        <input type="date" .value=${this.wish.since} @change=${(event: Event) => change({ since: text(event) })} />
      </label>
    </div>`;
  }

  /** What is chosen, and what may be done with it. */
  private batch(): TemplateResult {
    const n = this.chosen.length;
    const all = this.#list.count;
    return html`<section class="batch" ?data-chosen=${n > 0} aria-label=${t('alerts.judge')}>
      ${n
        ? html`<p>
            <strong role="status">${t('alerts.chosen', { n })}</strong>
            ${n < all
              ? html`<button type="button" class="button" ?disabled=${this.gathering} @click=${this.all}>${t('alerts.chooseAll', { n: all })}</button>`
              : nothing}
            <button type="button" class="button" @click=${this.none}>${t('alerts.chooseNone')}</button>
          </p>`
        : nothing}
      <sq-judge
        .ids=${this.chosen}
        .stands=${(id: string) => this.#list.all[this.#list.place(id)] ?? { review: 'new' }}
        @alerts-changed=${this.changed}
        @alerts-judged=${(event: CustomEvent<{ left: string[] }>) => {
          // those that were not done stay chosen, to be looked at
          const left = new Set(event.detail.left);
          const still = this.chosen.filter((id) => left.has(id));
          this.choose(() => this.#selection.set(still));
        }}
      ></sq-judge>
    </section>`;
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
    return html`<div
      class="inbox"
      @keydown=${this.rowKey}
      @scroll=${(event: Event) => {
        const box = event.target as HTMLElement;
        this.scrolled = box.scrollTop;
        if (box.scrollTop + box.clientHeight + 20 * ROW > list.all.length * ROW) void this.load();
      }}
    >
      <ul
        aria-label=${t('view.alerts')}
        style="padding-block:${Math.min(first, last) * ROW}px ${Math.max(0, total - last) * ROW}px"
      >
        ${list.all.slice(first, last).map((one, index) => this.row(one, first + index, total))}
      </ul>
    </div>`;
  }

  private row(fact: Fact, index: number, total: number): TemplateResult {
    const { id, probability } = fact;
    const changed = this.#visit !== '' && fact.updated > this.#visit;
    const chosen = this.#selection.ids.has(id);
    return html`<li aria-setsize=${total} aria-posinset=${index + 1} ?data-chosen=${chosen}>
      <label class="pick">
        <input
          type="checkbox"
          .checked=${chosen}
          aria-label=${t('alerts.choose', { id })}
          @click=${(event: MouseEvent) => this.pick(event, id, index)}
        />
      </label>
      <button type="button" class="alert ${fact.status}" data-row=${index} @focus=${() => (this.#row = index)} @click=${(event: MouseEvent) => this.press(event, id, index)}>
        <span class="weight" style="--share:${probability}" title=${t('alerts.probability')}>${percent(probability)}</span>
        <span class="what">
          <strong>${area(fact.area_ha)}</strong> ${t(fact.magnitude < 0 ? 'alerts.loss' : 'alerts.gain')}
          ${changed ? html`<span class="fresh">${t(fact.version === 1 ? 'alerts.fresh' : 'alerts.changed')}</span>` : nothing}
          <span class="quiet">${fact.watch} · ${date(fact.first_date)}${fact.assignee ? ` · ${fact.assignee}` : ''}</span>
        </span>
        <span class="review ${fact.review}">${t('review.' + fact.review)}</span>
      </button>
    </li>`;
  }

  override updated(changes: Map<string, unknown>): void {
    const list = this.querySelector('.inbox');
    if (list) this.#observer.observe(list);
    const open = this.state.open;
    if (open !== this.#marked || changes.has('chosen')) {
      this.#marked = open;
      this.#layer.mark(open, this.#selection.ids);
    }
    if (this.#focus) {
      const row = this.querySelector<HTMLElement>(`[data-row='${this.#row}']`);
      if (row) {
        this.#focus = false;
        row.focus({ preventScroll: true });
      }
    }
  }
  #marked = '';

  private show(id: string): void {
    store.change({ view: 'alerts', open: id });
  }

  private step(by: number): void {
    const all = this.#list.all;
    const at = this.#list.place(this.state.open);
    const next = all[at + by];
    if (next) {
      this.#row = at + by;
      store.change({ open: next.id });
    }
    if (at + by > all.length - 10) void this.load();
  }

  private readonly changed = (event: CustomEvent<Result[]>): void => {
    for (const { id, status, review, assignee = '', version } of event.detail) {
      this.#list.change(id, { ...(status === 200 ? { assignee } : {}), ...(review ? { review } : {}), ...(version ? { version } : {}) });
    }
    this.#layer.change(event.detail);
    this.requestUpdate();
  };

  private choose(how: () => void): void {
    how();
    this.chosen = [...this.#selection.ids];
  }

  /** All that the list has, also what was not scrolled to yet. */
  private readonly all = async (): Promise<void> => {
    const list = this.#list;
    this.gathering = true;
    while (!list.whole && list === this.#list && !this.failure) await this.load();
    this.gathering = false;
    if (list === this.#list && list.whole) this.choose(() => this.#selection.set(list.all.map(({ id }) => id)));
  };

  private readonly none = (): void => {
    this.choose(() => this.#selection.set([]));
    this.focusRow(this.#row);
  };

  /** The chosen ones by their ids, unless they are all: then the list's own filter says it shorter. */
  private chosenForExport(): readonly string[] {
    return this.chosen.length < this.#list.count ? this.chosen : [];
  }

  private pick(event: MouseEvent, id: string, index: number): void {
    this.#row = index;
    const chosen = (event.target as HTMLInputElement).checked;
    this.choose(() => (event.shiftKey ? this.#selection.extend(this.#list.all, index) : this.#selection.toggle(id, index, chosen)));
  }

  private press(event: MouseEvent, id: string, index: number): void {
    if (event.shiftKey) this.choose(() => this.#selection.extend(this.#list.all, index));
    else if (event.ctrlKey || event.metaKey) this.choose(() => this.#selection.toggle(id, index));
    else this.show(id);
  }

  /** Moves to a row, which is scrolled into sight. */
  private focusRow(index: number): void {
    const list = this.querySelector('.inbox');
    if (!list) return;
    this.#row = index;
    this.#focus = true;
    if (index * ROW < list.scrollTop) list.scrollTop = index * ROW;
    else if ((index + 1) * ROW > list.scrollTop + list.clientHeight) list.scrollTop = (index + 1) * ROW - list.clientHeight;
    this.scrolled = list.scrollTop;
    this.requestUpdate();
  }

  private readonly rowKey = (event: KeyboardEvent): void => {
    const all = this.#list.all;
    const at = this.#row;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8, Home: 0, End: all.length - 1 }[event.key];
    const one = all[at];
    if (to !== undefined) {
      const next = Math.min(all.length - 1, Math.max(0, to));
      if (event.shiftKey) this.choose(() => this.#selection.extend(all, next, at));
      this.focusRow(next);
    } else if (event.key === 'x' && one) {
      this.choose(() => this.#selection.toggle(one.id, at));
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      void this.all();
    } else {
      return;
    }
    event.preventDefault();
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (!isShortcut(event)) return;
    if (event.key === 'j' || event.key === 'k') {
      event.preventDefault();
      const first = this.#list.all[this.#row] ?? this.#list.all[0];
      if (this.state.open) this.step(event.key === 'j' ? 1 : -1);
      else if (first) this.show(first.id);
    } else if (event.key === 'Escape') {
      if (this.state.open) {
        store.change({ open: '' });
        void this.updateComplete.then(() => this.focusRow(this.#row));
      } else if (this.chosen.length) this.none();
    }
  };
}
