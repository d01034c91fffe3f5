// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.List;
import java.util.Optional;

/**
 * A rectangle in map coordinates (CRS units; degrees for longitude and latitude).
 *
 * <p>In longitude and latitude, one that crosses the antimeridian goes on beyond 180 to the east:
 * 177 to 183, so that it is a rectangle like any other. {@link #acrossAntimeridian} takes it apart,
 * {@link #bbox} writes it as RFC 7946 does.
 */
public record Bounds(double minX, double minY, double maxX, double maxY) {

  public Bounds {
    if (!(minX <= maxX) || !(minY <= maxY)) {
      throw new IllegalArgumentException(
          "bounds are upside down: x " + minX + ".." + maxX + ", y " + minY + ".." + maxY);
    }
  }

  /**
   * The smallest rectangle around points; empty when none is a place.
   *
   * @param xy pairs of x and y; those with NaN are left out
   */
  static Optional<Bounds> around(double[] xy) {
    double minX = Double.POSITIVE_INFINITY;
    double minY = Double.POSITIVE_INFINITY;
    double maxX = Double.NEGATIVE_INFINITY;
    double maxY = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < xy.length; i += 2) {
      if (!Double.isNaN(xy[i]) && !Double.isNaN(xy[i + 1])) {
        minX = Math.min(minX, xy[i]);
        maxX = Math.max(maxX, xy[i]);
        minY = Math.min(minY, xy[i + 1]);
        maxY = Math.max(maxY, xy[i + 1]);
      }
    }
    return minX <= maxX ? Optional.of(new Bounds(minX, minY, maxX, maxY)) : Optional.empty();
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

  /** The part that both cover; empty where they only touch. */
  public Optional<Bounds> intersection(Bounds other) {
    double left = Math.max(minX, other.minX);
    double bottom = Math.max(minY, other.minY);
    double right = Math.min(maxX, other.maxX);
    double top = Math.min(maxY, other.maxY);
    return left < right && bottom < top
        ? Optional.of(new Bounds(left, bottom, right, top))
        : Optional.empty();
  }

  /**
   * The rectangle in another system that holds this one: its edges and inside are followed, not
   * only its corners. In longitude and latitude an area with a pole inside covers all longitudes up
   * to the pole, and one across the antimeridian has an east beyond 180. Parts that have no place
   * in the other system are left out.
   *
   * @throws org.sunqar.raster.RasterException with key CRS when nothing has a place in it
   */
  public Bounds transformed(Crs from, Crs to) {
    return from.equals(to) ? this : new BoundsTransform(this, from, to).result();
  }

  /** For longitudes and latitudes: one rectangle, or two on either side of the antimeridian. */
  public List<Bounds> acrossAntimeridian() {
    return maxX <= 180 || minX >= 180
        ? List.of(this)
        : List.of(
            new Bounds(minX, minY, 180, maxY),
            new Bounds(-180, minY, Math.min(maxX - 360, minX), maxY));
  }

  /**
   * For longitudes and latitudes: west, south, east, north as in GeoJSON (RFC 7946, 5.2), where
   * east is less than west across the antimeridian.
   */
  public double[] bbox() {
    return new double[] {minX, minY, maxX > 180 ? maxX - 360 : maxX, maxY};
  }
}
