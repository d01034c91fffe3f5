// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sunqar.analysis.SharedFolder;

/** The series whose results reference implementations have computed. */
final class GoldenSeries {

  private GoldenSeries() {}

  /** The rows of a table without quotes, each with its cells; the header is left out. */
  static List<String[]> rows(String file) throws IOException {
    return Files.readAllLines(SharedFolder.of("golden/series/" + file)).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .toList();
  }

  /** Rows of the observation table (id, date, time, value) by series. */
  static Map<String, List<String[]>> observations() throws IOException {
    Map<String, List<String[]>> series = new LinkedHashMap<>();
    for (String[] row : rows("series_obs.csv")) {
      series.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(row);
    }
    return series;
  }

  /** The rows of one series. */
  static List<String[]> of(Map<String, List<String[]>> observations, String id) {
    return Objects.requireNonNull(observations.get(id), id);
  }
}
