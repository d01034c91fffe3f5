// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.PixelBlock;

/**
 * The tiles of one resolution of a file being written: where each lies in the spool. Tiles that
 * were never written have size 0. Different tiles may be stored and loaded at once.
 */
final class TileLevel {

  private final ImageLayout layout;
  private final BlockFormat format;
  private final TileSpool spool;
  private final long[] positions;
  private final int[] sizes;

  TileLevel(ImageLayout layout, TileSpool spool) {
    this.layout = layout;
    this.format = BlockFormat.ofWritten(layout, BlockFormat.LERC_PLAIN);
    this.spool = spool;
    this.positions = new long[layout.blocks()];
    this.sizes = new int[layout.blocks()];
  }

  ImageLayout layout() {
    return layout;
  }

  int tiles() {
    return sizes.length;
  }

  /** The number of the tile in a plane (a band, from 0) at a row and column of tiles. */
  int index(int plane, int row, int col) {
    return (plane * layout.blocksDown() + row) * layout.blocksAcross() + col;
  }

  boolean isMissing(int tile) {
    return sizes[tile] == 0;
  }

  long position(int tile) {
    return positions[tile];
  }

  /** Stored bytes. */
  int size(int tile) {
    return sizes[tile];
  }

  void store(int tile, byte[] bytes) {
    positions[tile] = spool.append(bytes);
    sizes[tile] = bytes.length;
  }

  /** The pixels of a tile that is not missing. */
  PixelBlock load(int tile) {
    PixelBlock block = PixelBlock.of(layout.type(), layout.blockWidth(), layout.blockHeight());
    int bytes = layout.rowBytes() * layout.blockHeight();
    try (Workspace workspace = Workspace.borrow()) {
      byte[] packed = workspace.packed(sizes[tile]);
      spool.read(positions[tile], ByteBuffer.wrap(packed, 0, sizes[tile]));
      workspace.raw(bytes);
      Codec.decode(format, workspace, sizes[tile], bytes);
      BlockReader.restore(layout, workspace, bytes);
      Samples.unpack(workspace.raw(), 0, 1, block, 0, block.size());
      return block;
    } catch (BlockException e) {
      throw new RasterException(
          RasterException.Key.IO, "a temporary tile was changed on disk: " + e.getMessage(), e);
    }
  }
}
