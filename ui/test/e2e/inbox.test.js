// SPDX-License-Identifier: Apache-2.0
// The inbox: many alerts judged at once, taken back, assigned, exported; what is new since a visit.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { start, stop, url, violations, visit } from './browser.js';

before(start);
after(stop);

/** An inbox of all alerts of a watch, judged by one of this name. */
async function inbox({ name = 'Ana', lastVisit = '', ...options } = {}) {
  const visitor = await visit({ ...options });
  const { page } = visitor;
  await page.evaluate(([who, when]) => {
    localStorage.setItem('sunqar.name', who);
    if (when) localStorage.setItem('sunqar.visit', when);
  }, [name, lastVisit]);
  await page.goto(`${url}/#/alerts`);
  await page.reload();
  await visitor.shows(page.locator('.inbox .alert').first());
  return visitor;
}

const reviews = async (page, ids) =>
  page.evaluate(
    async (all) =>
      Promise.all(
        all.map(async (id) => (await (await fetch(`/api/alerts/collections/alerts/items/${id}`)).json()).properties),
      ),
    ids,
  );

const chosen = (page) => page.locator('.inbox li[data-chosen]').count();

const idOf = async (row) => (await row.locator('input').getAttribute('aria-label')).replace('Select ', '');

test('a range is chosen by mouse, rejected for a reason, and taken back', async () => {
  const visitor = await inbox();
  const { page } = visitor;
  await page.locator('.inbox li').nth(5).waitFor();
  const rows = page.locator('.inbox li');
  const ids = await Promise.all([2, 3, 4].map((at) => idOf(rows.nth(at))));
  const before = (await reviews(page, ids)).map(({ review }) => review);
  await rows.nth(2).locator('input').click();
  await rows.nth(4).locator('input').click({ modifiers: ['Shift'] });
  assert.equal(await chosen(page), 3);
  await page.getByText('3 selected').waitFor();
  await page.getByRole('button', { name: /^Reject …/ }).click();
  await page.locator('.asked textarea').fill('smoke over all of it');
  await page.getByRole('button', { name: /Haze/ }).click();
  await page.getByText('Done for 3 alerts.').waitFor();
  for (const one of await reviews(page, ids)) {
    assert.equal(one.review, 'rejected');
    assert.equal(one.reject_reason, 'haze');
  }
  assert.equal(await chosen(page), 0);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByText('Taken back for 3 alerts.').waitFor();
  assert.deepEqual((await reviews(page, ids)).map(({ review }) => review), before);
  await visitor.leave();
});

test('the same by keys alone', async () => {
  const visitor = await inbox();
  const { page } = visitor;
  await page.locator('.inbox li').nth(8).waitFor();
  await page.locator('.inbox .alert').nth(5).focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('Shift+ArrowUp');
  await page.getByText('2 selected').waitFor();
  const ids = await page.locator('.inbox li[data-chosen] input').evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label').replace('Select ', '')),
  );
  const before = (await reviews(page, ids)).map(({ review }) => review);
  await page.keyboard.press('c');
  await page.getByText('Done for 2 alerts.').waitFor();
  assert.deepEqual((await reviews(page, ids)).map(({ review }) => review), ['confirmed', 'confirmed']);
  await page.keyboard.press('u');
  await page.getByText('Taken back for 2 alerts.').waitFor();
  assert.deepEqual((await reviews(page, ids)).map(({ review }) => review), before);
  // all, and none
  await page.locator('.inbox .alert').first().focus();
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor();
  await page.keyboard.press('Control+a');
  await page.waitForFunction(() => !document.querySelector('.inbox li:not([data-chosen])'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('.inbox li[data-chosen]'));
  await visitor.leave();
});

test('an alert is assigned, commented on, and its trail says who, when, what and why', async () => {
  const visitor = await inbox();
  const { page } = visitor;
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.locator('.inbox li').nth(1).waitFor();
  await page.locator('.inbox .alert').first().click();
  await page.locator('sq-alert .facts').waitFor();
  await page.locator('sq-alert h1').click();
  await page.keyboard.press('a');
  await page.keyboard.type('Botagoz');
  await page.keyboard.press('Enter');
  await page.locator('.judge .assigned', { hasText: 'Botagoz' }).waitFor();
  await page.getByRole('button', { name: /^Assign/ }).click();
  await page.getByRole('button', { name: 'To me' }).click();
  await page.locator('.judge .assigned', { hasText: 'Ana' }).waitFor();
  await page.locator('sq-alert h1').click();
  await page.keyboard.press('m');
  const comment = `the owner was asked at ${Date.now()}`;
  await page.keyboard.type(comment);
  await page.getByRole('button', { name: 'Add the comment' }).click();
  const newest = page.locator('.history li').first();
  await page.locator('.history q', { hasText: comment }).waitFor();
  assert.match(await newest.textContent(), /Comment\s+Ana · .*UTC\s+the owner was asked at/);
  await page.keyboard.press('Escape');
  // filtered by whom it is assigned to
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Assigned to').selectOption({ label: 'Me' });
  await page.waitForFunction(() => document.querySelectorAll('.inbox li').length === 1);
  await page.locator('.inbox input[type=checkbox]').check();
  await page.getByRole('button', { name: /^Assign/ }).click();
  await page.getByRole('button', { name: 'To nobody' }).click();
  await page.getByText('Saved.').waitFor();
  await visitor.leave();
});

test('what changed since the last visit is told and is a filter', async () => {
  const visitor = await inbox({ lastVisit: '2020-01-01T00:00:00.000Z' });
  const { page } = visitor;
  const fresh = page.getByRole('button', { name: /^\d+ new$/ });
  await fresh.waitFor();
  await page.waitForFunction(() => /^\s*[1-9]/.test(document.querySelector('.news .chip').textContent));
  const n = Number((await fresh.textContent()).trim().split(/\s/)[0]);
  await fresh.focus();
  await page.keyboard.press('Enter');
  await page.getByText(`${n} alerts`, { exact: true }).waitFor();
  assert.equal(await fresh.getAttribute('aria-pressed'), 'true');
  // handled by others: what somebody else did counts, what I did does not
  const id = await idOf(page.locator('.inbox li').first());
  await page.evaluate(async (alert) => {
    for (const by of ['Ana', 'Zoe']) {
      await fetch(`/api/alerts/${alert}/review`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ action: 'comment', note: 'seen', by }),
      });
    }
  }, id);
  const since = await page.evaluate(
    async ([alert]) =>
      (await (await fetch(`/api/alerts/facts?happened=commented&happened-since=2020-01-01T00:00:00Z&happened-not-by=Ana&filter=id='${alert}'`)).json())
        .rows.length,
    [id],
  );
  assert.equal(since, 1);
  await visitor.leave();
});

test('a selection, and the list, are taken along as files', async () => {
  const visitor = await inbox();
  const { page } = visitor;
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.locator('.inbox li').nth(3).waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  const take = async (format) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: format, exact: true }).click()]);
    await page.getByText('The file is among your downloads.').waitFor();
    return readFile(await file.path());
  };
  const all = JSON.parse(await take('GeoJSON')).features;
  const shown = await page.locator('.inbox li').first().getAttribute('aria-setsize');
  assert.equal(all.length, Number(shown));
  await page.locator('.inbox input[type=checkbox]').nth(0).check();
  await page.locator('.inbox input[type=checkbox]').nth(2).check();
  assert.equal(JSON.parse(await take('GeoJSON')).features.length, 2);
  assert.equal((await take('CSV')).toString().trim().split('\n').length, 3);
  assert.equal((await take('GeoPackage')).subarray(0, 15).toString(), 'SQLite format 3');
  assert.equal((await take('PDF')).subarray(0, 5).toString(), '%PDF-');
  await visitor.leave();
});

test('what could not be done is told, the rest is done, and it stays chosen', async () => {
  const visitor = await inbox({ name: 'Somebody else' });
  const { page } = visitor;
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.locator('.inbox li').nth(3).waitFor();
  // one is gone meanwhile: the server says so for that one alone
  await page.route('**/api/alerts/reviews', async (route) => {
    const body = route.request().postDataJSON();
    body.alerts[0] = 'gone-0001';
    await route.continue({ postData: JSON.stringify(body) });
  });
  await page.locator('.inbox input[type=checkbox]').nth(0).check();
  await page.locator('.inbox input[type=checkbox]').nth(1).check();
  await page.getByRole('button', { name: /^Comment/ }).click();
  await page.locator('.asked textarea').fill('looked at');
  await page.getByRole('button', { name: 'Add the comment' }).click();
  await page.getByText('Done for 1 alert.').waitFor();
  await page.getByText('Not done for 1 alert').waitFor();
  await page.getByText('gone-0001', { exact: true }).waitFor();
  assert.equal(await chosen(page), 1);
  await visitor.leave();
});

for (const [language, dark, width] of [['en', false, 1440], ['ar', true, 1440], ['ru', false, 390]]) {
  test(`a selection has no violation of WCAG in ${language}, ${width} pixels`, async () => {
    const visitor = await inbox({ language, dark, width, lastVisit: '2020-01-01T00:00:00.000Z' });
    const { page } = visitor;
    await page.locator('.title [aria-controls=alert-export]').click();
    await page.locator('.inbox input[type=checkbox]').first().check();
    await page.keyboard.press('r');
    await page.waitForTimeout(300);
    assert.deepEqual(await violations(page), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await visitor.leave();
  });
}
