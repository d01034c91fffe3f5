// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.app.console.ExitCode;

/** {@code series detect} on tables that are right and on tables that are not. */
class SeriesInputTest {

  private static final String META = "id,freq,start,ts_start\n";
  private static final String OBSERVATIONS = "id,time,value\n";

  @TempDir Path folder;
  private Path observations;
  private Path meta;
  private Path result;

  @BeforeEach
  void write() throws IOException {
    observations = folder.resolve("obs.csv");
    meta = folder.resolve("meta.csv");
    result = folder.resolve("result.csv");
    Files.writeString(
        meta, META + "broken,365,2020,2015\nsteady,365,2020,2015\nnone,365,2020,2015\n");
    StringBuilder table = new StringBuilder(OBSERVATIONS);
    Random random = new Random(4);
    for (String id : new String[] {"steady", "broken"}) {
      for (double time = 2015; time < 2022; time += 0.05) {
        double drop = id.equals("broken") && time > 2020.5 ? 0.5 : 0;
        double value =
            0.7 + 0.1 * Math.cos(2 * Math.PI * time) - drop + 0.02 * random.nextGaussian();
        table.append(String.format(Locale.ROOT, "%s,%.5f,%.5f%n", id, time, value));
      }
    }
    Files.writeString(observations, table);
  }

  @Test
  void aTableOfResults() throws IOException {
    Answer answer = detect();
    assertThat(answer.done().err())
        .isEqualToIgnoringNewLines("3 series, 282 observations: 1 with a break, 1 failed");
    assertThat(answer.out()).isEmpty();
    assertThat(Files.readAllLines(result))
        .hasSize(4)
        .satisfiesExactly(
            header -> assertThat(header).startsWith("id,status,message,breakpoint_time,"),
            row -> assertThat(row).startsWith("broken,ok,,2020.5").contains(",-0."),
            row -> assertThat(row).startsWith("steady,ok,,NA,NA,"),
            row -> assertThat(row).startsWith("none,error,"));
    assertThat(detect("--out", "-").done().lines()).isEqualTo(Files.readAllLines(result));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id,time\nbroken,2015\n",
        "id,time,value,value\n",
        "id,time,value\nbroken,2015\n",
        "id,time,value\nbroken,2015,NaN\n",
        "id,time,value\nbroken,2015,much\n",
        "id,time,value\nbroken,,0.5\n",
        "id,time,value\nbroken,1e99,0.5\n",
        "id,time,value\nbroken,2016,0.5\nbroken,2015,0.5\n",
        "id,time,value\nunknown,2016,0.5\n",
        "id,time,value\nbroken,2015,1\nsteady,2015,1\nbroken,2016,1\n",
        "id,time,value\n\"broken,2015,1\n"
      })
  void observationsThatCannotBeRead(String table) throws IOException {
    Files.writeString(observations, table);
    Files.writeString(result, "of an earlier run");
    detect().failed(ExitCode.NOT_VALID, "series.FORMAT").says("obs.csv");
    assertThat(result).hasContent("of an earlier run");
    assertThat(RunFolders.list(folder)).containsExactly(meta, observations, result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id,freq,start\n",
        "id,freq,start,ts_start\nbroken,0,2020,2015\n",
        "id,freq,start,ts_start\nbroken,365,soon,2015\n",
        "id,freq,start,ts_start\n,365,2020,2015\n",
        "id,freq,start,ts_start\nbroken,365,2020,2015\nbroken,365,2020,2015\n"
      })
  void seriesThatCannotBeRead(String table) throws IOException {
    Files.writeString(meta, table);
    detect().failed(ExitCode.NOT_VALID, "series.FORMAT").says("meta.csv");
    assertThat(result).doesNotExist();
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    byte[] bytes = new byte[5000];
    new Random(1).nextBytes(bytes);
    Files.write(observations, bytes);
    detect().failed(ExitCode.NOT_VALID, "series.FORMAT").says("obs.csv");
    Files.write(
        observations, "x".repeat(200_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    detect().failed(ExitCode.NOT_VALID, "series.FORMAT").says("obs.csv");
  }

  @Test
  void filesThatAreNotThere() throws IOException {
    Path gone = folder.resolve("gone.csv");
    detect("--observations", gone).failed(ExitCode.NOT_FOUND, "file.NOT_FOUND").says("gone.csv");
    detect("--meta", gone).failed(ExitCode.NOT_FOUND, "file.NOT_FOUND").says("gone.csv");
    detect("--meta", folder).failed(ExitCode.FAILED, "file.IO").says(folder + " cannot be used");
    detect("--out", folder.resolve("no/result.csv"))
        .failed(ExitCode.NOT_FOUND, "file.NOT_FOUND")
        .says("no");
    detect("--out", Files.createDirectory(folder.resolve("d")))
        .failed(ExitCode.FAILED, "file.IO")
        .says("not a regular file");
    assertThat(result).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"--order, 9", "--h, 2", "--level, 0.2"})
  void aSettingOutOfItsRange(String option, String value) {
    detect(option, value).failed(ExitCode.USAGE, "analysis.SETTING").says(option);
    assertThat(result).doesNotExist();
  }

  @Test
  void aMethodThatIsNotKnown() {
    detect("--method", "oracle").usage().says("oracle");
  }

  private Answer detect(Object... more) {
    java.util.Map<Object, Object> options = new java.util.LinkedHashMap<>();
    options.put("--observations", observations);
    options.put("--meta", meta);
    options.put("--order", 1);
    options.put("--out", result);
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    java.util.List<Object> words = new java.util.ArrayList<>(java.util.List.of("series", "detect"));
    options.forEach((option, value) -> {
      words.add(option);
      words.add(value);
    });
    return Answer.of(words.toArray());
  }
}
