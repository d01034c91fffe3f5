// SPDX-License-Identifier: Apache-2.0
// Writes a PMTiles archive, version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md):
// a header of 127 bytes, the root directory, the metadata, leaf directories, the tiles in the order of
// the Hilbert curve; a tile that is there before is not written twice.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const HEADER = 127;
/** The header and the root directory are within the first 16 KiB. */
const ROOT = 16_384 - HEADER;
const gzip = (bytes) => gzipSync(bytes, { level: 9 });

/** The number of a tile: all smaller zooms come before it, then the Hilbert curve of its zoom. */
export function tileId(z, x, y) {
  let id = (4 ** z - 1) / 3;
  for (let s = 2 ** z / 2; s >= 1; s /= 2) {
    const rx = (x & s) > 0 ? 1 : 0;
    const ry = (y & s) > 0 ? 1 : 0;
    id += s * s * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) {
        x = s - 1 - x;
        y = s - 1 - y;
      }
      [x, y] = [y, x];
    }
  }
  return id;
}

export class Archive {
  #ids = [];

  /** @param tile bytes that are not compressed yet; an empty one is left out */
  add(z, x, y, tile) {
    if (tile.length > 0) this.#ids.push({ id: tileId(z, x, y), tile: gzip(tile) });
  }

  write(file, metadata, minZoom, maxZoom) {
    const tiles = this.#ids.sort((a, b) => a.id - b.id);
    const known = new Map();
    const chunks = [];
    const entries = [];
    let end = 0;
    for (const { id, tile } of tiles) {
      const hash = createHash('sha256').update(tile).digest('hex');
      let place = known.get(hash);
      if (!place) {
        place = { offset: end, length: tile.length };
        known.set(hash, place);
        chunks.push(tile);
        end += tile.length;
      }
      const last = entries.at(-1);
      if (last && last.offset === place.offset && last.id + last.run === id) last.run++;
      else entries.push({ id, run: 1, ...place });
    }
    const { root, leaves } = directories(entries);
    const json = gzip(Buffer.from(JSON.stringify(metadata)));
    const header = Buffer.alloc(HEADER);
    header.write('PMTiles', 'latin1');
    header[7] = 3;
    const sections = [root.length, json.length, leaves.length, end];
    let offset = HEADER;
    sections.forEach((length, i) => {
      header.writeBigUInt64LE(BigInt(offset), 8 + 16 * i);
      header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
      offset += length;
    });
    header.writeBigUInt64LE(BigInt(tiles.length), 72);
    header.writeBigUInt64LE(BigInt(entries.length), 80);
    header.writeBigUInt64LE(BigInt(known.size), 88);
    // clustered; directories and tiles are gzip (2); the tiles are MVT (1)
    header.set([1, 2, 2, 1, minZoom, maxZoom], 96);
    [-180, -85.0511, 180, 85.0511].forEach((degree, i) => {
      header.writeInt32LE(Math.round(degree * 1e7), 102 + 4 * i);
    });
    header[118] = minZoom;
    writeFileSync(file, Buffer.concat([header, root, json, leaves, ...chunks]));
    return { bytes: offset, tiles: tiles.length, distinct: known.size, entries: entries.length };
  }
}

function directories(entries) {
  const whole = directory(entries);
  if (whole.length <= ROOT) return { root: whole, leaves: Buffer.alloc(0) };
  for (let size = 512; ; size *= 2) {
    const parts = [];
    const tops = [];
    let end = 0;
    for (let i = 0; i < entries.length; i += size) {
      const leaf = directory(entries.slice(i, i + size));
      tops.push({ id: entries[i].id, run: 0, offset: end, length: leaf.length });
      parts.push(leaf);
      end += leaf.length;
    }
    const root = directory(tops);
    if (root.length <= ROOT) return { root, leaves: Buffer.concat(parts) };
  }
}

function directory(entries) {
  const bytes = [];
  const varint = (value) => {
    while (value >= 128) {
      bytes.push((value % 128) | 128);
      value = Math.floor(value / 128);
    }
    bytes.push(value);
  };
  varint(entries.length);
  entries.forEach((entry, i) => varint(entry.id - (i > 0 ? entries[i - 1].id : 0)));
  entries.forEach((entry) => varint(entry.run));
  entries.forEach((entry) => varint(entry.length));
  entries.forEach((entry, i) => {
    const before = entries[i - 1];
    varint(before && entry.offset === before.offset + before.length ? 0 : entry.offset + 1);
  });
  return gzip(Buffer.from(bytes));
}
