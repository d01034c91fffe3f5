// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.sunqar.analysis.TestScenes;
import org.sunqar.analysis.cube.Cube;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.watch.SceneArchive;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * A small watch over 300 x 200 pixels in tiles of 128: 40 scenes of history and some after it, of
 * which some cover a part, with a field that is cleared.
 */
final class MadeWatch implements AutoCloseable {

  static final Grid GRID = TestScenes.utm(300, 200);
  static final LocalDate MONITOR_FROM = LocalDate.of(2021, 1, 1);

  private static final int HISTORY = 40;
  private static final BandInfo BAND =
      new BandInfo("ndvi", PixelType.INT16, java.util.OptionalDouble.of(-32768), 1e-4, 0);

  private final SceneArchive archive;

  private MadeWatch(SceneArchive archive) {
    this.archive = archive;
  }

  /** Makes and imports the history and some scenes after it. */
  static MadeWatch made(Path folder, int later) {
    MadeWatch watch = new MadeWatch(new SceneArchive(folder));
    for (int date = 0; date < HISTORY + later; date++) {
      watch.write(watch.archive.file(id(date - HISTORY)), date, 0);
    }
    watch.archive.items();
    return watch;
  }

  /** What was made there before. */
  static MadeWatch opened(Path folder) {
    return new MadeWatch(new SceneArchive(folder));
  }

  static LocalDate day(int date) {
    return MONITOR_FROM.plusDays(16L * (date - HISTORY));
  }

  private void write(Path file, int date, int version) {
    Window window =
        switch (date % 7) {
          case 3 -> new Window(0, 0, 140, 200);
          case 5 -> new Window(150, 100, 150, 100);
          default -> GRID.window();
        };
    Random random = new Random(date * 100L + version);
    PixelBlock block = PixelBlock.of(PixelType.INT16, window.width(), window.height());
    double season = 0.15 * Math.cos(2 * Math.PI * (DecimalYear.of(day(date)) - 0.5));
    int clouds = date % 4 == 1 ? 2 : 6;
    for (int i = 0; i < block.size(); i++) {
      int col = window.col() + i % window.width();
      int row = window.row() + i / window.width();
      boolean cleared = date > HISTORY + 4 && col > 100 && col < 150 && row > 40 && row < 160;
      double value = 0.6 + season + 0.02 * random.nextGaussian() - (cleared ? 0.3 : 0);
      block.set(i, random.nextInt(clouds) == 0 ? -32768 : Math.rint(value * 1e4));
    }
    TestScenes.write(file, GRID.crop(window), BAND, 128, block);
  }

  /** All scenes. */
  SceneSequence scenes() {
    List<Item> items = archive.found();
    Cube cube = new Cube(GRID, items.stream().map(item -> CubeScene.of(item, "ndvi")).toList());
    Map<String, Item> byId = new TreeMap<>();
    items.forEach(item -> byId.put(item.id(), item));
    return SceneSequence.of(cube, cube.datesBefore(MONITOR_FROM), byId);
  }

  /** The history and some of the scenes after it. */
  SceneSequence scenes(Collection<Integer> later) {
    SceneSequence all = scenes();
    List<CubeScene> scenes = new ArrayList<>();
    List<Long> versions = new ArrayList<>();
    for (int date = 0; date < all.cube().dates(); date++) {
      if (date < HISTORY || later.contains(date - HISTORY)) {
        scenes.add(all.cube().scenes().get(date));
        versions.add(all.versions().get(date));
      }
    }
    return new SceneSequence(new Cube(GRID, scenes), HISTORY, versions);
  }

  /**
   * All scenes, of which one (after the history, or with a negative number in it) has other pixels.
   */
  SceneSequence with(int later, int version) {
    SceneSequence all = scenes();
    int date = HISTORY + later;
    Path file = archive.file("other").resolveSibling("../other-" + date + ".tif").normalize();
    write(file, date, version);
    List<CubeScene> scenes = new ArrayList<>(all.cube().scenes());
    CubeScene before = scenes.get(date);
    BandSource band = before.bands().getFirst();
    BandSource other =
        new BandSource(
            band.assetKey(),
            file.toUri().toString(),
            band.band(),
            band.type(),
            band.noData(),
            band.scale(),
            band.offset());
    scenes.set(
        date,
        new CubeScene(
            before.itemId(),
            before.time(),
            before.grid(),
            before.formula(),
            List.of(other),
            before.mask()));
    List<Long> versions = new ArrayList<>(all.versions());
    versions.set(date, versions.get(date) + version);
    return new SceneSequence(new Cube(GRID, scenes), HISTORY, versions);
  }

  /** A scene's id by its number after the history. */
  static String id(int later) {
    return "s_" + day(HISTORY + later);
  }

  StateUpdate update(Path state, SceneSequence scenes, StateOptions options) {
    return new StateUpdate(
        state,
        OnlineDetectors.of("ewma", Map.of()),
        scenes,
        (col, row) -> col < 290,
        "made",
        Map.of("SOFTWARE", "test"),
        options);
  }

  StateUpdate.Done bring(Path state, SceneSequence scenes, StateOptions options) {
    return update(state, scenes, options)
        .run(new StartPoint.Current(), StateView.none(), r -> {}, (done, all) -> {});
  }

  StateUpdate.Done bring(Path state, SceneSequence scenes) {
    return bring(state, scenes, StateOptions.of(2, 64L << 20));
  }

  StateUpdate.Done bring(Path state) {
    return bring(state, scenes());
  }

  /** A sum over all planes of all pixels, as GDAL or whoever sees them. */
  static List<Long> sums(Path state) {
    List<Long> sums = new ArrayList<>();
    for (String name : List.of(StateFolder.FIT, StateFolder.STATE)) {
      try (var tiff = org.sunqar.raster.tiff.GeoTiff.open(state.resolve(name))) {
        for (int band = 1; band <= tiff.bands().size(); band++) {
          PixelBlock block = tiff.read(tiff.grid().window(), band);
          CRC32C crc = new CRC32C();
          for (int i = 0; i < block.size(); i++) {
            int bits = Float.floatToRawIntBits((float) block.get(i));
            crc.update(bits);
            crc.update(bits >>> 8);
            crc.update(bits >>> 16);
            crc.update(bits >>> 24);
          }
          sums.add(crc.getValue());
        }
      }
    }
    return sums;
  }

  @Override
  public void close() {
    archive.close();
  }
}
