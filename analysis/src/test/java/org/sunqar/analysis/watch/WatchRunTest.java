// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.BfastMonitor;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.BfastMonitorResult;
import org.sunqar.analysis.detect.BfastMonitorTrace;
import org.sunqar.analysis.detect.Difference;
import org.sunqar.analysis.detect.History;
import org.sunqar.analysis.detect.Series;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * Whole runs over 92 scenes of 100 x 80 pixels, of which some are of another type, some cover a
 * part and some have a mask; a field of 20 x 20 pixels is cleared on a known date.
 */
class WatchRunTest {

  private static final int WIDTH = 100;
  private static final int HEIGHT = 80;
  private static final int DATES = 92;
  private static final Grid GRID = TestScenes.utm(WIDTH, HEIGHT);
  private static final LocalDate MONITOR_FROM = LocalDate.of(2021, 1, 1);
  private static final LocalDate CLEARED = LocalDate.of(2021, 5, 1);
  private static final Window FIELD = new Window(50, 20, 20, 20);
  private static final List<String> MAPS =
      List.of(ResultWriter.BREAK_DATE, ResultWriter.MAGNITUDE, ResultWriter.VALID_COUNT);

  @TempDir static Path archiveFolder;
  private static SceneArchive archive;
  private static List<Item> items;

  /** What was written, date by date: NaN where there is no observation. */
  private static final float[][] TRUTH = new float[DATES][WIDTH * HEIGHT];

  @TempDir Path folder;

  @BeforeAll
  static void makeScenes() {
    archive = new SceneArchive(archiveFolder);
    Random random = new Random(41);
    for (int date = 0; date < DATES; date++) {
      scene(random, date);
    }
    items = archive.items();
    assertThat(items).hasSize(DATES);
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static LocalDate day(int date) {
    return LocalDate.of(2018, 1, 3).plusDays(16L * date);
  }

  private static void scene(Random random, int date) {
    Window window =
        switch (date % 11) {
          case 3 -> new Window(0, 0, 70, HEIGHT);
          case 7 -> new Window(13, 21, 80, 55);
          default -> GRID.window();
        };
    boolean isFloat = date % 7 == 2;
    Grid grid = GRID.crop(window);
    PixelBlock block =
        PixelBlock.of(isFloat ? PixelType.FLOAT32 : PixelType.INT16, grid.width(), grid.height());
    PixelBlock mask = PixelBlock.of(PixelType.UINT8, grid.width(), grid.height());
    boolean masked = date % 3 == 1;
    Arrays.fill(TRUTH[date], Float.NaN);
    double season = 0.15 * Math.cos(2 * Math.PI * (DecimalYear.of(day(date)) - 0.5));
    for (int i = 0; i < block.size(); i++) {
      int col = window.col() + i % grid.width();
      int row = window.row() + i / grid.width();
      boolean cleared = !day(date).isBefore(CLEARED) && FIELD.contains(new Window(col, row, 1, 1));
      double value = 0.6 + season + 0.02 * random.nextGaussian() - (cleared ? 0.35 : 0);
      boolean missing = random.nextInt(8) == 0;
      boolean cloud = masked && random.nextInt(3) == 0;
      if (isFloat) {
        block.set(i, missing ? Double.NaN : value);
      } else {
        block.set(i, missing ? -32768 : Math.rint(value * 10_000));
      }
      mask.set(i, cloud ? 1 + random.nextInt(3) : 0);
      if (!missing && !cloud) {
        TRUTH[date][row * WIDTH + col] =
            (float) (isFloat ? block.get(i) : (float) block.get(i) * 1e-4f);
      }
    }
    String stem = "ndvi_" + day(date).toString().replace("-", "");
    archive.scene(
        stem,
        grid,
        isFloat
            ? BandInfo.of("ndvi", PixelType.FLOAT32, Double.NaN)
            : BandInfo.of("ndvi", PixelType.INT16, -32768),
        block);
    if (masked) {
      archive.mask(stem, grid, mask);
    }
  }

  // ---- the same result whatever does the work

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void threadsAndMemoryDoNotChangeABit(boolean inKernel) throws IOException {
    BfastMonitorOptions options =
        BfastMonitorOptions.defaults()
            .withHistory(inKernel ? History.ALL : History.ROC)
            .withOrder(inKernel ? 3 : 1);
    Watch watch = watch(Optional.empty(), options);
    Path reference = Files.createDirectory(folder.resolve("reference"));
    WatchRun.Result expected =
        new WatchRun(watch, 1, WatchRun.DEFAULT_MEMORY)
            .run(items, reference, Map.of("run", "r"), (done, all) -> {});
    long[] budgets =
        inKernel ? new long[] {20_000, 333_000, 1 << 20, 1L << 30} : new long[] {90_000};
    for (int threads : inKernel ? new int[] {1, 2, 4} : new int[] {3}) {
      for (long budget : budgets) {
        Path out = Files.createDirectory(folder.resolve(threads + "-" + budget));
        List<Integer> progress = new ArrayList<>();
        WatchRun.Result result =
            new WatchRun(watch, threads, budget)
                .run(items, out, Map.of("run", "r"), (done, all) -> progress.add(all - done));
        for (String map : MAPS) {
          assertThat(Files.mismatch(reference.resolve(map), out.resolve(map)))
              .as(map + " with " + threads + " threads and " + budget + " bytes")
              .isEqualTo(-1);
        }
        assertThat(AlertFiles.toGeoJson(result.alerts()))
            .isEqualTo(AlertFiles.toGeoJson(expected.alerts()));
        assertThat(result.alerts()).isEqualTo(expected.alerts());
        assertThat(progress).isSortedAccordingTo((a, b) -> b - a).endsWith(0);
        assertThat(files(out)).containsExactlyInAnyOrderElementsOf(MAPS);
      }
    }
  }

  // ---- the right result

  @Test
  void mapsAreWhatTheFloat64DetectorFindsInEachPixel() {
    WatchRun.Result result = run(watch(Optional.empty(), BfastMonitorOptions.defaults()), items);
    assertThat(result.historyScenes()).isEqualTo(69);
    assertThat(result.monitoredScenes()).isEqualTo(DATES - 69);
    PixelBlock days = map(ResultWriter.BREAK_DATE);
    PixelBlock magnitudes = map(ResultWriter.MAGNITUDE);
    PixelBlock counts = map(ResultWriter.VALID_COUNT);
    BfastMonitor detector = new BfastMonitor(BfastMonitorOptions.defaults());
    double start = DecimalYear.of(MONITOR_FROM);
    int breaks = 0;
    for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel += 7) {
      Series series = series(pixel);
      BfastMonitorTrace trace = detector.trace(series, start);
      BfastMonitorResult expected = trace.result();
      assertThat(counts.get(pixel)).isEqualTo(series.size());
      double sigma = expected.fit().orElseThrow().model().sigma();
      double tolerance = 1e-3 * Math.max(sigma, Math.abs(expected.magnitude()));
      assertThat(magnitudes.get(pixel)).isCloseTo(expected.magnitude(), within(tolerance));
      int expectedDay = expected.hasBreak() ? dayOf(expected) : ChangeMaps.NO_DAY;
      breaks += expected.hasBreak() ? 1 : 0;
      if (days.get(pixel) != expectedDay) {
        double nearest =
            trace.points().stream()
                .mapToDouble(p -> Math.abs(Math.abs(p.process()) - p.boundary()))
                .filter(d -> !Double.isNaN(d))
                .min()
                .orElseThrow();
        assertThat(nearest).as("pixel " + pixel).isLessThan(1e-3);
      }
    }
    assertThat(breaks).isBetween(50, 400);
  }

  @Test
  void theClearedFieldIsOneAlert() {
    WatchRun.Result result = run(watch(Optional.empty(), BfastMonitorOptions.defaults()), items);
    assertThat(result.alerts()).hasSize(1);
    Alert alert = result.alerts().getFirst();
    assertThat(alert.pixels()).isBetween(390, 404);
    assertThat(alert.areaHa()).isCloseTo(alert.pixels() * 0.09, within(1e-9));
    assertThat(alert.firstDate()).isBetween(CLEARED, CLEARED.plusDays(32));
    assertThat(alert.confirmedDate()).isBetween(alert.firstDate(), CLEARED.plusDays(160));
    assertThat(alert.magnitude()).isBetween(-0.40, -0.30);
    assertThat(alert.peakCol()).isBetween(FIELD.col(), FIELD.endCol() - 1);
    assertThat(alert.peakRow()).isBetween(FIELD.row(), FIELD.endRow() - 1);
    assertThat(result.changedPixels()).isEqualTo(alert.pixels());
    int inField = 0;
    for (int pixel : result.groups().getFirst().pixels()) {
      inField += FIELD.contains(new Window(pixel % WIDTH, pixel / WIDTH, 1, 1)) ? 1 : 0;
    }
    assertThat(inField).isGreaterThan(385);
    double[] middle = {GRID.affine().xOf(60, 30), GRID.affine().yOf(60, 30)};
    GRID.crs().toLonLat(middle, 1);
    assertThat(alert.longitude()).isCloseTo(middle[0], within(0.004));
    assertThat(alert.latitude()).isCloseTo(middle[1], within(0.003));
    assertThat(alert.scenes()).hasSize(2);
  }

  @Test
  void anAreaWithAHoleHasResultsInsideOnlyAndTheSameOnes() throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Watch everywhere = watch(Optional.empty(), BfastMonitorOptions.defaults());
    new WatchRun(everywhere, 2, 1 << 22).run(items, whole, Map.of(), (done, all) -> {});
    Geometry area = areaWithHole();
    Watch watch = watch(Optional.of(area), BfastMonitorOptions.defaults());
    WatchRun.Result result = run(watch, items);
    Window window = GRID.windowOf(result.grid()).orElseThrow();
    assertThat(window).isEqualTo(new Window(31, 5, 60, 65));
    for (String name : MAPS) {
      PixelBlock inArea = map(name);
      PixelBlock all = SceneArchive.read(whole.resolve(name), 1);
      double none =
          switch (name) {
            case ResultWriter.BREAK_DATE -> ChangeMaps.NO_DAY;
            case ResultWriter.MAGNITUDE -> Double.NaN;
            default -> 0;
          };
      for (int i = 0; i < inArea.size(); i++) {
        int col = window.col() + i % window.width();
        int row = window.row() + i / window.width();
        boolean inHole = col >= 55 && col < 65 && row >= 25 && row < 35;
        assertThat(inArea.get(i))
            .as(name + " at " + col + ", " + row)
            .isEqualTo(Double.valueOf(inHole ? none : all.get(row * WIDTH + col)));
      }
    }
    assertThat(result.alerts()).hasSize(1);
    assertThat(result.alerts().getFirst().pixels()).isBetween(285, 308);
    // the watch's own area is not touched by a run
    assertThat(watch.area().orElseThrow().getEnvelopeInternal().getMaxX()).isLessThan(15);
  }

  @Test
  void theDifferenceOfTwoDatesIsThatOfTheirPlanes() {
    Watch watch = watch(Optional.empty(), new DetectorSettings.TwoDates(4), CLEARED);
    WatchRun.Result result = run(watch, items);
    int before = result.historyScenes() - 1;
    assertThat(day(before)).isBefore(CLEARED);
    assertThat(day(before + 1)).isAfterOrEqualTo(CLEARED);
    float[] z = Difference.of(TRUTH[before], TRUTH[DATES - 1]).z();
    PixelBlock days = map(ResultWriter.BREAK_DATE);
    PixelBlock magnitudes = map(ResultWriter.MAGNITUDE);
    PixelBlock counts = map(ResultWriter.VALID_COUNT);
    for (int pixel = 0; pixel < z.length; pixel++) {
      boolean changed = Math.abs(z[pixel]) >= 4;
      assertThat((int) days.get(pixel))
          .isEqualTo(changed ? (int) day(DATES - 1).toEpochDay() : ChangeMaps.NO_DAY);
      float difference = TRUTH[DATES - 1][pixel] - TRUTH[before][pixel];
      assertThat(magnitudes.get(pixel)).isEqualTo(Double.valueOf(difference));
      int valid = (Float.isNaN(TRUTH[before][pixel]) ? 0 : 1);
      assertThat((int) counts.get(pixel))
          .isEqualTo(valid + (Float.isNaN(TRUTH[DATES - 1][pixel]) ? 0 : 1));
    }
    assertThat(result.alerts()).isNotEmpty();
    assertThat(result.alerts().getFirst().pixels()).isBetween(150, 410);
  }

  // ---- what goes wrong

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aSceneTruncatedAfterTheImportEndsTheRunWithItsName(int threads) throws Exception {
    try (SceneArchive own = new SceneArchive(folder.resolve("own"))) {
      Random random = new Random(1);
      for (int date = 0; date < 30; date++) {
        PixelBlock block = PixelBlock.of(PixelType.INT16, WIDTH, HEIGHT);
        for (int i = 0; i < block.size(); i++) {
          block.set(i, random.nextInt(10_000));
        }
        own.scene("ndvi_" + day(date), GRID, BandInfo.of("ndvi", PixelType.INT16), block);
      }
      List<Item> scenes = own.items();
      Path damaged = own.file("ndvi_" + day(17));
      try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() * 6 / 10);
      }
      Path out = Files.createDirectory(folder.resolve("out"));
      Watch watch =
          watch(
              Optional.empty(),
              new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults().withOrder(1)),
              day(20));
      assertThatThrownBy(() ->
              new WatchRun(watch, threads, 1 << 20).run(scenes, out, Map.of(), (done, all) -> {}))
          .isInstanceOf(RasterException.class)
          .hasMessageContaining(damaged.getFileName().toString())
          .extracting("key")
          .isEqualTo(RasterException.Key.TRUNCATED);
      assertThat(files(out)).isEmpty();
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().startsWith("pool-")) {
          thread.join(2000);
          assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
      }
    }
  }

  @Test
  void anEmptyCollectionIsRefused() {
    assertRefused(
        watch(Optional.empty(), BfastMonitorOptions.defaults()),
        List.of(),
        AnalysisException.Key.NO_SCENES,
        "collection 'scenes' has no scenes; import some first");
  }

  @ParameterizedTest
  @CsvSource({
    "2017-01-01, lie after the monitoring start 2017-01-01 (2018-01-03 to 2021-12-29)",
    "2018-01-03, lie after the monitoring start 2018-01-03",
    "2022-01-01, lie before the monitoring start 2022-01-01",
  })
  void scenesAreNeededOnBothSidesOfTheMonitoringStart(LocalDate start, String message) {
    for (DetectorSettings detector :
        List.of(
            new DetectorSettings.TwoDates(3),
            new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults()))) {
      assertRefused(
          watch(Optional.empty(), detector, start),
          items,
          AnalysisException.Key.NO_SCENES,
          message);
    }
  }

  @Test
  void aVariableThatTheScenesLackIsRefused() {
    Watch watch =
        new Watch(
            "north",
            SceneArchive.COLLECTION,
            "nbr",
            Optional.empty(),
            MONITOR_FROM,
            new DetectorSettings.TwoDates(3),
            AlertRule.defaults());
    assertRefused(
        watch, items, AnalysisException.Key.NO_BAND, "'nbr' needs the band 'nir': scene ndvi_2018");
  }

  @Test
  void memoryForLessThanARowOfPixelsIsRefused() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Watch watch = watch(Optional.empty(), BfastMonitorOptions.defaults());
    assertThatThrownBy(() -> new WatchRun(watch, 2, 10_000).run(items, out, Map.of(), (d, a) -> {}))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("92 dates needs 1 MiB")
        .extracting("key")
        .isEqualTo(AnalysisException.Key.MEMORY);
    assertThat(files(out)).isEmpty();
  }

  @Test
  void scenesWithoutAnyObservationGiveMapsWithoutResults() {
    try (SceneArchive own = new SceneArchive(folder.resolve("own"))) {
      for (int date = 0; date < 24; date++) {
        PixelBlock block = PixelBlock.of(PixelType.INT16, 20, 10);
        Arrays.fill(((PixelBlock.Shorts) block).values(), (short) -32768);
        own.scene(
            "ndvi_" + day(date),
            TestScenes.utm(20, 10),
            BandInfo.of("ndvi", PixelType.INT16, -32768),
            block);
      }
      List<Item> scenes = own.items();
      DetectorSettings bfast = new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults());
      WatchRun.Result result = run(watch(Optional.empty(), bfast, day(18)), scenes);
      assertThat(result.alerts()).isEmpty();
      assertNothing(map(ResultWriter.BREAK_DATE), ChangeMaps.NO_DAY);
      assertNothing(map(ResultWriter.MAGNITUDE), Double.NaN);
      assertNothing(map(ResultWriter.VALID_COUNT), 0);
      assertRefused(
          watch(Optional.empty(), new DetectorSettings.TwoDates(3), day(18)),
          scenes,
          AnalysisException.Key.NO_SCENES,
          "have no pixel in common that is clear on both");
    }
  }

  /** Eight observations before the start: one too few for eight coefficients. */
  @ParameterizedTest
  @CsvSource({"8, false", "9, true"})
  void fewerObservationsThanCoefficientsAreCountedButNotJudged(int history, boolean fitted) {
    Watch watch =
        watch(
            Optional.empty(),
            new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults()),
            day(69));
    List<Item> few = items.subList(69 - history, DATES);
    run(watch, few);
    PixelBlock magnitudes = map(ResultWriter.MAGNITUDE);
    PixelBlock counts = map(ResultWriter.VALID_COUNT);
    int judged = 0;
    for (int i = 0; i < magnitudes.size(); i++) {
      judged += Double.isNaN(magnitudes.get(i)) ? 0 : 1;
      assertThat(counts.get(i)).isGreaterThan(5);
    }
    assertThat(judged > 0).isEqualTo(fitted);
  }

  private void assertRefused(
      Watch watch, List<Item> scenes, AnalysisException.Key key, String message) {
    assertThatThrownBy(() -> run(watch, scenes, "refused"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining(message)
        .extracting("key")
        .isEqualTo(key);
    assertThat(files(folder.resolve("refused"))).isEmpty();
  }

  private static void assertNothing(PixelBlock block, double value) {
    for (int i = 0; i < block.size(); i++) {
      assertThat(block.get(i)).isEqualTo(Double.valueOf(value));
    }
  }

  // ---- helpers

  private WatchRun.Result run(Watch watch, List<Item> scenes) {
    return run(watch, scenes, "maps");
  }

  private WatchRun.Result run(Watch watch, List<Item> scenes, String name) {
    try {
      Path out = Files.createDirectories(folder.resolve(name));
      return new WatchRun(watch, 2, 1 << 22).run(scenes, out, Map.of(), (done, all) -> {});
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private PixelBlock map(String name) {
    return SceneArchive.read(folder.resolve("maps").resolve(name), 1);
  }

  private static Series series(int pixel) {
    double[] times = new double[DATES];
    double[] values = new double[DATES];
    int n = 0;
    for (int date = 0; date < DATES; date++) {
      if (!Float.isNaN(TRUTH[date][pixel])) {
        times[n] = DecimalYear.of(day(date));
        values[n++] = TRUTH[date][pixel];
      }
    }
    return new Series(
        "p" + pixel,
        365,
        DecimalYear.of(day(0)),
        Arrays.copyOf(times, n),
        Arrays.copyOf(values, n));
  }

  private static int dayOf(BfastMonitorResult result) {
    for (int date = 0; date < DATES; date++) {
      if (DecimalYear.of(day(date)) == result.breakTime().orElseThrow()) {
        return (int) day(date).toEpochDay();
      }
    }
    throw new AssertionError(result);
  }

  /** Columns 31 to 90 and rows 5 to 69 without columns 55 to 64 of rows 25 to 34. */
  private static Geometry areaWithHole() {
    GeometryFactory factory = new GeometryFactory();
    return factory.createPolygon(
        ring(factory, 31.2, 5.2, 90.8, 69.8),
        new LinearRing[] {ring(factory, 55.2, 25.2, 64.8, 34.8)});
  }

  private static LinearRing ring(
      GeometryFactory factory, double west, double north, double east, double south) {
    double[][] corners = {
      {west, north}, {east, north}, {east, south}, {west, south}, {west, north}
    };
    Coordinate[] ring = new Coordinate[5];
    for (int i = 0; i < 5; i++) {
      double[] xy = {
        GRID.affine().xOf(corners[i][0], corners[i][1]),
        GRID.affine().yOf(corners[i][0], corners[i][1])
      };
      GRID.crs().toLonLat(xy, 1);
      ring[i] = new Coordinate(xy[0], xy[1]);
    }
    return factory.createLinearRing(ring);
  }

  private static Watch watch(Optional<Geometry> area, BfastMonitorOptions options) {
    return watch(area, new DetectorSettings.BfastMonitoring(options), MONITOR_FROM);
  }

  private static Watch watch(Optional<Geometry> area, DetectorSettings detector, LocalDate start) {
    return new Watch(
        "north", SceneArchive.COLLECTION, "ndvi", area, start, detector, AlertRule.defaults());
  }

  private static List<String> files(Path out) {
    try (Stream<Path> entries = Files.list(out)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
