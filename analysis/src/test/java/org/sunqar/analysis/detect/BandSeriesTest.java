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
import org.sunqar.analysis.detect.ccd.ColdMethod;
import org.sunqar.analysis.detect.ccd.ColdOptions;

/** Tables of several bands, right and wrong. */
class BandSeriesTest {

  private static final String HEADER = "id,ordinal,blue,green,red,nir,swir1,swir2,thermal,qa\n";
  private static final String BANDS = "1,2,3,4,5,6,7";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,730000,B,0~a,729999,B,0 | line 3: ordinal 729999 is before that of the row above,"
            + " 730000",
        "a,730000,B,0~b,730000,B,0~a,730016,B,0 | line 4: id 'a' comes back after another; the rows"
            + " of a series must stand together",
        "a,2016.5,B,0  | line 2: ordinal must be a whole day from 1 to 3652059, not '2016.5'",
        "a,0,B,0       | line 2: ordinal must be a whole day from 1 to 3652059, not '0'",
        "a,730000,B,5  | line 2: qa must be 0 clear, 1 water, 2 shadow, 3 snow, 4 cloud or 255"
            + " fill, not '5'",
        "a,730000,B,   | line 2: qa is missing",
        "a,730000,B    | line 2: it has 9 cells where the header has 10",
        ",730000,B,0   | line 2: id is missing",
        "a,730000,1e30,2,3,4,5,6,7,0 | line 2: '1e30' is no reflectance x 10000",
        "a,730000,1,x,3,4,5,6,7,0    | line 2: green 'x' is not a number",
      })
  void badRows(String rows, String message) throws IOException {
    Path table = write(HEADER + rows.replace("B", BANDS).replace('~', '\n') + "\n");
    assertThatExceptionOfType(SeriesFormatException.class)
        .isThrownBy(() -> run(table))
        .withMessage("pixels.csv " + message);
  }

  @Test
  void aBandThatIsNotThere() throws IOException {
    Path table = write("id,ordinal,blue,green,red,nir,swir1,qa\n");
    assertThatExceptionOfType(SeriesFormatException.class)
        .isThrownBy(() -> run(table))
        .withMessageStartingWith("pixels.csv line 1: there is no column 'swir2'");
  }

  @Test
  void theThermalBandMayBeAbsent() throws IOException {
    Path table = write("swir2,ordinal,qa,id,blue,green,red,nir,swir1\n6,730000,255,a,1,2,3,4,5\n");
    assertThat(BandSeries.hasThermal(table)).isFalse();
    List<String> lines = run(table);
    assertThat(lines.getFirst()).doesNotContain("thermal");
    assertThat(lines.get(1)).startsWith("a,-1,none,,");
    assertThat(lines.get(1).split(",", -1)).hasSameSizeAs(lines.getFirst().split(","));
    try (SeriesInput.Source<BandSeries> source = BandSeries.in(table).open()) {
      BandSeries series = source.next().orElseThrow().series();
      assertThat(series.value(0, 5)).isEqualTo(6);
      assertThat(series.quality(0)).isEqualTo(BandSeries.Quality.FILL);
    }
  }

  private static List<String> run(Path table) throws IOException {
    StringWriter result = new StringWriter();
    ColdMethod method = ColdMethod.of(ColdOptions.defaults(), BandSeries.hasThermal(table));
    new SeriesDetect<>(BandSeries.in(table), method).run(result);
    return result.toString().lines().toList();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("pixels.csv"), text);
  }
}
