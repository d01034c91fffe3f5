// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to simulate.
 *
 * @param from date of the first scene
 * @param to last possible date of a scene, at least a year after {@code from}
 * @param monitorFrom first day of the monitoring period, between {@code from} and {@code to}; three
 *     of four events are planted from here on
 * @param revisitDays days between scenes, 1..60; one Landsat has 16, two have 8
 * @param meanCloudCover share of the land under detected or undetected cloud, averaged over all
 *     scenes, 0..0.9
 * @param seed of everything random; the same seed gives the same files byte for byte
 * @param events changes to plant, 0..500; fewer are planted where the land has no room
 */
public record SimulationOptions(
    LocalDate from,
    LocalDate to,
    LocalDate monitorFrom,
    int revisitDays,
    double meanCloudCover,
    long seed,
    int events) {

  /** The most scenes of one series. */
  public static final int MAX_SCENES = 5000;

  public SimulationOptions {
    check(!to.isBefore(from.plusYears(1)), "to", to, "at least a year after " + from);
    check(
        monitorFrom.isAfter(from) && monitorFrom.isBefore(to),
        "monitorFrom",
        monitorFrom,
        "between " + from + " and " + to);
    check(revisitDays >= 1 && revisitDays <= 60, "revisitDays", revisitDays, "1 to 60");
    check(
        meanCloudCover >= 0 && meanCloudCover <= 0.9, "meanCloudCover", meanCloudCover, "0 to 0.9");
    check(events >= 0 && events <= 500, "events", events, "0 to 500");
    long scenes = ChronoUnit.DAYS.between(from, to) / revisitDays + 1;
    check(scenes <= MAX_SCENES, "number of scenes", scenes, "at most " + MAX_SCENES);
  }

  /** Eight years of one Landsat, the last three monitored, a third under cloud, 24 events. */
  public static SimulationOptions defaults() {
    return new SimulationOptions(
        LocalDate.of(2015, 1, 5),
        LocalDate.of(2022, 12, 31),
        LocalDate.of(2020, 1, 1),
        16,
        0.35,
        20_260_101,
        24);
  }

  /** Dates of the scenes, rising. */
  public List<LocalDate> dates() {
    return Stream.iterate(from, d -> !d.isAfter(to), d -> d.plusDays(revisitDays)).toList();
  }

  private static void check(boolean right, String name, Object value, String range) {
    if (!right) {
      throw new IllegalArgumentException(
          "simulation: " + name + " is " + value + ", it must be " + range);
    }
  }
}
