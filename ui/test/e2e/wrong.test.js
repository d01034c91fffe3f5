// SPDX-License-Identifier: Apache-2.0
// Hostile files, a server that restarts under an open page, answers that break off, a new version.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { between } from './between.js';
import { start, stop, visit, violations } from './browser.js';

before(start);
after(stop);

/** A zip archive. */
function zip(entries) {
  const files = [];
  const directory = [];
  let at = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(name.length, 22);
    files.push(Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed);
    const central = Buffer.alloc(16);
    central.writeUInt32LE(at, 12);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, central.subarray(4), Buffer.from(name)]));
    at += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06'), end]);
}

const square = '-34.93,-8.00 -34.89,-8.00 -34.89,-7.97 -34.93,-7.97 -34.93,-8.00';
const kml = (name, doctype = '') =>
  Buffer.from(`<?xml version="1.0"?>${doctype}<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>${name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
    ${square}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>`);

const laughs = `<!DOCTYPE kml [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`).join('')}]>`;

const hostile = {
  'secret.kml': kml('&secret;', '<!DOCTYPE kml [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'),
  'laughs.kml': kml('&a30;', laughs),
  'drawing.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="fetch(\'http://example.org/\')"><script>document.title = "mine"</script></svg>'),
  'drawing.kml': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "mine"</script><image href="http://example.org/x.png"/></svg>'),
  'bomb.zip': zip([['land.shp', Buffer.alloc(150_000_000)]]),
  'away.zip': zip([['../../../../tmp/away.shp', Buffer.alloc(200)]]),
  'cut.zip': zip([['land.kml', kml('land')]]).subarray(0, 120),
};

test('a hostile file is refused in one sentence, and the next one is taken', async () => {
  const visitor = await visit({ hash: '#/watches/+?c=-34.871,-7.995,13' });
  const { page } = visitor;
  const file = page.locator('sq-new-watch input[type=file]');
  await file.waitFor({ state: 'attached' });
  const said = page.locator('sq-new-watch [role=alert]');
  let before = '';
  for (const [name, buffer] of Object.entries(hostile)) {
    const answered = page.waitForResponse('**/api/areas');
    await file.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    const answer = await answered;
    assert.ok(answer.status() >= 400 && answer.status() < 500, `${name}: ${answer.status()}`);
    const { detail } = await answer.json();
    await said.getByText(detail, { exact: true }).waitFor();
    assert.equal(await said.count(), 1, name);
    assert.ok(detail.length > 10 && detail.length < 300, detail);
    assert.doesNotMatch(detail, /Exception|root:|\n/, name);
    before = detail;
  }
  assert.match(await page.title(), /Watches/);
  assert.deepEqual(await violations(page), []);
  await file.setInputFiles({ name: 'land.kml', mimeType: 'text/xml', buffer: kml('land') });
  await page.locator('sq-new-watch [role=status]', { hasText: /\d (ha|km²)$/ }).waitFor();
  assert.equal(await said.count(), 0, before);
  await visitor.leave(/status of 4\d\d/);
});

test('a server that restarts under an open page is waited for, and nothing is lost', async () => {
  const line = await between();
  const visitor = await visit({ hash: '#/watches/+?c=-34.871,-7.995,13', at: line.url });
  const { page } = visitor;
  await page.getByLabel('Name', { exact: true }).fill('half typed');
  await page.evaluate(() => (globalThis.same = true));
  await line.stop();
  const file = page.locator('sq-new-watch input[type=file]');
  const area = { name: 'land.kml', mimeType: 'text/xml', buffer: kml('land') };
  await file.setInputFiles(area); // what is written is not sent twice: the user is told
  await page.locator('sq-new-watch [role=alert]').waitFor();
  const bar = page.locator('.connection p.waiting, .connection p.gone');
  await bar.waitFor();
  assert.deepEqual(await violations(page), []);
  await line.start();
  await bar.waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'half typed');
  await file.setInputFiles(area);
  await page.locator('sq-new-watch [role=status]', { hasText: /\d (ha|km²)$/ }).waitFor();
  // what is read is asked for again by itself
  await line.stop();
  await page.getByRole('button', { name: 'Alerts' }).click();
  await bar.waitFor();
  await line.start();
  await visitor.shows(page.locator('.inbox .alert').first());
  await bar.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => globalThis.same), true);
  await visitor.leave(/ERR_|status of 5\d\d|fetching the script/);
  await line.stop();
});

test('an answer that breaks off in the middle is asked for again', async () => {
  const line = await between();
  const visitor = await visit({ hash: '#/jobs', at: line.url });
  const { page } = visitor;
  line.breakOff('/api/alerts/facts');
  await page.getByRole('button', { name: 'Alerts' }).click();
  await visitor.shows(page.locator('.inbox .alert').first());
  assert.equal(await page.locator('sq-alerts [role=alert]').count(), 0);
  await visitor.leave(/ERR_/);
  await line.stop();
});

test('the alerts of one watch are opened from it, by mouse and by keyboard', async () => {
  const visitor = await visit({ hash: '#/watches' });
  const { page } = visitor;
  const row = page.locator('.layer', { has: page.getByRole('heading', { name: 'olinda', exact: true }) });
  await row.getByRole('button', { name: 'Its alerts' }).click();
  await page.waitForURL(/#\/alerts\?.*w=olinda/);
  await visitor.shows(page.locator('.inbox .alert').first());
  const watches = () => page.locator('.inbox .what .quiet').evaluateAll((all) => [...new Set(all.map((one) => one.textContent.split(' · ')[0].trim()))]);
  assert.deepEqual(await watches(), ['olinda']);
  const ofOlinda = Number(await page.locator('.inbox li').first().getAttribute('aria-setsize'));
  await page.reload();
  await visitor.shows(page.locator('.inbox .alert').first());
  assert.deepEqual(await watches(), ['olinda']);
  assert.deepEqual(await violations(page), []);
  await page.locator('.of').getByRole('button', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.of').waitFor({ state: 'detached' });
  await page.locator('.segments [aria-pressed=true]:focus').waitFor();
  await page.waitForFunction((few) => Number(document.querySelector('.inbox li')?.getAttribute('aria-setsize')) > few, ofOlinda);
  await visitor.leave();
});

test('a new version of the page is told, and comes when the user says so', async () => {
  const line = await between();
  const visitor = await visit({ hash: '#/map', at: line.url });
  const { page } = visitor;
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(() => (globalThis.same = true));
  await line.stop(); // the server is replaced by a newer one
  await page.evaluate(() => fetch('/api/jobs').catch(() => undefined));
  line.renew('another');
  await page.getByRole('button', { name: 'Watches' }).click();
  await page.locator('.connection p.waiting, .connection p.gone').waitFor();
  await line.start();
  const reload = page.locator('.connection .version').getByRole('button');
  await reload.waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.evaluate(() => globalThis.same), true); // not before the user says so
  await reload.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => globalThis.same === undefined && document.querySelector('sq-watches') !== null);
  const kept = await page.evaluate(() => caches.keys());
  assert.ok(kept.includes('page another'), kept.join());
  assert.equal(kept.filter((name) => name.startsWith('page ')).length, 1);
  assert.equal(await page.locator('.connection .version').count(), 0);
  await visitor.leave(/ERR_|status of 5\d\d|fetching the script/);
  await line.stop();
});

test('on a phone the timeline is one line, which opens', async () => {
  const visitor = await visit({ hash: '#/map?c=-34.871,-7.995,12&l=c%2Folinda', width: 390, height: 844 });
  const { page } = visitor;
  const unfold = page.locator('sq-timeline .unfold');
  await unfold.waitFor();
  const height = async () => (await page.locator('sq-timeline').boundingBox()).height;
  assert.ok((await height()) < 60);
  const day = await unfold.textContent();
  await page.locator('sq-timeline').getByRole('button', { name: 'Previous' }).click();
  await page.waitForFunction((before) => document.querySelector('sq-timeline .unfold').textContent !== before, day);
  await unfold.focus();
  await page.keyboard.press('Enter');
  const slider = page.locator('sq-timeline [role=slider]');
  await slider.waitFor();
  assert.equal(await unfold.getAttribute('aria-expanded'), 'true');
  const before = await slider.getAttribute('aria-valuenow');
  await slider.click({ position: { x: 60, y: 8 } });
  assert.notEqual(await slider.getAttribute('aria-valuenow'), before);
  assert.deepEqual(await violations(page), []);
  await unfold.click();
  assert.ok((await height()) < 60);
  await visitor.leave();
});
