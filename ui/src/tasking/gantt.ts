// SPDX-License-Identifier: Apache-2.0
import { type TemplateResult, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Part } from '../element.ts';
import { number, t, time } from '../messages.ts';
import { icon } from '../parts/icons.ts';
import { ticks, within, zoomed } from './axis.ts';
import { iso, line } from './bars.ts';
import { type Bar, type Tint, board, bounds, colours, grade, tints, told } from './board.ts';

const ROW = 24;
const AXIS = 20;
/** Narrower things are drawn so wide (px). */
const LEAST = 5;

/** By how much an image is moved at a time (s): the first that can be seen. */
const steps = [1, 5, 10, 30, 60, 300, 600, 1800];

/** A pan of what is in sight, or an image that is moved. */
interface Drag {
  x: number;
  range: [number, number];
  moved: boolean;
  bar: Bar | null;
}

/** Satellites as rows, time across: what each can do or does. */
@customElement('sq-gantt')
export class Gantt extends Part {
  /** what is in sight (ms since 1970) */
  @state() private range: [number, number] = [0, 0];
  /** where an image would begin that is being moved (ms since 1970) */
  @state() private held = 0;
  #drag: Drag | null = null;
  /** the satellite whose row was brought into sight last */
  #row = '';
  #sizes = new ResizeObserver(() => this.draw());
  #dark = matchMedia('(prefers-color-scheme: dark)');

  override connectedCallback(): void {
    super.connectedCallback();
    board.addEventListener('shown', this.shown);
    board.addEventListener('marked', this.marked);
    this.#dark.addEventListener('change', this.marked);
    this.#sizes.observe(this);
    this.shown();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    board.removeEventListener('shown', this.shown);
    board.removeEventListener('marked', this.marked);
    this.#dark.removeEventListener('change', this.marked);
    this.#sizes.disconnect();
  }

  private get whole(): [number, number] {
    return [board.shown.from, board.shown.to];
  }

  private readonly shown = (): void => {
    const [from, to] = this.range;
    const whole = this.whole;
    // what somebody has zoomed to stays, as long as it is there
    if (from >= to || from < whole[0] || to > whole[1]) this.range = whole;
    this.requestUpdate();
  };

  private readonly marked = (): void => {
    const bar = board.bar(board.pointed || board.chosen);
    if (bar && (bar.end < this.range[0] || bar.start > this.range[1])) {
      const half = (this.range[1] - this.range[0]) / 2;
      this.range = within([bar.start - half, bar.start + half], this.whole);
    }
    this.requestUpdate();
  };

  override render(): TemplateResult | typeof nothing {
    const { rows, bars } = board.shown;
    if (rows.length === 0) return nothing;
    const bar = board.bar(board.pointed || board.chosen);
    const all = bars.filter(told);
    const at = bar ? all.indexOf(bar) : -1;
    const held = this.held && this.#drag?.bar ? line([this.rowOf(this.#drag.bar), time(iso(this.held), true)]) : '';
    return html`
      <div class="controls">
        <button type="button" class="button plain" title=${t('map.zoomIn')} @click=${() => this.zoom(0.5)}>${icon('plus')}<span class="unseen">${t('tasking.zoomIn')}</span></button>
        <button type="button" class="button plain" title=${t('map.zoomOut')} @click=${() => this.zoom(2)}>${icon('minus')}<span class="unseen">${t('tasking.zoomOut')}</span></button>
        <label class="tint"><span class="only-wide">${t('tasking.colour')}</span>
          <select aria-label=${t('tasking.colour')} @change=${(event: Event) => board.colour((event.target as HTMLSelectElement).value as Tint)}>
            ${tints.map((tint) => html`<option value=${tint} ?selected=${tint === board.tint}>${t('tasking.' + tint)}</option>`)}
          </select>
        </label>
        ${this.legend()}
      </div>
      <p class="said ${held || bar ? '' : 'quiet'}">${held || (bar?.label ?? t('tasking.timeHow'))}</p>
      <div class="chart" dir="ltr">
        <ul class="names" aria-hidden="true" style="padding-top:${AXIS}px">
          ${rows.map((row) => html`<li style="height:${ROW}px">${row.name}</li>`)}
        </ul>
        <div
          class="track"
          tabindex="0"
          role="slider"
          aria-label=${t('tasking.timeLabel')}
          aria-valuemin=${Math.min(1, all.length)}
          aria-valuemax=${all.length}
          aria-valuenow=${at + 1}
          aria-valuetext=${bar?.label ?? t('tasking.timeNone')}
          style="height:${AXIS + rows.length * ROW}px"
          @keydown=${this.key}
          @wheel=${this.wheel}
          @pointerdown=${this.down}
          @pointermove=${this.move}
          @pointerup=${this.up}
          @pointercancel=${this.cancel}
          @pointerleave=${() => board.point('')}
        >
          <canvas aria-hidden="true"></canvas>
        </div>
      </div>
    `;
  }

  private legend(): TemplateResult {
    const tint = board.tint;
    const unit = tint === 'cloud' ? t('unit.percent') : '°';
    const [low, high] = tint === 'sun' ? ['≥ ', '< '] : ['≤ ', '> '];
    const label = (i: number) => (i < 3 ? low : high) + number(bounds[tint][Math.min(i, 2)]!) + (unit === '°' ? unit : ' ' + unit);
    const kinds = new Set(board.shown.bars.map((bar) => bar.kind));
    return html`<ul class="marks" dir="ltr">
      ${[0, 1, 2, 3].map((i) => html`<li><span class="swatch" style="background:${colours[i]!}"></span>${label(i)}</li>`)}
      ${board.shown.bars.some((bar) => this.graded(bar) && grade(bar, tint) === 4) ? html`<li><span class="swatch" style="background:${colours[4]}"></span>${t('tasking.unknown')}</li>` : nothing}
      ${kinds.has('downlink') ? html`<li><span class="swatch sent"></span>${t('tasking.downlink')}</li>` : nothing}
      ${kinds.has('was') ? html`<li><span class="swatch was"></span>${t('tasking.inForce')}</li>` : nothing}
      ${kinds.has('eclipse') ? html`<li><span class="swatch dark"></span>${t('tasking.eclipse')}</li>` : nothing}
    </ul>`;
  }

  private rowOf(bar: Bar): string {
    return board.shown.rows.find((row) => row.id === bar.row)?.name ?? bar.row;
  }

  private graded(bar: Bar): boolean {
    return bar.kind === 'look' || bar.kind === 'image';
  }

  override updated(): void {
    this.draw();
    const bar = board.bar(board.pointed || board.chosen);
    const chart = this.querySelector('.chart');
    if (!bar || !chart || bar.row === this.#row) return;
    this.#row = bar.row;
    // its row comes into sight, also where there is room for a few only
    const row = board.shown.rows.findIndex(({ id }) => id === bar.row);
    const [top, bottom] = [row * ROW, AXIS + (row + 1) * ROW];
    if (top < chart.scrollTop) chart.scrollTop = top;
    else if (bottom > chart.scrollTop + chart.clientHeight) chart.scrollTop = bottom - chart.clientHeight;
  }

  private x(time: number, width: number): number {
    return ((time - this.range[0]) / Math.max(1, this.range[1] - this.range[0])) * width;
  }

  private draw(): void {
    const canvas = this.querySelector('canvas');
    const track = canvas?.parentElement;
    if (!canvas || !track) return;
    const [width, height] = [track.clientWidth, track.clientHeight];
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    const pen = canvas.getContext('2d')!;
    pen.scale(devicePixelRatio, devicePixelRatio);
    const style = getComputedStyle(this);
    const [ink, soft, rule, wash, link, gold] = ['--ink', '--soft', '--rule', '--wash', '--link', '--gold'].map((name) =>
      style.getPropertyValue(name).trim(),
    ) as [string, string, string, string, string, string];
    const { rows, bars } = board.shown;
    pen.fillStyle = wash;
    rows.forEach((_, i) => i % 2 === 0 && pen.fillRect(0, AXIS + i * ROW, width, ROW));
    pen.font = '11px system-ui, sans-serif';
    for (const tick of ticks(...this.range, width)) {
      const x = Math.round(this.x(tick.at, width)) + 0.5;
      pen.fillStyle = tick.day ? ink : soft;
      pen.fillText(tick.label, x + 3, 13);
      pen.fillStyle = rule;
      pen.fillRect(x - 0.5, tick.day ? 2 : AXIS - 5, 1, height);
    }
    const order = new Map(rows.map((row, i) => [row.id, i]));
    const moving = this.held ? this.#drag?.bar : undefined;
    const drawn = (one: Bar): void => {
      const bar = one.id === moving?.id && this.graded(one) ? { ...one, start: this.held, end: this.held + one.end - one.start } : one;
      const row = order.get(bar.row);
      if (row === undefined || bar.end < this.range[0] || bar.start > this.range[1]) return;
      const left = this.x(bar.start, width);
      const wide = Math.max(this.x(bar.end, width) - left, bar.kind === 'eclipse' ? 1 : LEAST);
      const top = AXIS + row * ROW;
      if (bar.kind === 'eclipse') {
        pen.fillStyle = soft;
        pen.globalAlpha = 0.2;
        pen.fillRect(left, top, wide, ROW);
        pen.globalAlpha = 1;
        return;
      }
      if (bar.kind === 'was' || bar.tried === 'removed') {
        pen.strokeStyle = ink;
        pen.lineWidth = 1.5;
        pen.setLineDash([3, 2]);
        pen.strokeRect(left, top + 3, wide, ROW - 11);
        pen.setLineDash([]);
        if (bar.kind === 'was') return;
      }
      const marked = bar.id === board.chosen || bar.id === board.pointed;
      let [y, tall] = [top + ROW - 6, 4];
      pen.fillStyle = link;
      if (this.graded(bar)) {
        // the better, the higher: colours are not all that tells
        const good = grade(bar, board.tint);
        tall = [16, 13, 10, 7, 12][good]!;
        y = top + ROW - 5 - tall;
        if (bars.some((one) => one.kind === 'downlink')) y -= 3;
        pen.fillStyle = colours[good]!;
      }
      if (bar.tried !== 'removed') pen.fillRect(left, y, wide, tall);
      if (!marked) return;
      pen.strokeStyle = bar.id === board.chosen ? gold : ink;
      pen.lineWidth = 2.5;
      pen.strokeRect(left - 2, y - 2, wide + 4, tall + 4);
    };
    for (const kind of ['eclipse', 'was', 'downlink', 'image', 'look']) bars.forEach((bar) => bar.kind === kind && drawn(bar));
    const marked = [board.chosen, board.pointed].flatMap((id) => board.bar(id) ?? []);
    marked.forEach(drawn);
    const now = this.x(Date.now(), width);
    if (now > 0 && now < width) {
      pen.fillStyle = gold;
      pen.fillRect(now - 1, 4, 2, height);
    }
  }

  private zoom(by: number, at = (this.range[0] + this.range[1]) / 2): void {
    this.range = zoomed(this.range, this.whole, at, by);
  }

  private time(event: MouseEvent): number {
    const box = this.querySelector('.track')!.getBoundingClientRect();
    return this.range[0] + ((event.clientX - box.left) / box.width) * (this.range[1] - this.range[0]);
  }

  private readonly wheel = (event: WheelEvent): void => {
    if (event.deltaY === 0) return;
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.time(event));
  };

  private readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const bar = this.under(event);
    this.#drag = { x: event.clientX, range: this.range, moved: false, bar: bar && this.movable(bar) && bar.id === board.chosen ? bar : null };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  private readonly move = (event: PointerEvent): void => {
    const track = event.currentTarget as HTMLElement;
    if (!this.#drag) {
      const bar = this.under(event);
      track.style.cursor = bar && this.movable(bar) && bar.id === board.chosen ? 'ew-resize' : '';
      board.point(bar?.id ?? '');
      return;
    }
    const by = event.clientX - this.#drag.x;
    if (Math.abs(by) > 4) this.#drag.moved = true;
    if (!this.#drag.moved) return;
    const { range, bar } = this.#drag;
    const shift = (by / track.clientWidth) * (range[1] - range[0]);
    if (bar) this.held = this.fitting(bar, bar.start + shift);
    else this.range = within([range[0] - shift, range[1] - shift], this.whole);
  };

  /** The nearest start (ms since 1970) at which all of an image is in the plan. */
  private fitting(bar: Bar, start: number): number {
    const [from, to] = this.whole;
    return Math.min(Math.max(from, Math.round(start / 1000) * 1000), to - (bar.end - bar.start));
  }

  private movable(bar: Bar): boolean {
    return board.mover !== null && bar.kind === 'image';
  }

  private readonly up = (event: PointerEvent): void => {
    const drag = this.#drag;
    const clicked = drag && !drag.moved;
    const { held } = this;
    this.cancel();
    if (drag?.bar && held) board.mover?.(drag.bar.id, held);
    const bar = clicked && this.under(event);
    if (bar) board.choose(bar.id);
  };

  private readonly cancel = (): void => {
    this.#drag = null;
    this.held = 0;
  };

  /** The nearest thing to the pointer in its row. */
  private under(event: MouseEvent): Bar | undefined {
    const box = this.querySelector('.track')!.getBoundingClientRect();
    const row = board.shown.rows[Math.floor((event.clientY - box.top - AXIS) / ROW)]?.id;
    const x = event.clientX - box.left;
    const far = (bar: Bar) => Math.max(this.x(bar.start, box.width) - x, x - Math.max(this.x(bar.end, box.width), this.x(bar.start, box.width) + LEAST), 0);
    const near = board.shown.bars.filter((bar) => bar.row === row && told(bar) && far(bar) < 7);
    return near.sort((a, b) => far(a) - far(b) || Number(this.graded(b)) - Number(this.graded(a)))[0];
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows, bars } = board.shown;
    const all = bars.filter(told);
    const now = board.bar(board.pointed || board.chosen);
    const at = now ? all.indexOf(now) : -1;
    const to = (bar: Bar | undefined) => bar && board.point(bar.id);
    if (now && this.movable(now) && (event.key === 'Delete' || (event.shiftKey && /^Arrow(Left|Right)$/.test(event.key)))) {
      const width = this.querySelector('.track')!.clientWidth;
      const seen = (this.range[1] - this.range[0]) / 1000 / width;
      const by = (steps.find((step) => step >= seen) ?? steps[steps.length - 1]!) * (event.key === 'ArrowLeft' ? -1000 : 1000);
      board.mover?.(now.id, event.key === 'Delete' ? null : this.fitting(now, now.start + by));
    } else if (event.key === 'ArrowRight') to(all[Math.min(all.length - 1, at + 1)]);
    else if (event.key === 'ArrowLeft') to(all[Math.max(0, at - 1)]);
    else if (event.key === 'Home') to(all[0]);
    else if (event.key === 'End') to(all[all.length - 1]);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const row = rows.findIndex((one) => one.id === now?.row);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      for (let i = row + step; i >= 0 && i < rows.length; i += step) {
        const its = all.filter((bar) => bar.row === rows[i]!.id);
        if (its.length === 0) continue;
        const start = now?.start ?? 0;
        to(its.reduce((a, b) => (Math.abs(b.start - start) < Math.abs(a.start - start) ? b : a)));
        break;
      }
    } else if (event.key === 'Enter' || event.key === ' ') board.choose(board.pointed || board.chosen);
    else if (event.key === '+') this.zoom(0.5, now?.start);
    else if (event.key === '-') this.zoom(2, now?.start);
    else return;
    event.preventDefault();
  };
}
