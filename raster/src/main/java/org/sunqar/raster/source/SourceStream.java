// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A source from its first byte to its last; closing it leaves the source open. */
final class SourceStream extends InputStream {

  private final ByteSource source;
  private long position;

  SourceStream(ByteSource source) {
    this.source = source;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int size = (int) Math.min(length, source.size() - position);
    if (size <= 0) {
      return -1;
    }
    source.read(position, ByteBuffer.wrap(target, offset, size));
    position += size;
    return size;
  }

  /** What remains, which GZIPInputStream asks for to find further members. */
  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, source.size() - position);
  }
}
