// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Arrays;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;

/**
 * Where a file says its pixels lie. A file without position gets pixel coordinates and {@link
 * Crs#UNKNOWN}, as GDAL has it.
 *
 * @param crs coordinate reference system
 * @param affine pixel corners to map coordinates
 * @param pixelIs {@code Area} or {@code Point}, where the file says what its coordinates refer to
 */
record Georeference(Crs crs, Affine affine, Optional<String> pixelIs) {

  private static final int RASTER_TYPE_KEY = 1025;
  private static final int PIXEL_IS_POINT = 2;

  /** Ground control points read at most; one is enough here. */
  private static final int MAX_TIEPOINTS = 6 * 100_000;

  /** No map has coordinates so large; below, nothing that is computed from them overflows. */
  private static final double MAX_COEFFICIENT = 1e100;

  static Georeference of(TiffDirectory directory) {
    GeoKeys keys = GeoKeys.of(directory);
    long rasterType = keys.integer(RASTER_TYPE_KEY).orElse(0);
    Optional<String> pixelIs =
        rasterType == 1
            ? Optional.of("Area")
            : rasterType == PIXEL_IS_POINT ? Optional.of("Point") : Optional.empty();
    Affine affine = affine(directory);
    if (rasterType == PIXEL_IS_POINT && isPositioned(directory)) {
      affine = affine.shifted(-0.5, -0.5); // its coordinates are of the centre of the first pixel
    }
    return new Georeference(GeoKeyReader.crs(keys, directory), affine, pixelIs);
  }

  private static boolean isPositioned(TiffDirectory directory) {
    return directory.field(TiffTag.MODEL_TRANSFORMATION).isPresent()
        || (directory.field(TiffTag.MODEL_PIXEL_SCALE).isPresent()
            && directory.field(TiffTag.MODEL_TIEPOINT).isPresent());
  }

  private static Affine affine(TiffDirectory directory) {
    double[] a = coefficients(directory);
    boolean finite = true;
    for (double coefficient : a) {
      finite &= Math.abs(coefficient) < MAX_COEFFICIENT;
    }
    double area = a[0] * a[4] - a[1] * a[3];
    if (!finite || area == 0) {
      throw directory.failure(
          RasterException.Key.CORRUPT,
          "has no usable position: its affine coefficients are " + Arrays.toString(a));
    }
    return new Affine(a[0], a[1], a[2], a[3], a[4], a[5]);
  }

  private static double[] coefficients(TiffDirectory directory) {
    double[] scale = directory.doubles(TiffTag.MODEL_PIXEL_SCALE, 16);
    double[] tie = directory.doubles(TiffTag.MODEL_TIEPOINT, MAX_TIEPOINTS);
    if (scale.length >= 2 && tie.length >= 6 && scale[0] != 0 && scale[1] != 0) {
      return new double[] {
        scale[0], 0, tie[3] - tie[0] * scale[0], 0, -scale[1], tie[4] + tie[1] * scale[1]
      };
    }
    double[] m = directory.doubles(TiffTag.MODEL_TRANSFORMATION, 64);
    if (m.length >= 8) {
      return new double[] {m[0], m[1], m[3], m[4], m[5], m[7]};
    }
    return new double[] {1, 0, 0, 0, 1, 0};
  }
}
