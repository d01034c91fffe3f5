// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.projection;

/** Sinusoidal (Snyder 1987, p. 247), the projection of MODIS tiles. */
public final class Sinusoidal implements Projection {

  private final Ellipsoid ellipsoid;
  private final Origin origin;
  private final double radius;
  private final LatitudeSeries rectifying;
  private final LatitudeSeries fromRectifying;

  public Sinusoidal(Ellipsoid ellipsoid, Origin origin) {
    this.ellipsoid = ellipsoid;
    this.origin = origin;
    radius = LatitudeSeries.rectifyingRadius(ellipsoid);
    rectifying = LatitudeSeries.rectifying(ellipsoid);
    fromRectifying = LatitudeSeries.fromRectifying(ellipsoid);
  }

  @Override
  public void forward(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double latitude = Math.toRadians(points[i + 1]);
      boolean reached = Math.abs(points[i + 1]) <= 90;
      double width = ellipsoid.semiMajor() * ellipsoid.parallel(latitude);
      points[i] = reached ? origin.easting() + width * origin.radiansEast(points[i]) : Double.NaN;
      points[i + 1] = reached ? origin.northing() + radius * rectifying.of(latitude) : Double.NaN;
    }
  }

  @Override
  public void inverse(double[] points, int count) {
    for (int i = 0; i < 2 * count; i += 2) {
      double along = (points[i + 1] - origin.northing()) / radius;
      double latitude = fromRectifying.of(along);
      double width = ellipsoid.semiMajor() * ellipsoid.parallel(latitude);
      double x = points[i] - origin.easting();
      double east = x == 0 ? 0 : x / width;
      // beyond the outline of the map there is no Earth
      boolean reached = Math.abs(along) <= Math.PI / 2 + 1e-12 && Math.abs(east) <= Math.PI + 1e-9;
      points[i] = reached ? origin.degrees(east) : Double.NaN;
      points[i + 1] = reached ? Math.toDegrees(latitude) : Double.NaN;
    }
  }
}
