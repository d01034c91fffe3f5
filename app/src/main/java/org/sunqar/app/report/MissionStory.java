// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.geo.Bounds;

/**
 * What happened in the demo of a mission, for its report.
 *
 * @param start of the plan
 * @param end of what was simulated
 * @param land longitudes and latitudes of the watched land (degrees)
 * @param alerts each with what became of it
 * @param passes acquisitions for the alerts and for others, by time
 * @param satellites each with what it did
 * @param plans versions of the plan
 */
public record MissionStory(
    Instant start,
    Instant end,
    Bounds land,
    List<AlertTale> alerts,
    List<PassTale> passes,
    List<SatelliteTale> satellites,
    List<PlanTale> plans) {

  public MissionStory {
    alerts = List.copyOf(alerts);
    passes = List.copyOf(passes);
    satellites = List.copyOf(satellites);
    plans = List.copyOf(plans);
  }

  /**
   * An alert and its order.
   *
   * @param id of the alert
   * @param longitude of it (degrees)
   * @param latitude of it (degrees)
   * @param hectares its area when it was ordered
   * @param planted what is true: the kind of change that was planted there; empty: nothing was
   * @param order id of its order
   * @param tries images taken for it, in vain ones counted
   * @param satellite that took the image that counts; empty: none
   * @param taken when
   * @param cloud of that image, 0 to 1
   * @param outcome what the watch says in the end
   * @param hours from the order to that outcome, where it was reached
   */
  public record AlertTale(
      String id,
      double longitude,
      double latitude,
      double hectares,
      String planted,
      String order,
      int tries,
      String satellite,
      Optional<Instant> taken,
      Optional<Double> cloud,
      String outcome,
      Optional<Double> hours) {}

  /**
   * An acquisition.
   *
   * @param satellite id
   * @param request id
   * @param forAlert whether it was for an alert
   * @param time of it
   * @param received when it came down
   * @param cloud 0 to 1, where there is an image
   * @param outcome good, cloudy, not taken or lost
   * @param footprint longitudes and latitudes of its corners (degrees)
   */
  public record PassTale(
      String satellite,
      String request,
      boolean forAlert,
      Instant time,
      Optional<Instant> received,
      Optional<Double> cloud,
      Outcome outcome,
      List<double[]> footprint) {

    public PassTale {
      footprint = List.copyOf(footprint);
    }
  }

  /** What became of an acquisition. */
  public enum Outcome {
    GOOD,
    CLOUDY,
    NOT_TAKEN,
    LOST
  }

  /**
   * A satellite.
   *
   * @param id of it
   * @param name of it
   * @param failed when it was lost
   * @param downlinks start and end of each
   * @param lines of its telemetry, one in some
   */
  public record SatelliteTale(
      String id,
      String name,
      Optional<Instant> failed,
      List<Instant[]> downlinks,
      List<Line> lines) {

    public SatelliteTale {
      downlinks = List.copyOf(downlinks);
      lines = List.copyOf(lines);
    }
  }

  /**
   * A line of telemetry.
   *
   * @param time of it
   * @param memory used, 0 to 1
   * @param energy in the battery, 0 to 1
   */
  public record Line(Instant time, double memory, double energy) {}

  /**
   * A version of the plan.
   *
   * @param version from 1
   * @param made when
   * @param acquisitions in it
   * @param moved acquisitions of the version before that are elsewhere or gone
   * @param why it was made
   */
  public record PlanTale(int version, Instant made, int acquisitions, int moved, String why) {}
}
