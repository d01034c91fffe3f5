// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;

/** Quantiles, geometric median, medoid, best date, and gaps filled. */
class CompositesTest {

  @Test
  void quantilesAreThoseOfNumpy() throws IOException {
    Map<String, List<String[]>> observations = GoldenSeries.observations();
    for (String[] row : GoldenSeries.rows("expect_median.csv")) {
      Quantiles values =
          new Quantiles(
              GoldenSeries.of(observations, row[0]).stream()
                  .mapToDouble(observation -> Double.parseDouble(observation[3]))
                  .toArray());
      assertThat(
              new double[] {
                values.median(),
                values.of(0.25),
                values.of(0.75),
                values.of(1),
                values.medianAbsoluteDeviation()
              })
          .as(row[0])
          .containsExactly(
              Arrays.stream(row).skip(1).mapToDouble(Double::parseDouble).toArray(), within(1e-15));
    }
  }

  @Test
  void quantilesOfNothingAndOfOne() {
    assertThat(new Quantiles(new double[] {Double.NaN}).median()).isNaN();
    assertThat(new Quantiles(new double[] {3, Double.NaN}).of(0.9)).isEqualTo(3);
    assertThat(new Quantiles(new double[] {2, 4, 9}).mean()).isEqualTo(5);
    assertThat(new Quantiles(new double[] {2, 4, 9}).standardDeviation()).isEqualTo(Math.sqrt(13));
  }

  /** No other point has a smaller sum of distances: the gradient is 0, or below the hold of 1. */
  @ParameterizedTest
  @CsvSource({"1, 7", "2, 12", "6, 60", "10, 33"})
  void theGeometricMedianIsWhereForcesBalance(int bands, int dates) {
    double[][] spectra = spectra(new Random(bands), bands, dates, 0.2);
    GeometricMedian result =
        new GeometricMedian(spectra, new GeometricMedianOptions(1e-7, 100_000));
    double[] median = result.median();
    double[] force = new double[bands];
    int met = 0;
    for (double[] spectrum : spectra) {
      double distance = 0;
      for (int b = 0; b < bands; b++) {
        distance += (spectrum[b] - median[b]) * (spectrum[b] - median[b]);
      }
      if (distance < 1e-12) {
        met++;
      } else if (!Double.isNaN(distance)) {
        for (int b = 0; b < bands; b++) {
          force[b] += (spectrum[b] - median[b]) / Math.sqrt(distance);
        }
      }
    }
    double length = Math.sqrt(Arrays.stream(force).map(f -> f * f).sum());
    assertThat(length).isLessThan(met + 0.01);
  }

  /**
   * By hand: four corners of a square and its middle. All forces cancel in the middle; the
   * distances are 0 and four times 0.1 * sqrt(2).
   */
  @Test
  void theMiddleOfASquare() {
    double[][] square = {{0.2, 0.2}, {0.4, 0.2}, {0.2, 0.4}, {0.4, 0.4}, {0.3, 0.3}};
    GeometricMedian result = new GeometricMedian(square, GeometricMedianOptions.DEFAULT);
    assertThat(result.median()).containsExactly(new double[] {0.3, 0.3}, within(1e-9));
    assertThat(result.emad()).isCloseTo(0.1 * Math.sqrt(2), within(1e-9));
    // cosine of (0.2, 0.4) with (0.3, 0.3) is 3 / sqrt(10); the middle three are 0
    assertThat(result.smad()).isCloseTo(0, within(1e-9));
    // 0, two times 0.2 / 1.2, 0.2 / 1.0, 0.2 / 1.4
    assertThat(result.bcmad()).isCloseTo(0.2 / 1.2, within(1e-9));
    assertThat(Medoid.of(square)).hasValue(4);
  }

  /** The middle value of three on a line is met, and holds. */
  @Test
  void anObservationThatIsMetHolds() {
    double[][] line = {{1, 1}, {2, 2}, {3, 3}, {Double.NaN, 7}};
    GeometricMedian result = new GeometricMedian(line, GeometricMedianOptions.DEFAULT);
    assertThat(result.observations()).isEqualTo(3);
    assertThat(result.median()).containsExactly(new double[] {2, 2}, within(1e-12));
    double[][] none = {{Double.NaN, 7}};
    assertThat(new GeometricMedian(none, GeometricMedianOptions.DEFAULT).median())
        .containsOnly(Double.NaN);
    assertThat(Medoid.of(none)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 9", "3, 4", "6, 60", "7, 100"})
  void blocksAgreeWithThePixels(int bands, int dates) {
    Random random = new Random(dates);
    float[][] values = new float[bands][dates * 16 + 1];
    double[][][] pixels = new double[16][][];
    for (int p = 0; p < 16; p++) {
      pixels[p] = spectra(random, bands, dates, p == 0 ? 1 : 0.06 * p);
      for (int t = 0; t < dates; t++) {
        for (int b = 0; b < bands; b++) {
          values[b][1 + t * 16 + p] = (float) pixels[p][t][b];
        }
      }
    }
    for (boolean vectorised : new boolean[] {false, true}) {
      float[] out = new float[(bands + GeometricMedianBlock.SCATTERS) * 16];
      int[] count = new int[16];
      int[] medoids = new int[16];
      new GeometricMedianBlock(bands, dates, GeometricMedianOptions.DEFAULT, vectorised)
          .run(values, 1, out, count);
      new MedoidBlock(bands, dates, vectorised).run(values, 1, medoids);
      for (int p = 0; p < 16; p++) {
        GeometricMedian expected =
            new GeometricMedian(pixels[p], new GeometricMedianOptions(1e-7, 10_000));
        assertThat(count[p]).isEqualTo(expected.observations());
        double[] median = expected.median();
        for (int b = 0; b < bands; b++) {
          near(out[b * 16 + p], median[b], 2e-5);
        }
        near(out[bands * 16 + p], expected.emad(), 5e-5);
        near(out[(bands + 1) * 16 + p], expected.smad(), 5e-5);
        near(out[(bands + 2) * 16 + p], expected.bcmad(), 1e-4);
        if (count[p] == 0) {
          assertThat(medoids[p]).isEqualTo(-1);
        } else {
          double least = Medoid.sumOfDistances(pixels[p], Medoid.of(pixels[p]).orElseThrow());
          assertThat(Medoid.sumOfDistances(pixels[p], medoids[p]))
              .isCloseTo(least, within(1e-5 * least));
        }
      }
    }
  }

  /** What a pixel gets does not depend on those beside it. */
  @Test
  void lanesAreAlone() {
    float[][] values = new float[2][30 * 16];
    double[][] pixel = spectra(new Random(3), 2, 30, 0.3);
    double[][] other = spectra(new Random(4), 2, 30, 0.1);
    for (int t = 0; t < 30; t++) {
      for (int p = 0; p < 16; p++) {
        for (int b = 0; b < 2; b++) {
          values[b][t * 16 + p] = (float) (p % 3 == 0 ? pixel[t][b] : other[t][b] * p);
        }
      }
    }
    float[] out = new float[5 * 16];
    new GeometricMedianBlock(2, 30, GeometricMedianOptions.DEFAULT)
        .run(values, 0, out, new int[16]);
    for (int b = 0; b < 5; b++) {
      for (int p = 3; p < 16; p += 3) {
        assertThat(out[b * 16 + p]).isEqualTo(out[b * 16]);
      }
    }
  }

  @Test
  void theBestDate() {
    assertThat(BestDate.greatest(new double[] {0.1, Double.NaN, 0.5, 0.5})).hasValue(2);
    assertThat(BestDate.least(new double[] {30, 2, Double.NaN})).hasValue(1);
    assertThat(BestDate.greatest(new double[] {Double.NaN})).isEmpty();
    float[] values = new float[3 * 16];
    Arrays.fill(values, Float.NaN);
    values[0] = 0.2f;
    values[16] = 0.6f;
    values[32] = 0.4f;
    values[33] = -0.3f;
    int[] chosen = new int[16];
    BestDate.greatest(values, 0, 3, chosen);
    assertThat(chosen).startsWith(1, 2, -1);
    float[] taken = new float[16];
    BestDate.take(values, 0, chosen, taken, 0);
    assertThat(taken).startsWith(0.6f, -0.3f, Float.NaN);
    BestDate.leastCloudy(values, 0, new double[] {80, 40, 10}, chosen);
    assertThat(chosen).startsWith(2, 2, -1);
  }

  @Test
  void gapsAreFilledByLines() {
    double n = Double.NaN;
    double[] values = {n, 1, n, n, 4, 5, n};
    LinearFill.fill(values, false);
    assertThat(values).containsExactly(n, 1, 2, 3, 4, 5, n);
    LinearFill.fill(values, true);
    assertThat(values).containsExactly(1, 1, 2, 3, 4, 5, 5);
    float[] block = new float[7 * 16];
    Arrays.fill(block, Float.NaN);
    block[16 + 3] = 1;
    block[4 * 16 + 3] = 4;
    LinearFill.fill(block, 0, 7, false);
    assertThat(new float[] {block[3], block[16 + 3], block[32 + 3], block[64 + 3], block[80 + 3]})
        .containsExactly(Float.NaN, 1, 2, 4, Float.NaN);
    LinearFill.fill(block, 0, 7, true);
    assertThat(new float[] {block[3], block[80 + 3], block[2]}).containsExactly(1, 4, Float.NaN);
  }

  @Test
  void settingsOutOfRange() {
    assertThatThrownBy(() -> new GeometricMedianOptions(0, 10))
        .isInstanceOf(AnalysisException.class);
    assertThatThrownBy(() -> new MedoidBlock(3, 100_000)).isInstanceOf(AnalysisException.class);
  }

  private static void near(float value, double expected, double tolerance) {
    if (Double.isNaN(expected)) {
      assertThat(value).isNaN();
    } else {
      assertThat((double) value).isCloseTo(expected, within(tolerance));
    }
  }

  /** Reflectances about a spectrum, with haze on some dates, and a share of them missing. */
  private static double[][] spectra(Random random, int bands, int dates, double missing) {
    double[][] spectra = new double[dates][bands];
    for (double[] spectrum : spectra) {
      double haze = random.nextDouble() < 0.1 ? 0.2 * random.nextDouble() : 0;
      boolean gone = random.nextDouble() < missing;
      for (int b = 0; b < bands; b++) {
        spectrum[b] =
            gone ? Double.NaN : (float) (0.1 + 0.05 * b + haze + 0.02 * random.nextGaussian());
      }
    }
    return spectra;
  }
}
