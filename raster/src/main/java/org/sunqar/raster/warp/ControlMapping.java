// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.List;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.CoordinateTransform;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;

/** By ground control points: a smooth surface through them, or near them, for each pixel axis. */
final class ControlMapping implements PixelMapping {

  /** A surface over map coordinates that were brought to about -1 to 1. */
  interface Surface {
    double at(double x, double y);
  }

  /** Fits a surface to values at places. */
  interface Fit {
    Surface fit(double[] x, double[] y, double[] values);
  }

  private final Affine target;
  private final CoordinateTransform transform;
  private final double centreX;
  private final double centreY;
  private final double reach;
  private final Surface cols;
  private final Surface rows;

  ControlMapping(Grid target, GroundControl control, Fit fit) {
    this.target = target.affine();
    this.transform = CoordinateTransform.between(target.crs(), control.crs());
    List<GroundControl.Point> points = control.points();
    double[] x = points.stream().mapToDouble(GroundControl.Point::x).toArray();
    double[] y = points.stream().mapToDouble(GroundControl.Point::y).toArray();
    this.centreX = middle(x);
    this.centreY = middle(y);
    double most = 0;
    for (int i = 0; i < x.length; i++) {
      most = Math.max(most, Math.max(Math.abs(x[i] - centreX), Math.abs(y[i] - centreY)));
    }
    if (!(most > 0 && most < Double.POSITIVE_INFINITY)) {
      throw new RasterException(
          RasterException.Key.CRS, "the ground control points lie at one place, or nowhere");
    }
    this.reach = most;
    for (int i = 0; i < x.length; i++) {
      x[i] = (x[i] - centreX) / reach;
      y[i] = (y[i] - centreY) / reach;
    }
    this.cols = fit.fit(x, y, points.stream().mapToDouble(GroundControl.Point::col).toArray());
    this.rows = fit.fit(x, y, points.stream().mapToDouble(GroundControl.Point::row).toArray());
  }

  private static double middle(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return (least + most) / 2;
  }

  @Override
  public void toSource(double[] colRow, int points) {
    for (int i = 0; i < 2 * points; i += 2) {
      double x = target.xOf(colRow[i], colRow[i + 1]);
      colRow[i + 1] = target.yOf(colRow[i], colRow[i + 1]);
      colRow[i] = x;
    }
    transform.transform(colRow, points);
    for (int i = 0; i < 2 * points; i += 2) {
      double x = (colRow[i] - centreX) / reach;
      double y = (colRow[i + 1] - centreY) / reach;
      colRow[i] = cols.at(x, y);
      colRow[i + 1] = rows.at(x, y);
    }
  }
}
