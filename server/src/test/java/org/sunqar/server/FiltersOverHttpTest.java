// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.catalog.TestFolders;
import org.sunqar.catalog.filter.Filter;

/**
 * Filters with known numbers of features (Natural Earth), as text and as JSON, by GET and by POST,
 * through the search and through a collection's items, over both stores.
 */
class FiltersOverHttpTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TestServer.Store.class)
  void everyFilterFindsAsManyItemsAsItMust(TestServer.Store kind)
      throws IOException, InterruptedException {
    Path data = TestFolders.shared("spec/cql2");
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    try (TestServer server = TestServer.start(kind, folder, ServerConfig.DEFAULT)) {
      try (Stream<Path> files = Files.list(data.resolve("data"))) {
        for (Path file : files.toList()) {
          load(server, file);
        }
      }
      for (JsonNode c : MAPPER.readTree(data.resolve("cases.json").toFile())) {
        String collection = c.path("collection").textValue();
        String text = c.path("filter").textValue();
        int wanted = c.path("expected").intValue();
        for (TestServer.Reply reply : ask(server, collection, text)) {
          int found = reply.expect(200).json().path("numberReturned").intValue();
          if (found != wanted) {
            wrong.add(text + ": " + found + " instead of " + wanted + " by " + reply.response());
          }
        }
        cases++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isEqualTo(108);
  }

  private static List<TestServer.Reply> ask(TestServer server, String collection, String text)
      throws IOException, InterruptedException {
    JsonNode json = Filter.parseText(text).toJson();
    String asText = "limit=1000&filter-lang=cql2-text&filter=" + TestServer.encoded(text);
    String asJson =
        "limit=1000&filter-lang=cql2-json&filter=" + TestServer.encoded(json.toString());
    String in = "/search?collections=" + collection + "&";
    String items = "/collections/" + collection + "/items?";
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("limit", 1000);
    body.putArray("collections").add(collection);
    ObjectNode textBody = body.deepCopy().put("filter-lang", "cql2-text").put("filter", text);
    return List.of(
        server.get(in + asText),
        server.get(in + asJson),
        server.get(items + asText),
        server.get(items + asJson),
        server.post("/search", body.set("filter", json).toString()),
        server.post("/search", textBody.toString()));
  }

  /** Natural Earth knows no dates of its own; an item must have one. */
  private static void load(TestServer server, Path file) throws IOException, InterruptedException {
    String collection = file.getFileName().toString().replace(".geojson", "");
    server.collection(collection);
    ArrayNode features = JsonNodeFactory.instance.arrayNode();
    int n = 0;
    for (JsonNode feature : MAPPER.readTree(file.toFile()).path("features")) {
      ObjectNode item = features.addObject().put("type", "Feature").put("id", "f" + n++);
      item.set("geometry", feature.get("geometry"));
      ObjectNode properties = feature.path("properties").deepCopy();
      item.set("properties", properties.put("datetime", "2000-01-01T00:00:00Z"));
      item.putObject("assets");
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
    body.set("features", features);
    TestServer.Reply reply = server.post("/collections/" + collection + "/items", body.toString());
    assertThat(reply.expect(201).json().path("created").intValue()).isEqualTo(n).isPositive();
  }
}
