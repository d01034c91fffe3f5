// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.BandSeries;
import org.sunqar.analysis.detect.ccd.SCcd;
import org.sunqar.analysis.detect.ccd.SCcdDetector;
import org.sunqar.analysis.detect.ccd.SCcdOptions;
import org.sunqar.analysis.detect.ccd.Segment;
import org.sunqar.analysis.state.StartPoint;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;

/** A watch of six bands: 30 x 20 pixels, of which a field of 10 x 8 is cleared on a known date. */
class SCcdWatchTest {

  private static final Grid GRID = TestScenes.utm(30, 20);
  private static final LocalDate MONITOR_FROM = LocalDate.of(2021, 1, 1);
  private static final LocalDate CLEARED = LocalDate.of(2021, 5, 1);
  private static final Window FIELD = new Window(14, 6, 10, 8);
  private static final int DATES = 90;
  private static final int EPOCH = (int) (1 - LocalDate.of(1, 1, 1).toEpochDay());
  private static final short NO_DATA = -32768;

  /** Of forest, and of what is left of it: reflectance times 10,000. */
  private static final int[] FOREST = {250, 450, 300, 3000, 1500, 700};

  private static final int[] SOIL = {600, 900, 1100, 2200, 2800, 2200};

  @TempDir static Path shared;
  @TempDir Path folder;

  private static SceneArchive archive;
  private static List<Item> items;

  /** Of each date the six bands of all pixels, as they are in the files. */
  private static final List<short[][]> SCENES = new ArrayList<>();

  @BeforeAll
  static void makeScenes() {
    archive = new SceneArchive(shared);
    for (int date = 0; date < DATES; date++) {
      short[][] bands = scene(date);
      SCENES.add(bands);
      write(archive.file("s_" + day(date).toString().replace("-", "")), bands);
    }
    items = archive.items();
  }

  private static short[][] scene(int date) {
    Random random = new Random(date);
    int pixels = GRID.width() * GRID.height();
    short[][] bands = new short[6][pixels];
    double season = Math.cos(2 * Math.PI * (day(date).getDayOfYear() - 200) / 365.25);
    for (int i = 0; i < pixels; i++) {
      Window pixel = new Window(i % GRID.width(), i / GRID.width(), 1, 1);
      boolean cleared = !day(date).isBefore(CLEARED) && FIELD.contains(pixel);
      boolean cloud = random.nextInt(6) == 0;
      boolean haze = random.nextInt(40) == 0;
      for (int band = 0; band < 6; band++) {
        double value = cleared ? SOIL[band] : FOREST[band] * (1 + 0.1 * season);
        value += (15 + 0.02 * value) * random.nextGaussian() + (haze ? 1500 : 0);
        bands[band][i] = cloud ? NO_DATA : (short) Math.rint(Math.max(20, value));
      }
    }
    return bands;
  }

  private static void write(Path file, short[][] bands) {
    List<BandInfo> infos =
        SCcdDetector.BANDS.stream()
            .map(name -> new BandInfo(name, PixelType.INT16, OptionalDouble.of(NO_DATA), 1e-4, 0))
            .toList();
    CogWriter.Options options = CogWriter.Options.defaults().withBlockSize(16).withoutOverviews();
    try (CogWriter writer = CogWriter.create(file, GRID, infos, Map.of(), options)) {
      for (int band = 0; band < 6; band++) {
        writer.write(
            GRID.window(),
            band + 1,
            new PixelBlock.Shorts(PixelType.INT16, GRID.width(), GRID.height(), bands[band]));
      }
      writer.finish();
    }
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static LocalDate day(int date) {
    return LocalDate.of(2018, 1, 3).plusDays(16L * date);
  }

  private static Watch watch(String index, String... parameters) {
    Map<String, String> all = new java.util.HashMap<>(Map.of("index", index));
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    return new Watch(
        "w",
        SceneArchive.COLLECTION,
        index,
        Optional.empty(),
        MONITOR_FROM,
        new DetectorSettings.Online(SCcdDetector.of(all)),
        AlertRule.defaults());
  }

  private WatchRun.Result run(WatchRun run, List<Item> some, String name) throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    return run.run(some, out, Map.of("SOFTWARE", "test"), (done, all) -> {});
  }

  @Test
  void theClearedFieldIsOneAlert() throws IOException {
    WatchRun.Result result = run(new WatchRun(watch("nbr"), 2, 1 << 26), items, "out");
    assertThat(result.alerts()).hasSize(1);
    Alert alert = result.alerts().getFirst();
    assertThat(alert.areaHa()).isBetween(0.98 * 80 * 0.09, 1.01 * 80 * 0.09);
    assertThat(alert.firstDate()).isBetween(CLEARED, CLEARED.plusDays(16));
    // (2200 - 2200) / 4400 less (3000 - 700) / 3700
    assertThat(alert.magnitude()).isBetween(-0.64, -0.60);
    WatchRun.Result gains = run(new WatchRun(watch("swir16 / nir"), 2, 1 << 26), items, "gains");
    assertThat(gains.alerts().getFirst().magnitude()).isBetween(0.7, 0.85);
    assertThat(gains.alerts().getFirst().areaHa()).isEqualTo(alert.areaHa());
  }

  /** Scene by scene, late ones and all, and after a replay: the maps and alerts of one run. */
  @Test
  void aStateThatLastsGivesTheSame() throws IOException {
    WatchRun.Result expected = run(new WatchRun(watch("nbr"), 1, 1 << 20), items, "once");
    Path state = folder.resolve("state");
    WatchRun lasting = new WatchRun(watch("nbr"), 2, 1 << 26).withState(state);
    List<Item> some = new ArrayList<>(items.subList(0, 78));
    run(lasting, some, "first");
    for (int late : new int[] {85, 79}) {
      some.add(items.get(late));
      run(lasting, some, "late" + late);
    }
    WatchRun.Result result = run(lasting, items, "last");
    same("last");
    assertThat(AlertFiles.toGeoJson(result.alerts()))
        .isEqualTo(AlertFiles.toGeoJson(expected.alerts()));
    List<Integer> planes = planes(state);
    run(lasting.from(new StartPoint.History()), items, "replayed");
    same("replayed");
    assertThat(planes(state)).isEqualTo(planes);
    run(lasting, items, "again");
    same("again");
  }

  private void same(String name) throws IOException {
    for (String map :
        List.of(
            ResultWriter.BREAK_DATE,
            ResultWriter.MAGNITUDE,
            ResultWriter.VALID_COUNT,
            ClearViewWriter.CLEAR_COUNT,
            ClearViewWriter.DAYS_SINCE_CLEAR)) {
      assertThat(
              Files.mismatch(
                  folder.resolve("once").resolve(map), folder.resolve(name).resolve(map)))
          .as(name + " " + map)
          .isEqualTo(-1);
    }
  }

  /** A hash of each plane of the state. */
  private static List<Integer> planes(Path state) {
    List<Integer> hashes = new ArrayList<>();
    try (GeoTiff tiff = GeoTiff.open(state.resolve("state.tif"))) {
      for (int band = 1; band <= tiff.bands().size(); band++) {
        PixelBlock.Floats block = (PixelBlock.Floats) tiff.read(tiff.grid().window(), band);
        int hash = 0;
        for (float value : block.values()) {
          hash = 31 * hash + Float.floatToRawIntBits(value);
        }
        hashes.add(hash);
      }
    }
    return hashes;
  }

  /** Pixel by pixel what {@code series detect --method s-ccd} finds in the same scenes. */
  @Test
  void breaksAreThoseOfSeriesDetect() throws IOException {
    run(new WatchRun(watch("nbr", "provisional", "6"), 2, 1 << 26), items, "out");
    PixelBlock dates = SceneArchive.read(folder.resolve("out").resolve(ResultWriter.BREAK_DATE), 1);
    SCcd detector = new SCcd(SCcdOptions.defaults());
    int monitorFrom = (int) MONITOR_FROM.toEpochDay() + EPOCH;
    int breaks = 0;
    int different = 0;
    for (int pixel = 0; pixel < dates.size(); pixel++) {
      Optional<Integer> expected =
          detector.detect(series(pixel)).segments().stream()
              .map(Segment::breakDay)
              .filter(day -> day >= monitorFrom)
              .map(day -> day - EPOCH)
              .findFirst();
      breaks += expected.isPresent() ? 1 : 0;
      different += dates.get(pixel) == expected.orElse(ChangeMaps.NO_DAY) ? 0 : 1;
    }
    assertThat(breaks).isBetween(79, 84);
    assertThat(different).isLessThanOrEqualTo(2);
  }

  private static BandSeries series(int pixel) {
    int[] days = new int[DATES];
    float[] values = new float[DATES * 6];
    byte[] quality = new byte[DATES];
    for (int date = 0; date < DATES; date++) {
      days[date] = (int) day(date).toEpochDay() + EPOCH;
      for (int band = 0; band < 6; band++) {
        values[date * 6 + band] = SCENES.get(date)[band][pixel];
      }
      quality[date] =
          SCENES.get(date)[0][pixel] == NO_DATA
              ? BandSeries.Quality.FILL
              : BandSeries.Quality.CLEAR;
    }
    return new BandSeries("p" + pixel, days, values, quality);
  }

  @Test
  void aWatchIsStoredAndReadAgain() {
    Watch watch = watch("(nir - red) / (nir + red)", "consecutive", "5", "provisional", "2");
    Watch again = WatchJson.read(WatchJson.write(watch).toString());
    assertThat(WatchJson.write(again)).isEqualTo(WatchJson.write(watch));
    DetectorSettings.Online online = (DetectorSettings.Online) again.detector();
    assertThat(online.detector().parameters())
        .containsEntry("consecutive", "5")
        .containsEntry("bands", "blue,green,red,nir,swir16,swir22");
  }

  @Test
  void aBandThatTheScenesLackIsNamed() {
    Watch watch = watch("nbr", "bands", "coastal,green,red,nir,swir16,swir22");
    for (Item item : items.subList(0, 1)) {
      assertThatThrownBy(() -> WatchRun.requireBands(watch, item))
          .isInstanceOf(AnalysisException.class)
          .hasMessageContaining("'coastal' is missing")
          .hasMessageContaining("blue, green");
    }
  }
}
