// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { Selection } from '../../src/alerts/selection.ts';

const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }));
const chosen = (selection: Selection) => [...selection.ids].sort().join('');

it('a range starts at the row that was chosen last, and follows the last key', () => {
  const selection = new Selection();
  selection.toggle('b', 1);
  selection.extend(all, 3);
  expect(chosen(selection)).toBe('bcd');
  selection.extend(all, 2);
  expect(chosen(selection)).toBe('bc');
  selection.extend(all, 0);
  expect(chosen(selection)).toBe('ab');
});

it('what was chosen before a range stays', () => {
  const selection = new Selection();
  selection.toggle('f', 5);
  selection.toggle('a', 0);
  selection.extend(all, 2);
  selection.extend(all, 1);
  expect(chosen(selection)).toBe('abf');
  selection.toggle('a', 0);
  expect(chosen(selection)).toBe('bf');
});

it('the first range starts where the focus was', () => {
  const selection = new Selection();
  selection.extend(all, 4, 3);
  expect(chosen(selection)).toBe('de');
  selection.set([]);
  expect(chosen(selection)).toBe('');
  selection.extend(all, 1, 0);
  expect(chosen(selection)).toBe('ab');
});
