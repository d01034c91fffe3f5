// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

class TrueSkyTest {

  private static final Time START = Time.parse("2026-04-14T00:00:00Z");

  /** Fractions of 300 images of 14 km, anywhere within 20 days. */
  private static double[] fractions(double forecast, long seed) {
    CloudForecast constant = (place, time) -> OptionalDouble.of(forecast);
    TrueSky sky = new TrueSky(constant, 0, seed);
    SplittableRandom random = new SplittableRandom(7);
    return IntStream.range(0, 300)
        .mapToDouble(i -> {
          double east = random.nextDouble(-180, 179);
          double north = random.nextDouble(-60, 60);
          return sky.fraction(square(east, north), START.plus(random.nextDouble(20 * 86_400)));
        })
        .toArray();
  }

  private static List<GroundPoint> square(double east, double north) {
    return List.of(
        GroundPoint.ofDegrees(east, north, 0),
        GroundPoint.ofDegrees(east + 0.15, north, 0),
        GroundPoint.ofDegrees(east + 0.15, north + 0.12, 0),
        GroundPoint.ofDegrees(east, north + 0.12, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.8})
  void cloudsComeTrueAsOftenAsForecast(double forecast) {
    double[] fractions = fractions(forecast, 3);
    assertThat(IntStream.range(0, fractions.length).mapToDouble(i -> fractions[i]).average())
        .hasValueCloseTo(forecast, within(0.05));
    assertThat(IntStream.range(0, 300)).allMatch(i -> fractions[i] >= 0 && fractions[i] <= 1);
  }

  @Test
  void imagesAreMostlyClearOrMostlyCovered() {
    double[] fractions = fractions(0.5, 3);
    long between = IntStream.range(0, 300).filter(i -> Math.abs(fractions[i] - 0.5) < 0.4).count();
    assertThat(between).isLessThan(150);
  }

  @Test
  void certainForecastsComeTrueAndOtherSeedsGiveOtherClouds() {
    assertThat(fractions(0, 1)).containsOnly(0);
    assertThat(fractions(1, 1)).containsOnly(1);
    assertThat(fractions(0.5, 1)).isEqualTo(fractions(0.5, 1)).isNotEqualTo(fractions(0.5, 2));
  }
}
