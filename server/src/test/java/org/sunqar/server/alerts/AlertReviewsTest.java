// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

/** What people do with alerts, and selections of alerts as files: five alerts of north. */
class AlertReviewsTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private @TempDir Path folder;
  private Database database;
  private ItemStore store;
  private SunqarServer server;

  @BeforeEach
  void start() {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(folder.resolve("sunqar.sqlite"), migrations);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    AlertSamples.watch(database, "north");
    AlertSamples.raise(database, "north", "r1", 1, 5);
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0),
            store,
            folder,
            new PrintWriter(new StringWriter(), true),
            List.of(new AlertsApi(new AlertStore(database), "Test")));
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
    database.close();
  }

  private <T> HttpResponse<T> send(
      String method, String path, String body, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api" + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        handler);
  }

  private JsonNode act(int alert, int status, String action, String by)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            "POST",
            "/alerts/north-000" + alert + "/review",
            "{\"action\":" + action + ",\"by\":\"" + by + "\"}",
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Json.parseObject(answer.body());
  }

  private static String review(JsonNode alert) {
    return alert.at("/properties/review").asText();
  }

  private JsonNode alert(int alert) throws IOException, InterruptedException {
    return Json.parseObject(
        send(
                "GET",
                "/alerts/collections/alerts/items/north-000" + alert,
                "",
                HttpResponse.BodyHandlers.ofString())
            .body());
  }

  @Test
  void aCommentChangesNothingElse() throws Exception {
    act(1, 200, "\"confirm\"", "ana");
    JsonNode said = act(1, 200, "\"comment\",\"note\":\"the owner was asked\"", "bo");
    assertThat(review(said)).isEqualTo("confirmed");
    assertThat(said.at("/properties/reviewed_by").asText()).isEqualTo("ana");
    JsonNode last = alert(1).path("history").get(2);
    assertThat(last.path("kind").asText()).isEqualTo("commented");
    assertThat(last.path("by").asText()).isEqualTo("bo");
    assertThat(last.path("note").asText()).isEqualTo("the owner was asked");
    assertThat(act(1, 400, "\"comment\"", "bo").path("detail").asText()).contains("note");
  }

  @Test
  void anAlertIsForSomebodyUntilItIsForAnother() throws Exception {
    JsonNode given = act(1, 200, "\"assign\",\"assignee\":\"bo\"", "ana");
    assertThat(given.at("/properties/assignee").asText()).isEqualTo("bo");
    assertThat(review(given)).isEqualTo("new");
    act(1, 200, "\"reject\",\"reason\":\"cloud\"", "bo");
    assertThat(alert(1).at("/properties/assignee").asText()).isEqualTo("bo");
    HttpResponse<String> found =
        send(
            "GET",
            "/alerts/collections/alerts/items?filter="
                + URLEncoder.encode("assignee = 'bo'", StandardCharsets.UTF_8),
            "",
            HttpResponse.BodyHandlers.ofString());
    assertThat(Json.parseObject(found.body()).path("numberMatched").asInt()).isEqualTo(1);
    JsonNode free = act(1, 200, "\"assign\",\"assignee\":null", "ana");
    assertThat(free.at("/properties").has("assignee")).isFalse();
    act(1, 400, "\"assign\",\"assignee\":7", "ana");
  }

  /** Moves of ana, then undo: where the review is after it. */
  @ParameterizedTest
  @CsvSource({
    "confirm, new",
    "review, new",
    "review confirm, in_review",
    "reject, new",
    "confirm audit, confirmed",
    "reject audit, rejected",
    "confirm review, confirmed",
    "reject review confirm undo, rejected",
    "review confirm undo reject undo, new",
  })
  void undoGoesBackStepByStep(String moves, String where) throws Exception {
    for (String move : moves.split(" ")) {
      act(2, 200, "\"" + move + "\",\"reason\":\"haze\"", "ana");
    }
    act(2, 200, "\"assign\",\"assignee\":\"bo\"", "bo");
    act(2, 200, "\"comment\",\"note\":\"hm\"", "bo");
    JsonNode back = act(2, 200, "\"undo\"", "ana");
    assertThat(review(back)).isEqualTo(where);
    assertThat(back.at("/properties/assignee").asText()).isEqualTo("bo");
    JsonNode properties = back.path("properties");
    assertThat(properties.has("reviewed_by")).isEqualTo(!where.equals("new"));
    assertThat(properties.has("reject_reason")).isEqualTo(where.equals("rejected"));
    boolean decided = where.equals("rejected") || where.equals("confirmed");
    assertThat(properties.has("decision")).isEqualTo(decided);
    int entries = 1 + moves.split(" ").length + 3;
    assertThat(alert(2).path("history")).hasSize(entries);
    assertThat(alert(2).path("history").get(entries - 1).has("undoes")).isTrue();
  }

  @Test
  void nobodyTakesBackWhatAnotherDid() throws Exception {
    assertThat(act(3, 409, "\"undo\"", "ana").path("detail").asText()).contains("nobody");
    act(3, 200, "\"confirm\"", "ana");
    assertThat(act(3, 409, "\"undo\"", "bo").path("detail").asText()).contains("by ana");
    act(3, 200, "\"audit\"", "bo");
    act(3, 409, "\"undo\"", "ana");
    act(3, 200, "\"undo\"", "bo");
    act(3, 200, "\"undo\"", "ana");
    act(3, 409, "\"undo\"", "ana");
  }

  @Test
  void manyAtOnceAreReportedOneByOne() throws Exception {
    act(2, 200, "\"confirm\"", "ana");
    HttpResponse<String> answer =
        send(
            "POST",
            "/alerts/reviews",
            """
            {"alerts":["north-0001","north-0002","north-0009","north-0001"],"action":"reject",
             "reason":"season","by":"ana","note":"snow"}
            """,
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode json = Json.parseObject(answer.body());
    assertThat(json.path("done").asInt()).isEqualTo(1);
    assertThat(json.path("failed").asInt()).isEqualTo(2);
    assertThat(json.path("results").findValuesAsText("status"))
        .containsExactly("200", "409", "404");
    assertThat(review(alert(1))).isEqualTo("rejected");
    assertThat(review(alert(2))).isEqualTo("confirmed");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"action\":\"confirm\",\"by\":\"ana\"}', alerts",
    "'{\"alerts\":[],\"action\":\"confirm\",\"by\":\"ana\"}', alerts",
    "'{\"alerts\":[1],\"action\":\"confirm\",\"by\":\"ana\"}', alerts",
    "'{\"alerts\":[\"north-0001\"],\"action\":\"burn\",\"by\":\"ana\"}', action",
    "'{\"alerts\":[\"north-0001\"],\"action\":\"reject\",\"by\":\"ana\"}', reason",
    "'{\"alerts\":[\"north-0001\"],\"action\":\"confirm\"}', by",
  })
  void whatIsNoReviewOfManyIsRefused(String body, String code) throws Exception {
    HttpResponse<String> answer =
        send("POST", "/alerts/reviews", body, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parseObject(answer.body()).path("code").asText()).isEqualTo(code);
  }

  private byte[] export(String query, String ending) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        send("GET", "/alerts/export?" + query, "", HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"alerts-\\d{4}-\\d\\d-\\d\\d\\." + ending + "\"");
    return answer.body();
  }

  @Test
  void aSelectionIsAFileOfEachFormatInItsOrder() throws Exception {
    act(4, 200, "\"assign\",\"assignee\":\"bo, of the north\"", "ana");
    String query = "filter=area_ha%20%3E%202&sortby=-area_ha&";
    JsonNode features =
        Json.parseObject(new String(export(query + "f=geojson", "geojson"), StandardCharsets.UTF_8))
            .path("features");
    assertThat(features.findValuesAsText("id"))
        .containsSubsequence("north-0005", "north-0004", "north-0003");
    assertThat(features).hasSize(3);

    List<String> lines =
        new String(export(query + "f=csv", "csv"), StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).startsWith("WKT,id,").endsWith(",assignee");
    assertThat(lines.get(1)).contains("north-0005");
    assertThat(lines.get(2)).endsWith(",\"bo, of the north\"");

    Path file = folder.resolve("alerts.gpkg");
    Files.write(file, export(query + "f=gpkg&limit=2", "gpkg"));
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = c.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, assignee FROM alerts ORDER BY fid")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("north-0005");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(2)).isEqualTo("bo, of the north");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aSelectionOfSeveralPagesIsWhole() throws Exception {
    AlertSamples.raise(database, "north", "r2", 6, 1200);
    String csv = new String(export("f=csv&sortby=-area_ha", "csv"), StandardCharsets.UTF_8);
    assertThat(csv.lines()).hasSize(1201);
    assertThat(csv.lines()).doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoExportIsRefused() throws Exception {
    for (String query : List.of("f=shp", "f=csv&limit=0", "f=csv&filter=%28", "f=csv&token=x")) {
      assertThat(
              send("GET", "/alerts/export?" + query, "", HttpResponse.BodyHandlers.ofString())
                  .statusCode())
          .as(query)
          .isEqualTo(400);
    }
    assertThat(
            send("HEAD", "/alerts/export?f=gpkg", "", HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aReviewThatIsSentAgainIsDoneOnce() throws IOException, InterruptedException {
    String comment = "{\"action\":\"comment\",\"by\":\"ana\",\"note\":\"seen\",\"request\":\"%s\"}";
    for (String request : List.of("one", "one", "two", "one")) {
      HttpResponse<String> answer =
          send(
              "POST",
              "/alerts/north-0001/review",
              comment.formatted(request),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
    assertThat(new AlertStore(database).history("north-0001"))
        .filteredOn(entry -> entry.by().equals("ana"))
        .extracting(entry -> entry.details().path("request").asText())
        .containsExactly("one", "two");
    HttpResponse<String> tooLong =
        send(
            "POST",
            "/alerts/north-0001/review",
            comment.formatted("x".repeat(101)),
            HttpResponse.BodyHandlers.ofString());
    assertThat(tooLong.statusCode()).isEqualTo(400);
  }
}
