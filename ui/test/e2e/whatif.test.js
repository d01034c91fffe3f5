// SPDX-License-Identifier: Apache-2.0
// The plan is tried otherwise, by mouse and by key, and stays as it is; orders that are repeated, of several looks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start, stop, url, violations, visit } from './browser.js';

before(start);
after(stop);

const told = async (path) => (await fetch(`${url}${path}`)).json();
const clean = async (page) => assert.deepEqual(await violations(page), []);

/** The plan, with its first image open. */
async function opened(options = {}) {
  const plan = await told('/tasking/plan');
  const [image] = plan.acquisitions.features;
  const visitor = await visit({ hash: `#/tasking/plan%2F${image.properties.satellite}%2F${image.id}?c=71.4,51.1,5`, ...options });
  await visitor.shows(visitor.page.locator('.curve canvas').nth(1));
  await visitor.page.getByRole('heading', { name: 'What if?' }).waitFor();
  return { visitor, page: visitor.page, plan, image };
}

const begins = (page) => page.getByLabel('Begins (UTC)').inputValue();

test('by mouse: an image is dragged to another time, taken out, and put back', async () => {
  const { visitor, page, plan, image } = await opened();
  const before = await begins(page);
  assert.equal(before, image.properties.datetime.slice(0, 19));
  const { satellites } = await told('/tasking/constellation');
  const row = satellites.findIndex(({ id }) => id === image.properties.satellite);
  const [from, to] = plan.horizon.map(Date.parse);
  const [first, last] = image.properties.datetime.split('/').map(Date.parse);
  const track = page.locator('sq-gantt .track');
  const box = await track.boundingBox();
  const y = box.y + 20 + row * 24 + 12;
  let range = [from, to];
  const aim = () => Math.round(box.x + (((first + last) / 2 - range[0]) / (range[1] - range[0])) * box.width);
  for (let x = aim(); range[1] - range[0] > 300_000; x = aim()) {
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -100);
    const at = range[0] + ((x - box.x) / box.width) * (range[1] - range[0]);
    const length = Math.max(300_000, (range[1] - range[0]) * 0.8);
    const left = at - ((at - range[0]) / (range[1] - range[0])) * length;
    range = [left, left + length];
  }
  const x = aim();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  assert.match(await page.locator('sq-gantt .said').textContent(), /\d\d:\d\d:\d\d UTC/);
  await page.mouse.up();
  await visitor.shows(page.getByText(`A trial: nothing is published, and version ${plan.version} of the plan stays in force unchanged.`));
  await page.locator('sq-what-if [aria-busy="false"]').waitFor();
  const after = await begins(page);
  assert.ok(after > before, `${after} after ${before}`);
  await visitor.shows(page.locator('sq-plan .marks', { hasText: 'plan in force' }));
  await page.locator('.curve .u-over').first().hover();
  await page.waitForFunction(() => /trial \d/.test(document.querySelector('sq-plan .reading').textContent));
  await clean(page);
  // an hour later the place is out of sight: a rule says so
  await page.getByLabel('Begins (UTC)').fill(new Date(first + 3_600_000).toISOString().slice(0, 19));
  await page.getByLabel('Begins (UTC)').press('Tab');
  await visitor.shows(page.getByText(/rules? would be broken:/));
  await visitor.shows(page.locator('.broken li', { hasText: /incidence|degrees aside/ }));
  await clean(page);
  await page.getByRole('button', { name: 'Take it out' }).click();
  await visitor.shows(page.getByText('No rule would be broken.'));
  assert.match(await page.locator('.tried li').textContent(), /taken out/);
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.locator('.tried').waitFor({ state: 'detached' });
  assert.equal(await begins(page), before);
  assert.equal(await page.locator('sq-plan .marks', { hasText: 'plan in force' }).count(), 0);
  assert.deepEqual(await told('/tasking/plan'), plan);
  await visitor.leave();
});

test('by keyboard: an image is moved in the time chart and by its buttons, and taken out', async () => {
  const { visitor, page, plan, image } = await opened();
  const before = await begins(page);
  const chart = page.getByRole('slider', { name: 'Satellites over time' });
  await chart.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('+');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await visitor.shows(page.getByText(/^A trial: nothing is published/));
  const moved = await begins(page);
  assert.ok(moved > before, `${moved} after ${before}`);
  assert.match(await chart.getAttribute('aria-valuetext'), /trial/);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.locator('.tried').waitFor({ state: 'detached' }); // as the plan has it: nothing is tried
  await page.getByRole('button', { name: '10 s later' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.equal(Date.parse(`${await begins(page)}Z`) - Date.parse(`${before}Z`), 20_000);
  await page.locator('sq-what-if [aria-busy="false"]').waitFor();
  await chart.focus();
  await page.keyboard.press('Delete');
  await visitor.shows(page.getByText('No rule would be broken.'));
  await page.getByRole('button', { name: /^As in the plan again/ }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.tried').waitFor({ state: 'detached' });
  assert.equal(await begins(page), before);
  assert.equal((await told('/tasking/plan')).acquisitions.features.find(({ id }) => id === image.id).properties.datetime, image.properties.datetime);
  assert.equal((await told('/tasking/constellation')).plan, plan.version);
  await visitor.leave();
});

test('a trial on a phone, in the dark, in Arabic', async () => {
  const plan = await told('/tasking/plan');
  const [image] = plan.acquisitions.features;
  const visitor = await visit({ hash: `#/tasking/plan%2F${image.properties.satellite}%2F${image.id}?c=71.4,51.1,5`, width: 390, height: 844, dark: true, language: 'ar' });
  const { page } = visitor;
  await visitor.shows(page.locator('sq-what-if button').first());
  await page.locator('sq-what-if .buttons button').nth(3).click();
  await visitor.shows(page.locator('.tried li'));
  await page.locator('sq-what-if [aria-busy="false"]').waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await clean(page);
  await visitor.leave();
});

test('an order of two looks that is repeated', async () => {
  const visitor = await visit({ hash: '#/tasking?c=71.4,51.1,7&p=71.4,51.1&o=%2C%2C30%2C-90%2C0%2C100%2C1%2Croutine%2C%2C' });
  const { page } = visitor;
  await visitor.shows(page.locator('.look').first());
  await page.getByLabel('Repeat every … days').fill('5');
  await page.getByLabel('Repeat every … days').press('Tab');
  await page.getByLabel('Images in one pass').selectOption('2');
  const until = page.getByLabel('Until');
  await until.fill(new Date(Date.parse(await until.inputValue()) + 30 * 86_400_000).toISOString().slice(0, 10));
  await until.press('Tab');
  await visitor.shows(page.getByText('It is taken 7 times, each within its own days.'));
  await visitor.shows(page.getByText('Opportunities are looked for in the first 14 days; the order holds for all of its time.'));
  await page.waitForURL(({ hash }) => decodeURIComponent(hash).includes(',2/5,'));
  await page.locator('sq-ask [aria-busy="false"]').waitFor();
  await clean(page);
  await page.getByLabel('Name of the order').fill('Again');
  assert.match((await page.locator('sq-ask sq-same code').allTextContents()).join('\n'), /sunqar order create .* --stereo 2 --every 5/);
  await page.getByRole('button', { name: 'Order the best one' }).click();
  await page.waitForURL(/tasking\/orders%2Forder-/);
  await visitor.shows(page.getByText('every 5 days'));
  await visitor.shows(page.getByText('Two (stereo)'));
  const id = decodeURIComponent(/orders%2F([\w-]+)/.exec(page.url())[1]);
  const { every_days: every, looks } = (await told(`/tasking/orders/${id}`)).properties.order_parameters;
  assert.deepEqual([every, looks], [5, 2]);
  await fetch(`${url}/tasking/orders/${id}/cancel`, { method: 'POST' });
  await visitor.leave();
});
