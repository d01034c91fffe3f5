// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;
import org.sunqar.mission.orbit.ElementAge;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Horizon;
import org.sunqar.mission.orbit.Orbit;
import org.sunqar.mission.orbit.Time;

/**
 * The fast search against Orekit's event detectors. {@code bench/opportunities check} does it on
 * 2,000 pairs.
 */
class WindowSearchTest {

  private static final Earth EARTH = Earth.withoutOrientation();
  private static final Horizon DAY = Horizon.ofDays(Time.parse("2026-04-14"), 1);
  private static final Limits LIMITS =
      Limits.NONE.withOffNadir(Range.degrees(0, 35)).withSunElevation(Range.degrees(10, 90));

  @Test
  void equalsEventDetectors() {
    List<Satellite> satellites = DemoConstellation.read().satellites().subList(0, 3);
    OpportunitySearch search =
        new OpportunitySearch(EARTH, DAY, satellites, ElementAge.DEFAULT, CloudForecast.NONE);
    List<GroundPoint> points = points(new Random(5), 20);
    int windows = 0;
    for (Satellite satellite : satellites) {
      Orbit orbit = Orbit.read(satellite.orbit(), EARTH);
      double max = Math.min(Math.toRadians(35), satellite.platform().agility().maxOffNadir());
      List<Window> expected =
          new DetectorSearch(EARTH, DAY, max, Math.toRadians(10)).find(orbit, points);
      List<Window> found = search.windows(satellite, camera(satellite), points, LIMITS);
      WindowComparison comparison = WindowComparison.of(expected, found);
      assertThat(comparison.longestMissed()).isLessThan(3);
      assertThat(comparison.longestExtra()).isLessThan(3);
      assertThat(comparison.largestDifference()).isLessThan(0.05);
      windows += comparison.matched();
    }
    assertThat(windows).isGreaterThan(12);
  }

  static OpportunitySearch.Camera camera(Satellite satellite) {
    return OpportunitySearch.Camera.finest(satellite.instruments().getFirst());
  }

  /** All over the globe, with the poles and the antimeridian. */
  private static List<GroundPoint> points(Random random, int count) {
    List<GroundPoint> points = new ArrayList<>();
    points.add(GroundPoint.ofDegrees(0, 90, 0));
    points.add(GroundPoint.ofDegrees(180, -67, 0));
    points.add(GroundPoint.ofDegrees(-179.99, 65, 0));
    while (points.size() < count) {
      points.add(
          GroundPoint.ofDegrees(
              360 * random.nextDouble() - 180,
              Math.toDegrees(Math.asin(2 * random.nextDouble() - 1)),
              4000 * random.nextDouble()));
    }
    return points;
  }
}
