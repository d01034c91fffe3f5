// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

  private static final BaseScene BASE = SampleLand.of(200, 160);
  private static final Simulation SIMULATION = Simulation.of(BASE, SimulationOptions.defaults());

  @Test
  void defaultsArePinned() {
    SimulationOptions options = SimulationOptions.defaults();
    assertThat(options.dates()).hasSize(183).startsWith(LocalDate.of(2015, 1, 5));
    assertThat(options.monitorFrom()).isEqualTo("2020-01-01");
    assertThat(options.events()).isEqualTo(24);
    assertThat(options.meanCloudCover()).isEqualTo(0.35);
  }

  @ParameterizedTest
  @CsvSource({
    "2015-01-01, 2015-06-01, 2015-03-01, 16, 0.3, 4, to is 2015-06-01",
    "2015-01-01, 2018-01-01, 2014-01-01, 16, 0.3, 4, monitorFrom is 2014-01-01",
    "2015-01-01, 2018-01-01, 2017-01-01, 0, 0.3, 4, revisitDays is 0",
    "2015-01-01, 2018-01-01, 2017-01-01, 16, NaN, 4, meanCloudCover is NaN",
    "2015-01-01, 2018-01-01, 2017-01-01, 16, 0.3, 501, events is 501",
    "1900-01-01, 2018-01-01, 2017-01-01, 1, 0.3, 4, number of scenes is 43100",
  })
  void refusesOptionsOutOfRange(
      LocalDate from,
      LocalDate to,
      LocalDate monitor,
      int days,
      double cover,
      int events,
      String message) {
    assertThatThrownBy(() -> new SimulationOptions(from, to, monitor, days, cover, 1, events))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void scenesDependOnNothingButSeedAndIndex() {
    Simulation again = Simulation.of(SampleLand.of(200, 160), SimulationOptions.defaults());
    List<Integer> backwards =
        IntStream.range(0, 20).mapToObj(i -> 19 - i).parallel().map(i -> hash(again, i)).toList();
    List<Integer> forwards = IntStream.range(0, 20).mapToObj(i -> hash(SIMULATION, i)).toList();
    assertThat(backwards.reversed()).isEqualTo(forwards);
    assertThat(forwards).doesNotHaveDuplicates();
    SimulationOptions d = SimulationOptions.defaults();
    Simulation other =
        Simulation.of(
            BASE,
            new SimulationOptions(
                d.from(), d.to(), d.monitorFrom(), 16, d.meanCloudCover(), 5, d.events()));
    assertThat(hash(other, 0)).isNotEqualTo(hash(SIMULATION, 0));
  }

  private static int hash(Simulation simulation, int index) {
    SimulatedScene scene = simulation.scene(index);
    return 31 * Arrays.deepHashCode(scene.reflectance()) + Arrays.hashCode(scene.mask());
  }

  @Test
  void withoutAnomalyAndEventsTheLandEqualsTheBaseSceneOnItsDayOfTheYear() {
    Landscape landscape = new Landscape(BASE, SimulationOptions.defaults());
    LocalDate day = LocalDate.of(2017, 8, 4);
    float[][] land = landscape.reflectance(day);
    double allowed = Math.abs(landscape.anomaly(day)) * 0.45 + 1e-3;
    for (int b = 0; b < 6; b++) {
      for (int i = 0; i < land[b].length; i++) {
        if (BASE.hasData(i)) {
          assertThat((double) land[b][i]).isCloseTo(BASE.reflectance()[b][i], within(allowed));
        } else {
          assertThat(land[b][i]).isNaN();
        }
      }
    }
  }

  @Test
  void grassHasSeasonsAndForestHardly() {
    double[] grass = yearOfNdvi(10, 100);
    double[] forest = yearOfNdvi(10, 40);
    assertThat(grass[1] - grass[0]).isBetween(0.15, 0.7);
    assertThat(forest[1] - forest[0]).isBetween(0.005, 0.15);
  }

  /** Least and greatest NDVI of a pixel over the year 2016. */
  private static double[] yearOfNdvi(int x, int y) {
    Landscape landscape = new Landscape(BASE, SimulationOptions.defaults());
    int i = y * 200 + x;
    double[] ndvi =
        IntStream.rangeClosed(1, 12)
            .mapToObj(m -> landscape.reflectance(LocalDate.of(2016, m, 15)))
            .mapToDouble(bands -> ndvi(bands, i))
            .sorted()
            .toArray();
    return new double[] {ndvi[0], ndvi[11]};
  }

  @Test
  void plantsMostEventsInTheMonitoringPeriodAndOnlyWhereTheyMakeSense() {
    List<PlantedEvent> events = SIMULATION.events();
    assertThat(events).hasSize(24);
    long monitored =
        events.stream().filter(e -> !e.date().isBefore(LocalDate.of(2020, 1, 1))).count();
    assertThat(monitored).isBetween(15L, 20L);
    Landscape landscape = new Landscape(BASE, SimulationOptions.defaults());
    BitSet all = new BitSet();
    for (PlantedEvent event : events) {
      assertThat(event.areaHectares(900)).isBetween(0.5, 6.1);
      assertThat(all.intersects(event.pixels())).isFalse();
      all.or(event.pixels());
      event.pixels().stream()
          .forEach(i -> {
            assertThat(landscape.isLand(i)).isTrue();
            assertThat(landscape.greenness(i)).isGreaterThan(0.1f);
          });
    }
    assertThat(events.stream().map(PlantedEvent::type).distinct()).hasSize(4);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void eventsChangeTheLandFromTheirDateOn(EventType type) {
    for (PlantedEvent event : SIMULATION.events()) {
      if (event.type() != type) {
        continue;
      }
      double before = meanNdvi(event, event.date().minusDays(1));
      double after = meanNdvi(event, event.date());
      double yearLater = meanNdvi(event, min(event.date().plusDays(365), "2022-12-31"));
      switch (type) {
        case CLEARING, FIRE, BUILDING -> assertThat(before - after).isGreaterThan(0.1);
        case GRADUAL_LOSS -> {
          assertThat(before - after).isBetween(-0.01, 0.02);
          assertThat(before - yearLater).isGreaterThan(0.02);
        }
      }
    }
  }

  private static LocalDate min(LocalDate day, String limit) {
    return day.isBefore(LocalDate.parse(limit)) ? day : LocalDate.parse(limit);
  }

  @ParameterizedTest
  @CsvSource({
    "CLEARING, 0.9, 0.9, 0.9, 0.64",
    "FIRE, 0.8, 0.8, 0.229, 0.019",
    "GRADUAL_LOSS, 0.8, 0, 0.4, 0.8",
    "BUILDING, 0.9, 0.9, 0.9, 0.9",
  })
  void recoveryFollowsTheFormulas(
      EventType type, double severity, double atOnce, double afterOneYear, double afterThree) {
    assertThat(type.coverAfter(0, severity)).isCloseTo(atOnce, within(0.005));
    assertThat(type.coverAfter(1, severity)).isCloseTo(afterOneYear, within(0.005));
    assertThat(type.coverAfter(3, severity)).isCloseTo(afterThree, within(0.01));
  }

  private static double meanNdvi(PlantedEvent event, LocalDate day) {
    float[][] land = SIMULATION.reflectance(day);
    return event.pixels().stream().mapToDouble(i -> ndvi(land, i)).average().orElseThrow();
  }

  private static double ndvi(float[][] bands, int i) {
    return (bands[3][i] - bands[2][i]) / (bands[3][i] + bands[2][i]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.35, 0.6})
  void cloudsCoverWhatWasAskedForOnAverage(double cover) {
    SimulationOptions options =
        new SimulationOptions(
            LocalDate.of(2015, 1, 5),
            LocalDate.of(2018, 1, 5),
            LocalDate.of(2017, 1, 1),
            16,
            cover,
            3,
            0);
    Simulation simulation = Simulation.of(BASE, options);
    double cloud = 0;
    for (int k = 0; k < simulation.dates().size(); k++) {
      int covered = 0;
      for (float opacity : simulation.scene(k).opacity()) {
        covered += opacity >= 0.25f ? 1 : 0;
      }
      cloud += (double) covered / BASE.pixels();
    }
    assertThat(cloud / simulation.dates().size()).isCloseTo(cover, within(0.01));
  }

  @Test
  void theMaskSeesThickCloudAlwaysAndMissesALittle() {
    long thick = 0;
    long thickSeen = 0;
    long calledClear = 0;
    long hazy = 0;
    long shadows = 0;
    for (int k = 0; k < 60; k++) {
      SimulatedScene scene = SIMULATION.scene(k);
      for (int i = 0; i < scene.mask().length; i++) {
        thick += scene.opacity()[i] >= 0.6f ? 1 : 0;
        thickSeen += scene.opacity()[i] >= 0.6f && scene.mask()[i] == 1 ? 1 : 0;
        calledClear += scene.mask()[i] == 0 ? 1 : 0;
        hazy += scene.mask()[i] == 0 && scene.opacity()[i] > 0.05f ? 1 : 0;
        shadows += scene.mask()[i] == 2 ? 1 : 0;
      }
    }
    assertThat(thickSeen).isEqualTo(thick).isPositive();
    assertThat((double) hazy / calledClear).isBetween(0.005, 0.05);
    assertThat(shadows).isPositive();
  }

  @Test
  void clearScenesDifferFromTheLandByNoiseHazeAndHalfAPixel() {
    SimulationOptions options =
        new SimulationOptions(
            LocalDate.of(2015, 1, 5),
            LocalDate.of(2016, 12, 1),
            LocalDate.of(2016, 1, 1),
            16,
            0,
            11,
            2);
    Simulation simulation = Simulation.of(BASE, options);
    for (int k = 0; k < simulation.dates().size(); k++) {
      SimulatedScene scene = simulation.scene(k);
      assertThat(Math.abs(scene.shiftCols())).isLessThanOrEqualTo(0.5);
      assertThat(Math.abs(scene.shiftRows())).isLessThanOrEqualTo(0.5);
      assertThat(scene.mask()).containsOnly(0);
      float[] land = simulation.reflectance(scene.date())[3];
      double sum = 0;
      int i = 60 * 200 + 60; // inside the forest, where a shift changes little
      for (int n = 0; n < 40; n++) {
        sum += scene.reflectance()[3][i + n] - land[i + n];
      }
      assertThat(sum / 40).isCloseTo(0, within(0.03));
    }
  }

  @Test
  void shadowsLieAwayFromTheSun() {
    double[] tropics = Sky.sunVector(LocalDate.of(2020, 3, 21), 0);
    assertThat(tropics[0]).isCloseTo(0.5, within(0.01)); // 10:00 at the equinox: 30 degrees east
    assertThat(tropics[2]).isCloseTo(Math.cos(Math.toRadians(30)), within(0.01));
    double[] north = Sky.sunVector(LocalDate.of(2020, 12, 21), 50);
    assertThat(north[1]).isNegative(); // the winter sun stands in the south
    Sky sky = new Sky(BASE, SimulationOptions.defaults());
    int[] offset = sky.shadowOffset(0);
    assertThat(offset[0]).isNegative(); // morning: shadows fall to the west
  }

  @Test
  void fieldsAreExceededByTheShareAskedFor() {
    float[] field = NoiseField.of(Draws.of(4, 4), 300, 200, 60, 5);
    for (double share : new double[] {0.02, 0.35, 0.9}) {
      float edge = NoiseField.exceededBy(field, share);
      long above = IntStream.range(0, field.length).filter(i -> field[i] > edge).count();
      assertThat((double) above / field.length).isCloseTo(share, within(0.003));
    }
    assertThat(NoiseField.exceededBy(field, 0)).isGreaterThanOrEqualTo(1f);
  }

  @Test
  void roughNormalsHaveMeanZeroAndVarianceOne() {
    Draws draws = Draws.of(1, 2);
    double[] values = IntStream.range(0, 200_000).mapToDouble(draws::roughNormal).toArray();
    assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(0, within(0.01));
    assertThat(Arrays.stream(values).map(v -> v * v).average().orElseThrow())
        .isCloseTo(1, within(0.01));
  }
}
