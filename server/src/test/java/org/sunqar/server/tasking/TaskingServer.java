// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tasking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.catalog.store.Migration;
import org.sunqar.mission.constellation.ConstellationJson;
import org.sunqar.mission.constellation.DemoConstellation;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.alerts.AlertsApi;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;

/**
 * A server over the demo constellation, at noon of the day of its elements, with alerts and with
 * the keys that it is given; the secret of a key is its name.
 */
public final class TaskingServer implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-04-13T12:00:00Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Database database;
  private final ItemStore store;
  private final SunqarServer server;

  public TaskingServer(Path folder, String... keys) throws IOException {
    Files.writeString(
        folder.resolve("constellation.json"), ConstellationJson.write(DemoConstellation.read()));
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(folder.resolve("sunqar.sqlite"), migrations);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    List<ApiKeys.Entry> entries = new ArrayList<>();
    for (String key : keys) {
      entries.add(new ApiKeys.Entry(key, Role.WRITE, ApiKeys.hash(key)));
    }
    TaskingApi tasking = new TaskingApi(folder, "Test", () -> NOW);
    server =
        SunqarServer.start(
            new ServerConfig(
                ServerConfig.DEFAULT.host(),
                0,
                ServerConfig.DEFAULT.publicUrl(),
                new ApiKeys(entries),
                "Test",
                false,
                ServerConfig.DEFAULT.grace()),
            store,
            folder,
            new PrintWriter(new StringWriter()),
            List.of(
                tasking,
                new AlertsApi(
                    new AlertStore(database),
                    "Test",
                    (_, _, _) -> Optional.empty(),
                    tasking::sees)));
  }

  public Database database() {
    return database;
  }

  /** An answer. */
  public record Reply(int status, ObjectNode json) {

    public Reply expect(int wanted) {
      assertThat(status).as(json.toString()).isEqualTo(wanted);
      return this;
    }
  }

  /** The body of an order or a search at Astana. */
  public static String astana(String parameters) {
    return """
    {"geometry":{"type":"Point","coordinates":[71.4,51.1]},
     "datetime":["2026-04-14T00:00:00Z","2026-04-18T00:00:00Z"],"order_parameters":{%s}}\
    """
        .formatted(parameters);
  }

  /** What is at a path, for whose key is shown. */
  public Reply get(String key, String path) throws Exception {
    return send(key, path, HttpRequest.newBuilder());
  }

  public Reply post(String key, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(key, path, request);
  }

  private Reply send(String key, String path, HttpRequest.Builder request) throws Exception {
    if (!key.isEmpty()) {
      request.header("X-API-Key", key);
    }
    HttpResponse<String> response =
        client.send(
            request.uri(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), Json.parseObject(response.body()));
  }

  @Override
  public void close() {
    server.close();
    store.close();
    database.close();
    client.close();
  }
}
