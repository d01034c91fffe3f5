// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.auth.ApiKeys;
import org.sunqar.server.auth.Role;

/** Pictures over HTTP, of scenes whose values are known. */
class TilesTest {

  private static final String LAND = "/api/collections/land";
  private static final String OLD = LAND + "/items/old";

  /** All of the scenes on their own grid. */
  private static final String WHOLE =
      "/map?crs=http://www.opengis.net/def/crs/EPSG/0/32632&bbox-crs=EPSG:32632"
          + "&bbox=500000,5598000,502000,5600000&width=200&height=200&resampling=nearest";

  /** The tile of zoom 13 in the middle of the scenes. */
  private static final String TILE = "/xyz/13/4301/2758.png";

  @TempDir private static Path folder;
  private static TileServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TileServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What a value from 0 to 1 becomes in grey. */
  private static int grey(double value) {
    return (int) (Math.clamp(value, 0, 1) * 255 + 0.5);
  }

  @Test
  void aFormulaIsThatOfTheValues() throws Exception {
    int[][] shown =
        server.picture(OLD + WHOLE + "&expression=(nir-red)/(nir%2Bred)&colormap=gray&rescale=0,1");
    for (int row = 0; row < 200; row += 7) {
      for (int col = 0; col < 200; col += 7) {
        double nir = 3000 + 10 * row;
        double red = 1000 + 5 * col;
        assertThat(shown[row][col] & 0xff)
            .as("row %d, column %d", row, col)
            .isEqualTo(grey((nir - red) / (nir + red)));
      }
    }
  }

  @Test
  void bandsAreStretchedByPhysicalValues() throws Exception {
    int[][] shown =
        server.picture(OLD + WHOLE + "&bands=nir,red,green&rescale=0.3,0.5;0.1,0.2;0.08,0.18");
    assertThat(shown[0][0]).isEqualTo(0xff000000);
    assertThat(shown[199][199] >> 16 & 0xff).isEqualTo(grey((0.499 - 0.3) / 0.2));
    assertThat(shown[10][100] >> 8 & 0xff).isEqualTo(grey(0.5));
    assertThat(shown[10][100] & 0xff).isEqualTo(grey(0.5));
  }

  @Test
  void gammaBrightensTheMiddle() throws Exception {
    int[][] shown = server.picture(OLD + WHOLE + "&bands=red&rescale=0.1,0.2&gamma=2");
    assertThat(shown[0][50] & 0xff).isEqualTo(grey(Math.sqrt(0.25)));
  }

  @Test
  void theMosaicHasTheNewestClearPixels() throws Exception {
    int[][] shown = server.picture(LAND + WHOLE + "&bands=red&rescale=0,0.3");
    assertThat(shown[5][50] & 0xff).as("cloudy in the newer").isEqualTo(grey(0.125 / 0.3));
    assertThat(shown[5][150] & 0xff).as("clear in the newer").isEqualTo(grey(0.225 / 0.3));
  }

  @Test
  void aPeriodHasItsOwnScenes() throws Exception {
    String query = "&bands=red&rescale=0,0.3&datetime=";
    assertThat(server.picture(LAND + WHOLE + query + "2024-01-01")[5][150] & 0xff)
        .isEqualTo(grey(0.175 / 0.3));
    int[][] cloudy = server.picture(LAND + WHOLE + query + "2024-02-01/..");
    assertThat(cloudy[5][50] & 0xff).as("there is nothing clear").isEqualTo(grey(0.175 / 0.3));
    int[][] clear = server.picture(LAND + WHOLE + query + "2024-02-01/..&mask=clear");
    assertThat(clear[5][50] >>> 24).isZero();
    assertThat(clear[5][150] >>> 24).isEqualTo(255);
    assertThat(server.picture(LAND + WHOLE + query + "1999-01-01")[5][150] >>> 24).isZero();
  }

  @Test
  void brightnessIsThatOfTheCollectionOnEveryDate() throws Exception {
    JsonNode first = server.json(LAND + "/legend?datetime=2024-01-01");
    assertThat(first.path("type").asText()).isEqualTo("composite");
    assertThat(server.json(LAND + "/legend?datetime=2024-02-01")).isEqualTo(first);
    assertThat(server.json(LAND + "/items/new/legend")).isEqualTo(first);
  }

  @Test
  void aTileIsThatOfItsPlace() throws Exception {
    JsonNode tileJson = server.json(LAND + "/tilejson.json");
    assertThat(tileJson.path("tilejson").asText()).isEqualTo("3.0.0");
    assertThat(tileJson.path("maxzoom").asInt()).isBetween(13, 15);
    assertThat(tileJson.path("bounds").path(0).asDouble()).isBetween(8.99, 9.01);
    String template = tileJson.path("tiles").path(0).asText();
    assertThat(template).endsWith(LAND + "/xyz/{z}/{x}/{y}.png");
    int[][] tile = server.picture(LAND + TILE);
    assertThat(tile).hasNumberOfRows(256);
    assertThat(server.picture(LAND + TILE.replace(".png", "@2x.png"))).hasNumberOfRows(512);
    int opaque = 0;
    for (int[] row : tile) {
      for (int color : row) {
        opaque += color >>> 24 == 255 ? 1 : 0;
      }
    }
    assertThat(opaque).isPositive();
    String same = LAND + "/map/tiles/WebMercatorQuad/13/2758/4301";
    assertThat(server.get(same).body()).isEqualTo(server.get(LAND + TILE).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "webp"})
  void everyFormIsThere(String form) throws Exception {
    HttpResponse<byte[]> answer = server.get(LAND + TILE.replace("png", form));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/" + form);
  }

  @Test
  void outsideIsTransparentAndBeyondTheSetIsNothing() throws Exception {
    assertThat(server.picture(LAND + "/xyz/13/0/0.png")[128][128]).isZero();
    for (String beyond :
        List.of("13/8192/0.png", "30/0/0.png", "-1/0/0.png", "0/0/1.png", "13/x/0.png", "1/0/0")) {
      assertThat(server.get(LAND + "/xyz/" + beyond).statusCode()).as(beyond).isEqualTo(404);
    }
    assertThat(server.get(LAND + "/map/tiles/Nothing/0/0/0").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expression=((((((((((",
        "expression=red%5E%5E2",
        "expression=1",
        "expression=red;nir",
        "expression=unknown_band*2",
        "expression=b1%2Bb2%2Bb3%2Bb4%2Bb5%2Bb6%2Bb7%2Bb8%2Bb9",
        "expression=red&bands=red",
        "bands=red,green",
        "bands=../../etc/passwd",
        "bands=a,b,c,d,e",
        "rescale=NaN,1",
        "rescale=1,0",
        "rescale=0,Infinity",
        "rescale=0,1;0,1",
        "rescale=0",
        "gamma=0",
        "gamma=NaN",
        "gamma=1e9",
        "colormap=rainbow%00",
        "colormap=nothing",
        "bands=red,green,blue&colormap=viridis",
        "hillshade=1,2,3,4",
        "hillshade=NaN,45",
        "hillshade=true&expression=ndvi",
        "resampling=magic",
        "mask=maybe",
        "datetime=yesterday",
        "zoom=4",
        "f=gif"
      })
  void whatCannotBeDrawnIsOneSentence(String query) throws Exception {
    HttpResponse<byte[]> answer =
        server.get(LAND + "/map/tiles/WebMercatorQuad/13/2758/4301?" + query);
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(400);
    assertThat(text).contains("\"detail\":").hasSizeLessThan(600);
  }

  @Test
  void anExpressionBombIsRefused() throws Exception {
    String bomb = "red" + "*(red".repeat(150) + ")".repeat(150);
    assertThat(server.get(LAND + TILE + "?expression=" + bomb).statusCode()).isEqualTo(400);
    String wide = "red" + "%2Bred".repeat(600);
    assertThat(server.get(LAND + TILE + "?expression=" + wide).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "width=100000",
        "width=0",
        "height=1.5",
        "bbox=1,2,3",
        "bbox=9,50,9,50",
        "bbox=NaN,0,1,1",
        "bbox=1e300,0,2e300,1",
        "bbox=0,0,1e-9,80",
        "crs=EPSG:999999",
        "crs=nonsense",
        "bgcolor=red",
        "transparent=perhaps"
      })
  void aMapOutsideItsBoundsIsRefused(String query) throws Exception {
    HttpResponse<byte[]> answer = server.get(LAND + "/map?" + query);
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(400);
  }

  @Test
  void aMapHasItsGround() throws Exception {
    String wide = LAND + "/map?bbox=8,50,10,51&width=64&height=32";
    assertThat(server.picture(wide)[0][0] >>> 24).isZero();
    assertThat(server.picture(wide + "&bgcolor=0x336699")[0][0]).isEqualTo(0xff336699);
    assertThat(server.picture(wide + "&transparent=false")[0][0]).isEqualTo(0xffffffff);
    assertThat(server.picture(LAND + "/map")[0].length).isBetween(1000, 1024);
  }

  @Test
  void whatDidNotChangeIsNotSentAgain() throws Exception {
    HttpResponse<byte[]> first = server.get(LAND + TILE, "Accept-Encoding", "gzip");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("max-age=60");
    HttpResponse<byte[]> again = server.get(LAND + TILE, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    String other = server.get(LAND + TILE + "?gamma=2").headers().firstValue("ETag").orElseThrow();
    assertThat(other).isNotEqualTo(tag);
  }

  @Test
  void aSceneThatComesIsSeen(@TempDir Path own) throws Exception {
    try (TileServer changing = TileServer.start(own)) {
      String pixel = LAND + WHOLE + "&bands=red&rescale=0,0.3";
      HttpResponse<byte[]> before = changing.get(LAND + TILE);
      assertThat(changing.picture(pixel)[5][150] & 0xff).isEqualTo(grey(0.225 / 0.3));
      changing.add("newer", "2024-03-01T10:00:00Z", 1000, col -> 0);
      assertThat(changing.picture(pixel)[5][150] & 0xff).isEqualTo(grey(0.275 / 0.3));
      assertThat(changing.get(LAND + TILE).headers().firstValue("ETag"))
          .isNotEqualTo(before.headers().firstValue("ETag"));
    }
  }

  @Test
  void aWatchHasMaps() throws Exception {
    JsonNode maps = server.json("/api/watches/woods/maps");
    assertThat(maps.path("maps").findValuesAsText("id")).containsExactly("break_date");
    String base = "/api/watches/woods/maps/break_date";
    int[][] shown = server.picture(base + WHOLE);
    assertThat(shown[10][0]).as("the first day").isEqualTo(0xff0d0887);
    assertThat(shown[10][199]).as("the last day").isEqualTo(0xfff0f921);
    assertThat(shown[150][100] >>> 24).as("no change").isZero();
    JsonNode legend = server.json(base + "/legend");
    assertThat(legend.path("entries").path(0).path("label").asText()).isEqualTo("2023-12-09");
    assertThat(server.get("/api/watches/woods/maps/magnitude/legend").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/watches/none/maps").statusCode()).isEqualTo(404);
  }

  @Test
  void legendsAreThereInThreeForms() throws Exception {
    String legend = LAND + "/legend?expression=ndvi";
    assertThat(server.json(legend).path("colormap").asText()).isEqualTo("rdylgn");
    String svg = new String(server.get(legend + "&f=svg").body(), StandardCharsets.UTF_8);
    assertThat(svg).startsWith("<svg").contains("NDVI").contains("0.9");
    assertThat(server.picture(legend + "&f=png")[4][0]).isEqualTo(0xffa50026);
  }

  @Test
  void aReliefIsLitFromTheNorthWest() throws Exception {
    // heights of nir fall to the north, so that slopes face away from a light in the south
    String relief = OLD + WHOLE + "&bands=nir&hillshade=";
    int north = server.picture(relief + "0,45,1000")[100][100] & 0xff;
    int south = server.picture(relief + "180,45,1000")[100][100] & 0xff;
    assertThat(north).isGreaterThan(south);
  }

  @Test
  void documentsLinkToPictures() throws Exception {
    for (String address : List.of(LAND, OLD)) {
      JsonNode links = server.json(address).path("links");
      assertThat(links.findValuesAsText("rel"))
          .contains(TileDocuments.REL + "tilesets-map", TileDocuments.REL + "map", "xyz");
    }
    JsonNode tileset = server.json(LAND + "/map/tiles/WebMercatorQuad");
    assertThat(tileset.path("tileMatrixSetLimits")).isNotEmpty();
    assertThat(server.json("/api/tileMatrixSets").path("tileMatrixSets")).hasSize(6);
    assertThat(server.json("/api/openapi.json").path("paths").has("/collections/{collection}/map"))
        .isTrue();
  }

  @Test
  void wmtsTakesNamesInAnyCase() throws Exception {
    String tile =
        "/wmts?SERVICE=WMTS&Request=GetTile&version=1.0.0&LAYER=land&style=default&"
            + "TileMatrixSet=WebMercatorQuad&TILEMATRIX=13&TileRow=2758&TILECOL=4301&format=image/png";
    byte[] expected = server.get(LAND + TILE).body();
    assertThat(server.get(tile).body()).isEqualTo(expected);
    assertThat(server.get("/wmts/land/default/current/WebMercatorQuad/13/2758/4301.png").body())
        .isEqualTo(expected);
    assertThat(server.get(tile + "&Time=2024-01-01").body())
        .isEqualTo(server.get(LAND + TILE + "?datetime=2024-01-01").body());
    HttpResponse<byte[]> wrong = server.get(tile.replace("LAYER=land", "LAYER=none"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(new String(wrong.body(), StandardCharsets.UTF_8))
        .contains("exceptionCode=\"InvalidParameterValue\"");
    JsonNode info =
        server.json(
            tile.replace("GetTile", "GetFeatureInfo")
                + "&I=200&J=100&InfoFormat=application/json&style=ndvi".replace("&style=ndvi", ""));
    assertThat(info.path("values").has("red")).isTrue();
  }

  @Test
  void wmtsTellsTheDays() throws Exception {
    String xml = new String(server.get("/wmts?service=WMTS").body(), StandardCharsets.UTF_8);
    assertThat(xml)
        .contains("<ows:Identifier>Time</ows:Identifier>")
        .contains("<Value>current</Value><Value>2024-01-01</Value><Value>2024-02-01</Value>")
        .contains("/wmts/land/{Style}/{Time}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png")
        .contains("legend?f=png&amp;expression=ndvi");
  }

  @Test
  void whereKeysAreNeededTilesNeedThem(@TempDir Path own) throws Exception {
    ApiKeys keys = new ApiKeys(List.of(new ApiKeys.Entry("bo", Role.READ, ApiKeys.hash("reader"))));
    try (TileServer closed = TileServer.start(own, ServerConfig.DEFAULT.withKeys(keys))) {
      String wmts = "/wmts/1.0.0/WMTSCapabilities.xml";
      assertThat(closed.get(LAND + TILE).statusCode()).isEqualTo(401);
      assertThat(closed.get(wmts).statusCode()).isEqualTo(401);
      HttpResponse<byte[]> allowed = closed.get(LAND + TILE, "X-API-Key", "reader");
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.headers().firstValue("Cache-Control")).hasValue("private, max-age=60");
    }
  }
}
