// SPDX-License-Identifier: Apache-2.0
// Prints the rows and the metadata of a Parquet file as hyparquet reads them.
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const file = await asyncBufferFromFile(process.argv[2])
const metadata = await parquetMetadataAsync(file)
const rows = await parquetReadObjects({ file, compressors, geoparquet: true })
const plain = (_, value) =>
  typeof value === 'bigint' ? Number(value)
    : value instanceof Uint8Array ? Buffer.from(value).toString('hex')
      : value
console.log(JSON.stringify({
  metadata: Object.fromEntries((metadata.key_value_metadata ?? []).map(pair => [pair.key, pair.value])),
  groups: metadata.row_groups.length,
  least: metadata.row_groups[0].columns
    .filter(column => column.meta_data.path_in_schema.join('.') === 'bbox.xmin')
    .map(column => column.meta_data.statistics?.min_value)[0],
  rows
}, plain))
