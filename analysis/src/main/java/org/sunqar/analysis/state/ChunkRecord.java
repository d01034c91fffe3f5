// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where a chunk is in its file and what it holds. Two places of {@value #BYTES} bytes take the
 * records of a chunk in turns, so that the one before is whole while the next is being written.
 *
 * @param generation of this chunk, counted up with each record, from 1
 * @param slot which holds its planes
 * @param checksum of the planes
 * @param stamp which scenes the planes have taken
 */
record ChunkRecord(long generation, int slot, int checksum, Stamp stamp) {

  static final int BYTES = 64;

  /** Both places of a chunk. */
  static final int PLACE_BYTES = 2 * BYTES;

  private static final int CHECKED = 60;

  /** Where this record belongs among the places of its chunk (bytes). */
  int place() {
    return (int) (generation & 1) * BYTES;
  }

  ByteBuffer bytes(int chunk) {
    ByteBuffer out = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(generation).putInt(chunk).putInt(slot).putInt(checksum).putInt(stamp.scenes());
    out.putLong(stamp.chain());
    out.putInt(CHECKED, checked(out));
    return out.clear();
  }

  private static int checked(ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(record.slice(0, CHECKED));
    return (int) crc.getValue();
  }

  /** The newer of the whole records in the two places of a chunk. */
  static Optional<ChunkRecord> newest(ByteBuffer places, int chunk) {
    Optional<ChunkRecord> first = read(places.slice(0, BYTES), chunk);
    Optional<ChunkRecord> second = read(places.slice(BYTES, BYTES), chunk);
    if (first.isEmpty() || second.isEmpty()) {
      return first.or(() -> second);
    }
    return first.get().generation > second.get().generation ? first : second;
  }

  private static Optional<ChunkRecord> read(ByteBuffer slice, int chunk) {
    ByteBuffer in = slice.order(ByteOrder.LITTLE_ENDIAN);
    long generation = in.getLong(0);
    if (generation < 1 || in.getInt(8) != chunk || in.getInt(CHECKED) != checked(in)) {
      return Optional.empty();
    }
    return Optional.of(
        new ChunkRecord(
            generation, in.getInt(12), in.getInt(16), new Stamp(in.getInt(20), in.getLong(24))));
  }
}
