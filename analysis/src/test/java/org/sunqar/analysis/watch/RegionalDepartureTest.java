// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.alert.PixelChange.Strength;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.raster.geo.Grid;

/** What is common to the region, and what of a pixel's departures is left without it. */
class RegionalDepartureTest {

  private static final Grid GRID = TestScenes.utm(100, 100);
  private static final float NONE = Float.NaN;

  @Test
  void mediansAreThoseOfSortedDeparturesInAnyOrderOfParts() {
    Random random = new Random(6);
    float[] shifts = {0, -1.2f, 0.7f};
    float[][] departures = new float[shifts.length][901];
    RegionalDeparture whole = new RegionalDeparture(GRID, shifts.length);
    RegionalDeparture[] parts = new RegionalDeparture[7];
    Arrays.setAll(parts, i -> new RegionalDeparture(GRID, shifts.length));
    for (int date = 0; date < shifts.length; date++) {
      for (int i = 0; i < departures[date].length; i++) {
        float value = shifts[date] + (float) random.nextGaussian();
        departures[date][i] = value;
        whole.add(date, value);
        parts[random.nextInt(parts.length)].add(date, value);
        whole.add(date, NONE);
      }
      Arrays.sort(departures[date]);
    }
    RegionalDeparture sum = new RegionalDeparture(GRID, shifts.length);
    for (RegionalDeparture part : parts) {
      sum.add(part);
    }
    assertThat(sum.medians()).isEqualTo(whole.medians());
    for (int date = 0; date < shifts.length; date++) {
      assertThat(sum.medians()[date]).isCloseTo(departures[date][450], within(1 / 64f + 1e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "99, -1, 0", // too few to speak for a region
    "100, -1, -1",
    "100, -3.5, -2", // no more than the limit
    "100, 90, 2",
    "100, Infinity, 2",
    "100, -Infinity, -2",
  })
  void fewObservationsAndLargeShifts(int count, float departure, float median) {
    RegionalDeparture region = new RegionalDeparture(GRID, 2);
    for (int i = 0; i < count; i++) {
      region.add(1, departure);
    }
    assertThat(region.medians()).containsExactly(0, median);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "30, 20", "64, 64", "100, 80", "1000, 700", "5000, 3", "10980, 10980"})
  void theSampleIsSpreadOverTheGrid(int width, int height) {
    RegionalDeparture region = new RegionalDeparture(TestScenes.utm(width, height), 1);
    long pixels = 0;
    for (int row = 0; row < height; row++) {
      if (region.samplesRow(row)) {
        for (int col = 0; col < width; col++) {
          pixels += region.samples(col, row) ? 1 : 0;
        }
      }
    }
    long all = (long) width * height;
    assertThat(pixels).isBetween(Math.min(all, 1000), Math.min(all, 17_000));
  }

  @Test
  void aCandidateLosesWhatIsCommon() {
    float[] departures = {0, NONE, -3, -5, NONE, -5, -5.5f, 0.5f};
    float[] common = {0, 0, -1, 0, -2, 0, 0, 0};
    PixelChange change =
        candidate(departures).change(common, 40, AlertRule.defaults()).orElseThrow();
    assertThat(change.strength()).isEqualTo(Strength.SEED);
    assertThat(change.changeDate()).isEqualTo(43);
    assertThat(change.detectDate()).isEqualTo(45);
    assertThat(change.run()).isEqualTo(3);
    assertThat(change.lasting()).isEqualTo(0.75f);
    assertThat(change.size()).isEqualTo(-5);
    assertThat(change.magnitude()).isEqualTo(-5 * 0.02f);
    // with nothing in common the run begins a date earlier; with all in common nothing is left
    PixelChange whole =
        candidate(departures).change(new float[8], 40, AlertRule.defaults()).orElseThrow();
    assertThat(whole.changeDate()).isEqualTo(42);
    float[] everything = {0, 0, -3, -3, -2, -3, -3, 0};
    assertThat(candidate(departures).change(everything, 40, AlertRule.defaults()))
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 256",
    "-2.698, -691",
    "0.001, 0",
    "127.99, 32765",
    "500, 32767",
    "-500, -32767",
    "Infinity, 32767",
    "-Infinity, -32767",
    "NaN, -32768",
  })
  void departuresArePackedIntoShorts(float departure, short packed) {
    assertThat(Candidate.pack(departure)).isEqualTo(packed);
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 0 0, 0, -1", // nothing
    "-3 0 -3 0, 0, -1", // single outliers
    "-3 3 -3 3, 0, -1", // on changing sides
    "-3 -3 0 0, 2, 0",
    "-3 NaN -3 0, 2, 0", // gaps do not end a run
    "-3 -3 3 3, 2, 0", // of equal ones the first
    "-3 -3 3 3 3, 3, 2",
    "NaN NaN, 0, -1",
  })
  void longestRuns(String text, int run, int date) {
    String[] words = text.split(" ");
    float[] departures = new float[words.length];
    float[] block = new float[words.length * 16];
    Arrays.fill(block, NONE);
    for (int t = 0; t < words.length; t++) {
      departures[t] = Float.parseFloat(words[t]);
      block[t * 16 + 5] = departures[t];
    }
    BreakEvidence evidence = BreakEvidence.of(departures, new float[words.length]);
    assertThat(evidence.run()).isEqualTo(run);
    assertThat(evidence.runDate()).isEqualTo(date);
    int longest = BreakEvidence.longestRun(block, 5);
    assertThat(longest >= BreakEvidence.LEAST_RUN ? longest : 0).isEqualTo(run);
    assertThat(BreakEvidence.longestRun(block, 6)).isZero();
  }

  private static Candidate candidate(float[] departures) {
    short[] packed = new short[departures.length];
    for (int t = 0; t < packed.length; t++) {
      packed[t] = Candidate.pack(departures[t]);
    }
    return new Candidate(7, 9, 45, 0.02f, 6, packed);
  }
}
