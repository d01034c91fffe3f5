// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.source.ByteSource;

/**
 * Reads windows of one image block by block. Safe for use by several threads: the block index is
 * read once, everything else lives in a {@link Workspace} of the call.
 */
final class BlockReader {

  private final TiffDirectory directory;
  private final ImageLayout layout;
  private final BlockFormat format;
  private final double missingValue;
  private volatile @Nullable BlockIndex index;

  /**
   * @param missingValue the value of pixels in blocks that a sparse file leaves out
   */
  BlockReader(TiffDirectory directory, ImageLayout layout, double missingValue) {
    this.directory = directory;
    this.layout = layout;
    this.format = BlockFormat.of(directory, layout);
    this.missingValue = missingValue;
  }

  /**
   * Fills one block of pixels per band with a window of the image.
   *
   * @param window inside the image
   * @param bands band numbers, from 1
   * @param targets blocks of the size of the window, one per band
   */
  void read(Window window, int[] bands, List<PixelBlock> targets) {
    BlockIndex blocks = index();
    int firstRow = window.row() / layout.blockHeight();
    int lastRow = (window.endRow() - 1) / layout.blockHeight();
    int firstCol = window.col() / layout.blockWidth();
    int lastCol = (window.endCol() - 1) / layout.blockWidth();
    if (directory.source().wantsToKnow()) {
      announce(
          blocks,
          new Window(firstCol, firstRow, lastCol - firstCol + 1, lastRow - firstRow + 1),
          bands);
    }
    try (Workspace workspace = Workspace.borrow()) {
      for (int row = firstRow; row <= lastRow; row++) {
        for (int col = firstCol; col <= lastCol; col++) {
          if (layout.planar()) {
            for (int i = 0; i < bands.length; i++) {
              byte @Nullable [] samples = decode(blocks, bands[i] - 1, row, col, workspace);
              transfer(window, row, col, samples, new int[] {1}, List.of(targets.get(i)));
            }
          } else {
            byte @Nullable [] samples = decode(blocks, 0, row, col, workspace);
            transfer(window, row, col, samples, bands, targets);
          }
        }
      }
    }
  }

  /** Tells the source which blocks are read next. */
  private void announce(BlockIndex blocks, Window window, int[] bands) {
    List<ByteSource.Range> ranges = new ArrayList<>();
    int[] planes = layout.planar() ? bands : new int[] {1};
    for (int row = window.row(); row < window.endRow(); row++) {
      for (int col = window.col(); col < window.endCol(); col++) {
        for (int plane : planes) {
          int block = blockIndex(plane - 1, row, col);
          if (!blocks.isMissing(block)) {
            blocks.check(block, directory);
            ranges.add(new ByteSource.Range(blocks.offsets()[block], blocks.sizes()[block]));
          }
        }
      }
    }
    directory.source().willRead(ranges);
  }

  private int blockIndex(int plane, int row, int col) {
    return (plane * layout.blocksDown() + row) * layout.blocksAcross() + col;
  }

  private BlockIndex index() {
    BlockIndex loaded = index;
    if (loaded == null) {
      loaded = BlockIndex.load(directory, layout); // twice at worst, with the same result
      index = loaded;
    }
    return loaded;
  }

  /**
   * Decodes a block into a buffer of the workspace: little-endian samples of the type of the image,
   * or their {@linkplain #staysDifferenced differences}. Null when a sparse file leaves it out.
   */
  private byte @Nullable [] decode(
      BlockIndex blocks, int plane, int row, int col, Workspace workspace) {
    int block = blockIndex(plane, row, col);
    if (blocks.isMissing(block)) {
      return null;
    }
    blocks.check(block, directory);
    int rows = layout.storedRows(row);
    int bytes = layout.storedRowBytes() * rows;
    long packedBytes = blocks.sizes()[block];
    try {
      Codec.checkPlausible(layout.compression(), packedBytes, bytes);
      byte[] packed = workspace.packed((int) packedBytes);
      directory
          .source()
          .read(blocks.offsets()[block], ByteBuffer.wrap(packed, 0, (int) packedBytes));
      if (layout.reversedBits()) {
        ByteViews.reverseBits(packed, (int) packedBytes);
      }
      Codec.decode(format, workspace, (int) packedBytes, bytes);
    } catch (BlockException e) {
      throw new RasterException(
          RasterException.Key.CORRUPT,
          "%s has a damaged block (row %d, column %d of its blocks, plane %d): %s"
              .formatted(directory.source().name(), row, col, plane, e.getMessage()),
          e);
    }
    restore(layout, workspace, bytes);
    if (layout.format().isPlain()) {
      return workspace.raw();
    }
    byte[] samples = workspace.expanded(layout.rowBytes() * rows);
    int rowSamples = layout.blockWidth() * layout.blockSamples();
    SampleExpander.expand(
        layout.format(), workspace.raw(), layout.storedRowBytes(), samples, rows, rowSamples);
    return samples;
  }

  /**
   * Brings decoded bytes to little-endian samples of the stored format, without prediction unless
   * that {@linkplain #staysDifferenced stays}.
   */
  private static void restore(ImageLayout layout, Workspace workspace, int bytes) {
    byte[] raw = workspace.raw();
    int sampleBytes = layout.format().bytes();
    int rowBytes = layout.storedRowBytes();
    int rows = bytes / rowBytes;
    int samples = layout.blockSamples();
    if (layout.predictor() == Predictor.FLOATING_POINT) {
      Predictor.undoFloatingPoint(
          raw, rows, rowBytes, samples, sampleBytes, workspace.row(rowBytes));
      return; // its bytes are in the order of significance, whatever the byte order of the file
    }
    boolean differences = layout.predictor() == Predictor.HORIZONTAL;
    int wordBytes = differences ? sampleBytes : layout.format().wordBytes();
    if (layout.order() == ByteOrder.BIG_ENDIAN && wordBytes > 1) {
      ByteViews.swap(raw, bytes, wordBytes);
    }
    if (differences && !staysDifferenced(layout)) {
      Predictor.undoHorizontal(raw, rows, rowBytes, samples, sampleBytes);
    }
  }

  /** Whether horizontal differences are summed while the samples of a pixel are taken apart. */
  private static boolean staysDifferenced(ImageLayout layout) {
    return layout.predictor() == Predictor.HORIZONTAL
        && layout.blockSamples() > 1
        && layout.format().isPlain();
  }

  /**
   * Copies what a block and the window share, all bands of a row before the next row: the rows of a
   * block with many bands are read from memory once, and not once for each band.
   *
   * @param bands which of the samples of a pixel go to each target, from 1
   */
  private void transfer(
      Window window,
      int blockRow,
      int blockCol,
      byte @Nullable [] samples,
      int[] bands,
      List<PixelBlock> targets) {
    int left = Math.max(window.col(), blockCol * layout.blockWidth());
    int top = Math.max(window.row(), blockRow * layout.blockHeight());
    int right = (int) Math.min(window.endCol(), (blockCol + 1L) * layout.blockWidth());
    int bottom = (int) Math.min(window.endRow(), (blockRow + 1L) * layout.blockHeight());
    int stride = layout.blockSamples();
    int sampleBytes = layout.type().bytes();
    int firstRow = (top - blockRow * layout.blockHeight()) * layout.rowBytes();
    int skipped = left - blockCol * layout.blockWidth();
    int from = firstRow + skipped * stride * sampleBytes;
    int to = (top - window.row()) * window.width() + (left - window.col());
    int count = right - left;
    int rows = bottom - top;
    if (samples == null) {
      for (PixelBlock target : targets) {
        fill(target, to, window.width(), count, rows);
      }
      return;
    }
    if (stride == 1 && count == layout.blockWidth() && count == window.width()) {
      for (PixelBlock target : targets) { // one, unless the band is asked for twice
        Samples.unpack(samples, from, 1, target, to, count * rows);
      }
      return;
    }
    if (staysDifferenced(layout)) {
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < bands.length; i++) {
          int first = firstRow + row * layout.rowBytes() + (bands[i] - 1) * sampleBytes;
          DifferencedSamples.unpack(
              samples, first, stride, skipped, targets.get(i), to + row * window.width(), count);
        }
      }
      return;
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < bands.length; i++) {
        int first = from + (bands[i] - 1) * sampleBytes;
        Samples.unpack(samples, first, stride, targets.get(i), to, count);
      }
      from += layout.rowBytes();
      to += window.width();
    }
  }

  private void fill(PixelBlock target, int to, int rowLength, int count, int rows) {
    for (int col = 0; col < count; col++) {
      target.set(to + col, missingValue);
    }
    for (int row = 1; row < rows; row++) {
      target.copy(target, to, to + row * rowLength, count);
    }
  }
}
