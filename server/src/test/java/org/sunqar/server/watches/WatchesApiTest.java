// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.watches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.watch.Outbox;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.catalog.store.Migration;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.jobs.Jobs;
import org.sunqar.server.jobs.JobsApi;

/** Watches and jobs over HTTP, with work that is under the test's hand. */
class WatchesApiTest {

  private static final String GOOD =
      """
      {"name":"north","collection":"land","index":"red","monitor_from":"2022-01-01",
       "rule":{"minimum_area_ha":2,"direction":"decrease"}}\
      """;

  private static final String SCENE =
      """
      {"type":"Feature","stac_version":"1.1.0","id":"a","collection":"land",
       "geometry":{"type":"Point","coordinates":[10,10]},"bbox":[10,10,10,10],
       "properties":{"datetime":"2022-03-01T00:00:00Z","proj:code":"EPSG:32632",
       "proj:shape":[2,2],"proj:transform":[30,0,500000,0,-30,4000000]},"links":[],
       "assets":{"data":{"href":"./a.tif","roles":["data"],"bands":[{"name":"red","data_type":"uint16"}]}}}\
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Jobs jobs = new Jobs(1);
  private final CountDownLatch running = new CountDownLatch(1);
  private @TempDir Path folder;
  private Database database;
  private ItemStore store;
  private SunqarServer server;

  /** North runs until it is interrupted, south fails, others are done at once. */
  private final class Work implements WatchWork {

    @Override
    public ObjectNode run(String watch, WatchRun.Progress progress) throws IOException {
      progress.chunk(1, 4);
      return switch (watch) {
        case "north" -> {
          running.countDown();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
          }
          yield JsonNodeFactory.instance.objectNode();
        }
        case "south" ->
            throw new AnalysisException(AnalysisException.Key.NO_SCENES, "there are no scenes");
        default -> JsonNodeFactory.instance.objectNode().put("alerts", 3);
      };
    }

    @Override
    public ObjectNode tryOut(Watch watch, WatchRun.Progress progress) {
      return JsonNodeFactory.instance.objectNode().put("count", 14);
    }

    @Override
    public void delete(String watch) {
      new WatchStore(database).delete(watch);
    }
  }

  @BeforeEach
  void start() {
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(folder.resolve("sunqar.sqlite"), migrations);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    store.putCollection(Collection.of("land", "Land"));
    store.add(List.of(Item.fromJson(Json.parseObject(SCENE))), false);
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0),
            store,
            folder,
            new PrintWriter(new StringWriter(), true),
            List.of(
                new JobsApi(jobs),
                new WatchesApi(
                    new WatchStore(database), store, new Outbox(database), jobs, new Work())));
  }

  @AfterEach
  void stop() {
    jobs.close();
    server.close();
    store.close();
    database.close();
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api" + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String method, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Json.parseObject(answer.body());
  }

  private JsonNode ended(String id) throws IOException, InterruptedException {
    while (true) {
      JsonNode job = json("GET", "/jobs/" + id, "", 200);
      if (!List.of("waiting", "running").contains(job.path("status").asText())) {
        return job;
      }
      Thread.sleep(10);
    }
  }

  @Test
  void aWatchIsMadeShownSubscribedToAndDeleted() throws IOException, InterruptedException {
    JsonNode made = json("POST", "/watches", GOOD, 201);
    assertThat(made.at("/rule/minimum_area_ha").asDouble()).isEqualTo(2);
    assertThat(made.at("/rule/least_run").asInt()).isEqualTo(2); // the default detector's own
    assertThat(made.at("/detector/name").asText()).isEqualTo("bayes");
    assertThat(json("GET", "/watches/north", "", 200)).isEqualTo(made);
    assertThat(json("GET", "/watches", "", 200).path("watches")).hasSize(1);
    json("POST", "/watches", GOOD, 201); // the same again changes nothing
    json("POST", "/watches", GOOD.replace("2022-01-01", "2021-01-01"), 409);
    String ana = "{\"kind\":\"mail\",\"target\":\"ana@example.org\"}";
    json("POST", "/watches/north/subscribers", ana, 201);
    json("POST", "/watches/north/subscribers", ana.replace("@", ""), 400);
    assertThat(json("GET", "/watches/north/subscribers", "", 200).path("subscribers")).hasSize(1);
    String whom = "/watches/north/subscribers?target=ana%40example.org";
    assertThat(json("DELETE", "/watches/north/subscribers", "", 400).path("detail").asText())
        .contains("target is missing");
    assertThat(send("DELETE", whom, "").statusCode()).isEqualTo(204);
    json("DELETE", whom, "", 404);
    assertThat(json("GET", "/watches/north/subscribers", "", 200).path("subscribers")).isEmpty();
    assertThat(send("DELETE", "/watches/north", "").statusCode()).isEqualTo(204);
    json("GET", "/watches/north", "", 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          "index":"red"; "index":"swir16"; swir16
          "index":"red"; "index":"(red"; there is no ')'
          "index":"red"; "colour":"red"; a watch has no 'colour'
          "collection":"land"; "collection":"sea"; there is no collection 'sea'
          2022-01-01; someday; not 'someday'
          "decrease"; "down"; direction should be
          :2,; :"two",; should be a number
          "minimum_area_ha":2; "minimum_area_ha":-2; minimum area
          "rule"; "detector":{"name":"oracle"},"rule"; oracle
          "rule"; "area":{"type":"Point","coordinates":[1,2]},"rule"; area
          """)
  void whatIsNoWatchIsToldInOneSentence(String part, String wrong, String why)
      throws IOException, InterruptedException {
    assertThat(GOOD).contains(part);
    JsonNode problem = json("POST", "/watches", GOOD.replace(part, wrong), 400);
    assertThat(problem.path("detail").asText()).contains(why);
    assertThat(json("GET", "/watches", "", 200).path("watches")).isEmpty();
  }

  @Test
  void runsAreJobsThatEndFailOrAreCancelled() throws IOException, InterruptedException {
    for (String name : List.of("north", "south", "west")) {
      json("POST", "/watches", GOOD.replace("\"north\"", '"' + name + '"'), 201);
    }
    String north = json("POST", "/watches/north/run", "", 202).path("id").asText();
    String south = json("POST", "/watches/south/run", "", 202).path("id").asText();
    String west = json("POST", "/watches/west/run", "", 202).path("id").asText();
    running.await();
    JsonNode now = json("GET", "/jobs/" + north, "", 200);
    assertThat(now.path("status").asText()).isEqualTo("running");
    assertThat(now.path("progress").asDouble()).isEqualTo(0.25);
    assertThat(json("GET", "/jobs/" + west, "", 200).path("status").asText())
        .isEqualTo("waiting"); // one at a time
    json("DELETE", "/jobs/" + north, "", 200);
    assertThat(ended(north).path("status").asText()).isEqualTo("cancelled");
    JsonNode failed = ended(south);
    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.path("log").get(0).asText()).isEqualTo("there are no scenes");
    assertThat(ended(west).at("/result/alerts").asInt()).isEqualTo(3);
    assertThat(json("GET", "/jobs", "", 200).path("jobs"))
        .extracting(job -> job.path("id").asText())
        .containsExactly(west, south, north);
    json("GET", "/jobs/none", "", 404);
    json("POST", "/watches/east/run", "", 404);
  }

  @Test
  void aTrialStoresNothing() throws IOException, InterruptedException {
    String id = json("POST", "/watches/try", GOOD, 202).path("id").asText();
    assertThat(ended(id).at("/result/count").asInt()).isEqualTo(14);
    assertThat(json("GET", "/watches", "", 200).path("watches")).isEmpty();
  }
}
