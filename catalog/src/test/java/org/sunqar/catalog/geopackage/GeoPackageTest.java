// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.geopackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.geopackage.FeatureTable.Field;

class GeoPackageTest {

  private static final FeatureTable TABLE =
      new FeatureTable(
          "fields",
          "Fields",
          "Of a test",
          List.of(
              new Field("name", FeatureTable.Type.TEXT),
              new Field("count", FeatureTable.Type.INTEGER),
              new Field("area", FeatureTable.Type.REAL),
              new Field("day", FeatureTable.Type.DATE),
              new Field("at", FeatureTable.Type.DATETIME)));

  private static final Instant CHANGED = Instant.parse("2026-02-03T04:05:06.789123Z");

  @TempDir Path folder;

  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  private Path write() {
    Path file = folder.resolve("f.gpkg");
    GeoPackage.write(
        file,
        TABLE,
        List.of(
            new FeatureTable.Row(
                wkt("POLYGON ((66 50, 66.25 50, 66.25 50.5, 66 50.5, 66 50))"),
                Map.of(
                    "name",
                    "it's \"a\" field; ä",
                    "count",
                    9_007_199_254_740_993L,
                    "area",
                    0.1,
                    "day",
                    LocalDate.of(2024, 2, 29),
                    "at",
                    CHANGED)),
            new FeatureTable.Row(
                wkt(
                    "MULTIPOLYGON (((-10 -5, -9 -5, -9 -4, -10 -5)),"
                        + " ((1 1, 4 1, 4 4, 1 4, 1 1), (2 2, 2 3, 3 3, 3 2, 2 2)))"),
                Map.of())),
        CHANGED);
    return file;
  }

  @Test
  void theFileIsWhatTheStandardAsksFor() throws Exception {
    Path file = write();
    ByteBuffer head = ByteBuffer.wrap(Files.readAllBytes(file));
    assertThat(head.getInt(68)).isEqualTo(0x47504b47); // "GPKG", where SQLite keeps it
    assertThat(head.getInt(60)).isEqualTo(10_300);
    assertThat(rows(file, "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id"))
        .containsExactly("-1", "0", "4326");
    assertThat(rows(file, "SELECT * FROM gpkg_contents"))
        .containsExactly(
            "fields|features|Fields|Of a test|2026-02-03T04:05:06.789Z|-10.0|-5.0|66.25|50.5|4326");
    assertThat(rows(file, "SELECT * FROM gpkg_geometry_columns"))
        .containsExactly("fields|geom|MULTIPOLYGON|4326|0|0");
    assertThat(rows(file, "SELECT fid, name, count, area, day, at FROM fields ORDER BY fid"))
        .containsExactly(
            "1|it's \"a\" field; ä|9007199254740993|0.1|2024-02-29|2026-02-03T04:05:06.789Z",
            "2|null|null|null|null|null");
    // magic, version, flags, system, then west, east, south and north
    assertThat(rows(file, "SELECT hex(substr(geom, 1, 24)) FROM fields WHERE fid = 1"))
        .containsExactly(
            "4750" + "00" + "03" + "E6100000" + "0000000000805040" + "0000000000905040");
    assertThat(rows(file, "PRAGMA integrity_check")).containsExactly("ok");
    assertThat(rows(file, "PRAGMA foreign_key_check")).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static List<String> rows(Path file, String sql) throws Exception {
    List<String> lines = new ArrayList<>();
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = c.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          cells.add(String.valueOf(rows.getObject(i)));
        }
        lines.add(String.join("|", cells));
      }
    }
    return lines;
  }

  /** GDAL reads what was written, and warns of nothing. */
  @Test
  void gdalReadsIt() throws Exception {
    assumeTrue(hasOgr(), "ogrinfo (GDAL) is not installed");
    String text = ogrinfo(write());
    assertThat(text)
        .doesNotContainIgnoringCase("warning")
        .doesNotContain("ERROR")
        .contains("using driver `GPKG' successful", "Geometry: Multi Polygon", "Feature Count: 2")
        .contains("Extent: (-10.000000, -5.000000) - (66.250000, 50.500000)")
        .contains("ID[\"EPSG\",4326]")
        .contains("name: String (0)", "count: Integer64 (0)", "area: Real (0)")
        .contains("day: Date (0)", "at: DateTime (0)")
        .contains("name (String) = it's \"a\" field; ä", "count (Integer64) = 9007199254740993")
        .contains("day (Date) = 2024/02/29", "at (DateTime) = 2026/02/03 04:05:06.789+00")
        .contains("MULTIPOLYGON (((66 50,66.25 50,66.25 50.5,66 50.5,66 50)))")
        .contains("(1 1,4 1,4 4,1 4,1 1),(2 2,2 3,3 3,3 2,2 2)");
  }

  @Test
  void aTableMayBeEmpty() throws Exception {
    Path file = folder.resolve("e.gpkg");
    Files.writeString(file, "what was there before");
    GeoPackage.write(file, TABLE, List.of(), CHANGED);
    assertThat(rows(file, "SELECT min_x, max_y FROM gpkg_contents")).containsExactly("null|null");
    assumeTrue(hasOgr(), "ogrinfo (GDAL) is not installed");
    assertThat(ogrinfo(file)).contains("Feature Count: 0").doesNotContain("ERROR");
  }

  @Test
  void whatFailsLeavesTheFileThatWasThere() throws Exception {
    Path file = write();
    byte[] before = Files.readAllBytes(file);
    FeatureTable.Row wrong =
        new FeatureTable.Row(wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))"), Map.of("count", "many"));
    assertThatThrownBy(() -> GeoPackage.write(file, TABLE, List.of(wrong), CHANGED))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThatThrownBy(
            () -> GeoPackage.write(folder.resolve("no/where.gpkg"), TABLE, List.of(), CHANGED))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("cannot write the GeoPackage");
    assertThatThrownBy(
            () -> new FeatureTable("t", "", "", List.of(new Field("geom", FeatureTable.Type.TEXT))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean hasOgr() throws InterruptedException {
    try {
      return run("ogrinfo", "--version").startsWith("GDAL");
    } catch (IOException _) {
      return false;
    }
  }

  private static String ogrinfo(Path file) throws IOException, InterruptedException {
    // versions of GDAL differ in how they write whole numbers
    return run("ogrinfo", "-al", file.toString()).replaceAll("(?<=\\d)\\.0(?=[ ,)])", "");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
