// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.detect.BandSeries;

class SeasonalNeighboursTest {

  private static final int COUNT = 24;

  /** Days eight apart are never equally far; single days often are. */
  @ParameterizedTest
  @ValueSource(ints = {8, 1})
  void theNearestAreFound(int step) {
    Random random = new Random(step);
    SeasonalNeighbours neighbours = new SeasonalNeighbours();
    for (int run = 0; run < 300; run++) {
      int n = COUNT + random.nextInt(run % 3 == 0 ? 4 : 250);
      ClearSeries series = series(random, n, step);
      neighbours.clear();
      neighbours.extend(series, 0, n / 2);
      neighbours.extend(series, 0, n);
      int day = series.day(n - 1) + 1 + random.nextInt(400);
      int[] found = new int[COUNT];
      neighbours.nearest(day, COUNT, found);
      double[] distances =
          IntStream.range(0, n).mapToDouble(i -> distance(series.day(i) - day)).toArray();
      double[] nearest = Arrays.stream(distances).sorted().limit(COUNT).toArray();
      assertThat(Arrays.stream(found).mapToDouble(i -> distances[i]).sorted().toArray())
          .isEqualTo(nearest);
      assertThat(Arrays.stream(found).distinct().count()).isEqualTo(COUNT);
    }
  }

  private static double distance(int days) {
    return Math.abs(Math.rint(days / 365.25) * 365.25 - days);
  }

  private static ClearSeries series(Random random, int n, int step) {
    TreeSet<Integer> days = new TreeSet<>();
    while (days.size() < n) {
      days.add(730_001 + step * random.nextInt(7000 / step));
    }
    ClearSeries result = new ClearSeries();
    result.clear(n);
    int[] all = days.stream().mapToInt(Integer::intValue).toArray();
    BandSeries series = new BandSeries("x", all, new float[6 * n], new byte[n]);
    for (int i = 0; i < n; i++) {
      result.add(series, i);
    }
    return result;
  }
}
