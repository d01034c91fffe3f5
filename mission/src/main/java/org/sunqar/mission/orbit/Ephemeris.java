// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.orekit.errors.OrekitException;
import org.orekit.frames.Frame;
import org.orekit.propagation.Propagator;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.time.AbsoluteDate;
import org.orekit.utils.PVCoordinates;
import org.sunqar.mission.MissionException;

/**
 * A satellite's positions in the frame of the Earth over a horizon: states on a grid, cubic Hermite
 * polynomials between them. With steps of at most 60 s a low orbit is met to 0.4 m.
 */
public final class Ephemeris {

  private static final double LONGEST_STEP = 60;

  private final double step;

  /** Position (m) and velocity in the turning frame (m/s) at the states, six numbers each. */
  private final double[] states;

  private Ephemeris(double step, int size) {
    this.step = step;
    states = new double[6 * size];
  }

  /**
   * Computes ephemerides of several satellites over one horizon, whose rotation of the Earth they
   * share.
   */
  public static final class Builder {

    private final Earth earth;
    private final Horizon horizon;
    private final EarthRotation ofTeme;

    public Builder(Earth earth, Horizon horizon) {
      this.earth = earth;
      this.horizon = horizon;
      this.ofTeme = new EarthRotation(earth, earth.teme(), horizon);
    }

    /**
     * The ephemeris of one satellite.
     *
     * @throws MissionException ORBIT when the orbit cannot be propagated over the horizon, for
     *     example because the satellite has decayed
     */
    public Ephemeris build(Orbit orbit) {
      try {
        return compute(orbit);
      } catch (OrekitException e) {
        throw new MissionException(
            MissionException.Key.ORBIT,
            "The orbit cannot be propagated over the horizon: " + e.getMessage() + ".",
            e);
      }
    }

    private Ephemeris compute(Orbit orbit) {
      int intervals = Math.max(2, (int) Math.ceil(horizon.seconds() / LONGEST_STEP));
      double step = horizon.seconds() / intervals;
      Ephemeris result = new Ephemeris(step, intervals + 1);
      Propagator propagator = orbit.propagator();
      Frame frame = orbit.frame().isPseudoInertial() ? orbit.frame() : earth.inertial();
      EarthRotation rotation =
          frame.equals(earth.teme()) ? ofTeme : new EarthRotation(earth, frame, horizon);
      AbsoluteDate start = earth.date(horizon.start());
      double[] m = new double[9];
      for (int i = 0; i <= intervals; i++) {
        AbsoluteDate date = i == intervals ? earth.date(horizon.end()) : start.shiftedBy(i * step);
        PVCoordinates pv =
            propagator instanceof TLEPropagator sgp4
                ? sgp4.getPVCoordinates(date)
                : propagator.getPVCoordinates(date, frame);
        rotation.at(i * step, m);
        result.set(i, pv, m);
      }
      return result;
    }
  }

  private void set(int i, PVCoordinates pv, double[] m) {
    Vector3D p = pv.getPosition();
    Vector3D v = pv.getVelocity();
    int a = 6 * i;
    for (int j = 0; j < 3; j++) {
      states[a + j] = m[3 * j] * p.getX() + m[3 * j + 1] * p.getY() + m[3 * j + 2] * p.getZ();
      states[a + 3 + j] = m[3 * j] * v.getX() + m[3 * j + 1] * v.getY() + m[3 * j + 2] * v.getZ();
    }
    states[a + 3] += EarthRotation.RATE * states[a + 1];
    states[a + 4] -= EarthRotation.RATE * states[a];
  }

  /** Number of states, at least 3. */
  public int size() {
    return states.length / 6;
  }

  /** Seconds between states. */
  public double step() {
    return step;
  }

  /** Length of the horizon (s). */
  public double seconds() {
    return step * (size() - 1);
  }

  /** Coordinate 0, 1 or 2 of the position of a state (m). */
  public double coordinate(int state, int axis) {
    return states[6 * state + axis];
  }

  /**
   * Position (m) in the frame of the Earth, {@code seconds} after the horizon's start, into {@code
   * xyz}.
   */
  public void position(double seconds, double[] xyz) {
    int i = interval(seconds);
    double f = seconds / step - i;
    double g = f - 1;
    double h00 = (1 + 2 * f) * g * g;
    double h10 = f * g * g * step;
    double h01 = f * f * (3 - 2 * f);
    double h11 = f * f * g * step;
    int a = 6 * i;
    for (int j = 0; j < 3; j++) {
      xyz[j] =
          h00 * states[a + j]
              + h10 * states[a + 3 + j]
              + h01 * states[a + 6 + j]
              + h11 * states[a + 9 + j];
    }
  }

  /**
   * Velocity (m/s) relative to the turning Earth, {@code seconds} after the horizon's start, into
   * {@code xyz}.
   */
  public void velocity(double seconds, double[] xyz) {
    int i = interval(seconds);
    double f = seconds / step - i;
    double d00 = 6 * f * (f - 1) / step;
    double d10 = (1 - f) * (1 - 3 * f);
    double d11 = f * (3 * f - 2);
    int a = 6 * i;
    for (int j = 0; j < 3; j++) {
      xyz[j] =
          d00 * (states[a + j] - states[a + 6 + j])
              + d10 * states[a + 3 + j]
              + d11 * states[a + 9 + j];
    }
  }

  private int interval(double seconds) {
    return Math.clamp((long) (seconds / step), 0, size() - 2);
  }
}
