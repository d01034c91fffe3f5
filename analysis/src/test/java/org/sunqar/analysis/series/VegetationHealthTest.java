// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.detect.DatedSeries;
import org.sunqar.analysis.detect.SeriesDetect;

/** VCI, TCI and VHI against closed forms. */
class VegetationHealthTest {

  @TempDir Path folder;

  /**
   * In June of year y of five, NDVI is 0.25 + 0.125 y and the temperature 300 + 5 y: VCI goes from
   * 0 to 100 in steps of 25, TCI down from 100. December has other values, and must not matter.
   */
  @Test
  void heatIsTurnedRound() {
    SeriesPair pair = new SeriesPair(june(0.25, 0.125, 0.9), Optional.of(june(300, 5, 270)));
    assertThat(rows(pair, 10_000, 0.75))
        .contains(
            "x,2010-06-01,0.25,300.0,0.0,100.0,25.0\n",
            "x,2012-06-01,0.5,310.0,50.0,50.0,50.0\n",
            "x,2014-06-01,0.75,320.0,100.0,0.0,75.0\n",
            "x,2010-12-01,0.9,270.0,NA,NA,NA\n");
    // against the first three years, the last two are beyond the scale
    assertThat(rows(pair, 2012, 1)).contains("x,2013-06-01,0.625,315.0,150.0,-50.0,150.0\n");
    // equal shares of a line up and a line down
    assertThat(rows(pair, 10_000, 0.5).lines().filter(row -> row.contains("-06-")))
        .hasSize(5)
        .allMatch(row -> Math.abs(Double.parseDouble(row.split(",")[6]) - 50) < 1e-9);
  }

  @Test
  void withoutATemperatureThereIsTheVci() {
    SeriesPair pair = new SeriesPair(june(0.25, 0.125, 0.9), Optional.empty());
    assertThat(rows(pair, 10_000, 0.5)).contains("x,2012-06-01,0.5,NA,50.0,NA,NA\n");
  }

  /** Orders differ, an id has no temperature, and one has nothing else. */
  @Test
  void tablesArePairedById() throws IOException {
    Path ndvi = folder.resolve("ndvi.csv");
    Path heat = folder.resolve("heat.csv");
    Files.writeString(ndvi, "id,date,value\na,2020-06-01,1\nb,2020-06-01,2\nc,2020-06-01,3\n");
    Files.writeString(heat, "id,date,value\nz,2020-06-01,9\nb,2020-06-11,20\na,2020-07-01,10\n");
    StringWriter table = new StringWriter();
    SeriesDetect.Summary summary =
        new SeriesDetect<>(
                SeriesPair.in(DatedSeries.in(ndvi), DatedSeries.in(heat)),
                new VegetationHealthMethod(CalendarPeriod.MONTH, 2000, 2030, 0.5))
            .run(table);
    assertThat(table.toString())
        .isEqualTo(
            """
            id,period,value,temperature,vci,tci,vhi
            a,2020-06-01,1.0,NA,NA,NA,NA
            a,2020-07-01,NA,10.0,NA,NA,NA
            b,2020-06-01,2.0,20.0,NA,NA,NA
            c,2020-06-01,3.0,NA,NA,NA,NA
            """);
    assertThat(summary).isEqualTo(new SeriesDetect.Summary(3, 5, 0, 1));
  }

  @Test
  void sharesAreChecked() {
    assertThatThrownBy(() -> new VegetationHealthMethod(CalendarPeriod.MONTH, 0, 1, 1.5))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("0 to 1, not 1.5");
  }

  private static String rows(SeriesPair pair, int lastYear, double share) {
    return new VegetationHealthMethod(CalendarPeriod.MONTH, 0, lastYear, share)
        .detector()
        .detect(pair)
        .text();
  }

  private static DatedSeries june(double first, double step, double december) {
    return new DatedSeries(
        "x",
        IntStream.range(0, 10)
            .map(i -> (int) LocalDate.of(2010 + i / 2, i % 2 == 0 ? 6 : 12, 15).toEpochDay())
            .toArray(),
        IntStream.range(0, 10)
            .mapToDouble(i -> i % 2 == 0 ? first + step * (i / 2.0) : december)
            .toArray());
  }
}
