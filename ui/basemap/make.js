// SPDX-License-Identifier: Apache-2.0
// Makes the base map of the program: tiles (world.pmtiles) and what is searched (places.tsv.gz). It is
// run by hand, and what it makes is committed; see ../../docs/decisions/36-basemap.md.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import GeoJSONVT from 'geojson-vt';
import vtpbf from 'vt-pbf';
import { Archive } from './pmtiles.js';
import { allCities, countryLabels, placeFeatures, regionLabels } from './places.js';
import { atlas, regionLines, waters } from './sources.js';

const OUT = new URL('../../server/src/main/resources/org/sunqar/server/basemap/', import.meta.url);
const MAX = 6;
const EXTENT = 4096;
const BUFFER = 128;
/** A point is in one tile only, or its name would be drawn twice. */
const POINTS = new Set(['country', 'region', 'place']);

const scales = { '110m': atlas('110m'), '50m': atlas('50m'), '10m': atlas('10m') };
const water = { '110m': waters('110m'), '50m': waters('50m') };
const cities = allCities();
const places = placeFeatures(cities);
const countries = countryLabels(cities);
const regions = regionLabels();
// how large a country's regions are on the average (px at zoom 0): small ones are a grey web from afar
const inner = regionLines().map((line) => {
  const sizes = regions.filter((region) => region.group === line.country).map((region) => region.size);
  const size = sizes.reduce((sum, one) => sum + one, 0) / Math.max(1, sizes.length);
  return { ...line, properties: { size: Math.round(size * 100) / 100 } };
});

const point = ({ lon, lat }, properties) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties,
});

/**
 * What a zoom shows. Tiles are drawn at 512 px, so that 8 units are a pixel: lines lose what is less than
 * half a pixel, and at the last zoom, which is drawn at all later ones, a quarter.
 */
function layers(zoom) {
  const scale = zoom <= 1 ? '110m' : zoom <= 3 ? '50m' : '10m';
  const shapes = scales[scale];
  const waterShapes = water[zoom <= 1 ? '110m' : '50m'];
  const tolerance = zoom === MAX ? 2 : 4;
  return {
    land: [shapes.land, tolerance],
    lake: [waterShapes.lake, tolerance],
    river: [zoom >= 1 ? waterShapes.river : [], tolerance],
    coast: [shapes.coast, tolerance],
    admin1: [
      zoom < 3 ? [] : inner.filter((line) => zoom === MAX || line.properties.size * 2 ** zoom > 13),
      tolerance,
    ],
    border: [shapes.border, tolerance],
    region: [
      zoom >= 3
        ? regions
            .filter((region) => region.size * 2 ** zoom > 40)
            .map((region) =>
              point(region, {
                name: region.name,
                ...Object.fromEntries(
                  Object.entries(region.names).filter(([, name]) => name && name !== region.name)
                    .map(([code, name]) => [`name_${code}`, name]),
                ),
                size: Math.round(region.size * 100) / 100,
              }),
            )
        : [],
      0,
    ],
    country: [
      countries
        .filter((country) => country.size * 2 ** zoom > 7)
        .map((country) =>
          point(country, {
            code: country.code,
            name: country.name,
            size: Math.round(country.size * 100) / 100,
            width: Math.round(country.width * 100) / 100,
          })),
      0,
    ],
    place: [places.filter((place) => place.zoom <= zoom), 0],
  };
}

/** Twice the area of a ring, in units of the tile. */
const area = (ring) =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0);

/** Without points on the one before, lines of a point, and rings that became lines by rounding. */
function cleaned(tile) {
  for (const feature of tile.features) {
    if (feature.type === 1) continue;
    feature.geometry = feature.geometry
      .map((line) => line.filter(([x, y], i) => i === 0 || x !== line[i - 1][0] || y !== line[i - 1][1]))
      .filter((line) => (feature.type === 2 ? line.length >= 2 : line.length >= 4 && area(line) !== 0));
  }
  tile.features = tile.features.filter((feature) => feature.geometry.length > 0);
  return tile;
}

const archive = new Archive();
for (let zoom = 0; zoom <= MAX; zoom++) {
  const started = Date.now();
  const indexes = Object.entries(layers(zoom))
    .filter(([, [features]]) => features.length > 0)
    .map(([name, [features, tolerance]]) => [
      name,
      new GeoJSONVT(
        { type: 'FeatureCollection', features },
        // one zoom more than is asked for: the last one of an index is not simplified
        { maxZoom: zoom + 1, indexMaxZoom: zoom, indexMaxPoints: 0, tolerance, extent: EXTENT, buffer: POINTS.has(name) ? 0 : BUFFER },
      ),
    ]);
  let most = 0;
  for (let x = 0; x < 2 ** zoom; x++) {
    for (let y = 0; y < 2 ** zoom; y++) {
      const tile = {};
      for (const [name, index] of indexes) {
        const found = index.getTile(zoom, x, y);
        const part = found && cleaned(found);
        if (part?.features.length) tile[name] = part;
      }
      if (Object.keys(tile).length === 0) continue;
      const bytes = Buffer.from(vtpbf.fromGeojsonVt(tile, { version: 2, extent: EXTENT }));
      most = Math.max(most, gzipSync(bytes).length);
      archive.add(zoom, x, y, bytes);
    }
  }
  console.log(`zoom ${zoom}: largest tile ${most} bytes, ${Date.now() - started} ms`);
}
const fields = { name: 'String' };
console.log(
  archive.write(
    new URL('world.pmtiles', OUT),
    {
      name: 'Natural Earth',
      attribution: 'Natural Earth; GeoNames (CC BY 4.0)',
      description: 'Land, waters, borders and places of the world',
      type: 'baselayer',
      version: '1',
      vector_layers: [
        ['land', {}],
        ['lake', {}],
        ['river', {}],
        ['coast', {}],
        ['admin1', { size: 'Number' }],
        ['border', { disputed: 'Number' }],
        ['region', { ...fields, name_fr: 'String', name_pt: 'String', name_ru: 'String', name_ar: 'String', size: 'Number' }],
        ['country', { ...fields, code: 'String', size: 'Number', width: 'Number' }],
        ['place', { ...fields, capital: 'Number', seat: 'Number', rank: 'Number', zoom: 'Number' }],
      ].map(([id, known]) => ({ id, fields: known, minzoom: 0, maxzoom: MAX })),
    },
    0,
    MAX,
  ),
);

// What is searched, the most important first: kind, country, people, longitude, latitude, zoom, names
const round = (degrees) => String(Math.round(degrees * 1e4) / 1e4);
const zoomOf = (size) => String(Math.max(2, Math.min(11, Math.round(Math.log2(500 / size)))));
const rows = [
  ...countries.map((c) => ['country', c.code, '', round(c.lon), round(c.lat), zoomOf(c.size), c.name]),
  ...regions.map((r) => [
    'region', r.country, '', round(r.lon), round(r.lat), zoomOf(r.size), r.name,
    ...new Set([r.local, ...Object.values(r.names)].filter((name) => name && name !== r.name)),
  ]),
  ...cities.map((c) => [
    c.capital ? 'capital' : 'city', c.country, c.people || '', round(c.lon), round(c.lat),
    c.people > 1e6 ? '10' : c.people > 1e5 ? '11' : c.people > 1e4 ? '12' : '13', c.name, ...(c.other ? [c.other] : []),
  ]),
];
const table = gzipSync(Buffer.from(rows.map((row) => row.join('\t')).join('\n') + '\n'), { level: 9 });
writeFileSync(new URL('places.tsv.gz', OUT), table);
console.log(`places: ${rows.length}, ${table.length} bytes`);
