// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;

/** Bytes in memory, for files that tests damage by the thousand. */
final class MemorySource implements ByteSource {

  private final byte[] bytes;

  MemorySource(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return "memory.tif";
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void read(long position, ByteBuffer target) {
    if (position < 0 || position > bytes.length - target.remaining()) {
      throw new RasterException(RasterException.Key.TRUNCATED, name() + " ends before");
    }
    target.put(bytes, (int) position, target.remaining());
  }

  @Override
  public void close() {}
}
