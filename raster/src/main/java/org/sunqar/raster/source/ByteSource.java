// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.nio.ByteBuffer;

/**
 * Random access to immutable bytes. Implementations are safe for use by several threads at once.
 * Every failure is a {@link org.sunqar.raster.RasterException}.
 */
public interface ByteSource extends AutoCloseable {

  /** A name for messages: a path or an address. */
  String name();

  /** Bytes in all. */
  long size();

  /**
   * Fills the remaining space of {@code target} with the bytes from {@code position} on.
   *
   * @throws org.sunqar.raster.RasterException with key TRUNCATED when the source ends before
   */
  void read(long position, ByteBuffer target);

  @Override
  void close();
}
