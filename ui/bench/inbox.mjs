// SPDX-License-Identifier: Apache-2.0
// The inbox with 20,000 alerts: when its first rows are there, how smoothly it is scrolled and stepped
// through, and how smoothly the map is moved and zoomed with 5,000 of them on it.
import { start, stop, url } from '../test/e2e/browser.js';
import { end, figure, frames, quantile, sayFrames } from './measure.js';

const FIRST = 1500; // ms until the first rows
const RUNS = 3;

const browser = await start();

/** The inbox in a browser that has not been here; and when its first rows were there (ms). */
async function open() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  const page = await context.newPage();
  await page.goto(`${url}/#/alerts?c=75,30,4`);
  const first = await page.waitForFunction(() => document.querySelector('.inbox .alert') && performance.now(), null, { polling: 'raf' });
  return { context, page, first: await first.jsonValue() };
}

await (await open()).context.close(); // the server's own first requests
const firsts = [];
for (let run = 0; run < RUNS; run++) {
  const { context, first } = await open();
  firsts.push(first);
  await context.close();
}
figure('first rows of 20,000, empty browser', quantile(firsts, 0.5), 'ms', { most: FIRST });

const { page } = await open();
// the dots come page by page
await page.waitForFunction(() => performance.getEntriesByName('sunqar-drawn').length > 0);
await page.waitForTimeout(4000);
console.log(await page.locator('.title [role=status]').innerText());

const inbox = page.locator('.inbox');
const place = await inbox.boundingBox();
await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
sayFrames(
  'scrolling by wheel',
  await frames(page, async () => {
    for (let n = 0; n < 120; n++) {
      await page.mouse.wheel(0, 160);
      await page.waitForTimeout(12);
    }
  }),
);
// to the end: all pages are loaded on the way
const begun = Date.now();
for (let before = -1, at = 0; at !== before || at < 1_200_000; ) {
  before = at;
  at = await inbox.evaluate((box) => {
    box.scrollTop = box.scrollHeight;
    return box.scrollTop;
  });
  if (Date.now() - begun > 60_000) break;
  await page.waitForTimeout(100);
  if (await page.locator('.inbox li[aria-posinset="20000"]').count()) break;
}
figure('to the last of 20,000', Date.now() - begun, 'ms');
await inbox.evaluate((box) => (box.scrollTop = 0));
await page.locator('.inbox li[aria-posinset="1"] .alert').focus();
sayFrames(
  'stepping by key',
  await frames(page, async () => {
    for (let n = 0; n < 100; n++) {
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(16);
    }
  }),
);

/** Drags the map in a circle: the button is down all the time. */
async function drag() {
  await page.mouse.move(900, 400);
  await page.mouse.down();
  for (let n = 0; n <= 240; n++) {
    await page.mouse.move(900 + 300 * Math.sin(n / 20), 400 + 200 * Math.sin(n / 13));
    await page.waitForTimeout(8);
  }
  await page.mouse.up();
}
await page.waitForTimeout(1000);
sayFrames('moving the map with 5,000 alerts', await frames(page, drag));
await page.waitForTimeout(1500);
sayFrames(
  'zooming the map with 5,000 alerts', // all are drawn anew
  await frames(page, async () => {
    for (let n = 0; n < 12; n++) {
      await page.mouse.wheel(0, n < 6 ? -120 : 120);
      await page.waitForTimeout(120);
    }
  }),
  false,
);
await stop();
end();
