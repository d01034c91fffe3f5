// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.app.console.ExitCode;

/** {@code series detect} with the methods that cut series into segments. */
class SeriesSegmentsTest {

  private static final String HEADER = "id,ordinal,blue,green,red,nir,swir1,swir2,qa\n";

  @TempDir Path folder;

  /** The first columns, which are days and counts, of all rows of the reference's. */
  @ParameterizedTest
  @CsvSource({"cold, expect_cold.csv, 9", "s-ccd, expect_sccd.csv, 7"})
  void equalsTheReference(String method, String expected, int columns) throws IOException {
    Optional<Path> golden = golden();
    assumeTrue(golden.isPresent(), "no folder shared/golden/series: set SUNQAR_SHARED");
    Path observations = golden.orElseThrow().resolve("cold_obs.csv");
    Path out = folder.resolve("segments.csv");
    Answer.of("series", "detect", "--method", method, "--observations", observations, "--out", out)
        .done()
        .says("76 series, 29525 observations: ");
    List<String> wanted = Files.readAllLines(golden.get().resolve(expected));
    List<String> found = Files.readAllLines(out);
    assertThat(found.getFirst()).isEqualTo(wanted.getFirst());
    assertThat(first(found, columns)).isEqualTo(first(wanted, columns));
  }

  @Test
  void bfastLiteEqualsTheReference() throws IOException {
    Optional<Path> golden = golden();
    assumeTrue(golden.isPresent(), "no folder shared/golden/series: set SUNQAR_SHARED");
    Path observations = golden.orElseThrow().resolve("series_obs.csv");
    Path meta = golden.get().resolve("series_meta.csv");
    Answer answer =
        Answer.of(
                "series",
                "detect",
                "--method=bfast-lite",
                "--criterion",
                "bic",
                "--observations",
                observations,
                "--meta",
                meta,
                "--out",
                "-")
            .done();
    List<String> wanted = new ArrayList<>();
    for (String line : Files.readAllLines(golden.get().resolve("expect_bfastlite.csv"))) {
      String[] cells = line.split(",", -1);
      if (cells[1].equals("BIC") && !cells[4].isEmpty()) {
        Stream.of(cells[4].split(";")).forEach(index -> wanted.add(cells[0] + " " + index));
      }
    }
    List<String> found = new ArrayList<>();
    for (String line : answer.lines()) {
      String[] cells = line.split(",", -1);
      if (!cells[8].equals("NA") && !cells[8].equals("break_index")) {
        found.add(cells[0] + " " + cells[8]);
      }
    }
    assertThat(found).containsAll(wanted);
  }

  @Test
  void eachMethodHasItsOwnOptions() throws IOException {
    Path table =
        Files.writeString(folder.resolve("pixels.csv"), HEADER + "a,730000,1,2,3,4,5,6,0\n");
    Answer.of(
            "series",
            "detect",
            "--method",
            "cold",
            "--observations",
            table,
            "--out",
            "-",
            "--order",
            1)
        .usage()
        .says("--order");
    Answer.of(
            "series",
            "detect",
            "--method",
            "cold",
            "--observations",
            table,
            "--consecutive",
            99,
            "--out",
            "-")
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("--consecutive");
    Answer.of("series", "detect", "--method", "bfast-lite", "--observations", table, "--out", "-")
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("--meta");
    assertThat(Answer.of("series", "detect", "--method", "s-ccd", "--help").done().out())
        .contains("--consecutive")
        .doesNotContain("--criterion");
    Answer answer =
        Answer.of("series", "detect", "--method", "cold", "--observations", table, "--out", "-")
            .done();
    assertThat(answer.lines().get(1)).startsWith("a,-1,none,");
  }

  @Test
  void aTableThatCannotBeRead() throws IOException {
    Path table = Files.writeString(folder.resolve("pixels.csv"), HEADER + "a,x,1,2,3,4,5,6,0\n");
    Answer.of("series", "detect", "--method", "cold", "--observations", table, "--out", "-")
        .sentence(ExitCode.NOT_VALID, "series.FORMAT")
        .says("pixels.csv line 2");
  }

  private static List<String> first(List<String> lines, int columns) {
    return lines.stream()
        .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, columns)))
        .toList();
  }

  private static Optional<Path> golden() {
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
        .filter(p -> Files.isRegularFile(p.resolve("cold_obs.csv")))
        .findFirst();
  }
}
