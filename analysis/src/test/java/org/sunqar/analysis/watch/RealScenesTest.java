// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.analysis.SharedFolder;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.cube.DecimalYear;
import org.sunqar.analysis.detect.BfastMonitor;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.BfastMonitorTrace;
import org.sunqar.analysis.detect.Series;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.ImportReport;
import org.sunqar.catalog.ingest.Outcome;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.GeoTiff;

/** Real scenes from files to alerts; skipped where the shared data is absent. */
class RealScenesTest {

  /** Fewest observations with h .25: the window then has two. */
  private static final int LEAST_HISTORY = 8;

  @TempDir Path folder;

  /** Sentinel-2 over Slovenia: 68 dates from 2015 to 2017, two of them on one day, with masks. */
  @Test
  void sentinel2WithCloudMasks() throws IOException {
    Path data = SharedFolder.of("data/sentinel2-slovenia-eolearn");
    LocalDate monitorFrom = LocalDate.of(2017, 6, 1);
    try (SceneArchive archive = new SceneArchive(folder)) {
      Expected expected = splitSlovenia(data, archive, monitorFrom);
      List<Item> items = archive.items();
      assertThat(items).hasSize(68);
      assertThat(items)
          .allSatisfy(item ->
              assertThat(item.clearMask().orElseThrow().rule()).isEqualTo(ClearMask.ZERO_IS_CLEAR));
      assertThat(items.getFirst().band("ndvi").orElseThrow().scale()).isEqualTo(1e-4);
      WatchRun.Result result = run(items, monitorFrom, BfastMonitorOptions.defaults().withOrder(1));
      assertThat(result.historyScenes()).isEqualTo(43);
      assertThat(result.monitoredScenes()).isEqualTo(25);
      check(result, expected, monitorFrom, 0.35);
      compareWithFloat64(expected, monitorFrom, BfastMonitorOptions.defaults().withOrder(1));
      // fields are mown and harvested, but hardly any of this land changes for good in half a year
      assertThat(result.changedPixels()).isLessThan((long) (0.15 * expected.pixels()));
    }
  }

  /** One dated file and one mask for each date; returns what is clear. */
  private static Expected splitSlovenia(Path data, SceneArchive archive, LocalDate monitorFrom)
      throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("dates.csv"));
    try (GeoTiff ndvi = GeoTiff.open(data.resolve("ndvi_68dates_x10000.tif"));
        GeoTiff cloud = GeoTiff.open(data.resolve("cloudmask_68dates_1cloud.tif"))) {
      assertThat(cloud.grid()).isEqualTo(ndvi.grid());
      Expected expected = new Expected(ndvi.grid().width() * ndvi.grid().height());
      for (int band = 1; band <= ndvi.bandCount(); band++) {
        String[] cells = lines.get(band).split(",");
        assertThat(cells[0]).isEqualTo("" + band);
        Instant time = Instant.parse(cells[1]);
        String stem = "ndvi_" + time.toString().replace("-", "").replace(":", "").replace("Z", "");
        PixelBlock values = ndvi.read(ndvi.grid().window(), band);
        PixelBlock mask = cloud.read(cloud.grid().window(), band);
        archive.scene(stem, ndvi.grid(), BandInfo.of("ndvi", PixelType.INT16, -32768), values);
        archive.scene(stem + "_cloudmask", ndvi.grid(), BandInfo.of("", PixelType.UINT8), mask);
        boolean isHistory = LocalDate.ofInstant(time, ZoneOffset.UTC).isBefore(monitorFrom);
        double[] clear = new double[values.size()];
        for (int i = 0; i < clear.length; i++) {
          boolean seen = mask.get(i) == 0 && values.get(i) != -32768;
          clear[i] = seen ? values.get(i) * 1e-4 : Double.NaN;
        }
        expected.add(time, isHistory, clear);
      }
      return expected;
    }
  }

  /**
   * Quarterly Landsat composites over the Netherlands, read where they are: two dates in each name,
   * bytes with 255 for no data, a CRS that is LAEA Europe in all but its name. In a quarter of the
   * pixels something is missing, in a few nearly everything.
   */
  @Test
  void quarterlyCompositesWithGaps() throws IOException {
    Path data = SharedFolder.of("data/landsat-netherlands-skmap/gappy");
    LocalDate monitorFrom = LocalDate.of(2019, 1, 1);
    try (SceneArchive archive = new SceneArchive(folder)) {
      ImportOptions options =
          ImportOptions.into(SceneArchive.COLLECTION)
              .withBands(
                  new ImportOptions.Bands(
                      List.of("ndvi"),
                      OptionalDouble.of(0.01),
                      OptionalDouble.empty(),
                      OptionalDouble.empty()));
      ImportReport report = archive.run(options, data);
      assertThat(report.count(Outcome.Status.ADDED)).isEqualTo(24);
      List<Item> items = archive.found();
      assertThat(items).hasSize(24);
      assertThat(items.getFirst().interval().start()).isEqualTo("2014-12-02T00:00:00Z");
      assertThat(items.getFirst().interval().end()).isEqualTo("2015-03-20T23:59:59Z");
      assertThat(items.getFirst().grid().orElseThrow().crs().metresPerUnit()).isEqualTo(1);
      double[] corner = {4_020_600, 3_217_810};
      items.getFirst().grid().orElseThrow().crs().toLonLat(corner, 1);
      double[] european = {4_020_600, 3_217_810};
      Crs.ofEpsg(3035).toLonLat(european, 1);
      assertThat(corner[0]).isBetween(european[0] - 1e-6, european[0] + 1e-6);
      assertThat(corner[1]).isBetween(european[1] - 1e-6, european[1] + 1e-6);
      Expected expected = countComposites(data);
      BfastMonitorOptions quarterly = BfastMonitorOptions.defaults().withOrder(1).withTrend(false);
      WatchRun.Result result = run(items, monitorFrom, quarterly);
      assertThat(result.historyScenes()).isEqualTo(16);
      assertThat(result.monitoredScenes()).isEqualTo(8);
      check(result, expected, monitorFrom, 0.96);
      compareWithFloat64(expected, monitorFrom, quarterly);
      assertThat(result.changedPixels()).isLessThan((long) (0.1 * expected.pixels()));
    }
  }

  private static Instant middle(Path file) {
    Matcher dates = Pattern.compile("_(\\d{8})_(\\d{8})_").matcher(file.toString());
    assertThat(dates.find()).isTrue();
    DateTimeFormatter basic = DateTimeFormatter.BASIC_ISO_DATE;
    long start = LocalDate.parse(dates.group(1), basic).toEpochDay() * 86_400;
    long end = (LocalDate.parse(dates.group(2), basic).toEpochDay() + 1) * 86_400 - 1;
    return Instant.ofEpochSecond((start + end) / 2);
  }

  private static Expected countComposites(Path data) throws IOException {
    Expected expected = new Expected(256 * 256);
    List<Path> files;
    try (Stream<Path> entries = Files.list(data)) {
      files = entries.filter(file -> file.toString().endsWith(".tif")).sorted().toList();
    }
    assertThat(files).hasSize(24);
    for (int quarter = 0; quarter < files.size(); quarter++) {
      PixelBlock values = SceneArchive.read(files.get(quarter), 1);
      double[] clear = new double[values.size()];
      for (int i = 0; i < clear.length; i++) {
        clear[i] = values.get(i) == 255 ? Double.NaN : values.get(i) * 0.01;
      }
      // the 17th is of December 2018 to March 2019; its middle is what counts
      expected.add(middle(files.get(quarter)), quarter < 16, clear);
    }
    return expected;
  }

  // ---- what holds for any run

  /** Clear observations of each pixel, counted by themselves. */
  private static final class Expected {
    final int[] history;
    final int[] monitored;
    final List<double[]> dates = new ArrayList<>();
    final List<Double> times = new ArrayList<>();

    Expected(int pixels) {
      history = new int[pixels];
      monitored = new int[pixels];
    }

    int pixels() {
      return history.length;
    }

    /** One date: NaN where it is not clear. */
    void add(Instant time, boolean isHistory, double[] values) {
      times.add(DecimalYear.of(time));
      dates.add(values);
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          (isHistory ? history : monitored)[i]++;
        }
      }
    }

    Series series(int pixel) {
      List<Integer> clear =
          IntStream.range(0, dates.size())
              .filter(date -> !Double.isNaN(dates.get(date)[pixel]))
              .boxed()
              .toList();
      return new Series(
          "p" + pixel,
          365,
          times.getFirst(),
          clear.stream().mapToDouble(times::get).toArray(),
          clear.stream().mapToDouble(date -> dates.get(date)[pixel]).toArray());
    }
  }

  private WatchRun.Result run(List<Item> items, LocalDate from, BfastMonitorOptions options)
      throws IOException {
    Watch watch =
        new Watch(
            "real",
            SceneArchive.COLLECTION,
            "ndvi",
            Optional.empty(),
            from,
            new DetectorSettings.BfastMonitoring(options),
            AlertRule.defaults());
    return new WatchRun(watch, 2, WatchRun.DEFAULT_MEMORY)
        .run(items, Files.createDirectory(folder.resolve("maps")), Map.of(), (done, all) -> {});
  }

  private void check(WatchRun.Result result, Expected expected, LocalDate from, double largest) {
    PixelBlock days = map(ResultWriter.BREAK_DATE);
    PixelBlock magnitudes = map(ResultWriter.MAGNITUDE);
    PixelBlock counts = map(ResultWriter.VALID_COUNT);
    int breaks = 0;
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < expected.pixels(); i++) {
      int seen = expected.history[i] + expected.monitored[i];
      boolean enough = expected.history[i] >= LEAST_HISTORY && expected.monitored[i] > 0;
      double magnitude = magnitudes.get(i);
      boolean hasBreak = days.get(i) != ChangeMaps.NO_DAY;
      boolean inTime =
          days.get(i) >= from.toEpochDay() && days.get(i) < from.plusYears(3).toEpochDay();
      breaks += hasBreak ? 1 : 0;
      if (counts.get(i) != seen
          || enough == Double.isNaN(magnitude)
          || (hasBreak && !(enough && inTime))
          || Math.abs(magnitude) >= largest) {
        wrong.add(
            "pixel %d of %d + %d: count %s, magnitude %s, day %s"
                .formatted(
                    i,
                    expected.history[i],
                    expected.monitored[i],
                    counts.get(i),
                    magnitude,
                    days.get(i)));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(breaks).isPositive().isLessThan(expected.pixels());
    for (Alert alert : result.alerts()) {
      assertThat(alert.outline().isValid()).isTrue();
      assertThat(alert.firstDate()).isAfterOrEqualTo(from);
      assertThat(alert.areaHa()).isGreaterThanOrEqualTo(0.5);
      assertThat(alert.confidence()).isBetween(0.0, 1.0);
      assertThat(Double.isFinite(alert.magnitude() + alert.size())).isTrue();
    }
  }

  /** Of every 17th pixel: the same magnitude, and the same break unless it is a close decision. */
  private void compareWithFloat64(Expected expected, LocalDate from, BfastMonitorOptions options) {
    PixelBlock days = map(ResultWriter.BREAK_DATE);
    PixelBlock magnitudes = map(ResultWriter.MAGNITUDE);
    BfastMonitor detector = new BfastMonitor(options);
    for (int i = 0; i < expected.pixels(); i += 17) {
      if (Double.isNaN(magnitudes.get(i))) {
        continue;
      }
      BfastMonitorTrace trace = detector.trace(expected.series(i), DecimalYear.of(from));
      double magnitude = trace.result().magnitude();
      double sigma = trace.result().fit().orElseThrow().model().sigma();
      assertThat(magnitudes.get(i))
          .as("pixel " + i)
          .isCloseTo(magnitude, within(1e-3 * Math.max(sigma, Math.abs(magnitude))));
      OptionalDouble found =
          days.get(i) == ChangeMaps.NO_DAY
              ? OptionalDouble.empty()
              : OptionalDouble.of(DecimalYear.of(LocalDate.ofEpochDay((long) days.get(i))));
      if (!found.equals(trace.result().breakTime())) {
        double nearest =
            trace.points().stream()
                .mapToDouble(p -> Math.abs(Math.abs(p.process()) - p.boundary()))
                .filter(distance -> !Double.isNaN(distance))
                .min()
                .orElseThrow();
        assertThat(nearest).as("pixel " + i).isLessThan(1e-3);
      }
    }
  }

  private PixelBlock map(String name) {
    return SceneArchive.read(folder.resolve("maps").resolve(name), 1);
  }
}
