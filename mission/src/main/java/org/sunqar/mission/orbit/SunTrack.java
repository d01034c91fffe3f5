// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import org.hipparchus.geometry.euclidean.threed.Vector3D;

/**
 * The Sun as seen from the turning Earth over a horizon. One instance serves all satellites and
 * threads.
 */
public final class SunTrack {

  private static final double NODE = 3600;

  private final EarthRotation rotation;

  /** Inertial position (m), three per node; linear between nodes to 1e-7 rad. */
  private final double[] nodes;

  public SunTrack(Earth earth, Horizon horizon) {
    this.rotation = new EarthRotation(earth, earth.inertial(), horizon);
    int count = (int) Math.ceil(horizon.seconds() / NODE) + 1;
    nodes = new double[3 * count];
    for (int k = 0; k < count; k++) {
      Vector3D p =
          earth
              .sun()
              .getPosition(earth.date(horizon.start()).shiftedBy(k * NODE), earth.inertial());
      nodes[3 * k] = p.getX();
      nodes[3 * k + 1] = p.getY();
      nodes[3 * k + 2] = p.getZ();
    }
  }

  /**
   * The Sun's position in the frame of the Earth (m), {@code seconds} after the horizon's start,
   * into {@code xyz}.
   */
  public void position(double seconds, double[] xyz) {
    double[] m = new double[9];
    rotation.at(seconds, m);
    int k = Math.clamp((long) (seconds / NODE), 0, nodes.length / 3 - 2);
    double f = seconds / NODE - k;
    int a = 3 * k;
    double x = nodes[a] + f * (nodes[a + 3] - nodes[a]);
    double y = nodes[a + 1] + f * (nodes[a + 4] - nodes[a + 1]);
    double z = nodes[a + 2] + f * (nodes[a + 5] - nodes[a + 2]);
    xyz[0] = m[0] * x + m[1] * y + m[2] * z;
    xyz[1] = m[3] * x + m[4] * y + m[5] * z;
    xyz[2] = m[6] * x + m[7] * y + m[8] * z;
  }
}
