// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The file layout of a Cloud-Optimized GeoTIFF as GDAL's COG driver defines it: header, a note on
 * the structure, all directories from fine to coarse, each with its mask behind it, then the tiles
 * from coarse to fine, each level in the order of tile numbers. Each tile has its size before it
 * and its last four bytes repeated after it, so that a reader can fetch it without its entry in the
 * index and see that nobody edited it.
 *
 * <p>Where a tile holds all bands, the mask of its pixels lies behind it, so that both are read at
 * once. Where each band has tiles of its own, the masks of a level lie behind all of them.
 */
final class CogLayout {

  /** The fields of a directory, all but the tile index. */
  @FunctionalInterface
  interface Fields {
    void add(DirectoryBuilder directory, int level, boolean mask);
  }

  /** What is done with each tile that is there, in the order in which they lie in the file. */
  @FunctionalInterface
  private interface TileAction {
    void run(int part, TileLevel tiles, int tile) throws IOException;
  }

  private static final String STRUCTURE =
      """
      LAYOUT=IFDS_BEFORE_DATA
      BLOCK_ORDER=ROW_MAJOR
      BLOCK_LEADER=SIZE_AS_UINT4
      BLOCK_TRAILER=LAST_4_BYTES_REPEATED
      KNOWN_INCOMPATIBLE_EDITION=NO
      """
          + " "; // leaves room for YES

  private static final String MASKS = "MASK_INTERLEAVED_WITH_IMAGERY=YES\n";

  /** Bytes around each tile. */
  private static final int LEADER = 4;

  private static final int TRAILER = 4;

  /** Largest classic TIFF; above, offsets need 64 bits. */
  private static final long CLASSIC_LIMIT = 0xffffffffL;

  private final List<CogLevel> levels;
  private final Fields fields;
  private final byte[] note;
  private final boolean masksBehindTiles;
  private final boolean big;

  /**
   * @param levels finest first
   */
  CogLayout(List<CogLevel> levels, Fields fields) {
    this(levels, fields, CLASSIC_LIMIT);
  }

  /** A layout that is a BigTIFF above a size of the caller's choice (bytes). */
  CogLayout(List<CogLevel> levels, Fields fields, long classicLimit) {
    this.levels = levels;
    this.fields = fields;
    CogLevel main = levels.getFirst();
    this.masksBehindTiles = main.mask().isPresent() && !main.image().layout().planar();
    String structure = STRUCTURE + (masksBehindTiles ? MASKS : "");
    this.note =
        ("GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n".formatted(structure.length()) + structure)
            .getBytes(StandardCharsets.US_ASCII);
    this.big = dataStart(false) + dataSize() > classicLimit;
  }

  private int directoriesStart(boolean big) {
    int end = (big ? 16 : 8) + note.length;
    return end + end % 2; // directories start at even bytes
  }

  /** The tiles of all directories in the order of these: image, mask, overview, its mask, ... */
  private List<TileLevel> parts() {
    return levels.stream().flatMap(level -> level.parts().stream()).toList();
  }

  private long dataStart(boolean big) {
    long at = directoriesStart(big);
    List<TileLevel> parts = parts();
    for (int part = 0; part < parts.size(); part++) {
      at += directory(part, big, new long[parts.get(part).tiles()]).size();
    }
    return at;
  }

  private long dataSize() {
    long size = 0;
    for (TileLevel tiles : parts()) {
      for (int tile = 0; tile < tiles.tiles(); tile++) {
        size += tiles.isMissing(tile) ? 0 : LEADER + tiles.size(tile) + TRAILER;
      }
    }
    return size;
  }

  private DirectoryBuilder directory(int part, boolean big, long[] offsets) {
    int perLevel = levels.getFirst().parts().size();
    DirectoryBuilder directory = new DirectoryBuilder(big);
    fields.add(directory, part / perLevel, part % perLevel == 1);
    directory.offsets(TiffTag.TILE_OFFSETS, offsets);
    directory.integers(TiffTag.TILE_BYTE_COUNTS, parts().get(part).sizes());
    return directory;
  }

  /** Writes the file. */
  void write(OutputStream out, TileSpool spool) throws IOException {
    out.write(header());
    out.write(note);
    out.write(new byte[directoriesStart(big) - (big ? 16 : 8) - note.length]);
    List<long[]> offsets = tileOffsets();
    long at = directoriesStart(big);
    for (int part = 0; part < offsets.size(); part++) {
      DirectoryBuilder directory = directory(part, big, offsets.get(part));
      long next = at + directory.size();
      out.write(directory.bytes(at, part + 1 < offsets.size() ? next : 0));
      at = next;
    }
    TileCopy copy = new TileCopy(spool, out);
    forEachTile((part, tiles, tile) -> copy.run(tiles, tile));
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

  private void forEachTile(TileAction action) throws IOException {
    int perLevel = levels.getFirst().parts().size();
    for (int level = levels.size() - 1; level >= 0; level--) {
      List<TileLevel> parts = levels.get(level).parts();
      int first = level * perLevel;
      if (masksBehindTiles) {
        for (int tile = 0; tile < parts.getFirst().tiles(); tile++) {
          runOne(action, first, parts.get(0), tile);
          runOne(action, first + 1, parts.get(1), tile);
        }
      } else {
        for (int part = 0; part < perLevel; part++) {
          for (int tile = 0; tile < parts.get(part).tiles(); tile++) {
            runOne(action, first + part, parts.get(part), tile);
          }
        }
      }
    }
  }

  private static void runOne(TileAction action, int part, TileLevel tiles, int tile)
      throws IOException {
    if (!tiles.isMissing(tile)) {
      action.run(part, tiles, tile);
    }
  }

  /** Where each tile of each directory comes to lie, behind its leader. */
  private List<long[]> tileOffsets() throws IOException {
    List<long[]> offsets = new ArrayList<>();
    parts().forEach(tiles -> offsets.add(new long[tiles.tiles()]));
    long[] at = {dataStart(big)};
    forEachTile((part, tiles, tile) -> {
      offsets.get(part)[tile] = at[0] + LEADER;
      at[0] += LEADER + tiles.size(tile) + TRAILER;
    });
    return offsets;
  }

  /** Copies tiles from the spool, with what comes before and after each. */
  private static final class TileCopy {

    private final TileSpool spool;
    private final OutputStream out;
    private byte[] buffer = new byte[0];

    TileCopy(TileSpool spool, OutputStream out) {
      this.spool = spool;
      this.out = out;
    }

    void run(TileLevel tiles, int tile) throws IOException {
      int size = tiles.size(tile);
      int whole = LEADER + size + TRAILER;
      if (buffer.length < whole) {
        buffer = new byte[whole + whole / 4];
      }
      ByteViews.INT.set(buffer, 0, size);
      spool.read(tiles.position(tile), ByteBuffer.wrap(buffer, LEADER, size));
      System.arraycopy(buffer, size, buffer, LEADER + size, TRAILER);
      out.write(buffer, 0, whole);
    }
  }
}
