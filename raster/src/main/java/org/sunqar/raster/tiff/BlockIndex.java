// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Optional;
import java.util.stream.IntStream;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource.Range;

/**
 * Where the blocks of one image lie in the file.
 *
 * @param offsets position of each block (bytes)
 * @param sizes stored bytes of each block; 0 where a sparse file has none
 */
@SuppressWarnings("ArrayRecordComponent") // large, private to the reader, never changed
record BlockIndex(long[] offsets, long[] sizes) {

  static BlockIndex load(TiffDirectory directory, ImageLayout layout) {
    int offsetTag = layout.tiled() ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS;
    int sizeTag = layout.tiled() ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS;
    int stored = layout.oneStrip() ? layout.planar() ? layout.bands() : 1 : layout.blocks();
    announce(directory, offsetTag, sizeTag);
    long[] offsets = entries(directory, offsetTag, stored, "block offsets");
    long[] sizes = entries(directory, sizeTag, stored, "block sizes");
    BlockIndex index = new BlockIndex(offsets, sizes);
    return layout.oneStrip() ? index.parts(directory, layout) : index;
  }

  /** Both arrays lie side by side as a rule, so that a source can fetch them as one. */
  private static void announce(TiffDirectory directory, int... tags) {
    if (directory.source().wantsToKnow()) {
      directory
          .source()
          .willRead(
              IntStream.of(tags)
                  .mapToObj(directory::field)
                  .flatMap(Optional::stream)
                  .filter(field -> field.count() <= ImageLayout.MAX_BLOCKS)
                  .map(f -> new Range(f.position(), f.count() * TiffField.sizeOf(f.type())))
                  .toList());
    }
  }

  /** The parts of single strips: every {@code blockHeight} rows. */
  private BlockIndex parts(TiffDirectory directory, ImageLayout layout) {
    int down = layout.blocksDown();
    long[] partOffsets = new long[layout.blocks()];
    long[] partSizes = new long[layout.blocks()];
    for (int part = 0; part < partOffsets.length; part++) {
      int plane = part / down;
      long start = (long) (part % down) * layout.blockHeight() * layout.storedRowBytes();
      long size = (long) layout.storedRows(part % down) * layout.storedRowBytes();
      if (isMissing(plane)) {
        continue;
      }
      check(plane, directory);
      if (start + size > sizes[plane]) {
        throw directory.failure(
            RasterException.Key.TRUNCATED,
            "has a strip of " + sizes[plane] + " bytes, fewer than its rows take");
      }
      partOffsets[part] = offsets[plane] + start;
      partSizes[part] = size;
    }
    return new BlockIndex(partOffsets, partSizes);
  }

  private static long[] entries(TiffDirectory directory, int tag, int blocks, String name) {
    TiffField field =
        directory
            .field(tag)
            .orElseThrow(() ->
                directory.failure(
                    RasterException.Key.CORRUPT, "does not have its " + name + " (" + tag + ")"));
    if (field.count() < blocks) {
      throw directory.failure(
          RasterException.Key.CORRUPT,
          "has " + field.count() + " " + name + " for " + blocks + " blocks");
    }
    if (field.count() > ImageLayout.MAX_BLOCKS) {
      throw directory.failure(RasterException.Key.TOO_LARGE, "has " + field.count() + " " + name);
    }
    return field.integers(ImageLayout.MAX_BLOCKS);
  }

  /** Whether a sparse file leaves the block out. */
  boolean isMissing(int block) {
    return offsets[block] == 0 || sizes[block] == 0;
  }

  /** Refuses a block that does not lie inside the source. */
  void check(int block, TiffDirectory directory) {
    long offset = offsets[block];
    long size = sizes[block];
    long sourceSize = directory.source().size();
    if (offset < 0 || size < 0 || size > sourceSize || offset > sourceSize - size) {
      throw new RasterException(
          RasterException.Key.TRUNCATED,
          "%s ends at byte %d, before block %d of %s bytes at byte %s"
              .formatted(
                  directory.source().name(),
                  sourceSize,
                  block,
                  Long.toUnsignedString(size),
                  Long.toUnsignedString(offset)));
    }
  }
}
