// SPDX-License-Identifier: Apache-2.0
// Time: series of pixels and areas, the timeline, and animation, by mouse and by keyboard.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { start, stop, url, violations, visit } from './browser.js';

const at = 'c=-34.871,-7.995,13&l=c%2Folinda';
const place = `#/map?${at}&p=-34.88,-7.99`;

before(start);
after(stop);

/** What a button makes the browser save. */
async function saved(page, act) {
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await act();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Width, height and number of pictures of a GIF, from its blocks. */
function gif(bytes) {
  assert.equal(bytes.subarray(0, 6).toString('latin1'), 'GIF89a');
  let [p, frames, looped] = [13, 0, false];
  if (bytes[10] & 0x80) p += 3 * 2 ** ((bytes[10] & 7) + 1);
  const blocks = () => {
    while (bytes[p] !== 0) p += bytes[p] + 1;
    p++;
  };
  for (;;) {
    const kind = bytes[p++];
    if (kind === 0x3b) break;
    if (kind === 0x21) {
      looped ||= bytes[p] === 0xff;
      p++;
      blocks();
    } else {
      assert.equal(kind, 0x2c);
      frames++;
      const local = bytes[p + 8];
      p += 9 + (local & 0x80 ? 3 * 2 ** ((local & 7) + 1) : 0) + 1;
      blocks();
    }
  }
  assert.equal(p, bytes.length);
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), frames, looped };
}

test('a pixel: several indices, another detector, no mask; all of it is in the link', async () => {
  const visitor = await visit({ hash: place });
  const { page } = visitor;
  await page.locator('.series canvas').first().waitFor();
  assert.match(await page.locator('.told').textContent(), /clear observations/);
  await page.getByRole('button', { name: 'NBR', exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll('.series .plot canvas').length === 2);
  await page.getByLabel('Detector').selectOption('ewma');
  await page.waitForURL(/d=ewma/);
  await page.getByLabel('Leave out clouds').uncheck();
  await page.waitForURL(/m=none/);
  await page.waitForFunction(() => document.querySelector('.series').getAttribute('aria-busy') === 'false');
  const told = await page.locator('.told').textContent();
  await page.waitForURL(/x=ndvi,nbr/);
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll('.series .plot canvas').length === 2);
  assert.equal(await page.locator('.told').textContent(), told);
  assert.equal(await page.getByLabel('Detector').inputValue(), 'ewma');
  await page.getByLabel('Detector').selectOption('none');
  await page.waitForFunction(() => !document.querySelector('.marks .broke') && !document.querySelector('.marks .band'));
  await visitor.leave();
});

test('values are read by mouse and by keyboard, and a day comes on the map', async () => {
  const visitor = await visit({ hash: place });
  const { page } = visitor;
  const plot = page.locator('.series .u-over').first();
  await plot.waitFor();
  await plot.click({ position: { x: 100, y: 60 } });
  await page.waitForURL(/t=\d{4}-\d\d-\d\d/);
  assert.match(await page.locator('.reading').textContent(), /\d{4} · NDVI/);
  const slider = page.getByRole('slider', { name: /Observations/ });
  await slider.focus();
  await page.keyboard.press('Home');
  const first = await slider.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  const second = await slider.getAttribute('aria-valuetext');
  assert.notEqual(first, second);
  await page.keyboard.press('Enter');
  await page.waitForURL(/t=2015-/);
  await page.locator('.series details summary').click();
  await page.locator('.series tbody tr').first().waitFor();
  assert.equal(await page.locator('.series tbody tr').count(), Number(await slider.getAttribute('aria-valuemax')));
  const { bytes } = await saved(page, () => page.getByRole('button', { name: 'CSV' }).click());
  const rows = bytes.toString().trim().split('\n').map((row) => row.split(','));
  const columns = rows[0];
  for (const name of ['date', 'item', 'clear', 'ndvi', 'ndvi_expected', 'ndvi_low', 'ndvi_high']) assert.ok(columns.includes(name), name);
  assert.ok(rows.every((row) => row.length === columns.length));
  const answer = await (await fetch(`${url}/api/collections/olinda/series?lon=-34.88&lat=-7.99`)).json();
  assert.equal(rows.length, answer.dates.length + 1);
  const column = columns.indexOf('ndvi');
  rows.slice(1).forEach((row, i) => {
    assert.equal(row[0], answer.dates[i]);
    assert.equal(row[column], String(answer.indices.ndvi[i] ?? ''));
  });
  const png = await saved(page, () => page.getByRole('button', { name: 'PNG', exact: true }).click());
  assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
  await visitor.leave();
});

test('an area by mouse: a box is drawn, and a file is taken', async () => {
  const visitor = await visit({ hash: `#/map?${at}` });
  const { page } = visitor;
  await page.getByRole('button', { name: 'Draw a box' }).click();
  const box = await page.locator('sq-map .canvas').first().boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.click(x - 30, y - 30);
  await page.waitForTimeout(300);
  await page.mouse.click(x + 30, y + 30);
  await page.waitForURL(/a=-34/);
  await page.locator('.series canvas').first().waitFor();
  assert.doesNotMatch(page.url(), /[?&]p=/);
  assert.match(await page.locator('.place h1').textContent(), /Area · .*(ha|km²)/);
  const { bytes } = await saved(page, () => page.getByRole('button', { name: 'CSV' }).click());
  assert.match(bytes.toString(), /^date,item,clear,clear_share,.*ndvi_spread/);
  await page.getByText('Another place or area').click();
  const ring = [[-34.89, -8.0], [-34.885, -8.0], [-34.885, -7.995], [-34.89, -8.0]];
  await page.locator('.place input[type=file]').setInputFiles({
    name: 'field.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify({ type: 'Polygon', coordinates: [ring] })),
  });
  await page.waitForURL(/a=-34\.89,-8/);
  await page.locator('.place input[type=file]').setInputFiles({ name: 'broken.zip', mimeType: 'application/zip', buffer: Buffer.from('PK nothing') });
  await page.locator('.place [role=alert]').waitFor();
  await visitor.leave(/status of 4\d\d/);
});

test('an area by keyboard: coordinates, the middle and the view of the map', async () => {
  const visitor = await visit({ hash: `#/map?${at}` });
  const { page } = visitor;
  const field = page.getByLabel(/^Coordinates: a place/);
  await field.fill('nowhere');
  await page.keyboard.press('Enter');
  await page.getByText('These are no coordinates', { exact: false }).waitFor();
  await field.fill('-34.89 -8.00 -34.88 -7.99');
  await page.keyboard.press('Enter');
  await page.locator('.series canvas').first().waitFor();
  await page.waitForURL(/a=-34\.89,-8,-34\.88/);
  await page.getByRole('button', { name: 'Close', exact: false }).first().focus();
  await page.getByText('Another place or area').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Middle of the map' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/[?&]p=/);
  await page.getByRole('button', { name: 'Area of the map' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/[?&]a=/);
  await page.locator('.series canvas').first().waitFor();
  await visitor.leave();
});

test('the timeline: steps, zooms, a range by mouse and by keyboard', async () => {
  const visitor = await visit({ hash: `#/map?${at}&t=2018-03-10` });
  const { page } = visitor;
  const time = page.locator('sq-timeline [role=slider]');
  await time.waitFor();
  assert.match(await time.getAttribute('aria-valuetext'), /2018/);
  const marker = () => page.locator('sq-timeline .marker').evaluate((one) => one.style.transform);
  const before = await marker();
  await time.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await page.keyboard.press('Home');
  await page.waitForURL(/t=2015-/);
  await page.keyboard.press('0');
  assert.notEqual(await marker(), before);
  await page.keyboard.press('[');
  await page.keyboard.press('PageUp');
  await page.keyboard.press(']');
  await page.waitForURL(/r=2015-\d\d-\d\d,2015-\d\d-\d\d/);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !/[?&]r=/.test(location.hash));
  const box = await time.boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height - 6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height - 6, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/r=201\d-\d\d-\d\d,201\d/);
  await visitor.leave();
});

test('days are played without a gap, and saved as GIF and WebM', async () => {
  const visitor = await visit({ width: 900, height: 640, hash: `#/map?c=-34.871,-7.995,12&l=c%2Folinda&t=2016-01-08&r=2016-01-01,2016-03-31&v=4` });
  const { page } = visitor;
  await page.locator('sq-timeline [role=slider]').waitFor();
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForFunction(() => !location.hash.includes('t=2016-01-08'));
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.waitForTimeout(600);
  const shown = await page.locator('sq-timeline .day input').inputValue();
  await page.getByRole('button', { name: 'Animation' }).focus();
  await page.keyboard.press('Enter');
  const said = await page.locator('.film [role=status]').textContent();
  const count = Number(/\d+/.exec(said)[0]);
  assert.ok(count >= 4 && count <= 8, said);
  await page.getByLabel('Width in pixels').selectOption('480');
  await page.getByRole('button', { name: 'GIF' }).focus();
  const film = await saved(page, () => page.keyboard.press('Enter'));
  assert.match(film.name, /^sunqar-2016-.*\.gif$/);
  const { width, height, frames, looped } = gif(film.bytes);
  assert.equal(width, 480);
  assert.ok(height > 200 && height < 700);
  assert.equal(frames, count);
  assert.ok(looped);
  assert.equal(await page.locator('sq-timeline .day input').inputValue(), shown);
  await page.locator('.film [role=status]', { hasText: 'Saved' }).waitFor();
  if (await page.getByRole('button', { name: 'WebM' }).count()) {
    const video = await saved(page, () => page.getByRole('button', { name: 'WebM' }).click());
    assert.equal(video.bytes.readUInt32BE(0), 0x1a45dfa3);
    assert.ok(video.bytes.length > 5000);
  }
  await page.getByRole('button', { name: 'All dates' }).click();
  await page.getByText('choose fewer days', { exact: false }).waitFor();
  await page.locator('.film input[type=date]').first().fill('2021-01-01');
  await page.getByRole('button', { name: 'GIF' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled.').waitFor();
  await visitor.leave();
});

for (const [language, dark] of [['en', false], ['fr', true], ['ar', false], ['ar', true]]) {
  test(`no violation of WCAG with a series and the animation, in ${language}, ${dark ? 'dark' : 'light'}`, async () => {
    const visitor = await visit({ language, dark, hash: `${place}&x=ndvi,nbr` });
    const { page } = visitor;
    await page.locator('.series canvas').first().waitFor();
    await page.locator('sq-timeline .controls .filming').click();
    await page.locator('.film').waitFor();
    await page.locator('.series details summary').click();
    await page.locator('.series tbody tr').first().waitFor();
    await page.locator('.place > details summary').click();
    assert.deepEqual(await violations(page), []);
    await visitor.leave();
  });
}

test('on a phone the series fits', async () => {
  const visitor = await visit({ width: 390, height: 844, language: 'ru', hash: place });
  const { page } = visitor;
  await page.locator('button.fold').click();
  await page.locator('.series canvas').first().waitFor();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  assert.ok((await page.locator('#panel').evaluate((panel) => panel.scrollWidth - panel.clientWidth)) <= 0);
  await visitor.leave();
});
