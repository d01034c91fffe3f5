// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.raster.RasterException;

class CrsTest {

  private static final double ABOUT_A_MILLIMETRE = 1e-8;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # code | x         | y         | longitude | latitude
          4326   | 12.5      | -45.25    | 12.5      | -45.25
          3857   | 1113194.907932736 | 6800125.454397307 | 10.0 | 52.0
          32632  | 500000    | 0         | 9.0       | 0.0
          32723  | 500000    | 10000000  | -45.0     | 0.0
          3035   | 4321000   | 3210000   | 10.0      | 52.0
          31985  | 500000    | 10000000  | -33.0     | 0.0
          26918  | 500000    | 0         | -75.0     | 0.0
          25833  | 500000    | 0         | 15.0      | 0.0
          """)
  void builtInCodesHaveTheirOriginsInPlace(int code, double x, double y, double lon, double lat) {
    Crs crs = Crs.ofEpsg(code);
    double[] point = {x, y};
    crs.toLonLat(point, 1);
    assertThat(point[0]).isCloseTo(lon, within(ABOUT_A_MILLIMETRE));
    assertThat(point[1]).isCloseTo(lat, within(ABOUT_A_MILLIMETRE));
    crs.fromLonLat(point, 1);
    assertThat(point[0]).isCloseTo(x, within(1e-3));
    assertThat(point[1]).isCloseTo(y, within(1e-3));
    assertThat(crs.epsg()).hasValue(code);
  }

  @ParameterizedTest
  @CsvSource({
    "4326, true, WGS 84",
    "32701, false, WGS 84 / UTM zone 1S",
    "31985, false, SIRGAS 2000 / UTM zone 25S"
  })
  void namesAndKinds(int code, boolean geographic, String name) {
    assertThat(Crs.ofEpsg(code).isGeographic()).isEqualTo(geographic);
    assertThat(Crs.ofEpsg(code).name()).isEqualTo(name);
    assertThat(Crs.ofEpsg(code).metresPerUnit()).isEqualTo(1);
    assertThat(Crs.ofEpsg(code)).hasToString("EPSG:" + code);
  }

  @Test
  void aWrittenTextReadsBackAsTheSameSystem() {
    for (int code : new int[] {4326, 3857, 32632, 3035, 31985}) {
      Crs crs = Crs.ofEpsg(code);
      assertThat(Crs.ofWkt(crs.wkt())).isEqualTo(crs);
      String withoutCode = crs.wkt().replaceAll(",ID\\[\"EPSG\",[0-9]+\\]\\]$", "]");
      Crs spelled = Crs.ofWkt(withoutCode);
      assertThat(spelled.epsg()).as(withoutCode).isEmpty();
      assertThat(spelled).isEqualTo(crs);
      assertThat(spelled.hashCode()).isEqualTo(crs.hashCode());
    }
  }

  @Test
  void systemsOnDifferentDatumsDiffer() {
    assertThat(Crs.ofEpsg(32632)).isNotEqualTo(Crs.ofEpsg(25832));
    assertThat(Crs.ofEpsg(32632)).isNotEqualTo(Crs.ofEpsg(32633));
    assertThat(Crs.ofEpsg(4326)).isNotEqualTo(Crs.UNKNOWN);
  }

  @Test
  void namesDoNotMakeADifference() {
    Crs one = Crs.of(sinusoidal("MODIS Sinusoidal", "unnamed"));
    Crs other = Crs.of(sinusoidal("unknown", "Not specified (based on custom spheroid)"));
    assertThat(one).isEqualTo(other);
    assertThat(one.hashCode()).isEqualTo(other.hashCode());
  }

  private static CrsDefinition sinusoidal(String name, String datum) {
    return new CrsDefinition.Projected(
        name,
        new CrsDefinition.Geographic("unknown", datum, "sphere", 6371007.181, 0, 0, List.of()),
        ProjectionMethod.SINUSOIDAL,
        Map.of(),
        "metre",
        1);
  }

  @Test
  void sphericalSinusoidalFollowsItsFormula() {
    double radius = 6371007.181;
    double[] point = {-4000000, -1500000};
    Crs.of(sinusoidal("x", "unknown")).toLonLat(point, 1);
    double latitude = -1500000 / radius;
    assertThat(point[1]).isCloseTo(Math.toDegrees(latitude), within(ABOUT_A_MILLIMETRE));
    assertThat(point[0])
        .isCloseTo(
            Math.toDegrees(-4000000 / (radius * Math.cos(latitude))), within(ABOUT_A_MILLIMETRE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]] | 4326
          PROJCS["x (\\"odd\\"",GEOGCS["a",AUTHORITY["EPSG","4258"]],AUTHORITY["EPSG","3035"]] | 3035
          GEOGCRS["WGS 84",DATUM["WGS 84",ELLIPSOID["WGS 84",6378137,298.257223563,ID["EPSG",7030]]],CS[ellipsoidal,2]] | -1
          """)
  void findsTheCodeOfTheWholeSystemOnly(String wkt, int code) {
    OptionalInt expected = code < 0 ? OptionalInt.empty() : OptionalInt.of(code);
    assertThat(WktText.epsgCode(wkt.replace("\\\"", "'"))).isEqualTo(expected);
  }

  @Test
  void aTextWithShiftToWgs84NeedsNoDatabase() {
    // EPSG 28412 with the shift that WKT 1 can carry; the expected point is GDAL's
    Crs crs =
        Crs.ofWkt(
            "PROJCS[\"GK 12\",GEOGCS[\"Pulkovo 1942\",DATUM[\"Pulkovo_1942\",SPHEROID[\"Krassowsky 1940\",6378245,298.3],"
                + "TOWGS84[25,-141,-78.5,0,0.35,0.736,0]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"
                + "PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",69],"
                + "PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",12500000],PARAMETER[\"false_northing\",0],"
                + "UNIT[\"metre\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]");
    double[] point = {12600000, 5600000};
    crs.toLonLat(point, 1);
    assertThat(point[0]).isCloseTo(70.40939, within(2e-4));
    assertThat(point[1]).isCloseTo(50.52475, within(5e-3));
    assertThat(crs.epsg()).isEmpty();
  }

  @Test
  void aShiftToWgs84SurvivesTheText() {
    CrsDefinition.Geographic base =
        new CrsDefinition.Geographic(
            "Pulkovo",
            "Pulkovo",
            "Krassowsky",
            6378245,
            298.3,
            0,
            List.of(25.0, -141.0, -78.5, 0.0, 0.35, 0.736, 1.5));
    Crs crs = Crs.of(base);
    assertThat(crs.wkt()).startsWith("BOUNDCRS[SOURCECRS[GEOGCRS[\"Pulkovo\"");
    Crs read = Crs.ofWkt(crs.wkt());
    assertThat(read).isEqualTo(crs);
    assertThat(read).isNotEqualTo(Crs.of(base.withToWgs84(List.of())));
    Crs otherSign =
        Crs.ofWkt(
            crs.wkt()
                .replace("Position Vector transformation", "Coordinate Frame rotation")
                .replace("0.35", "-0.35")
                .replace("0.736", "-0.736"));
    assertThat(otherSign).isEqualTo(crs);
    double[] point = {71.5, 0};
    read.toLonLat(point, 1);
    assertThat(point[0]).isNotCloseTo(71.5, within(1e-4));
  }

  @Test
  void thePartOfAnArrayThatIsNotAskedForStaysAsItIs() {
    double[] points = {500000, 0, 1, 2};
    Crs.ofEpsg(32632).toLonLat(points, 1);
    assertThat(points[2]).isEqualTo(1);
    assertThat(points[3]).isEqualTo(2);
  }

  @Test
  void anUnknownSystemRefusesToSayWhereItIs() {
    assertThatThrownBy(() -> Crs.UNKNOWN.toLonLat(new double[2], 1))
        .isInstanceOf(RasterException.class)
        .hasMessage("there is no coordinate reference system, so longitudes are not known");
    assertThat(Crs.UNKNOWN.wkt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"''", "'not wkt'", "'PROJCS[\"cut off\"'", "'VERT_CS[\"height\"]'"})
  void textThatIsNoCrsIsRefused(String text) {
    assertThatThrownBy(() -> Crs.ofWkt(text))
        .isInstanceOf(RasterException.class)
        .extracting(e -> ((RasterException) e).key())
        .isEqualTo(RasterException.Key.CRS);
  }

  @Test
  void otherCodesComeFromTheDatabase() {
    // Pulkovo 1942 / Gauss-Kruger zone 12: the authority puts northing first
    Crs crs = Crs.ofEpsg(28412);
    double[] point = {12600000, 5600000};
    crs.toLonLat(point, 1);
    assertThat(point[0]).isCloseTo(70.40939, within(2e-3));
    assertThat(crs.isGeographic()).isFalse();
    assertThatThrownBy(() -> Crs.ofEpsg(99999))
        .isInstanceOf(RasterException.class)
        .hasMessage("EPSG:99999 is not a known coordinate reference system");
    assertThat(Files.exists(Path.of("derby.log"))).isFalse();
  }
}
