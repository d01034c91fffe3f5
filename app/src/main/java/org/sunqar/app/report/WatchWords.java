// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.cube.CubeScene;
import org.sunqar.analysis.cube.SpectralIndex;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.analysis.story.SeriesStory;
import org.sunqar.analysis.watch.DetectorSettings.BfastMonitoring;
import org.sunqar.analysis.watch.DetectorSettings.Online;
import org.sunqar.analysis.watch.DetectorSettings.TwoDates;
import org.sunqar.app.report.ReportContent.Fact;

/** What a report says about a run, in plain sentences. */
final class WatchWords {

  /** From this share of the land on, a change is first of all suspect. */
  private static final double MUCH_LAND = 0.1;

  /** Days by which the change of one pixel lies far from that of its alert. */
  private static final int FAR = 60;

  private final FinishedRun run;
  private final Optional<DifferenceScores> scores;
  private final Speech speech;
  private final String quantity;

  /**
   * The words for a run.
   *
   * @param scores of a difference of two dates
   */
  WatchWords(FinishedRun run, Optional<DifferenceScores> scores, Speech speech) {
    this.run = run;
    this.scores = scores;
    this.speech = speech;
    this.quantity = quantity(run.watch().variable());
  }

  Speech speech() {
    return speech;
  }

  Optional<DifferenceScores> scores() {
    return scores;
  }

  /** The name of an index as the field writes it; a band's name as it is. */
  static String quantity(String variable) {
    return SpectralIndex.of(variable).map(Enum::name).orElse(variable);
  }

  /** The index and what it shows. */
  String quantityAndPurpose() {
    String variable = run.watch().variable();
    return SpectralIndex.of(variable)
        .map(index -> speech.text("index." + index.name(), "index", index.name()))
        .orElseGet(() ->
            CubeScene.formulaOf(variable).isPresent()
                ? variable
                : speech.text("index.band", "band", variable));
  }

  /** Heading of the magnitude column. */
  String magnitudeUnit() {
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ -> quantity;
      case TwoDates _ -> "z";
    };
  }

  String title() {
    return dated(
        switch (run.watch().detector()) {
          case BfastMonitoring _, Online _ -> "title.series";
          case TwoDates _ -> "title.dates";
        });
  }

  /** A sentence about the run: its watch, its index, and the two dates that it lies between. */
  private String dated(String key, Object... more) {
    List<Object> values = new ArrayList<>(List.of(more));
    values.addAll(List.of("watch", run.watch().name(), "index", quantity));
    values.addAll(List.of("from", speech.day(from()), "to", speech.day(run.lastDay())));
    return speech.text(key, values.toArray());
  }

  private LocalDate from() {
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ -> run.watch().monitorFrom();
      case TwoDates _ -> run.day(run.beforeScene());
    };
  }

  // ---- what was found

  List<Fact> figures() {
    int alerts = run.alerts().size();
    return List.of(
        new Fact(speech.counted("figure.alerts", alerts), speech.count(alerts)),
        new Fact(speech.text("figure.land"), speech.area(foundHectares())),
        new Fact(speech.text("figure.share"), speech.share(foundHectares() / lookedHectares())),
        new Fact(speech.text("figure.looked"), speech.share(run.coverage().lookedShare())));
  }

  private double foundHectares() {
    return run.alerts().stream().mapToDouble(Alert::areaHa).sum();
  }

  /** One sentence or two: what was found where something could be looked at. */
  String found() {
    if (run.alerts().isEmpty()) {
      return nothingFound();
    }
    String found =
        speech.counted(
            run.watch().detector() instanceof TwoDates ? "found.dates" : "found.series",
            run.alerts().size(),
            "area",
            speech.area(foundHectares()),
            "share",
            speech.share(foundHectares() / lookedHectares()),
            "from",
            speech.day(from()),
            "to",
            speech.day(run.lastDay()));
    return found + " " + direction();
  }

  private String direction() {
    int alerts = run.alerts().size();
    long falls = run.alerts().stream().filter(alert -> alert.size() < 0).count();
    String key = falls == alerts ? "falls" : falls == 0 ? "rises" : "both";
    return speech.text(
        "direction." + (alerts == 1 ? "one." : "all.") + key,
        "index",
        quantity,
        "falls",
        speech.count(falls),
        "rises",
        speech.count(alerts - falls));
  }

  private String nothingFound() {
    String area = speech.area(run.watch().rule().minimumAreaHa());
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ ->
          dated(
              "nothing.series",
              "area",
              area,
              "observations",
              speech.counted("count.inRow", run.watch().rule().leastRun()));
      case TwoDates two ->
          dated("nothing.dates", "area", area, "score", speech.plain(two.threshold()));
    };
  }

  /** The number of an alert: what its id ends with. */
  static int number(Alert alert) {
    return Integer.parseInt(alert.id().substring(alert.id().lastIndexOf('-') + 1));
  }

  /** Where to look first, and how far what was found can be taken at its word. */
  List<String> inDetail() {
    List<String> paragraphs = new ArrayList<>();
    if (run.alerts().isEmpty()) {
      long changed = run.coverage().changed();
      paragraphs.add(
          speech.text("noProof")
              + (changed == 0 ? "" : " " + speech.counted("noProof.pixels", changed)));
    } else {
      paragraphs.add(largest());
      if (foundHectares() > MUCH_LAND * lookedHectares()) {
        paragraphs.add(speech.text("muchLand"));
      }
    }
    paragraphs.add(coverage());
    return paragraphs;
  }

  /** The largest alert, the most certain, and when the alerts began. */
  private String largest() {
    Alert largest = run.alerts().getFirst();
    Alert strongest =
        run.alerts().stream().max(Comparator.comparingDouble(Alert::confidence)).orElseThrow();
    boolean only = run.alerts().size() == 1;
    List<String> sentences = new ArrayList<>();
    sentences.add(about(only ? "largest.only" : "largest.ofAll", largest));
    if (run.watch().detector() instanceof BfastMonitoring) {
      LocalDate first = run.alerts().stream().map(Alert::firstDate).min(LocalDate::compareTo).get();
      LocalDate last = run.alerts().stream().map(Alert::firstDate).max(LocalDate::compareTo).get();
      sentences.add(
          speech.text(
              first.equals(last) ? "largest.day" : "largest.days",
              "from",
              speech.day(first),
              "to",
              speech.day(last)));
    }
    if (!only) {
      sentences.add(
          about(strongest.equals(largest) ? "largest.strongest" : "largest.other", strongest));
    }
    return String.join(" ", sentences);
  }

  private String about(String key, Alert alert) {
    return speech.text(
        key,
        "number",
        number(alert),
        "area",
        speech.area(alert.areaHa()),
        "place",
        speech.place(new LonLat(alert.longitude(), alert.latitude()), 4),
        "confidence",
        speech.fixed(alert.confidence(), 2));
  }

  /** How much of the area could be looked at, and how often. */
  String coverage() {
    Coverage coverage = run.coverage();
    boolean all = coverage.looked() == coverage.pixels();
    String blind = speech.share(1 - coverage.lookedShare());
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ -> {
        String looked =
            all
                ? speech.text("coverage.all")
                : speech.text(
                    coverage.unseen() > 0 ? "coverage.unseen" : "coverage.part",
                    "share",
                    blind,
                    "unseen",
                    speech.share((double) coverage.unseen() / coverage.pixels()));
        yield looked
            + " "
            + speech.text("coverage.median", "n", speech.count(coverage.medianObservations()));
      }
      case TwoDates _ -> speech.text(all ? "coverage.both" : "coverage.missing", "share", blind);
    };
  }

  // ---- one alert

  /** What the series says about an alert. */
  List<String> seriesStory(Alert alert, Optional<SeriesStory> story) {
    boolean before = alert.confirmedDate().isBefore(alert.firstDate());
    List<String> sentences =
        List.of(
            speech.text(
                alert.size() < 0 ? "story.fell" : "story.rose",
                "index",
                quantity,
                "size",
                speech.plain(Math.abs(alert.magnitude())),
                "times",
                speech.fixed(Math.abs(alert.size()), 1),
                "area",
                speech.area(alert.areaHa())),
            speech.text(
                before ? "story.alarmed" : "story.seen",
                "first",
                speech.day(alert.firstDate()),
                "sure",
                speech.day(alert.confirmedDate())),
            speech.counted("story.pixel", alert.observations(), "run", speech.count(alert.run())));
    List<String> paragraphs = new ArrayList<>(List.of(String.join(" ", sentences)));
    story.filter(s -> s.change().isPresent()).map(s -> pixel(alert, s)).ifPresent(paragraphs::add);
    return paragraphs;
  }

  private String pixel(Alert alert, SeriesStory story) {
    BreakEvidence evidence = story.evidence();
    LocalDate change = story.change().orElseThrow();
    long later = ChronoUnit.DAYS.between(alert.firstDate(), change);
    List<String> sentences = new ArrayList<>();
    sentences.add(
        story
            .lastBefore()
            .map(before ->
                speech.text(
                    "chart.between", "before", speech.day(before), "after", speech.day(change)))
            .orElseGet(() -> speech.text("chart.before", "after", speech.day(change))));
    if (Math.abs(later) > FAR) {
      sentences.add(speech.text(later > 0 ? "chart.later" : "chart.earlier"));
    }
    if (evidence.after() > 0) {
      sentences.add(
          speech.text(
              "chart.lasting",
              "outside",
              speech.count(Math.round(evidence.lasting() * evidence.after())),
              "all",
              speech.count(evidence.after())));
    }
    return String.join(" ", sentences);
  }

  /** What two dates say about an alert. */
  List<String> differenceStory(Alert alert) {
    double usual = scores.map(DifferenceScores::median).orElse(Double.NaN);
    return List.of(
        speech.text(
            "story.dates",
            "index",
            quantity,
            "size",
            speech.fixed(alert.magnitude(), 2),
            "area",
            speech.area(alert.areaHa()),
            "usual",
            speech.fixed(usual, 2),
            "score",
            speech.fixed(alert.size(), 1)));
  }

  // ---- how sure

  List<String> uncertainty() {
    List<String> paragraphs = new ArrayList<>();
    int row = run.watch().rule().leastRun();
    switch (run.watch().detector()) {
      case BfastMonitoring bfast -> {
        paragraphs.add(
            speech.text(bfast.options().trend() ? "sure.trend" : "sure.season", "n", row));
        paragraphs.add(speech.text("sure.common"));
      }
      case Online _ -> {
        paragraphs.add(speech.text("sure.online", "n", row));
        paragraphs.add(speech.text("sure.common"));
      }
      case TwoDates _ -> {
        paragraphs.add(speech.text("sure.dates") + " " + seasons());
        paragraphs.add(speech.text("sure.limit", "limit", speech.fixed(0.33, 2)));
      }
    }
    paragraphs.add(coverage());
    masks().ifPresent(paragraphs::add);
    return paragraphs;
  }

  private String seasons() {
    int apart = Math.abs(run.day(run.beforeScene()).getDayOfYear() - run.lastDay().getDayOfYear());
    int days = Math.min(apart, 365 - apart);
    return speech.counted("sure.apart", days)
        + (days > 30 ? " " + speech.text("sure.muchSeason") : "");
  }

  private Optional<String> masks() {
    List<Integer> used = usedScenes();
    long without = used.stream().filter(i -> run.cube().scenes().get(i).mask().isEmpty()).count();
    if (without == 0) {
      return Optional.empty();
    }
    return Optional.of(
        speech.text(
            without == used.size() ? "sure.noMask" : "sure.someMasks",
            "n",
            speech.count(without),
            "all",
            speech.count(used.size())));
  }

  /** The scenes that the detector looked at. */
  List<Integer> usedScenes() {
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ ->
          java.util.stream.IntStream.range(0, run.cube().dates()).boxed().toList();
      case TwoDates _ -> List.of(run.beforeScene(), run.lastScene());
    };
  }

  private double lookedHectares() {
    return run.hectares(Math.max(1, run.coverage().looked()));
  }
}
