// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.GroundControl;

/**
 * Where a file says its pixels lie. A file without position gets pixel coordinates, as GDAL has it:
 * in {@link Crs#UNKNOWN} where it has ground control points, to which its system then belongs, and
 * no position is made up from them.
 *
 * @param crs coordinate reference system
 * @param affine pixel corners to map coordinates
 * @param pixelIs {@code Area} or {@code Point}, where the file says what its coordinates refer to
 * @param groundControl tie points, where they are not part of an affine position
 */
record Georeference(
    Crs crs, Affine affine, Optional<String> pixelIs, Optional<GroundControl> groundControl) {

  private static final int RASTER_TYPE_KEY = 1025;
  private static final int PIXEL_IS_POINT = 2;

  /** Ground control points read at most. */
  private static final int MAX_POINTS = 100_000;

  /** No map has coordinates so large; below, nothing that is computed from them overflows. */
  private static final double MAX_COEFFICIENT = 1e100;

  static Georeference of(TiffDirectory directory, PamFile pam, Siblings siblings) {
    Georeference inside = of(directory, pam.affine(), siblings);
    return pam.crs().isEmpty() || inside.groundControl.isPresent()
        ? inside
        : new Georeference(pam.crs().get(), inside.affine, inside.pixelIs, Optional.empty());
  }

  private static Georeference of(
      TiffDirectory directory, Optional<Affine> override, Siblings siblings) {
    GeoKeys keys = GeoKeys.of(directory);
    long rasterType = keys.integer(RASTER_TYPE_KEY).orElse(0);
    boolean isPoint = rasterType == PIXEL_IS_POINT;
    Optional<String> pixelIs =
        rasterType == 1 ? Optional.of("Area") : isPoint ? Optional.of("Point") : Optional.empty();
    Crs crs = GeoKeyReader.crs(keys, directory);
    if (override.isPresent()) {
      return new Georeference(crs, override.get(), pixelIs, Optional.empty());
    }
    double[] inside = coefficients(directory);
    if (inside.length > 0) {
      Affine affine = affine(directory, inside);
      // coordinates of points are those of the centre of the first pixel
      return new Georeference(
          crs, isPoint ? affine.shifted(-0.5, -0.5) : affine, pixelIs, Optional.empty());
    }
    Optional<Affine> worldFile = siblings.worldFile();
    if (worldFile.isPresent()) {
      return new Georeference(crs, worldFile.get(), pixelIs, Optional.empty());
    }
    Affine pixels = new Affine(1, 0, 0, 0, 1, 0);
    List<GroundControl.Point> points = points(directory, isPoint ? 0.5 : 0);
    return points.isEmpty()
        ? new Georeference(crs, pixels, pixelIs, Optional.empty())
        : new Georeference(
            Crs.UNKNOWN, pixels, pixelIs, Optional.of(new GroundControl(crs, points)));
  }

  private static Affine affine(TiffDirectory directory, double[] a) {
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

  /** The six coefficients of a position inside the file, or none. */
  private static double[] coefficients(TiffDirectory directory) {
    double[] scale = directory.doubles(TiffTag.MODEL_PIXEL_SCALE, 16);
    double[] tie = directory.doubles(TiffTag.MODEL_TIEPOINT, 6 * MAX_POINTS);
    if (scale.length >= 2 && tie.length >= 6 && scale[0] != 0 && scale[1] != 0) {
      // with a negative scale rows still go south, as GDAL has it
      double height = Math.abs(scale[1]);
      return new double[] {
        scale[0], 0, tie[3] - tie[0] * scale[0], 0, -height, tie[4] + tie[1] * height
      };
    }
    double[] m = directory.doubles(TiffTag.MODEL_TRANSFORMATION, 64);
    return m.length >= 8 ? new double[] {m[0], m[1], m[3], m[4], m[5], m[7]} : new double[0];
  }

  /**
   * @param shift from tie points, which may be centres of pixels, to corners (pixels)
   */
  private static List<GroundControl.Point> points(TiffDirectory directory, double shift) {
    double[] tie = directory.doubles(TiffTag.MODEL_TIEPOINT, 6 * MAX_POINTS);
    List<GroundControl.Point> points = new ArrayList<>(tie.length / 6);
    for (int i = 0; i + 5 < tie.length; i += 6) {
      points.add(
          new GroundControl.Point(
              tie[i] + shift, tie[i + 1] + shift, tie[i + 3], tie[i + 4], tie[i + 5]));
    }
    return points;
  }
}
