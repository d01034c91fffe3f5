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
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * The default detector on an area of 5.76 hectares, in which what happens to all of it could be
 * taken for haze: haze must make no alert, a clearing of all of it must.
 */
class SmallAreaTest {

  private static final int SIZE = 24;
  private static final Grid GRID =
      new Grid(Crs.ofEpsg(32633), Affine.northUp(465_180, 5_080_260, 10, 10), SIZE, SIZE);
  private static final LocalDate MONITOR_FROM = LocalDate.of(2021, 1, 1);
  private static final int DATES = 90;
  private static final int CLEARED = 76;

  /** Hazy all over: alone, and two in a row; the history ends at 69. */
  private static final Set<Integer> HAZE = Set.of(71, 73, 74);

  @TempDir static Path shared;
  @TempDir Path folder;

  private static SceneArchive archive;

  /** Scenes on which all of it is cleared. */
  private static List<Item> items;

  @BeforeAll
  static void makeScenes() {
    archive = new SceneArchive(shared);
    items = scenes(archive, pixel -> true);
  }

  @AfterAll
  static void close() {
    archive.close();
  }

  private static LocalDate day(int date) {
    return LocalDate.of(2018, 1, 3).plusDays(16L * date);
  }

  /** Scenes with a cloud in five pixels, on which pixels of {@code lost} are cleared. */
  private static List<Item> scenes(SceneArchive archive, IntPredicate lost) {
    BandInfo band = new BandInfo("ndvi", PixelType.INT16, OptionalDouble.of(-32768), 1e-4, 0);
    for (int date = 0; date < DATES; date++) {
      Random random = new Random(date);
      PixelBlock block = PixelBlock.of(PixelType.INT16, SIZE, SIZE);
      double season = 0.15 * Math.cos(2 * Math.PI * (DecimalYear.of(day(date)) - 0.5));
      for (int i = 0; i < block.size(); i++) {
        double value = 0.6 + season + 0.02 * random.nextGaussian();
        value -= date >= CLEARED && lost.test(i) ? 0.35 : 0;
        value -= HAZE.contains(date) ? 0.2 + 0.1 * random.nextDouble() : 0;
        boolean cloud = random.nextInt(5) == 0;
        block.set(i, cloud ? -32768 : Math.rint(value * 1e4));
      }
      archive.scene("ndvi_" + day(date).toString().replace("-", ""), GRID, band, block);
    }
    return archive.items();
  }

  private static WatchRun watch() {
    AlertRule rule = new AlertRule(0.5, 2, 0, 0, AlertRule.Direction.BOTH);
    return new WatchRun(
        new Watch(
            "small",
            SceneArchive.COLLECTION,
            "ndvi",
            Optional.empty(),
            MONITOR_FROM,
            new DetectorSettings.Online(OnlineDetectors.of("bayes", Map.of())),
            rule),
        1,
        1 << 24);
  }

  private WatchRun.Result run(WatchRun run, List<Item> some, String name) throws IOException {
    Path out = Files.createDirectory(folder.resolve(name));
    return run.run(some, out, Map.of(), (done, all) -> {});
  }

  @Test
  void hazeOverAllOfItIsNoAlert() throws IOException {
    WatchRun run = watch().withState(folder.resolve("state"));
    for (int until : new int[] {72, 74, 75, 76}) {
      WatchRun.Result result = run(run, items.subList(0, until), "to" + until);
      assertThat(result.alerts()).as("" + until).isEmpty();
    }
  }

  /** The first two scenes after it are set aside, and the fourth is the second that counts. */
  @Test
  void aClearingOfAllOfItIsOneAlert() throws IOException {
    WatchRun run = watch().withState(folder.resolve("state"));
    assertThat(run(run, items.subList(0, CLEARED + 3), "before").alerts()).isEmpty();
    Alert first = only(run(run, items.subList(0, CLEARED + 5), "first"));
    assertThat(first.areaHa()).isGreaterThan(4);
    Alert alert = only(run(run, items, "last"));
    assertThat(alert.areaHa()).isBetween(5.7, 5.8);
    assertThat(alert.firstDate()).isBetween(day(CLEARED), day(CLEARED + 3));
  }

  @Test
  void aClearingOfMostOfItIsOneAlert() throws IOException {
    try (SceneArchive other = new SceneArchive(folder)) {
      WatchRun.Result result = run(watch(), scenes(other, pixel -> pixel < SIZE * 15), "last");
      assertThat(only(result).areaHa()).isBetween(3.5, 3.7); // 24 x 15 pixels are 3.6
    }
  }

  /** What a scene is taken for depends on those before it: one that comes late changes that. */
  @Test
  void anyOrderIsTheSame() throws IOException {
    WatchRun.Result expected = run(watch(), items, "once");
    assertThat(expected.regionalDeparture()).filteredOn(value -> value.isNaN()).hasSize(5);
    WatchRun run = watch().withState(folder.resolve("state"));
    List<Item> some = new ArrayList<>(items.subList(0, 70));
    for (int date : new int[] {73, 78, 80, 71, 77, 75, 76, 72, 74, 79, 89}) {
      some.add(items.get(date));
      run(run, some, "and" + date);
    }
    WatchRun.Result result = run(run, items, "last");
    assertThat(result.regionalDeparture()).isEqualTo(expected.regionalDeparture());
    assertThat(result.alerts()).isEqualTo(expected.alerts()).hasSize(1);
    for (String map : List.of(ResultWriter.BREAK_DATE, ResultWriter.MAGNITUDE)) {
      Path once = folder.resolve("once").resolve(map);
      Path last = folder.resolve("last").resolve(map);
      assertThat(Files.mismatch(once, last)).as(map).isEqualTo(-1);
    }
  }

  private static Alert only(WatchRun.Result result) {
    assertThat(result.alerts()).hasSize(1);
    return result.alerts().getFirst();
  }
}
