// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesDetectTest {

  private static final String META = "id,source,freq,start,ts_start\na,x,365,2022,2016\n";
  private static final String OBSERVATIONS = "id,date,time,value\na,,2016.5,0.5\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                 | obs.csv: the file is empty; it needs a header line",
        "id,date,value~a,,1                 | obs.csv line 1: there is no column 'time'; it has"
            + " [id, date, value]",
        "id,time,value,time~a,1,1,1         | obs.csv line 1: there are two columns 'time'; there"
            + " must be one",
        "id,time,value~a,2016,x             | obs.csv line 2: value 'x' is not a number",
        "id,time,value~a,2016,NA            | obs.csv line 2: value 'NA' is not a number",
        "id,time,value~a,2016,NaN           | obs.csv line 2: value must be a finite number, not"
            + " 'NaN'",
        "id,time,value~a,2016,              | obs.csv line 2: value is missing",
        "id,time,value~a,2016               | obs.csv line 2: it has 2 cells where the header has"
            + " 3",
        "id,time,value~a,20161231,1         | obs.csv line 2: '20161231' is not a decimal year",
        "id,time,value~~a,2016,1~b,2016,1 | obs.csv line 4: id 'b' is not in the meta table",
        "id,time,value~a,2017,1~a,2016,1    | obs.csv line 3: time 2016.0 is before that of the row"
            + " above, 2017.0",
        "id,time,value~a,\"2017,1             | obs.csv line 2: a quoted cell has no closing quote",
      })
  void badObservations(String observations, String message) throws IOException {
    refuses(observations.replace('~', '\n'), META, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,freq,ts_start~a,365,2016           | meta.csv line 1: there is no column 'start'; it"
            + " has [id, freq, ts_start]",
        "id,freq,start,ts_start~a,365,,2016     | meta.csv line 2: start is missing",
        "id,freq,start,ts_start~,365,2022,2016  | meta.csv line 2: id is missing",
        "id,freq,start,ts_start~a,0,2022,2016   | meta.csv line 2: freq must be 1 to 8784.0 steps a"
            + " year, not 0.0",
        "id,freq,start,ts_start~a,365,2022,2016~a,365,2022,2016 | meta.csv line 3: id 'a' is there"
            + " twice",
      })
  void badMeta(String meta, String message) throws IOException {
    refuses(OBSERVATIONS, meta.replace('~', '\n'), message);
  }

  @Test
  void rowsOfASeriesMustStandTogether() throws IOException {
    refuses(
        "id,time,value\na,2016,1\nb,2016,1\na,2017,1\n",
        META + "b,x,365,2022,2016\n",
        "obs.csv line 4: id 'a' comes back after another; the rows of a series must stand"
            + " together");
  }

  @Test
  void aLineWithoutEndIsRefused() throws IOException {
    refuses(
        OBSERVATIONS + "a".repeat(70_000),
        META,
        "obs.csv line 3: it is longer than 65536 characters, so this is not a table");
  }

  @Test
  void binaryFileIsRefused() throws IOException {
    Path observations = folder.resolve("obs.csv");
    Files.write(observations, new byte[] {'I', 'I', 42, 0, (byte) 0xff, (byte) 0xfe, 9});
    Path meta = Files.writeString(folder.resolve("meta.csv"), META);
    SeriesDetect<?> detect = detect(observations, meta);
    assertThatExceptionOfType(SeriesFormatException.class)
        .isThrownBy(() -> detect.run(new StringWriter()))
        .withMessageContaining("obs.csv line 1: it or what follows is not UTF-8 text");
  }

  @Test
  void rowsComeInTheOrderOfTheMetaTable() throws IOException {
    Path observations =
        write("obs.csv", "value,time,id\r\n1,2016,c\r\n1,2017,c\r\n\r\n2,2016,\"a,1\"\r\n");
    String rows = "\"a,1\",365,2022,2016\nb,365,2022,2016\nc,365,2016.5,2016\n";
    Path meta = write("meta.csv", "id,freq,start,ts_start\n" + rows);
    Path out = folder.resolve("result.csv");
    SeriesDetect.Summary summary = detect(observations, meta).run(out);
    assertThat(summary).isEqualTo(new SeriesDetect.Summary(3, 3, 0, 3));
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0)).startsWith("id,status,message,breakpoint_time,breakpoint_index,");
    assertThat(lines.get(1))
        .startsWith("\"a,1\",error,too few observations in selected history period,NA,NA,");
    assertThat(lines.get(2)).startsWith("b,error,no observation in the history period,NA,");
    assertThat(lines.get(3)).startsWith("c,error,too few observations in");
    int cells = lines.get(0).split(",").length;
    assertThat(lines.get(2).split(",")).hasSize(cells);
  }

  @Test
  void afterAnErrorTheOldResultIsStillThere() throws IOException {
    Path out = write("result.csv", "old");
    Path observations = write("obs.csv", OBSERVATIONS + "a,,2017,x\n");
    Path meta = write("meta.csv", META);
    SeriesDetect<?> detect = detect(observations, meta);
    assertThatExceptionOfType(SeriesFormatException.class).isThrownBy(() -> detect.run(out));
    assertThat(out).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  private void refuses(String observations, String meta, String message) throws IOException {
    Path observationFile = write("obs.csv", observations);
    Path metaFile = write("meta.csv", meta);
    SeriesDetect<?> detect = detect(observationFile, metaFile);
    assertThatExceptionOfType(SeriesFormatException.class)
        .isThrownBy(() -> detect.run(new StringWriter()))
        .withMessage(message);
  }

  private static SeriesDetect<?> detect(Path observations, Path meta) {
    return new SeriesDetect<>(
        MonitoredSeries.in(observations, meta),
        new BfastMonitorMethod(BfastMonitorOptions.defaults()));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
