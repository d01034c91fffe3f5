// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.WindowDifferenceOptions.Comparison;

/** Two windows of a series, by hand and by properties. */
class WindowDifferenceTest {

  private static final double ANY = Double.POSITIVE_INFINITY;

  /** Before the start 5, 1, 2, 9, 3; from it on 8, 10, 6; a day each. */
  private static final Series SERIES =
      new Series(
          "x",
          365,
          2020,
          days(0, 10, 20, 30, 40, 50, 60, 70),
          new double[] {5, 1, 2, 9, 3, 8, 10, 6});

  @ParameterizedTest
  @CsvSource({
    // compare, before, after | before, after, scatter, observations of both, first and last day
    "MEDIAN,  Infinity, Infinity, 3, 8, 2, 5, 3, 0, 70", // deviations 0 1 2 2 6
    "NEAREST, Infinity, Infinity, 3, 8, 2, 5, 3, 40, 50",
    "MEDIAN,  30, 10,             3, 9, 1, 3, 2, 20, 60", // 2 9 3: deviations 0 1 6
    "NEAREST, 30, 10,             3, 8, 1, 3, 2, 40, 50",
    "MEDIAN,  10, 5,              3, 8, NaN, 1, 1, 40, 50",
    "MEDIAN,  5, 5,               NaN, 8, NaN, 0, 1, NaN, 50",
    "NEAREST, 5, 5,               NaN, 8, NaN, 0, 1, NaN, 50",
  })
  void windows(
      Comparison compare,
      double beforeDays,
      double afterDays,
      double before,
      double after,
      double deviation,
      int countBefore,
      int countAfter,
      double firstDay,
      double lastDay) {
    WindowDifference found =
        WindowDifference.of(
            SERIES,
            2020 + 50 / 365.0,
            new WindowDifferenceOptions(compare, beforeDays, afterDays, 3));
    assertThat(found)
        .isEqualTo(
            new WindowDifference(
                before,
                after,
                1.4826 * deviation,
                2020 + firstDay / 365,
                2020 + lastDay / 365,
                countBefore,
                countAfter));
    assertThat(Double.valueOf(found.z())) // boxed: NaN is equal to NaN
        .isEqualTo(Double.valueOf((after - before) / (1.4826 * deviation)));
  }

  @Test
  void scalesWithTheValuesAndIsBlindToTheirOrigin() {
    Random random = new Random(8);
    double[] times = new double[60];
    double[] values = new double[60];
    double[] other = new double[60];
    for (int i = 0; i < 60; i++) {
      times[i] = 2018 + i / 20.0;
      values[i] = random.nextGaussian() + (i >= 40 ? 20 : 0);
      other[i] = 7 - 0.25 * values[i];
    }
    WindowDifference one = at2020(times, values);
    WindowDifference two = at2020(times, other);
    assertThat(two.z()).isCloseTo(-one.z(), within(1e-9));
    assertThat(one.z()).isGreaterThan(15);
    assertThat(one.difference()).isCloseTo(20, within(1.0));
  }

  private static WindowDifference at2020(double[] times, double[] values) {
    return WindowDifference.of(
        new Series("x", 20, 2018, times, values), 2020, WindowDifferenceOptions.DEFAULT);
  }

  @Test
  void theRowSaysWhatIsMissing() {
    SeriesMethod.Detector<MonitoredSeries> detector =
        new WindowDifferenceMethod(WindowDifferenceOptions.DEFAULT).detector();
    assertThat(detector.detect(new MonitoredSeries(SERIES, 2019)).text())
        .startsWith("x,error,no observation before the start,NA,5.5,NA,NA,NA,NA,2020.19")
        .endsWith(",0,8\n");
    assertThat(detector.detect(new MonitoredSeries(SERIES, 2021)).text())
        .startsWith("x,error,no observation after the start,5.5,NA,NA,");
    Series flat = new Series("f", 1, 2000, new double[] {0, 1, 2, 3}, new double[] {4, 4, 4, 9});
    SeriesMethod.Rows rows = detector.detect(new MonitoredSeries(flat, 3));
    assertThat(rows.text())
        .isEqualTo(
            "f,error,the observations before the start do not scatter,4.0,9.0,5.0,0.0,NA,0.0,3.0,"
                + "3,1\n");
    assertThat(rows.failed()).isTrue();
    assertThat(detector.detect(new MonitoredSeries(SERIES, 2020 + 50 / 365.0)).changed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 3", "1, NaN, 3", "1, 1, 0.5", "1, 1, 101"})
  void settingsAreChecked(double before, double after, double threshold) {
    assertThatThrownBy(
            () -> new WindowDifferenceOptions(Comparison.MEDIAN, before, after, threshold))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(", not ");
    assertThat(new WindowDifferenceOptions(Comparison.MEDIAN, ANY, ANY, 3))
        .isEqualTo(WindowDifferenceOptions.DEFAULT);
  }

  private static double[] days(int... days) {
    double[] times = new double[days.length];
    for (int i = 0; i < days.length; i++) {
      times[i] = 2020 + (double) days[i] / 365;
    }
    return times;
  }
}
