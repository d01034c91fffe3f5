// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.terrain;

import java.util.OptionalDouble;

/**
 * How gradients are taken.
 *
 * @param zFactor factor of the heights: to metres, or more to exaggerate; not 0
 * @param scale metres per unit of the CRS, above 0; empty for what the CRS says, and for longitudes
 *     and latitudes the length of a degree of each at every row (WGS 84)
 * @param edges whether pixels at the edge of the raster or of a hole have a gradient too: heights
 *     beyond the edge continue the slope of the last two, those in holes are that of the pixel
 */
public record TerrainOptions(double zFactor, OptionalDouble scale, boolean edges) {

  public TerrainOptions {
    if (!Double.isFinite(zFactor) || zFactor == 0) {
      throw new IllegalArgumentException("z factor " + zFactor);
    }
    if (scale.isPresent() && !(scale.getAsDouble() > 0 && scale.getAsDouble() < 1e300)) {
      throw new IllegalArgumentException("scale " + scale.getAsDouble() + " must be above 0");
    }
  }

  /** Heights in metres, the scale of the CRS, no gradients at edges. */
  public static TerrainOptions defaults() {
    return new TerrainOptions(1, OptionalDouble.empty(), false);
  }

  public TerrainOptions withZFactor(double zFactor) {
    return new TerrainOptions(zFactor, scale, edges);
  }

  public TerrainOptions withScale(double metresPerUnit) {
    return new TerrainOptions(zFactor, OptionalDouble.of(metresPerUnit), edges);
  }

  public TerrainOptions withEdges(boolean edges) {
    return new TerrainOptions(zFactor, scale, edges);
  }
}
