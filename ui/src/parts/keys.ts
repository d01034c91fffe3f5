// SPDX-License-Identifier: Apache-2.0

/** Whether a key is one that the page may take: alone, and not typed into a field. */
export function isShortcut(event: KeyboardEvent): boolean {
  const { tagName, type } = event.target as HTMLInputElement;
  const typed = /^(SELECT|TEXTAREA)$/.test(tagName) || (tagName === 'INPUT' && type !== 'checkbox');
  return !event.ctrlKey && !event.metaKey && !event.altKey && !typed;
}
