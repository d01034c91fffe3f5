// SPDX-License-Identifier: Apache-2.0
// Which lines between two sides are disputed. The npm packages have Natural Earth's areas, not its
// lines with their classes; so this table says it, from those classes ("disputed", "line of control",
// "indefinite") and from UN map No. 4170 and its notes. It takes no side: it says where a line is not agreed, whoever
// draws it. A window (west, south, east, north; degrees) takes a part of a line.

const AREAS = new Set([
  'EH', // Western Sahara
  'PS', // occupied Palestinian territory
  'XK', // Kosovo
  'N. Cyprus',
  'Somaliland',
  'Siachen Glacier',
  'Cyprus U.N. Buffer Zone',
]);

const LINES = [
  { sides: ['IN', 'PK'], windows: [[73.3, 32.3, 78, 36]] }, // Jammu and Kashmir, the line of control
  { sides: ['IN', 'CN'], windows: [[76, 30, 81, 37], [91.4, 26.5, 98, 30]] }, // Aksai Chin; the east
  { sides: ['PK', 'CN'], windows: [[74.4, 35, 78, 37.2]] },
  { sides: ['BT', 'CN'], windows: [[88.5, 26.5, 92.3, 28.6]] },
  { sides: ['RU', 'UA'], windows: [[32, 44, 36.9, 46.5]] }, // Crimea: General Assembly, resolution 68/262
  { sides: ['IL', 'SY'], windows: [[35.5, 32.5, 36.1, 33.6]] }, // Golan
  { sides: ['IL', 'LB'], windows: [[35.5, 33.1, 35.9, 33.5]] },
  { sides: ['EG', 'SD'], windows: [[33, 21.5, 37.5, 23.5]] }, // Halaib, Bir Tawil
  { sides: ['SD', 'SS'], windows: [[23.5, 8.3, 34.2, 12.5]] }, // Abyei; the line is not settled
  { sides: ['KE', 'SS'], windows: [[33.9, 3.5, 36.2, 6]] }, // Ilemi
  { sides: ['ET', 'SS'], windows: [[34.5, 4.4, 36, 5.7]] },
  { sides: ['KP', 'KR'], windows: [[-180, -90, 180, 90]] }, // the line of 1953 is an armistice's
];

const inside = ([x, y], [west, south, east, north]) => x >= west && x <= east && y >= south && y <= north;

/** One border as features, with `disputed: 1` where it is. */
export function disputed(line, sides) {
  if (!line) return [];
  const feature = (lines, properties) => ({
    type: 'Feature',
    geometry: { type: 'MultiLineString', coordinates: lines },
    properties,
  });
  const lines = line.type === 'LineString' ? [line.coordinates] : line.coordinates;
  if (sides.some((side) => AREAS.has(side))) return [feature(lines, { disputed: 1 })];
  const windows = LINES.find((entry) => entry.sides.every((side) => sides.includes(side)))?.windows ?? [];
  const parts = { yes: [], no: [] };
  for (const points of lines) {
    let run = [points[0]];
    let state = null;
    for (let i = 1; i < points.length; i++) {
      const middle = [0, 1].map((axis) => (points[i - 1][axis] + points[i][axis]) / 2);
      const now = windows.some((window) => inside(middle, window)) ? 'yes' : 'no';
      if (state && now !== state) {
        parts[state].push(run);
        run = [points[i - 1]];
      }
      state = now;
      run.push(points[i]);
    }
    if (state) parts[state].push(run);
  }
  return [
    ...(parts.no.length ? [feature(parts.no, {})] : []),
    ...(parts.yes.length ? [feature(parts.yes, { disputed: 1 })] : []),
  ];
}
