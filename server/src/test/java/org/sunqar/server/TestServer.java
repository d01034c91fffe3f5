// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.sunqar.catalog.PostgresServer;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;

/** The real server on a free port over a real store, and a client of it. */
public final class TestServer implements AutoCloseable {

  /** Which store is behind it. */
  public enum Store {
    SQLITE,
    POSTGIS
  }

  /** What came back; a body that is JSON can be had as a tree. */
  public record Reply(int status, String body, HttpResponse<byte[]> response) {

    public ObjectNode json() {
      return Json.parseObject(body);
    }

    public byte[] bytes() {
      return response.body();
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public Reply expect(int wanted) {
      assertThat(status).as(response.request() + " " + body).isEqualTo(wanted);
      return this;
    }
  }

  private final Database database;
  private final ItemStore store;
  private final SunqarServer server;
  private final StringWriter log = new StringWriter();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer(String setting, Path workspace, ServerConfig config) {
    database = Database.open(workspace.resolve("sunqar.sqlite"), CatalogSchema.MIGRATIONS);
    store = ItemStores.open(setting, workspace, database);
    server = SunqarServer.start(config, store, workspace, new PrintWriter(log, true));
  }

  public static TestServer start(Path workspace) {
    return start(Store.SQLITE, workspace, ServerConfig.DEFAULT);
  }

  public static TestServer start(Store kind, Path workspace, ServerConfig config) {
    String setting =
        switch (kind) {
          case SQLITE -> ItemStores.SQLITE;
          case POSTGIS -> PostgresServer.shared().newDatabase();
        };
    return new TestServer(setting, workspace, config.onPort(0));
  }

  /** Over a database of a server of the caller's own. */
  static TestServer start(PostgresServer database, Path workspace) {
    return new TestServer(database.newDatabase(), workspace, ServerConfig.DEFAULT.onPort(0));
  }

  public ItemStore store() {
    return store;
  }

  public int port() {
    return server.port();
  }

  /** Where the API is. */
  public String api() {
    return "http://127.0.0.1:" + server.port() + "/api";
  }

  /** What was logged so far. */
  public String log() {
    return log.toString();
  }

  /** Waits for a line of the log, which is written after the answer. */
  public void awaitLog(String part) throws InterruptedException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!log().contains(part) && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(log()).contains(part);
  }

  /** Stops the server alone. */
  public void stop() {
    server.close();
  }

  /**
   * Sends a request.
   *
   * @param address from /api on, or absolute
   * @param body empty for none
   */
  public Reply send(String method, String address, String body, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create(address.startsWith("http") ? address : api() + address);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    request.method(
        method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    List<String> all = new ArrayList<>(List.of(headers));
    if (!body.isEmpty() && !all.contains("Content-Type")) {
      all.add("Content-Type");
      all.add("application/json");
    }
    if (!all.isEmpty()) {
      request.headers(all.toArray(String[]::new));
    }
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(
        response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
  }

  public Reply get(String address, String... headers) throws IOException, InterruptedException {
    return send("GET", address, "", headers);
  }

  public Reply post(String address, String body) throws IOException, InterruptedException {
    return send("POST", address, body);
  }

  /** Adds a collection. */
  public void collection(String id) throws IOException, InterruptedException {
    post("/collections", "{\"id\":\"" + id + "\",\"description\":\"Things\"}").expect(201);
  }

  /** Adds an item at a longitude, latitude and instant. */
  public Reply item(String collection, String id, double x, double y, String datetime)
      throws IOException, InterruptedException {
    return post("/collections/" + collection + "/items", itemJson(id, x, y, datetime).toString())
        .expect(201);
  }

  /** An item with a square of a degree and one file elsewhere. */
  public static ObjectNode itemJson(String id, double x, double y, String datetime) {
    ObjectNode json =
        Json.parseObject(
            """
            {"type":"Feature","stac_version":"1.1.0","geometry":{"type":"Polygon",
             "coordinates":[[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]]},
             "bbox":[%1$s,%2$s,%3$s,%4$s],"properties":{"datetime":"%5$s"},"links":[],
             "assets":{"data":{"href":"https://example.org/a.tif","roles":["data"]}}}
            """
                .formatted(x, y, x + 1, y + 1, datetime));
    return json.put("id", id);
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Asserts that a document, or each feature or collection of it, is valid STAC. */
  public static void assertValid(StacSchemas schemas, JsonNode document) {
    List<JsonNode> parts = new ArrayList<>();
    document.path("features").forEach(parts::add);
    document.path("collections").forEach(parts::add);
    document.path("children").forEach(parts::add);
    if (parts.isEmpty() && !document.path("type").asText().equals("FeatureCollection")) {
      parts.add(document);
    }
    for (JsonNode part : parts) {
      assertThat(schemas.problems((ObjectNode) part)).as(part.toString()).isEmpty();
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    store.close();
    database.close();
  }
}
