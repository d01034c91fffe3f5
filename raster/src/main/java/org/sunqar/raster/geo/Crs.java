// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.OptionalInt;

/** A coordinate reference system. PLACEHOLDER for the skeleton commit. */
public record Crs(OptionalInt epsg, String wkt) {
  public static Crs ofEpsg(int code) {
    return new Crs(OptionalInt.of(code), "");
  }
}
