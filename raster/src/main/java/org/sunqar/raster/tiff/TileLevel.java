// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.PixelBlock;

/**
 * The tiles of one resolution of a file being written, or of its mask: where each lies in the
 * spool. A tile is one block of pixels per sample that it holds. Tiles that were never written have
 * size 0. Different tiles may be stored and loaded at once.
 */
final class TileLevel {

  private final ImageLayout layout;
  private final TileSpool spool;
  private final EncoderPool encoders;
  private final long[] positions;
  private final int[] sizes;

  TileLevel(ImageLayout layout, TileSpool spool, EncoderPool encoders) {
    this.layout = layout;
    this.spool = spool;
    this.encoders = encoders;
    this.positions = new long[layout.blocks()];
    this.sizes = new int[layout.blocks()];
  }

  ImageLayout layout() {
    return layout;
  }

  int tiles() {
    return sizes.length;
  }

  /** Planes of tiles: one per band where each has tiles of its own, else one. */
  int planes() {
    return layout.planar() ? layout.bands() : 1;
  }

  /** The number of the tile in a plane (from 0) at a row and column of tiles. */
  int index(int plane, int row, int col) {
    return (plane * layout.blocksDown() + row) * layout.blocksAcross() + col;
  }

  boolean isMissing(int tile) {
    return sizes[tile] == 0;
  }

  boolean isEmpty() {
    return IntStream.of(sizes).allMatch(size -> size == 0);
  }

  long position(int tile) {
    return positions[tile];
  }

  /** Stored bytes. */
  int size(int tile) {
    return sizes[tile];
  }

  /** Stored bytes of each tile. */
  int[] sizes() {
    return sizes.clone();
  }

  /** A tile of zeros. */
  PixelBlock[] blank() {
    PixelBlock[] tile = new PixelBlock[layout.blockSamples()];
    for (int i = 0; i < tile.length; i++) {
      tile[i] = PixelBlock.of(layout.type(), layout.blockWidth(), layout.blockHeight());
    }
    return tile;
  }

  void store(int tile, PixelBlock[] pixels) {
    store(tile, encoders.encode(pixels));
  }

  void store(int tile, byte[] bytes) {
    positions[tile] = spool.append(bytes);
    sizes[tile] = bytes.length;
  }

  /** Stores a tile that is not missing in another encoding; it is not loaded after that. */
  void reencode(int tile, EncoderPool last) {
    store(tile, last.encode(load(tile)));
  }

  /** The pixels of a tile that is not missing. */
  PixelBlock[] load(int tile) {
    try (Workspace workspace = Workspace.borrow()) {
      byte[] packed = workspace.packed(sizes[tile]);
      spool.read(positions[tile], ByteBuffer.wrap(packed, 0, sizes[tile]));
      PixelBlock[] blocks = blank();
      encoders.decode(workspace, sizes[tile], blocks);
      return blocks;
    } catch (BlockException e) {
      throw new RasterException(
          RasterException.Key.IO, "a temporary tile was changed on disk: " + e.getMessage(), e);
    }
  }
}
