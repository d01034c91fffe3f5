// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.aeossp;

import java.util.List;
import org.sunqar.mission.orbit.Time;

/**
 * What is to be planned.
 *
 * @param start of the horizon
 * @param seconds of the horizon
 * @param actionStep observations begin and end on this grid from the start on (s)
 * @param geometryStep off-nadir angles are looked at on this grid and at both ends (s)
 * @param resourceStep the battery is looked at on this grid and wherever the load changes (s)
 * @param satellites the fleet
 * @param tasks the targets
 */
public record AeosspCase(
    Time start,
    int seconds,
    int actionStep,
    int geometryStep,
    int resourceStep,
    List<Satellite> satellites,
    List<Task> tasks) {

  public AeosspCase {
    satellites = List.copyOf(satellites);
    tasks = List.copyOf(tasks);
  }

  /** A satellite of the fleet. */
  public record Satellite(
      String id, String line1, String line2, String sensor, Attitude attitude, Power power) {}

  /**
   * How a satellite turns.
   *
   * @param rate greatest angular rate (degrees/s)
   * @param acceleration (degrees/s2)
   * @param settling after each turn (s)
   * @param maxOffNadir greatest angle between nadir and the target (degrees)
   */
  public record Attitude(double rate, double acceleration, double settling, double maxOffNadir) {}

  /**
   * A satellite's battery (Wh) and powers (W).
   *
   * @param idle used always
   * @param imaging used in addition during observations
   * @param slew used in addition while turning and settling
   * @param charge comes in while the Sun shines on the satellite
   */
  public record Power(
      double capacity, double initial, double idle, double imaging, double slew, double charge) {}

  /**
   * A target that is to be observed once.
   *
   * @param latitude geodetic, WGS 84 (degrees)
   * @param longitude (degrees)
   * @param altitude above the ellipsoid (m)
   * @param release seconds after the start of the horizon before which it must not begin
   * @param due seconds after the start of the horizon by which it must have ended
   * @param duration that it lasts (s)
   * @param sensor that the satellite must have
   * @param weight of having it
   */
  public record Task(
      String id,
      double latitude,
      double longitude,
      double altitude,
      int release,
      int due,
      int duration,
      String sensor,
      double weight) {}

  /** The weight of all tasks. */
  public double weight() {
    return tasks.stream().mapToDouble(Task::weight).sum();
  }
}
