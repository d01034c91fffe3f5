// SPDX-License-Identifier: Apache-2.0
// The pictures of docs/web.md: each main view at 1440 and at 390 pixels, of the server at SUNQAR_URL on the demo's workspace.
import { mkdirSync } from 'node:fs';
import { start, stop, url, visit } from './test/e2e/browser.js';

const folder = process.argv[2] ?? '../docs/images/web';
mkdirSync(folder, { recursive: true });

const place = 'c=-34.875,-8.005,13';
const ndvi = 'l=c%2Folinda~e(nir-red)%2F(nir%2Bred)~r-0.1%3A0.9~mrdylgn';
const views = [
  ['map', `#/map?${place}&l=c%2Folinda`],
  ['series', `#/map?${place}&${ndvi}&p=-34.9104,-7.99`],
  ['swipe', `#/map?${place}&${ndvi}&s=swipe,0.5,2016-03-27`],
  ['alerts', `#/alerts?${place}&l=c%2Folinda`],
  ['alert', `#/alerts/olinda-0003?${place}&l=c%2Folinda`],
  ['watches', `#/watches?${place}&l=c%2Folinda`],
  ['new-watch', `#/watches/+?${place}&l=c%2Folinda`],
  ['tasking', '#/tasking?c=71.4,51.1,8&p=71.4,51.1'],
  ['tasking-plan', '#/tasking/plan%2Fdala-1?c=71.4,51.1,5'],
  ['catalogue', `#/catalogue?${place}&l=c%2Folinda`],
  ['jobs', `#/jobs?${place}&l=c%2Folinda`],
];
const others = [
  ['alerts-ar', `#/alerts/olinda-0003?${place}&l=c%2Folinda`, { language: 'ar' }],
  ['map-kk-dark', `#/map?${place}&${ndvi}&p=-34.9104,-7.99`, { language: 'kk', dark: true }],
];

/** The last image of the plan in force, tried ten seconds later. */
async function whatIf() {
  const image = (await (await fetch(`${url}/tasking/plan`)).json()).acquisitions.features.at(-1);
  const hash = `#/tasking/plan%2F${image.properties.satellite}%2F${image.id}?c=71.4,51.1,5`;
  const tried = (page) => page.locator('sq-what-if button', { hasText: '+10' }).click({ timeout: 8000 });
  await picture('what-if-1440', { hash }, tried);
  await picture('what-if-390', { hash, width: 390, height: 844 }, tried);
}

async function picture(name, options, act = async () => {}) {
  const visitor = await visit(options);
  await visitor.page.waitForLoadState('networkidle');
  await act(visitor.page);
  await visitor.page.waitForTimeout(1500);
  await visitor.page.screenshot({ path: `${folder}/${name}.jpg`, type: 'jpeg', quality: 82 });
  await visitor.leave();
  console.log(`${folder}/${name}.jpg`);
}

await start();
try {
  for (const [name, hash] of views) {
    await picture(`${name}-1440`, { hash });
    await picture(`${name}-390`, { hash, width: 390, height: 844 });
  }
  await whatIf();
  for (const [name, hash, options] of others) await picture(`${name}-1440`, { hash, ...options });
} finally {
  await stop();
}
