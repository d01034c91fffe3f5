// SPDX-License-Identifier: Apache-2.0
// Puts the service worker in, and says when the server has another version of the page.

import { current } from '../messages.ts';

const events = new EventTarget();
let waiting: ServiceWorker | 'reload' | null = null;

/** Whether this page can be kept by the browser at all: over https, or from this computer. */
export const possible = (): boolean => isSecureContext && 'serviceWorker' in navigator;

export const newVersion = (): boolean => waiting !== null;

export function onNewVersion(listener: () => void): () => void {
  events.addEventListener('version', listener);
  return () => events.removeEventListener('version', listener);
}

function found(what: ServiceWorker | 'reload'): void {
  waiting = what;
  events.dispatchEvent(new Event('version'));
}

/** Shows the new version: a whole page of it, after the old one has gone. */
export function takeOver(): void {
  if (waiting === 'reload' || waiting === null) {
    location.reload();
  } else {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('take over');
  }
}

/** A part of the page did not come: has the server another version, which does not know it? */
export async function lookForVersion(): Promise<void> {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.getAttribute('src');
  const answer = await fetch('/', { cache: 'no-cache' });
  if (script && answer.ok && !(await answer.text()).includes(script)) found('reload');
}

export async function register(): Promise<void> {
  if (!possible() || import.meta.env.DEV) return;
  const controlled = navigator.serviceWorker.controller !== null;
  const registration = await navigator.serviceWorker.register('/app/worker.js', { scope: '/', updateViaCache: 'none' });
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) found(worker);
    });
  if (registration.waiting && controlled) found(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  // another window has let the new version in
  navigator.serviceWorker.addEventListener('controllerchange', () => controlled && found('reload'));
  const look = () => void registration.update().catch(() => undefined);
  addEventListener('sunqar-back', look); // a server that was gone may be another one now
  setInterval(look, 3_600_000);
  // what the page has fetched before the worker was there
  if (!controlled) {
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
    }
    for (const path of [`/app/language/${current().code}`, '/app/basemap']) void fetch(path).catch(() => undefined);
  }
}
