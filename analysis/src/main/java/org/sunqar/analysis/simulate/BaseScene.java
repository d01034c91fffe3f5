// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.util.List;
import org.sunqar.raster.geo.Grid;

/**
 * The real scene that a simulation starts from.
 *
 * @param grid where the pixels lie; the pixel size must be in metres
 * @param date of acquisition: the simulated land equals the scene at this time of the year
 * @param latitude of the scene's centre (degrees north); the sun's path follows from it
 * @param reflectance surface or top-of-atmosphere reflectance 0..1 of the bands {@link #BANDS} in
 *     that order, row by row; NaN is no data. Storage is shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // storage, shared on purpose as in PixelBlock
public record BaseScene(Grid grid, LocalDate date, double latitude, float[][] reflectance) {

  /** The bands of a simulation by their STAC common name. */
  public static final List<String> BANDS =
      List.of("blue", "green", "red", "nir", "swir16", "swir22");

  static final int GREEN = 1;
  static final int RED = 2;
  static final int NIR = 3;

  /** Largest scene: every worker holds one in memory. */
  public static final int MAX_PIXELS = 25_000_000;

  public BaseScene {
    long pixels = grid.window().pixels();
    if (pixels > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "a base scene of " + pixels + " pixels; at most " + MAX_PIXELS + " can be simulated");
    }
    if (reflectance.length != BANDS.size()) {
      throw new IllegalArgumentException(
          "a base scene needs the bands " + BANDS + ", not " + reflectance.length + " bands");
    }
    for (float[] band : reflectance) {
      if (band.length != pixels) {
        throw new IllegalArgumentException(
            "a band of " + band.length + " pixels does not fill a grid of " + pixels);
      }
    }
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException("latitude " + latitude + " is not in -90..90");
    }
  }

  int pixels() {
    return grid.width() * grid.height();
  }

  boolean hasData(int pixel) {
    for (float[] band : reflectance) {
      if (!Float.isFinite(band[pixel])) {
        return false;
      }
    }
    return true;
  }
}
