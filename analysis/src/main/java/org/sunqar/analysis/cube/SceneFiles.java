// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * The files of a cube, kept open between chunks. A process may hold only so many files open: beyond
 * {@link #MOST_OPEN} each read opens and closes its file.
 */
final class SceneFiles implements AutoCloseable {

  /** Well below the usual limit of 1024 open files a process. */
  static final int MOST_OPEN = 600;

  private final ConcurrentHashMap<Path, GeoTiff> open = new ConcurrentHashMap<>();

  /** Applies a read to a file. */
  <R> R with(Path file, Function<GeoTiff, R> read) {
    GeoTiff kept = open.get(file);
    if (kept == null && open.size() < MOST_OPEN) {
      kept = open.computeIfAbsent(file, GeoTiff::open);
    }
    if (kept != null) {
      return read.apply(kept);
    }
    try (GeoTiff once = GeoTiff.open(file)) {
      return read.apply(once);
    }
  }

  @Override
  public void close() {
    open.values().forEach(GeoTiff::close);
    open.clear();
  }
}
