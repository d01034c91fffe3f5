// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.Gdal;

/**
 * Against PROJ, through GDAL's gdaltransform. Where it chooses the datum shift by place, the
 * tolerance is the accuracy of the shifts: metres.
 */
@Tag("gdal")
class GdalCrsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # crs     | x0      | y0      | x1      | y1      | tolerance (m)
          EPSG:31985 | 150000 | 8900000 | 800000  | 9990000 | 0.001
          EPSG:3035  | 2600000| 1500000 | 7000000 | 5300000 | 0.005
          EPSG:32632 | 200000 | 100000  | 800000  | 9000000 | 0.001
          EPSG:32755 | 200000 | 1200000 | 800000  | 9900000 | 0.001
          EPSG:3857  | -2e7   | -1.5e7  | 2e7     | 1.5e7   | 0.001
          EPSG:3031  | -3e6   | -3e6    | 3e6     | 2.9e6   | 0.001
          EPSG:3413  | -3e6   | -3e6    | 2e6     | 2.9e6   | 0.001
          EPSG:32661 | 1000000| 1000000 | 3000000 | 2900000 | 0.001
          EPSG:5042  | 1000000| 1000000 | 3000000 | 2900000 | 0.001
          EPSG:3995  | -3e6   | -3e6    | 3e6     | 2.9e6   | 0.001
          EPSG:3395  | -1.9e7 | -1.5e7  | 1.9e7   | 1.5e7   | 0.001
          EPSG:2500  | 4e5    | 4.9e6   | 7e5     | 6.2e6   | 5
          EPSG:28405 | 5.4e6  | 5.9e6   | 5.7e6   | 7.2e6   | 5
          EPSG:5514  | -8e5   | -1.2e6  | -3e5    | -1.0e6  | 15
          EPSG:5070  | -2e6   | 3e5     | 2e6     | 3e6     | 0.005
          EPSG:2154  | 2e5    | 6.1e6   | 1.2e6   | 7.1e6   | 0.001
          EPSG:27700 | 1e5    | 1e5     | 6e5     | 1e6     | 10
          EPSG:28412 | 12.4e6 | 4.9e6   | 12.7e6  | 6.2e6   | 5
          +proj=sinu +R=6371007.181 +units=m | -7e6 | -4e6 | 7e6 | 6e6 | 0.001
          """)
  void agrees(String crs, double x0, double y0, double x1, double y1, double tolerance) {
    Crs ours = crs.startsWith("EPSG:") ? Crs.ofEpsg(Integer.parseInt(crs.substring(5))) : modis();
    double[] xy = new double[2 * 16];
    StringBuilder input = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      xy[2 * i] = x0 + (x1 - x0) * (i % 4) / 3;
      int row = i / 4;
      xy[2 * i + 1] = y0 + (y1 - y0) * row / 3;
      input.append(String.format(Locale.ROOT, "%.6f %.6f%n", xy[2 * i], xy[2 * i + 1]));
    }
    String output =
        Gdal.run(
            input.toString(), "gdaltransform", "-s_srs", crs, "-t_srs", "EPSG:4326", "-output_xy");
    double[] back = xy.clone();
    ours.toLonLat(xy, 16);
    String[] lines = output.strip().split("\n");
    assertThat(lines).hasSize(16);
    for (int i = 0; i < 16; i++) {
      String[] point = lines[i].split(" ");
      double lon = Double.parseDouble(point[0]);
      double lat = Double.parseDouble(point[1]);
      double degrees = tolerance / 111_000;
      assertThat(xy[2 * i + 1]).as("latitude of point %d", i).isCloseTo(lat, within(degrees));
      double wrapped = Math.IEEEremainder(xy[2 * i] - lon, 360);
      assertThat(wrapped * Math.cos(Math.toRadians(lat)))
          .as("longitude of point %d: %s, not %s", i, xy[2 * i], lon)
          .isCloseTo(0, within(degrees));
    }
    ours.fromLonLat(xy, 16);
    for (int i = 0; i < 32; i++) {
      assertThat(xy[i]).as("round trip of number %d", i).isCloseTo(back[i], within(0.005));
    }
  }

  /** EPSG codes as WKT 2 and WKT 1, with the code and without it. */
  @ParameterizedTest
  @CsvSource({"4326", "32632", "3035", "31985", "3857", "3031", "5070", "2154"})
  void understandsTheTextsThatOthersWrite(int code) {
    for (String kind : List.of("wkt2", "wkt1")) {
      String text = Gdal.run("", "gdalsrsinfo", "-o", kind, "--single-line", "EPSG:" + code);
      assertThat(Crs.ofWkt(text).epsg()).as(text).hasValue(code);
      String anonymous =
          text.strip().replaceAll(",(ID|AUTHORITY)\\[\"EPSG\",\"?[0-9]+\"?\\]\\]$", "]");
      assertThat(anonymous).isNotEqualTo(text.strip());
      assertThat(Crs.ofWkt(anonymous)).as(text).isEqualTo(Crs.ofEpsg(code));
    }
  }

  @Test
  void understandsModisInBothVersionsOfTheText() {
    String wkt1 =
        Gdal.run("", "gdalsrsinfo", "-o", "wkt1", "--single-line", "+proj=sinu +R=6371007.181");
    assertThat(Crs.ofWkt(wkt1.strip())).isEqualTo(modis());
  }

  private static Crs modis() {
    return Crs.ofWkt(
        Gdal.run(
            "",
            "gdalsrsinfo",
            "-o",
            "wkt2",
            "--single-line",
            "+proj=sinu +R=6371007.181 +units=m"));
  }
}
