// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.console.ExitCode;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.Expected;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;

/** Workspaces that copy from each other over a real server. */
class ImportStacTest {

  @TempDir Path folder;
  private Workspace source;
  private ItemStore store;
  private SunqarServer server;

  @BeforeEach
  void serve() throws IOException {
    Path workspace = folder.resolve("source");
    source = Workspace.open(workspace);
    store = source.items();
    ObjectNode described = Collection.of("c", "Squares").toJson();
    described.put("license", "CC-BY-4.0").put("title", "All squares");
    store.putCollection(Collection.fromJson(described));
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      items.add(item(i, "landsat-8"));
    }
    store.upsert(items);
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0), store, workspace, new PrintWriter(Writer.nullWriter()));
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
    source.close();
  }

  private Item item(int i, String platform) throws IOException {
    Path pixels = source.scenesFolder().resolve("s" + i % 3).resolve("red.tif");
    Files.createDirectories(pixels.getParent());
    Files.writeString(pixels, "pixels of " + i % 3);
    double west = i % 100;
    int row = i / 100;
    double south = row;
    String text =
        """
        {"type":"Feature","stac_version":"1.1.0","id":"i%d","collection":"c",
         "geometry":{"type":"Polygon","coordinates":[[[%s,%s],[%s,%s],[%s,%s],[%s,%s]]]},
         "bbox":[%s,%s,%s,%s],
         "properties":{"datetime":"2020-01-%02dT00:00:00Z","platform":"%s"},
         "links":[],"assets":{"red":{"href":"%s"}}}
        """
            .formatted(
                i,
                west,
                south,
                west + 0.5,
                south,
                west,
                south + 0.5,
                west,
                south,
                west,
                south,
                west + 0.5,
                south + 0.5,
                1 + i % 28,
                platform,
                Href.ofPath(pixels));
    return Item.fromJson(Json.parseObject(text));
  }

  private Answer importing(String workspace, String... more) {
    Object[] arguments = new Object[5 + more.length];
    System.arraycopy(
        new Object[] {
          "import",
          "stac",
          "http://127.0.0.1:" + server.port() + "/api",
          "--workspace",
          folder.resolve(workspace)
        },
        0,
        arguments,
        0,
        5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Answer.of(arguments);
  }

  @Test
  void aCopyFollowsItsSource() throws Exception {
    importing("copy").done().says("700 added, 0 changed, 0 unchanged, 0 rejected");
    try (Workspace copy = Workspace.open(folder.resolve("copy"));
        ItemStore items = copy.items()) {
      assertThat(items.collection("c").orElseThrow().license()).isEqualTo("CC-BY-4.0");
      assertThat(items.collection("c").orElseThrow().toJson().path("title").asText())
          .isEqualTo("All squares");
      Item item = items.item("c", "i5").orElseThrow();
      assertThat(red(item))
          .isEqualTo(
              "http://127.0.0.1:" + server.port() + "/api/collections/c/items/i5/assets/red");
      assertThat(item.links()).noneMatch(link -> link.rel().equals("self"));
    }
    store.upsert(List.of(item(3, "landsat-9"), item(1000, "landsat-9")));
    store.delete("c", "i7", new Expected.Present());
    Path report = folder.resolve("report.ndjson");
    Answer second = importing("copy", "--report", report.toString());
    second.done().says("1 added, 1 changed");
    List<JsonNode> rows = Files.readAllLines(report).stream().map(ImportStacTest::json).toList();
    assertThat(rows)
        .anySatisfy(row -> {
          assertThat(row.path("status").asText()).isEqualTo("changed");
          assertThat(row.path("item").asText()).isEqualTo("i3");
        });
    try (Workspace copy = Workspace.open(folder.resolve("copy"));
        ItemStore items = copy.items()) {
      assertThat(items.item("c", "i3").orElseThrow().toJson().at("/properties/platform").asText())
          .isEqualTo("landsat-9");
      assertThat(items.item("c", "i7").isPresent())
          .as("deletions are told when the server has %s", "/api/deleted")
          .isFalse();
    }
  }

  @Test
  void aSelectionWithItsPixels() throws IOException {
    importing("part", "--bbox", "10,0,11,9", "--datetime", "2020-01-10/..", "--copy")
        .done()
        .says("0 rejected");
    try (Workspace copy = Workspace.open(folder.resolve("part"))) {
      List<Item> found = copy.scenesOf("c");
      assertThat(found).isNotEmpty().hasSizeLessThan(30);
      for (Item item : found) {
        Path red = Href.toPath(red(item));
        assertThat(red).startsWith(copy.scenesFolder());
        assertThat(Files.readString(red)).startsWith("pixels of ");
      }
    }
    importing("part", "--bbox", "10,0,11,9", "--datetime", "2020-01-10/..", "--copy", "--full")
        .done()
        .says("0 added, 0 changed");
  }

  @Test
  void whatCannotBe() {
    Answer.of("import", "stac", "http://127.0.0.1:1", "--workspace", folder.resolve("x"))
        .failed(ExitCode.UNREACHABLE, "raster.UNREACHABLE");
    importing("x", "--bbox", "1,2,3").usage();
    importing("x", "--prune", "--limit", "5").failed(ExitCode.USAGE, "catalog.INVALID");
    importing("x", "--collections", "unknown").failed(ExitCode.NOT_FOUND, "raster.NOT_FOUND");
  }

  private static String red(Item item) {
    return Objects.requireNonNull(item.assets().get("red")).href();
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }
}
