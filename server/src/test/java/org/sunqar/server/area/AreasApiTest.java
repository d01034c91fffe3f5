// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.raster.geo.Crs;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;

/** Files of areas, made by GDAL and made to harm. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AreasApiTest {

  /** A square of a hundredth of a degree with a hole, and a triangle. */
  private static final String AREA =
      """
      {"type":"FeatureCollection","name":"north","features":[
       {"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon","coordinates":[
        [[24,47],[24.01,47],[24.01,47.01],[24,47.01],[24,47]],
        [[24.002,47.002],[24.002,47.004],[24.004,47.004],[24.004,47.002],[24.002,47.002]]]}},
       {"type":"Feature","properties":{"a":2},"geometry":{"type":"MultiPolygon","coordinates":[
        [[[24.02,47],[24.03,47],[24.02,47.01],[24.02,47]]]]}}]}
      """;

  /** Of it: PROJ's geodesic area, which a polygon of the equal-area projection comes close to. */
  private static final double HECTARES = 84.51 * (1 - 0.04) + 42.26;

  private final HttpClient client = HttpClient.newHttpClient();
  private static @TempDir Path folder;
  private Database database;
  private ItemStore store;
  private SunqarServer server;

  @BeforeAll
  void start() {
    database = Database.open(folder.resolve("sunqar.sqlite"), CatalogSchema.MIGRATIONS);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0),
            store,
            folder,
            new PrintWriter(new StringWriter(), true),
            List.of(new AreasApi()));
  }

  @AfterAll
  void stop() {
    server.close();
    store.close();
    database.close();
  }

  private HttpResponse<String> send(byte[] bytes, String query)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port() + "/api/areas" + query))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode read(byte[] bytes) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(bytes, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parseObject(answer.body());
  }

  /** One sentence that says why not. */
  private String refused(byte[] bytes) throws IOException, InterruptedException {
    HttpResponse<String> answer = send(bytes, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    String detail = Json.parseObject(answer.body()).path("detail").asText();
    assertThat(detail).doesNotContain("\n").doesNotContain("Exception").isNotBlank();
    return detail;
  }

  private String refused(String text) throws IOException, InterruptedException {
    return refused(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertArea(JsonNode area, double hectares) {
    assertThat(area.at("/geometry/type").asText()).isEqualTo("MultiPolygon");
    assertThat(area.path("area_ha").asDouble()).isCloseTo(hectares, within(hectares * 1e-3));
    assertThat(area.path("features").asInt()).isEqualTo(2);
    assertThat(area.at("/geometry/coordinates")).hasSize(2);
    int rings = 0;
    for (JsonNode polygon : area.at("/geometry/coordinates")) {
      rings += polygon.size();
      for (JsonNode point : polygon.get(0)) {
        assertThat(point.get(0).asDouble()).isBetween(23.9999, 24.0301);
        assertThat(point.get(1).asDouble()).isBetween(46.9999, 47.0101);
      }
    }
    assertThat(rings).isEqualTo(3);
  }

  @Test
  void geoJsonComesBackAsItsPolygons() throws Exception {
    JsonNode area = read(AREA.getBytes(StandardCharsets.UTF_8));
    assertArea(area, HECTARES);
    assertThat(area.path("name").asText()).isEqualTo("north");
    assertThat(area.path("skipped").asInt()).isZero();
    assertThat(area.path("repaired").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GeoJSON, area.geojson, ''",
    "GeoJSON, utm.geojson, '-t_srs EPSG:32635 -lco RFC7946=NO'",
    "KML, area.kml, ''",
    "LIBKML, area.kmz, ''",
    "GPKG, area.gpkg, ''",
    "GPKG, utm.gpkg, '-t_srs EPSG:32635'",
    "GPKG, heights.gpkg, '-dim XYZ'",
    "ESRI Shapefile, shape, ''",
    "ESRI Shapefile, utm, '-t_srs EPSG:32635'",
    "ESRI Shapefile, pulkovo, '-t_srs EPSG:28405'",
  })
  void readsWhatGdalWrites(String driver, String name, String options) throws Exception {
    Path source = Files.writeString(folder.resolve("source.geojson"), AREA);
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("ogr2ogr", "-f", driver, file.toString()));
    command.add(source.toString());
    if (!options.isEmpty()) {
      command.addAll(Arrays.asList(options.split(" ")));
    }
    assumeTrue(run(command), "GDAL's ogr2ogr is needed, with the driver " + driver);
    assertArea(read(Files.isDirectory(file) ? zip(file) : Files.readAllBytes(file)), HECTARES);
  }

  private static boolean run(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static byte[] zip(Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        zip.putNextEntry(new ZipEntry("data/" + file.getFileName()));
        zip.write(Files.readAllBytes(file));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  /** A Shapefile of one record whose second ring, counter-clockwise, is a hole of the first. */
  private static byte[] shapefile(int type, double[]... rings) {
    int points = Arrays.stream(rings).mapToInt(ring -> ring.length / 2).sum();
    int content = 44 + 4 * rings.length + 16 * points;
    ByteBuffer shp = ByteBuffer.allocate(100 + 8 + content);
    shp.putInt(0, 9994).position(100);
    shp.putInt(1).putInt(content / 2).order(ByteOrder.LITTLE_ENDIAN);
    shp.putInt(type).putDouble(0).putDouble(0).putDouble(0).putDouble(0);
    shp.putInt(rings.length).putInt(points);
    int start = 0;
    for (double[] ring : rings) {
      shp.putInt(start);
      start += ring.length / 2;
    }
    for (double[] ring : rings) {
      Arrays.stream(ring).forEach(shp::putDouble);
    }
    return shp.array();
  }

  private static final double[] SQUARE = {24, 47, 24, 47.01, 24.01, 47.01, 24.01, 47, 24, 47};

  @Test
  void aShapefileNeedsItsSystem() throws Exception {
    byte[] shp = shapefile(5, SQUARE);
    assertThat(refused(zip("a.shp", shp))).contains("no .prj");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("A.SHP"));
      zip.write(shp);
      zip.putNextEntry(new ZipEntry("a.prj"));
      zip.write("GEOGCS[\"nonsense".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(refused(bytes.toByteArray())).contains(".prj", "cannot be understood");
  }

  @Test
  void everyPrefixOfAShapefileIsRefusedOrRead() throws Exception {
    byte[] shp = shapefile(5, SQUARE);
    for (int length = 0; length < shp.length; length += 7) {
      byte[] cut = Arrays.copyOf(shp, length);
      AreaBuilder area = new AreaBuilder();
      try {
        ShapefileArea.read(cut, Crs.ofEpsg(4326), area);
        assertThat(area.count()).isZero(); // the header, and less than that of a record
      } catch (AreaException e) {
        assertThat(e).hasMessageContaining("Shapefile");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | the file is empty",
        "hello | none of those",
        "{} | type",
        "[1,2] | none of those",
        "{\"type\":\"Point\",\"coordinates\":[1,2]} | no polygon",
        "{\"type\":\"FeatureCollection\",\"features\":[]} | no polygon",
        "{\"type\":\"Polygon\"} | without coordinates",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4]]]} | fewer than three",
        "{\"type\":\"Polygon\",\"coordinates\":[1,2]} | not those of a polygon",
        "{\"type\":\"Polygon\",\"coordinates\":[[[[[[[1,2]]]]]]]} | deep",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,\"x\"],[1,2]]]} | not those of a polygon",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,NaN],[3,4],[5,6]]]} | line 1 cannot be read",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,1e999],[3,4],[5,6]]]} | nowhere on the Earth",
        "{\"type\":\"Polygon\",\"coordinates\":[[[500000,47],[500010,47],[5,6]]]} | not longitude",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[1,1],[1,1],[1,1]]]} | no area",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[3 | ends too early",
        "{\"type\":\"Elephant\"} | has no type Elephant",
        "<html></html> | no KML",
        "<kml><Polygon> | ends too early",
        "<!DOCTYPE k [<!ENTITY a 'b'>]><kml>&a;</kml> | document type",
        "<kml><Placemark><Polygon/></Placemark></kml> | without an outline",
        "<kml><Polygon><outerBoundaryIs><LinearRing><coordinates>1 2 3</coordinates></LinearRing>"
            + "</outerBoundaryIs></Polygon></kml> | not longitude,latitude",
      })
  void whatIsNoAreaIsToldInOneSentence(String file, String why) throws Exception {
    assertThat(refused(file == null ? "" : file)).contains(why);
  }

  @Test
  @SuppressWarnings("InlineFormatString") // read better apart
  void anUnknownSystemIsTold() throws Exception {
    String crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"%s\"}},";
    String polygon = "{%s\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[5,7],[1,2]]]}";
    assertThat(refused(polygon.formatted(crs.formatted("elephant")))).contains("elephant");
    String far = "{%s\"type\":\"Polygon\",\"coordinates\":[[[9e9,2],[3,4],[5,7],[9e9,2]]]}";
    assertThat(refused(far.formatted(crs.formatted("EPSG:32635")))).contains("reach");
  }

  @Test
  void anOutlineThatCrossesItselfIsPutRightAndToldOf() throws Exception {
    JsonNode area =
        read(
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(area.path("repaired").asInt()).isEqualTo(1);
    assertThat(area.at("/geometry/coordinates")).hasSize(2);
  }

  @Test
  void outlinesThatCrossEverywhereAreRefusedBeforeTheyTakeAllMemory() throws Exception {
    StringBuilder star = new StringBuilder("{\"type\":\"Polygon\",\"coordinates\":[[");
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      star.append('[').append(random.nextDouble()).append(',').append(random.nextDouble());
      star.append("],");
    }
    star.setCharAt(star.length() - 1, ']');
    assertThat(refused(star + "]}")).contains("cross one another too often");
  }

  @Test
  void simplifiesOnlyWhenAsked() throws Exception {
    StringBuilder circle = new StringBuilder("{\"type\":\"Polygon\",\"coordinates\":[[");
    for (int i = 0; i <= 2000; i++) {
      double angle = 2 * Math.PI * (i % 2000) / 2000;
      circle.append('[').append(10 + Math.cos(angle)).append(',').append(Math.sin(angle));
      circle.append("],");
    }
    circle.setCharAt(circle.length() - 1, ']');
    byte[] bytes = (circle + "]}").getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes).at("/geometry/coordinates/0/0")).hasSize(2001);
    HttpResponse<String> simple = send(bytes, "?simplify=500");
    JsonNode area = Json.parseObject(simple.body());
    assertThat(area.at("/geometry/coordinates/0/0").size()).isBetween(10, 200);
    double radius = 111_320;
    assertThat(area.path("area_ha").asDouble())
        .isCloseTo(Math.PI * radius * radius / 1e4, within(Math.PI * radius * radius / 1e6));
    assertThat(send(bytes, "?simplify=-1").statusCode()).isEqualTo(400);
    assertThat(send(bytes, "?simplify=NaN").statusCode()).isEqualTo(400);
  }

  @Test
  void tooManyBytesAndTooManyPoints() throws Exception {
    HttpResponse<String> large = send(new byte[21_000_000], "");
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(large.body()).contains("20000000 bytes");
    StringBuilder points = new StringBuilder("{\"type\":\"Polygon\",\"coordinates\":[[");
    for (int i = 0; i < 1_000_001; i++) {
      points.append("[1,2],");
    }
    points.setCharAt(points.length() - 1, ']');
    assertThat(refused(points + "]}")).contains("more than 1000000 points");
  }

  @Test
  void archivesThatHarm() throws Exception {
    assertThat(refused(zip("a.kml", new byte[3 << 20]))).contains("unpacks to more than");
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(many)) {
      for (int i = 0; i < 1001; i++) {
        zip.putNextEntry(new ZipEntry("f" + i));
      }
    }
    assertThat(refused(many.toByteArray())).contains("more than 1000 files");
    assertThat(refused(zip("../../etc/passwd", new byte[10]))).contains("holds no area");
    byte[] inner = zip("a.geojson", AREA.getBytes(StandardCharsets.UTF_8));
    assertThat(refused(zip("a.zip", inner))).contains("holds no area");
    assertThat(refused(Arrays.copyOf(inner, 60))).contains("archive");
    assertArea(read(inner), HECTARES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE TABLE a (b) | has no table gpkg_contents",
        "CREATE VIEW gpkg_contents AS WITH RECURSIVE x(i) AS (SELECT 1 UNION ALL SELECT i FROM x)"
            + " SELECT i AS table_name FROM x | not a plain table",
        "CREATE TABLE gpkg_contents (table_name, data_type, identifier);"
            + "CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);"
            + "CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id,"
            + " definition); INSERT INTO gpkg_contents VALUES ('v', 'features', 'v');"
            + "INSERT INTO gpkg_geometry_columns VALUES ('v', 'g', 4326);"
            + "CREATE VIEW v AS SELECT randomblob(1000000) AS g | not a plain table",
        "CREATE TABLE gpkg_contents (table_name, data_type, identifier);"
            + "CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);"
            + "CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id,"
            + " definition); INSERT INTO gpkg_contents VALUES ('v', 'features', 'v');"
            + "INSERT INTO gpkg_geometry_columns VALUES ('v', 'g', 4326);"
            + "CREATE TABLE v (a, g AS (zeroblob(1000))) | no plain column",
        "CREATE TABLE gpkg_contents (table_name, data_type, identifier);"
            + "CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);"
            + "CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id,"
            + " definition); INSERT INTO gpkg_contents VALUES ('v', 'features', 'v');"
            + "INSERT INTO gpkg_geometry_columns VALUES ('v', 'g', 4326);"
            + "CREATE TABLE v (a, g); INSERT INTO v VALUES (1, x'4750') | cut off",
        "CREATE TABLE gpkg_contents (table_name, data_type, identifier);"
            + "CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);"
            + "CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id,"
            + " definition); INSERT INTO gpkg_contents VALUES ('v', 'features', 'v');"
            + "INSERT INTO gpkg_geometry_columns VALUES ('v', 'g', 4326);"
            + "CREATE TABLE v (a, g); INSERT INTO v VALUES (1, x'4750000100000000')"
            + " | no reference system",
      })
  void databasesThatHarm(String sql, String why) throws Exception {
    assertThat(refused(database(sql))).contains(why);
  }

  private byte[] database(String sql) throws IOException, SQLException {
    Path file = Files.createTempFile(folder, "made", ".gpkg");
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = c.createStatement()) {
      for (String part : sql.split(";", -1)) {
        statement.execute(part);
      }
    }
    return Files.readAllBytes(file);
  }

  @Test
  void aDamagedDatabaseIsRefused() throws Exception {
    byte[] bytes = database("CREATE TABLE a (b)");
    Random random = new Random(2);
    for (int i = 0; i < 20; i++) {
      byte[] damaged = bytes.clone();
      for (int j = 0; j < 50; j++) {
        damaged[16 + random.nextInt(damaged.length - 16)] = (byte) random.nextInt(256);
      }
      assertThat(refused(damaged)).contains("GeoPackage");
    }
  }
}
