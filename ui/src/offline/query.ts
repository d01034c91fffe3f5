// SPDX-License-Identifier: Apache-2.0
// What the server would answer of alerts, from those that are saved: the conditions, the box and the
// order that the page asks with. A condition that is not of these forms holds up nothing.

type Value = string | number;

interface Feature {
  id: string;
  properties: Record<string, unknown>;
}

interface List {
  type: string;
  features: Feature[];
}

const value = (text: string): Value => (text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : Number(text));

const operators: Record<string, (a: Value, b: Value) => boolean> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

function holds(condition: string, properties: Record<string, unknown>): boolean {
  const one = /^\(?(\w+) *(=|<>|>=|<=|>|<) *('(?:[^']|'')*'|-?[\d.]+)\)?$/.exec(condition.trim());
  if (one) {
    const has = properties[one[1]!];
    return has !== undefined && has !== null && operators[one[2]!]!(has as Value, value(one[3]!));
  }
  const none = /^\(?(\w+) IS NULL\)?$/i.exec(condition.trim());
  if (none) return (properties[none[1]!] ?? '') === '';
  const many = /^\(?(\w+) IN \((.*?)\)\)?$/.exec(condition.trim());
  if (many) return (many[2]!.match(/'(?:[^']|'')*'/g) ?? []).map(value).includes(properties[many[1]!] as Value);
  return true;
}

/** Saved alerts that a request asks for, in its order. */
function found(all: List, query: URLSearchParams): Feature[] {
  const conditions = (query.get('filter') ?? '').split(/ AND /i).filter(Boolean);
  const box = query.get('bbox')?.split(',').map(Number);
  const features = all.features.filter(({ properties: p }) => {
    const [lon, lat] = [Number(p['longitude']), Number(p['latitude'])];
    const inside = !box || (lon >= box[0]! && lat >= box[1]! && lon <= box[2]! && lat <= box[3]!);
    return inside && conditions.every((condition) => holds(condition, p));
  });
  const order = (query.get('sortby') ?? '').split(',').filter(Boolean);
  features.sort((a, b) => {
    for (const part of order) {
      const [down, name] = [part.startsWith('-'), part.replace(/^[+-]/, '')];
      const [left, right] = [a.properties[name] as Value, b.properties[name] as Value];
      if (left !== right) return left > right === down ? -1 : 1;
    }
    return 0;
  });
  return features;
}

/** Saved alerts as the answer to a request for a page of them: all on one. */
export function listed(all: List, query: URLSearchParams): object {
  const features = found(all, query);
  return { type: 'FeatureCollection', features, numberMatched: features.length, numberReturned: features.length, links: [] };
}

const columns = [
  'id', 'watch', 'status', 'review', 'first_date', 'updated', 'area_ha', 'probability', 'magnitude', 'longitude', 'latitude', 'assignee',
  'version',
];

/** The same for a request for what a list shows of them. */
export function facts(all: List, query: URLSearchParams): object {
  const rows = found(all, query).map(({ properties }) => columns.map((name) => properties[name] ?? ''));
  return { columns, rows, numberMatched: rows.length, links: [] };
}

/** One saved alert. */
export const alertOf = (all: List, id: string): Feature | undefined => all.features.find((one) => one.id === id);
