// SPDX-License-Identifier: Apache-2.0

/** Whether a key is one that the page may take: alone, and not typed into a field. */
export function isShortcut(event: KeyboardEvent): boolean {
  const { tagName } = event.target as HTMLElement;
  return !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(tagName);
}
