// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/** Cylindrical equal area (EPSG 9835; Snyder 1987, p. 81), the projection of EASE-Grid 2.0. */
public final class CylindricalEqualArea implements Projection {

  private final Origin origin;
  private final double width;
  private final double height;
  private final LatitudeSeries authalic;
  private final LatitudeSeries fromAuthalic;

  /**
   * @param standardParallel latitude of true scale (degrees)
   */
  public CylindricalEqualArea(Ellipsoid ellipsoid, Origin origin, double standardParallel) {
    this.origin = origin;
    double scale = ellipsoid.parallel(Math.toRadians(standardParallel));
    if (!(scale > 1e-6)) {
      throw new IllegalArgumentException("standard parallel " + standardParallel);
    }
    width = ellipsoid.semiMajor() * scale;
    height = ellipsoid.semiMajor() * ellipsoid.q(Math.PI / 2) / (2 * scale);
    authalic = LatitudeSeries.authalic(ellipsoid);
    fromAuthalic = LatitudeSeries.fromAuthalic(ellipsoid);
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double latitude = Math.toRadians(points[i + 1]);
      double sine = Math.sin(latitude);
      double cosine = Math.cos(latitude);
      double difference = authalic.difference(sine, cosine);
      double up =
          sine * LatitudeSeries.smallCosine(difference)
              + cosine * LatitudeSeries.smallSine(difference);
      boolean reached = Math.abs(points[i + 1]) <= 90;
      points[i] = reached ? origin.easting() + width * origin.radiansEast(points[i]) : Double.NaN;
      points[i + 1] = reached ? origin.northing() + height * up : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double up = (points[i + 1] - origin.northing()) / height;
      boolean reached = Math.abs(up) <= 1 + 1e-12;
      double sine = Math.max(-1, Math.min(1, up));
      double latitude = Math.asin(sine);
      latitude += fromAuthalic.difference(sine, Math.sqrt(1 - sine * sine));
      points[i] = reached ? origin.degrees((points[i] - origin.easting()) / width) : Double.NaN;
      points[i + 1] = reached ? Math.toDegrees(latitude) : Double.NaN;
    }
  }
}
