// SPDX-License-Identifier: Apache-2.0
// The base map: that it is drawn, in which colours, and what is found on it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start, stop, visit } from './browser.js';

before(start);
after(stop);

/** The colour of the map at a place of its canvas, of all layers together. */
async function colour(page, x, y) {
  const png = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).join(',');
  }, [...png]);
}

for (const [dark, land, sea] of [
  [false, '245,242,233', '207,224,230'],
  [true, '37,48,51', '15,27,34'],
]) {
  test(`land and sea have their colours, ${dark ? 'dark' : 'light'}`, async () => {
    // the empty middle of the Taklamakan, and of the Pacific
    for (const [hash, wanted] of [['#/jobs?c=83,38.9,7', land], ['#/jobs?c=-150,-40,7', sea]]) {
      const visitor = await visit({ dark, hash });
      const box = await visitor.page.locator('sq-map .canvas').first().boundingBox();
      const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
      let seen = '';
      for (let i = 0; i < 40 && seen !== wanted; i++) {
        await visitor.page.waitForTimeout(250);
        seen = await colour(visitor.page, x, y);
      }
      assert.equal(seen, wanted);
      await visitor.leave();
    }
  });
}

test('names are found in any script, and the map goes there', async () => {
  const visitor = await visit({ language: 'ru', hash: '#/map?c=0,0,3' });
  const { page } = visitor;
  const search = page.getByRole('searchbox');
  await search.fill('Қараған');
  await page.getByRole('button', { name: /^Karagan?d/ }).first().click();
  await page.waitForFunction(() => /c=73\.\d+,49\.\d+/.test(location.hash));
  await search.fill('Монг');
  await page.getByRole('button', { name: /Монголия/ }).first().click();
  await page.waitForFunction(() => /c=10[3-6](\.\d+)?,4[5-7]/.test(location.hash));
  await visitor.leave();
});

test('the degree grid comes and goes by keyboard, and the address has it', async () => {
  const visitor = await visit({ hash: '#/map?c=70,48,5' });
  const { page } = visitor;
  const grid = page.getByRole('button', { name: 'Degree grid' });
  await grid.focus();
  await page.keyboard.press('Enter');
  assert.equal(await grid.getAttribute('aria-pressed'), 'true');
  await page.waitForFunction(() => location.hash.includes('g=1'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !location.hash.includes('g=1'));
  await visitor.leave();
});

test('whose the data are is said on the map', async () => {
  const visitor = await visit({});
  await visitor.page.getByText('GeoNames (CC BY 4.0)').waitFor();
  await visitor.leave();
});
