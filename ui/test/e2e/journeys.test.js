// SPDX-License-Identifier: Apache-2.0
// What people do in the web app, against a server with the demo's workspace (SUNQAR_URL).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start, stop, url, violations, visit } from './browser.js';

const olinda = '#/map?c=-34.871,-7.995,13&l=c%2Folinda';

before(start);
after(stop);

test('a new visitor sees pictures at once, and steps through time by keyboard', async () => {
  const visitor = await visit();
  const { page } = visitor;
  await page.locator('.layer h2').first().waitFor();
  await page.goto(`${url}/${olinda}`);
  const tile = await page.waitForResponse((answer) => answer.url().includes('/map/tiles/') && answer.status() === 200);
  assert.match(tile.headers()['content-type'], /^image\/webp/);
  const time = page.locator('sq-timeline [role=slider]');
  await time.waitFor();
  const newest = await time.getAttribute('aria-valuenow');
  await time.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((day) => document.querySelector('sq-timeline [role=slider]').getAttribute('aria-valuenow') !== day, newest);
  await page.waitForURL(/t=\d{4}-\d\d-\d\d/);
  const address = page.url();
  await page.reload();
  await page.locator('sq-timeline [role=slider]').waitFor();
  assert.equal(page.url(), address);
  await visitor.leave();
});

test('layers: another picture, opacity, order, away', async () => {
  const visitor = await visit({ hash: olinda });
  const { page } = visitor;
  await page.getByRole('combobox', { name: 'Picture' }).selectOption('ndvi');
  await page.waitForURL(/m%?r?d?ylgn|rdylgn/);
  await page.locator('.layer img.legend').waitFor();
  await page.locator('.layer input[type=range]').fill('0.5');
  await page.waitForURL(/o0\.5/);
  await page.getByRole('button', { name: /ethiopia/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('.layer').length === 2);
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.waitForFunction(() => document.querySelectorAll('.layer').length === 1);
  await visitor.leave();
});

test('two dates on either side of a line, by mouse and keyboard, and side by side', async () => {
  const visitor = await visit({ hash: olinda });
  const { page } = visitor;
  await page.getByRole('button', { name: 'Swipe' }).click();
  await page.getByLabel(/Second date/).fill('2016-01-08');
  const line = page.getByRole('slider', { name: /Line between/ });
  await line.focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await line.getAttribute('aria-valuenow'), '52');
  const box = await line.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 200, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  assert.ok(Number(await line.getAttribute('aria-valuenow')) < 45);
  await page.getByRole('button', { name: 'Side by side' }).click();
  await page.locator('.second canvas').first().waitFor();
  await visitor.leave();
});

test('a place is found by name and by coordinates', async () => {
  const visitor = await visit();
  const { page } = visitor;
  const search = page.getByRole('searchbox');
  await search.fill('Brazzav');
  await page.getByRole('button', { name: /Brazzaville/ }).first().click();
  await page.waitForURL(/c=15\.\d+,-4\.\d+/);
  await search.fill('47.9 N 106.9 E');
  await page.keyboard.press('Enter');
  await page.waitForURL(/c=106\.9,47\.9/);
  await visitor.leave();
});

test('alerts are judged by single keys', async () => {
  const visitor = await visit({ hash: '#/alerts' });
  const { page } = visitor;
  await page.locator('.inbox .alert').first().waitFor();
  await page.keyboard.press('j');
  await page.locator('sq-alert .facts').waitFor();
  const id = await page.locator('sq-alert h1').textContent();
  await page.keyboard.press('c');
  await page.getByText('Say who you are first.').waitFor();
  await page.getByLabel('Your name').fill('Ana');
  await page.getByLabel('Your name').press('Tab');
  await page.locator('sq-alert h1').click();
  await page.keyboard.press('c');
  await page.getByText('Saved.').waitFor();
  await page.locator('.judge .review.confirmed').waitFor();
  await page.keyboard.press('j');
  await page.waitForFunction((before) => document.querySelector('sq-alert h1').textContent !== before, id);
  await page.locator('sq-alert .facts').waitFor();
  await page.keyboard.press('r');
  await page.locator('.reasons').waitFor();
  await page.keyboard.press('1');
  await page.locator('.judge .review.rejected').waitFor();
  await page.locator('.history li').nth(1).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Confirmed', exact: true }).click();
  await page.locator('.inbox .alert').first().waitFor();
  assert.match(await page.locator('.inbox').textContent(), /confirmed/);
  await visitor.leave();
});

test('an alert on the map opens by a click', async () => {
  const visitor = await visit({ hash: '#/alerts/olinda-0001' });
  const { page } = visitor;
  await page.locator('sq-alert .facts').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.inbox .alert').first().waitFor();
  const box = await page.locator('sq-map .canvas').first().boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.locator('sq-alert .facts').waitFor();
  assert.equal(await page.locator('sq-alert h1').textContent(), 'olinda-0001');
  await visitor.leave();
});

test('a click on the map opens the series of the place', async () => {
  const visitor = await visit({ hash: olinda });
  const { page } = visitor;
  await page.locator('.layer h2').first().waitFor();
  const box = await page.locator('sq-map .canvas').first().boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.locator('.series canvas').waitFor();
  assert.match(await page.locator('.series .told').textContent(), /clear observations/);
  const csv = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  assert.match((await csv).suggestedFilename(), /^series-olinda.*\.csv$/);
  await visitor.leave();
});

test('a watch is drawn, tried on the past and created', async () => {
  const visitor = await visit({ hash: '#/watches/+?c=-34.871,-7.995,13' });
  const { page } = visitor;
  await page.getByLabel('Collection').selectOption('olinda');
  await page.getByRole('button', { name: 'Draw an area' }).click();
  const box = await page.locator('sq-map .canvas').first().boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  for (const [dx, dy] of [[-120, -120], [120, -120], [120, 120]]) {
    await page.mouse.click(x + dx, y + dy);
    await page.waitForTimeout(300); // or two clicks are a double click
  }
  await page.mouse.dblclick(x - 120, y + 120);
  await page.getByText(/ha$|km²$/).first().waitFor();
  await page.getByLabel('Name', { exact: true }).fill('drawn');
  await page.getByRole('button', { name: 'Try it on the past' }).click();
  await page.getByText(/It would have raised/).waitFor({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Create the watch' }).click();
  await page.getByRole('heading', { name: 'drawn' }).waitFor();
  await page.getByRole('button', { name: 'Jobs' }).click();
  await page.locator('.job.done').first().waitFor();
  await visitor.leave();
});

test('the catalogue is searched, and a scene comes on the map', async () => {
  const visitor = await visit({ hash: '#/catalogue?c=-34.871,-7.995,12' });
  const { page } = visitor;
  await page.locator('.scene').first().waitFor();
  await page.getByLabel('From').fill('2016-01-01');
  await page.getByLabel('To', { exact: true }).fill('2016-12-31');
  await page.waitForFunction(() => [...document.querySelectorAll('.scene strong')].every((one) => one.textContent.includes('2016')));
  await page.locator('.scene').first().click();
  await page.getByRole('button', { name: 'Show on the map' }).click();
  await page.waitForURL(/l=i%2Folinda/);
  await visitor.leave();
});

test('the page says when the server is gone, and recovers', async () => {
  const visitor = await visit({ hash: olinda });
  const { page, context } = visitor;
  await page.locator('.layer h2').first().waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Jobs' }).click();
  await page.getByText('The server does not answer.', { exact: false }).waitFor();
  await context.setOffline(false);
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  await page.waitForFunction(() => !document.querySelector('.connection p'));
  await visitor.leave(/ERR_INTERNET_DISCONNECTED|Failed to fetch|dynamically imported/);
});

for (const language of ['en', 'fr', 'ar']) {
  for (const dark of [false, true]) {
    test(`no violation of WCAG in ${language}, ${dark ? 'dark' : 'light'}`, async () => {
      const visitor = await visit({ language, dark, hash: olinda });
      const { page } = visitor;
      const found = [];
      for (const view of ['map', 'alerts', 'alerts/olinda-0002', 'watches', 'watches/+', 'catalogue', 'jobs']) {
        await page.goto(`${url}/#/${view}?c=-34.871,-7.995,13&l=c%2Folinda`);
        await page.locator('#panel h1').first().waitFor();
        await page.waitForTimeout(400);
        found.push(...(await violations(page)).map((one) => `${view}: ${one}`));
      }
      assert.equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr');
      assert.deepEqual(found, []);
      await visitor.leave();
    });
  }
}

test('on a phone everything can be reached', async () => {
  const visitor = await visit({ width: 390, height: 844 });
  const { page } = visitor;
  for (const name of ['Alerts', 'Watches', 'Catalogue', 'Jobs', 'Map']) {
    await page.getByRole('navigation').getByRole('button', { name }).click();
    await page.locator('#panel h1').first().waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${name} is ${wide} pixels wide`);
  }
  await visitor.leave();
});
