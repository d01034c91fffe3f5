// SPDX-License-Identifier: Apache-2.0
// The first view of the web app: when the map can be moved, what was asked for and how much of it;
// with a cold and a warm browser cache, and on a line of 64 kbit/s with 800 ms of latency.
import { start, stop, url } from '../test/e2e/browser.js';
import { end, figure, quantile } from './measure.js';

const MAP_BOUND = 1500; // ms
const SCRIPT_BOUND = 150_000; // bytes, gzip
const RUNS = 5;

const browser = await start();
const median = (values) => quantile(values, 0.5);

/** Opens the page, and moves the map as soon as it can be moved; times count from the start of the navigation. */
async function view(context, line) {
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send('Network.enable');
  if (line) await protocol.send('Network.emulateNetworkConditions', { offline: false, latency: line.latency, downloadThroughput: line.bytes, uploadThroughput: line.bytes });
  const types = new Map();
  const loads = { requests: 0, bytes: 0, script: 0 };
  protocol.on('Network.responseReceived', ({ requestId, type, response }) => types.set(requestId, response.fromDiskCache ? 'kept' : type));
  protocol.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    loads.requests++;
    loads.bytes += encodedDataLength;
    if (types.get(requestId) === 'Script') loads.script += encodedDataLength;
  });
  page.setDefaultTimeout(180_000);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('sunqar-map').length > 0, null, { polling: 20 });
  const { script } = loads; // what comes later is not of the first view
  const before = await page.evaluate(() => location.hash);
  await page.mouse.move(900, 400);
  await page.mouse.wheel(0, -400);
  await page.waitForFunction((hash) => location.hash !== hash, before, { polling: 50 }); // it did move
  await page.waitForFunction(() => performance.getEntriesByName('sunqar-drawn').length > 0, null, { polling: 100 });
  const times = await page.evaluate(() => ({
    painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    map: performance.getEntriesByName('sunqar-map')[0].startTime,
    drawn: performance.getEntriesByName('sunqar-drawn')[0].startTime,
  }));
  const asked = { ...loads, script };
  await page.close();
  return { ...times, ...asked };
}

function say(name, views, bounded) {
  const of = (what) => median(views.map((one) => one[what]));
  figure(`${name}, something is seen`, of('painted'), 'ms');
  figure(`${name}, the map can be moved`, of('map'), 'ms', bounded ? { most: MAP_BOUND } : {});
  figure(`${name}, base map and pictures are drawn`, of('drawn'), 'ms');
  figure(`${name}, requests until then`, of('requests'), '');
  figure(`${name}, bytes until then`, of('bytes'), 'bytes');
}

async function fresh(action) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' });
  try {
    return await action(context);
  } finally {
    await context.close();
  }
}

await fresh((context) => view(context)); // the server's own first requests
const cold = [];
const warm = [];
for (let run = 0; run < RUNS; run++) {
  await fresh(async (context) => {
    cold.push(await view(context));
    warm.push(await view(context));
  });
}
say('cold', cold, true);
figure('cold, script (gzip or brotli)', median(cold.map((one) => one.script)), 'bytes', { most: SCRIPT_BOUND });
say('warm', warm, true);
const slow = { latency: 800, bytes: 8000 };
await fresh(async (context) => {
  say('64 kbit/s 800 ms, cold', [await view(context, slow)], false);
  say('64 kbit/s 800 ms, warm', [await view(context, slow)], false);
});
await stop();
end();
