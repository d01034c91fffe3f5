// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.watch.AreaMask;
import org.sunqar.analysis.watch.DetectorSettings.BfastMonitoring;
import org.sunqar.analysis.watch.DetectorSettings.Online;
import org.sunqar.analysis.watch.DetectorSettings.TwoDates;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.app.report.MapContent.Colouring;
import org.sunqar.app.report.ReportContent.Provenance;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;
import org.sunqar.server.language.Language;

/**
 * Tells a finished run of a watch as a report: its map, its alerts, the evidence for the largest,
 * how much could be looked at, and how sure it is. Reads the scenes and the run's maps; the same
 * input gives the same report.
 *
 * <p>Memory is bounded by the pictures, whatever the size of the run. <i>Known limit:</i> the
 * scenes must be those of the run: with scenes that came later, charts and counts go beyond what
 * the run saw.
 */
public final class WatchReport {

  /** Alerts that come with pictures and a chart, unless told otherwise. */
  public static final int DEFAULT_DETAILS = 6;

  /** Rows of the table; of more alerts the largest are shown. */
  static final int MOST_ALERTS = 50;

  /** Pixels of the map's picture: as many as a page shows, and some 3 MB as PNG text. */
  private static final int MOST_MAP_PIXELS = 1_100_000;

  /** Scenes that are looked through, from the latest on, for a clear one. */
  private static final int MAP_CANDIDATES = 40;

  private final Watch watch;
  private final List<Item> items;
  private final List<Alert> alerts;
  private final Path runFolder;
  private final Provenance provenance;
  private final String statement;
  private final int details;
  private final Speech speech;

  /**
   * A report on a run.
   *
   * @param items the scenes of the run
   * @param alerts of the run, the largest first
   * @param runFolder with the maps of the run
   * @param provenance whether the scenes are measured or simulated
   * @param statement one sentence: which data, from where, under which terms
   */
  public WatchReport(
      Watch watch,
      List<Item> items,
      List<Alert> alerts,
      Path runFolder,
      Provenance provenance,
      String statement) {
    this(
        watch,
        items,
        alerts,
        runFolder,
        provenance,
        statement,
        DEFAULT_DETAILS,
        Language.english());
  }

  private WatchReport(
      Watch watch,
      List<Item> items,
      List<Alert> alerts,
      Path runFolder,
      Provenance provenance,
      String statement,
      int details,
      Language language) {
    this.watch = watch;
    this.items = List.copyOf(items);
    this.alerts = List.copyOf(alerts);
    this.runFolder = runFolder;
    this.provenance = provenance;
    this.statement = statement;
    this.details = details;
    this.speech = Speech.of(language);
  }

  /** The sentence on where the scenes of a report come from. */
  public static String statement(Language language, String collection) {
    return Speech.of(language).text("statement", "collection", collection);
  }

  /** This report with pictures and a chart for so many of the largest alerts, 0 to 50. */
  public WatchReport withDetails(int count) {
    if (count < 0 || count > MOST_ALERTS) {
      throw new IllegalArgumentException(
          "details for 0 to " + MOST_ALERTS + " alerts are possible, not for " + count);
    }
    return new WatchReport(
        watch, items, alerts, runFolder, provenance, statement, count, speech.language());
  }

  /** This report in a language; English unless told otherwise. */
  public WatchReport in(Language language) {
    return new WatchReport(
        watch, items, alerts, runFolder, provenance, statement, details, language);
  }

  /**
   * The run as one section of a report.
   *
   * @throws org.sunqar.analysis.AnalysisException when the scenes are not those of the run
   * @throws org.sunqar.raster.RasterException when a file cannot be read
   */
  public ResultSection section() {
    FinishedRun run = FinishedRun.open(watch, items, runFolder, alerts);
    return section(run, words(run));
  }

  /**
   * The run as a page of its own.
   *
   * @param software name and version of the program
   * @param generated when the page is made
   * @throws org.sunqar.analysis.AnalysisException when the scenes are not those of the run
   * @throws org.sunqar.raster.RasterException when a file cannot be read
   */
  public ReportContent page(String software, Instant generated) {
    FinishedRun run = FinishedRun.open(watch, items, runFolder, alerts);
    WatchWords words = words(run);
    List<String> summary = new ArrayList<>(List.of(words.found()));
    if (provenance == Provenance.SIMULATED) {
      summary.add(speech.text("simulated"));
    }
    return new ReportContent(
        speech.language(),
        speech.text("page.watch", "watch", watch.name()),
        speech.text(
            "page.subtitle", "index", words.quantityAndPurpose(), "collection", watch.collection()),
        new WatchFacts(run, words).facts(),
        summary,
        List.of(section(run, words)),
        software,
        generated);
  }

  private WatchWords words(FinishedRun run) {
    return new WatchWords(
        run,
        switch (watch.detector()) {
          case BfastMonitoring _, Online _ -> Optional.empty();
          case TwoDates two -> Optional.of(DifferenceScores.of(runFolder, two.threshold(), speech));
        },
        speech);
  }

  private ResultSection section(FinishedRun run, WatchWords words) {
    try (SceneImages images = new SceneImages(run.cube(), items, watch.variable())) {
      return new ResultSection(
          "watch-" + watch.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-"),
          words.title(),
          provenance,
          statement,
          words.figures(),
          words.inDetail(),
          map(run, images),
          new AlertCards(run, images, words).largest(MOST_ALERTS, details),
          alerts.size(),
          words.magnitudeUnit(),
          words.scores().map(DifferenceScores::histogram),
          words.uncertainty(),
          new WatchFacts(run, words).parameters(),
          words.usedScenes().stream().map(run::day).toList());
    }
  }

  /** The latest clear scene; empty when nothing is clear or the corners have no longitude. */
  private Optional<MapContent> map(FinishedRun run, SceneImages images) {
    Grid grid = run.grid();
    int dates = run.cube().dates();
    Optional<List<LonLat>> corners = corners(grid);
    Optional<Integer> date =
        switch (watch.detector()) {
          case BfastMonitoring _, Online _ ->
              images.clearest(AlertCards.latestFirst(dates - MAP_CANDIDATES, dates), grid.window());
          case TwoDates _ -> Optional.of(run.lastScene());
        };
    if (corners.isEmpty() || date.isEmpty()) {
      return Optional.empty();
    }
    int factor = 1;
    while (grid.coarsened(factor).window().pixels() > MOST_MAP_PIXELS) {
      factor++;
    }
    Picture picture =
        images.pictures(List.of(images.view(date.get(), grid.window(), factor))).getFirst();
    run.area().ifPresent(area -> fade(picture, area, grid));
    return Optional.of(
        new MapContent(
            picture,
            grid,
            corners.get(),
            run.day(date.get()),
            run.area().isPresent()
                ? speech.text("picture.pale", "picture", images.description(speech))
                : images.description(speech),
            watch.detector() instanceof TwoDates ? Colouring.DIRECTION : Colouring.FIRST_DATE));
  }

  private static Optional<List<LonLat>> corners(Grid grid) {
    if (grid.crs().wkt().isEmpty()) {
      return Optional.empty();
    }
    Affine a = grid.affine();
    int w = grid.width();
    int h = grid.height();
    double[] xy = {
      a.xOf(0, 0), a.yOf(0, 0), a.xOf(w, 0), a.yOf(w, 0),
      a.xOf(w, h), a.yOf(w, h), a.xOf(0, h), a.yOf(0, h)
    };
    grid.crs().toLonLat(xy, 4);
    if (!Arrays.stream(xy).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    List<LonLat> corners = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      corners.add(new LonLat(xy[i], xy[i + 1]));
    }
    return Optional.of(corners);
  }

  /** Makes what lies outside the watched area pale, in place. */
  private static void fade(Picture picture, AreaMask area, Grid grid) {
    double cellsX = (double) grid.width() / picture.width();
    double cellsY = (double) grid.height() / picture.height();
    for (int row = 0; row < picture.height(); row++) {
      for (int col = 0; col < picture.width(); col++) {
        int at = row * picture.width() + col;
        int p = picture.argb()[at];
        int c = (int) ((col + 0.5) * cellsX);
        int r = (int) ((row + 0.5) * cellsY);
        if (p >>> 24 != 0 && !Coverage.contains(area, c, r)) {
          picture.argb()[at] = 0xff000000 | pale(p >> 16) << 16 | pale(p >> 8) << 8 | pale(p);
        }
      }
    }
  }

  private static int pale(int level) {
    return ((level & 0xff) + 2 * 0xff) / 3;
  }
}
