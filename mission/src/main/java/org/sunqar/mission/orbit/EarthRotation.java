// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import org.hipparchus.geometry.euclidean.threed.Rotation;
import org.orekit.frames.Frame;
import org.orekit.utils.Constants;

/**
 * The rotation from an inertial frame to that of the Earth over a horizon, cheap at every instant.
 * Of Orekit's rotation, R(t) = Rz(-wt) S(t) with w the Earth's mean rate, only S is kept, at nodes
 * an hour apart: it is precession, nutation, polar motion and what UT1 differs from a steady rate,
 * and linear between nodes to 1e-10 rad (1 mm on the ground).
 */
final class EarthRotation {

  static final double RATE = Constants.WGS84_EARTH_ANGULAR_VELOCITY;
  private static final double NODE = 3600;

  /** Elements of S, nine per node. */
  private final double[] slow;

  EarthRotation(Earth earth, Frame inertial, Horizon horizon) {
    int nodes = (int) Math.ceil(horizon.seconds() / NODE) + 1;
    slow = new double[9 * nodes];
    for (int k = 0; k < nodes; k++) {
      Rotation rotation =
          inertial
              .getStaticTransformTo(earth.itrf(), earth.date(horizon.start()).shiftedBy(k * NODE))
              .getRotation();
      double[][] m = rotation.getMatrix();
      double c = Math.cos(RATE * k * NODE);
      double s = Math.sin(RATE * k * NODE);
      for (int j = 0; j < 3; j++) {
        slow[9 * k + j] = c * m[0][j] - s * m[1][j];
        slow[9 * k + 3 + j] = s * m[0][j] + c * m[1][j];
        slow[9 * k + 6 + j] = m[2][j];
      }
    }
  }

  /** The rotation at an instant, as a matrix of nine elements by rows, into {@code matrix}. */
  void at(double seconds, double[] matrix) {
    int k = Math.clamp((long) (seconds / NODE), 0, slow.length / 9 - 2);
    double f = seconds / NODE - k;
    int a = 9 * k;
    double c = Math.cos(RATE * seconds);
    double s = Math.sin(RATE * seconds);
    for (int j = 0; j < 3; j++) {
      double x = slow[a + j] + f * (slow[a + 9 + j] - slow[a + j]);
      double y = slow[a + 3 + j] + f * (slow[a + 12 + j] - slow[a + 3 + j]);
      matrix[j] = c * x + s * y;
      matrix[3 + j] = c * y - s * x;
      matrix[6 + j] = slow[a + 6 + j] + f * (slow[a + 15 + j] - slow[a + 6 + j]);
    }
  }
}
