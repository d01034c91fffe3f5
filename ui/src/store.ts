// SPDX-License-Identifier: Apache-2.0
// The one state of the page, kept in step with its address.
import { read, write } from './permalink.ts';
import { Store } from './state.ts';

/** Whether the page was opened without a link to anything. */
export const fresh = location.hash.length < 3;

export const store = new Store(read(location.hash));

let pending = 0;

// A new view or another open thing is a step that 'back' undoes; moving the map is none.
store.listen((now, before) => {
  const step = now.view !== before.view || now.open !== before.open;
  clearTimeout(pending);
  if (step) {
    history.pushState(null, '', '#' + write(now));
  } else {
    pending = window.setTimeout(() => history.replaceState(null, '', '#' + write(now)), 250);
  }
});

addEventListener('popstate', () => store.change(read(location.hash)));
