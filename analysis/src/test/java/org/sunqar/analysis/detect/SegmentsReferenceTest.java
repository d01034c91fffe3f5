// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.detect.ReferenceFolder.Row;
import org.sunqar.analysis.detect.ccd.ColdMethod;
import org.sunqar.analysis.detect.ccd.ColdOptions;
import org.sunqar.analysis.detect.ccd.SCcdMethod;
import org.sunqar.analysis.detect.ccd.SCcdOptions;

/**
 * Segments of several bands are those of pyxccd, from the table of observations to that of results:
 * days, counts and codes as they are, all else within a thousandth.
 */
class SegmentsReferenceTest {

  private static final double TOLERANCE = 1e-3;

  /** Columns that are measurements; all others are days, counts and codes. */
  private static final List<String> MEASURED = List.of("rmse_", "mag_", "c_");

  @TempDir Path folder;

  @Test
  void coldOnSyntheticPixels() throws Exception {
    assertThat(cold(ReferenceFolder.synthetic())).isGreaterThan(8);
  }

  @Test
  void coldOnAllPixels() throws Exception {
    assertThat(cold(full())).isGreaterThan(120);
  }

  @Test
  void sCcdOnSyntheticPixels() throws Exception {
    assertThat(sCcd(ReferenceFolder.synthetic())).isGreaterThan(6);
  }

  @Test
  void sCcdOnAllPixels() throws Exception {
    assertThat(sCcd(full())).isGreaterThan(80);
  }

  private static ReferenceFolder full() {
    Optional<ReferenceFolder> reference = ReferenceFolder.full();
    assumeTrue(reference.isPresent(), "no folder shared/golden/series: set SUNQAR_SHARED");
    return reference.orElseThrow();
  }

  private int cold(ReferenceFolder reference) throws IOException {
    return compare(
        reference, ColdMethod.of(ColdOptions.defaults(), true), reference.path("expect_cold.csv"));
  }

  private int sCcd(ReferenceFolder reference) throws IOException {
    return compare(
        reference, new SCcdMethod(SCcdOptions.defaults()), reference.path("expect_sccd.csv"));
  }

  private int compare(ReferenceFolder reference, SeriesMethod<BandSeries> method, Path expected)
      throws IOException {
    Path out = folder.resolve("result.csv");
    new SeriesDetect<>(BandSeries.in(reference.path("cold_obs.csv")), method).run(out);
    List<String> columns = List.of(Files.readAllLines(expected).getFirst().split(","));
    assertThat(Files.readAllLines(out).getFirst().split(",")).containsExactlyElementsOf(columns);
    List<Row> actual = ReferenceFolder.rows(out);
    List<Row> rows = ReferenceFolder.rows(expected);
    assertThat(actual).hasSameSizeAs(rows);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      for (String column : columns) {
        String value = rows.get(i).get(column);
        String found = actual.get(i).get(column);
        if (!isSame(column, value, found)) {
          String name = rows.get(i).get("id") + " " + rows.get(i).get("segment");
          differences.add(name + " " + column + " is " + found + ", not " + value);
        }
      }
    }
    assertThat(differences).isEmpty();
    return rows.size();
  }

  private static boolean isSame(String column, String expected, String actual) {
    if (expected.isEmpty() || MEASURED.stream().noneMatch(column::startsWith)) {
      return actual.equals(expected);
    }
    double number = Double.parseDouble(expected);
    return Math.abs(Double.parseDouble(actual) - number) <= Math.abs(number) * TOLERANCE;
  }
}
