// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.exchange.ItemResult.Fate;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.Authorization;
import org.sunqar.raster.source.HttpDocuments;
import org.sunqar.raster.source.SourceOptions;
import org.sunqar.raster.source.Sources;

class StacImportTest {

  private static final int MAX_DOCUMENT = 4 << 20;

  private static final SourceOptions QUICK =
      SourceOptions.DEFAULT
          .with(new SourceOptions.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20)))
          .with(new SourceOptions.Retries(3, Duration.ofMillis(1), Duration.ofMillis(20)));

  private static final StacImport.Options PLAIN =
      new StacImport.Options(OptionalLong.empty(), false, false, false);
  private static final StacImport.Options PRUNING =
      new StacImport.Options(OptionalLong.empty(), false, true, false);

  @TempDir Path folder;
  private OpenCatalog catalog;
  private final ScriptedServer server = new ScriptedServer();

  @BeforeEach
  void open() throws IOException {
    catalog = new OpenCatalog(Files.createDirectory(folder.resolve("w")));
  }

  @AfterEach
  void close() {
    server.close();
    catalog.close();
  }

  private void run(String source, StacSelection wanted, StacImport.Options options) {
    run(source, wanted, options, QUICK, Optional.empty());
  }

  private void run(String source) {
    run(source, StacSelection.ALL, PLAIN);
  }

  private void run(
      String source,
      StacSelection wanted,
      StacImport.Options options,
      SourceOptions limits,
      Optional<AssetCopy> copy) {
    try (HttpDocuments http = new HttpDocuments(limits, Authorization.NONE, MAX_DOCUMENT)) {
      new StacImport(catalog.store, catalog.states(), http, copy)
          .run(source, wanted, options, catalog.tally(), ExchangeProgress.SILENT);
    }
  }

  private static ObjectNode updated(ObjectNode item, String when) {
    item.withObject("properties").put("updated", when);
    return item;
  }

  /** A page of a list, by a number in the question. */
  private static String page(List<ObjectNode> items, int from, int size, String next) {
    List<ObjectNode> part = items.subList(from, Math.min(items.size(), from + size));
    return "{\"type\":\"FeatureCollection\",\"numberMatched\":%d,\"features\":%s,\"links\":[%s]}"
        .formatted(items.size(), part, from + size < items.size() ? next : "");
  }

  /** A STAC API that is searched by POST, whose next links have a body to merge. */
  private void postApi(List<ObjectNode> items) {
    server.json(
        "/api",
        """
        {"type":"Catalog","id":"x","stac_version":"1.0.0","description":"An API",
         "conformsTo":["https://api.stacspec.org/v1.0.0/item-search"],
         "links":[{"rel":"data","href":"URL/api/collections"},
           {"rel":"search","href":"URL/api/search","method":"GET"},
           {"rel":"search","href":"URL/api/search","method":"POST"}]}
        """);
    server.json(
        "/api/collections",
        """
        {"collections":[{"type":"Collection","id":"c","stac_version":"1.0.0","license":"CC-BY-4.0",
          "description":"Copied","title":"C","extent":{"spatial":{"bbox":[[-180,-90,180,90]]},
          "temporal":{"interval":[[null,null]]}},"summaries":{"gsd":[30]},
          "links":[{"rel":"self","href":"URL/api/collections/c"},
            {"rel":"license","href":"../licence.html"}]}],"links":[]}
        """);
    server.on(
        "/api/search",
        (asked, exchange) -> {
          ObjectNode body = Json.parseObject(asked.body());
          int from = body.path("token").asInt();
          String next =
              "{\"rel\":\"next\",\"method\":\"POST\",\"merge\":true,\"href\":\""
                  + server.url()
                  + "/api/search\",\"body\":{\"token\":"
                  + (from + 100)
                  + "}}";
          ScriptedServer.send(exchange, 200, page(items, from, 100, next));
        });
  }

  @Test
  void allPagesAreTakenAndTheNextRunTakesWhatIsNew() {
    List<ObjectNode> items = new ArrayList<>();
    MadeItems.plain("c", 550).forEach(item -> items.add(updated(item, "2024-05-01T00:00:00Z")));
    postApi(items);
    run(server.url() + "/api");
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(550);
    assertThat(server.asked)
        .filteredOn(asked -> asked.method().equals("POST"))
        .extracting(asked -> Json.parseObject(asked.body()).path("limit").asInt())
        .hasSize(6)
        .containsOnly(ApiSearch.PAGE);
    Collection collection = catalog.store.collection("c").orElseThrow();
    assertThat(collection.description()).isEqualTo("Copied");
    assertThat(collection.license()).isEqualTo("CC-BY-4.0");
    assertThat(collection.toJson().at("/summaries/gsd")).hasToString("[30]");
    assertThat(collection.links())
        .singleElement()
        .satisfies(link -> assertThat(link.href()).isEqualTo(server.url() + "/licence.html"));

    items.get(3).withObject("properties").put("platform", "other");
    updated(items.get(3), "2024-06-01T00:00:00Z");
    items.add(updated(MadeItems.plain("c", "late", 9), "2024-04-30T23:56:00Z")); // committed late
    items.add(updated(MadeItems.plain("c", "old", 9), "2024-04-30T23:50:00Z"));
    run(server.url() + "/api");
    assertThat(catalog.count(Fate.CHANGED)).isEqualTo(1);
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(1);
    assertThat(catalog.store.item("c", "late")).isPresent();
    run(server.url() + "/api", StacSelection.ALL, fully());
    assertThat(catalog.store.item("c", "old")).isPresent();
  }

  private static StacImport.Options fully() {
    return new StacImport.Options(OptionalLong.empty(), true, false, false);
  }

  @Test
  void anApiThatFiltersIsAskedForUpdatesOnly() {
    server.json(
        "/",
        """
        {"type":"Catalog","conformsTo":["http://www.opengis.net/spec/cql2/1.0/conf/cql2-text"],
         "links":[{"rel":"search","href":"/search"}]}
        """);
    server.json(
        "/search",
        page(List.of(updated(MadeItems.plain("c", "a", 1), "2024-05-01T00:00:00Z")), 0, 9, ""));
    StacSelection wanted =
        new StacSelection(
            List.of("c"),
            Optional.of(new org.sunqar.raster.geo.Bounds(-180, -90, 180, 90)),
            org.sunqar.catalog.stac.TimeInterval.parse("2020-01-01/.."),
            Optional.of("gsd = 30"));
    run(server.url(), wanted, PLAIN);
    run(server.url(), wanted, PLAIN);
    assertThat(server.asked.get(1).address())
        .contains("collections=c")
        .contains("bbox=-180.0%2C-90.0%2C180.0%2C90.0")
        .contains("datetime=2020-01-01T00%3A00%3A00Z%2F..")
        .contains("filter=%28gsd+%3D+30%29&");
    assertThat(server.asked.get(3).address())
        .contains("updated+%3E%3D+TIMESTAMP%28%272024-04-30T23%3A55%3A00Z%27%29");
    assertThat(catalog.count(Fate.UNCHANGED)).isEqualTo(1);
  }

  @Test
  void packedPagesByGetFromAServerThatAsksForPatience() {
    List<ObjectNode> items = MadeItems.plain("c", 30);
    server.json("/", "{\"links\":[{\"rel\":\"search\",\"href\":\"URL/s\"}]}");
    AtomicInteger questions = new AtomicInteger();
    server.on(
        "/s",
        (asked, exchange) -> {
          if (questions.incrementAndGet() % 2 == 1) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            ScriptedServer.send(exchange, questions.get() % 4 == 1 ? 429 : 503, "later");
            return;
          }
          int from =
              asked.address().contains("p=20") ? 20 : asked.address().contains("p=10") ? 10 : 0;
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(
                page(items, from, 10, "{\"rel\":\"next\",\"href\":\"?p=" + (from + 10) + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
          }
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, packed.size());
          packed.writeTo(exchange.getResponseBody());
        });
    run(server.url());
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(30);
  }

  @Test
  void aRunThatBrokeGoesOnWithItsPage() {
    List<ObjectNode> items = MadeItems.plain("c", 500);
    postApi(items);
    AtomicInteger left = new AtomicInteger(3);
    server.on(
        "/api/search",
        (asked, exchange) -> {
          if (left.getAndDecrement() <= 0) {
            ScriptedServer.send(exchange, 500, "");
            return;
          }
          int from = Json.parseObject(asked.body()).path("token").asInt();
          String next =
              "{\"rel\":\"next\",\"method\":\"POST\",\"href\":\""
                  + server.url()
                  + "/api/search\",\"body\":{\"token\":"
                  + (from + 100)
                  + "}}";
          ScriptedServer.send(exchange, 200, page(items, from, 100, next));
        });
    assertThatThrownBy(() -> run(server.url() + "/api"))
        .isInstanceOf(RasterException.class)
        .hasMessageContaining("500")
        .extracting(e -> ((RasterException) e).key())
        .isEqualTo(RasterException.Key.UNREACHABLE);
    assertThat(catalog.size()).isEqualTo(300);
    left.set(1000);
    server.asked.clear();
    run(server.url() + "/api");
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(200);
    assertThat(server.asked)
        .filteredOn(asked -> asked.method().equals("POST"))
        .hasSize(2)
        .first()
        .satisfies(asked -> assertThat(asked.body()).contains("300"));
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd, false",
    "/etc/passwd, false",
    "FILE:/etc/passwd, false",
    "C:\\secret.tif, false",
    "/vsicurl/http://x/y, false",
    "javascript:alert(1), false",
    "jar:file:/x!/y, false",
    "../../../../etc/passwd, true",
    "//other.example.org/x.tif, true",
    "s3://bucket/x.tif, true",
  })
  void noSourceElsewhereNamesFilesOfThisMachine(String href, boolean taken) {
    ObjectNode item = MadeItems.plain("c", "a", 1);
    item.withObject("assets").withObject("red").put("href", href);
    item.withArray("links").addObject().put("rel", "via").put("href", "file:///etc/passwd");
    postApi(List.of(item, MadeItems.plain("c", "good", 2)));
    run(server.url() + "/api");
    assertThat(catalog.store.item("c", "good")).isPresent();
    assertThat(catalog.store.item("c", "a").isPresent()).isEqualTo(taken);
    assertThat(catalog.reasons()).hasSize(taken ? 0 : 1);
    catalog
        .store
        .item("c", "a")
        .ifPresent(there -> {
          assertThat(OpenCatalog.href(there, "red")).matches("(https?|s3)://.*");
          assertThat(there.links()).noneMatch(link -> link.href().startsWith("file"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "turn", "empty"})
  void pagesThatGoInCirclesAreNoticed(String kind) {
    server.json("/", "{\"links\":[{\"rel\":\"search\",\"href\":\"URL/s\"}]}");
    AtomicInteger n = new AtomicInteger();
    server.on(
        "/s",
        (asked, exchange) -> {
          String token = kind.equals("same") ? "1" : Integer.toString(n.incrementAndGet());
          List<ObjectNode> items =
              kind.equals("empty") ? List.of() : List.of(MadeItems.plain("c", "a", 1));
          ScriptedServer.send(
              exchange,
              200,
              "{\"features\":"
                  + items
                  + ",\"links\":[{\"rel\":\"next\",\"href\":\"/s?t="
                  + token
                  + "\"}]}");
        });
    assertThatThrownBy(() -> run(server.url()))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("again and again");
    assertThat(server.count("/s")).isLessThan(6);
  }

  @Test
  void anEndlessStreamEndsAtTheLimit() {
    server.json("/", "{\"links\":[{\"rel\":\"search\",\"href\":\"URL/s\"}]}");
    AtomicInteger n = new AtomicInteger();
    server.on(
        "/s",
        (asked, exchange) ->
            ScriptedServer.send(
                exchange,
                200,
                "{\"features\":"
                    + List.of(MadeItems.plain("c", "a" + n.incrementAndGet(), 1))
                    + ",\"links\":[{\"rel\":\"next\",\"href\":\"/s?t="
                    + n.get()
                    + "\"}]}"));
    run(
        server.url(),
        StacSelection.ALL,
        new StacImport.Options(OptionalLong.of(25), false, false, false));
    assertThat(catalog.size()).isEqualTo(25);
  }

  @Test
  void serversThatAnswerWronglyAreRefusedInASentence() {
    server.on(
        "/html",
        (_, exchange) -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          ScriptedServer.send(exchange, 200, "<html>welcome</html>");
        });
    server.on(
        "/huge",
        (_, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = new byte[1 << 20];
          for (int i = 0; i < 64; i++) {
            exchange.getResponseBody().write(part);
          }
        });
    server.on(
        "/bomb",
        (_, exchange) -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0);
          try (GZIPOutputStream gzip = new GZIPOutputStream(exchange.getResponseBody())) {
            byte[] part = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
              gzip.write(part);
            }
          }
        });
    server.on(
        "/loop",
        (_, exchange) -> {
          exchange.getResponseHeaders().add("Location", "/loop");
          ScriptedServer.send(exchange, 302, "");
        });
    server.on("/deep", (_, exchange) -> ScriptedServer.send(exchange, 200, "{\"a\":".repeat(5000)));
    server.json("/none", "{\"hello\":\"world\"}");
    assertThatThrownBy(() -> run(server.url() + "/html"))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("not a STAC document")
        .hasMessageContaining("text/html");
    assertThatThrownBy(() -> run(server.url() + "/huge")).hasMessageContaining("is larger than");
    assertThatThrownBy(() -> run(server.url() + "/bomb")).hasMessageContaining("is larger than");
    assertThatThrownBy(() -> run(server.url() + "/loop")).hasMessageContaining("redirects more");
    assertThatThrownBy(() -> run(server.url() + "/deep")).hasMessageContaining("not JSON");
    assertThatThrownBy(() -> run(server.url() + "/none")).hasMessageContaining("is neither");
    assertThatThrownBy(() -> run(server.url() + "/404")).hasMessageContaining("does not exist");
    assertThatThrownBy(() -> run("http://127.0.0.1:1/")).hasMessageContaining("cannot be reached");
    assertThatThrownBy(() -> run("ftp://x/y")).hasMessageContaining("is not a source");
  }

  @Test
  void aServerThatNeverEndsItsAnswerIsLeft() {
    server.on(
        "/",
        (_, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            for (int i = 0; i < 100; i++) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              Thread.sleep(50);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    SourceOptions impatient =
        QUICK
            .with(new SourceOptions.Timeouts(Duration.ofSeconds(5), Duration.ofMillis(300)))
            .with(new SourceOptions.Retries(1, Duration.ofMillis(1), Duration.ofMillis(1)));
    assertThatThrownBy(
            () -> run(server.url(), StacSelection.ALL, PLAIN, impatient, Optional.empty()))
        .hasMessageContaining("no complete answer within");
  }

  /** A catalogue on the disk whose links are relative and go round in a circle. */
  private Path tree() throws IOException {
    Path root = Files.createDirectories(folder.resolve("tree"));
    Files.writeString(
        root.resolve("catalog.json"),
        """
        {"type":"Catalog","id":"root","stac_version":"1.1.0","description":"Root","links":[
          {"rel":"child","href":"./c/collection.json"},{"rel":"child","href":"catalog.json"},
          {"rel":"child","href":"missing/catalog.json"},{"rel":"self","href":"https://x/y"}]}
        """);
    Path c = Files.createDirectories(root.resolve("c"));
    StringBuilder links = new StringBuilder();
    for (ObjectNode item : MadeItems.plain("c", 450)) {
      item.withObject("assets").withObject("red").put("href", "./red.tif");
      item.remove("collection");
      Path file = c.resolve(item.path("id").asText() + ".json");
      Files.writeString(file, item.toString());
      links.append(",{\"rel\":\"item\",\"href\":\"./").append(file.getFileName()).append("\"}");
    }
    Files.writeString(
        c.resolve("collection.json"),
        """
        {"type":"Collection","id":"c","stac_version":"1.1.0","description":"Of a tree","license":"MIT",
         "extent":{"spatial":{"bbox":[[0,0,1,1]]},"temporal":{"interval":[[null,null]]}},
         "links":[{"rel":"parent","href":"../catalog.json"},{"rel":"child","href":"../catalog.json"}
        """
            + links
            + "]}");
    return root;
  }

  @Test
  void aTreeOnThisMachine() throws IOException {
    Path root = tree();
    run(root.resolve("catalog.json").toString());
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(450);
    assertThat(catalog.reasons()).singleElement().asString().contains("missing");
    Item item = catalog.store.item("c", "item-00007").orElseThrow();
    assertThat(OpenCatalog.href(item, "red")).isEqualTo(Href.ofPath(root.resolve("c/red.tif")));
    assertThat(catalog.store.collection("c").orElseThrow().description()).isEqualTo("Of a tree");
    Files.delete(root.resolve("c/item-00007.json"));
    Files.writeString(
        root.resolve("catalog.json"),
        Files.readString(root.resolve("catalog.json")).replace("missing", "c"));
    Files.writeString(
        root.resolve("c/collection.json"),
        Files.readString(root.resolve("c/collection.json"))
            .replace("{\"rel\":\"item\",\"href\":\"./item-00007.json\"},", ""));
    Files.writeString(root.resolve("c/catalog.json"), "{\"type\":\"Catalog\",\"links\":[]}");
    run(root.resolve("catalog.json").toString(), StacSelection.ALL, PRUNING);
    assertThat(catalog.count(Fate.DELETED)).isEqualTo(1);
    assertThat(catalog.count(Fate.UNCHANGED)).isEqualTo(449);
    assertThat(catalog.store.item("c", "item-00007")).isEmpty();
  }

  @Test
  void aTreeOnAServerWhichMayNotLeadToThisMachine() throws IOException {
    Path root = tree();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        server.json(
            "/" + root.relativize(file),
            text.replace("missing/catalog.json", Href.ofPath(root.resolve("c/collection.json"))));
      }
    }
    StacSelection some =
        new StacSelection(
            List.of("c"),
            Optional.of(new org.sunqar.raster.geo.Bounds(0, -90, 180, 90)),
            org.sunqar.catalog.stac.TimeInterval.parse("2020-01-01/2020-06-30"),
            Optional.empty());
    run(server.url() + "/catalog.json", some, PLAIN);
    assertThat(catalog.count(Fate.ADDED)).isBetween(50L, 200L);
    assertThat(catalog.reasons()).singleElement().asString().contains("may not name");
    assertThat(
            catalog.store.search(org.sunqar.catalog.store.ItemQuery.all()).stream()
                .map(item -> OpenCatalog.href(item, "red")))
        .containsOnly(server.url() + "/c/red.tif");
  }

  @Test
  void deletionsThatTheSourceTells() {
    List<ObjectNode> items = new ArrayList<>();
    MadeItems.plain("c", 5).forEach(item -> items.add(updated(item, "2024-05-01T00:00:00Z")));
    postApi(items);
    server.json(
        "/api",
        """
        {"links":[{"rel":"search","href":"URL/api/search","method":"POST"},
          {"rel":"https://sunqar.org/rel/deleted","href":"URL/api/deleted"}]}
        """);
    server.json("/api/deleted", "{\"deleted\":[],\"links\":[]}");
    run(server.url() + "/api");
    items.remove(2);
    server.on(
        "/api/deleted",
        (asked, exchange) -> {
          boolean second = asked.address().contains("page=2");
          String id = second ? "unknown" : "item-00002";
          ScriptedServer.send(
              exchange,
              200,
              "{\"deleted\":[{\"collection\":\"c\",\"id\":\""
                  + id
                  + "\",\"deleted\":\"2024-07-01T00:00:00Z\"}],\"links\":["
                  + (second ? "" : "{\"rel\":\"next\",\"href\":\"/api/deleted?page=2\"}")
                  + "]}");
        });
    run(server.url() + "/api");
    assertThat(catalog.count(Fate.DELETED)).isEqualTo(1);
    assertThat(catalog.store.item("c", "item-00002")).isEmpty();
    assertThat(catalog.size()).isEqualTo(4);
    assertThat(server.asked.getLast().address()).contains("page=2");
    run(server.url() + "/api");
    assertThat(server.asked)
        .anyMatch(asked -> asked.address().contains("since=2024-06-30T23:55:00Z"));
  }

  @Test
  void pixelsAreCopiedCheckedAndReplaced() throws Exception {
    byte[] pixels = "pixels".getBytes(StandardCharsets.UTF_8);
    server.on("/red.tif", (_, exchange) -> ScriptedServer.send(exchange, 200, "pixels"));
    server.on("/nir.tif", (_, exchange) -> ScriptedServer.send(exchange, 200, "other pixels"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pixels));
    ObjectNode good = MadeItems.plain("c", "good", 1);
    asset(good, "red", "/red.tif", "1220" + hash);
    asset(good, "far", "/missing.tif", "");
    ObjectNode bad = MadeItems.plain("c", "bad", 1);
    asset(bad, "red", "/red.tif", "1220" + "0".repeat(64));
    ObjectNode gone = MadeItems.plain("c", "gone", 1);
    asset(gone, "red", "/missing.tif", "");
    postApi(List.of(good, bad, gone));
    Path scenes = catalog.folder.resolve("scenes");
    copying(scenes, PLAIN);
    assertThat(catalog.count(Fate.ADDED)).isEqualTo(1);
    assertThat(catalog.reasons()).hasSize(2);
    assertThat(catalog.reasons().get(0)).contains("checksum");
    assertThat(catalog.reasons().get(1)).contains("does not exist");
    Item item = catalog.store.item("c", "good").orElseThrow();
    Path copy = Href.toPath(OpenCatalog.href(item, "red"));
    assertThat(copy).startsWith(scenes).hasBinaryContent(pixels);
    assertThat(OpenCatalog.href(item, "far")).isEqualTo(server.url() + "/missing.tif");
    assertThat(catalog.store.document("c", "good").orElseThrow().localFiles()).isTrue();
    copying(scenes, fully());
    assertThat(catalog.count(Fate.UNCHANGED)).isEqualTo(1);
    assertThat(server.count("red.tif")).isGreaterThan(1);

    asset(good, "red", "/nir.tif", "");
    postApi(List.of(good));
    copying(scenes, fully());
    assertThat(catalog.count(Fate.CHANGED)).isEqualTo(1);
    assertThat(copy).doesNotExist();
    JsonNode href =
        Json.parseObject(catalog.store.document("c", "good").orElseThrow().json())
            .at("/assets/red/href");
    assertThat(href.asText()).startsWith("./scenes/c/good.").endsWith("/nir.tif");
  }

  private void copying(Path scenes, StacImport.Options options) {
    try (Sources sources = new Sources(QUICK);
        AssetCopy copy = new AssetCopy(scenes, List.of("red"), sources)) {
      run(server.url() + "/api", StacSelection.ALL, options, QUICK, Optional.of(copy));
    }
  }

  private void asset(ObjectNode item, String key, String path, String checksum) {
    ObjectNode asset = item.withObject("assets").putObject(key).put("href", server.url() + path);
    if (!checksum.isEmpty()) {
      asset.put("file:checksum", checksum);
    }
  }
}
