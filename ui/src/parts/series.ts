// SPDX-License-Identifier: Apache-2.0
import type uPlot from 'uplot';
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get, send } from '../api.ts';
import { Part } from '../element.ts';
import { date, number, percent, t } from '../messages.ts';
import type { AppState, SeriesChoice } from '../state.ts';
import { store } from '../store.ts';
import { chart, chartsPicture, colourOf } from './chart.ts';
import { save } from './files.ts';

/** The values of a place over time, as the server sends them. */
export interface Series {
  dates: string[];
  clear: boolean[];
  indices: Record<string, (number | null)[]>;
  /** spread of an area's pixels; absent for a single pixel */
  spread?: Record<string, (number | null)[]>;
  /** share of an area that was seen; absent for a single pixel */
  clearShare?: (number | null)[];
  fit?: Record<string, { expected: (number | null)[]; low: (number | null)[]; high: (number | null)[] }>;
  breaks?: { date: string; confirmed?: string; magnitude: number; probability?: number; detector: string; index?: string }[];
  items: string[];
  detector?: string;
  /** where monitoring starts, YYYY-MM-DD */
  from?: string;
  /** what else could be asked */
  offers?: { indices: string[]; detectors: string[] };
  /** scenes whose files cannot be read */
  unreadable?: string[];
}

/** A series as comma-separated values, one row a date. */
export function csv(series: Series): string {
  const names = Object.keys(series.indices);
  const columns: [string, (i: number) => unknown][] = [
    ['date', (i) => series.dates[i]],
    ['item', (i) => series.items[i]],
    ['clear', (i) => (series.clear[i] ? '1' : '0')],
  ];
  if (series.clearShare) columns.push(['clear_share', (i) => series.clearShare![i]]);
  for (const name of names) columns.push([name, (i) => series.indices[name]![i]]);
  for (const name of names) {
    const [spread, fit] = [series.spread?.[name], series.fit?.[name]];
    if (spread) columns.push([`${name}_spread`, (i) => spread[i]]);
    if (fit) for (const key of ['expected', 'low', 'high'] as const) columns.push([`${name}_${key}`, (i) => fit[key][i]]);
    for (const one of (series.breaks ?? []).filter(({ index }) => index === name)) {
      columns.push([`${name}_break`, (i) => (series.dates[i] === one.date ? 1 : '')]);
      columns.push([`${name}_confirmed`, (i) => (series.dates[i] === one.confirmed ? 1 : '')]);
    }
  }
  const field = (value: unknown): string => {
    const text = String(value ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = series.dates.map((_, i) => columns.map(([, value]) => field(value(i))).join(','));
  return [columns.map(([name]) => field(name)).join(','), ...rows, ''].join('\n');
}

/** Where and of which watch; what is asked anew when it changes. */
const asked = (part: SeriesPart, { detector, from, mask }: SeriesChoice): string =>
  JSON.stringify([part.collection, part.lon, part.lat, part.area, part.watch, detector, from, mask]);

/** The charts of a place: what was seen, what was expected, and when it broke. */
@customElement('sq-series')
export class SeriesPart extends Part {
  @property({ attribute: false }) collection = '';
  @property({ attribute: false }) lon = NaN;
  @property({ attribute: false }) lat = NaN;
  /** instead of a pixel */
  @property({ attribute: false }) area: number[][][][] | null = null;
  /** whose detector and start are taken; empty: the usual ones */
  @property({ attribute: false }) watch = '';
  @state() private series: Series | null = null;
  @state() private failure = '';
  @state() private loading = false;
  @state() private listed = false;
  #asked = '';
  #plots: { name: string; plot: uPlot }[] = [];
  #drawn: unknown[] = [];
  #at: number | null = null;
  #abort = new AbortController();
  #observer = new ResizeObserver(() => this.resize());
  #dark = matchMedia('(prefers-color-scheme: dark)');
  readonly #repaint = (): void => {
    this.#drawn = [];
    this.requestUpdate();
  };

  protected override depends(now: AppState): unknown[] {
    return [now.series, now.day];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#repaint);
    this.#abort.abort();
    this.#observer.disconnect();
    this.clean();
    this.#asked = '';
  }

  private clean(): void {
    this.#plots.forEach(({ plot }) => plot.destroy());
    this.#plots = [];
    this.#drawn = [];
  }

  override willUpdate(): void {
    const choice = this.state.series;
    const wanted = asked(this, choice);
    const had = this.series;
    const lacking = had !== null && choice.indices.some((name) => had.offers?.indices.includes(name) && !(name in had.indices));
    if (wanted === this.#asked && !(lacking && !this.loading && !this.failure)) return;
    if (wanted !== this.#asked) this.#at = null;
    this.#asked = wanted;
    this.load(choice);
  }

  private load({ indices, detector, from, mask }: SeriesChoice): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.failure = '';
    if (!this.collection || !(this.area || Number.isFinite(this.lon + this.lat))) return;
    const said: Record<string, string> = {};
    if (indices.length) said['index'] = indices.join(',');
    if (this.watch) said['watch'] = this.watch;
    if (detector) said['detector'] = detector;
    if (from) said['from'] = from;
    if (!mask) said['mask'] = 'none';
    const path = `/api/collections/${encodeURIComponent(this.collection)}/series`;
    const { signal } = this.#abort;
    const point = { lon: this.lon.toFixed(7), lat: this.lat.toFixed(7) };
    this.loading = true;
    const answer: Promise<Series> = this.area
      ? send('POST', path, { geometry: { type: 'MultiPolygon', coordinates: this.area }, ...said })
      : get(`${path}?${new URLSearchParams({ ...point, ...said })}`, signal);
    answer
      .then((series) => {
        if (signal.aborted) return;
        this.series = series;
        this.loading = false;
      })
      .catch((e: Error) => {
        if (signal.aborted) return;
        this.series = null;
        this.loading = false;
        this.failure = e.message || t('state.failed');
      });
  }

  /** The indices that are drawn. */
  private shown(series: Series): string[] {
    const chosen = this.state.series.indices.filter((name) => name in series.indices);
    return chosen.length ? chosen : Object.keys(series.indices).slice(0, 1);
  }

  private change(part: Partial<SeriesChoice>): void {
    store.change({ series: { ...this.state.series, ...part } });
  }

  override render(): TemplateResult {
    const series = this.series;
    if (this.failure) {
      return html`<p class="bad" role="alert">${this.failure}</p>
        ${this.state.series.detector || this.state.series.from || this.state.series.indices.length
          ? html`<div class="buttons"><button type="button" class="button" @click=${this.usual}>${t('series.reset')}</button></div>`
          : nothing}`;
    }
    if (!series) return html`<p class="quiet" role="status">${t('state.loading')}</p>`;
    const names = this.shown(series);
    return html`
      <section class="series" aria-label=${t('series.title')} aria-busy=${this.loading}>
        <h2>${t('series.title')}</h2>
        ${this.indexChoice(series, names)}
        <div
          class="plots"
          dir="ltr"
          role="slider"
          tabindex="0"
          aria-label=${t('series.read')}
          aria-valuemin="1"
          aria-valuemax=${series.dates.length}
          aria-valuenow=${(this.#at ?? 0) + 1}
          aria-valuetext=${this.reading(series)}
          @keydown=${this.key}
        >
          ${names.map(
            (name) => html`<figure>
              <figcaption style="color:${colourOf(series, name)}">${name.toUpperCase()}</figcaption>
              <div class="plot" data-index=${name}></div>
            </figure>`,
          )}
        </div>
        <p class="reading" ?data-none=${this.#at === null} .textContent=${this.reading(series)}></p>
        ${this.marks(series, names)}
        <p class="told" role="status">${this.loading ? t('state.loading') : this.sentences(series).join(' ')}</p>
        ${series.unreadable?.length ? html`<p class="bad">${t('series.unreadable', { n: series.unreadable.length })}</p>` : nothing}
        ${this.settings(series)}
        <div class="buttons">
          <button type="button" class="button" @click=${() => this.showDay()} ?disabled=${this.#at === null}>${t('series.scene')}</button>
          <button type="button" class="button" @click=${() => this.saveCsv(series)}>CSV</button>
          <button type="button" class="button" @click=${() => void this.savePng(series)}>PNG</button>
        </div>
        <details class="same" @toggle=${(event: Event) => (this.listed = (event.target as HTMLDetailsElement).open)}>
          <summary>${t('series.table')}</summary>
          ${this.listed ? this.table(series, names) : nothing}
        </details>
      </section>
    `;
  }

  private readonly usual = (): void => this.change({ detector: '', from: '', indices: [], mask: true });

  private indexChoice(series: Series, shown: string[]): TemplateResult | typeof nothing {
    const all = series.offers?.indices ?? Object.keys(series.indices);
    if (all.length < 2) return nothing;
    const toggle = (name: string) => {
      const next = shown.includes(name) ? shown.filter((one) => one !== name) : [...shown, name];
      if (next.length > 0 && next.length <= 8) this.change({ indices: next });
    };
    return html`<div class="toggles" role="group" aria-label=${t('series.index')}>
      ${all.map(
        (name) => html`<button
          type="button"
          aria-pressed=${shown.includes(name)}
          style="--own:${colourOf(series, name)}"
          @click=${() => toggle(name)}
        >
          ${name.toUpperCase()}
        </button>`,
      )}
    </div>`;
  }

  /** What the marks of the charts mean. */
  private marks(series: Series, names: string[]): TemplateResult {
    const fit = names.some((name) => series.fit?.[name]);
    const broken = this.broken(series);
    const mark = (kind: string, words: string) => html`<li><span class="mark ${kind}"></span>${words}</li>`;
    return html`<ul class="marks">
      ${mark('dot', t('series.observed'))} ${this.state.series.hidden ? mark('ring', t('series.notClear')) : nothing}
      ${fit ? html`${mark('line', t('series.expected'))} ${mark('band', t('series.band'))}` : nothing}
      ${series.from ? mark('start', t('series.start')) : nothing}
      ${broken.length ? mark('broke', t('series.changed')) : nothing}
      ${broken.some((one) => one.confirmed) ? mark('confirmed', t('series.confirmed')) : nothing}
    </ul>`;
  }

  private settings(series: Series): TemplateResult {
    const choice = this.state.series;
    const detectors = series.offers?.detectors ?? [];
    const value = (event: Event) => (event.target as HTMLInputElement).value;
    const checked = (event: Event) => (event.target as HTMLInputElement).checked;
    return html`<div class="filters">
        <label class="field">
          <span>${t('series.detector')}</span>
          <select @change=${(event: Event) => this.change({ detector: value(event) })}>
            <option value="" ?selected=${choice.detector === ''}>${t(this.watch ? 'series.ofWatch' : 'series.usual')}</option>
            ${detectors.map(
              (name) => html`<option value=${name} ?selected=${name === choice.detector}>
                ${name === 'none' ? t('series.noDetector') : name}
              </option>`,
            )}
          </select>
        </label>
        <label class="field">
          <span>${t('series.start')}</span>
          <input
            type="date"
            min="1960-01-01"
            max="2100-12-31"
            .value=${choice.from || (series.from ?? '')}
            @change=${(event: Event) => this.change({ from: value(event) })}
          />
        </label>
      </div>
      <div class="buttons">
        <label class="check">
          <input type="checkbox" .checked=${choice.mask} @change=${(event: Event) => this.change({ mask: checked(event) })} />
          ${t('series.mask')}
        </label>
        <label class="check">
          <input
            type="checkbox"
            .checked=${choice.hidden}
            ?disabled=${!choice.mask}
            @change=${(event: Event) => this.change({ hidden: checked(event) })}
          />
          ${t('series.masked')}
        </label>
      </div>`;
  }

  private table(series: Series, names: string[]): TemplateResult {
    const cell = (value: number | null | undefined) => (typeof value === 'number' ? number(value, 4) : '–');
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('series.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('time.day')}</th>
            <th scope="col">${t('series.clear')}</th>
            ${names.map((name) => html`<th scope="col">${name.toUpperCase()}</th>${series.fit?.[name] ? html`<th scope="col">${t('series.expected')}</th>` : nothing}`)}
          </tr>
        </thead>
        <tbody>
          ${series.dates.map(
            (day, i) => html`<tr>
              <th scope="row">${date(day)}</th>
              <td>${series.clearShare ? percent(series.clearShare[i] ?? 0) : t(series.clear[i] ? 'series.yes' : 'series.no')}</td>
              ${names.map(
                (name) => html`<td>${cell(series.indices[name]![i])}</td>
                  ${series.fit?.[name] ? html`<td>${cell(series.fit[name]!.expected[i])}</td>` : nothing}`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  private broken(series: Series): NonNullable<Series['breaks']> {
    const names = this.shown(series);
    return (series.breaks ?? []).filter((one) => !one.index || names.includes(one.index));
  }

  /** What the charts show, in words. */
  private sentences(series: Series): string[] {
    const told = [t('series.seen', { n: series.clear.filter(Boolean).length })];
    for (const name of this.shown(series)) {
      const index = name.toUpperCase();
      const found = this.broken(series).find((one) => !one.index || one.index === name);
      if (found) {
        told.push(t('series.break', { index, day: date(found.date), size: number(found.magnitude, 3) }));
        if (found.confirmed) told.push(t('series.confirmedOn', { day: date(found.confirmed) }));
        if (found.probability !== undefined) told.push(t('series.sure', { share: percent(found.probability) }));
      } else if (series.fit?.[name]) {
        told.push(t('series.steady', { index }));
      }
    }
    return told;
  }

  /** What is read at the pointer, or what can be. */
  private reading(series: Series): string {
    const at = this.#at;
    if (at === null || !series.dates[at]) return t('series.point');
    const values = this.shown(series).map((name) => {
      const value = series.indices[name]![at];
      const [spread, expected] = [series.spread?.[name]?.[at], series.fit?.[name]?.expected[at]];
      const seen = typeof value === 'number' ? number(value, 3) : '–';
      const about = typeof spread === 'number' ? ` ± ${number(spread, 3)}` : '';
      return `${name.toUpperCase()} ${seen}${about}${typeof expected === 'number' ? ` (${t('series.expected')} ${number(expected, 3)})` : ''}`;
    });
    const share = series.clearShare?.[at];
    const clear = typeof share === 'number' ? t('series.share', { share: percent(share) }) : series.clear[at] ? '' : t('series.notClear');
    return [date(series.dates[at]!), ...values, clear].filter(Boolean).join(' · ');
  }

  override updated(): void {
    const series = this.series;
    if (!series || this.failure) {
      this.clean();
      return;
    }
    const names = this.shown(series);
    const drawn = [series, names.join(), this.state.series.hidden];
    const places = [...this.querySelectorAll<HTMLElement>('.plot')];
    if (drawn.every((one, i) => one === this.#drawn[i]) && this.#plots.every(({ plot }, i) => plot.root.parentElement === places[i])) {
      this.#plots.forEach(({ plot }) => plot.redraw(false)); // the day may be another
      return;
    }
    this.clean();
    this.#drawn = drawn;
    this.#plots = places.map((place) => {
      const name = place.dataset['index']!;
      this.#observer.observe(place);
      const plot = chart(place, {
        series,
        index: name,
        hidden: this.state.series.hidden,
        day: () => this.state.day,
        height: names.length === 1 ? 220 : 150,
        pointed: (at) => this.point(at),
        chosen: () => this.showDay(),
      });
      return { name, plot };
    });
  }

  /** Moves by hand what is read: it changes with every move of the pointer. */
  private point(at: number | null): void {
    if (at === this.#at || at === null) return; // what was read last stays
    this.#at = at;
    const text = this.series ? this.reading(this.series) : '';
    const slider = this.querySelector('.plots');
    slider?.setAttribute('aria-valuetext', text);
    slider?.setAttribute('aria-valuenow', String(at + 1));
    const said = this.querySelector('.reading');
    if (said) said.textContent = text;
    said?.removeAttribute('data-none');
    this.querySelector<HTMLButtonElement>('.series .button[disabled]')?.removeAttribute('disabled');
  }

  private readonly key = (event: KeyboardEvent): void => {
    const series = this.series;
    if (!series) return;
    const readable = series.dates.map((_, i) => i).filter((i) => series.clear[i] || this.state.series.hidden);
    const last = readable.length - 1;
    let place = readable.findIndex((i) => i >= (this.#at ?? -1));
    if (place < 0) place = last;
    const to: Record<string, number> = {
      ArrowLeft: place - 1,
      ArrowDown: place - 1,
      ArrowRight: this.#at === null ? 0 : place + 1,
      ArrowUp: place + 1,
      PageDown: place - 10,
      PageUp: place + 10,
      Home: 0,
      End: last,
    };
    if (event.key === 'Enter') {
      this.showDay();
    } else if (event.key in to && last >= 0) {
      const at = readable[Math.max(0, Math.min(last, to[event.key]!))]!;
      const plot = this.#plots[0]?.plot;
      plot?.setCursor({ left: plot.valToPos(Date.parse(series.dates[at]!) / 1000, 'x'), top: 20 });
      this.point(at);
    } else {
      return;
    }
    event.preventDefault();
  };

  /** The scene that is read comes on the map. */
  private showDay(): void {
    const day = this.#at === null ? undefined : this.series?.dates[this.#at];
    if (day) store.change({ day });
  }

  private resize(): void {
    for (const { plot } of this.#plots) {
      const width = Math.max(200, plot.root.parentElement?.clientWidth ?? 0);
      if (Math.abs(plot.width - width) > 1) plot.setSize({ width, height: plot.height });
    }
  }

  private get name(): string {
    const where = this.area ? 'area' : `${this.lon.toFixed(5)}-${this.lat.toFixed(5)}`;
    return `series-${this.collection}-${where}`;
  }

  private saveCsv(series: Series): void {
    save(new Blob([csv(series)], { type: 'text/csv' }), `${this.name}.csv`);
  }

  private async savePng(series: Series): Promise<void> {
    const where = this.area ? t('place.area') : `${number(this.lon, 5)}, ${number(this.lat, 5)}`;
    const plots = this.#plots.map(({ name, plot }) => ({ name: name.toUpperCase(), plot }));
    const blob = await chartsPicture(plots, `${this.collection} · ${where}`, this.sentences(series));
    if (blob) save(blob, `${this.name}.png`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sq-series': SeriesPart;
  }
}
