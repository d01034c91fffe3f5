// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sunqar.server.TestServer.itemJson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;

class TransactionTest {

  private static final String DAY = "2024-05-01T10:00:00Z";
  private static final String ITEMS = "/collections/c/items";

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    server = TestServer.start(folder);
    server.collection("c");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anItemIsAddedChangedAndDeleted() throws IOException, InterruptedException {
    TestServer.Reply added = server.item("c", "a", 10, 50, DAY);
    assertThat(added.header("Location")).isEqualTo(server.api() + ITEMS + "/a");
    TestServer.Reply read = server.get(added.header("Location")).expect(200);
    assertThat(read.body()).isEqualTo(added.body());
    assertThat(read.header("ETag")).isEqualTo(added.header("ETag")).matches("\"[0-9a-f]{16}\"");

    ObjectNode item = read.json();
    ((ObjectNode) item.get("properties")).put("eo:cloud_cover", 7);
    TestServer.Reply put = server.send("PUT", ITEMS + "/a", item.toString()).expect(200);
    assertThat(put.header("ETag")).isNotEqualTo(read.header("ETag"));
    assertThat(put.json().path("properties").path("eo:cloud_cover").intValue()).isEqualTo(7);

    TestServer.Reply patched =
        server
            .send(
                "PATCH",
                ITEMS + "/a",
                "{\"properties\":{\"eo:cloud_cover\":null,\"gsd\":10}}",
                "Content-Type",
                "application/merge-patch+json")
            .expect(200);
    assertThat(patched.json().path("properties").has("eo:cloud_cover")).isFalse();
    assertThat(patched.json().path("properties").path("gsd").intValue()).isEqualTo(10);

    server.send("DELETE", ITEMS + "/a", "").expect(204);
    server.get(ITEMS + "/a").expect(404);
    server.send("DELETE", ITEMS + "/a", "").expect(404);
    server.send("PUT", ITEMS + "/a", item.toString()).expect(404);
    server.send("PATCH", ITEMS + "/a", "{}").expect(404);
  }

  @Test
  void anIdIsTakenOnce() throws IOException, InterruptedException {
    server.item("c", "a", 10, 50, DAY);
    server.post(ITEMS, itemJson("a", 11, 50, DAY).toString()).expect(409);
    server.post("/collections/d/items", itemJson("a", 11, 50, DAY).toString()).expect(404);
  }

  @Test
  void aWriteOfAVersionThatIsNotThereAnyMoreIsRefused() throws IOException, InterruptedException {
    String first = server.item("c", "a", 10, 50, DAY).header("ETag");
    String patch = "{\"properties\":{\"gsd\":10}}";
    String second =
        server.send("PATCH", ITEMS + "/a", patch, "If-Match", first).expect(200).header("ETag");
    String item = itemJson("a", 12, 50, DAY).toString();
    server.send("PATCH", ITEMS + "/a", patch, "If-Match", first).expect(412);
    server.send("PUT", ITEMS + "/a", item, "If-Match", first).expect(412);
    server.send("DELETE", ITEMS + "/a", "", "If-Match", first).expect(412);
    server.send("PUT", ITEMS + "/a", item, "If-None-Match", "*").expect(412);
    server.send("PUT", ITEMS + "/a", item, "If-Match", "\"0\", " + second).expect(200);
    server.send("DELETE", ITEMS + "/a", "", "If-Match", "*").expect(204);
    server.send("PUT", ITEMS + "/a", item, "If-None-Match", "*").expect(201);
  }

  @Test
  void aBulkAddSaysWhatBecameOfEach() throws IOException, InterruptedException {
    server.item("c", "there", 10, 50, DAY);
    ObjectNode bulk = itemJson("", 0, 0, DAY).objectNode().put("type", "FeatureCollection");
    bulk.putArray("features")
        .add(itemJson("new", 10, 50, DAY))
        .add(itemJson("there", 20, 20, DAY))
        .add(itemJson("wrong", 10, 50, "yesterday"));
    TestServer.Reply reply = server.post(ITEMS, bulk.toString()).expect(409);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    List<Integer> statuses = new ArrayList<>();
    reply.json().path("items").forEach(entry -> statuses.add(entry.path("status").intValue()));
    assertThat(statuses).containsExactly(201, 409, 400);
    assertThat(reply.json().path("items").path(2).path("detail").textValue()).contains("yesterday");
    server.get(ITEMS + "/new").expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./a.tif",
        "a.tif",
        "/etc/passwd",
        "../../etc/passwd",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "jar:file:/etc/passwd!/",
        "file:relative",
        "//host/share",
        "http:/one-slash",
        "https://example.org/a b",
        ""
      })
  void noClientPutsALocalAddressIntoTheCatalogue(String href)
      throws IOException, InterruptedException {
    ObjectNode item = itemJson("a", 10, 50, DAY);
    item.putObject("assets").putObject("data").put("href", href);
    server.post(ITEMS, item.toString()).expect(400);
    ObjectNode hidden = itemJson("a", 10, 50, DAY);
    ObjectNode asset = hidden.putObject("assets").putObject("data");
    asset.put("href", "https://example.org/a.tif");
    asset.putObject("alternate").putObject("local").put("href", href);
    server.post(ITEMS, hidden.toString()).expect(400);
    ObjectNode link = itemJson("a", 10, 50, DAY);
    link.putArray("links").addObject().put("rel", "derived_from").put("href", href);
    server.post(ITEMS, link.toString()).expect(400);
    server.get(ITEMS + "/a").expect(404);
  }

  @Test
  void anItemWithLocalFilesSurvivesAReadAndAWrite() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("b c.tif"), "pixels");
    ObjectNode local = itemJson("l", 10, 50, DAY);
    local.put("collection", "c");
    local.putObject("assets").putObject("d \"1\"/").put("href", Href.ofPath(file));
    server.store().upsert(List.of(Item.fromJson(local)));
    ObjectNode seen = server.get(ITEMS + "/l").expect(200).json();
    String href = seen.path("assets").path("d \"1\"/").path("href").textValue();
    assertThat(href).isEqualTo(server.api() + ITEMS + "/l/assets/d%20%221%22%2F");
    assertThat(server.get(href).expect(200).body()).isEqualTo("pixels");

    ((ObjectNode) seen.get("properties")).put("gsd", 10);
    server.send("PUT", ITEMS + "/l", seen.toString()).expect(200);
    assertThat(server.store().item("c", "l").orElseThrow().assets().values())
        .extracting(Asset::href)
        .containsExactly(Href.ofPath(file));
    assertThat(server.get(href).expect(200).body()).isEqualTo("pixels");

    // the address of another item's file is not this item's own
    ObjectNode other = itemJson("m", 10, 50, DAY);
    other.putObject("assets").putObject("x").put("href", href);
    server.post(ITEMS, other.toString()).expect(201);
    String kept = server.get(ITEMS + "/m").json().path("assets").path("x").path("href").asText();
    assertThat(kept).isEqualTo(href);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":""}                                                     | id
          {"id":".."}                                                   | id
          {"id":7}                                                      | id
          {"collection":"other"}                                        | collection
          {"stac_version":"0.9.0"}                                      | stac_version
          {"geometry":null}                                             | geometry
          {"geometry":{"type":"Point","coordinates":[200,10]}}          | geometry
          {"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1]]]}} | geometry
          {"geometry":{"type":"Blob"}}                                  | geometry
          {"bbox":[1,2,3]}                                              | bbox
          {"bbox":"everywhere"}                                         | bbox
          {"properties":{"datetime":null}}                              | invalid
          {"properties":{"datetime":"2024-13-01T00:00:00Z"}}            | invalid
          {"properties":[]}                                             | invalid
          {"type":"Collection"}                                         | invalid
          {"assets":[]}                                                 | invalid
          {"assets":{"a":{}}}                                           | invalid
          """)
  void whatIsWrongWithAnItemIsTold(String change, String code)
      throws IOException, InterruptedException {
    ObjectNode item = itemJson("a", 10, 50, DAY);
    item.setAll(org.sunqar.catalog.stac.Json.parseObject(change));
    JsonNode problem = server.post(ITEMS, item.toString()).expect(400).json();
    assertThat(problem.path("code").textValue()).isEqualTo(code);
    assertThat(problem.path("detail").textValue()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "NaN", "Infinity", "01", "'a'", "[1,]"})
  void aNumberThatIsNoneIsRefused(String number) throws IOException, InterruptedException {
    String item = itemJson("a", 10, 50, DAY).toString();
    server.post(ITEMS, item.replace("{\"datetime", "{\"x\":" + number + ",\"datetime")).expect(400);
  }

  @Test
  void aCollectionIsAddedChangedAndDeleted() throws IOException, InterruptedException {
    TestServer.Reply added =
        server.post("/collections", "{\"id\":\"d\",\"description\":\"More\"}").expect(201);
    assertThat(added.header("Location")).isEqualTo(server.api() + "/collections/d");
    server.post("/collections", "{\"id\":\"d\",\"description\":\"More\"}").expect(409);
    server.post("/collections", "{\"id\":\"e\"}").expect(400);
    String etag = added.header("ETag");
    TestServer.Reply patched =
        server.send("PATCH", "/collections/d", "{\"title\":\"D\"}", "If-Match", etag).expect(200);
    assertThat(patched.json().path("title").textValue()).isEqualTo("D");
    server.send("PATCH", "/collections/d", "{\"title\":\"E\"}", "If-Match", etag).expect(412);
    ObjectNode read = server.get("/collections/d").json();
    server.send("PUT", "/collections/d", read.put("description", "Much").toString()).expect(200);
    assertThat(server.get("/collections/d").json().path("description").textValue())
        .isEqualTo("Much");
    server.item("d", "a", 10, 50, DAY);
    server.send("DELETE", "/collections/d", "").expect(204);
    server.get("/collections/d").expect(404);
    server.get("/collections/d/items/a").expect(404);
    server.send("PUT", "/collections/d", read.toString()).expect(404);
  }

  @ParameterizedTest
  @EnumSource(TestServer.Store.class)
  void noChangeOfManyAtOnceIsLost(TestServer.Store kind, @TempDir Path other) throws Exception {
    int threads = 4;
    int changes = 15;
    try (TestServer raced = TestServer.start(kind, other, ServerConfig.DEFAULT);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      raced.collection("c");
      raced.item("c", "a", 10, 50, DAY);
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String field = "counter" + t;
        tasks.add(() -> {
          for (int i = 1; i <= changes; i++) {
            String patch = "{\"properties\":{\"" + field + "\":" + i + "}}";
            raced.send("PATCH", ITEMS + "/a", patch).expect(200);
          }
          return changes;
        });
      }
      for (Future<Integer> done : pool.invokeAll(tasks)) {
        assertThat(done.get()).isEqualTo(changes);
      }
      JsonNode properties = raced.get(ITEMS + "/a").json().path("properties");
      for (int t = 0; t < threads; t++) {
        assertThat(properties.path("counter" + t).intValue()).isEqualTo(changes);
      }
      // of many who add the same id, one wins
      List<Callable<Integer>> adds = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String body = itemJson("b", t, 50, DAY).toString();
        adds.add(() -> raced.post(ITEMS, body).status());
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> done : pool.invokeAll(adds)) {
        statuses.add(done.get());
      }
      assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }
  }
}
