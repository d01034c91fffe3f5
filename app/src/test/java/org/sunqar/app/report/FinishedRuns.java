// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.simulate.BaseScene;
import org.sunqar.analysis.simulate.Simulation;
import org.sunqar.analysis.simulate.SimulationOptions;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.DetectorSettings.BfastMonitoring;
import org.sunqar.analysis.watch.DetectorSettings.TwoDates;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchRun;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.ingest.Outcome;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.GeoTiff;

/** Scenes that are made, imported and watched in a folder, through the real program. */
final class FinishedRuns {

  /** A watch, the scenes it ran over, and what it found. */
  record Finished(Watch watch, List<Item> items, Path folder, WatchRun.Result result) {

    WatchReport report(ReportContent.Provenance provenance, String statement) {
      return new WatchReport(watch, items, result.alerts(), folder, provenance, statement);
    }
  }

  static final Grid SMALL =
      new Grid(Crs.ofEpsg(32636), Affine.northUp(600_000, 8_200_000, 30, 30), 48, 40);

  /** The clearing of {@link #madeSeries}: 8 x 9 pixels, 6.48 ha. */
  static final Window CLEARING = new Window(20, 12, 8, 9);

  static final LocalDate CLEARED = LocalDate.of(2020, 5, 20);

  private FinishedRuns() {}

  /**
   * Five years of red, near infrared and a cloud mask every 16 days: forest with a season, a cloud
   * on the left half in every fourth scene, and a clearing if wanted.
   */
  static List<Item> madeSeries(Path folder, boolean cleared) throws IOException {
    Path scenes = Files.createDirectories(folder.resolve("scenes"));
    Random random = new Random(5);
    int n = 0;
    for (LocalDate day = LocalDate.of(2016, 1, 3); day.getYear() < 2021; day = day.plusDays(16)) {
      boolean cloudy = n++ % 4 == 3;
      boolean bare = cleared && !day.isBefore(CLEARED);
      double season = 0.04 * Math.cos(2 * Math.PI * day.getDayOfYear() / 365.0);
      int pixels = SMALL.width() * SMALL.height();
      short[] red = new short[pixels];
      short[] nir = new short[pixels];
      byte[] mask = new byte[pixels];
      for (int i = 0; i < pixels; i++) {
        int col = i % SMALL.width();
        int row = i / SMALL.width();
        boolean cloud = cloudy && col < SMALL.width() / 2;
        boolean ground = bare && CLEARING.contains(new Window(col, row, 1, 1));
        double noise = 0.006 * random.nextGaussian();
        red[i] = stored((cloud ? 0.55 : ground ? 0.2 : 0.05) + noise);
        nir[i] = stored((cloud ? 0.6 : ground ? 0.25 : 0.4 + season) + noise);
        mask[i] = (byte) (cloud ? 1 : 0);
      }
      String name = "made_" + day.toString().replace("-", "");
      write(
          scenes.resolve(name + ".tif"),
          SMALL,
          List.of(band("red"), band("nir")),
          List.of(shorts(red), shorts(nir)));
      write(
          scenes.resolve(name + "_cloudmask.tif"),
          SMALL,
          List.of(BandInfo.of("cloudmask", PixelType.UINT8)),
          List.of(new PixelBlock.Bytes(PixelType.UINT8, SMALL.width(), SMALL.height(), mask)));
    }
    return imported(folder, scenes);
  }

  /**
   * Two dates of red and near infrared over a grid half a pixel off {@link #SMALL}: noise, a field
   * that was harvested, and a first pixel without a value.
   */
  static List<Item> largePair(Path folder, int width, int height) throws IOException {
    Path scenes = Files.createDirectories(folder.resolve("scenes"));
    Grid grid = new Grid(SMALL.crs(), Affine.northUp(600_015, 8_200_015, 30, 30), width, height);
    Random random = new Random(9);
    for (String day : List.of("20200405", "20201105")) {
      short[] red = new short[width * height];
      short[] nir = new short[width * height];
      for (int i = 1; i < red.length; i++) {
        boolean field = i % width < width / 8 && i / width < height / 8;
        boolean bare = field && day.equals("20201105");
        red[i] = stored((bare ? 0.2 : 0.06) + 0.006 * random.nextGaussian());
        nir[i] = stored((bare ? 0.22 : 0.35) + 0.02 * random.nextGaussian());
      }
      write(
          scenes.resolve("pair_" + day + ".tif"),
          grid,
          List.of(band("red"), band("nir")),
          List.of(
              new PixelBlock.Shorts(PixelType.UINT16, width, height, red),
              new PixelBlock.Shorts(PixelType.UINT16, width, height, nir)));
    }
    return imported(folder, scenes);
  }

  private static short stored(double reflectance) {
    return (short) Math.round(Math.max(0.0001, reflectance) * 10_000);
  }

  private static BandInfo band(String name) {
    return BandInfo.of(name, PixelType.UINT16, 0).withScale(0.0001, 0);
  }

  private static PixelBlock shorts(short[] values) {
    return new PixelBlock.Shorts(PixelType.UINT16, SMALL.width(), SMALL.height(), values);
  }

  private static void write(Path file, Grid grid, List<BandInfo> bands, List<PixelBlock> blocks) {
    try (CogWriter writer =
        CogWriter.create(file, grid, bands, Map.of(), CogWriter.Options.defaults())) {
      for (int b = 0; b < blocks.size(); b++) {
        writer.write(grid.window(), b + 1, blocks.get(b));
      }
      writer.finish();
    }
  }

  /** A simulation over part of the Landsat 7 scene of the samples. */
  static List<Item> simulated(Path folder, Window part) throws IOException, InterruptedException {
    BaseScene base;
    try (GeoTiff scene = GeoTiff.open(sample("olinda").resolve("L7_ETMs.tif"))) {
      List<PixelBlock> blocks = scene.read(part);
      float[][] bands = new float[blocks.size()][];
      for (int b = 0; b < bands.length; b++) {
        bands[b] = reflectance(blocks.get(b), b);
      }
      base = new BaseScene(scene.grid().crop(part), LocalDate.of(2001, 8, 4), bands);
    }
    Simulation simulation =
        Simulation.of(
            base,
            new SimulationOptions(
                LocalDate.of(2015, 1, 5),
                LocalDate.of(2020, 12, 31),
                LocalDate.of(2019, 1, 1),
                16,
                0.35,
                11,
                10));
    simulation.writeTo(folder, "demo", n -> {});
    return imported(folder, folder.resolve("scenes"));
  }

  /** Top of the atmosphere, by the gains, biases and irradiances of Landsat 7's handbook. */
  private static float[] reflectance(PixelBlock block, int band) {
    double[] gains = {0.7757, 0.7957, 0.6192, 0.6373, 0.1257, 0.0437};
    double[] biases = {-6.2, -6.4, -5.0, -5.1, -1.0, -0.35};
    double[] irradiances = {1970, 1842, 1547, 1044, 225.7, 82.06};
    float[] values = new float[block.size()];
    for (int i = 0; i < values.length; i++) {
      double radiance = gains[band] * block.get(i) + biases[band];
      values[i] = (float) Math.max(0.001, Math.PI * radiance / (irradiances[band] * 0.77));
    }
    return values;
  }

  /** Scenes of a folder as items of a catalogue. */
  static List<Item> imported(Path folder, Path scenes) {
    try (Database database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS)) {
      SqliteItemStore store = new SqliteItemStore(database, folder);
      var report =
          new Importer(store).run(List.of(scenes), ImportOptions.into("land"), (d, t, p) -> {});
      if (report.count(Outcome.Status.REJECTED) > 0) {
        throw new AssertionError(report.outcomes());
      }
      return store.search(ItemQuery.all().in("land").atMost(10_000));
    }
  }

  /** Runs a watch as the command does. */
  static Finished run(Path folder, List<Item> items, Watch watch) {
    Path maps = folder.resolve("run-" + watch.name());
    try {
      Files.createDirectories(maps);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WatchRun.Result result =
        new WatchRun(watch, 2, WatchRun.DEFAULT_MEMORY).run(items, maps, Map.of(), (d, n) -> {});
    return new Finished(watch, items, maps, result);
  }

  static Watch watch(String name, LocalDate monitorFrom, Optional<Geometry> area) {
    DetectorSettings detector = new BfastMonitoring(BfastMonitorOptions.defaults().withOrder(1));
    return new Watch(name, "land", "ndvi", area, monitorFrom, detector, AlertRule.defaults());
  }

  static Watch twoDates(String name, LocalDate monitorFrom, double threshold) {
    return new Watch(
        name,
        "land",
        "ndvi",
        Optional.empty(),
        monitorFrom,
        new TwoDates(threshold),
        AlertRule.defaults());
  }

  /** A folder of the shipped samples, beside the modules. */
  static Path sample(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("samples"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new AssertionError("the samples are part of the source");
    }
    return folder.resolve("samples").resolve(name);
  }
}
