// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.watch.DetectorSettings.BfastMonitoring;
import org.sunqar.analysis.watch.DetectorSettings.Online;
import org.sunqar.analysis.watch.DetectorSettings.TwoDates;
import org.sunqar.app.report.ReportAlert.Chip;
import org.sunqar.app.report.ReportAlert.Detail;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;

/** Turns the alerts of a run into what the page shows of them. */
final class AlertCards {

  /** Scenes that are looked through for a clear one, before and after a change. */
  private static final int CANDIDATES = 6;

  /** A picture of the same season lies at most so many days off the day of the year. */
  private static final int SEASON_DAYS = 40;

  /** The latest picture is shown when it lies at least so many days after the first. */
  private static final int LATER_DAYS = 60;

  /** Land around an alert (pixels), at least. */
  private static final int LEAST_MARGIN = 12;

  /** Larger surroundings are reduced, so that the page stays small (pixels a side). */
  private static final int MOST_CHIP_PIXELS = 150;

  /** Detail of outlines: parts of the width of a small picture. */
  private static final double OUTLINE_DETAIL = 1.0 / 750;

  /** Smaller holes would be all line: parts of the width of a small picture. */
  private static final double LEAST_HOLE = 1.0 / 75;

  private final FinishedRun run;
  private final SceneImages images;
  private final WatchWords words;
  private final Speech speech;

  AlertCards(FinishedRun run, SceneImages images, WatchWords words) {
    this.run = run;
    this.images = images;
    this.words = words;
    this.speech = words.speech();
  }

  /**
   * The largest alerts.
   *
   * @param most how many, at most
   * @param details how many of them come with pictures and, where there is one, the series
   */
  List<ReportAlert> largest(int most, int details) {
    List<Alert> alerts = run.alerts().subList(0, Math.min(most, run.alerts().size()));
    List<ReportAlert> cards = new ArrayList<>();
    PixelStories stories = new PixelStories(run, speech);
    for (Alert alert : alerts) {
      Geometry outline = onGrid(alert.outline(), run.grid().crs());
      Window surroundings = surroundings(outline);
      Optional<Detail> detail =
          cards.size() < details
              ? Optional.of(detail(alert, surroundings, stories))
              : Optional.empty();
      cards.add(card(alert, simplified(outline, surroundings), detail));
    }
    return cards;
  }

  private ReportAlert card(Alert alert, Geometry outline, Optional<Detail> detail) {
    boolean twoDates = run.watch().detector() instanceof TwoDates;
    return new ReportAlert(
        WatchWords.number(alert),
        alert.firstDate(),
        alert.areaHa(),
        twoDates ? alert.size() : alert.magnitude(),
        alert.confidence(),
        twoDates ? 2 : alert.observations(),
        new LonLat(alert.longitude(), alert.latitude()),
        outline,
        detail);
  }

  private Detail detail(Alert alert, Window surroundings, PixelStories stories) {
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ -> {
        Optional<PixelStories.Told> story = stories.tell(alert.peakCol(), alert.peakRow());
        yield new Detail(
            words.seriesStory(alert, story.map(PixelStories.Told::story)),
            story.map(PixelStories.Told::chart),
            chips(beforeAndAfter(alert, surroundings), surroundings));
      }
      case TwoDates _ ->
          new Detail(words.differenceStory(alert), Optional.empty(), twoDateChips(surroundings));
    };
  }

  /**
   * Clear scenes around a change, in time order: in the same season as the picture after it, right
   * before, right after, and the latest.
   */
  private Map<String, Integer> beforeAndAfter(Alert alert, Window window) {
    LocalDate sure =
        alert.confirmedDate().isAfter(alert.firstDate())
            ? alert.confirmedDate()
            : alert.firstDate();
    int first = run.firstFrom(alert.firstDate());
    int from = run.firstFrom(sure);
    Optional<Integer> before = images.clearest(latestFirst(first - CANDIDATES, first), window);
    Optional<Integer> after =
        images.clearest(
            IntStream.range(from, Math.min(from + CANDIDATES, run.cube().dates())).boxed().toList(),
            window);
    Map<String, Integer> chosen = new LinkedHashMap<>();
    after
        .flatMap(date -> sameSeason(date, first, window))
        .filter(date -> !before.equals(Optional.of(date)))
        .ifPresent(date -> chosen.put(speech.text("chip.season"), date));
    before.ifPresent(date -> chosen.put(speech.text("chip.before"), date));
    after.ifPresent(date -> chosen.put(speech.text("chip.after"), date));
    images
        .clearest(latestFirst(run.cube().dates() - CANDIDATES, run.cube().dates()), window)
        .filter(date -> after.isPresent() && days(after.get(), date) >= LATER_DAYS)
        .ifPresent(date -> chosen.put(speech.text("chip.latest"), date));
    return chosen;
  }

  /** The clearest scene of the same season in the latest year before a change that has one. */
  private Optional<Integer> sameSeason(int after, int before, Window window) {
    for (int years = 1; years <= 5; years++) {
      LocalDate wanted = run.day(after).minusYears(years);
      List<Integer> near =
          IntStream.range(0, before)
              .boxed()
              .filter(date -> distance(date, wanted) <= SEASON_DAYS)
              .sorted(Comparator.comparingLong(date -> distance(date, wanted)))
              .toList();
      Optional<Integer> found = images.clearest(near, window);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private long distance(int date, LocalDate wanted) {
    return Math.abs(ChronoUnit.DAYS.between(run.day(date), wanted));
  }

  private long days(int from, int to) {
    return ChronoUnit.DAYS.between(run.day(from), run.day(to));
  }

  /** Scenes of the cube from one index to before another, the latest first. */
  static List<Integer> latestFirst(int from, int end) {
    List<Integer> dates = new ArrayList<>();
    for (int date = end - 1; date >= Math.max(0, from); date--) {
      dates.add(date);
    }
    return dates;
  }

  private List<Chip> chips(Map<String, Integer> dates, Window window) {
    int factor = factor(window);
    return chips(
        dates,
        window,
        dates.values().stream().map(date -> images.view(date, window, factor)).toList());
  }

  /** Both dates in colour, and then in what was compared. */
  private List<Chip> twoDateChips(Window window) {
    int factor = factor(window);
    List<Integer> dates = List.of(run.beforeScene(), run.lastScene());
    List<Chip> chips = new ArrayList<>();
    if (images.inColour()) {
      Map<String, Integer> labels = new LinkedHashMap<>();
      labels.put(speech.text("chip.earlier"), dates.get(0));
      labels.put(speech.text("chip.later"), dates.get(1));
      chips.addAll(chips(labels, window));
    }
    String quantity = WatchWords.quantity(run.watch().variable());
    Map<String, Integer> labels = new LinkedHashMap<>();
    labels.put(speech.text("chip.indexEarlier", "index", quantity), dates.get(0));
    labels.put(speech.text("chip.indexLater", "index", quantity), dates.get(1));
    chips.addAll(
        chips(
            labels,
            window,
            dates.stream().map(date -> images.quantityView(date, window, factor)).toList()));
    return chips;
  }

  private static int factor(Window window) {
    int side = Math.max(window.width(), window.height());
    return (side + MOST_CHIP_PIXELS - 1) / MOST_CHIP_PIXELS;
  }

  private List<Chip> chips(
      Map<String, Integer> dates, Window window, List<SceneImages.View> views) {
    if (dates.isEmpty()) {
      return List.of();
    }
    Grid grid = run.grid().crop(window).coarsened(views.getFirst().factor());
    List<Picture> pictures = images.pictures(views);
    List<Chip> chips = new ArrayList<>();
    for (Map.Entry<String, Integer> entry : dates.entrySet()) {
      chips.add(
          new Chip(entry.getKey(), run.day(entry.getValue()), pictures.get(chips.size()), grid));
    }
    return chips;
  }

  /** A square around an outline with some land on all sides, where the scenes have land. */
  private Window surroundings(Geometry outline) {
    Affine affine = run.grid().affine();
    Envelope cells = new Envelope();
    for (Coordinate c : outline.getCoordinates()) {
      cells.expandToInclude(affine.colOf(c.x, c.y), affine.rowOf(c.x, c.y));
    }
    double extent = Math.max(cells.getWidth(), cells.getHeight());
    Window land = run.land();
    int wanted = (int) Math.ceil(extent + 2 * Math.max(LEAST_MARGIN, extent / 4));
    int possible = Math.max((int) Math.ceil(extent) + 2, Math.min(land.width(), land.height()));
    int side = Math.min(wanted, possible);
    return new Window(
        start(cells.centre().x, side, land.col(), land.endCol()),
        start(cells.centre().y, side, land.row(), land.endRow()),
        side,
        side);
  }

  /** The first cell of so many around a centre, moved to lie between two edges if they fit. */
  private static int start(double centre, int side, int low, int high) {
    int start = (int) Math.floor(centre - side / 2.0);
    return side > high - low ? start : Math.max(low, Math.min(high - side, start));
  }

  /** Without the corners and holes that neither the small pictures nor the map can show. */
  private Geometry simplified(Geometry outline, Window surroundings) {
    double pixel = Math.sqrt(run.grid().affine().pixelArea());
    double hole = surroundings.width() * pixel * LEAST_HOLE;
    Geometry whole = hole > pixel ? withoutHoles(outline, hole * hole) : outline;
    double tolerance = surroundings.width() * OUTLINE_DETAIL;
    if (tolerance < 0.2) {
      return whole; // its corners are whole pixels apart
    }
    DouglasPeuckerSimplifier simplifier = new DouglasPeuckerSimplifier(whole);
    simplifier.setDistanceTolerance(tolerance * pixel);
    simplifier.setEnsureValid(false); // it is drawn, not computed with
    Geometry simple = simplifier.getResultGeometry();
    return simple.isEmpty() ? whole : simple;
  }

  private static Geometry withoutHoles(Geometry outline, double smallerThan) {
    List<Polygon> polygons = new ArrayList<>();
    GeometryFactory factory = outline.getFactory();
    for (int i = 0; i < outline.getNumGeometries(); i++) {
      if (outline.getGeometryN(i) instanceof Polygon polygon) {
        LinearRing[] holes =
            IntStream.range(0, polygon.getNumInteriorRing())
                .mapToObj(polygon::getInteriorRingN)
                .filter(ring -> Area.ofRing(ring.getCoordinates()) >= smallerThan)
                .toArray(LinearRing[]::new);
        polygons.add(factory.createPolygon(polygon.getExteriorRing(), holes));
      }
    }
    return polygons.size() == 1
        ? polygons.getFirst()
        : factory.createMultiPolygon(polygons.toArray(Polygon[]::new));
  }

  private static Geometry onGrid(Geometry lonLat, Crs crs) {
    Geometry outline = lonLat.copy();
    outline.apply(
        (CoordinateFilter)
            c -> {
              double[] xy = {c.x, c.y};
              crs.fromLonLat(xy, 1);
              c.x = xy[0];
              c.y = xy[1];
            });
    outline.geometryChanged();
    return outline;
  }
}
