// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.SampleServer;

/** OGC API Records on the real server. */
class RecordsTest {

  private static final String ITEMS = "/records/collections/catalogue/items";

  @TempDir private static Path folder;
  private static SampleServer server;

  @BeforeAll
  static void start() {
    server = SampleServer.start(folder);
    ObjectNode json = Collection.of("fiji", "Reefs on both sides of the date line.").toJson();
    json.put("title", "Reefs of Fiji").put("license", "CC-BY-4.0").put("sci:doi", "10.1/reef");
    json.putArray("keywords").add("Coral");
    json.putArray("providers")
        .addObject()
        .put("name", "Reef Office")
        .put("url", "https://reef.example")
        .putArray("roles")
        .add("producer");
    server.store().putCollection(Collection.fromJson(json));
    Item item =
        Item.fromJson(
            Json.parseObject(
                """
                {"type":"Feature","stac_version":"1.1.0","id":"a","collection":"fiji",
                 "bbox":[177,-18,-178,-16],
                 "geometry":{"type":"MultiPolygon","coordinates":[
                   [[[177,-18],[180,-18],[180,-16],[177,-16],[177,-18]]],
                   [[[-180,-18],[-178,-18],[-178,-16],[-180,-16],[-180,-18]]]]},
                 "properties":{"datetime":"2020-06-01T00:00:00Z"},"assets":{},"links":[]}
                """));
    server.store().upsert(List.of(item));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRecordTellsWhatTheCollectionDoes() throws Exception {
    JsonNode item = server.json(ITEMS + "/fiji");
    assertThat(item.path("type").asText()).isEqualTo("Feature");
    assertThat(item.path("conformsTo").path(0).asText()).contains("record-core");
    assertThat(item.at("/time/interval/0").asText()).isEqualTo("2020-06-01T00:00:00Z");
    assertThat(item.path("geometry").isObject()).isTrue();
    assertThat(item.at("/properties/type").asText()).isEqualTo("dataset");
    assertThat(item.at("/properties/title").asText()).isEqualTo("Reefs of Fiji");
    assertThat(item.at("/properties/license").asText()).isEqualTo("CC-BY-4.0");
    assertThat(item.at("/properties/externalIds/0/value").asText()).isEqualTo("10.1/reef");
    assertThat(item.at("/properties/contacts/0/organization").asText()).isEqualTo("Reef Office");
    assertThat(item.path("links").findValuesAsText("rel"))
        .contains("self", "alternate", "collection", "describes", "items");
    assertThat(server.get(ITEMS + "/fiji").headers().firstValue("Content-Type"))
        .hasValue("application/geo+json");
    assertThat(server.get(ITEMS + "/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void anExtentAcrossTheAntimeridianHasTwoParts() {
    Collection collection =
        Collection.of("fiji", "Reefs")
            .withExtent(
                new Collection.Extent(
                    Optional.of(new Bounds(177, -18, 182, -16)), Optional.empty()));
    JsonNode json = new CollectionRecord(collection).toJson();
    assertThat(json.at("/geometry/type").asText()).isEqualTo("MultiPolygon");
    assertThat(json.at("/geometry/coordinates")).hasSize(2);
    assertThat(json.path("bbox")).hasToString("[177.0,-18.0,-178.0,-16.0]");
    assertThat(json.path("time").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                              | ethiopia fiji marburg",
        "q=reefs                         | fiji",
        "q=coral                         | fiji",
        "q=landsat                       | ethiopia marburg",
        "q=REEFS,marburg                 | fiji marburg",
        "q=two%20scenes                  | ethiopia marburg",
        "q=nothing                       | ''",
        "ids=fiji,marburg,x              | fiji marburg",
        "type=dataset                    | ethiopia fiji marburg",
        "type=service                    | ''",
        "externalIds=10.1/reef           | fiji",
        "externalIds=https://doi.org:10.1/reef | fiji",
        "externalIds=10.1/other          | ''",
        "bbox=8,50,9,51                  | marburg",
        "bbox=-179,-17,-178.5,-16.5      | fiji",
        "bbox=179,-20,-179,-10           | fiji",
        "bbox=-10,10,10,20               | ''",
        "datetime=2020-06-01T00:00:00Z   | fiji",
        "datetime=../2000-12-31T00:00:00Z | ethiopia",
        "q=landsat&bbox=30,0,40,10       | ethiopia"
      })
  void recordsAreFound(String query, String ids) throws Exception {
    JsonNode page = server.json(ITEMS + (query.isEmpty() ? "" : "?" + query));
    assertThat(String.join(" ", ids(page))).as(page.toString()).isEqualTo(ids);
    assertThat(page.path("numberMatched").asInt()).isEqualTo(page.path("features").size());
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    JsonNode first = server.json(ITEMS + "?limit=2");
    assertThat(ids(first)).containsExactly("ethiopia", "fiji");
    assertThat(first.path("numberMatched").asInt()).isEqualTo(3);
    String next = link(first, "next");
    JsonNode second = server.json(next.substring(server.api().length()));
    assertThat(ids(second)).containsExactly("marburg");
    assertThat(second.path("links").findValuesAsText("rel")).doesNotContain("next");
    assertThat(ids(server.json(link(second, "prev").substring(server.api().length()))))
        .containsExactly("ethiopia", "fiji");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "limit=x", "offset=-1", "bbox=1,2,3", "datetime=yesterday", "other=1"})
  void whatCannotBeAskedIsRefused(String query) throws Exception {
    assertThat(server.get(ITEMS + "?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void theCollectionOfRecordsSaysWhatItIs() throws Exception {
    JsonNode catalogue = server.json("/records/collections").at("/collections/0");
    assertThat(catalogue.path("itemType").asText()).isEqualTo("record");
    assertThat(catalogue).isEqualTo(server.json("/records/collections/catalogue"));
    assertThat(catalogue.at("/extent/temporal/interval/0/1").asText())
        .isEqualTo("2020-06-01T00:00:00Z");
    assertThat(server.json("/records").path("links").findValuesAsText("rel"))
        .contains("self", "conformance", "data", "service-desc", "service-doc");
  }

  private static String link(JsonNode page, String rel) {
    for (JsonNode link : page.path("links")) {
      if (link.path("rel").asText().equals(rel)) {
        return link.path("href").asText();
      }
    }
    throw new AssertionError("no link " + rel + " in " + page);
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("features").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }
}
