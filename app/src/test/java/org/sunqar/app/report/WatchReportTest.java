// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.online.OnlineDetectors;
import org.sunqar.analysis.story.FitPoint;
import org.sunqar.analysis.story.Observation;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.app.report.FinishedRuns.Finished;
import org.sunqar.app.report.ReportAlert.Chip;
import org.sunqar.app.report.ReportAlert.Detail;
import org.sunqar.app.report.ReportContent.Fact;
import org.sunqar.app.report.ReportContent.Provenance;
import org.sunqar.catalog.stac.Item;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Window;

class WatchReportTest {

  private static final Instant NOW = Instant.parse("2026-01-05T10:20:00Z");
  private static final LocalDate START = LocalDate.of(2019, 1, 1);

  @TempDir Path folder;

  @Test
  void aClearingIsToldAsItHappened() throws Exception {
    List<Item> items = FinishedRuns.madeSeries(folder, true);
    Finished run =
        FinishedRuns.run(folder, items, FinishedRuns.watch("forest", START, Optional.empty()));
    ResultSection section = report(run).section();

    assertThat(section.figures()).contains(new Fact("alert", "1"));
    assertThat(section.alertsInAll()).isEqualTo(1);
    ReportAlert alert = section.alerts().getFirst();
    assertThat(alert.number()).isEqualTo(1);
    // the scenes are 16 days apart: the first that shows it is that of 2020-05-21
    assertThat(alert.firstDate()).isEqualTo(LocalDate.of(2020, 5, 21));
    assertThat(alert.magnitude()).isNegative();
    Bounds cleared = FinishedRuns.SMALL.crop(FinishedRuns.CLEARING).bounds();
    Envelope outline = alert.polygon().getEnvelopeInternal();
    // neighbours with a short run of noise of their own may have joined
    assertThat(outline.getMinX()).isCloseTo(cleared.minX(), within(31.0));
    assertThat(outline.getMaxY()).isCloseTo(cleared.maxY(), within(31.0));
    assertThat(alert.areaHectares()).isBetween(6.4, 6.9);
    assertThat(alert.polygon().getArea()).isCloseTo(alert.areaHectares() * 10_000, within(10.0));

    MapContent map = section.map().orElseThrow();
    assertThat(map.imageDescription()).isEqualTo("NDVI, dark green is high");
    assertThat(map.metresPerCell()).isCloseTo(30, within(0.2));
    assertThat(map.picture().width()).isEqualTo(48);

    Detail detail = alert.detail().orElseThrow();
    assertThat(detail.chips())
        .extracting(Chip::label)
        .containsExactly("same season before", "last before", "first after", "latest");
    assertThat(detail.chips()).extracting(Chip::date).isSorted();
    assertThat(detail.chips().get(1).date()).isBefore(alert.firstDate());
    assertThat(greenAt(detail.chips().get(1))).isGreaterThan(greenAt(detail.chips().get(2)));
    assertThat(detail.narrative().getFirst()).startsWith("NDVI fell by 0.");
    assertThat(detail.narrative().get(1))
        .contains("It changed between ")
        .contains("clear observations lie outside its usual range");
    checkSeries(detail.series().orElseThrow());
    assertThat(section.summary().getFirst()).startsWith("Alert 1 measures 6.");
    assertThat(report(run).page("Sunqar test", NOW).summary().getFirst())
        .startsWith("1 piece of land of 6.")
        .endsWith("left its usual course since 2019-01-01. It is a fall of NDVI.");
    keep("forest", report(run));
  }

  /** Clear observations lie inside the band in the history and outside after it. */
  private static void checkSeries(SeriesContent series) {
    assertThat(series.historyStart()).isEqualTo(LocalDate.of(2016, 1, 3));
    assertThat(series.monitorStart()).isEqualTo(START);
    assertThat(series.breakDate()).contains(LocalDate.of(2020, 5, 21));
    // so large a change crosses the boundary at once: there is no later date to show
    assertThat(series.confirmedDate()).isEmpty();
    assertThat(series.observations()).hasSizeBetween(110, 120);
    assertThat(series.fit().getFirst().date()).isEqualTo(LocalDate.of(2016, 1, 3));
    assertThat(series.fit().getLast().date()).isEqualTo(series.observations().getLast().date());
    assertThat(series.fit()).extracting(FitPoint::date).contains(START).doesNotHaveDuplicates();
    int inside = 0;
    int before = 0;
    for (Observation o : series.observations()) {
      FitPoint expected =
          series.fit().stream()
              .min(
                  java.util.Comparator.comparingLong(
                      p -> Math.abs(p.date().toEpochDay() - o.date().toEpochDay())))
              .orElseThrow();
      boolean usual = o.value() > expected.lower() && o.value() < expected.upper();
      if (!o.clear()) {
        assertThat(o.value()).isLessThan(0.2); // a cloud
      } else if (o.date().isBefore(START)) {
        before++;
        inside += usual ? 1 : 0;
      } else if (!o.date().isBefore(FinishedRuns.CLEARED)) {
        assertThat(o.value()).isLessThan(expected.lower());
      }
    }
    assertThat(inside).isGreaterThan(before * 95 / 100);
  }

  private static int greenAt(Chip chip) {
    int middle = chip.picture().height() / 2 * chip.picture().width() + chip.picture().width() / 2;
    int rgb = chip.picture().argb()[middle];
    // the colour map falls from sand to dark green: red shows it best
    return 255 - ((rgb >> 16) & 0xff);
  }

  @Test
  void storedAlertsAndNumbersOfTheirOwn() throws Exception {
    List<Item> items = FinishedRuns.madeSeries(folder, true);
    Finished run =
        FinishedRuns.run(folder, items, FinishedRuns.watch("forest", START, Optional.empty()));
    Alert alert = run.result().alerts().getFirst();
    List<Alert> many = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      many.add(renumbered(alert, i));
    }
    WatchReport report =
        new WatchReport(run.watch(), items, many, run.folder(), Provenance.REAL, "Made.");
    ResultSection section = report.withDetails(2).section();
    assertThat(section.alertsInAll()).isEqualTo(60);
    assertThat(section.alerts()).hasSize(50);
    assertThat(section.alerts()).extracting(ReportAlert::number).startsWith(1, 2, 3).endsWith(50);
    assertThat(section.alerts()).filteredOn(a -> a.detail().isPresent()).hasSize(2);
    assertThatThrownBy(() -> report.withDetails(51)).hasMessageContaining("0 to 50");
  }

  private static Alert renumbered(Alert alert, int number) {
    var feature = AlertFiles.feature(alert);
    feature.withObject("properties").put("id", "forest-%04d".formatted(number));
    return AlertFiles.alert(feature);
  }

  @Test
  void anAreaOfItsOwnIsCountedAndMarked() throws Exception {
    List<Item> items = FinishedRuns.madeSeries(folder, true);
    Finished run =
        FinishedRuns.run(folder, items, FinishedRuns.watch("part", START, Optional.of(triangle())));
    assertThat(run.result().grid().width()).isLessThan(48);
    // the watch as it comes back from the store
    Watch stored = FinishedRuns.watch("part", START, Optional.of(triangle()));
    ResultSection section =
        new WatchReport(
                stored, items, run.result().alerts(), run.folder(), Provenance.SIMULATED, "Made.")
            .section();
    MapContent map = section.map().orElseThrow();
    assertThat(map.grid()).isEqualTo(run.result().grid());
    assertThat(map.imageDescription()).endsWith("pale land is not watched");
    int[] argb = map.picture().argb();
    int last = argb.length - 1; // the corner that the triangle cuts off
    assertThat(argb[last] & 0xff).isGreaterThanOrEqualTo(170);
    // half of 40 x 40 pixels, less those on the edge whose centre lies outside
    String area =
        section.parameters().stream()
            .filter(fact -> fact.label().equals("Area"))
            .findFirst()
            .orElseThrow()
            .value();
    assertThat(Double.parseDouble(area.replace("\u00a0ha", ""))).isBetween(69.0, 75.0);
    assertThat(section.alerts()).hasSize(1);
    // pictures show land around the area, as the scenes have it
    Chip chip = section.alerts().getFirst().detail().orElseThrow().chips().getFirst();
    assertThat(java.util.Arrays.stream(chip.picture().argb())).allMatch(p -> p >>> 24 == 0xff);
  }

  /** The upper left half of the first 40 x 40 pixels. */
  private static Geometry triangle() {
    Affine a = FinishedRuns.SMALL.affine();
    double[][] corners = {{0, 0}, {40, 0}, {0, 40}, {0, 0}};
    Coordinate[] ring = new Coordinate[corners.length];
    for (int i = 0; i < ring.length; i++) {
      double[] xy = {a.xOf(corners[i][0], corners[i][1]), a.yOf(corners[i][0], corners[i][1])};
      FinishedRuns.SMALL.crs().toLonLat(xy, 1);
      ring[i] = new Coordinate(xy[0], xy[1]);
    }
    return new GeometryFactory().createPolygon(ring);
  }

  @Test
  void twoRealDates() throws Exception {
    List<Item> items = FinishedRuns.imported(folder, FinishedRuns.sample("ethiopia-167055"));
    Finished run =
        FinishedRuns.run(
            folder, items, FinishedRuns.twoDates("ethiopia", LocalDate.of(2005, 1, 1), 3));
    ResultSection section = report(run).section();
    assertThat(section.alerts()).isNotEmpty().hasSameSizeAs(run.result().alerts());
    assertThat(section.map().orElseThrow().imageDate()).isEqualTo(LocalDate.of(2010, 12, 18));
    assertThat(section.map().orElseThrow().imageDescription()).isEqualTo("true colour");
    HistogramContent histogram = section.histogram().orElseThrow();
    assertThat(histogram.counts().stream().mapToLong(n -> n).sum()).isEqualTo(101 * 101);
    long changed = Math.round((histogram.shareBelow() + histogram.shareAbove()) * 101 * 101);
    assertThat(section.parameters())
        .contains(new Fact("Pixels changed, before the rule", String.valueOf(changed)));
    assertThat(section.dates())
        .containsExactly(LocalDate.of(2000, 3, 9), LocalDate.of(2010, 12, 18));
    assertThat(section.alerts())
        .allSatisfy(alert -> {
          assertThat(alert.magnitude()).isBetween(2.4, 10.0); // scores
          assertThat(alert.confidence()).isLessThan(1 / 3.0);
          Detail detail = alert.detail().orElseThrow();
          assertThat(detail.series()).isEmpty();
          assertThat(detail.chips())
              .extracting(Chip::label)
              .containsExactly("earlier", "later", "NDVI earlier", "NDVI later");
        });
    assertThat(String.join(" ", section.uncertainty()))
        .contains("82 days apart in the year")
        .contains("1 of the 2 scenes have no cloud mask");
    keep("ethiopia", report(run));
  }

  @Test
  void nothingFoundIsSaidWithHowMuchWasSeen() throws Exception {
    List<Item> items = FinishedRuns.madeSeries(folder, false);
    Finished run =
        FinishedRuns.run(folder, items, FinishedRuns.watch("quiet", START, Optional.empty()));
    assertThat(run.result().alerts()).isEmpty();
    ReportContent page = report(run).page("Sunqar test", NOW);
    assertThat(page.summary().getFirst()).startsWith("No alert: from 2019-01-01 to 2020-12-31");
    ResultSection section = page.sections().getFirst();
    assertThat(section.map()).isPresent();
    assertThat(String.join(" ", section.summary()))
        .contains("not proof")
        .contains("All of the area could be looked at. Half of the area has 87 or more");
    keep("quiet", report(run));
  }

  @Test
  void aSimulationOverARealScene() throws Exception {
    List<Item> items = FinishedRuns.simulated(folder, new Window(60, 60, 120, 110));
    assertThat(items).allMatch(Item::isSimulated);
    Finished run =
        FinishedRuns.run(folder, items, FinishedRuns.watch("olinda", START, Optional.empty()));
    ResultSection section = report(run).section();
    assertThat(section.alerts()).isNotEmpty();
    assertThat(section.map().orElseThrow().imageDescription()).isEqualTo("true colour");
    assertThat(section.alerts().subList(0, Math.min(6, section.alerts().size())))
        .allSatisfy(alert -> {
          SeriesContent series = alert.detail().orElseThrow().series().orElseThrow();
          assertThat(series.breakDate().orElseThrow()).isAfterOrEqualTo(START);
          assertThat(series.observations()).anyMatch(o -> !o.clear());
        });
    ReportContent page = report(run).page("Sunqar test", NOW);
    assertThat(new ReportPage(page).html())
        .isEqualTo(new ReportPage(report(run).page("Sunqar test", NOW)).html())
        .contains("Simulated image of");
    assertThat(page.summary()).anyMatch(text -> text.startsWith("The scenes are simulated"));
    keep("olinda", report(run));
  }

  /** The chart of a detector that keeps a state shows what the state came from. */
  @ParameterizedTest
  @ValueSource(strings = {"bayes", "baseline"})
  void alertsOfDetectorsThatKeepAStateHaveCharts(String detector) throws Exception {
    List<Item> items = FinishedRuns.simulated(folder, new Window(60, 60, 120, 110));
    Watch watch =
        new Watch(
            detector,
            "land",
            "ndvi",
            Optional.empty(),
            START,
            new DetectorSettings.Online(OnlineDetectors.of(detector, Map.of())),
            AlertRule.defaults());
    WatchReport report = report(FinishedRuns.run(folder, items, watch));
    ResultSection section = report.section();
    assertThat(section.alerts()).isNotEmpty();
    assertThat(section.alerts().subList(0, Math.min(6, section.alerts().size())))
        .allSatisfy(alert -> {
          Detail detail = alert.detail().orElseThrow();
          SeriesContent series = detail.series().orElseThrow();
          LocalDate change = series.breakDate().orElseThrow();
          assertThat(change).isBetween(START, alert.firstDate().plusDays(120));
          assertThat(series.fit()).hasSizeGreaterThan(100);
          // what was seen before the change lies about the line, which is a low quantile of the
          // past for the baseline
          assertThat(
                  series.observations().stream()
                      .filter(o -> o.clear() && o.date().isBefore(change))
                      .filter(o -> isNearTheLine(series, o))
                      .count())
              .isGreaterThan(
                  series.observations().stream()
                          .filter(o -> o.clear() && o.date().isBefore(change))
                          .count()
                      * (detector.equals("baseline") ? 4 : 8)
                      / 10);
          assertThat(String.join(" ", detail.narrative()))
              .contains("The chart follows the pixel with the strongest change.")
              .contains(change.toString());
        });
    keep(detector, report);
  }

  private static boolean isNearTheLine(SeriesContent series, Observation observation) {
    return series.fit().stream()
        .filter(p -> !p.date().isAfter(observation.date()))
        .reduce((_, later) -> later)
        .filter(p -> observation.value() > p.lower() - 0.02)
        .filter(p -> observation.value() < p.upper() + 0.02)
        .isPresent();
  }

  @Test
  void aLargeRunMakesASmallPage() throws Exception {
    List<Item> items = FinishedRuns.largePair(folder, 1600, 1300);
    Finished run =
        FinishedRuns.run(
            folder, items, FinishedRuns.twoDates("large", LocalDate.of(2020, 6, 1), 4));
    MapContent map = report(run).section().map().orElseThrow();
    assertThat(map.picture().width()).isEqualTo(800);
    assertThat(map.picture().height()).isEqualTo(650);
    assertThat(report(run).section().summary())
        .anyMatch(
            text -> text.startsWith("Of the area, less than 0.1\u00a0% could not be compared"));
    // the mean of four pixels, of which one has no value
    assertThat(map.picture().argb()[0] >>> 24).isEqualTo(0xff);
    keep("large", report(run));
    assertThat(Files.size(Path.of("target", "watch-report-large.html"))).isLessThan(5_000_000);
  }

  @Test
  void mapsOfOtherPixelsAreRefused() throws Exception {
    List<Item> items = FinishedRuns.madeSeries(folder, false);
    Finished run =
        FinishedRuns.run(folder, items, FinishedRuns.watch("quiet", START, Optional.empty()));
    List<Item> others = FinishedRuns.largePair(folder.resolve("other"), 60, 60);
    assertThatThrownBy(() ->
            new WatchReport(
                    FinishedRuns.twoDates("quiet", LocalDate.of(2020, 6, 1), 4),
                    others,
                    List.of(),
                    run.folder(),
                    Provenance.REAL,
                    "Made.")
                .section())
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("run the watch again");
  }

  private static WatchReport report(Finished run) {
    return run.report(
        run.watch().name().equals("ethiopia") ? Provenance.REAL : Provenance.SIMULATED,
        "Made for a test.");
  }

  /** Keeps a page in the build folder, for whoever wants to look at it. */
  private static void keep(String name, WatchReport report) throws Exception {
    new ReportPage(report.page("Sunqar test", NOW))
        .writeTo(Path.of("target", "watch-report-" + name + ".html"));
  }
}
