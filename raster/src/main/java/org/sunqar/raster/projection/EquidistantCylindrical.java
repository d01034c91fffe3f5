// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/**
 * Equidistant cylindrical on the ellipsoid (EPSG 1028): northings are distances along the meridian.
 * Older versions of PROJ use the formulas of the sphere (EPSG 1029) here.
 */
public final class EquidistantCylindrical implements Projection {

  private final Origin origin;
  private final double width;
  private final double radius;
  private final double northing;
  private final LatitudeSeries rectifying;
  private final LatitudeSeries fromRectifying;

  /**
   * @param latitude of the natural origin (degrees)
   * @param standardParallel latitude of true scale (degrees)
   */
  public EquidistantCylindrical(
      Ellipsoid ellipsoid, Origin origin, double latitude, double standardParallel) {
    this.origin = origin;
    width = ellipsoid.semiMajor() * ellipsoid.parallel(Math.toRadians(standardParallel));
    if (!(width > 1e-6 * ellipsoid.semiMajor())) {
      throw new IllegalArgumentException("standard parallel " + standardParallel);
    }
    radius = LatitudeSeries.rectifyingRadius(ellipsoid);
    rectifying = LatitudeSeries.rectifying(ellipsoid);
    fromRectifying = LatitudeSeries.fromRectifying(ellipsoid);
    northing = origin.northing() - radius * rectifying.of(Math.toRadians(latitude));
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      boolean reached = Math.abs(points[i + 1]) <= 90;
      double along = rectifying.of(Math.toRadians(points[i + 1]));
      points[i] = reached ? origin.easting() + width * origin.radiansEast(points[i]) : Double.NaN;
      points[i + 1] = reached ? northing + radius * along : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double along = (points[i + 1] - northing) / radius;
      boolean reached = Math.abs(along) <= Math.PI / 2 + 1e-12;
      points[i] = reached ? origin.degrees((points[i] - origin.easting()) / width) : Double.NaN;
      points[i + 1] = reached ? Math.toDegrees(fromRectifying.of(along)) : Double.NaN;
    }
  }
}
