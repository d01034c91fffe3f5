// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

class RegionalDepartureTest {

  @Test
  void medianOfADateIsThatOfItsDepartures() {
    Random random = new Random(5);
    RegionalDeparture region = new RegionalDeparture(grid(512, 512), 3);
    float[] values = new float[2001];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (-1.1 + random.nextGaussian());
      region.add(1, values[i]);
    }
    region.add(1, Float.NaN);
    Arrays.sort(values);
    float[] medians = region.medians();
    assertThat(medians[1]).isCloseTo(values[1000], within(1 / 32f));
    assertThat(medians[0]).isZero();
  }

  @Test
  void fewObservationsSayNothingAndTheCorrectionIsLimited() {
    RegionalDeparture region = new RegionalDeparture(grid(100, 100), 3);
    for (int i = 0; i < 99; i++) {
      region.add(0, -1);
    }
    for (int i = 0; i < 100; i++) {
      region.add(1, -30);
      region.add(2, 1e20f);
    }
    assertThat(region.medians())
        .containsExactly(0, -RegionalDeparture.LIMIT, RegionalDeparture.LIMIT);
  }

  @Test
  void partsAddUp() {
    Grid grid = grid(300, 200);
    RegionalDeparture whole = new RegionalDeparture(grid, 1);
    RegionalDeparture first = new RegionalDeparture(grid, 1);
    RegionalDeparture second = new RegionalDeparture(grid, 1);
    Random random = new Random(9);
    for (int i = 0; i < 500; i++) {
      float departure = (float) random.nextGaussian();
      whole.add(0, departure);
      (random.nextBoolean() ? first : second).add(0, departure);
    }
    second.add(first);
    assertThat(second.medians()).isEqualTo(whole.medians());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "30, 30, 900, 900", "512, 512, 3500, 5000", "10980, 10980, 3500, 5000"})
  void sampleHasAboutFourThousandPixels(int width, int height, int least, int most) {
    RegionalDeparture region = new RegionalDeparture(grid(width, height), 1);
    int count = 0;
    for (int row = 0; row < height; row++) {
      if (!region.samplesRow(row)) {
        continue;
      }
      for (int col = 0; col < width; col++) {
        count += region.samples(col, row) ? 1 : 0;
      }
    }
    assertThat(count).isBetween(least, most);
  }

  @Test
  void candidateKeepsItsDeparturesToAHundredthOfAScatter() {
    for (float departure : new float[] {0, -2.6979f, 3.14159f, -50, 127}) {
      assertThat(Candidate.pack(departure) / (float) Candidate.STEPS)
          .isCloseTo(departure, within(0.002f));
    }
    assertThat(Candidate.pack(Float.NaN)).isEqualTo(Candidate.NONE);
    assertThat(Candidate.pack(Float.NEGATIVE_INFINITY)).isEqualTo((short) (Short.MIN_VALUE + 1));
    assertThat(Candidate.pack(1e9f)).isEqualTo(Short.MAX_VALUE);
  }

  private static Grid grid(int width, int height) {
    return new Grid(Crs.ofEpsg(32636), Affine.northUp(600000, 8200000, 10, 10), width, height);
  }
}
