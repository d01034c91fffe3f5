// SPDX-License-Identifier: Apache-2.0
// Map tools, layers, watches, catalogue and jobs: what journeys.test.js does not go through.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { start, stop, url, violations, visit } from './browser.js';

const olinda = '#/map?c=-34.871,-7.995,13&l=c%2Folinda';

before(start);
after(stop);

const centre = async (page) => {
  const box = await page.locator('sq-map .canvas').first().boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

/** Moves the map by an arrow key, and waits until it rests. */
async function pan(page, key) {
  const before = page.url();
  await page.keyboard.press(key);
  await page.waitForFunction((address) => location.href !== address, before);
  await page.waitForTimeout(400);
}

/** Draws a triangle by keyboard alone. */
async function triangle(page) {
  await page.keyboard.press(' ');
  await pan(page, 'ArrowRight');
  await page.keyboard.press(' ');
  await pan(page, 'ArrowDown');
  await page.keyboard.press(' ');
}

test('lengths and areas are measured, by mouse and by keyboard', async () => {
  const visitor = await visit({ hash: olinda });
  const { page } = visitor;
  await page.locator('.layer h2').first().waitFor();
  const [x, y] = await centre(page);
  await page.getByRole('button', { name: 'Measure a length' }).click();
  await page.locator('.canvas:focus').waitFor();
  await page.mouse.click(x - 100, y);
  await page.waitForTimeout(300);
  await page.mouse.dblclick(x + 100, y);
  await page.locator('.said strong', { hasText: /\d (m|km)$/ }).waitFor();
  await page.getByText('double-click ends').waitFor({ state: 'detached' });
  assert.equal(await page.locator('sq-series').count(), 0); // no series of where the line was drawn
  await page.locator('.said').getByRole('button', { name: 'Close' }).click();
  await page.locator('.said strong').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Measure an area' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.canvas.crossed:focus').waitFor();
  await page.keyboard.press(' ');
  await page.keyboard.press('Enter'); // one point is no area
  await pan(page, 'ArrowRight');
  await page.keyboard.press(' ');
  await page.keyboard.press('Backspace');
  await page.keyboard.press(' ');
  await pan(page, 'ArrowDown');
  await page.keyboard.press(' ');
  await page.keyboard.press('Enter');
  await page.locator('.said strong', { hasText: /\d (ha|km²)$/ }).waitFor();
  await page.getByRole('button', { name: 'Measure an area' }).click();
  await page.keyboard.press('Escape');
  await page.locator('.said button').waitFor({ state: 'detached' });
  await visitor.leave();
});

test('the picture of the map has both sides of a comparison, and coordinates come in three forms', async () => {
  const visitor = await visit({ hash: `${olinda}&s=side,0.5,2016-01-08` });
  const { page } = visitor;
  await page.locator('.second canvas').first().waitFor();
  await page.locator('.whens p', { hasText: 'Newest' }).waitFor();
  await page.locator('.whens p', { hasText: '2016' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Picture of the map (PNG)' }).click();
  const png = readFileSync(await (await download).path());
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  const width = (await page.locator('.maps').boundingBox()).width;
  assert.equal(png.readUInt32BE(16), Math.floor(width + 32));

  const position = page.locator('sq-position button');
  const forms = [];
  await position.focus();
  for (let i = 0; i < 3; i++) {
    forms.push(await page.locator('sq-position output').textContent());
    await page.keyboard.press('Enter');
  }
  assert.match(forms[0], /^\d\.\d+° S, \d\d\.\d+° W$/);
  assert.match(forms[1], /^\d° \d\d′ \d\d\.\d″ S, /);
  assert.match(forms[2], /^25S \d{6} \d{7}$/);
  await visitor.leave();
});

test('layers are put in order by keyboard and by dragging, and say what they are', async () => {
  const visitor = await visit({ hash: `${olinda}&l=c%2Fethiopia~h&l=w%2Folinda%2Fbreak_date` });
  const { page } = visitor;
  const order = () => page.locator('.layer h2').allTextContents();
  await page.locator('.layer').nth(2).waitFor();
  assert.deepEqual(await order(), ['olinda · break_date', 'ethiopia', 'olinda']);
  await page.getByRole('button', { name: 'Move down' }).first().focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await order(), ['ethiopia', 'olinda · break_date', 'olinda']);
  await page.locator('.handle').nth(2).dragTo(page.locator('.layer').nth(0));
  assert.deepEqual(await order(), ['olinda', 'ethiopia', 'olinda · break_date']);
  await page.getByText('About this layer').first().click();
  await page.getByText('Scenes imported as olinda').waitFor();
  const about = await page.locator('.layer').first().locator('pre').allTextContents();
  assert.equal((await fetch(about[0])).status, 200);
  const [, address] = /^curl -o map.png '(.*)'$/.exec(about[1]);
  assert.equal((await fetch(address)).headers.get('content-type'), 'image/png');
  assert.deepEqual(await violations(page), []);
  await visitor.leave();
});

test('a watch comes from a file, is tried, created, subscribed to and deleted, by keyboard', async () => {
  const visitor = await visit({ hash: '#/watches/+?c=-34.871,-7.995,13&l=c%2Folinda' });
  const { page } = visitor;
  await page.getByLabel('Collection').waitFor();
  const kml = `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><Polygon><outerBoundaryIs><LinearRing><coordinates>
    -34.93,-8.00 -34.89,-8.00 -34.89,-7.97 -34.93,-7.97 -34.93,-8.00</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>`;
  const file = page.locator('sq-new-watch input[type=file]');
  await file.setInputFiles({ name: 'broken.kml', mimeType: 'text/xml', buffer: Buffer.from(kml.slice(0, 150)) });
  await page.getByRole('alert').waitFor();
  await file.setInputFiles({ name: 'area.kml', mimeType: 'text/xml', buffer: Buffer.from(kml) });
  await page.getByText(/\d (ha|km²)$/).first().waitFor();
  assert.equal(await page.getByRole('alert').count(), 0);
  await page.getByLabel('Name', { exact: true }).fill('from-file');
  await page.getByRole('button', { name: 'Try it on the past' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText(/It would have raised/).waitFor({ timeout: 120_000 });
  await page.waitForFunction(() => [...document.querySelectorAll('.found img')].some((image) => image.complete && image.naturalWidth === 160));
  await page.locator('.found button').first().focus();
  await page.keyboard.press('Enter');
  const create = page.getByRole('button', { name: 'Create the watch' });
  await create.focus();
  await page.keyboard.press('Enter');
  const row = page.locator('.layer', { hasText: 'from-file' });
  await row.getByText('Who is told').focus();
  await page.keyboard.press('Enter');
  await row.getByText('Nobody is told').waitFor();
  await row.getByLabel('Address').fill('ana@example.org');
  await page.keyboard.press('Enter');
  await row.getByText('ana@example.org is told from now on.').waitFor();
  await row.getByLabel('How').selectOption('webhook');
  await row.getByLabel('Address').fill('ftp://example.org/hook');
  await row.getByRole('button', { name: 'Tell them' }).click();
  await row.getByRole('alert').waitFor();
  assert.deepEqual(await violations(page), []);
  await row.getByRole('button', { name: 'Stop telling ana@example.org' }).click();
  await row.getByText('ana@example.org is not told any more.').waitFor();
  await row.getByRole('button', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.keep:focus').waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('alertdialog').count(), 0);
  await row.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('from-file has been deleted.').waitFor();
  await row.waitFor({ state: 'detached' });
  await visitor.leave(/status of 400/);
});

test('an area is drawn by keyboard, and given up', async () => {
  const visitor = await visit({ hash: '#/watches/+?c=-34.871,-7.995,13&l=c%2Folinda' });
  const { page } = visitor;
  await page.getByLabel('Collection').waitFor();
  const draw = page.getByRole('button', { name: 'Draw an area' });
  await draw.focus();
  await page.keyboard.press('Enter');
  await page.locator('.canvas.crossed:focus').waitFor();
  await triangle(page);
  await page.keyboard.press('Enter');
  await page.locator('sq-new-watch [role=status]', { hasText: /\d (ha|km²)$/ }).waitFor();
  await draw.focus();
  await page.keyboard.press('Enter');
  await page.locator('.canvas.crossed:focus').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('All that the scenes cover.').waitFor();
  await visitor.leave();
});

test('a search and a scene have addresses; scenes open from the map', async () => {
  const visitor = await visit({ hash: '#/catalogue?c=-34.871,-7.995,12' });
  const { page } = visitor;
  await page.locator('.scene').first().waitFor();
  await page.getByLabel('Collection').selectOption('olinda');
  await page.getByLabel('To', { exact: true }).fill('2015-12-31');
  await page.waitForURL(/q=olinda,,2015-12-31,100,1/);
  await page.waitForFunction(() => [...document.querySelectorAll('.scene strong')].every((one) => one.textContent.includes('2015')));
  await page.reload();
  await page.locator('.scene').first().waitFor();
  assert.equal(await page.getByLabel('To', { exact: true }).inputValue(), '2015-12-31');
  const [x, y] = await centre(page);
  await page.mouse.click(x, y);
  await page.getByRole('heading', { name: 'Files' }).waitFor();
  await page.waitForURL(/catalogue\/olinda%2Folinda_2015/);
  const other = await visit({ hash: '#/catalogue/olinda%2Folinda_20200119?c=20,20,3' });
  const link = other.page.getByRole('link', { name: /\.tif$/ }).first();
  await link.waitFor();
  const download = other.page.waitForEvent('download');
  await link.focus();
  await other.page.keyboard.press('Enter');
  assert.match((await download).suggestedFilename(), /\.tiff?$/);
  const gone = await visit({ hash: '#/catalogue/olinda%2Fnone' });
  await gone.page.getByText('This scene is not in the catalogue.').waitFor();
  await gone.leave(/status of 404/);
  await other.leave();
  await visitor.leave();
});

test('a scene is uploaded and imported, and its job leads to it; what cannot be imported says why', async () => {
  const answer = await fetch(`${url}/api/collections/olinda/items/olinda_20200119/assets/data`);
  assert.equal(answer.status, 200);
  const scene = Buffer.from(await answer.arrayBuffer());
  const visitor = await visit({ hash: '#/catalogue?c=-34.871,-7.995,12' });
  const { page } = visitor;
  await page.getByRole('button', { name: 'Import' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('sq-imports input[type=file]').setInputFiles([
    { name: 'taken_20200119.tif', mimeType: 'image/tiff', buffer: scene },
    { name: 'broken_20200120.tif', mimeType: 'image/tiff', buffer: scene.subarray(0, 999) },
  ]);
  await page.getByLabel('Into the collection').fill('brought');
  await page.getByRole('button', { name: 'Send and import' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('sq-imports', { hasText: 'done' }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Jobs' }).click();
  const job = page.locator('.job', { hasText: 'Import · brought' }).first();
  await job.getByText('1 added, 0 already there, 1 rejected').waitFor();
  await job.getByText('What it said').click();
  assert.match(await job.locator('pre').first().textContent(), /broken_20200120/);
  assert.deepEqual(await violations(page), []);
  await job.getByRole('button', { name: 'Show on the map' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/l=c%2Fbrought/);
  await page.locator('.layer h2', { hasText: 'brought' }).waitFor();
  await visitor.leave();
  // as it was, for others
  assert.equal((await fetch(`${url}/api/collections/brought/items/taken_20200119`, { method: 'DELETE' })).status, 204);
  assert.equal((await fetch(`${url}/api/collections/brought`, { method: 'DELETE' })).status, 204);
});

test('a job is cancelled, and a request that is shown does what it says when it is copied', async () => {
  const visitor = await visit({ hash: '#/watches/+?c=-34.871,-7.995,13&l=c%2Folinda' });
  const { page } = visitor;
  await page.getByLabel('Name', { exact: true }).fill('copied');
  await page.getByText('The same by command').click();
  const [, curl] = await page.locator('sq-new-watch sq-same code').allTextContents();
  assert.match(execFileSync('sh', ['-c', `${curl.replace('curl', 'curl -sS -o /dev/null -w "%{http_code}"')}`]).toString(), /^201$/);
  const started = await fetch(`${url}/api/watches/copied/run`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
  const { id } = await started.json();
  await page.getByRole('button', { name: 'Jobs' }).click();
  await page.locator('.job', { hasText: 'copied' }).getByRole('button', { name: 'Cancel' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.job.cancelled', { hasText: 'copied' }).waitFor();
  assert.equal((await (await fetch(`${url}/api/jobs/${id}`)).json()).status, 'cancelled');
  assert.equal((await fetch(`${url}/api/watches/copied`, { method: 'DELETE' })).status, 204);
  await visitor.leave();
});
