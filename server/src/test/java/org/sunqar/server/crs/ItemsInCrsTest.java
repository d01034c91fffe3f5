// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.stac.Json;
import org.sunqar.server.SampleServer;

/** OGC API Features, Part 2, on the real server. */
class ItemsInCrsTest {

  private static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";
  private static final String CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
  private static final String ITEMS = "/collections/marburg/items";

  @TempDir private static Path folder;
  private static SampleServer server;

  @BeforeAll
  static void start() {
    server = SampleServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aCollectionSaysInWhichSystemsItIsThere() throws Exception {
    JsonNode collection = server.json("/collections/marburg");
    assertThat(collection.path("crs").toString())
        .isEqualTo("[\"%s\",\"%s4326\",\"%s3857\",\"%s32632\"]".formatted(CRS84, EPSG, EPSG, EPSG));
    assertThat(collection.path("storageCrs").asText()).isEqualTo(CRS84);
    assertThat(server.json("/conformance").toString())
        .contains("http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs");
  }

  /** The items were made from files in UTM zone 32, whose corners are whole metres. */
  @Test
  void itemsComeInTheSystemOfTheirFiles() throws Exception {
    HttpResponse<String> answer = server.get(ITEMS + "?crs=" + encoded(EPSG + 32632));
    assertThat(answer.headers().firstValue("Content-Crs")).hasValue("<" + EPSG + "32632>");
    JsonNode item = Json.parseObject(answer.body()).at("/features/0");
    JsonNode files = item.at("/properties/proj:bbox");
    for (int side = 0; side < 4; side++) {
      assertThat(item.path("bbox").path(side).doubleValue())
          .isCloseTo(files.path(side).doubleValue(), within(0.05));
    }
    String one = ITEMS + "/" + item.path("id").asText() + "?crs=" + encoded(EPSG + 32632);
    HttpResponse<String> alone = server.get(one);
    assertThat(alone.headers().firstValue("Content-Crs")).hasValue("<" + EPSG + "32632>");
    assertThat(Json.parseObject(alone.body()).path("geometry")).isEqualTo(item.path("geometry"));
  }

  @Test
  void latitudeComesFirstWhereTheSystemHasItSo() throws Exception {
    HttpResponse<String> usual = server.get(ITEMS);
    assertThat(usual.headers().firstValue("Content-Crs")).hasValue("<" + CRS84 + ">");
    JsonNode lonLat = Json.parseObject(usual.body()).at("/features/0/bbox");
    JsonNode latLon = server.json(ITEMS + "?crs=" + encoded(EPSG + 4326)).at("/features/0/bbox");
    assertThat(latLon.path(0)).isEqualTo(lonLat.path(1));
    assertThat(latLon.path(3)).isEqualTo(lonLat.path(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bbox=50.7,8.7,50.9,8.9&bbox-crs=4326 | 2", // south, west, north, east
        "bbox=8.7,50.7,8.9,50.9&bbox-crs=4326 | 0", // somewhere at the Horn of Africa
        "bbox=8.7,50.7,8.9,50.9 | 2",
        "bbox=483000,5627000,485000,5629000&bbox-crs=32632 | 2",
        "bbox=583000,5627000,585000,5629000&bbox-crs=32632 | 0",
        "bbox=970000,6570000,980000,6590000&bbox-crs=3857 | 2",
        "filter=S_INTERSECTS(geometry,POINT(50.8 8.77))&filter-crs=4326 | 2",
        "filter=S_INTERSECTS(geometry,POINT(8.77 50.8)) | 2",
        "filter=S_INTERSECTS(geometry,POINT(8.77 50.8))&filter-crs=4326 | 0",
        "filter=S_INTERSECTS(geometry,BBOX(483000,5627000,485000,5629000))&filter-crs=32632 | 2"
      })
  void boxesAndFiltersAreInTheSystemThatTheySay(String query, int found) throws Exception {
    JsonNode answer = server.json(ITEMS + "?" + encodedQuery(query));
    assertThat(answer.path("features").size()).as(answer.toString()).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/items?crs=32633", // not a zone of the collection
        "/items?crs=999999",
        "/items?bbox=1,2,3,4&bbox-crs=nothing",
        "/items?filter=id='a'&filter-crs=nothing",
        "/items?crs=EPSG:4326",
        "/items/LC08_L1TP_195025_20130707_20170503_01_T1?crs=32633"
      })
  void otherSystemsAreRefused(String path) throws Exception {
    String[] parts = path.split("\\?", 2);
    HttpResponse<String> answer =
        server.get("/collections/marburg" + parts[0] + "?" + encodedQuery(parts[1]));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Json.parseObject(answer.body()).path("detail").asText())
        .contains("should be one of " + CRS84);
  }

  @Test
  void whatIsWrittenIsInLongitudeAndLatitude() throws Exception {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(URI.create(server.api() + ITEMS))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/geo+json")
                .header("Content-Crs", "<" + EPSG + "32632>")
                .build());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Content-Crs").contains(CRS84);
  }

  /** Codes of EPSG stand for their addresses. */
  private static String encodedQuery(String query) throws IOException {
    StringBuilder encoded = new StringBuilder();
    for (String part : query.strip().split("&")) {
      String[] pair = part.split("=", 2);
      String value = pair[0].endsWith("crs") && pair[1].matches("\\d+") ? EPSG + pair[1] : pair[1];
      encoded
          .append(encoded.isEmpty() ? "" : "&")
          .append(pair[0])
          .append('=')
          .append(encoded(value));
    }
    return encoded.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
