// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.TestServer;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BasemapApiTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Basemap map = Basemap.shipped();
  private Database database;
  private ItemStore store;
  private SunqarServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    database = Database.open(folder.resolve("sunqar.sqlite"), CatalogSchema.MIGRATIONS);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    // with keys, which the page's own files do not ask for
    ApiKeys keys = new ApiKeys(List.of(new ApiKeys.Entry("a", Role.READ, ApiKeys.hash("a"))));
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0).withKeys(keys),
            store,
            folder,
            new PrintWriter(new StringWriter(), true),
            List.of(new BasemapApi(map, Borders.HIDDEN)));
  }

  @AfterAll
  void stop() {
    server.close();
    store.close();
    database.close();
    map.close();
  }

  private HttpResponse<byte[]> get(String address, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    return Json.parseObject(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void whatTheMapIsLeadsToTilesThatAreKeptForever() throws Exception {
    HttpResponse<byte[]> about = get("/app/basemap");
    assertThat(about.statusCode()).isEqualTo(200);
    assertThat(json(about).path("borders").asText()).isEqualTo("hidden");
    assertThat(json(about).path("maxzoom").asInt()).isEqualTo(6);
    String address = json(about).path("tiles").asText();
    String tile = address.replace("{z}", "2").replace("{x}", "2").replace("{y}", "1");
    HttpResponse<byte[]> gzip = get(tile, "Accept-Encoding", "gzip");
    assertThat(gzip.statusCode()).isEqualTo(200);
    assertThat(header(gzip, "Content-Type")).isEqualTo("application/vnd.mapbox-vector-tile");
    assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(gzip, "Cache-Control")).contains("immutable");
    HttpResponse<byte[]> plain = get(tile);
    assertThat(header(plain, "Content-Encoding")).isEmpty();
    assertThat(plain.body())
        .isEqualTo(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes());
    assertThat(get(tile, "If-None-Match", header(gzip, "ETag")).statusCode()).isEqualTo(304);
    assertThat(header(get("/app/basemap/2/2/1?v=old"), "Cache-Control"))
        .doesNotContain("immutable");
  }

  @Test
  void aTileOfTheOceanIsEmpty() throws Exception {
    HttpResponse<byte[]> ocean = get("/app/basemap/6/5/40");
    assertThat(ocean.statusCode()).isEqualTo(204);
    assertThat(ocean.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app/basemap/2/4/0",
        "/app/basemap/2/-1/0",
        "/app/basemap/25/0/0",
        "/app/basemap/z/0/0",
        "/app/basemap/2/0/99999999999",
        "/app/basemap/2/0/0.5"
      })
  void aTileOutsideOfTheWorldIsNotThere(String address) throws Exception {
    HttpResponse<byte[]> answer = get(address);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).path("detail").asText()).contains("there is no tile");
  }

  @Test
  void placesAreFoundByAPartOfTheirName() throws Exception {
    HttpResponse<byte[]> answer =
        get("/app/places?q=" + TestServer.encoded("Қараған") + "&language=fr&limit=1");
    JsonNode place = json(answer).path("places").path(0);
    assertThat(place.path("name").asText()).startsWith("Karag");
    assertThat(place.path("kind").asText()).isEqualTo("city");
    assertThat(place.path("countryName").asText()).isEqualTo("Kazakhstan");
    assertThat(place.path("lon").asDouble()).isBetween(73.0, 73.2);
    assertThat(json(answer).path("places")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'',q should be",
    "?q=a&limit=0,limit is '0'",
    "?q=a&limit=1e9,limit is",
    "?x=1,parameter"
  })
  void aWrongSearchIsTold(String query, String sentence) throws Exception {
    HttpResponse<byte[]> answer = get("/app/places" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asText()).contains(sentence);
    assertThat(get("/app/places?q=" + "a".repeat(101)).statusCode()).isEqualTo(400);
  }
}
