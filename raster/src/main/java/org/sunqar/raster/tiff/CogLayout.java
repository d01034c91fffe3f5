// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

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
    void run(int part, TileLevel tiles, int tile);
  }

  /**
   * Tiles that lie behind each other in the file.
   *
   * @param part number of the first of these parts
   * @param parts whose tiles take turns
   * @param tile the first in each part
   * @param end the one after the last
   */
  private record Run(int part, List<TileLevel> parts, int tile, int end) {

    void forEach(TileAction action) {
      for (int i = tile; i < end; i++) {
        for (int p = 0; p < parts.size(); p++) {
          if (!parts.get(p).isMissing(i)) {
            action.run(part + p, parts.get(p), i);
          }
        }
      }
    }
  }

  /** Tiles of a run: so few that there are enough runs for all cores, and for an interrupt. */
  private static final int RUN_TILES = 256;

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

  /**
   * Writes the file, on all cores.
   *
   * @param units that this counts for
   */
  void write(PartialFile file, TileSpool spool, Work work, long units) throws InterruptedException {
    List<Run> runs = runs();
    List<long[]> offsets = tileOffsets(runs);
    work.step(0, 1, i -> writeDirectories(file, offsets));
    work.step(units, runs.size(), i -> writeTiles(runs.get((int) i), offsets, spool, file));
  }

  private void writeDirectories(PartialFile file, List<long[]> offsets) {
    file.write(ByteBuffer.wrap(header()), 0);
    file.write(ByteBuffer.wrap(note), big ? 16 : 8);
    long at = directoriesStart(big);
    for (int part = 0; part < offsets.size(); part++) {
      DirectoryBuilder directory = directory(part, big, offsets.get(part));
      long next = at + directory.size();
      file.write(ByteBuffer.wrap(directory.bytes(at, part + 1 < offsets.size() ? next : 0)), at);
      at = next;
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

  /** All tiles, as they lie in the file. */
  private List<Run> runs() {
    int perLevel = levels.getFirst().parts().size();
    List<Run> runs = new ArrayList<>();
    for (int level = levels.size() - 1; level >= 0; level--) {
      List<TileLevel> parts = levels.get(level).parts();
      if (masksBehindTiles) {
        addRuns(runs, level * perLevel, parts);
      } else {
        for (int part = 0; part < perLevel; part++) {
          addRuns(runs, level * perLevel + part, List.of(parts.get(part)));
        }
      }
    }
    return runs;
  }

  private static void addRuns(List<Run> runs, int part, List<TileLevel> parts) {
    int tiles = parts.getFirst().tiles();
    for (int tile = 0; tile < tiles; tile += RUN_TILES) {
      runs.add(new Run(part, parts, tile, Math.min(tiles, tile + RUN_TILES)));
    }
  }

  /** Where each tile of each directory comes to lie, behind its leader. */
  private List<long[]> tileOffsets(List<Run> runs) {
    List<long[]> offsets = new ArrayList<>();
    parts().forEach(tiles -> offsets.add(new long[tiles.tiles()]));
    long[] at = {dataStart(big)};
    TileAction place =
        (part, tiles, tile) -> {
          offsets.get(part)[tile] = at[0] + LEADER;
          at[0] += LEADER + tiles.size(tile) + TRAILER;
        };
    runs.forEach(run -> run.forEach(place));
    return offsets;
  }

  private static void writeTiles(Run run, List<long[]> offsets, TileSpool spool, PartialFile file) {
    TileCopy copy = new TileCopy(spool, file);
    run.forEach((part, tiles, tile) -> copy.add(tiles, tile, offsets.get(part)[tile] - LEADER));
    copy.flush();
  }

  /** Copies tiles that lie behind each other, with what comes before and after each. */
  private static final class TileCopy {

    /** Bytes that are written at once, where tiles are smaller. */
    private static final int BUFFER = 1 << 20;

    private final TileSpool spool;
    private final PartialFile file;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private long start;

    TileCopy(TileSpool spool, PartialFile file) {
      this.spool = spool;
      this.file = file;
    }

    /**
     * @param position of the leader in the file
     */
    void add(TileLevel tiles, int tile, long position) {
      int size = tiles.size(tile);
      int whole = LEADER + size + TRAILER;
      if (buffer.remaining() < whole) {
        flush();
        if (buffer.capacity() < whole) {
          buffer = ByteBuffer.allocate(whole).order(ByteOrder.LITTLE_ENDIAN);
        }
      }
      if (buffer.position() == 0) {
        start = position;
      }
      buffer.putInt(size);
      int at = buffer.position();
      spool.read(tiles.position(tile), buffer.slice(at, size));
      buffer.position(at + size);
      for (int i = 0; i < TRAILER; i++) {
        buffer.put(buffer.get(at + size - TRAILER + i));
      }
    }

    void flush() {
      file.write(buffer.flip(), start);
      buffer.clear();
    }
  }
}
