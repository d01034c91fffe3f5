// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;

/**
 * Trends, distributions and indices. Expected numbers: scipy 1.10 (stats.theilslopes, gamma, norm),
 * and the definitions written out in numpy with scipy's ranks.
 */
class TrendsTest {

  private static final double NA = Double.NaN;

  private static final double[] YEARLY = {
    0.47, 0.5, 0.6, 0.56, 0.46, 0.55, 0.53, 0.58, 0.5, 0.6, 0.61, 0.69, 0.64, 0.66, 0.57, 0.76,
    0.56, 0.73, 0.66, 0.65, 0.67, 0.68, 0.74, 0.72
  };

  private static final double[][] SEASONS = {
    {0.8, 2.5, -0.8, 1.3, -0.2, 0.3, -0.9, -0.8, 0.0, -0.3, 1.0, 0.4},
    {1.3, 0.3, 0.4, NA, 0.9, 0.5, 0.5, 0.6, 1.9, 1.7, 1.4, 1.9},
    {NA, 0.6, -1.2, 1.6, 0.5, 0.7, 1.2, NA, 0.5, 2.1, 1.1, 0.2},
    {0.4, -1.6, 1.9, 0.1, 0.4, 2.8, 2.8, 0.8, 1.4, 2.0, 2.7, 1.0}
  };

  @Test
  void theTestOfMannAndKendallWithEqualValues() {
    MannKendall test = MannKendall.of(YEARLY);
    assertThat(test.observations()).isEqualTo(24);
    assertThat(test.s()).isEqualTo(166);
    assertThat(test.variance()).isCloseTo(1621.3333333333333, within(1e-9));
    assertThat(test.z()).isCloseTo(4.09777197966998, within(1e-12));
    assertThat(test.p()).isCloseTo(4.17145893282514e-05, within(1e-16));
    assertThat(test.tau()).isCloseTo(0.6014492753623188, within(1e-15));
  }

  @Test
  void theTestBySeason() {
    MannKendall independent = MannKendall.seasonal(SEASONS, false);
    assertThat(independent.s()).isEqualTo(50);
    assertThat(independent.variance()).isCloseTo(709.3333333333333, within(1e-9));
    assertThat(independent.z()).isCloseTo(1.839801190632464, within(1e-12));
    assertThat(independent.p()).isCloseTo(0.06579743058135695, within(1e-13));
    MannKendall dependent = MannKendall.seasonal(SEASONS, true);
    assertThat(dependent.s()).isEqualTo(50);
    assertThat(dependent.variance()).isCloseTo(652.6666666666666, within(1e-9));
    assertThat(dependent.z()).isCloseTo(1.918007776428246, within(1e-12));
    assertThat(dependent.p()).isCloseTo(0.05511002511359415, within(1e-13));
  }

  @Test
  void nothingToTest() {
    MannKendall one = MannKendall.of(new double[] {3});
    assertThat(one.z()).isNaN();
    assertThat(one.tau()).isNaN();
    MannKendall equal = MannKendall.of(new double[] {3, 3, 3});
    assertThat(equal.s()).isZero();
    assertThat(equal.p()).isNaN();
    assertThat(MannKendall.of(new double[] {-0.0, 0.0, 1}).s()).isEqualTo(2);
  }

  @Test
  void theSlopeOfTheilAndSen() {
    double[] times = new double[YEARLY.length];
    Arrays.setAll(times, i -> 2000 + i);
    double variance = MannKendall.of(YEARLY).variance();
    TheilSen line = TheilSen.of(times, YEARLY, 0, variance, 0.95);
    assertThat(line.slope()).isCloseTo(0.010000000000000002, within(1e-15));
    assertThat(line.intercept()).isCloseTo(-19.510000000000005, within(1e-12));
    // scipy rounds the rank of the ends, here they lie between two slopes
    assertThat(line.lower()).isCloseTo(0.006666666666666666, within(5e-5));
    assertThat(line.upper()).isCloseTo(0.013684210526315787, within(5e-5));
    TheilSen at2000 = TheilSen.of(times, YEARLY, 2000, variance, 0.95);
    assertThat(at2000.intercept()).isCloseTo(0.49, within(1e-12));
  }

  @Test
  void slopesOfLinesAndOfNothing() {
    double[] times = {2000, 2000, 2001, 2003};
    TheilSen line = TheilSen.of(times, new double[] {1, 1, 3, 7}, 2000, 10, 0.9);
    assertThat(line.slope()).isEqualTo(2);
    assertThat(TheilSen.of(new double[] {5}, new double[] {5}, 0, 0, 0.9).slope()).isNaN();
    double[] many = new double[TheilSen.MAX_OBSERVATIONS + 1];
    assertThatThrownBy(() -> TheilSen.of(many, many, 0, 1, 0.9))
        .isInstanceOf(AnalysisException.class);
    // one season rises by 1 a year, the other by 3 and has a gap
    TheilSen seasonal = TheilSen.seasonal(new double[][] {{0, 1, 2}, {10, NA, 16}}, 4, 0.9);
    assertThat(seasonal.slope()).isEqualTo(1); // of 1, 1, 1, 3
    assertThat(seasonal.intercept()).isEqualTo(2 - 1 * 1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.01, 0.27924099635901484, 0.7207590036409852",
    "0.3, 2.5, 0.9881546781546887, 0.011845321845311337",
    "1.7, 0.4, 0.10653794947543872, 0.8934620505245613",
    "5.5, 5.5, 0.5567367215735348, 0.4432632784264655",
    "5.5, 14, 0.9967626557530299, 0.0032373442469700356",
    "80.0, 60.0, 0.007817918139045303, 0.9921820818609547",
    "80.0, 110.0, 0.9988331987624604, 0.001166801237539671",
    "2.2, 1e-08, 1.0362715290431086e-18, 1.0"
  })
  void theGammaDistribution(double shape, double x, double below, double above) {
    GammaDistribution gamma = new GammaDistribution(shape, 2);
    assertThat(gamma.cumulative(2 * x)).isCloseTo(below, within(1e-12 * below));
    assertThat(GammaDistribution.upper(shape, x)).isCloseTo(above, within(1e-12 * above));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-300, -37.0470962993612",
    "1e-20, -9.262340089798409",
    "1e-06, -4.753424308822899",
    "0.02425, -1.972961051311885",
    "0.1, -1.2815515655446004",
    "0.3, -0.5244005127080409",
    "0.5, 0.0",
    "0.77, 0.7388468491852137",
    "0.975, 1.959963984540054",
    "0.999999999999, 7.0344869100478356",
    "0, -Infinity",
    "1, Infinity"
  })
  void quantilesOfTheNormalDistribution(double probability, double x) {
    if (Double.isInfinite(x)) {
      assertThat(StandardNormal.quantile(probability)).isEqualTo(x);
    } else {
      assertThat(StandardNormal.quantile(probability)).isCloseTo(x, within(1e-12 + 1e-13 * x * x));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-30, 4.906713927148e-198",
    "-8.5, 9.47953482220325e-18",
    "-3, 0.0013498980316300933",
    "-0.1, 0.460172162722971",
    "0, 0.5",
    "2, 0.9772498680518208",
    "6, 0.9999999990134123"
  })
  void probabilitiesOfTheNormalDistribution(double x, double probability) {
    assertThat(StandardNormal.cumulative(x)).isCloseTo(probability, within(1e-12 * probability));
  }

  /** Dry years, a gamma distribution by Thom's formula, its probability as a normal value. */
  @Test
  void standardizedPrecipitation() {
    double[] sums = {
      98.4, 28.9, 58.4, 0.0, 3.6, 34.6, 67.5, 11.3, 67.1, 0.0, 12.7, 11.3, 22.5, 141.9, 21.3, 9.0,
      29.4, 0.0, 19.8, 61.8, 72.8, 28.4, 8.4, 11.6, 141.8, 6.3, 20.3, 10.8, 2.3, 8.7
    };
    double[] index = StandardizedPrecipitation.of(sums);
    double[] expected = {
      1.5596749027978756, 0.18355805367367165, 0.8897456398135731, -1.2815515655446004,
      -0.9652134404482491, 0.3455630196063699, 1.0616990222647646, -0.4855724920281396
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat(index[i]).isCloseTo(expected[i], within(1e-10));
    }
    assertThat(index[29]).isCloseTo(-0.6248606949296766, within(1e-10));
    assertThat(StandardizedPrecipitation.of(new double[] {1, 0, 0, 2, 3})).containsOnly(NA);
    assertThat(StandardizedPrecipitation.of(new double[] {7.1, 7.1, 7.1, 7.1, 7.1}))
        .containsOnly(NA);
    double[] gap = sums.clone();
    gap[0] = NA;
    assertThat(StandardizedPrecipitation.of(gap)[0]).isNaN();
    assertThat(StandardizedPrecipitation.of(gap)[1]).isNotNaN();
  }

  /** January: 1 (mean of 0 and 2), 3, 5; July: 10 in one year only. */
  @Test
  void climatologyAndAnomalies() {
    DatedSeries series =
        series(
            "2001-01-02", 0, "2001-01-30", 2, "2001-07-01", 10, "2002-01-05", 3, "2003-01-05", 5);
    Climatology climatology = new Climatology(series, CalendarPeriod.MONTH, 0, 3000);
    assertThat(climatology.slot(0).mean()).isEqualTo(3);
    assertThat(climatology.slot(0).standardDeviation()).isEqualTo(2);
    assertThat(climatology.slot(1).size()).isZero();
    Climatology.Anomaly january = climatology.anomaly(2003 * 12);
    assertThat(january).isEqualTo(new Climatology.Anomaly(5, 3, 2, 5 / 3.0, 1, 100, 0));
    assertThat(climatology.anomaly(2001 * 12 + 6))
        .isEqualTo(new Climatology.Anomaly(10, 10, 0, 1, NA, NA, NA));
    assertThat(climatology.anomaly(2002 * 12 + 6).value()).isNaN();
    Climatology baseline = new Climatology(series, CalendarPeriod.MONTH, 2001, 2002);
    assertThat(baseline.anomaly(2003 * 12).vci()).isEqualTo(200);
    assertThat(Climatology.vegetationHealth(40, 80, 0.25)).isEqualTo(70);
    assertThatThrownBy(() -> new Climatology(series, CalendarPeriod.ALL, 0, 1))
        .isInstanceOf(AnalysisException.class);
    assertThatThrownBy(() -> new Climatology(series, CalendarPeriod.YEAR, 2, 1))
        .isInstanceOf(AnalysisException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "YEAR, 2020-02-29, 0, 2020-01-01",
    "QUARTER, 2020-06-30, 1, 2020-04-01",
    "MONTH, 2020-12-31, 11, 2020-12-01",
    "DEKAD, 2020-01-10, 0, 2020-01-01",
    "DEKAD, 2020-01-11, 1, 2020-01-11",
    "DEKAD, 2020-12-31, 35, 2020-12-21",
    "DEKAD, -0001-03-20, 7, -0001-03-11"
  })
  void periodsOfTheCalendar(
      CalendarPeriod period, java.time.LocalDate date, int slot, java.time.LocalDate start) {
    assertThat(period.slot(date)).isEqualTo(slot);
    assertThat(period.start(period.index(date))).isEqualTo(start);
  }

  private static DatedSeries series(Object... datesAndValues) {
    int n = datesAndValues.length / 2;
    int[] days = new int[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      days[i] = (int) java.time.LocalDate.parse((String) datesAndValues[2 * i]).toEpochDay();
      values[i] = ((Number) datesAndValues[2 * i + 1]).doubleValue();
    }
    return new DatedSeries("x", days, values);
  }
}
