// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.detect.ReferenceFolder.Row;

/** Every row of the reference: histories, indices and dates exact, numbers to 1e-7. */
class BfastMonitorReferenceTest {

  private static final List<String> EXACT =
      List.of(
          "status",
          "message",
          "breakpoint_time",
          "breakpoint_index",
          "history_start",
          "history_end",
          "n_history",
          "n_total",
          "monitor_end",
          "n_coef");

  /** Columns of the reference and of our table. */
  private static final Map<String, String> CLOSE =
      Map.ofEntries(
          Map.entry("magnitude", "magnitude"),
          Map.entry("sigma", "sigma"),
          Map.entry("critval", "critical_value"),
          Map.entry("max_abs_process", "max_abs_process"),
          Map.entry("process_first", "process_first"),
          Map.entry("process_last", "process_last"),
          Map.entry("border_first", "border_first"),
          Map.entry("border_last", "border_last"),
          Map.entry("b0", "b0"),
          Map.entry("b1", "b1"),
          Map.entry("b2", "b2"),
          Map.entry("b3", "b3"),
          Map.entry("b4", "b4"),
          Map.entry("b5", "b5"),
          Map.entry("b6", "b6"),
          Map.entry("b7", "b7"));

  private static final BfastMonitorOptions DEFAULT = BfastMonitorOptions.defaults();

  private static final Map<String, BfastMonitorOptions> CONFIGURATIONS =
      Map.of(
          "all05", DEFAULT,
          "all01", DEFAULT.withLevel(0.01),
          "roc05", DEFAULT.withHistory(History.ROC),
          "roc01", DEFAULT.withHistory(History.ROC).withLevel(0.01),
          "bp05", DEFAULT.withHistory(History.BP),
          "all05_cusum", DEFAULT.withType(ProcessType.OLS_CUSUM),
          "all05_notrend", DEFAULT.withTrend(false),
          "roc05_o1_h50", DEFAULT.withHistory(History.ROC).withOrder(1).withH(0.5));

  @TempDir Path folder;

  @Test
  void equalsBfastOnSyntheticSeries() throws Exception {
    assertThat(compare(ReferenceFolder.synthetic())).isGreaterThan(100);
  }

  @Test
  void equalsBfastOnAllSeries() throws Exception {
    Optional<ReferenceFolder> reference = ReferenceFolder.full();
    assumeTrue(reference.isPresent(), "no folder shared/golden/series: set SUNQAR_SHARED");
    assertThat(compare(reference.orElseThrow())).isGreaterThan(1000);
  }

  private int compare(ReferenceFolder reference) throws Exception {
    Map<String, Row> results = new HashMap<>();
    for (Map.Entry<String, BfastMonitorOptions> each : CONFIGURATIONS.entrySet()) {
      Path out = folder.resolve(each.getKey() + ".csv");
      new SeriesDetect<>(
              MonitoredSeries.in(reference.observations(), reference.meta()),
              new BfastMonitorMethod(each.getValue()))
          .run(out);
      for (Row row : ReferenceFolder.rows(out)) {
        results.put(row.get("id") + " " + each.getKey(), row);
      }
    }
    List<Row> expected = ReferenceFolder.rows(reference.expected());
    SoftAssertions softly = new SoftAssertions();
    for (Row each : expected) {
      Row row = realigned(each);
      String name = row.get("id") + " " + row.get("cfg");
      compareRow(softly, name + " ", row, Objects.requireNonNull(results.get(name), name));
    }
    softly.assertAll();
    return expected.size();
  }

  /**
   * Where nothing was monitored the reference has one cell too few before n_coef, and one absent
   * cell too many at the end.
   */
  private static Row realigned(Row row) {
    if (row.get("status").equals("error") || !row.get("n_history").equals(row.get("n_total"))) {
      return row;
    }
    Map<String, String> cells = new HashMap<>(row.cells());
    List<String> shifted =
        List.of("border_last", "n_coef", "b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7");
    for (int i = shifted.size() - 1; i > 0; i--) {
      cells.put(shifted.get(i), row.get(shifted.get(i - 1)));
    }
    cells.put("border_last", "NA");
    return new Row(cells);
  }

  private static void compareRow(SoftAssertions softly, String name, Row expected, Row actual) {
    for (String column : EXACT) {
      Object want = numberOrText(expected.get(column));
      softly.assertThat(numberOrText(actual.get(column))).as(name + column).isEqualTo(want);
    }
    for (Map.Entry<String, String> column : CLOSE.entrySet()) {
      Object want = numberOrText(expected.get(column.getKey()));
      Object got = numberOrText(actual.get(column.getValue()));
      if (want instanceof Double a && got instanceof Double b) {
        double tolerance = 1e-7 * Math.abs(a);
        softly.assertThat(b).as(name + column.getKey()).isCloseTo(a, within(tolerance));
      } else {
        softly.assertThat(got).as(name + column.getKey()).isEqualTo(want);
      }
    }
  }

  private static Object numberOrText(String cell) {
    try {
      return Double.valueOf(cell);
    } catch (NumberFormatException e) {
      return cell;
    }
  }
}
