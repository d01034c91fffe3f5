// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Series with the results of a reference implementation. */
record ReferenceFolder(Path path) {

  /** The synthetic series that lie beside the tests. */
  static ReferenceFolder synthetic() throws Exception {
    Path file =
        Path.of(
            Objects.requireNonNull(ReferenceFolder.class.getResource("series_obs.csv")).toURI());
    return new ReferenceFolder(file.resolveSibling(""));
  }

  /** The folder of all series: in SUNQAR_SHARED or in a folder "shared" of an ancestor. */
  static Optional<ReferenceFolder> full() {
    List<Path> candidates = new ArrayList<>();
    String named = System.getenv("SUNQAR_SHARED");
    if (named != null) {
      candidates.add(Path.of(named));
    }
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      candidates.add(p.resolve("shared"));
    }
    return candidates.stream()
        .map(p -> p.resolve("golden").resolve("series"))
        .filter(p -> Files.isRegularFile(p.resolve("expect_bfastmonitor.csv")))
        .findFirst()
        .map(ReferenceFolder::new);
  }

  Path observations() {
    return path.resolve("series_obs.csv");
  }

  Path meta() {
    return path.resolve("series_meta.csv");
  }

  Path expected() {
    return path.resolve("expect_bfastmonitor.csv");
  }

  /** Another file. */
  Path path(String name) {
    return path.resolve(name);
  }

  /** A row of a table: cells by column name. */
  record Row(Map<String, String> cells) {

    String get(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }
  }

  /** The rows of a table without quotes. */
  static List<Row> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.getFirst().split(",", -1);
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(new Row(row));
    }
    return rows;
  }
}
