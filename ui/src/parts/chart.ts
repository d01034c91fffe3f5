// SPDX-License-Identifier: Apache-2.0
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { current, date, number } from '../messages.ts';
import type { Series } from './series.ts';

const light = ['#0a5a74', '#9a4f00', '#5b3a9e', '#0d6b3f', '#a1215e', '#5a6500', '#2c55c7', '#6b4a3a'];
const dark = ['#7cc7dd', '#f0b46a', '#c0a8ff', '#7fd3ae', '#ff9fc4', '#cfd96b', '#9db9ff', '#d9b8a6'];

/** The colour of an index, the same whichever others are shown. */
export function colourOf(series: Series, name: string): string {
  const all = series.offers?.indices ?? Object.keys(series.indices);
  const colours = matchMedia('(prefers-color-scheme: dark)').matches ? dark : light;
  return colours[Math.max(0, all.indexOf(name)) % colours.length]!;
}

const seconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

/** What a chart draws and tells. */
export interface ChartOptions {
  series: Series;
  index: string;
  /** whether what masks hide is drawn */
  hidden: boolean;
  /** the day that the map shows; empty: none */
  day: () => string;
  height: number;
  /** the observation under the pointer; null: none */
  pointed: (at: number | null) => void;
  /** an observation is clicked */
  chosen: (at: number) => void;
}

/** One index of a place over time: what was seen, what was expected, and when it broke. */
export function chart(place: HTMLElement, options: ChartOptions): uPlot {
  const { series, index } = options;
  const style = getComputedStyle(place);
  const [ink, soft, rule, bad, gold] = ['--ink', '--soft', '--rule', '--bad', '--gold'].map((name) =>
    style.getPropertyValue(name).trim(),
  ) as [string, string, string, string, string];
  const colour = colourOf(series, index);
  const values = series.indices[index]!;
  const fit = series.fit?.[index];
  const none = values.map(() => null);
  const font = '11px system-ui, sans-serif';
  const axis: uPlot.Axis = { stroke: soft, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1 }, font };
  const unseen: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false }, spanGaps: true };
  const marks = (plot: uPlot): void => {
    if (series.from) line(plot, series.from, soft, [2, 4]);
    for (const one of series.breaks ?? []) {
      if (one.index && one.index !== index) continue;
      line(plot, one.date, bad, [], date(one.date));
      if (one.confirmed) line(plot, one.confirmed, bad, [5, 4]);
    }
    if (options.day()) line(plot, options.day(), gold, []);
  };
  const plot = new uPlot(
    {
      width: Math.max(200, place.clientWidth),
      height: options.height,
      tzDate: (ts) => uPlot.tzDate(new Date(ts * 1000), 'Etc/UTC'),
      legend: { show: false },
      padding: [14, 8, 0, 0],
      cursor: { y: false, sync: { key: 'sunqar-series' }, drag: { x: false, y: false } },
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
        { ...axis, size: 48, values: (_, ticks) => ticks.map((tick) => number(tick, 3)) },
      ],
      bands: fit ? [{ series: [1, 2], fill: colour + '26' }] : [],
      series: [
        {},
        unseen,
        unseen,
        { stroke: colour, width: 1.5, points: { show: false }, spanGaps: true },
        { stroke: ink, width: 0, paths: () => null, points: { show: true, size: 5, fill: ink } },
        { stroke: soft, width: 0, paths: () => null, points: { show: options.hidden, size: 5, stroke: soft, width: 1 } },
      ],
      hooks: {
        drawClear: [(made) => spreads(made, series, index, soft)],
        draw: [marks],
        setCursor: [(made) => options.pointed(made.cursor.idx ?? null)],
      },
    },
    [
      series.dates.map(seconds),
      fit?.high ?? none,
      fit?.low ?? none,
      fit?.expected ?? none,
      values.map((value, i) => (series.clear[i] ? value : null)),
      values.map((value, i) => (series.clear[i] || !options.hidden ? null : value)),
    ],
    place,
  );
  plot.over.addEventListener('click', () => {
    if (typeof plot.cursor.idx === 'number') options.chosen(plot.cursor.idx);
  });
  return plot;
}

/** A day as a line across the chart, with words at its top. */
function line(plot: uPlot, day: string, stroke: string, dash: number[], words = ''): void {
  const pen = plot.ctx;
  const { left, top, width, height } = plot.bbox;
  const x = Math.round(plot.valToPos(seconds(day), 'x', true));
  if (x < left || x > left + width) return;
  pen.save();
  pen.strokeStyle = pen.fillStyle = stroke;
  pen.lineWidth = 1.5 * devicePixelRatio;
  pen.setLineDash(dash.map((part) => part * devicePixelRatio));
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, top + height);
  pen.stroke();
  if (words) {
    pen.font = `600 ${11 * devicePixelRatio}px system-ui, sans-serif`;
    pen.textAlign = x > left + width * 0.8 ? 'right' : x < left + width * 0.2 ? 'left' : 'center';
    pen.textBaseline = 'bottom';
    pen.fillText(words, x, top - 2 * devicePixelRatio);
  }
  pen.restore();
}

/** How far the pixels of an area lie apart, as a stroke up and down from their mean. */
function spreads(plot: uPlot, series: Series, index: string, stroke: string): void {
  const spread = series.spread?.[index];
  if (!spread) return;
  const pen = plot.ctx;
  const { left, top, width, height } = plot.bbox;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  pen.strokeStyle = stroke;
  pen.globalAlpha = 0.2;
  pen.lineWidth = devicePixelRatio;
  pen.beginPath();
  series.dates.forEach((day, i) => {
    const [value, by] = [series.indices[index]![i], spread[i]];
    if (!series.clear[i] || typeof value !== 'number' || typeof by !== 'number') return;
    const x = Math.round(plot.valToPos(seconds(day), 'x', true));
    pen.moveTo(x, plot.valToPos(value - by, 'y', true));
    pen.lineTo(x, plot.valToPos(value + by, 'y', true));
  });
  pen.stroke();
  pen.restore();
}

/** Charts one below the other in one picture, with a title above and sentences below. */
export function chartsPicture(plots: { name: string; plot: uPlot }[], title: string, sentences: string[]): Promise<Blob | null> {
  const ratio = devicePixelRatio;
  const [head, label, foot] = [34, 18, 18 * sentences.length + 12];
  const width = Math.max(...plots.map(({ plot }) => plot.ctx.canvas.width));
  const heights = plots.map(({ plot }) => plot.ctx.canvas.height + label * ratio);
  const canvas = document.createElement('canvas');
  canvas.width = width + 24 * ratio;
  canvas.height = (head + foot) * ratio + heights.reduce((a, b) => a + b, 0);
  const pen = canvas.getContext('2d')!;
  const style = getComputedStyle(document.body);
  pen.fillStyle = style.backgroundColor;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = style.color;
  const write = (text: string, y: number, font: string) => {
    pen.font = font.replace(/\d+px/, (size) => `${parseInt(size) * ratio}px`);
    pen.fillText(text, 12 * ratio, y, width);
  };
  write(title, 22 * ratio, '600 15px system-ui, sans-serif');
  let y = head * ratio;
  plots.forEach(({ name, plot }, i) => {
    write(name, y + 12 * ratio, '600 12px system-ui, sans-serif');
    pen.drawImage(plot.ctx.canvas, 12 * ratio, y + label * ratio);
    y += heights[i]!;
  });
  sentences.forEach((sentence, i) => write(sentence, y + (14 + 18 * i) * ratio, '12px system-ui, sans-serif'));
  return new Promise((resolve) => canvas.toBlob(resolve));
}
