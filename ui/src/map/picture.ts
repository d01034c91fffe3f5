// SPDX-License-Identifier: Apache-2.0
import type OlMap from 'ol/Map.js';
import { getPointResolution } from 'ol/proj.js';
import { date, number, t } from '../messages.ts';
import { save } from '../parts/files.ts';
import type { AppState } from '../state.ts';
import { legendAddress } from './pictures.ts';

const MARGIN = 16;
const HEAD = 44;
const FOOT = 30;

/** The largest 1, 2 or 5 times a power of ten that is not above a number. */
export function round125(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([5, 2, 1].find((step) => step * power <= value) ?? 1);
}

/** The map as it is, with title, date, scale, north, legends and attribution; to a file or a printer. */
export async function picture(map: OlMap, state: AppState, print: boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    map.once('rendercomplete', () => resolve());
    map.renderSync();
  });
  const ground = document.querySelector('sq-map .maps')!.getBoundingClientRect(); // with both maps, side by side
  const [width, height] = [ground.width, ground.height];
  const canvas = document.createElement('canvas');
  const ratio = devicePixelRatio;
  const legends = await loadLegends(state);
  const below = legends.length ? Math.max(...legends.map((image) => image.height)) + 2 * MARGIN : 0;
  canvas.width = (width + 2 * MARGIN) * ratio;
  canvas.height = (height + HEAD + FOOT + MARGIN + below) * ratio;
  const pen = canvas.getContext('2d')!;
  pen.scale(ratio, ratio);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  drawMaps(pen, ground);
  drawNorth(pen, MARGIN + width - 34, HEAD + 14);
  drawScale(map, pen, MARGIN + 12, HEAD + height - 14, width);
  drawText(pen, state, width, height);
  let x = MARGIN;
  for (const image of legends) {
    pen.drawImage(image, x, HEAD + height + FOOT + MARGIN / 2);
    x += image.width + MARGIN;
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (!blob) return;
  if (print) printPicture(blob);
  else save(blob, `sunqar-${state.day || new Date().toISOString().slice(0, 10)}.png`);
}

/** The map, or both, with the line between them and the day of each side. */
function drawMaps(pen: CanvasRenderingContext2D, frame: DOMRect): void {
  pen.save();
  pen.translate(MARGIN - frame.left, HEAD - frame.top); // so that all is where it is on the page
  for (const ground of document.querySelectorAll<HTMLElement>('sq-map .canvas:not([hidden])')) {
    const box = ground.getBoundingClientRect();
    drawMap(pen, box.left, box.top, box.width, box.height, ground);
  }
  const line = document.querySelector('sq-map .swipe')?.getBoundingClientRect();
  pen.fillStyle = '#ffffff';
  if (line) pen.fillRect(line.left + line.width / 2 - 1.5, frame.top, 3, frame.height);
  pen.font = '600 13px system-ui, sans-serif';
  for (const when of document.querySelectorAll('sq-map .whens p')) {
    const box = when.getBoundingClientRect();
    pen.fillStyle = '#ffffffe0';
    pen.fillRect(box.left, box.top, box.width, box.height);
    pen.fillStyle = '#1c2a33';
    pen.fillText(when.textContent!.trim(), box.left + 8, box.top + box.height / 2 + 5, box.width - 16);
  }
  pen.restore();
}

export function drawMap(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  ground = document.querySelector<HTMLElement>('sq-map .canvas'),
): void {
  pen.save();
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.fillStyle = ground?.style.background || '#dbe8ee'; // the sea
  pen.fillRect(x, y, width, height);
  for (const layer of ground?.querySelectorAll<HTMLCanvasElement>('.ol-layers canvas') ?? []) {
    if (layer.width === 0) continue;
    const opacity = layer.parentElement?.style.opacity || layer.style.opacity;
    pen.globalAlpha = opacity ? Number(opacity) : 1;
    pen.drawImage(layer, 0, 0, layer.width, layer.height, x, y, width, height);
  }
  pen.restore();
  pen.strokeStyle = '#76868f';
  pen.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
}

export function drawNorth(pen: CanvasRenderingContext2D, x: number, y: number): void {
  pen.fillStyle = '#ffffffd0';
  pen.fillRect(x - 4, y - 6, 30, 44);
  pen.fillStyle = '#1c2a33';
  pen.beginPath();
  pen.moveTo(x + 11, y);
  pen.lineTo(x + 19, y + 22);
  pen.lineTo(x + 11, y + 16);
  pen.lineTo(x + 3, y + 22);
  pen.fill();
  pen.font = '600 12px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.fillText('N', x + 11, y + 35);
  pen.textAlign = 'start';
}

export function drawScale(map: OlMap, pen: CanvasRenderingContext2D, x: number, y: number, width: number): void {
  const view = map.getView();
  const metres = getPointResolution(view.getProjection(), view.getResolution()!, view.getCenter()!);
  const length = round125(metres! * Math.min(160, width / 3));
  const pixels = length / metres;
  pen.fillStyle = '#ffffffd0';
  pen.fillRect(x - 6, y - 22, pixels + 12, 30);
  pen.strokeStyle = '#1c2a33';
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(x, y - 5);
  pen.lineTo(x, y);
  pen.lineTo(x + pixels, y);
  pen.lineTo(x + pixels, y - 5);
  pen.stroke();
  pen.fillStyle = '#1c2a33';
  pen.font = '12px system-ui, sans-serif';
  pen.fillText(length >= 1000 ? `${number(length / 1000)} ${t('unit.km')}` : `${number(length)} ${t('unit.m')}`, x, y - 8);
}

/** The layers that are seen. */
export const layerNames = (state: AppState): string =>
  state.layers
    .filter((layer) => layer.visible)
    .map((layer) => layer.id.split('/').slice(1).join(' · '))
    .join(', ');

/** Where what is seen is from, and when it was. */
export function sources(): string {
  const source = document.querySelector('.attribution')?.textContent ?? '';
  return `${source} · Sunqar · ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function drawText(pen: CanvasRenderingContext2D, state: AppState, width: number, height: number): void {
  pen.fillStyle = '#1c2a33';
  pen.font = '600 17px system-ui, sans-serif';
  pen.fillText([layerNames(state) || 'Sunqar', state.day ? date(state.day, 'long') : ''].filter(Boolean).join(' – '), MARGIN, 28, width);
  pen.font = '11px system-ui, sans-serif';
  pen.fillStyle = '#4d5d68';
  pen.fillText(sources(), MARGIN, HEAD + height + 18, width);
}

/** Legends as pictures; those that cannot be had are left out. */
export async function loadLegends(state: AppState): Promise<HTMLImageElement[]> {
  const wanted = state.layers.filter((layer) => layer.visible && (layer.style.colormap || layer.id.startsWith('w/')));
  const loaded = await Promise.all(
    wanted.map(
      (layer) =>
        new Promise<HTMLImageElement | null>((resolve) => {
          const image = new Image();
          image.onload = () => resolve(image);
          image.onerror = () => resolve(null);
          image.src = legendAddress(layer);
        }),
    ),
  );
  return loaded.filter((image) => image !== null);
}

function printPicture(blob: Blob): void {
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0';
  document.body.append(frame);
  const image = frame.contentDocument!.createElement('img');
  image.style.maxWidth = '100%';
  image.onload = () => {
    frame.contentWindow!.print();
    setTimeout(() => frame.remove(), 60_000);
  };
  image.src = URL.createObjectURL(blob);
  frame.contentDocument!.body.append(image);
}
