// SPDX-License-Identifier: Apache-2.0
// Writes a small stac-geoparquet file with hyparquet-writer: WKB made by hand, Snappy, dictionaries.
import { parquetWriteFile } from 'hyparquet-writer'

const count = 50
const range = Array.from({ length: count }, (_, i) => i)
const point = i => {
  const wkb = new DataView(new ArrayBuffer(21))
  wkb.setUint8(0, 1)
  wkb.setUint32(1, 1, true)
  wkb.setFloat64(5, 10 + i / 100, true)
  wkb.setFloat64(13, 50, true)
  return new Uint8Array(wkb.buffer)
}
parquetWriteFile({
  filename: process.argv[2],
  columnData: [
    { name: 'id', data: range.map(i => 'p' + i), type: 'STRING' },
    { name: 'collection', data: range.map(() => 'points'), type: 'STRING' },
    { name: 'geometry', data: range.map(point), type: 'BYTE_ARRAY' },
    { name: 'datetime', data: range.map(i => new Date(Date.UTC(2020, 0, 1 + i))), type: 'TIMESTAMP' },
    { name: 'eo:cloud_cover', data: range.map(i => i % 2 ? i / 2 : undefined), type: 'DOUBLE', nullable: true },
    { name: 'assets', data: range.map(i => ({ red: { href: `https://data.example.org/${i}.tif` } })), type: 'JSON' }
  ]
})
