// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.Raster;

/**
 * One image of a mosaic, opened when it is needed.
 *
 * @param name for messages
 * @param grid where it lies, as the raster will say
 * @param opener opens it; called again after it was closed, and by any thread
 * @param time when it was taken
 * @param cloudCover share of clouds (percent)
 */
public record MosaicSource(
    String name,
    Grid grid,
    Supplier<Raster> opener,
    Optional<Instant> time,
    OptionalDouble cloudCover) {

  /** A source about which nothing further is known. */
  public static MosaicSource of(String name, Grid grid, Supplier<Raster> opener) {
    return new MosaicSource(name, grid, opener, Optional.empty(), OptionalDouble.empty());
  }

  /** A source whose grid is found by opening it, and closing it again. */
  public static MosaicSource of(String name, Supplier<Raster> opener) {
    try (Raster raster = opener.get()) {
      return of(name, raster.grid(), opener);
    }
  }

  public MosaicSource withTime(Instant time) {
    return new MosaicSource(name, grid, opener, Optional.of(time), cloudCover);
  }

  /**
   * @param percent 0 to 100
   */
  public MosaicSource withCloudCover(double percent) {
    return new MosaicSource(name, grid, opener, time, OptionalDouble.of(percent));
  }
}
