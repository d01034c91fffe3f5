// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Random access to immutable bytes. Implementations are safe for use by several threads at once.
 * Every failure is a {@link org.sunqar.raster.RasterException}.
 */
public interface ByteSource extends AutoCloseable {

  /** A name for messages: a path or an address. */
  String name();

  /** The local file that these are the bytes of, where others may lie beside it. */
  default Optional<Path> localFile() {
    return Optional.empty();
  }

  /** Bytes in all. */
  long size();

  /**
   * Fills the remaining space of {@code target} with the bytes from {@code position} on.
   *
   * @throws org.sunqar.raster.RasterException with key TRUNCATED when the source ends before
   */
  void read(long position, ByteBuffer target);

  /**
   * Says which ranges will be read next, so that a source for which each read is costly can fetch
   * them together. The others ignore it.
   *
   * @param ranges in any order, inside the source
   */
  default void willRead(List<Range> ranges) {}

  /** Whether {@link #willRead} is worth the making of a list. */
  default boolean wantsToKnow() {
    return false;
  }

  /**
   * A run of bytes.
   *
   * @param position of the first
   * @param size bytes
   */
  record Range(long position, long size) {}

  @Override
  void close();
}
