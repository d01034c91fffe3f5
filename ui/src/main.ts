// SPDX-License-Identifier: Apache-2.0
import './style.css';
import { preferred, use } from './messages.ts';

async function start(): Promise<void> {
  const app = import('./app.ts');
  try {
    await use(preferred());
  } catch {
    await use('en').catch(() => undefined); // keys instead of words are better than no page
  }
  await app;
  document.getElementById('opening')?.remove();
  document.body.append(document.createElement('sunqar-app'));
}

void start();
