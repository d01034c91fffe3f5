// SPDX-License-Identifier: Apache-2.0
// A film of the map: one picture a day, with date, scale, legend and where the data are from. Made in the
// browser, picture by picture, so that its length costs no memory but the file's.
import type OlMap from 'ol/Map.js';
import { date } from '../messages.ts';
import { store } from '../store.ts';
import { drawMap, drawNorth, drawScale, layerNames, loadLegends, sources } from './picture.ts';
import { settled } from './player.ts';

/** Pictures of a film. */
export const MOST_FRAMES = 150;

const HEAD = 34;
const FOOT = 22;

export interface FilmOptions {
  days: readonly string[];
  /** pictures a second */
  pace: number;
  /** pixels */
  width: number;
  progress: (done: number) => void;
  signal: AbortSignal;
}

/** What takes the pictures of a film one after the other. */
interface Reel {
  add(canvas: HTMLCanvasElement): Promise<void>;
  end(): Promise<Blob>;
}

export const canRecord = (): boolean => typeof MediaRecorder === 'function' && MediaRecorder.isTypeSupported('video/webm');

/** Shows each day on the map and takes its picture; the map shows afterwards what it showed before. */
export async function film(map: OlMap, kind: 'gif' | 'webm', options: FilmOptions): Promise<Blob> {
  const { day: before } = store.state;
  const [width = 1, height = 1] = map.getSize() ?? [];
  const scale = options.width / width;
  const canvas = document.createElement('canvas');
  canvas.width = 2 * Math.round(options.width / 2);
  canvas.height = 2 * Math.round(((height + HEAD + FOOT) * scale) / 2);
  const pen = canvas.getContext('2d', { willReadFrequently: kind === 'gif' })!;
  const legends = await loadLegends(store.state);
  const reel = kind === 'gif' ? await gif(options.pace) : recording(canvas, options.pace);
  try {
    for (const [i, day] of options.days.entries()) {
      options.signal.throwIfAborted();
      store.change({ day });
      await settled();
      options.signal.throwIfAborted();
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      frame(map, pen, width, height, day, legends);
      await reel.add(canvas);
      options.progress((i + 1) / options.days.length);
    }
    return await reel.end();
  } finally {
    store.change({ day: before });
  }
}

function frame(map: OlMap, pen: CanvasRenderingContext2D, width: number, height: number, day: string, legends: HTMLImageElement[]): void {
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height + HEAD + FOOT + 2);
  drawMap(pen, 0, HEAD, width, height);
  drawNorth(pen, width - 34, HEAD + 14);
  drawScale(map, pen, 12, HEAD + height - 14, width);
  let x = width - 8;
  for (const image of legends) {
    x -= image.width;
    pen.fillStyle = '#ffffffd8';
    pen.fillRect(x - 4, HEAD + height - image.height - 12, image.width + 8, image.height + 8);
    pen.drawImage(image, x, HEAD + height - image.height - 8);
    x -= 12;
  }
  pen.fillStyle = '#1c2a33';
  pen.font = '600 18px system-ui, sans-serif';
  const label = date(day, 'long');
  pen.fillText(label, 12, 23);
  const rest = width - pen.measureText(label).width - 48;
  pen.font = '13px system-ui, sans-serif';
  pen.textAlign = 'right';
  if (rest > 60) pen.fillText(layerNames(store.state), width - 12, 22, rest);
  pen.textAlign = 'left';
  pen.font = '11px system-ui, sans-serif';
  pen.fillStyle = '#4d5d68';
  pen.fillText(sources(), 12, HEAD + height + 15, width - 24);
}

async function gif(pace: number): Promise<Reel> {
  const { GIFEncoder, applyPalette, quantize } = await import('gifenc');
  const encoder = GIFEncoder();
  return {
    async add(canvas) {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      const palette = quantize(data, 256);
      encoder.writeFrame(applyPalette(data, palette), width, height, { palette, delay: 1000 / pace, repeat: 0 });
      await new Promise((resolve) => setTimeout(resolve)); // a click on 'cancel' is heard
    },
    async end() {
      encoder.finish();
      return new Blob([encoder.bytes() as Uint8Array<ArrayBuffer>], { type: 'image/gif' });
    },
  };
}

/** A recording runs only while a picture is shown: what loads in between is not in it. */
function recording(canvas: HTMLCanvasElement, pace: number): Reel {
  const stream = canvas.captureStream(0);
  const track = stream.getVideoTracks()[0] as CanvasCaptureMediaStreamTrack;
  const recorder = new MediaRecorder(stream, { mimeType: 'video/webm', videoBitsPerSecond: 5_000_000 });
  const parts: Blob[] = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start();
  recorder.pause();
  return {
    async add() {
      recorder.resume();
      const end = performance.now() + 1000 / pace;
      while (performance.now() < end) {
        track.requestFrame();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      recorder.pause();
    },
    end: () =>
      new Promise((resolve) => {
        recorder.onstop = () => resolve(new Blob(parts, { type: 'video/webm' }));
        recorder.stop();
        track.stop();
      }),
  };
}
