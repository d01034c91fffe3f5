// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

/** A rectangle in map coordinates (CRS units; degrees for longitude and latitude). */
public record Bounds(double minX, double minY, double maxX, double maxY) {

  public Bounds {
    if (!(minX <= maxX) || !(minY <= maxY)) {
      throw new IllegalArgumentException(
          "bounds are upside down: x " + minX + ".." + maxX + ", y " + minY + ".." + maxY);
    }
  }

  public boolean intersects(Bounds other) {
    return minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY;
  }

  public Bounds union(Bounds other) {
    return new Bounds(
        Math.min(minX, other.minX),
        Math.min(minY, other.minY),
        Math.max(maxX, other.maxX),
        Math.max(maxY, other.maxY));
  }
}
