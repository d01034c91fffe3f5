// SPDX-License-Identifier: Apache-2.0
import './style.css';
import { preferred, use } from './messages.ts';

async function words(): Promise<void> {
  try {
    await use(preferred());
  } catch {
    await use('en').catch(() => undefined); // keys instead of words are better than no page
  }
}

async function start(): Promise<void> {
  await Promise.all([import('./app.ts'), words()]);
  document.getElementById('opening')?.remove();
  document.body.append(document.createElement('sunqar-app'));
}

const TRIED = 'sunqar.tried';

/** How often the page was loaded in vain; kept by the browser over a reload, where it keeps anything. */
function tried(add: number): number {
  try {
    const now = add ? Number(sessionStorage.getItem(TRIED)) + add : 0;
    sessionStorage.setItem(TRIED, String(now));
    return now;
  } catch {
    return 5;
  }
}

// A browser may not ask twice for a part that did not come: the whole page is loaded again, later and later.
start().then(
  () => tried(0),
  () => setTimeout(() => location.reload(), Math.min(30, 2 ** tried(1)) * 1000),
);
