// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.nio.ByteBuffer;
import java.util.List;
import org.sunqar.raster.RasterException;

/** A run of bytes of another source, read in place; closing it leaves the other open. */
final class PartSource implements ByteSource {

  private final String name;
  private final ByteSource all;
  private final long start;
  private final long size;

  /** The caller has checked that the part lies inside. */
  PartSource(String name, ByteSource all, long start, long size) {
    this.name = name;
    this.all = all;
    this.start = start;
    this.size = size;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, ByteBuffer target) {
    check(name, size, position, target.remaining());
    all.read(start + position, target);
  }

  /** Refuses what is not inside of a source. */
  static void check(String name, long size, long position, long bytes) {
    if (position < 0) {
      throw new IllegalArgumentException("position is negative: " + position);
    }
    if (bytes < 0 || bytes > size - position) {
      throw new RasterException(
          RasterException.Key.TRUNCATED,
          name + " ends at byte " + size + ", before the end of " + bytes + " at " + position);
    }
  }

  @Override
  public void willRead(List<Range> ranges) {
    for (Range range : ranges) {
      check(name, size, range.position(), range.size());
    }
    all.willRead(
        ranges.stream().map(range -> new Range(start + range.position(), range.size())).toList());
  }

  @Override
  public boolean wantsToKnow() {
    return all.wantsToKnow();
  }

  @Override
  public void close() {}
}
