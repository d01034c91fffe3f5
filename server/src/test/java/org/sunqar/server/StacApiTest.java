// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sunqar.catalog.stac.StacSchemas;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StacApiTest {

  private static final int ITEMS = 25;

  private TestServer server;

  /** Items a00..a24 of January 2024, one a day, each a degree further east; cloud cover by day. */
  @BeforeAll
  void start(@TempDir Path folder) throws IOException, InterruptedException {
    server = TestServer.start(folder);
    fill(server);
  }

  private static void fill(TestServer server) throws IOException, InterruptedException {
    server
        .post(
            "/collections",
            "{\"id\":\"a\",\"description\":\"Forests\",\"title\":\"Wälder\",\"keywords\":[\"trees\"]}")
        .expect(201);
    server.collection("b");
    ObjectNode bulk = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
    for (int i = 0; i < ITEMS; i++) {
      ObjectNode item =
          TestServer.itemJson(
              String.format(Locale.ROOT, "a%02d", i),
              i,
              40,
              String.format(Locale.ROOT, "2024-01-%02dT12:00:00Z", i + 1));
      ((ObjectNode) item.get("properties"))
          .put("eo:cloud_cover", i * 4)
          .put("platform", i % 2 == 0 ? "even" : "odd")
          .put("title", "Scene number " + i);
      bulk.withArray("features").add(item);
    }
    server.post("/collections/a/items", bulk.toString()).expect(201);
    server.item("b", "b0", 100, -10, "2023-06-01T00:00:00Z");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "/collections",
    "/children",
    "/collections/a",
    "/collections/a/items",
    "/collections/a/items/a03",
    "/search?limit=30",
    "/search?fields=eo:cloud_cover",
    "/search?fields="
  })
  void everyDocumentIsValidStac(String address) throws IOException, InterruptedException {
    StacSchemas schemas = new StacSchemas();
    ObjectNode json = server.get(address).expect(200).json();
    if (address.isEmpty()) {
      assertThat(json.path("conformsTo")).isNotEmpty();
    }
    TestServer.assertValid(schemas, json);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException, InterruptedException {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(server.api()));
    while (!open.isEmpty()) {
      String address = open.removeLast();
      if (!seen.add(address) || !address.startsWith(server.api())) {
        continue;
      }
      TestServer.Reply reply = server.get(address).expect(200);
      if (reply.body().startsWith("{")) {
        for (JsonNode link : reply.json().findValues("links")) {
          link.forEach(l -> {
            if (!l.path("method").asText("GET").equals("POST")) {
              open.add(l.path("href").textValue());
            }
          });
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(2 * ITEMS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ids=a03,a05                                            | a05 a03
          ids=a03&collections=b                                  |
          collections=b                                          | b0
          bbox=99,-20,102,0                                      | b0
          bbox=99,-20,0,102,0,9000                               | b0
          bbox=170,-90,2.5,90&sortby=id                          | a00 a01 a02
          datetime=2024-01-03T12:00:00Z                          | a02
          datetime=2024-01-03                                    | a02
          datetime=2024-01-24T00:00:00Z/..                       | a24 a23
          datetime=../2023-12-31T23:59:59Z                       | b0
          datetime=/2023-12-31T23:59:59Z                         | b0
          datetime=2024-01-03T13:00:00+01:00                     | a02
          datetime=2024-01-03T13:00:00%2B01:00                   | a02
          limit=2&sortby=properties.eo:cloud_cover               | a00 a01
          limit=2&sortby=-eo:cloud_cover                         | a24 a23
          limit=2&sortby=+id                                     | a00 a01
          filter=eo:cloud_cover%3E90                             | a24 a23
          filter=eo:cloud_cover%3E90&filter=                     | a24 a23
          q=number%202&limit=3                                   | a24 a23 a22
          q=NUMBER%2024                                          | a24
          q=100%25                                               |
          q=number_24                                            |
          """)
  void aSearchFindsWhatItAsksFor(String query, String ids)
      throws IOException, InterruptedException {
    if (query.contains("filter=eo:cloud_cover%3E90&filter=")) {
      server.get("/search?" + query).expect(400); // a parameter comes twice
      return;
    }
    assertThat(found(server.get("/search?" + query)))
        .isEqualTo(Objects.requireNonNullElse(ids, ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"ids":["a03","a05"]}                                                            | a05 a03
          {"ids":[],"collections":["b"]}                                                   | b0
          {"intersects":{"type":"Point","coordinates":[3.5,40.5]}}                         | a03
          {"bbox":[99,-20,102,0]}                                                          | b0
          {"query":{"eo:cloud_cover":{"gt":90}}}                                           | a24 a23
          {"query":{"platform":{"eq":"odd"}},"limit":2}                                    | a23 a21
          {"filter":{"op":">","args":[{"property":"eo:cloud_cover"},90]}}                  | a24 a23
          {"filter":"eo:cloud_cover > 90","filter-lang":"cql2-text"}                       | a24 a23
          {"sortby":[{"field":"properties.eo:cloud_cover","direction":"asc"}],"limit":1}   | a00
          {"q":["number 24","number 23"]}                                                  | a24 a23
          {"datetime":"2024-01-24T00:00:00Z/..","token":null}                              | a24 a23
          """)
  void aSearchByDocumentFindsWhatItAsksFor(String body, String ids)
      throws IOException, InterruptedException {
    assertThat(found(server.post("/search", body))).isEqualTo(ids);
  }

  private static String found(TestServer.Reply reply) {
    List<String> ids = new ArrayList<>();
    reply.expect(200).json().path("features").forEach(f -> ids.add(f.path("id").textValue()));
    return String.join(" ", ids);
  }

  @ParameterizedTest
  @EnumSource(TestServer.Store.class)
  void pagesAreRightWhileItemsArrive(TestServer.Store kind, @TempDir Path other)
      throws IOException, InterruptedException {
    try (TestServer changing = TestServer.start(kind, other, ServerConfig.DEFAULT)) {
      fill(changing);
      List<String> byGet = new ArrayList<>();
      Optional<String> next = Optional.of(changing.api() + "/search?limit=4&collections=a");
      while (next.isPresent()) {
        ObjectNode page = changing.get(next.get()).expect(200).json();
        page.path("features").forEach(f -> byGet.add(f.path("id").textValue()));
        // newer and older ones arrive, before and behind the place of the page
        changing.item("a", "n" + byGet.size(), 50, 0, "2024-03-01T00:00:00Z");
        next = next(page).map(link -> link.path("href").textValue());
      }
      assertThat(byGet).doesNotHaveDuplicates().hasSize(ITEMS).doesNotContain("n4");

      List<String> byPost = new ArrayList<>();
      Optional<String> body = Optional.of("{\"limit\":7,\"collections\":[\"a\"]}");
      while (body.isPresent()) {
        ObjectNode page = changing.post("/search", body.get()).expect(200).json();
        page.path("features").forEach(f -> byPost.add(f.path("id").textValue()));
        body = next(page).map(link -> link.path("body").toString());
        next(page).ifPresent(link -> assertThat(link.path("method").asText()).isEqualTo("POST"));
      }
      assertThat(byPost).doesNotHaveDuplicates().containsAll(byGet);
      changing.get("/search?token=nonsense").expect(400);
    }
  }

  private static Optional<JsonNode> next(ObjectNode page) {
    for (JsonNode link : page.path("links")) {
      if (link.path("rel").asText().equals("next")) {
        return Optional.of(link);
      }
    }
    return Optional.empty();
  }

  @Test
  void fieldsAreChosen() throws IOException, InterruptedException {
    JsonNode some =
        server.get("/search?ids=a03&fields=id,properties.eo:cloud_cover,-geometry").json();
    JsonNode item = some.path("features").path(0);
    assertThat(item.has("geometry")).isFalse();
    assertThat(item.path("properties").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactlyInAnyOrder("datetime", "eo:cloud_cover");
    JsonNode most = server.post("/search", "{\"fields\":{\"exclude\":[\"assets\"]}}").json();
    assertThat(most.path("features").path(0).has("assets")).isFalse();
    assertThat(most.path("features").path(0).path("properties").has("platform")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          q=WALD                      |
          q=wälder                    | a
          q=trees,nothing             | a
          bbox=99,-20,102,0           | b
          datetime=2024-01-05/..      | a
          filter=id%3D'b'             | b
          limit=1                     | a
          limit=1&token=a             | b
          sortby=-id                  | b a
          """)
  void collectionsAreSearched(String query, String ids) throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    server
        .get("/collections?" + query.replace("ä", "%C3%A4"))
        .expect(200)
        .json()
        .path("collections")
        .forEach(c -> found.add(c.path("id").textValue()));
    assertThat(String.join(" ", found)).isEqualTo(Objects.requireNonNullElse(ids, ""));
  }

  @Test
  void queryablesAreWhatTheItemsHave() throws IOException, InterruptedException {
    TestServer.Reply reply = server.get("/collections/a/queryables").expect(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/schema+json");
    JsonNode properties = reply.json().path("properties");
    assertThat(properties.path("eo:cloud_cover").path("type").textValue()).isEqualTo("number");
    assertThat(properties.path("platform").path("type").textValue()).isEqualTo("string");
    assertThat(properties.has("geometry")).isTrue();
    assertThat(server.get("/collections/b/queryables").json().path("properties").has("platform"))
        .isFalse();
    assertThat(server.get("/queryables").json().path("properties").has("platform")).isTrue();
  }

  @Test
  void aDocumentIsSentOnceUntilItChanges() throws IOException, InterruptedException {
    for (String address :
        List.of("/collections/a/items/a03", "/search?limit=3", "/collections/a")) {
      TestServer.Reply first = server.get(address).expect(200);
      String etag = first.header("ETag");
      assertThat(etag).as(address).isNotEmpty();
      server.get(address, "If-None-Match", etag).expect(304);
      server.get(address, "If-None-Match", "\"other\", " + etag).expect(304);
      server.get(address, "If-None-Match", "\"other\"").expect(200);
      TestServer.Reply head = server.send("HEAD", address, "").expect(200);
      assertThat(head.header("Content-Length")).isEqualTo(first.header("Content-Length"));
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void anAnswerIsCompressedWhereItPays() throws IOException, InterruptedException {
    TestServer.Reply zipped =
        server.get("/search", "Accept-Encoding", "br, gzip;q=0.8").expect(200);
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    try (GZIPInputStream in =
        new GZIPInputStream(new java.io.ByteArrayInputStream(zipped.bytes()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(server.get("/search").body());
    }
    assertThat(server.get("/search", "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
        .isEmpty();
    assertThat(server.get("/health", "Accept-Encoding", "gzip").header("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void pagesOfOthersMayReadAndAreToldSo() throws IOException, InterruptedException {
    TestServer.Reply preflight =
        server.send("OPTIONS", "/search", "", "Access-Control-Request-Method", "POST").expect(204);
    assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET", "POST", "HEAD");
    TestServer.Reply wrong = server.send("DELETE", "/search", "").expect(405);
    assertThat(wrong.header("Allow")).isEqualTo("GET, POST, HEAD, OPTIONS");
    for (TestServer.Reply reply : List.of(preflight, wrong, server.get("/nothing"))) {
      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', application/json, 200",
    "'', image/png, 406",
    "/search, application/geo+json, 200",
    "/search, application/json, 200",
    "/search, text/csv, 406",
    "/search?f=json, text/csv, 200",
    "/search?f=shp, */*, 400",
    "/search?bobx=1, */*, 400"
  })
  void theFormIsNegotiated(String address, String accept, int status)
      throws IOException, InterruptedException {
    server.get(address, "Accept", accept).expect(status);
  }

  @Test
  void linksAreForWhereTheClientIs() throws IOException, InterruptedException {
    assertThat(self("X-Forwarded-Proto", "https", "X-Forwarded-Host", "eo.example"))
        .isEqualTo("https://eo.example/api");
    assertThat(self("Forwarded", "for=1.2.3.4;proto=https;host=\"eo.example:8443\""))
        .isEqualTo("https://eo.example:8443/api");
    assertThat(self("X-Forwarded-Prefix", "/land"))
        .isEqualTo(server.api().replace("/api", "/land/api"));
    server.get("", "X-Forwarded-Host", "<script>").expect(400);
  }

  private String self(String... headers) throws IOException, InterruptedException {
    return server.get("", headers).json().path("links").path(0).path("href").textValue();
  }

  @Test
  void itemsAreCounted() throws IOException, InterruptedException {
    JsonNode list = server.get("/aggregations").expect(200).json().path("aggregations");
    assertThat(list.findValuesAsText("name")).contains("total_count", "cloud_cover_frequency");
    server.get("/aggregate?aggregations=nothing").expect(400);
    JsonNode counts =
        server
            .get("/collections/a/aggregate?aggregations=total_count,platform_frequency")
            .expect(200)
            .json()
            .path("aggregations");
    assertThat(counts.path(0).path("value").intValue()).isEqualTo(ITEMS);
    assertThat(counts.path(1).path("buckets").path(0).path("key").textValue()).isEqualTo("even");
    assertThat(counts.path(1).path("buckets").path(0).path("frequency").intValue()).isEqualTo(13);
  }

  @Test
  void whatIsDoneIsLoggedAndCounted() throws IOException, InterruptedException {
    server.get("/search?limit=1&ids=logged").expect(200);
    server.awaitLog(" GET /api/search?limit=1&ids=logged 200 ");
    String metrics = server.get(server.api().replace("/api", "/metrics")).expect(200).body();
    assertThat(metrics)
        .containsPattern(
            "sunqar_http_requests_total\\{route=\"/api/search\",method=\"GET\",status=\"200\"}"
                + " \\d+")
        .contains("sunqar_http_request_seconds_bucket{route=\"/api/search\",le=\"+Inf\"}")
        .contains("jvm_memory_used_bytes");
    assertThat(server.get(server.api().replace("/api", "/health")).expect(200).json().toString())
        .isEqualTo("{\"status\":\"up\"}");
  }
}
