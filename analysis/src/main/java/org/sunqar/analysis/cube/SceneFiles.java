// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.sunqar.raster.jp2.Jpeg2000;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;

/**
 * The files of a cube by their addresses, kept open between chunks: local, in archives, or on
 * servers. A process may hold only so many files open: beyond {@link #MOST_OPEN} each read opens
 * and closes its file. Of JPEG 2000 fewer are kept, because each may keep 48 MiB of decoded tiles.
 */
final class SceneFiles implements AutoCloseable {

  /** Well below the usual limit of 1024 open files a process. */
  static final int MOST_OPEN = 600;

  /** 16 x 48 MiB. */
  static final int MOST_OPEN_JPEG_2000 = 16;

  private final ConcurrentHashMap<String, Raster> open = new ConcurrentHashMap<>();
  private final AtomicInteger jpeg2000 = new AtomicInteger();

  /** Applies a read to a file. */
  <R> R with(String address, Function<Raster, R> read) {
    Raster kept = open.get(address);
    if (kept != null) {
      return read.apply(kept);
    }
    Raster opened = Rasters.open(address);
    if (isWorthKeeping(opened) && open.putIfAbsent(address, opened) == null) {
      return read.apply(opened);
    }
    try (opened) {
      return read.apply(opened);
    }
  }

  private boolean isWorthKeeping(Raster opened) {
    return open.size() < MOST_OPEN
        && (!(opened instanceof Jpeg2000) || jpeg2000.incrementAndGet() <= MOST_OPEN_JPEG_2000);
  }

  @Override
  public void close() {
    open.values().forEach(Raster::close);
    open.clear();
  }
}
