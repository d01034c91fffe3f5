// SPDX-License-Identifier: Apache-2.0
import GeoJSON from 'ol/format/GeoJSON.js';
import type Polygon from 'ol/geom/Polygon.js';
import { transformExtent } from 'ol/proj.js';
import { getArea } from 'ol/sphere.js';
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { type Box, boxOf } from '../map/box.ts';
import { fit } from '../map/fit.ts';
import { map } from '../map/map.ts';
import { area as areaText, date, t, time } from '../messages.ts';
import { plain as simple } from '../parts/chooser.ts';
import { lonLat } from '../parts/coordinates.ts';
import { icon } from '../parts/icons.ts';
import '../parts/outline.ts';
import '../parts/same.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';
import { type Look, facts, iso, lookOf } from './bars.ts';
import { board, colours, grade } from './board.ts';
import { type Limits, priorities, read, write } from './limits.ts';
import { type Constellation, type Product, type Search, type Shape, create, filterOf, opportunities } from './stapi.ts';

const DAY = 86_400_000;
const geojson = new GeoJSON();
/** How far ahead is looked at first, and elements of an orbit are good for (days). */
const AHEAD = 3;
const GOOD = 14;
/** The product of the finest images of any satellite. */
const ANY = 'any';
/** Rows of the list at first. */
const ROWS = 60;

const dayOf = (ms: number): string => iso(ms).slice(0, 10);

/** A time without parts of a second. */
const plain = (ms: number): string => iso(ms).slice(0, 19) + 'Z';

/** What is ordered of one look is not repeated. */
const once = ({ every_days: _, ...rest }: Record<string, unknown>): Record<string, unknown> => rest;

/** The first day that is looked at: today, or where the orbits' elements are of, when these are old. */
export function firstDay({ satellites }: Constellation, now = Date.now()): string {
  const epochs = satellites.map((one) => Date.parse(one.epoch)).filter(Number.isFinite);
  const newest = Math.max(...epochs);
  return epochs.length && Math.abs(now - newest) > GOOD * DAY ? dayOf(newest + DAY) : dayOf(now);
}

/** An image that somebody wants: where, what it must be like, when it can be taken, and the order. */
@customElement('sq-ask')
export class Ask extends Part {
  @property({ attribute: false }) constellation!: Constellation;
  @property({ attribute: false }) products: Product[] = [];
  @state() private looks: Look[] | null = null;
  @state() private busy = false;
  @state() private failure = '';
  @state() private all = false;
  @state() private name = '';
  @state() private ordering = false;
  /** why an order was not taken */
  @state() private refused = '';
  #abort = new AbortController();
  #timer = 0;
  #asked = '';
  #shown = '';

  protected override depends(now: AppState): unknown[] {
    return [now.place, now.area, now.limits, now.open];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    board.addEventListener('marked', this.marked);
    board.addEventListener('chosen', this.chosen);
    this.#asked = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    board.removeEventListener('marked', this.marked);
    board.removeEventListener('chosen', this.chosen);
    this.#abort.abort();
    clearTimeout(this.#timer);
    board.clear();
  }

  private readonly marked = (): void => this.requestUpdate();

  private readonly chosen = (): void => {
    void this.updateComplete.then(() => this.querySelector('[aria-pressed="true"].look')?.scrollIntoView({ block: 'nearest' }));
  };

  private get limits(): Limits {
    const limits = read(this.state.limits);
    const from = limits.from || firstDay(this.constellation);
    const until = limits.until >= from ? limits.until : dayOf(Date.parse(from) + AHEAD * DAY);
    const member = this.constellation.members.some((one) => one.id === limits.member) ? limits.member : (this.constellation.members[0]?.id ?? '');
    return { ...limits, from, until, member };
  }

  private change(part: Partial<Limits>): void {
    store.change({ limits: write({ ...read(this.state.limits), ...part }) });
  }

  private get shape(): Shape | null {
    const { place, area } = this.state;
    if (area) return area.length === 1 ? { type: 'Polygon', coordinates: area[0] } : { type: 'MultiPolygon', coordinates: area };
    return place ? { type: 'Point', coordinates: place.map((value) => Number(value.toFixed(6))) } : null;
  }

  /** The alert that the image is for; empty: none. */
  private get alert(): string {
    return /^alert\/(.+)$/.exec(this.state.open)?.[1] ?? '';
  }

  /** The time of the order (ms since 1970). */
  private get span(): [number, number] {
    const { from, until } = this.limits;
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    return [from === dayOf(minute) ? minute : Date.parse(from), Date.parse(until) + DAY];
  }

  /** What is ordered: an image in all of its time. */
  private get wanted(): Search | null {
    const geometry = this.shape;
    return geometry && { geometry, datetime: this.span.map(plain).join('/'), filter: filterOf(this.limits) };
  }

  /** Looks are searched for in the first fortnight of it: so long are orbits good for. */
  private get search(): Search | null {
    const { wanted } = this;
    const [from, to] = this.span;
    return wanted && { ...wanted, datetime: `${plain(from)}/${plain(Math.min(to, from + GOOD * DAY))}` };
  }

  override updated(): void {
    const search = this.search;
    const key = search ? JSON.stringify([search, this.product]) : '';
    if (key === this.#asked || this.products.length === 0) return;
    this.#asked = key;
    this.#abort.abort();
    clearTimeout(this.#timer);
    if (!search) {
      this.looks = null;
      this.busy = false;
      board.clear();
      return;
    }
    this.busy = true;
    this.#timer = window.setTimeout(() => void this.find(search), 350);
  }

  /** What is taken: of all products the one that was chosen, else the finest images of any satellite. */
  private get product(): string {
    const { product } = this.limits;
    return this.products.some((one) => one.id === product) ? product : ANY;
  }

  /** What can be taken, in words: by any satellite, then by each. */
  private get kinds(): [string, string][] {
    const kind = (id: string) => t('camera.' + id.slice(id.lastIndexOf('.') + 1));
    const any = this.products.filter(({ id }) => id.startsWith(`${ANY}.`));
    const each = this.constellation.satellites.flatMap(({ id, name }) =>
      this.products.filter((one) => one.id.startsWith(`${id}.`)).map((one): [string, string] => [one.id, `${name} · ${kind(one.id)}`]),
    );
    return [['', t('tasking.finest')], ...any.map((one): [string, string] => [one.id, `${t('tasking.anySatellite')} · ${kind(one.id)}`]), ...each];
  }

  private async find(search: Search): Promise<void> {
    const abort = (this.#abort = new AbortController());
    this.failure = '';
    const { satellites } = this.constellation;
    try {
      const { product } = this;
      const found = await opportunities(product, search, abort.signal);
      if (abort.signal.aborted) return;
      this.looks = found.map((one) => lookOf(one, satellites));
      const [from, to] = search.datetime.split('/').map(Date.parse) as [number, number];
      board.show({ rows: satellites, bars: this.looks.map((one) => one.bar), from, to });
      this.lookAt(search.geometry);
    } catch (e) {
      if (abort.signal.aborted) return;
      this.looks = null;
      board.clear();
      this.failure = (e as Error).message || t('state.failed');
    }
    this.busy = false;
  }

  /** Brings a new place into sight, with what is seen around it. */
  private lookAt(geometry: Shape): void {
    const key = JSON.stringify(geometry);
    if (key === this.#shown) return;
    this.#shown = key;
    const boxes = [geometry, ...(this.looks ?? []).flatMap((one) => one.bar.geometry ?? [])].map((one) => boxOf((one as Shape).coordinates));
    const wide = (box: Box) => box[2] - box[0];
    boxes.sort((a, b) => wide(a) - wide(b));
    const view = map.getView();
    const seen = transformExtent(view.calculateExtent(map.getSize()), view.getProjection(), 'EPSG:4326') as Box;
    const wanted = boxes[boxes.length >> 1]!;
    const [lon, lat] = [(wanted[0] + wanted[2]) / 2, (wanted[1] + wanted[3]) / 2];
    const away = lon < seen[0] || lon > seen[2] || lat < seen[1] || lat > seen[3];
    if (away || wide(wanted) > wide(seen)) fit(wanted);
  }

  override render(): TemplateResult {
    const shape = this.shape;
    const { place, area } = this.state;
    return html`
      ${this.alert ? html`<p class="origin">${icon('alerts')} ${t('tasking.forAlert', { id: this.alert })}</p>` : nothing}
      <section class="step">
        <h2>1 · ${t('tasking.where')}</h2>
        <p class="quiet">${place ? html`<bdi dir="ltr">${lonLat(place[0], place[1])}</bdi>` : area ? `${t('place.area')} · ${areaText(getArea(geojson.readGeometry(shape) as Polygon, { projection: 'EPSG:4326' }) / 10_000)}` : t('tasking.whereHow')}</p>
        <sq-outline .shape=${area ? shape : null} @outline=${(event: CustomEvent<Shape>) => store.change({ area: simple(event.detail) })}></sq-outline>
        ${shape
          ? html`<details class="same"><summary>${t('place.other')}</summary><sq-chooser></sq-chooser></details>`
          : html`<sq-chooser></sq-chooser>`}
      </section>
      <section class="step">
        <h2>2 · ${t('tasking.what')}</h2>
        ${this.limitFields()}
      </section>
      <section class="step">
        <h2>3 · ${t('tasking.when')}</h2>
        ${this.found()}
      </section>
    `;
  }

  private limitFields(): TemplateResult {
    const limits = this.limits;
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    const amount = (name: 'offNadir' | 'sun' | 'gsd' | 'cloud' | 'every', label: string, least: number, most: number, step: number, shown = limits[name]) =>
      html`<label class="field"><span>${label}</span>
        <input type="number" min=${least} max=${most} step=${step} .value=${shown === 0 && (name === 'gsd' || name === 'every') ? '' : String(shown)} placeholder=${name === 'gsd' ? t('tasking.any') : name === 'every' ? t('tasking.once') : ''}
          @change=${(event: Event) => this.change({ [name]: Number(value(event)) })} /></label>`;
    const choice = (label: string, options: readonly (readonly [string, string])[], chosen: string, choose: (value: string) => void) =>
      html`<label class="field"><span>${label}</span>
        <select @change=${(event: Event) => choose(value(event))}>
          ${options.map(([id, words]) => html`<option value=${id} ?selected=${id === chosen}>${words}</option>`)}
        </select></label>`;
    return html`<div class="filters">
      <div class="across">${choice(t('tasking.kind'), this.kinds, limits.product, (product) => this.change({ product }))}</div>
      <label class="field"><span>${t('tasking.from')}</span>
        <input type="date" .value=${limits.from} @change=${(event: Event) => this.change({ from: value(event) })} /></label>
      <label class="field"><span>${t('tasking.until')}</span>
        <input type="date" .value=${limits.until} min=${limits.from} @change=${(event: Event) => this.change({ until: value(event) })} /></label>
      ${amount('offNadir', t('tasking.offNadir'), 1, 90, 1)} ${amount('sun', t('tasking.leastSun'), -90, 90, 1)}
      ${amount('cloud', t('tasking.mostCloud'), 0, 100, 5)} ${amount('gsd', t('tasking.mostGsd'), 0, 1000, 0.1)}
      ${choice(t('tasking.looks'), ['1', '2', '3'].map((n) => [n, t('tasking.looks.' + n)] as const), String(limits.looks), (n) => this.change({ looks: Number(n) }))}
      ${amount('every', t('tasking.every'), 0, 366, 1)}
      ${choice(t('tasking.priority'), priorities.map((one) => [one, t('priority.' + one)] as const), limits.priority, (one) => this.change({ priority: one as Limits['priority'] }))}
      ${choice(t('tasking.member'), this.constellation.members.map((one) => [one.id, one.name] as const), limits.member, (member) => this.change({ member }))}
      ${limits.looks > 1 ? html`<p class="quiet across">${t('tasking.stereoIs')}</p>` : nothing}
      ${limits.every ? html`<p class="quiet across" role="status">${t('tasking.times', { n: this.times })}</p>` : nothing}
      <label class="field"><span>${t('tasking.name')}</span>
        <input maxlength="200" .value=${this.name} placeholder=${this.alert} @input=${(event: Event) => (this.name = value(event))} /></label>
    </div>`;
  }

  private found(): TemplateResult {
    if (!this.shape) return html`<p class="quiet" role="status">${t('tasking.noPlace')}</p>`;
    if (this.failure) return html`<p class="bad" role="alert">${this.failure}</p>${this.sameSearch()}`;
    if (!this.looks) return html`<p class="quiet" role="status">${t('tasking.looking')}</p>`;
    const shown = this.all ? this.looks : this.looks.slice(0, ROWS);
    const chosen = this.looks.find((one) => one.bar.id === board.chosen);
    return html`
      <p role="status" aria-busy=${this.busy}><strong>${t('tasking.found', { n: this.looks.length })}</strong>
        <span class="quiet"><bdi>${date(this.limits.from)}</bdi> – <bdi>${date(iso(Math.min(this.span[1], this.span[0] + GOOD * DAY) - 1))}</bdi></span></p>
      ${this.span[1] - this.span[0] > GOOD * DAY ? html`<p class="quiet">${t('tasking.fortnight', { days: GOOD })}</p>` : nothing}
      ${this.looks.length === 0 ? html`<p class="quiet">${t('tasking.nothing')}</p>` : nothing}
      <ul class="looks">${shown.map((one) => this.row(one))}</ul>
      ${shown.length < this.looks.length
        ? html`<button type="button" class="button" @click=${() => (this.all = true)}>${t('tasking.allLooks', { count: this.looks.length })}</button>`
        : nothing}
      <div class="order">
        ${chosen ? html`<p>${chosen.bar.label}</p>` : html`<p class="quiet">${t('tasking.orderIs')}</p>`}
        ${this.refused ? html`<p class="bad" role="alert">${this.refused}</p>` : nothing}
        <div class="buttons">
          ${chosen
            ? html`<button type="button" class="button main" ?disabled=${this.ordering} @click=${() => this.order(chosen)}>${icon('check')} ${t('tasking.orderThis')}</button>`
            : nothing}
          <button type="button" class="button ${chosen ? '' : 'main'}" ?disabled=${this.ordering || this.products.length === 0} @click=${() => this.order(null)}>
            ${chosen ? nothing : icon('check')} ${t('tasking.orderBest')}
          </button>
        </div>
      </div>
      ${this.sameSearch()}
    `;
  }

  /** The search and the order as commands and requests. */
  private sameSearch(): TemplateResult {
    const { from, until, offNadir, sun, gsd, cloud, priority, looks, member, every } = this.limits;
    const [lon, lat] = this.state.place ?? [];
    const days = Math.round((Date.parse(until) - Date.parse(from)) / DAY) + 1;
    const where = this.state.place ? `--point ${Number(lon!.toFixed(6))},${Number(lat!.toFixed(6))}` : '--aoi area.geojson';
    const asked = `${where} --from ${from} --days ${days} --max-off-nadir ${offNadir} --min-sun ${sun}${gsd ? ` --max-gsd ${gsd}` : ''}${cloud < 100 ? ` --max-cloud ${cloud / 100}` : ''}`;
    const path = `/tasking/products/${encodeURIComponent(this.product)}`;
    return html`<sq-same .command=${`sunqar opportunity search ${asked}`} .method=${'POST'} .path=${`${path}/opportunities`} .body=${this.search}></sq-same>
      <h3 class="unseen">${t('tasking.orderBest')}</h3>
      <sq-same
        .command=${`sunqar order create ${asked} --member ${member} --priority ${priority.toUpperCase()}${looks > 1 ? ` --stereo ${looks}` : ''}${every ? ` --every ${every}` : ''}`}
        .method=${'POST'}
        .path=${`${path}/orders`}
        .body=${{ ...this.wanted, order_parameters: this.parameters }}
      ></sq-same>`;
  }

  private row(one: Look): TemplateResult {
    const { bar } = one;
    const name = this.constellation.satellites.find((satellite) => satellite.id === one.satellite)?.name ?? one.satellite;
    const when = time(iso(bar.start));
    return html`<li>
      <button
        type="button"
        class="look"
        aria-pressed=${bar.id === board.chosen}
        ?data-pointed=${bar.id === board.pointed}
        @click=${() => board.choose(bar.id === board.chosen ? '' : bar.id)}
        @mouseenter=${() => board.point(bar.id)}
        @mouseleave=${() => board.point('')}
        @focus=${() => board.point(bar.id)}
        @blur=${() => board.point('')}
      >
        <span class="swatch" style="background:${colours[grade(bar, board.tint)]!}"></span>
        <span><strong><bdi>${when}</bdi></strong> <span class="whose">${name}</span>
          <span class="quiet">${facts({ ...bar, gsd: one.gsd })}</span></span>
      </button>
    </li>`;
  }

  /** How often it is taken: each time begins within the days that are asked for. */
  private get times(): number {
    const [from, to] = this.span;
    return Math.max(1, Math.ceil((to - from) / DAY / this.limits.every - 1e-9));
  }

  /** Who orders, how urgently, and for what. */
  private get parameters(): Record<string, unknown> {
    const { member, priority, looks, cloud, from, every } = this.limits;
    return {
      member,
      priority,
      looks,
      ...(every ? { every_days: every } : {}),
      'eo:cloud_cover': cloud,
      name: this.name || this.alert || t('tasking.unnamed', { day: date(from) }),
      ...(this.alert ? { origin: `alert ${this.alert}` } : {}),
    };
  }

  private async order(look: Look | null): Promise<void> {
    const search = this.wanted;
    if (!search || this.ordering) return;
    this.ordering = true;
    this.refused = '';
    try {
      const made = await create(this.product, look ? { ...search, datetime: look.datetime } : search, look ? once(this.parameters) : this.parameters);
      store.change({ open: `orders/${made.id}` });
    } catch (e) {
      this.refused = (e as Error).message || t('state.failed');
    }
    this.ordering = false;
  }
}
