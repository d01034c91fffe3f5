// SPDX-License-Identifier: Apache-2.0
// The page on bad links and without any: saved areas, reviews that wait, uploads that go on, keys, other versions.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start, stop, url, violations, visit } from './browser.js';

const olinda = '#/map?c=-34.871,-7.995,13&l=c%2Folinda';
/** What Chromium says of a line that is cut. */
const cut = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|status of 504|dynamically imported|error occurred when fetching the script/;

before(start);
after(stop);

const worker = (page) => page.waitForFunction(async () => navigator.serviceWorker.controller !== null && (await caches.has('words')) && (await (await caches.open('words')).keys()).length > 0);

/** Saves what the map shows, by keyboard alone. */
async function saveByKeyboard(page, name) {
  await page.locator('.offline summary').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save an area' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(/About .* in \d+ files/).waitFor();
  await page.keyboard.type(name); // the name has the focus
  await page.getByLabel('To zoom').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText(/Saved on .* MB/).waitFor({ timeout: 120_000 });
}

test('a saved area, its alerts and series are there without the server; reviews are sent when it is back', async () => {
  const visitor = await visit({ hash: olinda });
  const { page, context } = visitor;
  await worker(page);
  await page.getByText('Without the server').waitFor();
  await saveByKeyboard(page, 'Olinda');
  assert.deepEqual(await violations(page), []);
  await page.getByLabel('Name of the saved area').fill('The coast');
  await page.getByLabel('Name of the saved area').press('Enter');
  await context.setOffline(true);
  await page.reload();
  await page.locator('.layer h2').first().waitFor();
  await page.getByText(/You see what was saved on this device/).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('sq-map .pictures canvas, sq-map canvas')].some((one) => one.width > 0));
  await page.getByText('Without the server').click();
  assert.equal(await page.getByLabel('Name of the saved area').inputValue(), 'The coast');
  await page.goto(`${url}/#/alerts/olinda-0007`);
  await page.locator('sq-alert .facts').waitFor();
  await page.locator('.series canvas').waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('.chips img')].length > 0 && [...document.querySelectorAll('.chips img')].every((one) => one.complete && one.naturalWidth > 0));
  await page.getByLabel('Your name').fill('Dina');
  await page.getByLabel('Your name').press('Tab');
  await page.getByRole('button', { name: /Confirm/ }).click();
  await page.getByText('1 review waits for the server.').waitFor();
  await page.locator('.judge .review.confirmed').waitFor();
  // what is not saved says so
  await page.goto(`${url}/#/catalogue`);
  await page.getByText('This is not saved on this device.', { exact: false }).first().waitFor();
  await context.setOffline(false);
  await page.getByText('1 review waits for the server.').waitFor({ state: 'hidden' });
  await page.waitForFunction(() => !document.querySelector('.connection p'));
  const alert = await (await fetch(`${url}/api/alerts/collections/alerts/items/olinda-0007`)).json();
  assert.equal(alert.properties.review, 'confirmed');
  assert.equal(alert.history.filter((entry) => entry.by === 'Dina').length, 1);
  await page.goto(`${url}/${olinda}`);
  await page.getByText('Without the server').click();
  await page.locator('sq-saved').getByRole('button', { name: 'Delete' }).click();
  await page.getByLabel('Name of the saved area').waitFor({ state: 'hidden' });
  assert.deepEqual(await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('area '))), []);
  await visitor.leave(cut);
});

test('where somebody else was first, the user decides', async () => {
  const visitor = await visit({ hash: '#/alerts/olinda-0009' });
  const { page, context } = visitor;
  await page.locator('sq-alert .facts').waitFor();
  await page.getByLabel('Your name').fill('Ana');
  await page.getByLabel('Your name').press('Tab');
  await context.setOffline(true);
  await page.getByRole('button', { name: /Confirm/ }).click();
  await page.getByText('1 review waits for the server.').waitFor();
  const other = await fetch(`${url}/api/alerts/olinda-0009/review`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"action":"reject","reason":"cloud","by":"Boris"}',
  });
  assert.equal(other.status, 200);
  await context.setOffline(false);
  await page.getByText(/olinda-0009 was judged by Boris meanwhile/).waitFor();
  await page.getByRole('button', { name: 'Drop mine' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(/olinda-0009 was judged by Boris meanwhile/).waitFor({ state: 'hidden' });
  const alert = await (await fetch(`${url}/api/alerts/collections/alerts/items/olinda-0009`)).json();
  assert.equal(alert.properties.review, 'rejected');
  await visitor.leave(cut);
});

test('an upload whose line is cut in the middle goes on where it was', async () => {
  const visitor = await visit({ hash: '#/catalogue' });
  const { page } = visitor;
  await page.locator('sq-catalogue .title button').click();
  const pieces = [];
  let broken = false;
  await page.route('**/api/uploads/*', async (route) => {
    const request = route.request();
    if (request.method() !== 'PATCH') return route.continue();
    const offset = Number(request.headers()['upload-offset']);
    pieces.push(offset);
    if (offset > 0 && !broken) {
      broken = true;
      return route.abort('connectionreset');
    }
    return route.continue();
  });
  await page.locator('sq-imports input[type=file]').setInputFiles({ name: 'x.tif', mimeType: 'image/tiff', buffer: Buffer.alloc(2_500_000, 7) });
  await page.locator('sq-imports input:not([type=file])').fill('broken-line');
  const imported = page.waitForRequest('**/api/imports');
  await page.locator('sq-imports button.main').click();
  await imported;
  assert.deepEqual(pieces, [0, 1 << 20, 1 << 20, 2 << 20]);
  await visitor.leave(/ERR_CONNECTION_RESET|404/);
});

test('a file that is too large is refused before it is sent', async () => {
  const visitor = await visit({ hash: '#/watches/+?c=-34.871,-7.995,13' });
  const { page } = visitor;
  await page.locator('sq-new-watch input[type=file]').waitFor({ state: 'attached' });
  const sent = [];
  page.on('request', (request) => request.url().endsWith('/api/areas') && sent.push(request.url()));
  const choose = (size) =>
    page.evaluate((bytes) => {
      const input = document.querySelector('sq-new-watch input[type=file]');
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(bytes)], 'land.geojson'));
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    }, size);
  await choose(200_000_000);
  await page.getByText(/land\.geojson has 200 MB; an area may have at most 20 MB/).waitFor();
  assert.deepEqual(sent, []);
  await choose(1000); // no GeoJSON: the server says so, in words
  await page.locator('sq-new-watch [role=alert]', { hasNotText: '200 MB' }).waitFor();
  assert.equal(sent.length, 1);
  await visitor.leave(/status of 4\d\d/);
});

test('a key that is no longer good is asked for, and what was asked goes on with the new one', async () => {
  const visitor = await visit({ hash: olinda });
  const { page } = visitor;
  await page.locator('.layer h2').first().waitFor();
  await page.route('**/api/jobs', (route) =>
    route.request().headers()['authorization'] === 'Bearer good'
      ? route.continue()
      : route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"status":401,"detail":"no such key"}' }),
  );
  await page.getByRole('button', { name: 'Jobs' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('API key').fill('bad');
  await page.keyboard.press('Enter');
  await dialog.getByText('The server does not accept this key, or no longer.').waitFor();
  await dialog.getByLabel('API key').fill('good');
  await dialog.getByRole('button', { name: 'Use this key' }).click();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(new URL(page.url()).hash.startsWith('#/jobs'), true);
  await visitor.leave(/status of 401/);
});

test('a slow line is told', async () => {
  const visitor = await visit({ hash: olinda });
  const { page } = visitor;
  await page.locator('.layer h2').first().waitFor();
  await page.route('**/api/jobs', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 5500));
    await route.continue();
  });
  await page.getByRole('button', { name: 'Jobs' }).click();
  await page.getByText('The line or the server is slow.', { exact: false }).waitFor();
  await page.getByText('The line or the server is slow.', { exact: false }).waitFor({ state: 'hidden' });
  await visitor.leave();
});

test('an alert that is not there is told in words', async () => {
  const visitor = await visit({ hash: '#/alerts/olinda-9999' });
  await visitor.page.locator('sq-alert [role=alert]').waitFor();
  assert.match(await visitor.page.locator('sq-alert [role=alert]').textContent(), /olinda-9999/);
  await visitor.leave(/status of 404/);
});
