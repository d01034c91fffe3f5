// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.app.console.ExitCode;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.tiff.GeoTiff;

/** What is wrong is refused with one sentence and the documented exit code; nothing is lost. */
class WrongInputTest {

  private static final LocalDate DAY = LocalDate.of(2020, 1, 1);

  @TempDir Path folder;
  private Path scenes;
  private Path workspace;

  @BeforeEach
  void name() throws IOException {
    scenes = Files.createDirectory(folder.resolve("scenes"));
    workspace = folder.resolve("w");
  }

  // ---- import

  @Test
  void whatIsNotATiff() throws IOException {
    Path text = Files.writeString(scenes.resolve("a_20200101.tif"), "This is no image, but text.");
    Files.createFile(scenes.resolve("b_20200102.tif"));
    Answer answer = load(scenes);
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED);
    assertThat(answer.json()).hasSize(2).allSatisfy(WrongInputTest::rejectedWithAReason);
    assertThat(answer.err()).isEqualToIgnoringNewLines("0 added, 0 already there, 2 rejected");
    assertThat(text).hasContent("This is no image, but text.");
    assertThat(scenesOf("land")).isZero();
  }

  @Test
  void aTiffThatEndsTooEarly() throws IOException {
    Path whole = MadeScenes.scene(folder, DAY, MadeScenes.GRID, new Random(1));
    byte[] bytes = Files.readAllBytes(whole);
    for (int tenth = 0; tenth < 10; tenth++) {
      Path cut = scenes.resolve("ndvi_2020020" + tenth + ".tif");
      Files.write(cut, Arrays.copyOf(bytes, bytes.length * tenth / 10));
    }
    Answer all = load(scenes);
    assertThat(all.code()).isEqualTo(ExitCode.FAILED);
    assertThat(all.json()).hasSize(10).allSatisfy(WrongInputTest::rejectedWithAReason);
    assertThat(all.err()).doesNotContain("Exception");

    Files.copy(whole, scenes.resolve("ndvi_20200301.tif"));
    Answer some = load(scenes);
    assertThat(some.code()).isEqualTo(ExitCode.PARTLY_DONE);
    assertThat(some.err()).contains("1 added, 0 already there, 10 rejected");
    assertThat(scenesOf("land")).isEqualTo(1);
  }

  @Test
  void aTiffThatWasCutAfterItsImport() throws IOException {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    watch("cut", "2019-01-01").done();
    Path last;
    try (Stream<Path> files = Files.list(scenes)) {
      last = files.sorted().toList().getLast();
    }
    byte[] bytes = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(bytes, bytes.length * 7 / 10));
    Answer cut = run("cut");
    assertThat(cut.err()).contains(last.toString());
    cut.failed(ExitCode.FAILED, "raster.TRUNCATED");
    Files.delete(last);
    run("cut").failed(ExitCode.NOT_FOUND, "raster.NOT_FOUND").says(last.toString());
    assertNothingHalfWritten("cut");
    Files.write(last, bytes);
    run("cut").done();
  }

  @Test
  void aDirectoryLoop() throws IOException {
    MadeScenes.scene(scenes, DAY, MadeScenes.GRID, new Random(1));
    Path deep = Files.createDirectories(scenes.resolve("a/b"));
    Files.createSymbolicLink(deep.resolve("loop"), scenes);
    Files.createSymbolicLink(scenes.resolve("dangling.tif"), folder.resolve("nowhere"));
    Answer answer = load(scenes);
    assertThat(answer.json().findValuesAsText("status")).contains("added");
    assertThat(scenesOf("land")).isEqualTo(1);
    Files.delete(scenes.resolve("dangling.tif"));
    assertThat(load(scenes).done().err()).contains("0 added, 1 already there, 0 rejected");
  }

  @Test
  void aDateThatCannotBeRead() throws IOException {
    Path scene = MadeScenes.scene(scenes, DAY, MadeScenes.GRID, new Random(1));
    Path undated = Files.move(scene, scenes.resolve("ndvi_first_of_may.tif"));
    Answer answer = load(undated);
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED);
    assertThat(answer.json().get(0).get("reason").asText()).contains("--date-pattern", "--date");
    load(undated, "--date", "the first of May").failed(ExitCode.USAGE, "catalog.INVALID");
    load(undated, "--date", "2020-02-30").failed(ExitCode.USAGE, "catalog.INVALID");
    load(undated, "--date-pattern", "(").failed(ExitCode.USAGE, "catalog.INVALID");
    load(undated, "--date-pattern", "x").failed(ExitCode.USAGE, "catalog.INVALID");
    load(undated, "--date", "2020-05-01").done();
  }

  @Test
  void pathsAndNamesThatAreNot() {
    Answer missing = load(folder.resolve("gone"));
    assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.json().get(0).get("reason").asText()).contains("no such file");
    Answer.of("import", scenes, "--workspace", workspace).usage().says("--collection");
    Answer.of("import", "--collection", "x", "--workspace", workspace).usage();
    load(scenes, "--bands", "a,a").failed(ExitCode.USAGE, "catalog.INVALID");
    load(scenes, "--scale", "0").failed(ExitCode.USAGE, "catalog.INVALID");
    load(scenes, "--scale", "much").usage().says("--scale");
    load(scenes, "--mask-pattern", "[").failed(ExitCode.USAGE, "catalog.INVALID");
    Answer empty = load(scenes);
    assertThat(empty.code()).isEqualTo(ExitCode.FAILED);
    assertThat(empty.err()).contains("0 added, 0 already there, 0 rejected");
  }

  // ---- areas

  @Test
  void anAreaThatIsNone() throws IOException {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    Map<String, String> areas = new HashMap<>();
    areas.put("", "is not GeoJSON");
    areas.put("{\"type\":\"Polygon\",", "is not JSON");
    areas.put("not json", "is not JSON");
    areas.put("{\"type\":\"Point\",\"coordinates\":[1,2]}", "holds a Point");
    areas.put("{\"type\":\"FeatureCollection\",\"features\":[]}", "holds no polygon");
    areas.put("{\"type\":\"Polygon\",\"coordinates\":[]}", "without an outline");
    areas.put(MadeScenes.polygon("[[1,1],[2,2],[1,1]]"), "fewer than four points");
    areas.put(MadeScenes.polygon("[[1,1],[2,2],[3,1],[1,2]]"), "last point is not its first");
    areas.put(MadeScenes.polygon("[[1,1],[2,2],[2,1],[1,2],[1,1]]"), "crosses or touches itself");
    areas.put(
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,1],[2,2],[2,1],[1,2],[1,1]]],"
            + "[[[5,5],[6,5],[6,6],[5,5]]]]}",
        "crosses or touches itself");
    areas.put(MadeScenes.polygon("[[1,1],[1,\"x\"],[2,1],[1,1]]"), "not [longitude, latitude]");
    areas.put(
        MadeScenes.polygon("[[600000,8500000],[600000,8400000],[700000,8400000],[600000,8500000]]"),
        "longitude and latitude in degrees");
    for (Map.Entry<String, String> area : areas.entrySet()) {
      Path file = Files.writeString(folder.resolve("area.geojson"), area.getKey());
      watch("bad", "2019-01-01", "--aoi", file)
          .failed(ExitCode.NOT_VALID, "analysis.AREA")
          .says("area.geojson", area.getValue());
    }
    watch("bad", "2019-01-01", "--aoi", folder.resolve("gone.geojson"))
        .failed(ExitCode.NOT_FOUND, "file.NOT_FOUND")
        .says("gone.geojson");
    watch("bad", "2019-01-01", "--aoi", folder)
        .failed(ExitCode.NOT_VALID, "analysis.AREA")
        .says(folder + " is a folder");
    assertThat(Answer.of("watch", "list", "--workspace", workspace).json()).isEmpty();
  }

  @Test
  void anAreaOutside() throws IOException {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    Path area = area(MadeScenes.ring(new Window(100, 100, 20, 20)));
    watch("outside", "2019-01-01", "--aoi", area).done();
    run("outside").failed(ExitCode.NOT_VALID, "analysis.AREA").says("covers no pixel");
    Path far = area("[[-120,40],[-120,41],[-119,41],[-119,40],[-120,40]]");
    watch("far", "2019-01-01", "--aoi", far).done();
    run("far").failed(ExitCode.NOT_VALID, "analysis.AREA");
    assertNothingHalfWritten("outside");
    assertNothingHalfWritten("far");
  }

  @Test
  void anAreaWithAHoleHasNoResultInTheHole() throws IOException {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    Window outer = new Window(10, 5, 30, 30);
    Window hole = new Window(18, 10, 12, 13); // the clearing is in it
    watch("hole", "2019-01-01", "--aoi", area(MadeScenes.ring(outer), MadeScenes.ring(hole)))
        .done();
    JsonNode run = run("hole").done().json().get(0);
    assertThat(run.get("alerts").asInt()).isZero();
    Path maps = Path.of(run.get("folder").asText());
    int looked = 0;
    try (GeoTiff counts = GeoTiff.open(maps.resolve("valid_count.tif"));
        GeoTiff magnitudes = GeoTiff.open(maps.resolve("magnitude.tif"));
        GeoTiff days = GeoTiff.open(maps.resolve("break_date.tif"))) {
      Grid grid = counts.grid();
      Window on = MadeScenes.GRID.windowOf(grid).orElseThrow();
      PixelBlock count = counts.read(grid.window(), 1);
      PixelBlock magnitude = magnitudes.read(grid.window(), 1);
      PixelBlock day = days.read(grid.window(), 1);
      for (int i = 0; i < count.size(); i++) {
        Window pixel = new Window(on.col() + i % grid.width(), on.row() + i / grid.width(), 1, 1);
        boolean inside = outer.contains(pixel) && !hole.contains(pixel);
        assertThat(count.get(i) > 0).as("%s", pixel).isEqualTo(inside);
        assertThat(Double.isNaN(magnitude.get(i))).as("%s", pixel).isEqualTo(!inside);
        if (!inside) {
          assertThat(day.get(i)).isEqualTo(Integer.MIN_VALUE);
        }
        looked += inside ? 1 : 0;
      }
    }
    assertThat(looked).isEqualTo(30 * 30 - 12 * 13);
  }

  // ---- scenes that do not suffice

  @Test
  void aCollectionWithoutScenes() throws IOException {
    Files.writeString(scenes.resolve("a_20200101.tif"), "no image");
    load(scenes);
    watch("empty", "2019-01-01").done();
    run("empty").failed(ExitCode.NOT_FOUND, "analysis.NO_SCENES").says("has no scenes");
    assertNothingHalfWritten("empty");
  }

  @Test
  void allNoData() {
    for (int year = 2016; year <= 2020; year++) {
      for (int month = 1; month <= 12; month++) {
        LocalDate day = LocalDate.of(year, month, 3);
        MadeScenes.flat(scenes, day, MadeScenes.GRID, MadeScenes.NO_DATA);
      }
    }
    load(scenes).done();
    watch("series", "2019-01-01").done();
    assertNoResult(run("series").done());
    watch("pair", "2019-01-01", "--detector", "difference").done();
    run("pair").failed(ExitCode.NOT_FOUND, "analysis.NO_SCENES").says("no pixel in common");
    assertNothingHalfWritten("pair");
  }

  @Test
  void fewerObservationsThanCoefficients() {
    Random random = new Random(3);
    for (int month = 1; month <= 8; month++) {
      MadeScenes.scene(scenes, LocalDate.of(2019, month, 1), MadeScenes.GRID, random);
    }
    load(scenes).done();
    watch("few", "2019-05-01").done();
    assertNoResult(run("few").done());
    watch("bp", "2019-05-01", "--history", "bp").done();
    assertNoResult(run("bp").done());
    watch("roc", "2019-05-01", "--history", "roc", "--type", "cusum").done();
    assertNoResult(run("roc").done());
  }

  @Test
  void constantScenes() {
    for (int year = 2016; year <= 2020; year++) {
      for (int month = 1; month <= 12; month++) {
        MadeScenes.flat(scenes, LocalDate.of(year, month, 3), MadeScenes.GRID, 5000);
      }
    }
    load(scenes).done();
    watch("flat", "2019-01-01").done();
    assertThat(run("flat").done().json().get(0).get("alerts").asInt()).isZero();
    watch("pair", "2019-01-01", "--detector", "difference").done();
    assertThat(run("pair").done().json().get(0).get("alerts").asInt()).isZero();
  }

  @Test
  void aMonitoringStartOutside() {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    watch("late", "2021-06-01").done();
    run("late").failed(ExitCode.NOT_FOUND, "analysis.NO_SCENES").says("before", "2021-06-01");
    watch("early", "2015-06-01").done();
    run("early").failed(ExitCode.NOT_FOUND, "analysis.NO_SCENES").says("after", "2015-06-01");
    watch("old", "1815-06-18").failed(ExitCode.USAGE, "analysis.SETTING").says("1815");
    watch("never", "2019-02-30").usage().says("--monitor-from");
    assertNothingHalfWritten("late");
  }

  @Test
  void scenesOfDifferentGrids() {
    MadeScenes.series(scenes, 64);
    Affine shifted = MadeScenes.GRID.affine().shifted(0.5, 0);
    Grid other = new Grid(MadeScenes.GRID.crs(), shifted, 48, 40);
    MadeScenes.scene(scenes, LocalDate.of(2019, 12, 1), other, new Random(2));
    load(scenes).done();
    watch("grids", "2019-01-01").done();
    run("grids")
        .failed(ExitCode.NOT_VALID, "analysis.GRID_MISMATCH")
        .says("ndvi_20191201", "EPSG:32735");
    Path third = folder.resolve("third");
    MadeScenes.series(third, 64);
    Grid zone = new Grid(Crs.ofEpsg(32736), MadeScenes.GRID.affine(), 48, 40);
    MadeScenes.scene(third, LocalDate.of(2019, 12, 1), zone, new Random(2));
    load(third, "--collection", "zones").done();
    watch("zones", "2019-01-01", "--collection", "zones").done();
    run("zones").failed(ExitCode.NOT_VALID, "analysis.GRID_MISMATCH").says("EPSG:32736");
    assertNothingHalfWritten("grids");
  }

  // ---- names and options

  @Test
  void namesThatAreNotKnown() {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    watch("w", "2019-01-01", "--collection", "gone")
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND")
        .says("no collection 'gone'");
    watch("w", "2019-01-01", "--index", "greenness")
        .failed(ExitCode.NOT_FOUND, "analysis.NO_BAND")
        .says("greenness", "ndvi");
    watch("w", "2019-01-01", "--index", "nbr")
        .failed(ExitCode.NOT_FOUND, "analysis.NO_BAND")
        .says("'nir'");
    watch("w", "2019-01-01", "--index", "(ndvi - swir16) / 2")
        .failed(ExitCode.NOT_FOUND, "analysis.NO_BAND")
        .says("needs the band 'swir16'");
    watch("w", "2019-01-01", "--index", "(ndvi - ) / 2")
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("at character 9", "'(ndvi - ^) / 2': expected a band");
    Object[] keepsState = {"watch", "create", "w", "--collection", "land", "--monitor-from"};
    Object[] rest = {"2019-01-01", "--workspace", workspace, "--detector"};
    Answer.of(joined(keepsState, rest, new Object[] {"bayes"}))
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("--index is missing");
    Answer.of(joined(keepsState, rest, new Object[] {"bayes", "--index", "ndvi", "--bands", "a,b"}))
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("--bands is for s-ccd, not for bayes");
    Answer.of(joined(keepsState, rest, new Object[] {"cold"}))
        .usage()
        .says("cold needs the whole archive", "s-ccd");
    Answer.of(joined(keepsState, rest, new Object[] {"s-ccd", "--bands", "red,nir"}))
        .failed(ExitCode.USAGE, "analysis.SETTING")
        .says("six different bands", "not red,nir");
    Answer.of(joined(keepsState, rest, new Object[] {"s-ccd", "--index", "ndvi"}))
        .failed(ExitCode.NOT_FOUND, "analysis.NO_BAND")
        .says("'blue' is missing");
    watch("../w", "2019-01-01").failed(ExitCode.USAGE, "analysis.SETTING").says("../w");
    for (String command : new String[] {"watch run", "watch show", "watch delete", "report"}) {
      Object[] words = (command + " gone --workspace " + workspace).split(" ");
      Answer.of(words).failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND").says("'gone'");
    }
    Answer.of("alert", "list", "--watch", "gone", "--workspace", workspace)
        .failed(ExitCode.NOT_FOUND, "analysis.NOT_FOUND");
    Answer.of("unknown").usage();
    Answer.of("watch", "run").usage();
    Answer.of("watch", "run", "a", "b").usage();
    Answer.of("watch", "list", "--colour").usage();
  }

  @ParameterizedTest
  @CsvSource({
    "--order, 0",
    "--order, 5",
    "--h, 0.3",
    "--level, 0",
    "--level, 0.5",
    "--level, NaN",
    "--min-area, 0",
    "--min-area, -1",
    "--min-area, NaN",
    "--min-run, 1",
    "--min-size, -1",
    "--min-magnitude, Infinity"
  })
  void aSettingOutOfItsRange(String option, String value) {
    MadeScenes.scene(scenes, DAY, MadeScenes.GRID, new Random(1));
    load(scenes).done();
    watch("w", "2019-01-01", option, value).failed(ExitCode.USAGE, "analysis.SETTING");
    assertThat(Answer.of("watch", "list", "--workspace", workspace).json()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--order, three",
    "--level, high",
    "--min-area, 1ha",
    "--detector, landtrendr",
    "--history, some",
    "--type, walk",
    "--direction, up",
    "--monitor-from, 01.02.2019"
  })
  void aSettingThatIsNoValue(String option, String value) {
    watch("w", "2019-01-01", option, value).usage().says(value);
    assertThat(workspace).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "--threads, -1",
    "--threads, 2000",
    "--threads, two",
    "--memory, 0",
    "--memory, -5",
    "--memory, 99999999999",
    "--format, xml",
    "--progress, loud"
  })
  void aRunOptionOutOfItsRange(String option, String value) {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    watch("w", "2019-01-01").done();
    Answer.of("watch", "run", "w", "--workspace", workspace, option, value)
        .usage()
        .says(option, value);
  }

  @Test
  void thresholdOfTheDifference() {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    watch("w", "2019-01-01", "--detector", "difference", "--threshold", "0")
        .failed(ExitCode.USAGE, "analysis.SETTING");
  }

  // ---- workspaces

  @Test
  void aWorkspaceThatIsAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Answer.of("collection", "list", "--workspace", file)
        .failed(ExitCode.FAILED, "catalog.IO")
        .says(file.toString());
    assertThat(file).hasContent("mine");
  }

  @Test
  void aDatabaseThatIsNotOurs() throws IOException, SQLException {
    Files.createDirectories(workspace);
    Path file = workspace.resolve("sunqar.sqlite");
    Files.writeString(file, "This is the diary of somebody else. ".repeat(50));
    byte[] before = Files.readAllBytes(file);
    Answer.of("watch", "list", "--workspace", workspace)
        .failed(ExitCode.FAILED, "catalog.CORRUPT")
        .says("is not a database");
    assertThat(file).hasBinaryContent(before);
    Files.delete(file);
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("CREATE TABLE diary (page TEXT)");
    }
    Answer.of("watch", "list", "--workspace", workspace)
        .failed(ExitCode.FAILED, "catalog.CORRUPT")
        .says("another program");
  }

  @Test
  void aRunIntoAFolderThatCannotBeMade() throws IOException {
    MadeScenes.series(scenes, 64);
    load(scenes).done();
    watch("w", "2019-01-01").done();
    Path inTheWay = Files.writeString(workspace.resolve("watches"), "in the way");
    Answer answer = run("w");
    assertThat(answer.code()).isEqualTo(ExitCode.FAILED);
    answer.failed(ExitCode.FAILED, "file.IO").says(inTheWay + "/w cannot be used");
    Files.delete(inTheWay);
    run("w").done();
    Answer.of("report", "w", "--workspace", workspace, "--out", inTheWay)
        .failed(ExitCode.FAILED, "file.IO")
        .says(inTheWay.toString());
  }

  // ---- helpers

  private Answer load(Path path, Object... more) {
    Object[] usual = {"import", path, "--workspace", workspace};
    boolean named = Arrays.asList(more).contains("--collection");
    Object[] collection = named ? new Object[0] : new Object[] {"--collection", "land"};
    return Answer.of(joined(usual, collection, more));
  }

  /** Creates a watch of the usual settings, those in {@code more} changed. */
  private Answer watch(String name, String monitorFrom, Object... more) {
    Map<Object, Object> options = new java.util.LinkedHashMap<>();
    options.put("--collection", "land");
    options.put("--index", "ndvi");
    options.put("--order", "1");
    options.put("--monitor-from", monitorFrom);
    options.put("--workspace", workspace);
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    Object[] settings =
        options.entrySet().stream()
            .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
            .toArray();
    return Answer.of(joined(new Object[] {"watch", "create", name}, settings));
  }

  private Answer run(String name) {
    return Answer.of("watch", "run", name, "--workspace", workspace, "--threads", "2");
  }

  private static Object[] joined(Object[]... parts) {
    return Arrays.stream(parts).flatMap(Arrays::stream).toArray();
  }

  private Path area(String... rings) throws IOException {
    return Files.writeString(folder.resolve("area.geojson"), MadeScenes.polygon(rings));
  }

  private int scenesOf(String collection) {
    for (JsonNode row : Answer.of("collection", "list", "--workspace", workspace).done().json()) {
      if (row.get("id").asText().equals(collection)) {
        return row.get("scenes").asInt();
      }
    }
    return 0;
  }

  private static void rejectedWithAReason(JsonNode row) {
    assertThat(row.get("status").asText()).isEqualTo("rejected");
    assertThat(row.get("reason").asText()).isNotBlank().doesNotContain("Exception");
  }

  private void assertNothingHalfWritten(String watch) {
    try {
      assertThat(RunFolders.completeRuns(workspace, watch)).isEmpty();
      Path watches = workspace.resolve("watches").resolve(watch);
      if (Files.exists(watches)) {
        assertThat(RunFolders.list(watches)).allMatch(file -> file.endsWith("run.lock"));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A run that could not look at any pixel says so by its maps, and raises no alert. */
  private static void assertNoResult(Answer answer) {
    JsonNode run = answer.json().get(0);
    assertThat(run.get("alerts").asInt()).isZero();
    Path maps = Path.of(run.get("folder").asText());
    try (GeoTiff magnitudes = GeoTiff.open(maps.resolve("magnitude.tif"));
        GeoTiff days = GeoTiff.open(maps.resolve("break_date.tif"))) {
      PixelBlock magnitude = magnitudes.read(magnitudes.grid().window(), 1);
      PixelBlock day = days.read(days.grid().window(), 1);
      for (int i = 0; i < magnitude.size(); i++) {
        assertThat(magnitude.get(i)).isNaN();
        assertThat(day.get(i)).isEqualTo(Integer.MIN_VALUE);
      }
    }
  }
}
