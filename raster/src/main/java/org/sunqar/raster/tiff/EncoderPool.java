// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.sunqar.raster.pixel.PixelBlock;

/** Encoders of one kind of tile, as many as threads write at once. */
final class EncoderPool implements AutoCloseable {

  private static final byte[] NO_TABLES = {};

  private final ConcurrentLinkedQueue<BlockEncoder> idle = new ConcurrentLinkedQueue<>();
  private final Encoding encoding;
  private final int sampleBits;

  /**
   * @param sampleBits 1 for masks, whose pixels are 0 or not; else the bits of the type of pixels
   */
  EncoderPool(Encoding encoding, int sampleBits) {
    this.encoding = encoding;
    this.sampleBits = sampleBits;
  }

  /** The stored bytes of a tile of one or more samples. */
  byte[] encode(PixelBlock[] tile) {
    BlockEncoder pooled = idle.poll();
    BlockEncoder encoder = pooled == null ? new BlockEncoder(encoding, sampleBits == 1) : pooled;
    byte[] bytes = encoder.encode(tile);
    idle.add(encoder);
    return bytes;
  }

  /**
   * Decodes what {@link #encode} made by an encoding without losses, from the workspace's packed
   * bytes into a tile.
   */
  void decode(Workspace workspace, int packedBytes, PixelBlock[] tile) throws BlockException {
    PixelBlock first = tile[0];
    int rowBits = first.width() * tile.length * sampleBits;
    int bytes = rowBits / 8 * first.height();
    BlockFormat format =
        new BlockFormat(
            encoding.compression().scheme(),
            first.width(),
            tile.length,
            first.type(),
            false,
            false,
            NO_TABLES,
            BlockFormat.LERC_PLAIN);
    Codec.decode(format, workspace, packedBytes, bytes);
    if (sampleBits == 1) {
      OneBit.unpack(workspace.raw(), (PixelBlock.Bytes) first);
      return;
    }
    int sampleBytes = first.type().bytes();
    byte[] raw = workspace.raw();
    switch (encoding.predictorTag(first.type())) {
      case Predictor.HORIZONTAL ->
          Predictor.undoHorizontal(raw, first.height(), rowBits / 8, tile.length, sampleBytes);
      case Predictor.FLOATING_POINT ->
          Predictor.undoFloatingPoint(
              raw,
              first.height(),
              rowBits / 8,
              tile.length,
              sampleBytes,
              workspace.row(rowBits / 8));
      default -> {}
    }
    for (int i = 0; i < tile.length; i++) {
      Samples.unpack(raw, i * sampleBytes, tile.length, tile[i], 0, first.size());
    }
  }

  @Override
  public void close() {
    for (BlockEncoder encoder = idle.poll(); encoder != null; encoder = idle.poll()) {
      encoder.close();
    }
  }
}
