// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.cube.ChunkReader;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.cube.SceneVariables;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.SceneArchive;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;

/**
 * Stories of pixels against runs of watches, files and definitions: 40 x 36 pixels with clouds in a
 * mask, of which a field is cleared on a known date.
 */
class PlaceStoryTest {

  private static final int WIDTH = 40;
  private static final int HEIGHT = 36;
  private static final Grid GRID = TestScenes.utm(WIDTH, HEIGHT);
  private static final LocalDate MONITOR_FROM = LocalDate.of(2021, 1, 1);
  private static final LocalDate CLEARED = LocalDate.of(2021, 5, 1);
  private static final Window FIELD = new Window(10, 8, 12, 10);
  private static final int DATES = 84;
  private static final float MISSING = Float.NaN;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static SceneArchive archive;
  private static List<Item> items;
  private static final List<float[]> VALUES = new ArrayList<>();
  private static final List<boolean[]> CLOUDS = new ArrayList<>();

  private final PlaceReader reader = new PlaceReader(3);

  @BeforeAll
  static void makeScenes() {
    archive = new SceneArchive(shared);
    BandInfo band = new BandInfo("ndvi", PixelType.INT16, OptionalDouble.of(-32768), 1e-4, 0);
    for (int date = 0; date < DATES; date++) {
      Random random = new Random(date);
      PixelBlock block = PixelBlock.of(PixelType.INT16, WIDTH, HEIGHT);
      PixelBlock mask = PixelBlock.of(PixelType.UINT8, WIDTH, HEIGHT);
      float[] values = new float[block.size()];
      boolean[] clouds = new boolean[block.size()];
      double season = 0.15 * Math.cos(2 * Math.PI * (DecimalYear.of(day(date)) - 0.5));
      for (int i = 0; i < block.size(); i++) {
        boolean cleared =
            !day(date).isBefore(CLEARED) && FIELD.contains(new Window(i % WIDTH, i / WIDTH, 1, 1));
        double value = 0.6 + season + 0.02 * random.nextGaussian() - (cleared ? 0.35 : 0);
        boolean missing = random.nextInt(12) == 0;
        clouds[i] = random.nextInt(6) == 0;
        mask.set(i, clouds[i] ? 1 : 0);
        block.set(i, missing ? -32768 : Math.rint((clouds[i] ? 0.1 : value) * 1e4));
        values[i] = missing ? MISSING : (float) block.get(i) * 1e-4f;
      }
      String stem = "ndvi_" + day(date).toString().replace("-", "");
      archive.scene(stem, GRID, band, block);
      archive.mask(stem, GRID, mask);
      VALUES.add(values);
      CLOUDS.add(clouds);
    }
    items = archive.items();
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static LocalDate day(int date) {
    return LocalDate.of(2018, 1, 3).plusDays(16L * date);
  }

  private static List<SceneVariables> scenes(List<Item> some, String... variables) {
    return some.stream()
        .map(item -> SceneVariables.of(item, List.of(variables)).orElseThrow())
        .toList();
  }

  private List<Sighting> pixel(int col, int row) throws InterruptedException {
    return reader.read(scenes(items, "ndvi"), Place.pixel(GRID, col, row));
  }

  private static Sighting.Seen seen(Sighting sighting) {
    return (Sighting.Seen) sighting;
  }

  private static DetectorSettings settings(String name) {
    return name.equals("bfast-monitor")
        ? new DetectorSettings.BfastMonitoring(BfastMonitorOptions.defaults())
        : new DetectorSettings.Online(OnlineDetectors.of(name, Map.of()));
  }

  @Test
  void aPixelIsWhatTheFilesHold() throws InterruptedException {
    int at = 7 * WIDTH + 31;
    List<Sighting> sightings = pixel(31, 7);
    int hidden = 0;
    for (int t = 0; t < DATES; t++) {
      float value = VALUES.get(t)[at];
      boolean cloud = CLOUDS.get(t)[at];
      assertThat((float) seen(sightings.get(t)).values()[0])
          .as("date " + t)
          .isEqualTo(Float.valueOf(value));
      boolean clear = !cloud && !Float.isNaN(value);
      assertThat(seen(sightings.get(t)).clear()).as("date " + t).isEqualTo(clear);
      assertThat((float) seen(sightings.get(t)).clearValue(0))
          .isEqualTo(Float.valueOf(clear ? value : MISSING));
      hidden += cloud ? 1 : 0;
    }
    assertThat(hidden).isBetween(5, 30);
  }

  @Test
  void aPointIsInThePixelThatHoldsIt() throws InterruptedException {
    double[] lonLat = {GRID.affine().xOf(12.05, 30.95), GRID.affine().yOf(12.05, 30.95)};
    GRID.crs().toLonLat(lonLat, 1);
    List<SceneVariables> scenes = scenes(items, "ndvi");
    List<Sighting> sightings = reader.read(scenes, Place.point(lonLat[0], lonLat[1]));
    for (int t = 0; t < DATES; t++) {
      float value = VALUES.get(t)[30 * WIDTH + 12];
      assertThat((float) seen(sightings.get(t)).values()[0]).isEqualTo(Float.valueOf(value));
    }
    assertThat(reader.read(scenes, Place.point(lonLat[0] + 0.1, lonLat[1])))
        .hasSize(DATES)
        .allMatch(sighting -> sighting instanceof Sighting.Outside);
  }

  /**
   * Every break of every pixel, and none elsewhere: the state's maps hold what the stories tell.
   */
  @ParameterizedTest
  @ValueSource(strings = {"bayes", "ewma", "bfast-monitor"})
  void breaksAreThoseOfTheWatchsMaps(String name) throws Exception {
    DetectorSettings detector = settings(name);
    Watch watch =
        new Watch(
            "w",
            SceneArchive.COLLECTION,
            "ndvi",
            Optional.empty(),
            MONITOR_FROM,
            detector,
            AlertRule.defaults());
    WatchRun.Result result =
        new WatchRun(watch, 1, 1 << 26).run(items, folder, Map.of(), (done, all) -> {});
    PixelBlock days = SceneArchive.read(folder.resolve("break_date.tif"), 1);
    PixelBlock magnitudes = SceneArchive.read(folder.resolve("magnitude.tif"), 1);
    Timeline timeline = Timeline.of(result.cube(), MONITOR_FROM);
    SeriesTeller teller =
        SeriesTeller.of(detector, timeline, result.regionalDeparture()).orElseThrow();
    boolean online = detector instanceof DetectorSettings.Online;
    int breaks = 0;
    for (int row = 0; row < HEIGHT; row += 4) {
      for (int col = 0; col < WIDTH; col += 4) {
        double[] values =
            pixel(col, row).stream().mapToDouble(s -> seen(s).clearValue(0)).toArray();
        SeriesStory story = teller.tell(values);
        Optional<LocalDate> day = online ? story.change() : story.confirmed();
        int at = row * WIDTH + col;
        String where = col + "," + row;
        assertThat(day.map(d -> (double) d.toEpochDay()).orElse((double) Integer.MIN_VALUE))
            .as(where)
            .isEqualTo(days.get(at));
        if (day.isPresent()) {
          assertThat(story.magnitude().orElseThrow())
              .as(where)
              .isCloseTo(magnitudes.get(at), within(2e-6));
          breaks++;
        }
      }
    }
    assertThat(breaks).isBetween(6, 40); // of which 6 to 9 are in the field
  }

  /**
   * What is expected is what the detector measures departures from, in the detector's own words.
   */
  @Test
  void theExpectationIsTheDetectors() throws InterruptedException {
    double[] values = pixel(30, 30).stream().mapToDouble(s -> seen(s).clearValue(0)).toArray();
    List<LocalDate> days = scenes(items, "ndvi").stream().map(SceneVariables::day).toList();
    Timeline timeline = new Timeline(days, MONITOR_FROM);
    SeriesStory story =
        SeriesTeller.of(settings("ewma"), timeline, List.of()).orElseThrow().tell(values);
    for (LocalDate day : days) {
      FitPoint point = story.expectation().on(day).orElseThrow();
      double season = 0.15 * Math.cos(2 * Math.PI * (DecimalYear.of(day) - 0.5));
      assertThat(point.value()).isCloseTo(0.6 + season, within(0.03));
      assertThat(point.upper() - point.value())
          .isCloseTo(point.value() - point.lower(), within(1e-6));
      assertThat(point.upper() - point.value()).isBetween(0.03, 0.1); // of a scatter of 0.02
    }
    long inside =
        java.util.stream.IntStream.range(0, DATES)
            .filter(t -> {
              FitPoint point = story.expectation().on(days.get(t)).orElseThrow();
              return values[t] >= point.lower() && values[t] <= point.upper();
            })
            .count();
    long clear = Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
    assertThat(inside).isBetween((long) (0.9 * clear), clear);
  }

  @Test
  void withoutAnyHistoryOrMonitoringThereIsNoStory() {
    List<LocalDate> days = List.of(LocalDate.of(2020, 1, 1), LocalDate.of(2020, 2, 1));
    for (String from : List.of("2019-12-31", "2020-01-01", "2020-02-02")) {
      Timeline timeline = new Timeline(days, LocalDate.parse(from));
      assertThat(SeriesTeller.of(settings("bayes"), timeline, List.of())).as(from).isEmpty();
    }
    Timeline split = new Timeline(days, LocalDate.of(2020, 1, 15));
    assertThat(SeriesTeller.of(new DetectorSettings.TwoDates(3), split, List.of())).isEmpty();
    for (String name : List.of("bayes", "cusum", "bfast-monitor")) {
      SeriesStory story =
          SeriesTeller.of(settings(name), split, List.of()).orElseThrow().tell(new double[] {1, 2});
      assertThat(story.change()).as(name).isEmpty();
      assertThat(story.expectation().on(days.getFirst())).as(name).isEmpty();
    }
  }

  private static Geometry polygon(double... colsAndRows) {
    Coordinate[] corners = new Coordinate[colsAndRows.length / 2];
    for (int i = 0; i < corners.length; i++) {
      double[] xy = {
        GRID.affine().xOf(colsAndRows[2 * i], colsAndRows[2 * i + 1]),
        GRID.affine().yOf(colsAndRows[2 * i], colsAndRows[2 * i + 1])
      };
      GRID.crs().toLonLat(xy, 1);
      corners[i] = new Coordinate(xy[0], xy[1]);
    }
    return new GeometryFactory().createPolygon(corners);
  }

  /** A triangle: the pixels whose centres are below the diagonal. */
  @Test
  void anAreaIsTheMeanOfItsClearPixels() throws InterruptedException {
    Geometry triangle = polygon(5, 5, 5, 25, 25, 25, 5, 5);
    List<Sighting> sightings = reader.read(scenes(items, "ndvi"), Place.area(triangle, 10_000));
    for (int t = 0; t < DATES; t++) {
      List<Double> clear = new ArrayList<>();
      int pixels = 0;
      for (int row = 5; row < 25; row++) {
        for (int col = 5; col <= row; col++) {
          if (col == row) {
            continue; // centres on the edge: the oracle below allows either
          }
          pixels++;
          int at = row * WIDTH + col;
          if (!CLOUDS.get(t)[at] && !Float.isNaN(VALUES.get(t)[at])) {
            clear.add((double) VALUES.get(t)[at]);
          }
        }
      }
      double mean = clear.stream().mapToDouble(v -> v).average().orElseThrow();
      double variance =
          clear.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElseThrow();
      Sighting.Seen seen = seen(sightings.get(t));
      // 20 of 210 pixels lie on the diagonal
      assertThat(seen.values()[0]).isCloseTo(mean, within(0.03));
      assertThat(seen.spread()[0]).isCloseTo(Math.sqrt(variance), within(0.04));
      assertThat(seen.clearShare()).isCloseTo(clear.size() / (double) pixels, within(0.1));
    }
  }

  /** A box inside the pixels' edges: no doubt which pixels are meant, so to the last digits. */
  @Test
  void aBoxIsTheMeanToTheLastDigits() throws InterruptedException {
    Geometry box = polygon(6.8, 3.8, 20.2, 3.8, 20.2, 12.2, 6.8, 12.2, 6.8, 3.8);
    List<Sighting> sightings = reader.read(scenes(items, "ndvi"), Place.area(box, 10_000));
    for (int t = 0; t < DATES; t++) {
      double sum = 0;
      double squares = 0;
      int clear = 0;
      for (int row = 4; row < 12; row++) {
        for (int col = 7; col < 20; col++) {
          int at = row * WIDTH + col;
          if (!CLOUDS.get(t)[at] && !Float.isNaN(VALUES.get(t)[at])) {
            sum += VALUES.get(t)[at];
            squares += (double) VALUES.get(t)[at] * VALUES.get(t)[at];
            clear++;
          }
        }
      }
      double mean = sum / clear;
      Sighting.Seen seen = seen(sightings.get(t));
      assertThat(seen.values()[0]).isCloseTo(mean, within(1e-12));
      assertThat(seen.spread()[0])
          .isCloseTo(Math.sqrt(squares / clear - mean * mean), within(1e-9));
      assertThat(seen.clearShare()).isEqualTo(clear / (8 * 13.0));
      assertThat(seen.clear()).isEqualTo(seen.clearShare() >= 0.5);
    }
  }

  @Test
  void anAreaThatIsTooLargeIsRefusedWithItsSize() {
    Geometry box = polygon(0, 0, 30, 0, 30, 20, 0, 20, 0, 0);
    assertThatThrownBy(() -> reader.read(scenes(items, "ndvi"), Place.area(box, 100)))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("at most 100");
  }

  @Test
  void anAreaElsewhereIsOutside() throws InterruptedException {
    Geometry far = polygon(100, 100, 120, 100, 120, 120, 100, 120, 100, 100);
    assertThat(reader.read(scenes(items, "ndvi"), Place.area(far, 10_000)))
        .hasSize(DATES)
        .allMatch(sighting -> sighting instanceof Sighting.Outside);
  }

  /** Several indices of one reading equal each of them read as a cube, and gaps stay gaps. */
  @Test
  void severalIndicesAtOnceEqualOneAfterTheOther() throws Exception {
    try (SceneArchive bands = new SceneArchive(folder)) {
      List<BandInfo> infos =
          List.of("green", "red", "nir", "swir16").stream()
              .map(n -> new BandInfo(n, PixelType.UINT16, OptionalDouble.of(0), 1e-4, 0))
              .toList();
      for (int date = 0; date < 3; date++) {
        String stem = "land_2020010" + (date + 1);
        List<BandInfo> some = infos.subList(0, date == 1 ? 3 : 4);
        writeBands(bands.file(stem), some, new Random(date));
        PixelBlock mask = PixelBlock.of(PixelType.UINT8, WIDTH, HEIGHT);
        Random random = new Random(100 + date);
        for (int i = 0; i < mask.size(); i++) {
          mask.set(i, random.nextInt(4) == 0 ? 1 : 0);
        }
        bands.mask(stem, GRID, mask);
      }
      List<Item> land = bands.items();
      List<String> names = List.of("ndvi", "mndwi", "nir", "NDMI");
      List<SceneVariables> scenes = scenes(land, names.toArray(String[]::new));
      Window window = new Window(3, 2, 20, 11);
      for (int t = 0; t < 3; t++) {
        SceneVariables.Values read = scenes.get(t).read(window);
        for (int v = 0; v < names.size(); v++) {
          if (t == 1 && (v == 1 || v == 3)) {
            assertThat(scenes.get(t).has(v)).isFalse();
            assertThat(read.planes()[v]).containsOnly(Float.NaN);
            continue;
          }
          float[] plane = read.planes()[v].clone();
          for (int i = 0; i < plane.length; i++) {
            plane[i] = read.hidden()[i] ? Float.NaN : plane[i];
          }
          CubeScene scene = CubeScene.of(land.get(t), names.get(v));
          try (ChunkReader cube = new ChunkReader(new Cube(GRID, List.of(scene)))) {
            assertThat(plane).containsExactly(cube.readDate(window, 0));
          }
        }
      }
      List<Sighting> sightings = reader.read(scenes, Place.pixel(GRID, 5, 5));
      assertThat(seen(sightings.get(1)).values()[1]).isNaN();
    }
  }

  private static void writeBands(Path file, List<BandInfo> infos, Random random) {
    CogWriter.Options options = CogWriter.Options.defaults().withBlockSize(16).withoutOverviews();
    try (CogWriter writer = CogWriter.create(file, GRID, infos, Map.of(), options)) {
      for (int b = 1; b <= infos.size(); b++) {
        PixelBlock block = PixelBlock.of(PixelType.UINT16, WIDTH, HEIGHT);
        for (int i = 0; i < block.size(); i++) {
          block.set(i, random.nextInt(10) == 0 ? 0 : 500 + random.nextInt(4000));
        }
        writer.write(GRID.window(), b, block);
      }
      writer.finish();
    }
  }

  /** One file that is gone does not take the others with it; nor does one of another size pass. */
  @Test
  void aSceneThatCannotBeReadIsTold() throws Exception {
    try (SceneArchive few = new SceneArchive(folder)) {
      BandInfo band = new BandInfo("ndvi", PixelType.INT16, OptionalDouble.empty(), 1e-4, 0);
      for (int date = 0; date < 4; date++) {
        PixelBlock block = PixelBlock.of(PixelType.INT16, WIDTH, HEIGHT);
        block.fill(1000 + date);
        few.scene("a_2020010" + (date + 1), GRID, band, block);
      }
      List<SceneVariables> scenes = scenes(few.items(), "ndvi");
      Files.delete(few.file("a_20200102"));
      Files.write(few.file("a_20200103"), new byte[300]);
      List<Sighting> sightings = reader.read(scenes, Place.pixel(GRID, 1, 1));
      assertThat(seen(sightings.get(3)).values()[0]).isCloseTo(0.1003, within(1e-6));
      for (int t : new int[] {1, 2}) {
        assertThat(((Sighting.Unreadable) sightings.get(t)).cause())
            .isInstanceOf(RasterException.class);
      }
      Grid smaller = TestScenes.utm(WIDTH - 1, HEIGHT);
      PixelBlock block = PixelBlock.of(PixelType.INT16, WIDTH - 1, HEIGHT);
      TestScenes.write(few.file("a_20200104"), smaller, band, 16, block);
      assertThatThrownBy(() -> reader.read(scenes, Place.pixel(GRID, 1, 1)))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("changed after the import");
    }
  }

  /** However many scenes and readers at once, few files are open; the descriptors tell. */
  @Test
  void filesAreClosedAgain() throws Exception {
    Path descriptors = Path.of("/proc/self/fd");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isDirectory(descriptors), "open files are counted on Linux only");
    pixel(1, 1);
    assertThat(open(descriptors)).isZero();
  }

  private static long open(Path descriptors) throws IOException {
    try (var list = Files.list(descriptors)) {
      return list.filter(
              link -> {
                try {
                  return Files.readSymbolicLink(link).toString().endsWith(".tif");
                } catch (IOException _) {
                  return false; // the one of the listing itself
                }
              })
          .count();
    }
  }
}
