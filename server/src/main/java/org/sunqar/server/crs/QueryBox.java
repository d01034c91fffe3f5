// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.crs;

import java.util.Arrays;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Bounds;

/** A box of a request in a system other than CRS84. */
public final class QueryBox {

  private QueryBox() {}

  /**
   * The longitudes and latitudes that hold a box.
   *
   * @param text numbers with commas between them, as {@link #lonLat(double[], AxisCrs)} takes them
   */
  public static Bounds lonLat(String text, AxisCrs system) {
    String[] parts = text.split(",", 8);
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Double.parseDouble(parts[i].strip());
      } catch (NumberFormatException e) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "bbox '"
                + (text.length() > 100 ? text.substring(0, 100) + "..." : text)
                + "' should be 4 numbers with commas between them, or 6 with heights",
            e);
      }
    }
    return lonLat(numbers, system);
  }

  /**
   * The longitudes and latitudes that hold a box.
   *
   * @param numbers four of them, or six with heights, in the order of the system's axes. In
   *     latitude and longitude, a west beyond the east crosses the antimeridian.
   * @throws CatalogException INVALID when they are no box, or one that has no place on earth
   */
  public static Bounds lonLat(double[] numbers, AxisCrs system) {
    if (numbers.length != 4 && numbers.length != 6) {
      throw wrong(numbers, system, "should be 4 numbers, or 6 with heights");
    }
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw wrong(numbers, system, "should be numbers");
      }
    }
    int half = numbers.length / 2;
    int x = system.northFirst() ? 1 : 0;
    int y = 1 - x;
    double minX = numbers[x];
    double minY = numbers[y];
    double maxX = numbers[half + x];
    double maxY = numbers[half + y];
    if (system.crs().isGeographic()) {
      boolean possible =
          Math.abs(minX) <= 180 && Math.abs(maxX) <= 180 && minY >= -90 && maxY <= 90;
      if (!possible || minY > maxY) {
        throw wrong(
            numbers,
            system,
            system.northFirst()
                ? "should be south,west,north,east in degrees, south not above north"
                : "should be west,south,east,north in degrees, south not above north");
      }
      return new Bounds(minX, minY, maxX < minX ? maxX + 360 : maxX, maxY);
    }
    if (minX > maxX || minY > maxY) {
      throw wrong(
          numbers,
          system,
          system.northFirst()
              ? "should be minimum northing and easting, then maximum"
              : "should be minimum easting and northing, then maximum");
    }
    try {
      return new Bounds(minX, minY, maxX, maxY).transformed(system.crs(), AxisCrs.CRS84.crs());
    } catch (RasterException e) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          "bbox " + text(numbers) + " has no place on earth in " + system.uri(),
          e);
    }
  }

  private static CatalogException wrong(double[] numbers, AxisCrs system, String what) {
    return new CatalogException(
        CatalogException.Key.INVALID, "bbox " + text(numbers) + " in " + system.uri() + " " + what);
  }

  private static String text(double[] numbers) {
    String text = Arrays.toString(Arrays.copyOf(numbers, Math.min(numbers.length, 8)));
    return text.substring(1, text.length() - 1).replace(" ", "");
  }
}
