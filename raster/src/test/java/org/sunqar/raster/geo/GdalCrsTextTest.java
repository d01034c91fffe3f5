// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.raster.Gdal;

/** Definitions of every kind against PROJ: as text, and by where points come to lie. */
@Tag("gdal")
class GdalCrsTextTest {

  private static final int POINTS = 60;

  /** By longitude and latitude on the system's own datum, so that only the projection counts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # text | west | south | east | north
          +proj=utm +zone=33 +datum=WGS84 +units=m +no_defs | 5 | -80 | 25 | 84
          +proj=utm +zone=33 +south +ellps=GRS80 | 5 | -80 | 25 | 84
          +proj=utm +zone=47 +datum=WGS84 | 90 | 40 | 105 | 55
          +proj=utm +zone=33 +ellps=intl +units=us-ft | 5 | 0 | 25 | 60
          +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy | -9 | 49 | 3 | 61
          +proj=tmerc +lon_0=69 +x_0=12500000 +ellps=krass | 60 | 40 | 80 | 70
          +proj=tmerc +lon_0=33d0'0"E +k_0=1 +ellps=krass +units=km | 20 | 40 | 50 | 70
          +proj=merc +lon_0=100 +k=0.997 +x_0=3900000 +y_0=900000 +ellps=bessel | -70 | -80 | 270 | 80
          +proj=merc +lat_ts=42 +lon_0=51 +ellps=krass | 40 | 30 | 60 | 50
          +proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs | -180 | -85 | 180 | 85
          +proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 | -6 | 41 | 10 | 52
          +proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 +a=6378249.2 +b=6356515 +pm=paris | -6 | 41 | 10 | 52
          +proj=lcc +lat_1=-20 +lat_2=-60 +lat_0=-40 +lon_0=-60 +ellps=intl +units=ft | -80 | -80 | -40 | 30
          +proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 | -40 | 20 | 60 | 80
          +proj=laea +lat_0=90 +lon_0=-150 +datum=WGS84 | -180 | 40 | 180 | 90
          +proj=laea +lat_0=-90 +lon_0=0 +datum=WGS84 | -180 | -89.99 | 180 | 40
          +proj=laea +lat_0=0 +lon_0=20 +R=6370997 | -60 | -80 | 100 | 80
          +proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +datum=NAD83 | -130 | 10 | -60 | 60
          +proj=aea +lat_1=-18 +lat_2=-36 +lat_0=0 +lon_0=132 +ellps=GRS80 | 100 | -50 | 160 | 0
          +proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=0 +datum=WGS84 | -180 | -90 | 180 | -20
          +proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +datum=WGS84 | -180 | 20 | 180 | 90
          +proj=stere +lat_0=90 +k=0.994 +x_0=2000000 +y_0=2000000 +ellps=WGS84 | -180 | 20 | 180 | 90
          +proj=ups +south +ellps=WGS84 | -180 | -90 | 180 | -60
          +proj=sinu +lon_0=0 +x_0=0 +y_0=0 +R=6371007.181 +units=m +no_defs | -180 | -90 | 180 | 90
          +proj=sinu +lon_0=30 +ellps=WGS84 | -140 | -90 | 200 | 90
          +proj=moll +lon_0=0 +R=6371000 | -170 | -85 | 170 | 85
          +proj=eqc +lat_ts=30 +lon_0=10 +R=6371000 | -160 | -89 | 180 | 89
          +proj=cea +lat_ts=30 +lon_0=0 +ellps=WGS84 | -180 | -89 | 180 | 89
          +proj=somerc +lat_0=46.9524055555556 +lon_0=7.43958333333333 +k_0=1 +x_0=2600000 +y_0=1200000 +ellps=bessel | 5 | 45 | 11 | 48
          +proj=omerc +lat_0=4 +lonc=102.25 +alpha=323.025796466667 +gamma=323.130102361111 +k=0.99984 +x_0=804671 +y_0=0 +no_uoff +ellps=GRS80 | 98 | 0 | 105 | 8
          +proj=omerc +lat_0=4 +lonc=115 +alpha=53.3158204722222 +gamma=53.1301023611111 +k=0.99984 +x_0=590476.87 +y_0=442857.65 +ellps=evrst30 | 108 | 0 | 120 | 8
          +proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel | 2 | 50 | 8 | 54
          +proj=krovak +lat_0=49.5 +lon_0=24.8333333333333 +alpha=30.2881397527778 +k=0.9999 +x_0=0 +y_0=0 +ellps=bessel | 11 | 47 | 23 | 52
          +proj=longlat +ellps=krass | -180 | -90 | 180 | 90
          +proj=longlat +ellps=intl +pm=rome | 0 | -90 | 20 | 90
          """)
  void projectsAsProjDoes(String text, double west, double south, double east, double north) {
    Crs crs = Crs.of(text);
    double[] lonLat = seeded(west, south, east, north);

    String geographic = lonLatOf(text).replaceAll("\\+pm=\\S+", "");
    double[] expected = proj(geographic, text, lonLat);
    double[] ours = lonLat.clone();
    crs.fromLonLat(ours, POINTS);
    double unit = crs.isGeographic() ? 1e-9 : 1e-4 / crs.metresPerUnit();
    for (int i = 0; i < 2 * POINTS; i++) {
      assertThat(ours[i])
          .as("number %d of %s, %s", i, lonLat[i - i % 2], lonLat[i - i % 2 + 1])
          .isCloseTo(expected[i], within(unit));
    }
    crs.toLonLat(ours, POINTS);
    for (int i = 0; i < 2 * POINTS; i += 2) {
      double metresEast = Math.IEEEremainder(ours[i] - lonLat[i], 360) * 111_000;
      assertThat(metresEast * Math.cos(Math.toRadians(lonLat[i + 1]))).isCloseTo(0, within(1e-4));
      assertThat(ours[i + 1]).isCloseTo(lonLat[i + 1], within(1e-9));
    }
  }

  /** The longitude and latitude that a string is built on. */
  private static String lonLatOf(String text) {
    StringBuilder words = new StringBuilder("+proj=longlat");
    for (String word : text.split(" ")) {
      if (word.matches("\\+(datum|ellps|a|b|R|rf|pm|towgs84|nadgrids)=.*")) {
        words.append(' ').append(word);
      }
    }
    return words.toString();
  }

  /** With shifts between datums: the same seven numbers on both sides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +proj=tmerc +lon_0=69 +x_0=12500000 +ellps=krass +towgs84=25,-141,-78.5,0,0.35,0.736,0 | 62 | 40 | 76 | 60
          +proj=tmerc +lon_0=9 +x_0=3500000 +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 | 5 | 47 | 12 | 55
          +proj=utm +zone=33 +south +ellps=clrk80 +towgs84=-103.746,-9.614,-255.95 | 12 | -6 | 18 | 0
          +proj=utm +zone=32 +ellps=intl +towgs84=-206.1,-174.7,-87.7,0,0,0,0 | 8 | 1 | 13 | 12
          +proj=longlat +ellps=krass +towgs84=23.57,-140.95,-79.8,0,0.35,0.79,-0.22 | 30 | 45 | 170 | 75
          +proj=krovak +ellps=bessel +towgs84=589,76,480 | 12 | 48 | 22 | 51
          """)
  void shiftsDatumsAsProjDoes(String text, double west, double south, double east, double north) {
    double[] lonLat = seeded(west, south, east, north);
    double[] expected = proj("+proj=longlat +datum=WGS84", text, lonLat);
    double[] ours = lonLat.clone();
    Crs.of(text).fromLonLat(ours, POINTS);
    // PROJ leaves out the square of the rotations when it goes back
    double tolerance = Crs.of(text).isGeographic() ? 5e-9 : 5e-4;
    for (int i = 0; i < 2 * POINTS; i++) {
      assertThat(ours[i]).as("number %d", i).isCloseTo(expected[i], within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        4326, 4258, 4284, 4267, 4269, 32633, 32733, 32647, 32649, 3857, 3395, 3035, 2154, 3031,
        3413, 3995, 32661, 5070, 28413, 28405, 2500, 2505, 25832, 26918, 31985, 27700, 31467, 3067,
        2180
      })
  void understandsEveryTextOfACode(int code) {
    Crs known = Crs.ofEpsg(code);
    double[] middle = {20, 60};
    for (String kind : List.of("wkt2", "wkt1", "wkt_esri", "projjson", "proj4")) {
      String text = Gdal.run("", "gdalsrsinfo", "-o", kind, "EPSG:" + code).strip();
      Crs read = Crs.of(text);
      assertThat(read.isGeographic()).as("%s %s", kind, text).isEqualTo(known.isGeographic());
      boolean shifted =
          kind.equals("proj4") && !known.definition().orElseThrow().geographic().isOnWgs84();
      double[] ours = middle.clone();
      double[] expected = middle.clone();
      read.fromLonLat(ours, 1);
      known.fromLonLat(expected, 1);
      double tolerance = (known.isGeographic() ? 1e-9 : 1e-4) + (shifted ? 1000 : 0);
      assertThat(ours[0]).as("%s %s", kind, text).isCloseTo(expected[0], within(tolerance));
      assertThat(ours[1]).as("%s %s", kind, text).isCloseTo(expected[1], within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EPSG:4326",
        "EPSG:32633",
        "EPSG:3857",
        "EPSG:3035",
        "EPSG:2154",
        "EPSG:3031",
        "EPSG:5070",
        "EPSG:28413",
        "+proj=sinu +R=6371007.181",
        "+proj=laea +lat_0=10 +ellps=krass",
        "+proj=tmerc +lon_0=33 +ellps=krass +towgs84=25,-141,-78.5,0,0.35,0.736,0 +units=us-ft",
        "+proj=cea +lat_ts=30 +ellps=WGS84",
        "+proj=krovak +ellps=bessel"
      })
  void othersReadOurProjJson(String text) {
    Crs crs = Crs.of(text);
    String json = crs.projJson().orElseThrow();
    assertThat(Crs.of(json)).isEqualTo(crs);
    double[] lonLat = seeded(12, 48, 18, 52);
    double[] ours = lonLat.clone();
    Crs base = Crs.of(crs.definition().orElseThrow().geographic());
    CoordinateTransform.between(base, crs).transform(ours, POINTS);
    double[] expected = proj(base.projJson().orElseThrow(), json, lonLat);
    for (int i = 0; i < 2 * POINTS; i++) {
      assertThat(ours[i]).as(json).isCloseTo(expected[i], within(1e-4 / crs.metresPerUnit()));
    }
  }

  @Test
  void aCodeThatHasNorthingFirstStillHasXFirst() {
    double[] point = {12.5, 41.9};
    Crs.of("urn:ogc:def:crs:EPSG::4326").toLonLat(point, 1);
    assertThat(point).containsExactly(12.5, 41.9);
  }

  private static double[] seeded(double west, double south, double east, double north) {
    Random random = new Random(7);
    double[] points = new double[2 * POINTS];
    for (int i = 0; i < 2 * POINTS; i += 2) {
      points[i] = west + (east - west) * random.nextDouble();
      points[i + 1] = south + (north - south) * random.nextDouble();
    }
    return points;
  }

  /** Coordinates x first, from one definition to another. */
  private static double[] proj(String from, String to, double[] points) {
    StringBuilder input = new StringBuilder();
    for (int i = 0; i < points.length; i += 2) {
      input.append(String.format(Locale.ROOT, "%.17g %.17g%n", points[i], points[i + 1]));
    }
    String output =
        Gdal.run(input.toString(), "gdaltransform", "-s_srs", from, "-t_srs", to, "-output_xy");
    List<Double> numbers = new ArrayList<>();
    for (String word : output.strip().split("\\s+")) {
      numbers.add(Double.parseDouble(word));
    }
    assertThat(numbers).hasSize(points.length);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
