// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.access.DetectorSearch;
import org.sunqar.mission.access.Limits;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.access.Range;
import org.sunqar.mission.access.Target;
import org.sunqar.mission.access.Window;
import org.sunqar.mission.access.WindowComparison;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.orbit.Time;

/**
 * Opportunities of 4 satellites and 1,000 targets in Kazakhstan, Mongolia and Congo over 7 days,
 * with views and footprints: CPU time of the process, the first search from the start of the JVM.
 * With {@code check}: windows of 2,000 sampled pairs of satellite and target against Orekit's event
 * detectors.
 */
public final class OpportunityBenchmark {

  private static final double NANO = 1e-9;
  private static final int SATELLITES = 4;
  private static final double MAX_OFF_NADIR = 30;
  private static final double MIN_SUN = 10;
  private static final Limits LIMITS =
      Limits.NONE
          .withOffNadir(Range.degrees(0, MAX_OFF_NADIR))
          .withSunElevation(Range.degrees(MIN_SUN, 90));

  private OpportunityBenchmark() {}

  /**
   * Runs the benchmark.
   *
   * @param arguments "check" and the number of pairs, or the number of searches
   */
  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("check")) {
      check(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000);
      return;
    }
    int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    Earth earth = Earth.withoutOrientation();
    List<Satellite> satellites = satellites();
    List<Target> targets = targets(1000);
    double before = 0;
    for (int run = 0; run < runs; run++) {
      int found = search(earth, satellites, targets);
      double now = cpu();
      System.out.printf(
          Locale.ROOT,
          "%s: %.3f CPU-s, %d opportunities%n",
          run == 0 ? "cold, from the start of the JVM" : "search " + (run + 1),
          now - before,
          found);
      before = now;
    }
  }

  private static double cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        * NANO;
  }

  private static int search(Earth earth, List<Satellite> satellites, List<Target> targets) {
    OpportunitySearch search = search(earth, satellites);
    int found = 0;
    for (Satellite satellite : satellites) {
      found += search.find(satellite, camera(satellite), targets, LIMITS).size();
    }
    return found;
  }

  private static OpportunitySearch search(Earth earth, List<Satellite> satellites) {
    return new OpportunitySearch(earth, week(), satellites, ElementAge.DEFAULT, CloudForecast.NONE);
  }

  private static Horizon week() {
    return Horizon.ofDays(Time.parse("2026-04-14"), 7);
  }

  private static OpportunitySearch.Camera camera(Satellite satellite) {
    return OpportunitySearch.Camera.finest(satellite.instruments().getFirst());
  }

  private static List<Satellite> satellites() {
    return DemoConstellation.read().satellites().subList(0, SATELLITES);
  }

  private static List<Target> targets(int count) {
    Random random = new Random(7);
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      GroundPoint place;
      if (i % 2 == 0) {
        place = GroundPoint.ofDegrees(46.5 + 41 * x, 40.5 + 15 * y, 0);
      } else if (i % 4 == 1) {
        place = GroundPoint.ofDegrees(87.7 + 32 * x, 41.5 + 10.5 * y, 0);
      } else {
        place = GroundPoint.ofDegrees(11 + 7.6 * x, -5 + 8.5 * y, 0);
      }
      targets.add(new Target("t" + i, place));
    }
    return targets;
  }

  private static void check(int pairs) {
    Earth earth = Earth.withoutOrientation();
    List<Satellite> satellites = satellites();
    List<GroundPoint> points = targets(pairs / SATELLITES).stream().map(Target::place).toList();
    OpportunitySearch search = search(earth, satellites);
    for (Satellite satellite : satellites) {
      List<Window> found = search.windows(satellite, camera(satellite), points, LIMITS);
      List<Window> expected =
          new DetectorSearch(earth, week(), Math.toRadians(MAX_OFF_NADIR), Math.toRadians(MIN_SUN))
              .find(Orbit.read(satellite.orbit(), earth), points);
      WindowComparison c = WindowComparison.of(expected, found);
      System.out.printf(
          Locale.ROOT,
          "%s: %d windows equal, largest difference %.2f ms; %d missed, longest %.2f s; %d extra,"
              + " longest %.2f s%n",
          satellite.id(),
          c.matched(),
          c.largestDifference() * 1000,
          c.missed(),
          c.longestMissed(),
          c.extra(),
          c.longestExtra());
    }
  }
}
