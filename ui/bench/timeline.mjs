// SPDX-License-Identifier: Apache-2.0
// The timeline with 3,000 dates: when it is there, how long a step takes until it is seen, and how
// smoothly it is zoomed, moved and dragged over.
import { start, stop, url } from '../test/e2e/browser.js';
import { end, figure, frames, quantile, sayFrames } from './measure.js';

const FIRST = 1500; // ms until its ticks are there
const STEP = 50; // ms until a step is seen, nine of ten times

const browser = await start();
const layers = encodeURIComponent('c/dates');

async function open() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  const page = await context.newPage();
  await page.goto(`${url}/#/map?c=102.316,48.7,12&l=${layers}`);
  const first = await page.waitForFunction(
    () => {
      const canvas = document.querySelector('sq-timeline canvas');
      return canvas && canvas.width > 300 && performance.now();
    },
    null,
    { polling: 'raf' },
  );
  return { context, page, first: await first.jsonValue() };
}

await (await open()).context.close(); // the server's own first requests
const { page, first } = await open();
figure('ticks of 3,000 dates, empty browser', first, 'ms', { most: FIRST });
await page.waitForFunction(() => performance.getEntriesByName('sunqar-drawn').length > 0);
await page.waitForTimeout(2000);
const track = page.locator('sq-timeline .track');
console.log(await track.getAttribute('aria-valuetext'));

/** Keys, and how long each takes until what it does is painted (ms). */
async function keys(name, key, times) {
  await track.focus();
  const took = await page.evaluate(
    async ([which, n]) => {
      const track = document.querySelector('sq-timeline .track');
      const all = [];
      for (let i = 0; i < n; i++) {
        const begun = performance.now();
        track.dispatchEvent(new KeyboardEvent('keydown', { key: which, bubbles: true, cancelable: true }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        all.push(performance.now() - begun);
      }
      return all;
    },
    [key, times],
  );
  figure(`${name}, until it is seen, middle`, quantile(took, 0.5), 'ms');
  figure(`${name}, until it is seen, nine of ten`, quantile(took, 0.9), 'ms', { most: STEP });
}

await keys('a step back', 'ArrowLeft', 100);
await keys('zooming in by key', '+', 8);
await keys('a step back, zoomed in', 'ArrowLeft', 100);
await keys('zooming out by key', '-', 8);
await keys('all days', '0', 5);

const box = await track.boundingBox();
const middle = box.y + box.height / 3;
await page.mouse.move(box.x + box.width / 2, middle);
sayFrames(
  'zooming by wheel',
  await frames(page, async () => {
    for (let n = 0; n < 80; n++) {
      await page.mouse.wheel(0, n < 40 ? -60 : 60);
      await page.waitForTimeout(12);
    }
  }),
);
await page.keyboard.press('0');
sayFrames(
  'dragging the day',
  await frames(page, async () => {
    await page.mouse.down();
    for (let n = 0; n <= 160; n++) {
      await page.mouse.move(box.x + box.width * (0.5 + 0.4 * Math.sin(n / 20)), middle);
      await page.waitForTimeout(10);
    }
    await page.mouse.up();
  }),
);
await stop();
end();
