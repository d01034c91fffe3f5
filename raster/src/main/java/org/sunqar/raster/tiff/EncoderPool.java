// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.sunqar.raster.pixel.PixelBlock;

/** Encoders of one file, as many as threads write at once. */
final class EncoderPool implements AutoCloseable {

  private final ConcurrentLinkedQueue<BlockEncoder> idle = new ConcurrentLinkedQueue<>();
  private final Compression compression;
  private final int level;
  private final int predictor;

  EncoderPool(Compression compression, int level, int predictor) {
    this.compression = compression;
    this.level = level;
    this.predictor = predictor;
  }

  byte[] encode(PixelBlock tile) {
    BlockEncoder pooled = idle.poll();
    BlockEncoder encoder =
        pooled == null ? new BlockEncoder(compression, level, predictor) : pooled;
    byte[] bytes = encoder.encode(tile);
    idle.add(encoder);
    return bytes;
  }

  @Override
  public void close() {
    for (BlockEncoder encoder = idle.poll(); encoder != null; encoder = idle.poll()) {
      encoder.close();
    }
  }
}
