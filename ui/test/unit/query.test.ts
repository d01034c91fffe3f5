// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { facts } from '../../src/offline/query.ts';

const alert = (id: string, properties: Record<string, unknown>) => ({ id, properties: { id, longitude: 10, latitude: 50, ...properties } });

const all = {
  type: 'FeatureCollection',
  features: [
    alert('a', { assignee: 'Ana', review: 'new', area_ha: 2 }),
    alert('b', { review: 'new', area_ha: 3 }),
    alert('c', { assignee: null, review: 'rejected', area_ha: 4, longitude: 20 }),
    alert('d', { assignee: "O'Neil", review: 'in_review', area_ha: 1 }),
  ],
};

function asked(query: Record<string, string>): unknown[] {
  const { rows } = facts(all, new URLSearchParams(query)) as { rows: unknown[][] };
  return rows.map(([id]) => id);
}

describe('saved alerts', () => {
  it('are those that the conditions are true of', () => {
    expect(asked({ filter: 'assignee IS NULL' })).toEqual(['b', 'c']);
    expect(asked({ filter: "review IN ('new','in_review') AND assignee IS NULL" })).toEqual(['b']);
    expect(asked({ filter: "assignee = 'O''Neil'" })).toEqual(['d']);
    expect(asked({ filter: "review <> 'rejected' AND area_ha >= 2" })).toEqual(['a', 'b']);
  });

  it('lie in the box and come in the order that are asked for', () => {
    expect(asked({ bbox: '15,40,25,60' })).toEqual(['c']);
    expect(asked({ sortby: '-area_ha' })).toEqual(['c', 'b', 'a', 'd']);
  });
});
