// SPDX-License-Identifier: Apache-2.0
// Tasking: what satellites can take, an order and what becomes of it, and the plan; by mouse and by keyboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start, stop, url, violations, visit } from './browser.js';

// by night too, so that there is something to take in all seasons
const place = 'c=71.4,51.1,7&o=%2C%2C30%2C-90%2C0%2C100%2C1%2Croutine%2C%2C';

before(start);
after(stop);

const clean = async (page) => assert.deepEqual(await violations(page), []);

const count = async (page) => Number(/\d+/.exec(await page.locator('sq-ask [role="status"] strong').textContent())?.[0] ?? 0);

/** The looks of the place, once they are there. */
async function looks(visitor) {
  await visitor.shows(visitor.page.locator('.look').first());
  await visitor.page.locator('sq-ask [aria-busy="false"]').waitFor();
  return count(visitor.page);
}

test('by mouse: a point on the map, narrower limits, an order, and taken back', async () => {
  const visitor = await visit({ hash: `#/tasking?${place}` });
  const { page } = visitor;
  await visitor.shows(page.getByText('Choose a place first.'));
  await clean(page);
  const box = await page.locator('sq-map .canvas').first().boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForURL(/p=7[01]\.\d+,51\.\d+/);
  const all = await looks(visitor);
  assert.ok(all > 3, `${all}`);
  assert.equal(await page.locator('.look').count(), Math.min(60, all));
  // what is pointed at in the list is said beside the time chart
  await page.locator('.look').nth(1).hover();
  const when = await page.locator('.look').nth(1).locator('strong').textContent();
  assert.ok((await page.locator('sq-gantt .said').textContent()).includes(when));
  await clean(page);
  await page.getByLabel('Largest off-nadir angle').fill('20');
  await page.getByLabel('Largest off-nadir angle').press('Enter');
  await page.waitForURL(/%2C20%2C/);
  await page.waitForFunction((before) => !document.querySelector('sq-ask [role="status"] strong')?.textContent.startsWith(`${before} `), all);
  const few = await count(page);
  assert.ok(few > 0 && few < all, `${few} of ${all}`);
  for (const text of await page.locator('.look .quiet').allTextContents()) assert.ok(Number(/^(\d+)°/.exec(text)[1]) <= 20, text);
  // the link shows the same to whoever opens it
  const { hash } = new URL(page.url());
  await page.reload();
  assert.equal(await looks(visitor), few);
  assert.equal(new URL(page.url()).hash, hash);
  await page.getByLabel('Largest off-nadir angle').fill('30');
  await page.getByLabel('Largest off-nadir angle').press('Enter');
  await page.waitForFunction((before) => !document.querySelector('sq-ask [role="status"] strong')?.textContent.startsWith(`${before} `), few);
  await page.getByLabel('Name of the order').fill('Mouse');
  await page.getByLabel('Member').selectOption('congo');
  await page.locator('.look').first().click();
  await page.getByRole('button', { name: 'Order this one' }).click();
  await page.waitForURL(/tasking\/orders%2Forder-/);
  await visitor.shows(page.locator('.history li').nth(0));
  const id = decodeURIComponent(/orders%2F([\w-]+)/.exec(page.url())[1]);
  const told = await (await fetch(`${url}/tasking/orders/${id}`)).json();
  assert.equal(told.properties.order_parameters.name, 'Mouse');
  assert.equal(told.properties.order_parameters.member, 'congo');
  assert.match(await page.locator('sq-orders .review').textContent(), /accepted/);
  await clean(page);
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Cancel the order' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the order' }).click();
  await visitor.shows(page.locator('sq-orders .review').getByText('cancelled'));
  assert.equal((await (await fetch(`${url}/tasking/orders/${id}`)).json()).status.status_code, 'user_cancelled');
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await page.getByRole('button', { name: 'Ended otherwise' }).click();
  await visitor.shows(page.locator('.look', { hasText: 'Mouse' }).first());
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  assert.equal(await page.locator('.look', { hasText: 'Mouse' }).count(), 0);
  await visitor.leave();
});

test('by keyboard: an area, the time chart, and the order of the best look', async () => {
  const visitor = await visit({ hash: `#/tasking?${place}` });
  const { page } = visitor;
  await visitor.shows(page.getByText('Choose a place first.'));
  await page.getByLabel(/^Coordinates/).fill('71.2 50.9 71.6 51.3');
  await page.keyboard.press('Enter');
  await page.waitForURL(/a=71\.2/);
  await looks(visitor);
  const chart = page.getByRole('slider', { name: 'Satellites over time' });
  await chart.focus();
  await page.keyboard.press('Home');
  const first = await chart.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  const second = await chart.getAttribute('aria-valuetext');
  assert.notEqual(first, second);
  await page.keyboard.press('+');
  await page.keyboard.press('Enter');
  await visitor.shows(page.getByRole('button', { name: 'Order this one' }));
  assert.ok(second.includes(await page.locator('.look[aria-pressed="true"] strong').textContent()));
  await page.getByLabel('Name of the order').fill('Keys');
  await page.getByLabel('Priority').selectOption('emergency');
  await page.getByRole('button', { name: 'Order the best one' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/tasking\/orders%2Forder-/);
  await visitor.shows(page.locator('.history li').nth(0));
  assert.match(await page.locator('sq-orders .facts').textContent(), /Emergency/);
  await page.getByRole('button', { name: 'Cancel the order' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await visitor.shows(page.locator('sq-orders .review').getByText('cancelled'));
  await visitor.leave();
});

test('an alert orders its own image, and the order leads back to it', async () => {
  const visitor = await visit({ hash: '#/alerts/olinda-0003?c=-34.87,-8,13&l=c%2Folinda' });
  const { page } = visitor;
  await page.getByRole('button', { name: 'Order an image' }).click();
  await page.waitForURL(/tasking\/alert%2Folinda-0003\?.*p=-34/);
  await visitor.shows(page.getByText('For alert olinda-0003'));
  await looks(visitor);
  await page.getByRole('button', { name: 'Order the best one' }).click();
  await page.waitForURL(/tasking\/orders%2Forder-/);
  const link = page.getByRole('link', { name: 'For alert olinda-0003' });
  await visitor.shows(link);
  const id = decodeURIComponent(/orders%2F([\w-]+)/.exec(page.url())[1]);
  assert.equal((await (await fetch(`${url}/tasking/orders/${id}`)).json()).properties.order_parameters.origin, 'alert olinda-0003');
  await fetch(`${url}/tasking/orders/${id}/cancel`, { method: 'POST' });
  await link.click();
  await page.waitForURL(/alerts\/olinda-0003/);
  await visitor.leave();
});

test('the plan: what each satellite does, its memory and energy, and what will be seen', async () => {
  const visitor = await visit({ hash: `#/tasking/plan?${place}` });
  const { page } = visitor;
  await visitor.shows(page.getByText('Made', { exact: true }));
  const plan = await (await fetch(`${url}/tasking/plan`)).json();
  assert.ok(plan.acquisitions.features.length > 0);
  const chart = page.getByRole('slider', { name: 'Satellites over time' });
  assert.equal(Number(await chart.getAttribute('aria-valuemax')), plan.acquisitions.features.length + plan.downlinks.length);
  await chart.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForURL(/tasking\/plan%2F/);
  await visitor.shows(page.locator('.curve canvas').nth(1));
  await page.locator('.curve .u-over').first().hover();
  await page.waitForFunction(() => /Gbit|Wh/.test(document.querySelector('sq-plan .reading').textContent));
  await clean(page);
  await page.reload();
  await visitor.shows(page.locator('.curve canvas').nth(1));
  await page.getByRole('button', { name: '1 day', exact: true }).click();
  await visitor.shows(page.getByText(/of the map can be seen at least once/));
  await page.getByRole('button', { name: 'Hide', exact: true }).click();
  await clean(page);
  await visitor.leave();
});

test('on a phone, in the dark, in Arabic', async () => {
  const visitor = await visit({ hash: `#/tasking?${place}&p=71.4,51.1`, width: 390, height: 844, dark: true, language: 'ar' });
  const { page } = visitor;
  await looks(visitor);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await clean(page);
  await visitor.leave();
});
