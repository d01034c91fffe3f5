// SPDX-License-Identifier: Apache-2.0
// Debian's Chromium without WebGL, watched: what goes to another host and what the console complains of.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const url = process.env.SUNQAR_URL ?? 'http://127.0.0.1:8080';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;

/** Waits until the server answers. */
async function ready() {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await fetch(`${url}/health`);
      if (answer.ok) return;
    } catch (e) {
      if (attempt > 240) throw e;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

export async function start() {
  await ready();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-webgl',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser;
}

export const stop = () => browser?.close();

/** A page of its own, as a new visitor's; `at` another address of the server. */
export async function visit({ width = 1440, height = 900, dark = false, language = 'en', hash = '', at = url } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: language,
    acceptDownloads: true,
    bypassCSP: true, // for axe only: the page's own policy lets no script in
  });
  const page = await context.newPage();
  const complaints = [];
  const elsewhere = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const began = Date.now();
  const asked = [];
  const noted = (what) => (request) => asked.push(`${Date.now() - began} ${what} ${request.url().slice(at.length)}`);
  for (const what of ['request', 'requestfinished', 'requestfailed']) page.on(what, noted(what.slice(7) || 'asked'));
  page.on('request', (request) => {
    if (!request.url().startsWith(at) && !/^(blob|data):/.test(request.url())) elsewhere.push(request.url());
  });
  page.setDefaultTimeout(30_000);
  await page.goto(`${at}/${hash}`);
  await page.locator('sq-map .canvas canvas').first().waitFor();
  return {
    page,
    context,
    complaints,
    /** Waits for something that should be there soon; if it never is, tells what the page shows and has asked for. */
    async shows(what) {
      try {
        await what.waitFor();
      } catch (e) {
        const now = await page.evaluate(() => `${location.href}\n${document.body.innerText}`).catch(String);
        throw new Error([e.message, now, ...complaints, ...asked.slice(-60)].join('\n'), { cause: e });
      }
    },
    /** Ends the visit: nothing went elsewhere, nothing was complained of but what is expected. */
    async leave(expected = /$^/) {
      await context.close();
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(complaints.filter((text) => !expected.test(text)), []);
    },
  };
}

/** Violations of WCAG 2.2 AA, in words. */
export async function violations(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return found.violations.map((one) => `${one.id}: ${one.help}; ${one.nodes.map((node) => node.target.join(' ')).slice(0, 4).join(', ')}`);
}
