// SPDX-License-Identifier: Apache-2.0
// The one state of the page, kept in step with its address.
import { read, write } from './permalink.ts';
import { Store } from './state.ts';

/** Whether the page was opened without a link to anything. */
export const fresh = location.hash.length < 3;

export const store = new Store(read(location.hash));

let pending = 0;
/** The address that the state was last written to or read from. */
let known = location.hash;
let reading = false;

function put(how: 'pushState' | 'replaceState'): void {
  // the browser has gone elsewhere already, and says so in a moment: that is not written over
  if (location.hash !== known) return;
  history[how](null, '', '#' + write(store.state));
  known = location.hash;
}

// A new view or another open thing is a step that 'back' undoes; moving the map is none.
store.listen((now, before) => {
  if (reading) return; // the address has it already
  const step = now.view !== before.view || now.open !== before.open;
  clearTimeout(pending);
  if (step) put('pushState');
  else pending = window.setTimeout(() => put('replaceState'), 250);
});

addEventListener('popstate', () => {
  clearTimeout(pending);
  known = location.hash;
  reading = true;
  try {
    store.change(read(location.hash));
  } finally {
    reading = false;
  }
});
