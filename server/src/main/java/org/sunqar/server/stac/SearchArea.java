// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.http.Problem;

/** Where a search looks. */
final class SearchArea {

  private static final int LONGEST = 300;

  private SearchArea() {}

  /** Of 4 or 6 numbers with commas between them. */
  static Bounds ofText(String text) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Double.parseDouble(parts[i].strip());
      } catch (NumberFormatException _) {
        throw wrong(text);
      }
    }
    return of(numbers, text);
  }

  /** Of a JSON array of 4 or 6 numbers. */
  static Bounds ofJson(JsonNode json) {
    double[] numbers = new double[json.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = json.path(i);
      if (!number.isNumber()) {
        throw wrong(json.toString());
      }
      numbers[i] = number.doubleValue();
    }
    return of(numbers, json.toString());
  }

  private static Bounds of(double[] b, String text) {
    if (b.length != 4 && b.length != 6) {
      throw wrong(text);
    }
    double west = b[0];
    double south = b[1];
    double east = b[b.length / 2];
    double north = b[b.length / 2 + 1];
    if (!(Math.abs(west) <= 180
        && Math.abs(east) <= 180
        && Math.abs(south) <= 90
        && Math.abs(north) <= 90
        && south <= north)) {
      throw wrong(text);
    }
    return new Bounds(west, south, east < west ? east + 360 : east, north);
  }

  private static Problem wrong(String text) {
    return Problem.badRequest(
        "bbox",
        "bbox "
            + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text)
            + " should be west,south,east,north in degrees (or with two heights, 6 numbers), south"
            + " not above north");
  }
}
