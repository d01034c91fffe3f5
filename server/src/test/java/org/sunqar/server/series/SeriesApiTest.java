// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.story.FitPoint;
import org.sunqar.analysis.story.SeriesStory;
import org.sunqar.analysis.story.SeriesTeller;
import org.sunqar.analysis.story.Timeline;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.watch.AlertStore;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.catalog.store.Migration;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.server.AlertSamples;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;
import org.sunqar.server.TestServer;

/**
 * Collection land: 60 scenes of 20 x 20 pixels of a thousandth of a degree, from 60 E, 50.01 N on;
 * red, near infrared and a cloud mask. The south half is cleared in May 2022.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesApiTest {

  private static final int SIZE = 20;
  private static final int DATES = 60;
  private static final Grid GRID =
      new Grid(Crs.ofEpsg(4326), Affine.northUp(60, 50.01, 0.001, 0.001), SIZE, SIZE);
  private static final LocalDate CLEARED = LocalDate.of(2022, 5, 1);
  private static final String SERIES = "/collections/land/series";

  /** The middle of column 7 of row 14, which is cleared. */
  private static final String PLACE = SERIES + "?lon=60.0075&lat=49.9955";

  private static final int COL = 7;
  private static final int ROW = 14;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<float[]> values = new ArrayList<>();
  private final List<boolean[]> clouds = new ArrayList<>();
  private Path workspace = Path.of("");
  private Database database;
  private ItemStore store;
  private SunqarServer server;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    workspace = folder;
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(folder.resolve("sunqar.sqlite"), migrations);
    store = ItemStores.open(ItemStores.SQLITE, folder, database);
    Path scenes = Files.createDirectory(folder.resolve("made"));
    for (int date = 0; date < DATES; date++) {
      scene(scenes, date);
    }
    new Importer(store).run(List.of(scenes), ImportOptions.into("land"), (_, _, _) -> {});
    WatchStore watches = new WatchStore(database);
    AlertSamples.watch(database, "north");
    AlertSamples.raise(database, "north", "r1", 1, 1);
    watches.create(watch("forest", "bayes"));
    server =
        SunqarServer.start(
            ServerConfig.DEFAULT.onPort(0),
            store,
            folder,
            new PrintWriter(new StringWriter(), true),
            List.of(new SeriesApi(store, watches, new AlertStore(database), folder)));
  }

  @AfterAll
  void stop() {
    server.close();
    store.close();
    database.close();
  }

  private static Watch watch(String name, String detector) {
    return new Watch(
        name,
        "land",
        "ndvi",
        Optional.empty(),
        LocalDate.of(2022, 1, 1),
        settings(detector),
        AlertRule.defaults());
  }

  private static DetectorSettings settings(String name) {
    return name.equals("bfast-monitor")
        ? new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults())
        : new DetectorSettings.Online(OnlineDetectors.of(name, Map.of()));
  }

  private static LocalDate day(int date) {
    return LocalDate.of(2020, 1, 5).plusDays(16L * date);
  }

  private void scene(Path folder, int date) {
    Random random = new Random(date);
    PixelBlock red = PixelBlock.of(PixelType.UINT16, SIZE, SIZE);
    PixelBlock nir = PixelBlock.of(PixelType.UINT16, SIZE, SIZE);
    PixelBlock mask = PixelBlock.of(PixelType.UINT8, SIZE, SIZE);
    float[] ndvi = new float[red.size()];
    boolean[] hidden = new boolean[red.size()];
    for (int i = 0; i < ndvi.length; i++) {
      boolean cleared = i / SIZE >= SIZE / 2 && !day(date).isBefore(CLEARED);
      boolean missing = random.nextInt(15) == 0;
      hidden[i] = random.nextInt(6) == 0;
      red.set(i, missing ? 0 : (hidden[i] ? 5000 : 500) + random.nextInt(60));
      nir.set(i, missing ? 0 : cleared ? 900 : 3000 + random.nextInt(300));
      mask.set(i, hidden[i] ? 1 : 0);
      float r = (float) red.get(i) * 1e-4f;
      float n = (float) nir.get(i) * 1e-4f;
      ndvi[i] = missing ? Float.NaN : (n - r) / (n + r);
    }
    values.add(ndvi);
    clouds.add(hidden);
    String stem = "land_" + day(date).toString().replace("-", "");
    List<BandInfo> bands =
        List.of("red", "nir").stream()
            .map(name -> new BandInfo(name, PixelType.UINT16, OptionalDouble.of(0), 1e-4, 0))
            .toList();
    write(folder.resolve(stem + ".tif"), bands, red, nir);
    write(folder.resolve(stem + "_mask.tif"), List.of(BandInfo.of("", PixelType.UINT8)), mask);
  }

  private static void write(Path file, List<BandInfo> bands, PixelBlock... planes) {
    CogWriter.Options options = CogWriter.Options.defaults().withBlockSize(16).withoutOverviews();
    try (CogWriter writer = CogWriter.create(file, GRID, bands, Map.of(), options)) {
      for (int i = 0; i < planes.length; i++) {
        writer.write(GRID.window(), i + 1, planes[i]);
      }
      writer.finish();
    }
  }

  private HttpResponse<String> send(String method, String address, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api" + address))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private ObjectNode json(String address) throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", address, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parseObject(answer.body());
  }

  private void assertPixel(JsonNode json, String index, int col, int row) {
    int at = row * SIZE + col;
    assertThat(json.path("dates")).hasSize(DATES);
    for (int t = 0; t < DATES; t++) {
      assertThat(json.path("dates").get(t).asText()).isEqualTo(day(t).toString());
      assertThat(json.path("items").get(t).asText()).contains(day(t).toString().replace("-", ""));
      JsonNode value = json.path("indices").path(index).get(t);
      float expected = values.get(t)[at];
      assertThat(json.path("clear").get(t).asBoolean())
          .isEqualTo(!clouds.get(t)[at] && !Float.isNaN(expected));
      if (Float.isNaN(expected)) {
        assertThat(value.isNull()).as("date " + t + " " + value).isTrue();
      } else {
        assertThat(value.floatValue()).as("date " + t).isEqualTo(expected);
      }
    }
  }

  private double[] clearValues(int col, int row) {
    double[] clear = new double[DATES];
    for (int t = 0; t < DATES; t++) {
      int at = row * SIZE + col;
      clear[t] = clouds.get(t)[at] ? Double.NaN : values.get(t)[at];
    }
    return clear;
  }

  private static List<LocalDate> days() {
    return IntStream.range(0, DATES).mapToObj(SeriesApiTest::day).toList();
  }

  private static void assertNumber(JsonNode node, double expected) {
    assertThat(node.floatValue()).isEqualTo((float) expected);
  }

  /** All numbers of the fit and of the break are those of the detector on the files' values. */
  private void assertStory(JsonNode json, String detector, LocalDate from, List<Float> regional) {
    assertThat(json.path("from").asText()).isEqualTo(from.toString());
    Timeline timeline = new Timeline(days(), from);
    SeriesStory story =
        SeriesTeller.of(settings(detector), timeline, regional)
            .orElseThrow()
            .tell(clearValues(COL, ROW));
    JsonNode fit = json.path("fit").path("ndvi");
    for (int t = 0; t < DATES; t++) {
      Optional<FitPoint> point = story.expectation().on(day(t));
      assertThat(fit.path("expected").get(t).isNull()).isEqualTo(point.isEmpty());
      if (point.isPresent()) {
        assertNumber(fit.path("expected").get(t), point.get().value());
        assertNumber(fit.path("low").get(t), point.get().lower());
        assertNumber(fit.path("high").get(t), point.get().upper());
      }
    }
    assertThat(json.path("breaks")).hasSize(1);
    JsonNode found = json.path("breaks").get(0);
    LocalDate date = story.change().or(story::confirmed).orElseThrow();
    assertThat(date).isBetween(CLEARED, CLEARED.plusDays(60));
    assertThat(found.path("date").asText()).isEqualTo(date.toString());
    assertThat(found.path("confirmed").asText())
        .isEqualTo(story.confirmed().map(LocalDate::toString).orElse(""));
    assertNumber(found.path("magnitude"), story.magnitude().orElseThrow());
    assertThat(found.path("magnitude").floatValue()).isBetween(-0.6f, -0.2f);
    assertThat(found.path("detector").asText()).isEqualTo(detector);
    assertThat(found.path("index").asText()).isEqualTo("ndvi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bayes", "ewma", "bfast-monitor"})
  void aPixelIsReadAndLookedAt(String detector) throws Exception {
    JsonNode json = json(PLACE + "&from=2022-01-01&detector=" + detector);
    assertPixel(json, "ndvi", COL, ROW);
    assertStory(json, detector, LocalDate.of(2022, 1, 1), List.of());
    assertThat(json.toString()).doesNotContain("NaN", "Infinity");
  }

  @Test
  void monitoringStartsAfterTheFirstSixTenthsOfTheDates() throws Exception {
    JsonNode json = json(PLACE);
    assertThat(json.path("detector").asText()).isEqualTo("bayes");
    assertThat(json.path("from").asText()).isEqualTo(day(35).plusDays(1).toString());
    assertThat(json.path("indices").properties()).hasSize(1); // no other has its bands
  }

  @Test
  void withoutADetectorThereAreTheObservations() throws Exception {
    JsonNode json = json(PLACE + "&detector=none&index=NDVI,red");
    assertPixel(json, "ndvi", COL, ROW);
    assertThat(json.path("indices").path("red")).hasSize(DATES);
    assertThat(json.path("fit")).isEmpty();
    assertThat(json.path("breaks")).isEmpty();
  }

  /** The watch's start and detector, and what its run took off as common to the region. */
  @Test
  void aWatchSaysTheRest() throws Exception {
    assertStory(json(PLACE + "&watch=forest"), "bayes", LocalDate.of(2022, 1, 1), List.of());
    Path run = workspace.resolve("watches/forest/runs/first");
    Files.createDirectories(run);
    List<Float> regional = new ArrayList<>();
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    int monitored = (int) days().stream().filter(d -> d.getYear() >= 2022).count();
    for (int t = 0; t < monitored; t++) {
      regional.add(t % 3 * 0.5f);
      details.withArray("regional_departure").add(regional.getLast());
    }
    Files.writeString(run.resolve("run.json"), details.toString());
    new WatchStore(database)
        .addRun(
            new WatchStore.Run(
                "forest",
                "first",
                Instant.parse("2024-01-01T00:00:00Z"),
                JsonNodeFactory.instance.objectNode()),
            _ -> new AlertTracking.Outcome(List.of(), List.of(), List.of(), 0));
    assertStory(json(PLACE + "&watch=forest"), "bayes", LocalDate.of(2022, 1, 1), regional);
    assertStory(
        json(PLACE + "&watch=forest&detector=ewma"), "ewma", LocalDate.of(2022, 1, 1), List.of());
  }

  /**
   * Until a run is in the workspace, the alert's own place; then the strongest pixel of its map.
   */
  @Test
  void anAlertHasASeries() throws Exception {
    JsonNode json = json("/alerts/north-0001/series");
    // 60.0125 E, 50.0025 N
    assertPixel(json, "ndvi", 12, 7);
    assertThat(json.path("from").asText()).isEqualTo("2023-01-01");
    assertThat(json.path("fit")).isEmpty(); // its detector compares two dates
    Path run = Files.createDirectories(workspace.resolve("watches/north/runs/r1"));
    Grid map = GRID.crop(new Window(3, 2, 10, 10));
    PixelBlock none = PixelBlock.of(PixelType.UINT8, 10, 10);
    try (CogWriter writer =
        CogWriter.create(
            run.resolve("break_date.tif"),
            map,
            List.of(BandInfo.of("", PixelType.UINT8)),
            Map.of(),
            CogWriter.Options.defaults())) {
      writer.write(map.window(), 1, none);
      writer.finish();
    }
    assertPixel(json("/alerts/north-0001/series"), "ndvi", 4, 3);
    assertThat(send("GET", "/alerts/north-9999/series", "").statusCode()).isEqualTo(404);
  }

  @Test
  void anAreaIsTheMeanOfItsClearPixels() throws Exception {
    // columns 2 to 5 of rows 10 to 12, drawn a little inside their edges
    String body =
        """
        {"geometry":{"type":"Polygon","coordinates":[[[60.0021,49.9999],[60.0059,49.9999],
        [60.0059,49.9971],[60.0021,49.9971],[60.0021,49.9999]]]},"index":["ndvi"],
        "detector":"bayes","from":"2022-01-01"}
        """;
    HttpResponse<String> answer = send("POST", SERIES, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode json = Json.parseObject(answer.body());
    for (int t = 0; t < DATES; t++) {
      List<Float> clear = new ArrayList<>();
      for (int row = 10; row < 13; row++) {
        for (int col = 2; col < 6; col++) {
          int at = row * SIZE + col;
          if (!clouds.get(t)[at] && !Float.isNaN(values.get(t)[at])) {
            clear.add(values.get(t)[at]);
          }
        }
      }
      double mean = clear.stream().mapToDouble(v -> v).average().orElseThrow();
      double variance =
          clear.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow();
      assertThat(json.path("indices").path("ndvi").get(t).asDouble()).isCloseTo(mean, within(1e-6));
      assertThat(json.path("spread").path("ndvi").get(t).asDouble())
          .isCloseTo(Math.sqrt(variance), within(1e-6));
      assertNumber(json.path("clearShare").get(t), clear.size() / 12.0);
      assertThat(json.path("clear").get(t).asBoolean()).isEqualTo(clear.size() >= 6);
    }
    assertThat(json.path("breaks").get(0).path("date").asText())
        .isBetween(CLEARED.toString(), CLEARED.plusDays(20).toString());
    String point =
        "{\"geometry\":{\"type\":\"Point\",\"coordinates\":[60.0075,49.9955]},\"index\":\"ndvi\"}";
    assertPixel(Json.parseObject(send("POST", SERIES, point).body()), "ndvi", COL, ROW);
  }

  @Test
  void aSecondLookIsTold() throws Exception {
    HttpResponse<String> first = send("GET", PLACE, "");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(send("GET", PLACE, "", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(send("GET", PLACE + "&detector=ewma", "", "If-None-Match", tag).statusCode())
        .isEqualTo(200);
    String elsewhere = SERIES + "?lon=60.0085&lat=49.9955";
    assertThat(send("GET", elsewhere, "", "If-None-Match", tag).statusCode()).isEqualTo(200);
    // another title is another version of an item
    String item =
        "/collections/land/items/" + Json.parseObject(first.body()).at("/items/0").asText();
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("properties").put("title", "seen again");
    HttpResponse<String> changed = send("PATCH", item, patch.toString());
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(send("GET", PLACE, "", "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /collections/land/series | 400 | lon and lat
          /collections/land/series?lon=60.01 | 400 | lon and lat
          /collections/land/series?lon=NaN&lat=50 | 400 | lon should be degrees
          /collections/land/series?lon=1e999&lat=50 | 400 | lon should be degrees
          /collections/land/series?lon=181&lat=50 | 400 | lon should be degrees
          /collections/land/series?lon=60&lat=-90.1 | 400 | lat should be degrees
          /collections/land/series?lon=east&lat=50 | 400 | lon should be degrees
          /collections/land/series?lon=60.01&lat=50&from=yesterday | 400 | from should be a day
          /collections/land/series?lon=60.01&lat=50&from=9999-01-01 | 400 | from should be a day
          /collections/land/series?lon=60.01&lat=50&detector=magic | 400 | there is no detector
          /collections/land/series?lon=60.01&lat=50&detector=difference | 400 | two dates
          /collections/land/series?lon=60.01&lat=50&index=thermal | 400 | allows 'thermal'
          /collections/land/series?lon=60.01&lat=50&index=nbr | 400 | allows 'nbr'
          /collections/land/series?lon=60.01&lat=50&index=ndvi,, | 400 | index should be names
          /collections/land/series?lon=60.01&lat=50&index=a,b,c,d,e,f,g,h,i | 400 | at most 8
          /collections/land/series?lon=60.01&lat=50&index=(((nir | 400 | expression
          /collections/land/series?lon=60.01&lat=50&watch=none | 404 | there is no watch
          /collections/land/series?lon=60.01&lat=50&depth=3 | 400 | there is no parameter
          /collections/land/series?lon=10&lat=50 | 404 | holds the place
          /collections/land/series?lon=60.0201&lat=50 | 404 | holds the place
          /collections/sea/series?lon=60.01&lat=50 | 404 | there is no collection
          """)
  void whatCannotBeAnsweredIsSaid(String address, int status, String sentence) throws Exception {
    HttpResponse<String> answer = send("GET", address, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Json.parseObject(answer.body()).path("detail").asText()).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | 400 | needs 'geometry'
          {"geometry":7} | 400 | needs 'geometry'
          {"geometry":{"type":"Point","coordinates":["a"]}} | 400 | coordinates
          {"geometry":{"type":"Point","coordinates":[500,0]}} | 400 | longitude of -180
          {"geometry":{"type":"LineString","coordinates":[[60,50],[61,50]]}} | 400 | not a polygon
          {"geometry":{"type":"Polygon","coordinates":[]}} | 400 | outline
          {"geometry":{"type":"Polygon","coordinates":[[[60,50],[61,51],[61,50],[60,51],[60,50]]]}} | 400 | crosses
          {"geometry":{"type":"Polygon","coordinates":[[[10,50],[11,50],[11,51],[10,50]]]}} | 404 | in the area
          {"geometry":{"type":"Point","coordinates":[60.01,50]},"index":[1]} | 400 | index should be
          {"geometry":{"type":"Point","coordinates":[60.01,50]},"index":{}} | 400 | index should be
          {"geometry":{"type":"Point","coordinates":[60.01,50]},"from":5} | 400 | from should be
          {"geometry":{"type":"Point","coordinates":[60.01,50]},"zoom":5} | 400 | has no 'zoom'
          [] | 400 | object
          """)
  void areasThatAreNoneAreRefused(String body, int status, String sentence) throws Exception {
    HttpResponse<String> answer = send("POST", SERIES, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Json.parseObject(answer.body()).path("detail").asText()).contains(sentence);
  }

  /** Refused by the catalogue's count, before a scene is parsed. */
  @Test
  void moreDatesThanAChartHoldsAreRefused() throws Exception {
    assertThat(send("POST", "/collections", "{\"id\":\"many\",\"description\":\"M\"}").statusCode())
        .isEqualTo(201);
    List<Item> many = new ArrayList<>();
    for (int i = 0; i <= 5000; i++) {
      ObjectNode json = TestServer.itemJson("i" + i, 60, 50, "2020-01-01T00:00:00Z");
      many.add(Item.fromJson(json.put("collection", "many")));
    }
    store.add(many, false);
    HttpResponse<String> answer = send("GET", "/collections/many/series?lon=60.5&lat=50.5", "");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("5001 scenes", "at most 5000");
    assertThat(send("GET", "/collections/many/series?lon=70&lat=50.5", "").statusCode())
        .isEqualTo(404);
  }

  /** The other scenes are there, and the answer says which one is not. */
  @Test
  void aFileThatIsGoneLeavesAGap() throws Exception {
    Path scenes = Files.createDirectory(workspace.resolve("gone"));
    for (int date = 0; date < 3; date++) {
      PixelBlock block = PixelBlock.of(PixelType.UINT16, SIZE, SIZE);
      block.fill(7000);
      BandInfo band = new BandInfo("ndvi", PixelType.UINT16, OptionalDouble.empty(), 1e-4, 0);
      write(scenes.resolve("g_2020010%d.tif".formatted(date + 1)), List.of(band), block);
    }
    new Importer(store).run(List.of(scenes), ImportOptions.into("gone"), (_, _, _) -> {});
    Files.delete(scenes.resolve("g_20200102.tif"));
    JsonNode json = json("/collections/gone/series?lon=60.0075&lat=49.9955");
    assertThat(json.path("indices").path("ndvi").toString()).isEqualTo("[0.7,null,0.7]");
    assertThat(json.path("clear").toString()).isEqualTo("[true,false,true]");
    assertThat(json.path("unreadable")).hasSize(1);
    assertThat(json.path("unreadable").get(0)).isEqualTo(json.path("items").get(1));
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    assertThat(send("POST", SERIES, "{\"index\":\"" + "a".repeat(1 << 20) + "\"}").statusCode())
        .isEqualTo(413);
  }
}
