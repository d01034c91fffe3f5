// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.util.List;
import org.sunqar.raster.geo.Grid;

/**
 * The real scene that a simulation starts from.
 *
 * @param grid where the pixels lie; in a projected CRS, for areas and the sun's path need it
 * @param date of acquisition: the simulated land equals the scene at this time of the year
 * @param reflectance surface or top-of-atmosphere reflectance 0..1 of the bands {@link #BANDS} in
 *     that order, row by row; NaN is no data. Storage is shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // storage, shared on purpose as in PixelBlock
public record BaseScene(Grid grid, LocalDate date, float[][] reflectance) {

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
    if (grid.crs().isGeographic()) {
      throw new IllegalArgumentException(
          "a base scene needs a projected CRS, not " + grid.crs().name());
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
  }

  /** Latitude of the scene's centre (degrees north, WGS 84). */
  double latitude() {
    double col = grid.width() / 2.0;
    double row = grid.height() / 2.0;
    double[] xy = {grid.affine().xOf(col, row), grid.affine().yOf(col, row)};
    grid.crs().toLonLat(xy, 1);
    return xy[1];
  }

  /** Area of a pixel (square metres). */
  double pixelArea() {
    double metres = grid.crs().metresPerUnit();
    return grid.affine().pixelArea() * metres * metres;
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
