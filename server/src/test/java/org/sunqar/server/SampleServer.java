// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.SqliteItemStore;

/** The real server over the scenes that come with the program, copied into a workspace. */
public final class SampleServer implements AutoCloseable {

  /** An id that tries to become markup, a path and a command. */
  public static final String HOSTILE = "<img src=x onerror=alert(1)>\"'/../$(id)`id`";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;
  private final ItemStore store;
  private final SunqarServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path workspace;

  private SampleServer(Path workspace) {
    this.workspace = workspace;
    database = Database.open(workspace.resolve("catalog.sqlite"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, workspace);
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0),
            store,
            workspace,
            new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  /** Starts it with the collections {@code marburg} and {@code ethiopia} in a folder of its own. */
  public static SampleServer start(Path workspace) {
    SampleServer started = new SampleServer(workspace);
    started.add("marburg", "marburg-195025", "Marburg, Landsat");
    started.add("ethiopia", "ethiopia-167055", "Ethiopia, Landsat");
    return started;
  }

  private void add(String id, String folder, String title) {
    store.putCollection(
        Collection.fromJson(
            Collection.of(id, title + ": two scenes, some years apart.")
                .toJson()
                .put("title", title)));
    new Importer(store)
        .run(
            List.of(samples().resolve(folder)),
            ImportOptions.into(id)
                .copyingInto(workspace.resolve("scenes"))
                .drawingInto(workspace.resolve("thumbnails"))
                .paintingInto(workspace.resolve("overviews")),
            (done, all, path) -> {});
  }

  public ItemStore store() {
    return store;
  }

  public Path workspace() {
    return workspace;
  }

  /** Where the API is. */
  public String api() {
    return "http://127.0.0.1:" + server.port() + "/api";
  }

  /** Asks for an address below {@link #api}. */
  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Asks as a browser does. */
  public HttpResponse<String> page(String path) throws IOException, InterruptedException {
    return get(path, "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
  }

  public JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    server.close();
    store.close();
    database.close();
  }

  private static Path samples() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("samples/marburg-195025"))) {
        return at.resolve("samples");
      }
    }
    throw new AssertionError("the samples are part of the source");
  }
}
