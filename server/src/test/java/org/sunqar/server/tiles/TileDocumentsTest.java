// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents about pictures say, and what is said where a picture cannot be. */
class TileDocumentsTest {

  private static final String LAND = "/api/collections/land";

  /** What the schemas of OGC API Tiles 1.0 and Tile Matrix Sets 2.0 ask for. */
  @Test
  void documentsHaveWhatTheStandardsAskFor(@TempDir Path folder) throws Exception {
    try (TileServer server = TileServer.start(folder)) {
      JsonNode list = server.json(LAND + "/map/tiles").path("tilesets");
      assertThat(list).isNotEmpty();
      for (JsonNode tileset : list) {
        assertThat(names(tileset)).contains("dataType", "crs", "links", "tileMatrixSetURI");
        JsonNode own = at(server, tileset.path("links").path(0));
        assertThat(names(own)).contains("dataType", "crs", "links", "tileMatrixSetURI");
        assertThat(names(own.path("boundingBox"))).contains("lowerLeft", "upperRight");
        own.path("links").forEach(link -> assertThat(names(link)).contains("href", "rel", "type"));
        JsonNode tiles = link(own, "item");
        assertThat(tiles.path("templated").asBoolean()).isTrue();
        assertThat(tiles.path("href").asText()).contains("{tileMatrix}", "{tileRow}", "{tileCol}");
        JsonNode set = at(server, link(own, "/tiling-scheme"));
        assertThat(names(set)).contains("id", "crs", "tileMatrices");
        for (JsonNode matrix : set.path("tileMatrices")) {
          assertThat(names(matrix))
              .contains("id", "scaleDenominator", "cellSize", "pointOfOrigin")
              .contains("tileWidth", "tileHeight", "matrixWidth", "matrixHeight");
        }
        for (JsonNode limits : own.path("tileMatrixSetLimits")) {
          String id = limits.path("tileMatrix").asText();
          JsonNode matrix = first(set.path("tileMatrices"), one -> one.path("id").asText(), id);
          assertWithin(limits, "Row", matrix.path("matrixHeight").asInt());
          assertWithin(limits, "Col", matrix.path("matrixWidth").asInt());
        }
      }
      JsonNode tileJson = server.json(LAND + "/tilejson.json");
      assertThat(names(tileJson)).contains("tilejson", "tiles", "vector_layers", "bounds");
      assertThat(server.json("/api/conformance").path("conformsTo").toString())
          .contains("ogcapi-tiles-1/1.0/conf/core", "ogcapi-maps-1/1.0/conf/core");
    }
  }

  @Test
  void aFileThatIsGoneOrCutOffIsOneSentence(@TempDir Path folder) throws Exception {
    try (TileServer server = TileServer.start(folder)) {
      Path file = server.file("new");
      byte[] cut = Arrays.copyOf(Files.readAllBytes(file), 3000);
      String item = LAND + "/items/new/xyz/13/4301/2758.png?bands=red&rescale=0,1";
      Files.delete(file);
      HttpResponse<byte[]> gone = server.get(item);
      Files.write(file, cut);
      for (HttpResponse<byte[]> answer : List.of(gone, server.get(item))) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(404);
        assertThat(text).contains("cannot be read").hasSizeLessThan(600);
      }
    }
  }

  private static void assertWithin(JsonNode limits, String what, int most) {
    int least = limits.path("minTile" + what).asInt(-1);
    int last = limits.path("maxTile" + what).asInt(-1);
    assertThat(least).isBetween(0, last);
    assertThat(last).isBetween(0, most - 1);
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static JsonNode at(TileServer server, JsonNode link) throws Exception {
    return server.json(link.path("href").asText().substring(server.address().length()));
  }

  /** The link of a relation, which may be the end of a longer name. */
  private static JsonNode link(JsonNode document, String relation) {
    return first(
        document.path("links"),
        link -> link.path("rel").asText().endsWith(relation) ? relation : "",
        relation);
  }

  private static JsonNode first(JsonNode list, Function<JsonNode, String> name, String wanted) {
    Optional<JsonNode> found =
        StreamSupport.stream(list.spliterator(), false)
            .filter(one -> name.apply(one).equals(wanted))
            .findFirst();
    assertThat(found).as(wanted).isPresent();
    return found.orElseThrow();
  }
}
