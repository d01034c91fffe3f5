// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.catalog.store.Migration;
import org.sunqar.server.AlertSamples;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;

/** 25 alerts of north, one of south: the n-th is a square at 60 + n / 100 degrees east. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsApiTest {

  private static final String ITEMS = "/alerts/collections/alerts/items";

  private final HttpClient client = HttpClient.newHttpClient();
  private Database database;
  private ItemStore store;
  private SunqarServer server;
  private String key = "reader";

  @BeforeAll
  void start(@TempDir Path folder) {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(folder.resolve("sunqar.sqlite"), migrations);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    AlertSamples.watch(database, "north");
    AlertSamples.watch(database, "south");
    AlertSamples.raise(database, "north", "r1", 1, 25);
    AlertSamples.raise(database, "south", "r2", 30, 30);
    ApiKeys keys =
        new ApiKeys(
            List.of(
                new ApiKeys.Entry("ana", Role.WRITE, ApiKeys.hash("writer")),
                new ApiKeys.Entry("bo", Role.READ, ApiKeys.hash("reader"))));
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0).withKeys(keys),
            store,
            folder,
            new PrintWriter(new StringWriter(), true),
            List.of(new AlertsApi(new AlertStore(database), "Test")));
  }

  @AfterAll
  void stop() {
    server.close();
    store.close();
    database.close();
  }

  private HttpResponse<String> send(String method, String address, String body, String as)
      throws IOException, InterruptedException {
    String base = "http://127.0.0.1:" + server.port() + "/api";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.startsWith("http") ? address : base + address))
            .header("X-API-Key", as)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send("GET", address, "", key);
  }

  private JsonNode json(String address) throws IOException, InterruptedException {
    HttpResponse<String> response = get(address);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.parseObject(response.body());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void theLandingPagesLeadToTheAlerts() throws Exception {
    assertThat(json("").toString()).contains("/api/alerts\"", "/api/alerts.atom");
    JsonNode landing = json("/alerts");
    for (JsonNode link : landing.get("links")) {
      assertThat(get(link.get("href").asText()).statusCode()).as(link.toString()).isEqualTo(200);
    }
    JsonNode collection = json("/alerts/collections").get("collections").get(0);
    assertThat(collection.get("id").asText()).isEqualTo("alerts");
    for (JsonNode link : collection.get("links")) {
      assertThat(get(link.get("href").asText()).statusCode()).as(link.toString()).isEqualTo(200);
    }
    assertThat(json("/alerts/conformance").toString()).contains("features-1/1.0/conf/core");
  }

  @ParameterizedTest
  @CsvSource({
    "'limit=1000', 26",
    "'bbox=60.09,50,60.111,50.001&limit=100', 3",
    "'bbox=170,0,-170,60', 0",
    "'datetime=2024-01-03T00:00:00Z/2024-01-05T00:00:00Z', 3",
    "'datetime=2024-01-25T00:00:00Z/..', 2",
    "'filter=area_ha > 20&limit=100', 6",
    "'filter=watch = ''south''', 1",
    "'filter=status = ''confirmed'' AND first_date < DATE(''2024-01-05'')', 2",
    "'filter=S_INTERSECTS(geometry, POINT(60.0125 50.0025))', 1",
  })
  void searches(String query, int found) throws Exception {
    StringBuilder encoded = new StringBuilder();
    for (String part : query.split("&")) {
      String[] sides = part.split("=", 2);
      encoded.append(encoded.isEmpty() ? "?" : "&").append(sides[0]);
      encoded.append('=').append(encoded(sides[1]));
    }
    JsonNode page = json(ITEMS + encoded);
    assertThat(page.get("features")).hasSize(found);
    assertThat(page.get("numberReturned").asInt()).isEqualTo(found);
    assertThat(page.get("numberMatched").asInt()).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "area_ha > 2, , 24",
    "area_ha > 2, -probability, 24",
    "longitude > 60.03, -first_date, 24", // which only documents tell
    "'S_INTERSECTS(geometry, BBOX(60.0, 50.0, 60.24, 51.0))', '-watch,-area_ha', 24"
  })
  void pagesHoldEachAlertOnce(String filter, @Nullable String order, int all) throws Exception {
    List<String> ids = new ArrayList<>();
    Optional<String> next =
        Optional.of(
            ITEMS
                + "?limit=7&filter="
                + encoded(filter)
                + (order == null ? "" : "&sortby=" + encoded(order)));
    int pages = 0;
    while (next.isPresent()) {
      JsonNode page = json(next.get());
      page.get("features").forEach(feature -> ids.add(feature.get("id").asText()));
      assertThat(page.get("numberMatched").asInt()).isEqualTo(all);
      next = Optional.empty();
      for (JsonNode link : page.get("links")) {
        if (link.get("rel").asText().equals("next")) {
          next = Optional.of(link.get("href").asText());
        }
      }
      pages++;
    }
    assertThat(pages).isEqualTo(4);
    assertThat(ids).hasSize(all).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "-area_ha, south-0030",
    "area_ha, north-0001",
    "-first_date, south-0030",
    "'status,-confidence', north-0025",
    "-datetime, south-0030",
    "-id, south-0030",
    "updated, north-0001"
  })
  void sorts(String order, String first) throws Exception {
    JsonNode page = json(ITEMS + "?limit=1&sortby=" + encoded(order));
    assertThat(page.at("/features/0/id").asText()).isEqualTo(first);
    assertThat(page.get("numberMatched").asInt()).isEqualTo(26);
  }

  @ParameterizedTest
  @CsvSource({
    "'?limit=0', limit",
    "'?filter=area_ha%20%3E', filter",
    "'?filter-lang=sql', filter-lang",
    "'?datetime=yesterday', datetime",
    "'?bbox=1,2,3', bbox",
    "'?token=-1', token",
    "'?token=eyJvIjoiIiwidiI6W10sImsiOjF9&sortby=area_ha', token",
    "'?sortby=colour', sortby",
    "'?colour=red', colour"
  })
  void whatIsAskedWronglyIsSaid(String query, String word) throws Exception {
    HttpResponse<String> response = get(ITEMS + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.parseObject(response.body()).get("detail").asText()).contains(word);
  }

  @Test
  void pagesForPeople() throws Exception {
    assertThat(get("/alerts?f=html").body()).contains("Browse the alerts");
    assertThat(get(ITEMS + "?f=html&limit=5").body())
        .contains("north-0001", "Next page", "5 of 26 alerts on this page");
    assertThat(get(ITEMS + "/north-0001?f=html").body()).contains("History", "created");
    assertThat(get("/alerts/collections/alerts?f=html").statusCode()).isEqualTo(200);
  }

  @Test
  void oneAlertAsFeatureAndAsMessage() throws Exception {
    JsonNode alert = json(ITEMS + "/north-0007");
    assertThat(alert.get("history")).hasSize(1);
    assertThat(alert.at("/properties/area_ha").asDouble()).isEqualTo(7);
    HttpResponse<String> cap = get("/alerts/north-0007.cap");
    assertThat(cap.statusCode()).isEqualTo(200);
    assertThat(cap.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/cap+xml"));
    assertThat(cap.body())
        .contains("<identifier>north-0007.1</identifier>", "<msgType>Alert</msgType>")
        .contains("<polygon>50.0000000,60.0700000 ");
    assertWellFormed(cap.body());
    HttpResponse<String> bare = get("/alerts/north-0007");
    assertThat(bare.statusCode()).isEqualTo(302);
    for (String missing : List.of(ITEMS + "/x-1", "/alerts/x-1.cap", "/alerts/x-1")) {
      assertThat(get(missing).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theFeedHasTheLatestFirst() throws Exception {
    HttpResponse<String> feed = get("/alerts.atom");
    assertThat(feed.body())
        .contains("<georss:polygon>50.0000000 60.3000000 ")
        .containsPattern("(?s)<entry><id>tag:sunqar.org,2026:alerts/south-0030</id>.*north-0001");
    assertWellFormed(feed.body());
  }

  private static void assertWellFormed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void reviewsNeedAKeyThatWritesAndSayWhoseItIs() throws Exception {
    String review = "/alerts/north-0020/review";
    String reject = "{\"action\":\"reject\",\"reason\":\"haze\",\"note\":\"thin\",\"by\":\"eve\"}";
    assertThat(send("POST", review, reject, "nobody").statusCode()).isEqualTo(401);
    assertThat(send("POST", review, reject, "reader").statusCode()).isEqualTo(403);
    for (String wrong :
        List.of(
            "{}",
            "{\"action\":\"delete\"}",
            "{\"action\":\"reject\",\"reason\":\"fog\"}",
            "{\"action\":\"confirm\",\"note\":7}")) {
      assertThat(send("POST", review, wrong, "writer").statusCode()).as(wrong).isEqualTo(400);
    }
    HttpResponse<String> done = send("POST", review, reject, "writer");
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    JsonNode properties = Json.parseObject(done.body()).get("properties");
    assertThat(properties.get("review").asText()).isEqualTo("rejected");
    assertThat(properties.get("reviewed_by").asText()).isEqualTo("ana");
    HttpResponse<String> again = send("POST", review, "{\"action\":\"confirm\"}", "writer");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(Json.parseObject(again.body()).get("detail").asText())
        .isEqualTo(
            "alert north-0020 cannot be confirmed: it is rejected; 'alert review' opens it again");
    assertThat(send("POST", "/alerts/x-1/review", reject, "writer").statusCode()).isEqualTo(404);
    assertThat(get("/alerts/north-0020.cap").body())
        .contains("<msgType>Cancel</msgType>", "<references>sunqar,north-0020.1,");
    assertThat(
            new AlertStore(database)
                .alert("north-0020")
                .review()
                .after(new Review.Move.Audit(), "", "x", java.time.Instant.EPOCH, 1)
                .reason())
        .isPresent();
  }

  @Test
  void theApiIsDescribed() throws Exception {
    JsonNode paths = json("/openapi.json").get("paths");
    for (String path :
        List.of("/alerts/collections/alerts/items", "/alerts/{alert}/review", "/alerts.atom")) {
      assertThat(paths.toString()).contains(path + "\"");
    }
    assertThat(paths.toString()).contains("\"reviewAlert\"");
  }
}
