// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * A watch with a state: 100 x 80 pixels, of which a field of 20 x 20 is cleared on a known date.
 */
class OnlineWatchTest {

  private static final Grid GRID = TestScenes.utm(100, 80);
  private static final LocalDate MONITOR_FROM = LocalDate.of(2021, 1, 1);
  private static final LocalDate CLEARED = LocalDate.of(2021, 5, 1);
  private static final Window FIELD = new Window(50, 20, 20, 20);
  private static final int DATES = 84;
  private static final List<String> MAPS =
      List.of(
          ResultWriter.BREAK_DATE,
          ResultWriter.MAGNITUDE,
          ResultWriter.VALID_COUNT,
          ClearViewWriter.CLEAR_COUNT,
          ClearViewWriter.DAYS_SINCE_CLEAR);

  @TempDir static Path shared;
  @TempDir Path folder;

  private static SceneArchive archive;
  private static List<Item> items;

  @BeforeAll
  static void makeScenes() {
    archive = new SceneArchive(shared);
    BandInfo band = new BandInfo("ndvi", PixelType.INT16, OptionalDouble.of(-32768), 1e-4, 0);
    for (int date = 0; date < DATES; date++) {
      Random random = new Random(date);
      PixelBlock block = PixelBlock.of(PixelType.INT16, 100, 80);
      double season = 0.15 * Math.cos(2 * Math.PI * (DecimalYear.of(day(date)) - 0.5));
      for (int i = 0; i < block.size(); i++) {
        boolean cleared =
            !day(date).isBefore(CLEARED) && FIELD.contains(new Window(i % 100, i / 100, 1, 1));
        double value = 0.6 + season + 0.02 * random.nextGaussian() - (cleared ? 0.35 : 0);
        boolean cloud = random.nextInt(5) == 0 || (date > 80 && i / 100 < 8);
        block.set(i, cloud ? -32768 : Math.rint(value * 1e4));
      }
      archive.scene("ndvi_" + day(date).toString().replace("-", ""), GRID, band, block);
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

  private static Watch watch(Optional<Geometry> area) {
    return new Watch(
        "w",
        SceneArchive.COLLECTION,
        "ndvi",
        area,
        MONITOR_FROM,
        new DetectorSettings.Online(OnlineDetectors.of("ewma", Map.of("lambda", "0.4"))),
        AlertRule.defaults());
  }

  private WatchRun.Result run(WatchRun run, List<Item> some, String name) throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    return run.run(some, out, Map.of("SOFTWARE", "test"), (done, all) -> {});
  }

  @Test
  void theClearedFieldIsOneAlert() throws IOException {
    WatchRun.Result result = run(new WatchRun(watch(Optional.empty()), 2, 1 << 26), items, "out");
    assertThat(result.alerts()).hasSize(1);
    Alert alert = result.alerts().getFirst();
    assertThat(alert.areaHa()).isBetween(34.0, 38.0);
    assertThat(alert.firstDate()).isBetween(CLEARED, CLEARED.plusDays(32));
    assertThat(alert.magnitude()).isBetween(-0.38, -0.3);
    assertThat(result.regionalDeparture()).hasSize(result.monitoredScenes());
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(MAPS); // its own state is gone
    }
  }

  /** Run by run with a state that lasts, late scenes and all: the maps and alerts of one run. */
  @Test
  void aStateThatLastsGivesTheSame() throws IOException {
    WatchRun once = new WatchRun(watch(Optional.empty()), 1, 1 << 26);
    WatchRun.Result expected = run(once, items, "once");
    WatchRun lasting =
        new WatchRun(watch(Optional.empty()), 2, 1 << 20).withState(folder.resolve("state"));
    List<Item> some = new ArrayList<>(items.subList(0, 74));
    run(lasting, some, "first");
    for (int late : new int[] {80, 79, 75}) {
      some.add(items.get(late));
      run(lasting, some, "late" + late);
    }
    WatchRun.Result result = run(lasting, items, "last");
    for (String map : MAPS) {
      assertThat(
              Files.mismatch(
                  folder.resolve("once").resolve(map), folder.resolve("last").resolve(map)))
          .as(map)
          .isEqualTo(-1);
    }
    assertThat(AlertFiles.toGeoJson(result.alerts()))
        .isEqualTo(AlertFiles.toGeoJson(expected.alerts()));
    assertThat(result.alerts()).isEqualTo(expected.alerts());
    assertThat(result.regionalDeparture()).isEqualTo(expected.regionalDeparture());
    assertThat(result.groups().getFirst().changes())
        .isEqualTo(expected.groups().getFirst().changes());
  }

  @Test
  void mapsSayWhereItCouldNotBeLooked() throws IOException {
    run(new WatchRun(watch(Optional.empty()), 2, 1 << 26), items, "out");
    Path out = folder.resolve("out");
    PixelBlock all = SceneArchive.read(out.resolve(ResultWriter.VALID_COUNT), 1);
    PixelBlock clear = SceneArchive.read(out.resolve(ClearViewWriter.CLEAR_COUNT), 1);
    PixelBlock days = SceneArchive.read(out.resolve(ClearViewWriter.DAYS_SINCE_CLEAR), 1);
    PixelBlock[] scenes = new PixelBlock[DATES];
    for (int date = 0; date < DATES; date++) {
      scenes[date] =
          SceneArchive.read(archive.file("ndvi_" + day(date).toString().replace("-", "")), 1);
    }
    for (int pixel = 0; pixel < all.size(); pixel += 11) {
      int seen = 0;
      int since = 0;
      LocalDate last = LocalDate.EPOCH;
      for (int date = 0; date < DATES; date++) {
        if (scenes[date].get(pixel) != -32768) {
          seen++;
          since += day(date).isBefore(MONITOR_FROM) ? 0 : 1;
          last = day(date);
        }
      }
      assertThat(all.get(pixel)).isEqualTo(seen);
      assertThat(clear.get(pixel)).isEqualTo(since);
      assertThat(days.get(pixel))
          .isEqualTo((double) last.until(day(DATES - 1), java.time.temporal.ChronoUnit.DAYS));
    }
  }

  /** The maps are those of the area; the alert is that of the whole, as far as it lies in it. */
  @Test
  void anAreaIsWatchedByItself() throws IOException {
    Bounds bounds = GRID.crop(new Window(57, 8, 42, 60)).lonLatBounds();
    Geometry area =
        new GeometryFactory()
            .toGeometry(new Envelope(bounds.minX(), bounds.maxX(), bounds.minY(), bounds.maxY()));
    WatchRun.Result result =
        run(
            new WatchRun(watch(Optional.of(area)), 2, 1 << 26).withState(folder.resolve("state")),
            items,
            "out");
    assertThat(result.grid().width()).isBetween(42, 44);
    assertThat(result.grid().height()).isBetween(60, 62);
    assertThat(result.alerts()).hasSize(1);
    assertThat(result.alerts().getFirst().pixels()).isBetween(240, 280); // 13 x 20, about
    PixelBlock counts =
        SceneArchive.read(folder.resolve("out").resolve(ResultWriter.VALID_COUNT), 1);
    assertThat(counts.size()).isEqualTo(Math.toIntExact(result.grid().window().pixels()));
  }

  @Test
  void theDetectorIsStoredWithItsParameters() {
    Watch watch = watch(Optional.empty());
    Watch read = WatchJson.read(WatchJson.write(watch).toString());
    assertThat(WatchJson.write(read)).isEqualTo(WatchJson.write(watch));
    assertThat(read.detector().name()).isEqualTo("ewma");
    assertThat(((DetectorSettings.Online) read.detector()).detector().parameters())
        .containsEntry("lambda", "0.4");
  }
}
