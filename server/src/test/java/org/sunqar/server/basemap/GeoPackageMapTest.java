// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.server.clients.Program;

/** GeoPackages of GDAL's, and tiles that GDAL reads again. */
final class GeoPackageMapTest {

  private static final String FEATURES =
      """
      {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Square","n":3,"v":1.5},"geometry":{"type":"Polygon",
          "coordinates":[[[60,40],[80,40],[80,55],[60,55],[60,40]],
                         [[65,45],[65,50],[70,50],[70,45],[65,45]]]}},
        {"type":"Feature","properties":{"name":"Line"},"geometry":{"type":"LineString",
          "coordinates":[[50,30],[90,60]]}},
        {"type":"Feature","properties":{"name":"Спот"},"geometry":{"type":"Point",
          "coordinates":[71.4,51.2]}}]}
      """;

  private static Path geoPackage(Path folder, String... options) throws Exception {
    Program.assume("GDAL", "ogr2ogr", "--version");
    Path json = Files.writeString(folder.resolve("in.geojson"), FEATURES);
    Path file = folder.resolve("map.gpkg");
    Program.run(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(
                        "ogr2ogr",
                        "-f",
                        "GPKG",
                        file.toString(),
                        json.toString(),
                        "-nln",
                        "things"),
                    java.util.stream.Stream.of(options))
                .toList())
        .done();
    return file;
  }

  /** What GDAL reads of a tile. */
  private static String read(Path folder, Basemap map, int z, int x, int y) throws Exception {
    byte[] tile = map.tile(z, x, y).orElseThrow().bytes();
    Path file = folder.resolve("tile.pbf");
    Files.write(file, new GZIPInputStream(new ByteArrayInputStream(tile)).readAllBytes());
    return Program.run(
            List.of(
                "ogrinfo", "-al", "-oo", "Z=" + z, "-oo", "X=" + x, "-oo", "Y=" + y, "MVT:" + file))
        .done()
        .out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSG:4326", "EPSG:3857", "EPSG:32642"})
  void featuresOfAnyReferenceSystemAreInTheirTiles(String crs, @TempDir Path folder)
      throws Exception {
    Path file = geoPackage(folder, "-t_srs", crs);
    try (Basemap map = Basemap.open(file)) {
      assertThat(map.about().west()).isBetween(49.9, 50.1);
      assertThat(map.about().north()).isBetween(59.9, 60.1);
      // 2/2/1 is 0..90 degrees east, 0..66.5 north
      String tile = read(folder, map, 2, 2, 1);
      assertThat(tile)
          .contains("Layer name: things", "name (String) = Square", "name (String) = Спот")
          .contains("n (Integer) = 3", "v (Real) = 1.5")
          .contains("Feature Count: 3");
      assertThat(map.tile(2, 0, 1)).isEmpty();
      assertThat(map.tile(2, 2, 3)).isEmpty();
      // the point in metres of Web Mercator: 7948212, 6656745, to a unit of the tile at zoom 6 (153
      // m)
      String small = read(folder, map, 6, 44, 21);
      assertThat(small).containsPattern("POINT \\(79[45]\\d{4}(\\.\\d+)? 665\\d{4}");
    }
  }

  @Test
  void aHoleStaysAHole(@TempDir Path folder) throws Exception {
    Path file = geoPackage(folder, "-where", "name='Square'");
    try (Basemap map = Basemap.open(file)) {
      String tile = read(folder, map, 2, 2, 1);
      assertThat(tile).containsPattern("POLYGON \\(+[-0-9. ,]+\\),\\([-0-9. ,]+\\)+");
      // lies in the hole with its margin
      assertThat(map.tile(8, 175, 89)).isEmpty();
    }
  }

  @Test
  void whatHasNoFeaturesIsRefused(@TempDir Path folder) throws Exception {
    Program.assume("GDAL", "ogr2ogr", "--version");
    Path file = folder.resolve("pictures.gpkg");
    Program.run(
            List.of(
                "gdal_create",
                "-of",
                "GPKG",
                "-outsize",
                "8",
                "8",
                "-bands",
                "3",
                "-a_srs",
                "EPSG:3857",
                "-a_ullr",
                "0",
                "8",
                "8",
                "0",
                file.toString()))
        .done();
    assertThatThrownBy(() -> Basemap.open(file))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("has pictures, but a base map is made of features");
    Path database = folder.resolve("other.sqlite");
    Files.write(database, "SQLite format 3\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> Basemap.open(database)).isInstanceOf(CatalogException.class);
  }

  /** Whatever is wrong in a file, it opens or is refused by the one exception for it. */
  @Test
  void damagedFilesFailInOneWay(@TempDir Path folder) throws Exception {
    Path good = geoPackage(folder);
    byte[] bytes = Files.readAllBytes(good);
    Random random = new Random(36);
    for (int round = 0; round < 60; round++) {
      Path bad = folder.resolve("bad" + round + ".gpkg");
      Files.write(bad, bytes);
      try (RandomAccessFile file = new RandomAccessFile(bad.toFile(), "rw")) {
        for (int i = 0; i < 40; i++) {
          file.seek(100 + random.nextInt(bytes.length - 100));
          file.write(random.nextInt(256));
        }
      }
      try (Basemap map = Basemap.open(bad)) {
        map.tile(0, 0, 0);
        map.tile(4, 11, 5);
      } catch (CatalogException e) {
        assertThat(e).hasMessageContaining("bad" + round);
      }
      Files.delete(bad);
    }
  }

  @Test
  void theFileIsNotWrittenTo(@TempDir Path folder) throws Exception {
    Path file = geoPackage(folder);
    byte[] before = Files.readAllBytes(file);
    try (Basemap map = Basemap.open(file)) {
      assertThat(map.tile(0, 0, 0)).isPresent();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(list(folder)).doesNotContain("map.gpkg-wal", "map.gpkg-journal");
  }

  private static List<String> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }
}
