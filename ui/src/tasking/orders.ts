// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { around, boxOf } from '../map/box.ts';
import { fit } from '../map/fit.ts';
import { Footprints } from '../map/footprints.ts';
import { map } from '../map/map.ts';
import { date, t, time } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/same.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';
import { facts, imageOf, iso } from './bars.ts';
import { board } from './board.ts';
import { type Constellation, type Order, type Plan, type Status, cancel, cancelPath, orders, plan, spanOf, statuses } from './stapi.ts';

/** States by which orders are chosen; each is a group of STAPI's. */
const groups = {
  all: [],
  waiting: ['received', 'accepted', 'held', 'reserved'],
  planned: ['scheduled', 'tasked', 'processing'],
  done: ['completed'],
  ended: ['rejected', 'cancelled', 'user_cancelled', 'expired', 'failed'],
} as const;
type Group = keyof typeof groups;

/** How often orders are asked for while they are looked at (ms). */
const PAUSE = 5000;
/** The land around a place that is shown (m). */
const AROUND = 40_000;

const groupOf = (code: string): Group => (Object.keys(groups) as Group[]).find((group) => (groups[group] as readonly string[]).includes(code)) ?? 'waiting';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Orders and what becomes of each. */
@customElement('sq-orders')
export class Orders extends Part {
  @property({ attribute: false }) constellation!: Constellation;
  @state() private all: Order[] | null = null;
  @state() private failure = '';
  @state() private group: Group = 'all';
  @state() private member = '';
  @state() private history: readonly Status[] = [];
  @state() private plan: Plan | null = null;
  /** whether is asked before an order is cancelled */
  @state() private asking = false;
  #places = new Footprints(map);
  #abort = new AbortController();
  #timer = 0;
  #opened = '';

  protected override depends(now: AppState): unknown[] {
    return [now.open];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#places.attach();
    this.#abort = new AbortController();
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#places.detach();
    this.#abort.abort();
    clearTimeout(this.#timer);
    board.clear();
  }

  private get open(): string {
    return this.state.open.slice('orders/'.length);
  }

  private async load(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const [all, now] = await Promise.all([orders(this.#abort.signal), plan()]);
      all.sort((a, b) => b.properties.created.localeCompare(a.properties.created));
      this.plan = now;
      this.all = all;
      this.failure = '';
      this.#places.show(all);
      if (all.some(({ id }) => id === this.open)) await this.loadHistory();
      this.show();
    } catch (e) {
      if (this.#abort.signal.aborted) return;
      this.failure = (e as Error).message || t('state.failed');
    }
    if (!this.#abort.signal.aborted) this.#timer = window.setTimeout(() => void this.load(), PAUSE);
  }

  private async loadHistory(): Promise<void> {
    const id = this.open;
    const history = await statuses(id);
    if (id === this.open) this.history = [...history].sort((a, b) => a.timestamp.localeCompare(b.timestamp));
  }

  override updated(): void {
    const id = this.open;
    if (id === this.#opened || !this.all) return;
    this.#opened = id;
    this.history = [];
    this.asking = false;
    this.#places.mark(id);
    const one = this.all.find((order) => order.id === id);
    if (one?.geometry) fit(around(boxOf(one.geometry.coordinates), AROUND));
    if (one) this.loadHistory().catch((e: Error) => (this.failure = e.message || t('state.failed')));
    this.show();
  }

  /** What the plan has of the open order, on the map and in the time chart. */
  private show(): void {
    const id = this.open;
    const mine = id ? (this.plan?.acquisitions.features ?? []).filter((one) => one.properties.order === id) : [];
    const { satellites } = this.constellation;
    const bars = mine.map((one) => imageOf(one, satellites));
    if (bars.length === 0 || !this.plan) {
      if (board.shown.bars.length) board.clear();
      return;
    }
    if (board.shown.bars.length === bars.length && bars.every((bar) => board.bar(bar.id))) return;
    const [from, to] = this.plan.horizon.map(Date.parse) as [number, number];
    board.show({ rows: satellites, bars, from, to });
  }

  override render(): TemplateResult {
    const one = this.all?.find((order) => order.id === this.open);
    if (this.open && one) return this.page(one);
    const shown = (this.all ?? []).filter(
      (order) =>
        (this.group === 'all' || groupOf(order.properties.status.status_code) === this.group) &&
        (!this.member || text(order.properties.order_parameters['member']) === this.member),
    );
    return html`
      <div class="news" role="group" aria-label=${t('tasking.states')}>
        ${(Object.keys(groups) as Group[]).map(
          (group) => html`<button type="button" class="chip" aria-pressed=${group === this.group} @click=${() => (this.group = group)}>${t('tasking.group.' + group)}</button>`,
        )}
      </div>
      <label class="field"><span>${t('tasking.member')}</span>
        <select @change=${(event: Event) => (this.member = (event.target as HTMLSelectElement).value)}>
          <option value="">${t('tasking.everybody')}</option>
          ${this.constellation.members.map((member) => html`<option value=${member.id} ?selected=${member.id === this.member}>${member.name}</option>`)}
        </select></label>
      ${this.open && this.all ? html`<p class="bad" role="alert">${t('tasking.noOrder', { id: this.open })}</p>` : nothing}
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      ${this.all === null && !this.failure ? html`<p class="quiet" role="status">${t('state.loading')}</p>` : nothing}
      ${this.all ? html`<p role="status">${this.all.length ? t('tasking.orders', { n: shown.length }) : t('tasking.noOrders')}</p>` : nothing}
      <ul class="looks">${shown.map((order) => this.row(order))}</ul>
      <sq-same .command=${'sunqar order list'} .path=${'/tasking/orders'}></sq-same>
    `;
  }

  private row(order: Order): TemplateResult {
    const { status, created } = order.properties;
    return html`<li>
      <button
        type="button"
        class="look"
        @click=${() => store.change({ open: `orders/${order.id}` })}
        @mouseenter=${() => this.#places.mark(order.id)}
        @mouseleave=${() => this.#places.mark('')}
        @focus=${() => this.#places.mark(order.id)}
      >
        <span class="state ${groupOf(status.status_code)}"></span>
        <span><strong>${this.nameOf(order)}</strong> <span class="whose">${t('order.' + status.status_code)}</span>
          <span class="quiet">${this.memberOf(order)} · ${t('tasking.ordered', { time: time(created) })}</span>
          ${status.reason_text ? html`<span class="quiet">${status.reason_text}</span>` : nothing}</span>
      </button>
    </li>`;
  }

  private readonly nameOf = (order: Order): string => text(order.properties.order_parameters['name']) || order.id;

  private memberOf(order: Order): string {
    const id = text(order.properties.order_parameters['member']);
    return this.constellation.members.find((member) => member.id === id)?.name ?? id;
  }

  private page(order: Order): TemplateResult {
    const { status, search_parameters: search, order_parameters: parameters } = order.properties;
    const [from, to] = spanOf(search.datetime);
    const ended = ['done', 'ended'].includes(groupOf(status.status_code));
    const origin = /^alert (.+)$/.exec(text(parameters['origin']))?.[1];
    const priority = text(parameters['priority']);
    const looks = Number(parameters['looks'] ?? 1);
    const every = Number(parameters['every_days'] ?? 0);
    return html`
      <div class="title">
        <button type="button" class="button plain" title=${t('alerts.back')} @click=${() => store.change({ open: 'orders' })}>
          ${icon('back')}<span class="unseen">${t('alerts.back')}</span>
        </button>
        <h2>${this.nameOf(order)}</h2>
        <span class="review ${groupOf(status.status_code) === 'done' ? 'confirmed' : ''}">${t('order.' + status.status_code)}</span>
      </div>
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      <dl class="facts">
        <div><dt>${t('tasking.member')}</dt><dd>${this.memberOf(order)}</dd></div>
        ${priority ? html`<div><dt>${t('tasking.priority')}</dt><dd>${t('priority.' + priority)}</dd></div>` : nothing}
        ${looks > 1 ? html`<div><dt>${t('tasking.looks')}</dt><dd>${t(`tasking.looks.${looks}`)}</dd></div>` : nothing}
        ${every ? html`<div><dt>${t('tasking.repeated')}</dt><dd>${t('tasking.everyDays', { n: every })}</dd></div>` : nothing}
        <div><dt>${t('tasking.from')}</dt><dd>${date(iso(from))}</dd></div>
        <div><dt>${t('tasking.until')}</dt><dd>${date(iso(to - 1))}</dd></div>
      </dl>
      ${origin
        ? html`<p class="origin">${icon('alerts')} <a href="#/alerts/${encodeURIComponent(origin)}" @click=${(event: Event) => (event.preventDefault(), store.change({ view: 'alerts', open: origin }))}>${t('tasking.forAlert', { id: origin })}</a></p>`
        : nothing}
      ${this.planned(order)} ${this.productsOf(order)}
      <section>
        <h3>${t('alerts.history')}</h3>
        <ol class="history">
          ${this.history.map(
            (entry) => html`<li>
              <strong>${t('order.' + entry.status_code)}</strong>
              <span class="quiet"><time datetime=${entry.timestamp}>${time(entry.timestamp)}</time></span>
              ${entry.reason_text ? html`<q>${entry.reason_text}</q>` : nothing}
            </li>`,
          )}
        </ol>
      </section>
      ${ended
        ? nothing
        : html`<div class="buttons">
            <button type="button" class="button" aria-expanded=${this.asking} @click=${this.ask}>${icon('close')} ${t('tasking.cancel')}</button>
          </div>`}
      ${this.asking && !ended
        ? html`<div class="judge" role="alertdialog" aria-label=${t('tasking.cancel')}>
            <p>${t('tasking.cancelWhat', { name: this.nameOf(order) })}</p>
            <div class="buttons">
              <button type="button" class="button keep" @click=${() => (this.asking = false)}>${t('tasking.keep')}</button>
              <button type="button" class="button danger" @click=${() => void this.cancel(order)}>${t('tasking.cancel')}</button>
            </div>
            <sq-same .command=${`sunqar order cancel ${order.id}`} .method=${'POST'} .path=${cancelPath(order.id)} .body=${{}}></sq-same>
          </div>`
        : nothing}
      <sq-same .command=${`sunqar order show ${order.id}`} .path=${`/tasking/orders/${encodeURIComponent(order.id)}`}></sq-same>
    `;
  }

  /** When it is taken, or why it is not. */
  private planned(order: Order): TemplateResult | typeof nothing {
    if (!this.plan) return nothing;
    const images = this.plan.acquisitions.features.filter((one) => one.properties.order === order.id);
    const not = this.plan.unplanned.filter((one) => one.order === order.id);
    if (images.length === 0 && not.length === 0) return nothing;
    return html`<section class="planned">
      <h3>${t('tasking.inPlan', { version: String(this.plan.version) })}</h3>
      <ul class="looks">
        ${images.map((one) => {
          const bar = imageOf(one, this.constellation.satellites);
          return html`<li><button type="button" class="look" aria-pressed=${board.chosen === bar.id} @click=${() => (board.choose(bar.id), this.requestUpdate())} @mouseenter=${() => board.point(bar.id)} @mouseleave=${() => board.point('')}>
            <span class="state planned"></span>
            <span><strong><bdi>${time(iso(bar.start))}</bdi></strong> <span class="whose">${bar.label.split(' · ')[0]}</span><span class="quiet">${facts(bar)}</span></span>
          </button></li>`;
        })}
      </ul>
      ${not.map((one) => html`<p><strong>${t('unplanned.' + one.reason.toLowerCase())}</strong> <span class="quiet">${one.detail}</span></p>`)}
    </section>`;
  }

  /** Items of the catalogue that came of it. */
  private productsOf(order: Order): TemplateResult | typeof nothing {
    const items = (order.links ?? []).flatMap((link) => {
      const found = /\/collections\/([^/?]+)\/items\/([^/?]+)$/.exec(link.href);
      return found ? [`${decodeURIComponent(found[1]!)}/${decodeURIComponent(found[2]!)}`] : [];
    });
    if (items.length === 0) return nothing;
    return html`<section>
      <h3>${t('tasking.products')}</h3>
      <ul class="assets">
        ${items.map((item) => html`<li><a href="#/catalogue/${encodeURIComponent(item)}" @click=${(event: Event) => (event.preventDefault(), store.change({ view: 'catalogue', open: item }))}>${icon('catalogue')} ${item}</a></li>`)}
      </ul>
    </section>`;
  }

  private readonly ask = (): void => {
    this.asking = !this.asking;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.keep')?.focus());
  };

  private async cancel(order: Order): Promise<void> {
    this.asking = false;
    try {
      await cancel(order.id);
      await this.load();
    } catch (e) {
      this.failure = (e as Error).message || t('state.failed');
    }
  }
}
