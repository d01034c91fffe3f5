// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.Arrays;
import org.sunqar.mission.orbit.Ephemeris;

/**
 * Finds where the satellite comes near to targets, at the states of its ephemeris. All targets are
 * met in one walk along the track, which at each state looks only at those of near latitudes.
 *
 * <p>Written for low orbits, where a target is near once per revolution at most.
 */
final class Approaches {

  /** Slack for the flattening of the Earth and for targets below the ellipsoid (rad). */
  private static final double SLACK = 0.005;

  /** Takes a pass: the index of the target, and the state at which the satellite is nearest. */
  interface Visitor {
    void pass(int point, int nearest);
  }

  private final Ephemeris ephemeris;
  private final PointIndex points;

  /** Unit vectors to the satellite, three numbers per state. */
  final double[] track;

  /** Largest radius of the orbit (m). */
  final double radius;

  /** Largest angle between two neighbouring states (rad). */
  private final double stride;

  Approaches(Ephemeris ephemeris, PointIndex points) {
    this.ephemeris = ephemeris;
    this.points = points;
    track = new double[3 * ephemeris.size()];
    double largest = 0;
    double leastCosine = 1;
    for (int i = 0; i < ephemeris.size(); i++) {
      double x = ephemeris.coordinate(i, 0);
      double y = ephemeris.coordinate(i, 1);
      double z = ephemeris.coordinate(i, 2);
      double r = Math.sqrt(x * x + y * y + z * z);
      largest = Math.max(largest, r);
      track[3 * i] = x / r;
      track[3 * i + 1] = y / r;
      track[3 * i + 2] = z / r;
      if (i > 0) {
        leastCosine = Math.min(leastCosine, cosine(track, i - 1, track, i));
      }
    }
    radius = largest;
    stride = Math.acos(leastCosine);
  }

  static double cosine(double[] a, int i, double[] b, int j) {
    return a[3 * i] * b[3 * j] + a[3 * i + 1] * b[3 * j + 1] + a[3 * i + 2] * b[3 * j + 2];
  }

  /**
   * Visits the passes within an angle at the Earth's centre (rad); none that comes so near is left
   * out.
   */
  void visit(double angle, Visitor visitor) {
    double cap = Math.min(Math.PI, angle + stride / 2 + SLACK);
    double least = Math.cos(cap);
    int[] last = new int[points.size()];
    int[] nearest = new int[points.size()];
    double[] best = new double[points.size()];
    Arrays.fill(last, -2);
    for (int i = 0; i < ephemeris.size(); i++) {
      double latitude = Math.asin(Math.clamp(track[3 * i + 2], -1, 1));
      double north = latitude + cap;
      double south = latitude - cap;
      int from = south <= -Math.PI / 2 ? 0 : points.from(Math.sin(south));
      int to = north >= Math.PI / 2 ? points.size() : points.from(Math.sin(north));
      for (int k = from; k < to; k++) {
        double c = cosine(track, i, points.direction, k);
        if (c >= least) {
          if (last[k] != i - 1) {
            if (last[k] >= 0) {
              visitor.pass(k, nearest[k]);
            }
            best[k] = -2;
          }
          last[k] = i;
          if (c > best[k]) {
            best[k] = c;
            nearest[k] = i;
          }
        }
      }
    }
    for (int k = 0; k < points.size(); k++) {
      if (last[k] >= 0) {
        visitor.pass(k, nearest[k]);
      }
    }
  }
}
