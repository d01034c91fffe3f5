// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.server.SampleServer;

/** Programs that others made read the real server, unmodified. */
class ClientsTest {

  private static final String SCENE_2001 = "LE07_L1TP_195025_20010730_20170204_01_T1";
  private static final String SCENE_2013 = "LC08_L1TP_195025_20130707_20170503_01_T1";

  @TempDir private static Path folder;
  private static SampleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = SampleServer.start(Files.createDirectory(folder.resolve("workspace")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void gdalReadsCollectionsAsLayers() throws Exception {
    Program.assume("gdal-bin", "ogrinfo", "--version");
    String source = "OAPIF:" + server.api();
    assertThat(ogrinfo(source)).contains("ethiopia (title: Ethiopia, Landsat) (Polygon)");
    assertThat(ogrinfo("-al", "-so", source, "marburg"))
        .contains("Feature Count: 2")
        .contains("eo:cloud_cover: Real")
        .contains("datetime: DateTime");
    assertThat(ogrinfo("-al", "-q", source, "marburg"))
        .contains("id (String) = " + SCENE_2001)
        .contains("POLYGON ((8.7");
    assertThat(ogrinfo("-al", "-so", "-spat", "8.7", "50.7", "8.9", "50.9", source, "marburg"))
        .contains("Feature Count: 2");
    assertThat(ogrinfo("-al", "-so", "-spat", "30", "0", "40", "10", source, "marburg"))
        .contains("Feature Count: 0");
    assertThat(ogrinfo("-al", "-q", "-where", "\"eo:cloud_cover\" > 5", source, "marburg"))
        .contains(SCENE_2013)
        .doesNotContain("id (String) = " + SCENE_2001);
    assertThat(ogrinfo("-al", "-q", "-where", "platform = 'landsat-7'", source, "marburg"))
        .contains(SCENE_2001)
        .doesNotContain("id (String) = " + SCENE_2013);
  }

  @Test
  void gdalReadsTheFilesOfASearchAsARaster() throws Exception {
    Program.assume("gdal-bin", "gdalinfo", "--version");
    String search = "\"" + server.api() + "/search?collections=marburg\"";
    String text = Program.run(List.of("gdalinfo", "STACIT:" + search + ":asset=red")).done().out();
    assertThat(text).contains("ID[\"EPSG\",32632]").contains("Band 1");
    assertThat(text).contains("Size is ");
  }

  @Test
  void gdalReadsAFileByRanges() throws Exception {
    Program.assume("gdal-bin", "gdalinfo", "--version");
    String address = asset(SCENE_2013, "red");
    String remote =
        Program.run(
                List.of(
                    "gdalinfo",
                    "-checksum",
                    "--config",
                    "CPL_CURL_VERBOSE",
                    "YES",
                    "/vsicurl/" + address))
            .done()
            .out();
    Path local =
        Path.of(
            java.net.URI.create(
                server
                    .store()
                    .item("marburg", SCENE_2013)
                    .orElseThrow()
                    .assets()
                    .get("red")
                    .href()));
    String here = Program.run(List.of("gdalinfo", "-checksum", local.toString())).done().out();
    assertThat(checksum(remote)).isPresent().isEqualTo(checksum(here));
  }

  @Test
  void owsLibReadsFeaturesAndRecords() throws Exception {
    Program.assume("python3-owslib", "/usr/bin/python3", "-c", "import owslib.ogcapi.records");
    JsonNode found = Program.python("owslib_client.py", folder, server.api()).done().json();
    assertThat(found.path("openapi").asText()).startsWith("3.0");
    assertThat(texts(found.path("collections"))).containsExactly("ethiopia", "marburg");
    assertThat(texts(found.path("featureCollections"))).containsExactly("ethiopia", "marburg");
    assertThat(texts(found.path("marburg"))).containsExactlyInAnyOrder(SCENE_2001, SCENE_2013);
    assertThat(texts(found.path("in2013"))).containsExactly(SCENE_2013);
    assertThat(found.path("elsewhere").asInt(-1)).isZero();
    assertThat(found.path("one")).isEqualTo(found.path("marburg").get(0));
    assertThat(found.path("queryables")).hasSize(3);
    assertThat(texts(found.path("recordCollections"))).containsExactly("catalogue");
    assertThat(texts(found.path("records"))).containsExactly("ethiopia");
    assertThat(found.path("record").asText()).isEqualTo("Marburg, Landsat");
  }

  @Test
  void qgisLoadsItemsAndAFile() throws Exception {
    Program.assume("python3-qgis", "/usr/bin/python3", "-c", "import qgis.core");
    JsonNode found =
        Program.python("qgis_client.py", folder, server.api(), asset(SCENE_2013, "red")).json();
    assertThat(found.path("valid").asBoolean()).as(found.toString()).isTrue();
    assertThat(texts(found.path("ids"))).containsExactly(SCENE_2013, SCENE_2001);
    assertThat(texts(found.path("fields"))).contains("datetime", "eo:cloud_cover");
    assertThat(found.path("west").doubleValue()).isCloseTo(8.76, within(0.02));
    assertThat(found.path("south").doubleValue()).isCloseTo(50.8, within(0.02));
    assertThat(found.path("rasterValid").asBoolean()).as(found.toString()).isTrue();
    assertThat(found.path("rasterCrs").asText()).isEqualTo("EPSG:32632");
    assertThat(found.path("maximum").doubleValue()).isPositive();
  }

  @Test
  void stacJsWalksTheApi() throws Exception {
    Path node = Program.node();
    JsonNode found =
        Program.run(List.of("node", node.resolve("read-with-stac-js.mjs").toString(), server.api()))
            .done()
            .json();
    assertThat(found.path("isCatalog").asBoolean()).isTrue();
    assertThat(found.path("collections")).hasSize(2);
    for (JsonNode collection : found.path("collections")) {
      assertThat(collection.path("isCollection").asBoolean()).isTrue();
      assertThat(collection.path("bbox")).hasSize(4);
      assertThat(collection.path("items")).hasSize(2);
      for (JsonNode item : collection.path("items")) {
        assertThat(item.path("isItem").asBoolean()).isTrue();
        assertThat(item.path("geoFiles").asInt()).isGreaterThanOrEqualTo(6);
      }
    }
  }

  @Test
  void stacNodeValidatorFindsNothingWrong() throws Exception {
    Path node = Program.node();
    Optional<Path> schemas = schemas();
    assumeTrue(schemas.isPresent(), "shared/spec/stac/schemas is not there");
    List<String> command =
        new ArrayList<>(
            List.of("node", node.resolve("validate.cjs").toString(), schemas.get().toString()));
    for (String path :
        List.of(
            "",
            "/collections",
            "/collections/marburg",
            "/collections/marburg/items",
            "/collections/marburg/items/" + SCENE_2013,
            "/search?limit=10")) {
      command.add(server.api() + path);
    }
    JsonNode found = Program.run(command).done().json();
    assertThat(found.path("wrong")).as(found.path("wrong").toPrettyString()).isEmpty();
    assertThat(found.path("checked").asInt()).isGreaterThanOrEqualTo(12);
  }

  private static String ogrinfo(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ogrinfo", "-ro"));
    command.addAll(List.of(arguments));
    Program.Output output = Program.run(command).done();
    return output.out();
  }

  private static String asset(String item, String key) throws Exception {
    return server
        .json("/collections/marburg/items/" + item)
        .path("assets")
        .path(key)
        .path("href")
        .asText();
  }

  private static Optional<String> checksum(String gdalinfo) {
    Matcher matcher = Pattern.compile("Checksum=(\\d+)").matcher(gdalinfo);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Optional<Path> schemas() {
    String told = System.getenv("SUNQAR_SHARED");
    if (told != null) {
      return Optional.of(Path.of(told, "spec/stac/schemas")).filter(Files::isDirectory);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path schemas = at.resolve("shared/spec/stac/schemas");
      if (Files.isDirectory(schemas)) {
        return Optional.of(schemas);
      }
    }
    return Optional.empty();
  }
}
