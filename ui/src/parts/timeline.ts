// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get } from '../api.ts';
import { type SceneDay, days } from '../catalogue.ts';
import { Part } from '../element.ts';
import { current, date, number, t } from '../messages.ts';
import type { AppState, Layer } from '../state.ts';
import type { Player } from '../map/player.ts';
import { store } from '../store.ts';
import { watch } from '../watches.ts';
import { dayNumber, dayText, lowerBound, ticks } from './days.ts';
import { icon } from './icons.ts';

const ROW = 18;
const AXIS = 22;
const MOST_ROWS = 4;

/** A layer on the timeline. */
interface Track {
  id: string;
  days: SceneDay[];
  /** first and last day that the layer tells of */
  from: string;
  to: string;
}

/** What a layer has on the timeline: its scenes, or the time that its map is about. */
async function track(layer: Layer): Promise<Track> {
  const [kind, first = '', second = ''] = layer.id.split('/');
  if (kind === 'i') {
    const path = `/api/collections/${encodeURIComponent(first)}/items/${encodeURIComponent(second)}`;
    const { properties } = await get<{ properties: Record<string, string | null> }>(path);
    const day = (properties['datetime'] ?? properties['start_datetime'] ?? '').slice(0, 10);
    return { id: second, days: [], from: day, to: day };
  }
  const about = kind === 'w' ? await watch(first) : null;
  const all = (await days(about?.collection ?? first)).filter((one) => one.day);
  const [oldest, newest] = [all[0]?.day ?? '', all[all.length - 1]?.day ?? ''];
  return { id: first, days: about ? [] : all, from: about?.monitor_from ?? oldest, to: newest };
}

/**
 * The days on which there are scenes: one row a layer on the map, with a bar over all that it covers
 * and one tick a day, the darker the clearer, a short one where nobody says how cloudy it is. The day
 * that is shown can be dragged, stepped and typed; the days that are played are dragged on the axis.
 */
@customElement('sq-timeline')
export class Timeline extends Part {
  @state() private tracks: Track[] = [];
  @state() private playing = false;
  @state() private opened = false;
  /** on a phone: whether more than the steps is shown */
  @state() private unfolded = false;
  /** all days on which any row has scenes, ascending */
  #all: SceneDay[] = [];
  #painted = '';
  #player: Player | null = null;
  #ranging: number | null = null;
  #shownIds = '';
  /** days that are in sight, since 1970 */
  #from = 0;
  #to = 0;
  #observer = new ResizeObserver(() => this.draw());
  #dark = matchMedia('(prefers-color-scheme: dark)');

  protected override depends(now: AppState): unknown[] {
    return [now.layers, now.day, now.range];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.draw);
    addEventListener('sunqar-catalogue', this.reload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    this.#player?.stop();
    this.#dark.removeEventListener('change', this.draw);
    removeEventListener('sunqar-catalogue', this.reload);
  }

  private readonly reload = (): void => {
    this.#shownIds = '';
    this.requestUpdate();
  };

  override willUpdate(): void {
    const layers = this.state.layers
      .filter((layer) => layer.visible)
      .slice(-MOST_ROWS)
      .reverse();
    const ids = layers.map((layer) => layer.id).join('\n');
    if (ids === this.#shownIds) return;
    this.#shownIds = ids;
    Promise.all(layers.map(track))
      .then((tracks) => {
        if (ids !== this.#shownIds) return;
        this.tracks = tracks.filter((one) => one.from);
        const merged = new Map<string, SceneDay>();
        for (const { days: some } of [...this.tracks].reverse()) for (const one of some) merged.set(one.day, one);
        this.#all = [...merged.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
        this.#painted = '';
        this.whole();
      })
      .catch(() => (this.#shownIds = '')); // asked again with the next change
  }

  /** All days of all rows in sight. */
  private whole(): void {
    const numbers = this.tracks.flatMap(({ from, to }) => [dayNumber(from), dayNumber(to)]);
    if (numbers.length === 0) return;
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    const margin = Math.max(5, (last - first) * 0.02);
    this.#from = first - margin;
    this.#to = last + margin;
    this.draw();
  }

  private get all(): SceneDay[] {
    return this.#all;
  }

  /** The day that the map shows: the chosen one, else the newest. */
  private get day(): string {
    const all = this.all;
    return this.state.day || (all[all.length - 1]?.day ?? '');
  }

  override render(): TemplateResult | typeof nothing {
    const all = this.all;
    if (all.length === 0) return nothing;
    const day = this.day;
    const shown = all[lowerBound(all, day)]?.day === day ? all[lowerBound(all, day)]! : null;
    const said = shown ? this.describe(shown) : date(day, 'long');
    return html`
      <div class="controls" ?data-folded=${!this.unfolded}>
        <button type="button" class="button plain" title=${t('time.previous')} @click=${() => this.step(-1)}>
          ${icon('back')}<span class="unseen">${t('time.previous')}</span>
        </button>
        <button
          type="button"
          class="button plain"
          title=${this.playing ? t('time.pause') : t('time.play')}
          @click=${() => this.play()}
        >
          ${icon(this.playing ? 'pause' : 'play')}
          <span class="unseen">${this.playing ? t('time.pause') : t('time.play')}</span>
        </button>
        <button type="button" class="button plain" title=${t('time.next')} @click=${() => this.step(1)}>
          ${icon('next')}<span class="unseen">${t('time.next')}</span>
        </button>
        <button
          type="button"
          class="button plain unfold"
          title=${t('time.label')}
          aria-expanded=${this.unfolded}
          aria-controls="days"
          @click=${() => (this.unfolded = !this.unfolded)}
        >
          <span class="unseen">${t('time.label')}</span> ${date(day)} ${icon('next')}
        </button>
        <label class="day">
          <span class="unseen">${t('time.day')}</span>
          <input type="date" .value=${day} min=${all[0]!.day} max=${all[all.length - 1]!.day} @change=${this.typed} />
        </label>
        <output class="said">${said}</output>
        ${this.tool('minus', t('time.out'), () => this.zoom(1.6))} ${this.tool('plus', t('time.in'), () => this.zoom(0.625))}
        ${this.tool('swipe', t('time.whole'), () => this.whole())}
        <button
          type="button"
          class="button plain filming"
          title=${t('film.title')}
          aria-expanded=${this.opened}
          @click=${() => this.open()}
        >
          ${icon('settings')}<span class="unseen">${t('film.title')}</span>
        </button>
        <button type="button" class="button newest" ?disabled=${this.state.day === ''} @click=${this.newest}>
          ${t('time.newest')}
        </button>
      </div>
      ${this.opened ? html`<sq-film .days=${all.map((one) => one.day)} @film-close=${() => (this.opened = false)}></sq-film>` : nothing}
      <div
        id="days"
        class="track"
        title=${t('time.legend')}
        dir="ltr"
        tabindex="0"
        role="slider"
        aria-label=${t('time.label')}
        aria-valuemin=${dayNumber(all[0]!.day)}
        aria-valuemax=${dayNumber(all[all.length - 1]!.day)}
        aria-valuenow=${dayNumber(day)}
        aria-valuetext=${said}
        style="height:${this.tracks.length * ROW + AXIS}px"
        @keydown=${this.key}
        @pointerdown=${this.press}
        @pointermove=${this.drag}
        @pointerup=${() => (this.#ranging = null)}
        @wheel=${this.wheel}
      >
        <canvas></canvas>
        <div class="range"></div>
        <div class="marker"></div>
      </div>
    `;
  }

  private describe(one: SceneDay): string {
    const cloud =
      one.cloud !== undefined
        ? t('time.cloud', { share: number(one.cloud, 0) })
        : one.unseen !== undefined
          ? t('time.unseen', { share: number(one.unseen, 0) })
          : t('time.unknown');
    return `${date(one.day, 'long')} · ${t('time.scenes', { n: one.items })} · ${cloud}`;
  }

  private tool(name: 'minus' | 'plus' | 'swipe', label: string, act: () => void): TemplateResult {
    return html`<button type="button" class="button plain zooms" title=${label} @click=${act}>
      ${icon(name)}<span class="unseen">${label}</span>
    </button>`;
  }

  private open(): void {
    if (this.opened) this.opened = false;
    else void import('./film.ts').then(() => (this.opened = true));
  }

  override updated(): void {
    const track = this.querySelector('.track');
    if (track) this.#observer.observe(track);
    this.draw();
  }

  private readonly draw = (): void => {
    const canvas = this.querySelector('canvas');
    const track = this.querySelector<HTMLElement>('.track');
    const pen = canvas?.getContext('2d');
    if (!canvas || !track || !pen || track.clientWidth === 0) return;
    const [width, height] = [track.clientWidth, track.clientHeight];
    const put = (name: string, from: number, to: number) => {
      const at = track.querySelector<HTMLElement>(name)!;
      const [left, right] = [this.place(from, width), this.place(to, width)];
      at.style.transform = `translateX(${left}px)`;
      if (name === '.range') at.style.width = `${right - left}px`;
      at.hidden = right < 0 || left > width;
    };
    const day = dayNumber(this.day);
    put('.marker', day, day);
    const { range } = this.state;
    if (range) put('.range', dayNumber(range[0]), dayNumber(range[1]));
    else track.querySelector<HTMLElement>('.range')!.hidden = true;
    // ticks are drawn again only where they are others: a drag moves the marker alone
    const painted = [this.#from, this.#to, width, height, this.#dark.matches, devicePixelRatio, current().code].join();
    if (painted === this.#painted) return;
    this.#painted = painted;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    pen.scale(ratio, ratio);
    const style = getComputedStyle(this);
    const [ink, soft, rule] = ['--ink', '--soft', '--rule'].map((name) => style.getPropertyValue(name).trim()) as [string, string, string];
    this.drawAxis(pen, width, height, soft, rule);
    this.tracks.forEach((track, row) => this.drawRow(pen, width, row, track, soft));
    pen.font = '11px system-ui, sans-serif';
    if (this.tracks.length > 1) {
      this.tracks.forEach(({ id }, row) => {
        pen.lineWidth = 3;
        pen.strokeStyle = style.getPropertyValue('--paper');
        pen.strokeText(id, 6, row * ROW + 12, width / 4);
        pen.fillStyle = ink;
        pen.fillText(id, 6, row * ROW + 12, width / 4);
      });
    }
  };

  private drawAxis(pen: CanvasRenderingContext2D, width: number, height: number, soft: string, rule: string): void {
    pen.font = '11px system-ui, sans-serif';
    for (const { day, year, label } of ticks(this.#from, this.#to, width)) {
      const x = this.place(day, width);
      pen.fillStyle = rule;
      pen.fillRect(x, 0, 1, height - AXIS + (year ? 8 : 4));
      pen.fillStyle = soft;
      pen.font = `${year ? 600 : 400} 11px system-ui, sans-serif`;
      if (x < width - 28) pen.fillText(label, x + 3, height - 7); // or it is cut off
    }
  }

  private drawRow(pen: CanvasRenderingContext2D, width: number, row: number, { days: all, from, to }: Track, soft: string): void {
    const dark = this.#dark.matches;
    const perDay = width / (this.#to - this.#from);
    const thick = Math.min(6, Math.max(1.5, perDay * 0.8));
    const [start, end] = [this.place(dayNumber(from), width), this.place(dayNumber(to), width)];
    pen.fillStyle = dark ? '#7cc7dd66' : '#0a5a7455';
    pen.fillRect(start - thick / 2, row * ROW + ROW - 3, Math.max(thick, end - start + thick), 2);
    const [first, last] = [lowerBound(all, dayText(Math.floor(this.#from))), lowerBound(all, dayText(Math.ceil(this.#to) + 1))];
    // where days fall on one another, the clearest is seen
    const clearest = new Map<number, number>();
    for (let i = first; i < last; i++) {
      const one = all[i]!;
      const x = this.place(dayNumber(one.day), width);
      const column = perDay < 2 ? Math.round(x / thick) * thick : x;
      const hidden = one.cloud ?? one.unseen;
      const clear = hidden === undefined ? -1 : 1 - hidden / 100;
      if (!(clearest.get(column)! >= clear)) clearest.set(column, clear);
    }
    for (const [x, clear] of clearest) {
      const known = clear >= 0;
      const share = Math.round(100 * (0.16 + 0.84 * clear)) / 100;
      pen.fillStyle = !known ? soft : dark ? `rgb(124 199 221 / ${share})` : `rgb(10 90 116 / ${share})`;
      const height = known ? ROW - 6 : (ROW - 6) / 2;
      pen.fillRect(x - thick / 2, row * ROW + ROW - 4 - height, thick, height);
    }
  }

  private place(day: number, width: number): number {
    return ((day - this.#from) / (this.#to - this.#from)) * width;
  }

  private at(event: MouseEvent): number {
    const bounds = this.querySelector('.track')!.getBoundingClientRect();
    return this.#from + ((event.clientX - bounds.left) / bounds.width) * (this.#to - this.#from);
  }

  private readonly press = (event: PointerEvent): void => {
    const target = event.currentTarget as HTMLElement;
    target.setPointerCapture(event.pointerId);
    const onAxis = event.clientY > target.getBoundingClientRect().bottom - AXIS;
    if (onAxis) this.#ranging = this.at(event);
    else this.choose(this.at(event));
  };

  private readonly drag = (event: PointerEvent): void => {
    if (!(event.buttons & 1)) return;
    if (this.#ranging === null) {
      this.choose(this.at(event));
      return;
    }
    const ends = [this.#ranging, this.at(event)].sort((a, b) => a - b).map((day) => dayText(Math.round(day)));
    store.change({ range: [ends[0]!, ends[1]!] });
  };

  /** Shows the day with scenes that is nearest. */
  private choose(day: number): void {
    const all = this.all;
    const next = lowerBound(all, dayText(Math.floor(day)));
    const near = [all[next - 1], all[next]].filter((one) => one !== undefined);
    near.sort((a, b) => Math.abs(dayNumber(a.day) - day) - Math.abs(dayNumber(b.day) - day));
    if (near[0]) store.change({ day: near[0].day });
  }

  private readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const by = event.deltaX || (event.shiftKey ? event.deltaY : 0);
    if (by) this.pan((by / 600) * (this.#to - this.#from));
    else this.zoom(Math.exp(event.deltaY * 0.002), this.at(event));
  };

  /** Shows more or fewer days around one of them. */
  private zoom(factor: number, centre = dayNumber(this.day)): void {
    const span = Math.min(Math.max((this.#to - this.#from) * factor, 20), 60_000);
    const inside = Math.min(this.#to, Math.max(this.#from, centre));
    const share = (inside - this.#from) / (this.#to - this.#from);
    this.#from = inside - share * span;
    this.#to = this.#from + span;
    this.draw();
  }

  private pan(by: number): void {
    const [first, last] = [dayNumber(this.all[0]!.day), dayNumber(this.all[this.all.length - 1]!.day)];
    const middle = (this.#from + this.#to) / 2;
    const moved = Math.min(last, Math.max(first, middle + by)) - middle;
    this.#from += moved;
    this.#to += moved;
    this.draw();
  }

  /** Where what is played starts or ends: the day that is shown. */
  private end(which: 0 | 1): void {
    const day = this.day;
    const [first, last] = this.state.range ?? [this.all[0]!.day, this.all[this.all.length - 1]!.day];
    store.change({ range: which === 0 ? [day, last < day ? day : last] : [first > day ? day : first, day] });
  }

  private readonly key = (event: KeyboardEvent): void => {
    const all = this.all;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.step(-1),
      ArrowDown: () => this.step(-1),
      ArrowRight: () => this.step(1),
      ArrowUp: () => this.step(1),
      PageDown: () => this.step(-10),
      PageUp: () => this.step(10),
      Home: () => store.change({ day: all[0]!.day }),
      End: () => this.newest(),
      ' ': () => this.play(),
      '+': () => this.zoom(0.625),
      '=': () => this.zoom(0.625),
      '-': () => this.zoom(1.6),
      '0': () => this.whole(),
      '[': () => this.end(0),
      ']': () => this.end(1),
      Escape: () => store.change({ range: null }),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  private step(by: number): void {
    const all = this.all;
    const at = lowerBound(all, this.day);
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
    if (!next) return;
    store.change({ day: next.day });
    this.seen(next.day);
    this.draw();
  }

  private readonly newest = (): void => store.change({ day: '' });

  private readonly typed = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    if (/^\d{4}-\d\d-\d\d$/.test(value)) this.choose(dayNumber(value));
  };

  /** Plays the days of the range, each when its pictures are there. */
  private play(): void {
    this.playing = !this.playing;
    this.#player?.stop();
    this.#player = null;
    if (!this.playing) return;
    import('../map/player.ts')
      .then(({ Player }) => {
        if (!this.playing) return;
        this.#player = new Player(this.all.map((one) => one.day), (day) => this.seen(day));
        this.#player.start();
      })
      .catch(() => (this.playing = false));
  }

  /** Moves the axis so that a day is on it. */
  private seen(day: string): void {
    const number = dayNumber(day);
    if (number >= this.#from && number <= this.#to) return;
    const span = this.#to - this.#from;
    this.#from = number - span / 2;
    this.#to = number + span / 2;
  }
}
