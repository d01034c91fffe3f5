// SPDX-License-Identifier: Apache-2.0
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type TemplateResult, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { get } from '../api.ts';
import { Part } from '../element.ts';
import { current, date, number, t } from '../messages.ts';
import { save } from './files.ts';

/** The values of a place over time, as the server sends them. */
export interface Series {
  dates: string[];
  clear: boolean[];
  indices: Record<string, (number | null)[]>;
  /** spread of an area's pixels; absent for a single pixel */
  spread?: Record<string, (number | null)[]>;
  fit?: Record<string, { expected: (number | null)[]; low: (number | null)[]; high: (number | null)[] }>;
  breaks?: { date: string; confirmed?: string; magnitude: number; probability?: number; detector: string; index?: string }[];
  items: string[];
  /** where monitoring starts, YYYY-MM-DD */
  from?: string;
}

/** A series as comma-separated values, one row a date. */
export function csv(series: Series): string {
  const names = Object.keys(series.indices);
  const fits = names.filter((name) => series.fit?.[name]);
  const head = ['date', 'item', 'clear', ...names, ...fits.flatMap((name) => [`${name}_expected`, `${name}_low`, `${name}_high`])];
  const rows = series.dates.map((day, i) =>
    [
      day,
      series.items[i] ?? '',
      series.clear[i] ? '1' : '0',
      ...names.map((name) => series.indices[name]![i] ?? ''),
      ...fits.flatMap((name) => {
        const fit = series.fit![name]!;
        return [fit.expected[i] ?? '', fit.low[i] ?? '', fit.high[i] ?? ''];
      }),
    ].join(','),
  );
  return [head.join(','), ...rows, ''].join('\n');
}

const seconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

/** The chart of a place: what was seen, what was expected, and when it broke. */
@customElement('sq-series')
export class SeriesPart extends Part {
  @property({ attribute: false }) collection = '';
  @property({ attribute: false }) lon = NaN;
  @property({ attribute: false }) lat = NaN;
  /** whose detector and start are taken; empty: the usual ones */
  @property({ attribute: false }) watch = '';
  @state() private series: Series | null = null;
  @state() private failure = '';
  @state() private index = '';
  @state() private masked = false;
  @state() private detecting = true;
  #plot: uPlot | null = null;
  #abort = new AbortController();
  #observer = new ResizeObserver(() => this.resize());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort.abort();
    this.#observer.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  override willUpdate(changes: Map<string, unknown>): void {
    if (['collection', 'lon', 'lat', 'watch', 'detecting'].some((name) => changes.has(name))) this.load();
  }

  private load(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.failure = '';
    if (!this.collection || !Number.isFinite(this.lon) || !Number.isFinite(this.lat)) return;
    const query = new URLSearchParams({ lon: this.lon.toFixed(7), lat: this.lat.toFixed(7) });
    if (!this.detecting) query.set('detector', 'none');
    else if (this.watch) query.set('watch', this.watch);
    get<Series>(`/api/collections/${encodeURIComponent(this.collection)}/series?${query}`, this.#abort.signal)
      .then((series) => {
        this.series = series;
        if (!(this.index in series.indices)) this.index = Object.keys(series.indices)[0] ?? '';
      })
      .catch((e: Error) => {
        if (e.name === 'AbortError') return;
        this.series = null;
        this.failure = e.message || t('state.failed');
      });
  }

  override render(): TemplateResult {
    const series = this.series;
    if (this.failure) return html`<p class="bad" role="alert">${this.failure}</p>`;
    if (!series) return html`<p class="quiet" role="status">${t('state.loading')}</p>`;
    const names = Object.keys(series.indices);
    return html`
      <section class="series" aria-label=${t('series.title')}>
        <div class="title">
          <h2>${t('series.title')}</h2>
          <label>
            <span class="unseen">${t('series.index')}</span>
            <select @change=${(event: Event) => (this.index = (event.target as HTMLSelectElement).value)}>
              ${names.map((name) => html`<option value=${name} ?selected=${name === this.index}>${name.toUpperCase()}</option>`)}
            </select>
          </label>
        </div>
        <div class="plot" role="img" aria-label=${this.describe(series)}></div>
        <p class="quiet">${this.describe(series)}</p>
        <div class="buttons">
          <label class="check">
            <input type="checkbox" .checked=${this.detecting} @change=${(e: Event) => (this.detecting = (e.target as HTMLInputElement).checked)} />
            ${t('series.detector')}
          </label>
          <label class="check">
            <input type="checkbox" .checked=${this.masked} @change=${(e: Event) => (this.masked = (e.target as HTMLInputElement).checked)} />
            ${t('series.masked')}
          </label>
          <button type="button" class="button" @click=${() => this.saveCsv(series)}>CSV</button>
          <button type="button" class="button" @click=${() => this.savePng()}>PNG</button>
        </div>
      </section>
    `;
  }

  private describe(series: Series): string {
    const clear = series.clear.filter(Boolean).length;
    const found = this.broken(series)[0];
    const seen = t('series.seen', { n: clear });
    return found ? `${seen} ${t('series.break', { day: date(found.date), size: number(found.magnitude, 3) })}` : seen;
  }

  private broken(series: Series): NonNullable<Series['breaks']> {
    return (series.breaks ?? []).filter((one) => !one.index || one.index === this.index);
  }

  override updated(): void {
    this.#plot?.destroy();
    this.#plot = null;
    const place = this.querySelector<HTMLElement>('.plot');
    if (place && this.series && this.index) {
      this.#plot = this.draw(place, this.series);
      this.#observer.observe(place);
    }
  }

  private draw(place: HTMLElement, series: Series): uPlot {
    const colour = (name: string) => getComputedStyle(this).getPropertyValue(name).trim();
    const [ink, soft, rule, link, bad] = ['--ink', '--soft', '--rule', '--link', '--bad'].map(colour) as [string, string, string, string, string];
    const values = series.indices[this.index]!;
    const fit = series.fit?.[this.index];
    const none = values.map(() => null);
    const axis: uPlot.Axis = { stroke: soft, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1 }, font: '11px system-ui, sans-serif' };
    const options: uPlot.Options = {
      width: Math.max(200, place.clientWidth),
      height: 220,
      tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), 'Etc/UTC'),
      legend: { show: false },
      cursor: { y: false },
      scales: { x: { time: true } },
      axes: [
        {
          ...axis,
          values: (_, ticks) =>
            ticks.map((tick) => {
              const day = new Date(tick * 1000);
              const month = day.getUTCMonth();
              return month === 0 ? String(day.getUTCFullYear()) : (current().monthsShort[month] ?? '');
            }),
        },
        { ...axis, size: 44, values: (_, ticks) => ticks.map((tick) => number(tick, 2)) },
      ],
      bands: fit ? [{ series: [1, 2], fill: link + '22' }] : [],
      series: [
        {},
        { stroke: 'transparent', width: 0, points: { show: false }, spanGaps: true },
        { stroke: 'transparent', width: 0, points: { show: false }, spanGaps: true },
        { stroke: link, width: 1.5, points: { show: false }, spanGaps: true },
        { stroke: ink, width: 0, paths: () => null, points: { show: true, size: 5, fill: ink } },
        { stroke: soft, width: 0, paths: () => null, points: { show: this.masked, size: 4, stroke: soft, width: 1 } },
      ],
      hooks: { draw: [(plot) => this.drawBreaks(plot, series, bad, soft)], setCursor: [(plot) => this.point(plot, series)] },
    };
    const data: uPlot.AlignedData = [
      series.dates.map(seconds),
      fit?.high ?? none,
      fit?.low ?? none,
      fit?.expected ?? none,
      values.map((value, i) => (series.clear[i] ? value : null)),
      values.map((value, i) => (series.clear[i] ? null : value)),
    ];
    return new uPlot(options, data, place);
  }

  private drawBreaks(plot: uPlot, series: Series, bad: string, soft: string): void {
    const pen = plot.ctx;
    const line = (day: string, stroke: string, dash: number[]) => {
      const x = Math.round(plot.valToPos(seconds(day), 'x', true));
      pen.save();
      pen.strokeStyle = stroke;
      pen.lineWidth = 1.5 * devicePixelRatio;
      pen.setLineDash(dash);
      pen.beginPath();
      pen.moveTo(x, plot.bbox.top);
      pen.lineTo(x, plot.bbox.top + plot.bbox.height);
      pen.stroke();
      pen.restore();
    };
    if (series.from) line(series.from, soft, [2, 4]);
    for (const one of this.broken(series)) {
      line(one.date, bad, []);
      if (one.confirmed) line(one.confirmed, bad, [5, 4]);
    }
  }

  /** What the pointer is at, in the sentence below the chart. */
  private point(plot: uPlot, series: Series): void {
    const at = plot.cursor.idx;
    const text = this.querySelector('.series > p');
    if (!text) return;
    const value = at === null || at === undefined ? null : series.indices[this.index]![at];
    text.textContent =
      value === null || value === undefined
        ? this.describe(series)
        : `${date(series.dates[at!]!)}: ${number(value, 3)}${series.clear[at!] ? '' : ` (${t('series.notClear')})`}`;
  }

  private resize(): void {
    const place = this.querySelector<HTMLElement>('.plot');
    if (place && this.#plot && Math.abs(this.#plot.width - place.clientWidth) > 1) {
      this.#plot.setSize({ width: Math.max(200, place.clientWidth), height: 220 });
    }
  }

  private name(): string {
    return `series-${this.collection}-${this.lon.toFixed(5)}-${this.lat.toFixed(5)}`;
  }

  private saveCsv(series: Series): void {
    save(new Blob([csv(series)], { type: 'text/csv' }), `${this.name()}.csv`);
  }

  private savePng(): void {
    const drawn = this.#plot?.ctx.canvas;
    if (!drawn) return;
    const canvas = document.createElement('canvas');
    canvas.width = drawn.width;
    canvas.height = drawn.height;
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(drawn, 0, 0);
    canvas.toBlob((blob) => blob && save(blob, `${this.name()}.png`));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sq-series': SeriesPart;
  }
}
