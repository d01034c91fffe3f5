// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type SceneDay, days } from '../catalogue.ts';
import { Part } from '../element.ts';
import { date, number, t } from '../messages.ts';
import type { AppState } from '../state.ts';
import { store } from '../store.ts';
import { dayNumber, dayText, lowerBound, ticks } from './days.ts';
import { icon } from './icons.ts';

const ROW = 18;
const AXIS = 22;
const MOST_ROWS = 4;

/** A collection on the timeline. */
interface Track {
  id: string;
  days: SceneDay[];
}

/**
 * The days on which there are scenes: one row a collection on the map, one tick a day, the darker the
 * clearer. The day that is shown can be dragged, stepped and typed.
 */
@customElement('sq-timeline')
export class Timeline extends Part {
  @state() private tracks: Track[] = [];
  @state() private playing = false;
  #shownIds = '';
  /** days that are in sight, since 1970 */
  #from = 0;
  #to = 0;
  #timer = 0;
  #observer = new ResizeObserver(() => this.draw());
  #dark = matchMedia('(prefers-color-scheme: dark)');

  protected override depends(now: AppState): unknown[] {
    return [now.layers, now.day];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.draw);
    addEventListener('sunqar-catalogue', this.reload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#dark.removeEventListener('change', this.draw);
    removeEventListener('sunqar-catalogue', this.reload);
  }

  private readonly reload = (): void => {
    this.#shownIds = '';
    this.requestUpdate();
  };

  override willUpdate(): void {
    const ids = this.state.layers
      .filter((layer) => layer.visible && layer.id.startsWith('c/'))
      .map((layer) => layer.id.slice(2))
      .slice(-MOST_ROWS)
      .reverse();
    if (ids.join('\n') === this.#shownIds) return;
    this.#shownIds = ids.join('\n');
    Promise.all(ids.map(async (id) => ({ id, days: (await days(id)).filter((one) => one.day) })))
      .then((tracks) => {
        if (ids.join('\n') !== this.#shownIds) return;
        this.tracks = tracks;
        this.whole();
      })
      .catch(() => (this.#shownIds = '')); // asked again with the next change
  }

  /** All days of all rows in sight. */
  private whole(): void {
    const ends = this.tracks.flatMap(({ days: all }) => (all.length ? [all[0]!, all[all.length - 1]!] : []));
    if (ends.length === 0) return;
    const numbers = ends.map((end) => dayNumber(end.day));
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
    const margin = Math.max(5, (last - first) * 0.02);
    this.#from = first - margin;
    this.#to = last + margin;
  }

  /** All days on which any row has scenes, ascending. */
  private get all(): SceneDay[] {
    if (this.tracks.length === 1) return this.tracks[0]!.days;
    const merged = new Map<string, SceneDay>();
    for (const track of this.tracks) for (const one of track.days) merged.set(one.day, one);
    return [...merged.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
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
      <div class="controls">
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
        <label class="day">
          <span class="unseen">${t('time.day')}</span>
          <input type="date" .value=${day} min=${all[0]!.day} max=${all[all.length - 1]!.day} @change=${this.typed} />
        </label>
        <output class="said">${said}</output>
        <button type="button" class="button newest" ?disabled=${this.state.day === ''} @click=${this.newest}>
          ${t('time.newest')}
        </button>
      </div>
      <div
        class="track"
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
        @wheel=${this.wheel}
      >
        <canvas></canvas>
      </div>
    `;
  }

  private describe(one: SceneDay): string {
    const cloud = one.cloud === undefined ? '' : ` · ${t('time.cloud', { share: number(one.cloud, 0) })}`;
    return `${date(one.day, 'long')} · ${t('time.scenes', { n: one.items })}${cloud}`;
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
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    pen.scale(ratio, ratio);
    const colour = (name: string) => getComputedStyle(this).getPropertyValue(name).trim();
    const [ink, soft, rule, gold] = ['--ink', '--soft', '--rule', '--gold'].map(colour) as [string, string, string, string];
    this.drawAxis(pen, width, height, soft, rule);
    this.tracks.forEach((track, row) => this.drawRow(pen, width, row, track));
    const x = this.place(dayNumber(this.day), width);
    pen.fillStyle = gold;
    pen.fillRect(x - 1.5, 0, 3, height - AXIS + 4);
    pen.beginPath();
    pen.moveTo(x - 6, height - AXIS + 4);
    pen.lineTo(x + 6, height - AXIS + 4);
    pen.lineTo(x, height - AXIS - 3);
    pen.fill();
    pen.fillStyle = ink;
    pen.font = '11px system-ui, sans-serif';
    if (this.tracks.length > 1) {
      this.tracks.forEach(({ id }, row) => pen.fillText(id, 6, row * ROW + 12, width / 4));
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

  private drawRow(pen: CanvasRenderingContext2D, width: number, row: number, { days: all }: Track): void {
    const dark = this.#dark.matches;
    const perDay = width / (this.#to - this.#from);
    const thick = Math.min(6, Math.max(1.5, perDay * 0.8));
    const [first, last] = [lowerBound(all, dayText(this.#from)), lowerBound(all, dayText(this.#to + 1))];
    for (let i = first; i < last; i++) {
      const one = all[i]!;
      // clear days in the accent's colour, cloudy ones pale; those of which nobody knows in between
      const clear = one.cloud === undefined ? 0.75 : 1 - one.cloud / 100;
      pen.fillStyle = dark ? `rgb(124 199 221 / ${0.2 + 0.8 * clear})` : `rgb(10 90 116 / ${0.16 + 0.84 * clear})`;
      pen.fillRect(this.place(dayNumber(one.day), width) - thick / 2, row * ROW + 3, thick, ROW - 5);
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
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.choose(this.at(event));
  };

  private readonly drag = (event: PointerEvent): void => {
    if (event.buttons & 1) this.choose(this.at(event));
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
    const centre = this.at(event);
    const factor = Math.exp(event.deltaY * 0.002);
    const span = Math.min(Math.max((this.#to - this.#from) * factor, 20), 60_000);
    const share = (centre - this.#from) / (this.#to - this.#from);
    this.#from = centre - share * span;
    this.#to = this.#from + span;
    this.draw();
  };

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
    const number = dayNumber(next.day);
    if (number < this.#from || number > this.#to) {
      const span = this.#to - this.#from;
      this.#from = number - span / 2;
      this.#to = number + span / 2;
    }
  }

  private readonly newest = (): void => store.change({ day: '' });

  private readonly typed = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    if (/^\d{4}-\d\d-\d\d$/.test(value)) this.choose(dayNumber(value));
  };

  /** Steps through the days, each when the map has drawn the one before. */
  private play(): void {
    this.playing = !this.playing;
    clearTimeout(this.#timer);
    if (this.playing) {
      if (this.day === this.all[this.all.length - 1]?.day) store.change({ day: this.all[0]!.day });
      this.next();
    }
  }

  private next(): void {
    this.#timer = window.setTimeout(() => {
      if (!this.playing) return;
      if (this.day >= (this.all[this.all.length - 1]?.day ?? '')) {
        this.playing = false;
        return;
      }
      this.step(1);
      this.next();
    }, 500);
  }
}
