// SPDX-License-Identifier: Apache-2.0
// Outlines whose corners are moved, a watch that tells a program, a disk that is full.
import assert from 'node:assert/strict';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { start, stop, url, violations, visit } from './browser.js';

before(start);
after(stop);

const clean = async (page) => assert.deepEqual(await violations(page), []);

/** The corners of the area in the address, longitudes and latitudes. */
function area(page) {
  const values = /[?&]a=([-\d.,]+)/.exec(decodeURIComponent(page.url()))?.[1].split(',').map(Number) ?? [];
  return Array.from({ length: values.length / 2 }, (_, i) => values.slice(2 * i, 2 * i + 2)).slice(0, -1);
}

/** A page with a box on the map. */
async function boxed() {
  const visitor = await visit({ hash: '#/map?c=-34.871,-7.995,13&l=c%2Folinda&p=-34.88,-7.99' });
  const { page } = visitor;
  await page.getByText('Another place or area').click();
  await page.getByLabel(/^Coordinates/).fill('-34.89 -8.01 -34.86 -7.98');
  await page.keyboard.press('Enter');
  await page.waitForURL(/a=-34\.89/);
  await page.getByRole('button', { name: 'Edit the outline' }).waitFor();
  return { visitor, page };
}

/** Where a place is on the screen: the map shows a box, filled but for its margins. */
const pixels = (page) =>
  page.evaluate(() => {
    const box = document.querySelector('sq-map .canvas').getBoundingClientRect();
    const [, lon, lat, zoom] = /c=([-\d.]+),([-\d.]+),([\d.]+)/.exec(location.hash).map(Number);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, lon, lat, zoom };
  });

async function pixel(page, lon, lat) {
  const middle = await pixels(page);
  const size = (256 * 2 ** middle.zoom) / 360;
  const mercator = (degrees) => (Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) * 180) / Math.PI;
  return [middle.x + (lon - middle.lon) * size, middle.y - (mercator(lat) - mercator(middle.lat)) * size];
}

async function drag(page, [x, y], [toX, toY]) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move((x + toX) / 2, (y + toY) / 2, { steps: 3 });
  await page.mouse.move(toX, toY, { steps: 3 });
  await page.mouse.up();
}

test('by mouse: a corner is moved, one added, one deleted, and all undone', async () => {
  const { visitor, page } = await boxed();
  await page.waitForTimeout(600); // the address follows the map
  assert.equal(area(page).length, 4);
  await page.getByRole('button', { name: 'Edit the outline' }).click();
  await visitor.shows(page.getByText('4 corners by their coordinates'));
  const corner = await pixel(page, -34.86, -7.98);
  await drag(page, corner, await pixel(page, -34.865, -7.985));
  await page.waitForURL(/-34\.86[45]/);
  const [, , [lon, lat]] = area(page);
  assert.ok(Math.abs(lon + 34.865) < 5e-4 && Math.abs(lat + 7.985) < 5e-4, `${lon} ${lat}`);
  // a line that is dragged gets one more
  await drag(page, await pixel(page, -34.883, -8.01), await pixel(page, -34.883, -8.005));
  await visitor.shows(page.getByText('5 corners by their coordinates'));
  await clean(page);
  await page.mouse.click(...(await pixel(page, -34.89, -8.01)));
  await page.getByRole('button', { name: 'Delete the corner' }).click();
  await visitor.shows(page.getByText('4 corners by their coordinates'));
  for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Undo' }).click();
  await page.waitForFunction(() => /-34\.86,-7\.98\b/.test(decodeURIComponent(location.hash)));
  assert.deepEqual(area(page).map((place) => place.map((value) => Number(value.toFixed(5)))), [[-34.89, -8.01], [-34.86, -8.01], [-34.86, -7.98], [-34.89, -7.98]]);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByRole('button', { name: 'Edit the outline' }).waitFor();
  await visitor.leave();
});

test('by keyboard: corners by their coordinates; an outline that crosses itself is not taken', async () => {
  const { visitor, page } = await boxed();
  await page.getByRole('button', { name: 'Edit the outline' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('4 corners by their coordinates').focus();
  await page.keyboard.press('Enter');
  const third = page.getByLabel('Corner 3', { exact: true });
  assert.equal(await third.inputValue(), '7.98000° S, 34.86000° W');
  await third.fill('7.985 S 34.865 W');
  await page.keyboard.press('Enter');
  await page.waitForURL(/-34\.865,-7\.985/);
  await third.fill('somewhere');
  await page.keyboard.press('Enter');
  await visitor.shows(page.getByText('These are no coordinates. Write 8.01 S 34.87 W.'));
  await page.getByRole('button', { name: 'Add a corner after corner 1' }).focus();
  await page.keyboard.press('Enter');
  await visitor.shows(page.getByText('5 corners by their coordinates'));
  await page.getByRole('button', { name: 'Delete corner 2' }).focus();
  await page.keyboard.press('Enter');
  await visitor.shows(page.getByText('4 corners by their coordinates'));
  await page.waitForFunction(() => !decodeURIComponent(location.hash).includes('-34.875,-8.01'));
  await page.waitForTimeout(600); // the address follows
  const before = area(page);
  await page.getByLabel('Corner 1', { exact: true }).fill('7.978 S 34.87 W');
  await page.keyboard.press('Enter');
  await visitor.shows(page.getByText('The outline crosses itself. Move the corner back, or undo.'));
  assert.deepEqual(area(page), before);
  await clean(page);
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  assert.deepEqual(area(page), before);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Edit the outline' }).waitFor();
  await visitor.leave();
});

test('a new watch has its outline changed, and tells a program with a secret that is shown once', async () => {
  const address = 'https://receiver.invalid/hook';
  const visitor = await visit({ hash: '#/watches/+?c=-34.871,-7.995,13&l=c%2Folinda' });
  const { page } = visitor;
  await page.getByLabel('Collection').waitFor();
  const square = { type: 'Polygon', coordinates: [[[-34.93, -8], [-34.89, -8], [-34.89, -7.97], [-34.93, -7.97], [-34.93, -8]]] };
  await page.locator('sq-new-watch input[type=file]').setInputFiles({ name: 'a.geojson', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(square)) });
  await page.getByRole('button', { name: 'Edit the outline' }).click();
  await page.getByText('4 corners by their coordinates').click();
  await page.getByLabel('Corner 1', { exact: true }).fill('8 S 34.92 W');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('hooked');
  const create = page.getByRole('button', { name: 'Create the watch' });
  for (const [label, wrong, sentence] of [
    ['Webhook for alerts (optional)', 'ftp://example.org/hook', /is not an address of a webhook/],
    ['Webhook for alerts (optional)', 'https://me:secret@example.org/hook', /is not an address of a webhook/],
    ['E-mail for alerts (optional)', 'ana at example', /is not an e-mail address/],
  ]) {
    await page.getByLabel(label).fill(wrong);
    await create.click();
    await visitor.shows(page.getByRole('alert').filter({ hasText: sentence }));
    await page.getByLabel(label).fill('');
  }
  assert.equal((await fetch(`${url}/api/watches/hooked`)).status, 404); // nothing was made of them
  await page.getByLabel('Webhook for alerts (optional)').fill(address);
  await clean(page);
  await create.focus();
  await page.keyboard.press('Enter');
  await visitor.shows(page.getByRole('heading', { name: 'The watch hooked is made' }));
  const secret = await page.locator('.secret code').textContent();
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  await visitor.shows(page.getByText('It is shown this once only.'));
  await clean(page);
  const watch = await (await fetch(`${url}/api/watches/hooked`)).json();
  assert.equal(watch.area.coordinates.flat(3).includes(-34.92), true, JSON.stringify(watch.area));
  const { subscribers } = await (await fetch(`${url}/api/watches/hooked/subscribers`)).json();
  assert.deepEqual(subscribers, [{ kind: 'webhook', target: address }]);
  await page.keyboard.press('Enter'); // I have kept it
  await page.locator('.layer', { hasText: 'hooked' }).waitFor();
  assert.ok(!(await page.content()).includes(secret));
  assert.equal((await fetch(`${url}/api/watches/hooked`, { method: 'DELETE' })).status, 204);
  await visitor.leave();
});

test('a file that the disk has no room for: one sentence, and nothing of it stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sunqar-full-'));
  const path = join(folder, 'huge_20200119.tif');
  const file = await open(path, 'w');
  await file.truncate(1_000_000_000_000); // all hole: it takes no room here
  await file.close();
  const before = await (await fetch(`${url}/api/uploads`)).json();
  const visitor = await visit({ hash: '#/catalogue?c=-34.871,-7.995,12' });
  const { page } = visitor;
  await page.getByRole('button', { name: 'Import' }).click();
  await page.locator('sq-imports input[type=file]').setInputFiles(path);
  await page.getByLabel('Into the collection').fill('brought');
  await page.getByRole('button', { name: 'Send and import' }).click();
  const alert = page.locator('sq-imports [role="alert"]');
  await visitor.shows(alert);
  assert.match(await alert.textContent(), /no room for 1000\.00 GB more/);
  assert.equal(await page.getByRole('alert').count(), 1);
  assert.deepEqual(await (await fetch(`${url}/api/uploads`)).json(), before);
  await visitor.leave(/status of 507/);
  await rm(folder, { recursive: true });
});
