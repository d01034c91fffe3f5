// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.app.console.ExitCode;

/** {@code series smooth}, {@code composite}, ... on tables that are right and that are not. */
class SeriesToolsTest {

  @TempDir Path folder;
  private Path observations;

  @BeforeEach
  void write() throws IOException {
    observations = folder.resolve("obs.csv");
    Files.writeString(
        observations,
        """
        id,date,time,value
        "a,1",2020-01-01,2020,0.1
        "a,1",2020-01-15,2020.038356,0.2
        "a,1",2020-01-17,2020.043836,0.3
        "a,1",2020-12-20,2020.967123,0.5
        b,,2021,4
        b,,2021.161644,2
        """);
  }

  @Test
  void aLineIsSmoothedIntoItself() {
    List<String> rows =
        smooth("--steps", 4, "--step", 10, "--method", "linear,ws2d").done().lines();
    assertThat(rows)
        .satisfiesExactly(
            header -> assertThat(header).isEqualTo("id,method,lambda,z0,z1,z2,z3"),
            row -> assertThat(row).isEqualTo("\"a,1\",linear,NA,1000.0,3000.0,NA,NA"),
            row -> {
              assertThat(row).startsWith("\"a,1\",ws2d,100.0,");
              assertThat(numbers(row)).containsExactly(new double[] {1, 3, 5, 7}, within(1e-9));
            },
            row -> assertThat(row).isEqualTo("b,linear,NA,40000.0,NA,NA,NA"),
            row -> assertThat(row).isEqualTo("b,ws2d,NA,NA,NA,NA,NA"));
    assertThat(smooth().err()).isEqualToIgnoringNewLines("2 series, 6 observations");
  }

  /** 2020 has 366 days, the year of b 365: 37 steps of 10 days each. */
  @Test
  void stepsReachTheEndOfTheYear() {
    List<String> rows = smooth("--scale", 1).done().out().lines().toList();
    assertThat(rows.get(0)).startsWith("id,method,lambda,z0,").endsWith(",z36");
    assertThat(rows.get(2)).startsWith("b,ws2d,100.0,3.99999").doesNotContain("NA");
    List<String> dated =
        smooth("--scale", 1, "--layout", "long", "--method", "ws2dp").done().out().lines().toList();
    assertThat(dated).hasSize(1 + 2 * 37);
    assertThat(dated.get(0)).isEqualTo("id,method,lambda,date,value");
    assertThat(dated.get(38)).startsWith("b,ws2dp_p90,100.0,2021-01-01,");
    assertThat(dated.get(74)).startsWith("b,ws2dp_p90,100.0,2021-12-27,");
  }

  @Test
  void statisticsByPeriod() {
    assertThat(run("composite").done().out())
        .isEqualToIgnoringNewLines(
            """
            id,median,p25,p75,max,mad_raw
            "a,1",0.25,0.17500000000000002,0.35,0.5,0.09999999999999999
            b,3.0,2.5,3.5,4.0,1.0
            """);
    assertThat(run("composite", "--period", "dekad", "--statistics", "n,mean,sd").done().out())
        .isEqualToIgnoringNewLines(
            """
            id,period,n,mean,sd
            "a,1",2020-01-01,1,0.1,NA
            "a,1",2020-01-11,2,0.25,0.07071067811865474
            "a,1",2020-12-11,1,0.5,NA
            b,2021-01-01,1,4.0,NA
            b,2021-03-01,1,2.0,NA
            """);
    assertThat(run("composite", "--period", "quarter").done().out().lines()).hasSize(4);
  }

  @Test
  void yearsBecomeSegments() throws IOException {
    StringBuilder table = new StringBuilder("id,date,value\n");
    for (int year = 1990; year < 2010; year++) {
      double value = (year < 2000 ? 0.8 : 0.3) + 0.01 * (year * 7 % 5 - 2);
      table.append("x,").append(year).append("-02-01,0\n");
      table.append("x,").append(year).append("-07-01,").append(value).append('\n');
    }
    Files.writeString(observations, table.append("y,2016-07-01,1\n"));
    Answer found = run("detect", "--method", "landtrendr", "--months", "6-9").done();
    assertThat(found.lines())
        .anyMatch(row -> row.startsWith("x,1,loss,1999,2000,"))
        .anyMatch(row -> row.startsWith("y,-1,error,NA,"));
    assertThat(found.err()).contains("2 series, 41 observations: 1 with a break, 1 failed");
    assertThat(run("detect", "--method", "landtrendr", "--months", "9").err())
        .contains("--months takes two months");
  }

  @Test
  void twoWindowsAndTheHealthOfVegetation() {
    Answer two =
        run("detect", "--method", "difference", "--start", "2020-02-01", "--threshold", 2).done();
    assertThat(two.lines())
        .hasSize(3)
        .anyMatch(row -> row.startsWith("\"a,1\",changed,,0.2,0.5,0.3,"))
        .anyMatch(row -> row.startsWith("b,error,no observation before the start,NA,3.0,"));
    assertThat(two.err()).contains("2 series, 6 observations: 1 with a break, 1 failed");
    assertThat(run("detect", "--method", "difference").err()).contains("give it by --meta");
    Answer health = run("vhi", "--temperature", observations).done();
    assertThat(health.lines())
        .contains("id,period,value,temperature,vci,tci,vhi", "b,2021-01-01,4.0,4.0,NA,NA,NA");
  }

  @Test
  void seasonsTrendsAndWhatIsUsual() throws IOException {
    StringBuilder table = new StringBuilder("id,time,value\n");
    for (int day = 0; day < 4 * 365; day += 5) {
      double year = 2015 + day / 365.0;
      // greatest at new year, and 0.02 more each year
      double value = 0.5 + 0.3 * Math.cos(2 * Math.PI * year) + 0.02 * (year - 2015);
      table.append("x,").append(year).append(',').append(value).append('\n');
    }
    Files.writeString(observations, table.append("y,2016,1\n"));
    Answer seasons = run("phenology", "--threshold", 0.5, "--step", 5, "--lambda", 1).done();
    assertThat(seasons.err())
        .isEqualToIgnoringNewLines("2 series, 293 observations: 1 without a whole season");
    assertThat(seasons.lines().getFirst()).startsWith("id,season,start,end,peak,middle,length,");
    assertThat(seasons.lines())
        .hasSize(4)
        .anyMatch(row -> row.startsWith("x,1,2015-10-") && row.contains(",2016-04-0"));
    List<String> trends =
        run("trend", "--period", "month", "--seasonal", "independent").done().lines();
    assertThat(trends).hasSize(3);
    assertThat(trends.getFirst()).startsWith("id,n,slope,slope_low,");
    double slope = Double.parseDouble(trends.get(1).split(",")[2]);
    assertThat(slope).isCloseTo(0.02, within(0.003));
    assertThat(trends.get(2)).isEqualTo("y,1,NA,NA,NA,NA,2016.5,NA,0.0,0.0,NA,NA");
    assertThat(run("trend").done().lines()).hasSize(3);
    assertThat(run("climatology").done().lines())
        .hasSize(1 + 12 + 1)
        .contains("y,1,1,1.0,1.0,NA,1.0,1.0");
    assertThat(
            run("climatology", "--anomalies", "--period", "year", "--to-year", 2016).done().lines())
        .hasSize(1 + 4 + 1)
        .contains("y,2016-01-01,1.0,1.0,0.0,1.0,NA,NA,NA");
  }

  /** Sums of January and February by year; scipy's gamma and normal distributions. */
  @Test
  void precipitation() throws IOException {
    StringBuilder table = new StringBuilder("id,date,value\n");
    double[] january = {10, 40, 5, 0, 25, 60};
    for (int year = 0; year < january.length; year++) {
      table.append("x,201%d-01-05,%s\n".formatted(year, january[year]));
      table.append("x,201%d-01-25,0\n".formatted(year));
      table.append("x,201%d-02-10,%s\n".formatted(year, year == 3 ? 0 : 20));
    }
    Files.writeString(observations, table);
    List<String> rows = run("spi", "--months", 2).done().lines();
    assertThat(rows).hasSize(7);
    assertThat(rows.get(0)).isEqualTo("id,period,sum,spi");
    double[] expected = {
      -0.463707048253046,
      0.8266975522054003,
      -0.6625401199053134,
      -0.967421566101701,
      0.20098623848876215,
      1.5583097871093308
    };
    for (int year = 0; year < expected.length; year++) {
      String[] cells = rows.get(1 + year).split(",");
      assertThat(cells[1]).isEqualTo("201" + year + "-02-01");
      assertThat(Double.parseDouble(cells[3])).isCloseTo(expected[year], within(1e-9));
    }
    Files.writeString(observations, "id,date,value\nx,2010-01-05,-1\n");
    run("spi").failed(ExitCode.USAGE, "analysis.SETTING").says("x", "-1");
    run("spi", "--months", 0).failed(ExitCode.USAGE, "analysis.SETTING");
  }

  /** The middle of three spectra on a line; a cloud is not counted. */
  @Test
  void spectraThatStandForMany() throws IOException {
    Files.writeString(
        observations,
        """
        id,ordinal,blue,green,red,nir,swir1,swir2,qa
        x,737425,100,200,300,1000,500,400,0
        x,737426,200,300,400,1100,600,500,0
        x,737427,9000,9000,9000,9000,9000,9000,4
        x,737430,400,500,600,1300,800,700,1
        """);
    assertThat(run("composite", "--bands", "medoid").done().out())
        .isEqualToIgnoringNewLines(
            """
            id,n,date,blue,green,red,nir,swir1,swir2
            x,3,2020-01-02,200.0,300.0,400.0,1100.0,600.0,500.0
            """);
    assertThat(run("composite", "--bands", "max-ndvi", "--period", "year").done().out())
        .isEqualToIgnoringNewLines(
            """
            id,period,n,date,blue,green,red,nir,swir1,swir2
            x,2020-01-01,3,2020-01-01,100.0,200.0,300.0,1000.0,500.0,400.0
            """);
    List<String> rows = run("composite", "--bands", "geomedian").done().lines();
    assertThat(rows.getFirst()).isEqualTo("id,n,blue,green,red,nir,swir1,swir2,emad,smad,bcmad");
    String[] cells = rows.get(1).split(",");
    assertThat(Double.parseDouble(cells[2])).isCloseTo(200, within(0.1));
    assertThat(Double.parseDouble(cells[8])).isCloseTo(Math.sqrt(6) * 100, within(1.0));
    run("composite", "--bands", "mode").failed(ExitCode.USAGE, "analysis.SETTING").says("mode");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id,value\nx,1\n",
        "id,date,value\nx,yesterday,1\n",
        "id,date,value\nx,2020-02-30,1\n",
        "id,date,value\nx,2020-01-02,1\nx,2020-01-01,1\n",
        "id,date,value\nx,2020-01-02,NaN\n",
        "id,date,value\nx,+99999-01-02,1\n",
        "id,time,value\nx,,1\n",
        "id,time,value\nx,1e9,1\n",
        "id,date,value\nx,2020-01-02,1\ny,2020-01-02,1\nx,2020-01-03,1\n",
        "id,date,value\n,2020-01-02,1\n"
      })
  void tablesThatCannotBeRead(String table) throws IOException {
    Files.writeString(observations, table);
    Path result = folder.resolve("result.csv");
    for (String tool : List.of("smooth", "composite", "trend")) {
      Answer.of("series", tool, "--observations", observations, "--out", result)
          .failed(ExitCode.NOT_VALID, "series.FORMAT")
          .says("obs.csv");
    }
    assertThat(result).doesNotExist();
  }

  @Test
  void aGridOfTwoNumbers() {
    smooth("--method", "ws2doptv", "--log10-lambda", "1,2")
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("three numbers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "smooth; --lambda; 0; lambda",
        "smooth; --method; loess; loess",
        "smooth; --steps; 2; 3 to",
        "smooth; --step; 0; 366",
        "smooth; --scale; 0; scale",
        "smooth; --start; 1000-01-01; a,1: there must be",
        "phenology; --threshold; 1; threshold",
        "phenology; --method; ws2d,linear; one --method",
        "trend; --seasonal; dependent; by quarter, month or dekad",
        "climatology; --period; all; period of the year",
        "composite; --statistics; mode; mode",
        "composite; --statistics; p101; p101"
      })
  void settingsOutOfTheirRange(String tool, String option, String value, String says) {
    run(tool, option, value).sentence(ExitCode.USAGE, "analysis.SETTING").says(says);
  }

  /** The last four cells, in thousands. */
  private static double[] numbers(String row) {
    String[] cells = row.split(",");
    return Arrays.stream(cells)
        .skip(cells.length - 4)
        .mapToDouble(cell -> Double.parseDouble(cell) / 1000)
        .toArray();
  }

  private Answer smooth(Object... more) {
    return run("smooth", more);
  }

  private Answer run(String tool, Object... more) {
    List<Object> words = new java.util.ArrayList<>(List.of("series", tool));
    words.addAll(List.of("--observations", observations, "--out", "-"));
    words.addAll(List.of(more));
    return Answer.of(words.toArray());
  }
}
