// SPDX-License-Identifier: Apache-2.0
import { transformExtent } from 'ol/proj.js';
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import { Part } from '../element.ts';
import { boxOf } from '../map/box.ts';
import { fit } from '../map/fit.ts';
import { map } from '../map/map.ts';
import { number, percent, t, time } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import '../parts/same.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';
import { firstDay } from './ask.ts';
import { imageOf, iso, sendings } from './bars.ts';
import { type Bar, board } from './board.ts';
import { curve } from './curves.ts';
import { Ground, steps } from './ground.ts';
import { type Acquisition, type Constellation, type Course, type Coverage, type Plan, course, coverage, plan, spanOf } from './stapi.ts';
import { trial } from './trial.ts';
import './what-if.ts';

/** Rows of the list of what is not planned. */
const ROWS = 50;
/** How much of the track is shown around a time (ms): half an orbit. */
const AROUND = 50 * 60_000;
const HOUR = 3_600_000;
/** How far ahead coverage is looked at (days). */
const spans = [1, 3, 7];

/** What all satellites do, and what one goes through while it does it. */
@customElement('sq-plan')
export class PlanPanel extends Part {
  @property({ attribute: false }) constellation!: Constellation;
  @state() private plan: Plan | null = null;
  @state() private loaded = false;
  @state() private failure = '';
  @state() private course: Course | null = null;
  @state() private reading = '';
  @state() private coverage: Coverage | null = null;
  @state() private days = 0;
  @state() private covering = false;
  @state() private coverPath = '';
  @state() private reason = '';
  #ground = new Ground(map);
  #plots: uPlot[] = [];
  #flown = '';
  #times: number[] = [];
  #abort = new AbortController();

  protected override depends(now: AppState): unknown[] {
    return [now.open];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ground.attach();
    board.addEventListener('chosen', this.chosen);
    board.addEventListener('marked', this.marked);
    board.mover = this.move;
    trial.addEventListener('change', this.tried);
    this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ground.detach();
    this.#abort.abort();
    board.removeEventListener('chosen', this.chosen);
    board.removeEventListener('marked', this.marked);
    board.mover = null;
    trial.removeEventListener('change', this.tried);
    trial.reset();
    this.unplot();
    board.clear();
  }

  /** The satellite that is looked at, and the acquisition that is open; empty: none. */
  private get satellite(): string {
    return decodeURIComponent(this.state.open.split('/')[1] ?? '');
  }

  private get acquisition(): string {
    return this.state.open.split('/').slice(2).join('/');
  }

  private load(): void {
    plan()
      .then((found) => {
        this.plan = found;
        this.loaded = true;
        this.#flown = '';
        this.show();
        board.choose(this.acquisition);
      })
      .catch((e: Error) => (this.failure = e.message || t('state.failed')));
  }

  private show(): void {
    const { plan: now } = this;
    const { satellites } = this.constellation;
    if (!now) return;
    const [from, to] = now.horizon.map(Date.parse) as [number, number];
    const dark: Bar[] = (this.course?.eclipses ?? []).map(({ start, end }) => ({
      id: `eclipse ${start}`,
      row: this.satellite,
      start: Date.parse(start),
      end: Date.parse(end),
      kind: 'eclipse',
      label: t('tasking.eclipse'),
      geometry: null,
    }));
    board.show({ rows: satellites, bars: [...now.acquisitions.features.flatMap((one) => this.images(one)), ...sendings(now, satellites), ...dark], from, to });
  }

  /** An image; where another time is tried for it, as it would be, and where it is in the plan. */
  private images(one: Acquisition): Bar[] {
    const { satellites } = this.constellation;
    const bar = imageOf(one, satellites);
    const start = trial.changes.get(one.id);
    if (start === undefined) return [bar];
    if (start === null) return [{ ...bar, tried: 'removed', label: `${bar.label} · ${t('tasking.takenOut')}` }];
    const as = trial.answer?.moved.features.find(({ id, properties }) => id === one.id && Math.abs(spanOf(properties.datetime)[0] - start) < 1000);
    // until the server has said what it would show, it is shown where it is
    const moved = as ? imageOf(as, satellites) : { ...bar, start, end: start + bar.end - bar.start };
    return [
      { ...bar, id: `was ${bar.id}`, kind: 'was', geometry: null },
      { ...moved, tried: 'moved', label: `${moved.label} · ${t('tasking.tried')}` },
    ];
  }

  private readonly move = (id: string, start: number | null): void => {
    if (board.chosen !== id) board.choose(id);
    const planned = this.plan?.acquisitions.features.find((one) => one.id === id);
    const back = planned && start !== null && Math.abs(spanOf(planned.properties.datetime)[0] - start) <= 500;
    trial.change(id, back ? undefined : start);
  };

  private readonly tried = (): void => {
    const { answer } = trial;
    if (answer && this.plan && answer.plan !== this.plan.version) {
      trial.reset();
      this.failure = t('tasking.newPlan', { version: number(answer.plan) });
      this.load();
      return;
    }
    this.show();
    this.plot();
    this.requestUpdate();
  };

  private readonly chosen = (): void => {
    const bar = board.bar(board.chosen);
    if (!bar) return;
    if (bar.geometry) fit(boxOf((bar.geometry as { coordinates: unknown }).coordinates));
    const open = bar.kind === 'image' ? `plan/${encodeURIComponent(bar.row)}/${bar.id}` : `plan/${encodeURIComponent(bar.row)}`;
    if (open !== this.state.open) store.change({ open });
  };

  private readonly marked = (): void => {
    this.fly();
    this.requestUpdate();
    this.#plots.forEach((plot) => plot.redraw(false));
  };

  /** The track: all of it, or around the time that is pointed at, with the satellite there. */
  private fly(at = board.bar(board.pointed || board.chosen)?.start ?? 0): void {
    const { course: now } = this;
    if (!now) return;
    const times = this.#times;
    if (!at) {
      this.#ground.fly(now.positions);
      return;
    }
    const near = (span: number) => now.positions.filter((_, i) => Math.abs(times[i]! - at) < span);
    const nearest = times.reduce((best, time, i) => (Math.abs(time - at) < Math.abs(times[best]! - at) ? i : best), 0);
    this.#ground.fly(near(AROUND), now.positions[nearest]);
  }

  override willUpdate(): void {
    const { satellite } = this;
    if (!this.plan || satellite === this.#flown) return;
    this.#flown = satellite;
    this.course = null;
    this.#ground.fly([]);
    if (!satellite) return;
    course(satellite)
      .then((found) => {
        if (satellite !== this.satellite) return;
        this.course = found;
        this.#times = found.times.map(Date.parse);
        this.fly();
        this.show();
      })
      .catch((e: Error) => (this.failure = e.message || t('state.failed')));
  }

  override updated(changes: Map<string, unknown>): void {
    if (changes.has('course')) this.plot();
  }

  /** The time around what is tried with the satellite (ms since 1970). */
  private get near(): readonly [number, number] {
    const [from, to] = this.plan!.horizon.map(Date.parse) as [number, number];
    const touched = this.plan!.acquisitions.features.filter(({ id, properties }) => properties.satellite === this.satellite && trial.changes.has(id));
    const times = touched.flatMap(({ id, properties }) => [spanOf(properties.datetime)[0], trial.changes.get(id) ?? []].flat());
    return [Math.max(from, Math.min(to, ...times) - HOUR), Math.min(to, Math.max(from, ...times) + 2 * HOUR)];
  }

  private unplot(): void {
    this.#plots.forEach((plot) => plot.destroy());
    this.#plots = [];
  }

  private plot(): void {
    this.unplot();
    const one = this.constellation.satellites.find((satellite) => satellite.id === this.satellite);
    if (!this.course || !one) return;
    const times = this.#times;
    const dark = this.course.eclipses.map(({ start, end }) => [Date.parse(start), Date.parse(end)] as const);
    const at = () => board.bar(board.pointed || board.chosen)?.start ?? 0;
    const tried = trial.answer?.satellites.find(({ satellite }) => satellite === this.satellite);
    const then = tried?.times.map(Date.parse) ?? [];
    const near = this.near;
    const both = [
      { name: t('tasking.memory'), unit: t('unit.gbit'), values: this.course.memory_gbit, most: one.memory_gbit, tried: tried && { times: then, values: tried.memory_gbit, near } },
      { name: t('tasking.energy'), unit: t('unit.wh'), values: this.course.battery_wh, most: one.battery_wh, tried: tried && { times: then, values: tried.battery_wh, near } },
    ];
    this.querySelectorAll<HTMLElement>('.curve').forEach((place, i) => {
      const { name, unit, values, most, tried: other } = both[i]!;
      const pointed = (when: number, value: number, instead?: number) => {
        this.fly(when || undefined);
        if (!when) return;
        const first = `${time(iso(when))} · ${name} ${number(value, 1)} ${unit}`;
        this.reading = instead === undefined ? first : `${first} · ${t('tasking.tried')} ${number(instead, 1)} ${unit}`;
      };
      this.#plots.push(curve(place, { name, unit, times, values, most, dark, at, pointed, ...(other ? { tried: other } : {}) }));
    });
  }

  override render(): TemplateResult {
    return html`
      ${this.failure ? html`<p class="bad" role="alert">${this.failure}</p>` : nothing}
      ${!this.loaded && !this.failure ? html`<p class="quiet" role="status">${t('state.loading')}</p>` : nothing}
      ${this.plan ? this.body(this.plan) : this.loaded ? html`<p>${t('tasking.noPlan')}</p><pre><code>sunqar plan make</code></pre>` : nothing}
      ${this.cover()}
      <sq-same .command=${'sunqar plan show'} .path=${'/tasking/plan'}></sq-same>
    `;
  }

  private body(now: Plan): TemplateResult {
    const [from, to] = now.horizon;
    const chosen = now.acquisitions.features.find((one) => one.id === this.acquisition);
    return html`
      <dl class="facts">
        <div><dt>${t('tasking.version')}</dt><dd>${number(now.version)}</dd></div>
        <div><dt>${t('tasking.made')}</dt><dd><bdi>${time(now.made)}</bdi></dd></div>
        <div><dt>${t('tasking.from')}</dt><dd><bdi>${time(from)}</bdi></dd></div>
        <div><dt>${t('tasking.until')}</dt><dd><bdi>${time(to)}</bdi></dd></div>
        <div><dt>${t('tasking.images')}</dt><dd>${number(now.acquisitions.features.length)}</dd></div>
        <div><dt>${t('tasking.unplanned')}</dt><dd>${number(now.unplanned.length)}</dd></div>
      </dl>
      ${chosen ? this.image(chosen) : nothing}
      <sq-what-if .plan=${now} .satellites=${this.constellation.satellites} .image=${this.acquisition}></sq-what-if>
      <label class="field"><span>${t('tasking.satellite')}</span>
        <select @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value)}>
          <option value="">${t('tasking.noSatellite')}</option>
          ${this.constellation.satellites.map((one) => html`<option value=${one.id} ?selected=${one.id === this.satellite}>${one.name}</option>`)}
        </select></label>
      ${this.satellite ? this.curves() : nothing} ${this.unplanned(now)}
    `;
  }

  private choose(satellite: string): void {
    board.choose('');
    store.change({ open: satellite ? `plan/${encodeURIComponent(satellite)}` : 'plan' });
  }

  private image(one: Acquisition): TemplateResult {
    const bar = imageOf(one, this.constellation.satellites);
    const { order } = one.properties;
    return html`<div class="judge">
      <p><strong>${bar.label}</strong></p>
      <div class="buttons">
        <button type="button" class="button" @click=${() => bar.geometry && fit(boxOf((bar.geometry as { coordinates: unknown }).coordinates))}>${icon('search')} ${t('tasking.goThere')}</button>
        ${order ? html`<button type="button" class="button" @click=${() => store.change({ open: `orders/${order}` })}>${t('tasking.itsOrder')}</button>` : nothing}
      </div>
    </div>`;
  }

  private curves(): TemplateResult {
    return html`<section class="series" aria-busy=${this.course === null}>
      <p class="reading" ?data-none=${!this.reading}>${this.reading || t('tasking.curvesHow')}</p>
      ${trial.answer?.satellites.some(({ satellite }) => satellite === this.satellite)
        ? html`<ul class="marks"><li><span class="swatch line"></span>${t('tasking.tried')}</li><li><span class="swatch was"></span>${t('tasking.inForce')}</li></ul>`
        : nothing}
      <figure><figcaption>${t('tasking.memory')} (${t('unit.gbit')})</figcaption><div class="curve" dir="ltr"></div></figure>
      <figure><figcaption>${t('tasking.energy')} (${t('unit.wh')})</figcaption><div class="curve" dir="ltr"></div></figure>
      <sq-same .path=${`/tasking/plan/satellites/${encodeURIComponent(this.satellite)}`}></sq-same>
    </section>`;
  }

  private unplanned(now: Plan): TemplateResult | typeof nothing {
    if (now.unplanned.length === 0) return nothing;
    const counts = new Map<string, number>();
    for (const one of now.unplanned) counts.set(one.reason, (counts.get(one.reason) ?? 0) + 1);
    const shown = now.unplanned.filter((one) => !this.reason || one.reason === this.reason);
    return html`<section class="planned">
      <h2>${t('tasking.unplanned')}</h2>
      <div class="news" role="group" aria-label=${t('tasking.reasons')}>
        ${[...counts].map(
          ([reason, n]) => html`<button type="button" class="chip" aria-pressed=${reason === this.reason} @click=${() => (this.reason = reason === this.reason ? '' : reason)}>${t('unplanned.' + reason.toLowerCase())} · ${number(n)}</button>`,
        )}
      </div>
      <ul class="looks">
        ${shown.slice(0, ROWS).map(
          (one) => html`<li class="why">
            <strong>${one.order ? html`<button type="button" class="inline" @click=${() => store.change({ open: `orders/${one.order}` })}>${one.request}</button>` : one.request}</strong>
            <span class="whose">${t('unplanned.' + one.reason.toLowerCase())}</span>
            <span class="quiet">${one.detail}</span>
          </li>`,
        )}
      </ul>
      ${shown.length > ROWS ? html`<p class="quiet">${t('tasking.more', { count: shown.length - ROWS })}</p>` : nothing}
    </section>`;
  }

  /** What will be seen of the land in the map, as often as the satellites can look. */
  private cover(): TemplateResult {
    return html`<section class="cover">
      <h2>${t('tasking.coverage')}</h2>
      <p class="quiet">${t('tasking.coverageIs')}</p>
      <div class="buttons">
        ${spans.map((days) => html`<button type="button" class="button" aria-pressed=${days === this.days} ?disabled=${this.covering} @click=${() => void this.see(days)}>${t('tasking.days', { n: days })}</button>`)}
        ${this.coverage ? html`<button type="button" class="button" @click=${this.uncover}>${icon('close')} ${t('tasking.hide')}</button>` : nothing}
      </div>
      ${this.covering ? html`<p class="quiet" role="status">${t('tasking.looking')}</p>` : nothing}
      ${this.coverage
        ? html`<p role="status">${t('tasking.seen', { share: percent(this.seen()) })}</p>
            ${this.classes(this.coverage)}
            <sq-same .path=${this.coverPath}></sq-same>`
        : nothing}
    </section>`;
  }

  private classes(of: Coverage): TemplateResult {
    const all = steps(of);
    return html`<ul class="marks" dir="ltr">
      ${all.map(([least, colour], i) => {
        const most = (all[i + 1]?.[0] ?? Infinity) - 1;
        return html`<li><span class="swatch" style="background:${colour}"></span>${most === Infinity ? `≥ ${least}` : most > least ? `${least}–${most}` : least}</li>`;
      })}
    </ul>`;
  }

  private seen(): number {
    const all = this.coverage?.features ?? [];
    return all.length ? all.filter((one) => one.properties.looks > 0).length / all.length : 0;
  }

  private async see(days: number): Promise<void> {
    if (days === this.days) {
      this.uncover();
      return;
    }
    const view = map.getView();
    const box = transformExtent(view.calculateExtent(map.getSize()), view.getProjection(), 'EPSG:4326').map((value, i) => {
      const most = i % 2 ? 85 : 180;
      return Number(Math.max(-most, Math.min(most, value)).toFixed(3));
    });
    const from = this.plan ? this.plan.horizon[0] : `${firstDay(this.constellation)}T00:00:00Z`;
    const to = iso(Date.parse(from) + days * 86_400_000);
    this.coverPath = `/tasking/coverage?bbox=${box.join(',')}&datetime=${from}/${to}`;
    this.days = days;
    this.covering = true;
    this.failure = '';
    this.#abort = new AbortController();
    try {
      this.coverage = await coverage(this.coverPath, this.#abort.signal);
      this.#ground.cover(this.coverage);
    } catch (e) {
      if (this.#abort.signal.aborted) return;
      this.failure = (e as Error).message || t('state.failed');
      this.days = 0;
    }
    this.covering = false;
  }

  private readonly uncover = (): void => {
    this.days = 0;
    this.coverage = null;
    this.#ground.cover(null);
  };
}
