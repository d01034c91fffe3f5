// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.terrain;

/** What is computed of the gradient of the heights at a pixel. */
public sealed interface TerrainMeasure {

  /**
   * How bright a matt surface is in the light of a distant sun: 1 (dark) to 255 (the sun in the
   * zenith of the surface), as bytes; 0 where there is no height.
   *
   * @param azimuth of the sun (degrees, clockwise from the north of the grid)
   * @param altitude of the sun above the horizon (degrees, 0..90)
   */
  record Hillshade(double azimuth, double altitude) implements TerrainMeasure {
    public Hillshade {
      if (!Double.isFinite(azimuth) || !(altitude >= 0 && altitude <= 90)) {
        throw new IllegalArgumentException(
            "sun at azimuth " + azimuth + ", altitude " + altitude + ", must be 0 to 90");
      }
    }

    /** The light of maps: from the north-west, half-way up. */
    public static Hillshade usual() {
      return new Hillshade(315, 45);
    }
  }

  /** How steep the surface is, as 32-bit floats; -9999 where there is no height. */
  enum Slope implements TerrainMeasure {
    /** The angle with the horizontal (0..90). */
    DEGREES,
    /** Hundred times the rise over the run. */
    PERCENT
  }

  /**
   * The direction in which the surface falls (degrees clockwise from the north of the grid, 0 to
   * less than 360), as 32-bit floats; -9999 where there is no height and where it is flat.
   */
  record Aspect() implements TerrainMeasure {}
}
