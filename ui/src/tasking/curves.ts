// SPDX-License-Identifier: Apache-2.0
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { number } from '../messages.ts';
import { ticks } from './axis.ts';

/** One value of a satellite over time, with the most that it can be. */
export interface Curve {
  name: string;
  unit: string;
  /** ms since 1970 */
  times: readonly number[];
  values: readonly number[];
  most: number;
  /** times without the Sun (ms since 1970) */
  dark: readonly (readonly [number, number])[];
  /** the time that is pointed at (ms since 1970); 0: none */
  at: () => number;
  /** where the pointer is (ms since 1970), 0: nowhere; the value there, and what it would be where that is tried */
  pointed: (time: number, value: number, tried?: number) => void;
  /** what it would be if the plan were another */
  tried?: { times: readonly number[]; values: readonly number[]; /** what is looked at closely (ms since 1970) */ near: readonly [number, number] };
}

/** From the least to the most that is seen of values within a time, with room about them; as much as `room` at least. */
function about(all: { times: readonly number[]; values: readonly number[] }[], [from, to]: readonly [number, number], room: number, most: number): [number, number] {
  const seen = all.flatMap(({ times, values }) => values.filter((_, i) => times[i]! >= from && times[i]! <= to));
  const [low, high] = [Math.min(most, ...seen), Math.max(0, ...seen)];
  const more = Math.max((high - low) * 0.15, room);
  return [Math.max(0, low - more), Math.min(most, high + more)];
}

/** The last value at or before an index of a table in which some have none. */
function valueAt(values: ArrayLike<number | null | undefined>, index: number): number {
  for (let i = index; i >= 0; i--) {
    const value = values[i];
    if (typeof value === 'number') return value;
  }
  return 0;
}

export function curve(place: HTMLElement, { times, values, most, dark, at, pointed, tried }: Curve): uPlot {
  const style = getComputedStyle(place);
  const [soft, rule, link, gold] = ['--soft', '--rule', '--link', '--gold'].map((name) => style.getPropertyValue(name).trim()) as [string, string, string, string];
  const font = '11px system-ui, sans-serif';
  const axis: uPlot.Axis = { stroke: soft, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1 }, font };
  const width = Math.max(200, place.clientWidth);
  const [from, to] = tried?.near ?? [times[0] ?? 0, times[times.length - 1] ?? 1];
  const range = tried ? about([{ times, values }, tried], tried.near, most / 200, most) : ([0, most] as [number, number]);
  const labels = ticks(from, to, width - 56).filter((tick) => tick.at < to - (to - from) / 16);
  const seconds = (all: readonly number[]) => all.map((time) => time / 1000);
  const plain: uPlot.AlignedData = [seconds(times), [...values]];
  const data = tried ? uPlot.join([plain, [seconds(tried.times), [...tried.values]]]) : plain;
  const line: uPlot.Series = { stroke: link, fill: link + '26', width: 1.5, points: { show: false }, spanGaps: true };
  const across = (plot: uPlot, time: number) => plot.valToPos(time / 1000, 'x', true);
  return new uPlot(
    {
      width,
      height: 120,
      legend: { show: false },
      padding: [8, 8, 0, 0],
      cursor: { y: false, sync: { key: 'sunqar-course' }, drag: { x: false, y: false } },
      scales: { x: { time: true, range: () => [from / 1000, to / 1000] }, y: { range: () => range } },
      axes: [
        {
          ...axis,
          size: 28,
          splits: () => labels.map((tick) => tick.at / 1000),
          values: () => labels.map((tick) => tick.label),
        },
        { ...axis, size: 48, splits: () => [range[0], (range[0] + range[1]) / 2, range[1]], values: (_, all) => all.map((value) => number(value, range[1] - range[0] < 20 ? 1 : 0)) },
      ],
      series: tried ? [{}, { stroke: soft, width: 1.5, dash: [4, 3], points: { show: false }, spanGaps: true }, line] : [{}, line],
      hooks: {
        drawClear: [
          (plot) => {
            const { left, top, width: wide, height } = plot.bbox;
            plot.ctx.save();
            plot.ctx.fillStyle = soft;
            plot.ctx.globalAlpha = 0.16;
            for (const [start, end] of dark) {
              const x = Math.max(left, across(plot, start));
              const to = Math.min(left + wide, across(plot, end));
              if (to > x) plot.ctx.fillRect(x, top, to - x, height);
            }
            plot.ctx.restore();
          },
        ],
        draw: [
          (plot) => {
            const { left, top, width: wide, height } = plot.bbox;
            const x = across(plot, at());
            if (x < left || x > left + wide) return;
            plot.ctx.fillStyle = gold;
            plot.ctx.fillRect(x - devicePixelRatio, top, 2 * devicePixelRatio, height);
          },
        ],
        setCursor: [
          (plot) => {
            const index = plot.cursor.idx;
            if (typeof index !== 'number') pointed(0, 0);
            else pointed(Number(data[0][index]) * 1000, valueAt(data[1]!, index), data[2] && valueAt(data[2], index));
          },
        ],
      },
    },
    data,
    place,
  );
}
