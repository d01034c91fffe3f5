// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.detect.ReferenceFolder.Row;

/** The breaks are those of R's bfast, from the table of observations to that of results. */
class BfastLiteReferenceTest {

  @TempDir Path folder;

  @Test
  void equalsBfastOnAllSeries() throws Exception {
    Optional<ReferenceFolder> reference = ReferenceFolder.full();
    assumeTrue(reference.isPresent(), "no folder shared/golden/series: set SUNQAR_SHARED");
    List<Row> rows = ReferenceFolder.rows(reference.orElseThrow().path("expect_bfastlite.csv"));
    assertThat(rows).hasSizeGreaterThan(100);
    compare(reference.get(), rows);
  }

  /** The indices and times of all breaks, as the reference lists them. */
  private record Breaks(String count, String indices, List<Double> times) {

    Breaks and(Breaks more) {
      if (more.times.isEmpty()) {
        return this;
      }
      List<Double> all = new ArrayList<>(times);
      all.addAll(more.times);
      return new Breaks(count, indices + ";" + more.indices, all);
    }
  }

  private void compare(ReferenceFolder reference, List<Row> expected) throws IOException {
    Map<String, Breaks> found = new HashMap<>();
    for (BreakCriterion criterion : BreakCriterion.values()) {
      found.putAll(detect(reference, criterion));
    }
    Map<String, String> differences = new TreeMap<>();
    for (Row row : expected) {
      String name = row.get("id") + " " + row.get("criterion");
      String times = row.get("break_time");
      Breaks breaks =
          new Breaks(
              row.get("n_obs"),
              row.get("break_index"),
              times.isEmpty()
                  ? List.of()
                  : List.of(times.split(";")).stream().map(Double::valueOf).toList());
      if (!breaks.equals(found.get(name))) {
        differences.put(name, breaks + " but found " + found.get(name));
      }
    }
    assertThat(differences).isEmpty();
  }

  private Map<String, Breaks> detect(ReferenceFolder reference, BreakCriterion criterion)
      throws IOException {
    Path out = folder.resolve("result.csv");
    new SeriesDetect<>(
            MonitoredSeries.in(reference.observations(), reference.meta()),
            new BfastLiteMethod(BfastLiteOptions.defaults().withCriterion(criterion)))
        .run(out);
    Map<String, Breaks> result = new HashMap<>();
    for (Row row : ReferenceFolder.rows(out)) {
      String index = row.get("break_index");
      Breaks more =
          index.equals("NA")
              ? new Breaks(row.get("n_obs"), "", List.of())
              : new Breaks(row.get("n_obs"), index, List.of(Double.valueOf(row.get("t_break"))));
      result.merge(row.get("id") + " " + row.get("criterion"), more, Breaks::and);
    }
    return result;
  }
}
