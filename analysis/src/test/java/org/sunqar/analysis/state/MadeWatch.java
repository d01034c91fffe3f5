// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.sunqar.catalog.ingest.ImportOptions;
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
  private final Path folder;

  /** The history is made and imported. */
  MadeWatch(Path folder) {
    this.folder = folder;
    this.archive = new SceneArchive(folder);
    for (int date = 0; date < HISTORY; date++) {
      write(date, 0);
    }
    archive.items();
  }

  static LocalDate day(int date) {
    return MONITOR_FROM.plusDays(16L * (date - HISTORY));
  }

  /** Writes a scene after the history, from 0. */
  void deliver(int later) {
    correct(later, 0);
  }

  /** Writes it again with other pixels. */
  void correct(int later, int version) {
    write(HISTORY + later, version);
    archive.run(
        ImportOptions.into(SceneArchive.COLLECTION).replacing(true),
        archive.file("s_" + day(HISTORY + later)));
  }

  private void write(int date, int version) {
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
    TestScenes.write(archive.file("s_" + day(date)), GRID.crop(window), BAND, 128, block);
  }

  /** The scenes that were written so far. */
  SceneSequence scenes() {
    List<Item> items = archive.found();
    Cube cube = new Cube(GRID, items.stream().map(item -> CubeScene.of(item, "ndvi")).toList());
    Map<String, Item> byId = new TreeMap<>();
    items.forEach(item -> byId.put(item.id(), item));
    return SceneSequence.of(cube, cube.datesBefore(MONITOR_FROM), byId);
  }

  /** A scene's id by its number after the history. */
  static String id(int later) {
    return "s_" + day(HISTORY + later);
  }

  StateUpdate update(Path state, StateOptions options) {
    return update(state, options, "ewma");
  }

  StateUpdate update(Path state, StateOptions options, String detector) {
    return new StateUpdate(
        state,
        OnlineDetectors.of(detector, Map.of()),
        scenes(),
        (col, row) -> col < 290,
        "made",
        Map.of("SOFTWARE", "test"),
        options);
  }

  StateUpdate.Done bring(Path state, StateOptions options) {
    return update(state, options)
        .run(new StartPoint.Current(), StateView.none(), r -> {}, (d, a) -> {});
  }

  StateUpdate.Done bring(Path state) {
    return bring(state, StateOptions.of(2, 64L << 20));
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

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    archive.close();
  }
}
