// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The file layout of a Cloud-Optimized GeoTIFF as GDAL's COG driver defines it: header, a note on
 * the structure, all directories from fine to coarse, then the tiles from coarse to fine, each
 * level in the order of tile numbers. Each tile has its size before it and its last four bytes
 * repeated after it, so that a reader can fetch it without its entry in the index and see that
 * nobody edited it.
 */
final class CogLayout {

  private static final String STRUCTURE =
      """
      LAYOUT=IFDS_BEFORE_DATA
      BLOCK_ORDER=ROW_MAJOR
      BLOCK_LEADER=SIZE_AS_UINT4
      BLOCK_TRAILER=LAST_4_BYTES_REPEATED
      KNOWN_INCOMPATIBLE_EDITION=NO
      """
          + " "; // leaves room for YES

  private static final String NOTE =
      "GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n".formatted(STRUCTURE.length()) + STRUCTURE;

  /** Bytes around each tile. */
  private static final int LEADER = 4;

  private static final int TRAILER = 4;

  /** Largest classic TIFF; above, offsets need 64 bits. */
  private static final long CLASSIC_LIMIT = 0xffffffffL;

  private final List<TileLevel> levels;
  private final BiConsumer<DirectoryBuilder, Integer> fields;
  private final boolean big;

  /**
   * @param levels finest first
   * @param fields adds the fields of a level, all but the tile index
   */
  CogLayout(List<TileLevel> levels, BiConsumer<DirectoryBuilder, Integer> fields) {
    this(levels, fields, CLASSIC_LIMIT);
  }

  /** A layout that is a BigTIFF above a size of the caller's choice (bytes). */
  CogLayout(
      List<TileLevel> levels, BiConsumer<DirectoryBuilder, Integer> fields, long classicLimit) {
    this.levels = levels;
    this.fields = fields;
    this.big = dataStart(false) + dataSize() > classicLimit;
  }

  private static int directoriesStart(boolean big) {
    int end = (big ? 16 : 8) + NOTE.length();
    return end + end % 2; // directories start at even bytes
  }

  private long dataStart(boolean big) {
    long at = directoriesStart(big);
    for (int level = 0; level < levels.size(); level++) {
      at += directory(level, big, new long[levels.get(level).tiles()]).size();
    }
    return at;
  }

  private long dataSize() {
    long size = 0;
    for (TileLevel level : levels) {
      for (int tile = 0; tile < level.tiles(); tile++) {
        size += level.isMissing(tile) ? 0 : LEADER + level.size(tile) + TRAILER;
      }
    }
    return size;
  }

  private DirectoryBuilder directory(int index, boolean big, long[] offsets) {
    TileLevel level = levels.get(index);
    DirectoryBuilder directory = new DirectoryBuilder(big);
    fields.accept(directory, index);
    int[] sizes = new int[level.tiles()];
    Arrays.setAll(sizes, level::size);
    directory.offsets(TiffTag.TILE_OFFSETS, offsets);
    directory.integers(TiffTag.TILE_BYTE_COUNTS, sizes);
    return directory;
  }

  /** Writes the file. */
  void write(OutputStream out, TileSpool spool) throws IOException {
    out.write(header());
    out.write(NOTE.getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[directoriesStart(big) - (big ? 16 : 8) - NOTE.length()]);
    long[][] offsets = tileOffsets();
    long at = directoriesStart(big);
    for (int level = 0; level < levels.size(); level++) {
      DirectoryBuilder directory = directory(level, big, offsets[level]);
      long next = at + directory.size();
      out.write(directory.bytes(at, level + 1 < levels.size() ? next : 0));
      at = next;
    }
    for (int level = levels.size() - 1; level >= 0; level--) {
      writeTiles(levels.get(level), spool, out);
    }
  }

  private byte[] header() {
    ByteBuffer header = ByteBuffer.allocate(big ? 16 : 8).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort((short) 0x4949).putShort((short) (big ? 43 : 42));
    if (big) {
      header.putShort((short) 8).putShort((short) 0).putLong(directoriesStart(true));
    } else {
      header.putInt(directoriesStart(false));
    }
    return header.array();
  }

  /** Where each tile of each level comes to lie, behind its leader. */
  private long[][] tileOffsets() {
    long[][] offsets = new long[levels.size()][];
    long at = dataStart(big);
    for (int index = levels.size() - 1; index >= 0; index--) {
      TileLevel level = levels.get(index);
      offsets[index] = new long[level.tiles()];
      for (int tile = 0; tile < level.tiles(); tile++) {
        if (!level.isMissing(tile)) {
          offsets[index][tile] = at + LEADER;
          at += LEADER + level.size(tile) + TRAILER;
        }
      }
    }
    return offsets;
  }

  private static void writeTiles(TileLevel level, TileSpool spool, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[0];
    for (int tile = 0; tile < level.tiles(); tile++) {
      int size = level.size(tile);
      if (size == 0) {
        continue;
      }
      int whole = LEADER + size + TRAILER;
      if (buffer.length < whole) {
        buffer = new byte[whole + whole / 4];
      }
      ByteViews.INT.set(buffer, 0, size);
      spool.read(level.position(tile), ByteBuffer.wrap(buffer, LEADER, size));
      System.arraycopy(buffer, size, buffer, LEADER + size, TRAILER);
      out.write(buffer, 0, whole);
    }
  }
}
