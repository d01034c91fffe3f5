// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.raster.RasterException;

/**
 * From the coordinates of one system to those of another, x first in both. Immutable and
 * thread-safe. Systems on the same datum are connected without a detour by WGS 84, and equal ones
 * not at all.
 *
 * <p>Heights are taken as 0. What is said of datums at {@link Crs} holds here.
 */
public final class CoordinateTransform {

  /** One of the formulas that make up a transform: in place, NaN where it does not reach. */
  interface Step {
    void apply(double[] xy, int points);
  }

  private final Crs source;
  private final Crs target;
  private final Step[] steps;

  private CoordinateTransform(Crs source, Crs target, List<Step> steps) {
    this.source = source;
    this.target = target;
    this.steps = steps.toArray(Step[]::new);
  }

  /**
   * @throws RasterException with key CRS when one of the systems is unknown
   */
  public static CoordinateTransform between(Crs source, Crs target) {
    List<Step> steps = new ArrayList<>();
    CrsTransform from = source.transform();
    CrsTransform to = target.transform();
    if (!source.equals(target)) {
      steps.addAll(from.toBase());
      if (!from.hasDatumOf(to)) {
        steps.addAll(from.toWgs84());
        steps.addAll(to.fromWgs84());
      }
      steps.addAll(to.fromBase());
    }
    return new CoordinateTransform(source, target, steps);
  }

  public Crs source() {
    return source;
  }

  public Crs target() {
    return target;
  }

  /** Whether coordinates stay as they are. */
  public boolean isIdentity() {
    return steps.length == 0;
  }

  /** The way back. */
  public CoordinateTransform inverse() {
    return between(target, source);
  }

  /**
   * Replaces coordinates of the source by those of the target.
   *
   * @param xy pairs of x and y
   * @param points number of pairs; the array may be longer. A point that cannot be brought over
   *     becomes NaN in both numbers
   */
  public void transform(double[] xy, int points) {
    if (points < 0 || points > xy.length / 2) {
      throw new IllegalArgumentException(points + " points in an array of " + xy.length);
    }
    for (Step step : steps) {
      step.apply(xy, points);
    }
    for (int i = 0; i < 2 * points; i += 2) { // never one number without the other
      if (!Double.isFinite(xy[i]) || !Double.isFinite(xy[i + 1])) {
        xy[i] = Double.NaN;
        xy[i + 1] = Double.NaN;
      }
    }
  }
}
