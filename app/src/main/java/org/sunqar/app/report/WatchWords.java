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

  private static final String COMMON =
      "A drought, late rains or another season out of the ordinary moves much land at once. What is"
          + " common to the whole area on a date is taken off, up to 2 scatters; what is stronger,"
          + " or hits one kind of land only, can still raise alerts where the land did not change."
          + " So can haze, thin cloud and shadow that the masks left over, when they come several"
          + " times in a row.";

  private final FinishedRun run;
  private final Optional<DifferenceScores> scores;
  private final String quantity;

  /**
   * The words for a run.
   *
   * @param scores of a difference of two dates
   */
  WatchWords(FinishedRun run, Optional<DifferenceScores> scores) {
    this.run = run;
    this.scores = scores;
    this.quantity = quantity(run.watch().variable());
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
    return SpectralIndex.of(run.watch().variable())
        .map(index -> index.name() + " (" + index.purpose() + ")")
        .orElse(
            (CubeScene.formulaOf(run.watch().variable()).isPresent() ? "" : "band ")
                + run.watch().variable());
  }

  /** Heading of the magnitude column. */
  String magnitudeUnit() {
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ -> quantity;
      case TwoDates _ -> "z";
    };
  }

  String title() {
    String name = run.watch().name() + ": ";
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ ->
          name + quantity + " from " + run.watch().monitorFrom() + " to " + run.lastDay();
      case TwoDates _ ->
          name
              + quantity
              + " of "
              + run.day(run.beforeScene())
              + " and "
              + run.lastDay()
              + " compared";
    };
  }

  // ---- what was found

  List<Fact> figures() {
    double found = run.alerts().stream().mapToDouble(Alert::areaHa).sum();
    return List.of(
        new Fact(run.alerts().size() == 1 ? "alert" : "alerts", Metric.count(run.alerts().size())),
        new Fact("land in alerts", Metric.area(found)),
        new Fact("of the land looked at", Metric.share(found / lookedHectares())),
        new Fact("of the area could be looked at", Metric.share(run.coverage().lookedShare())));
  }

  /** One sentence or two: what was found where something could be looked at. */
  String found() {
    if (run.alerts().isEmpty()) {
      return nothingFound();
    }
    List<Alert> alerts = run.alerts();
    double hectares = alerts.stream().mapToDouble(Alert::areaHa).sum();
    long falls = alerts.stream().filter(alert -> alert.size() < 0).count();
    String land =
        Metric.counted(alerts.size(), "piece of land", "pieces of land")
            + (alerts.size() == 1 ? " of " : ", together ")
            + Metric.area(hectares)
            + " or "
            + Metric.share(hectares / lookedHectares())
            + " of what could be looked at, ";
    String direction = direction(alerts.size(), falls);
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ ->
          land
              + (alerts.size() == 1 ? "left its" : "left their")
              + " usual course since "
              + run.watch().monitorFrom()
              + ". "
              + direction;
      case TwoDates _ ->
          land
              + (alerts.size() == 1 ? "differs" : "differ")
              + " more than usual between "
              + run.day(run.beforeScene())
              + " and "
              + run.lastDay()
              + ". "
              + direction;
    };
  }

  private String direction(int alerts, long falls) {
    if (alerts == 1) {
      return "It is a " + (falls == 1 ? "fall" : "rise") + " of " + quantity + ".";
    }
    if (falls == alerts || falls == 0) {
      return "All are " + (falls == 0 ? "rises" : "falls") + " of " + quantity + ".";
    }
    long rises = alerts - falls;
    return "%s %s of %s, %s %s."
        .formatted(
            Metric.count(falls),
            falls == 1 ? "is a fall" : "are falls",
            quantity,
            Metric.count(rises),
            rises == 1 ? "a rise" : "rises");
  }

  private String nothingFound() {
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ ->
          "No alert: from %s to %s no piece of land of %s or more left its usual course of %s for %s."
              .formatted(
                  run.watch().monitorFrom(),
                  run.lastDay(),
                  Metric.area(run.watch().rule().minimumAreaHa()),
                  quantity,
                  Metric.counted(
                      run.watch().rule().leastRun(),
                      "clear observation",
                      "clear observations in a row"));
      case TwoDates two ->
          "No alert: no piece of land of %s or more differs in %s between %s and %s by a score of %s."
              .formatted(
                  Metric.area(run.watch().rule().minimumAreaHa()),
                  quantity,
                  run.day(run.beforeScene()),
                  run.lastDay(),
                  Metric.plain(two.threshold()));
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
      paragraphs.add(notProof());
    } else {
      paragraphs.add(largest());
      double hectares = run.alerts().stream().mapToDouble(Alert::areaHa).sum();
      if (hectares > MUCH_LAND * lookedHectares()) {
        paragraphs.add(
            "So much land at once has rarely changed for good. Look first for a common cause: a"
                + " season out of the ordinary, haze or smoke, or scenes that do not fit each"
                + " other.");
      }
    }
    paragraphs.add(coverage());
    return paragraphs;
  }

  private String notProof() {
    long changed = run.coverage().changed();
    return "That nothing was found is not proof that nothing happened: what is smaller, weaker or"
        + " more recent is not seen."
        + (changed == 0
            ? ""
            : " %s %s beyond the detector's boundary, but no group of them passes the alert rule."
                .formatted(
                    Metric.counted(changed, "single pixel", "single pixels"),
                    changed == 1 ? "is" : "are"));
  }

  /** The largest alert, the most certain, and when the alerts began. */
  private String largest() {
    Alert largest = run.alerts().getFirst();
    Alert strongest =
        run.alerts().stream().max(Comparator.comparingDouble(Alert::confidence)).orElseThrow();
    StringBuilder text = new StringBuilder();
    boolean only = run.alerts().size() == 1;
    text.append(only ? "Alert " : "The largest, alert ")
        .append(number(largest))
        .append(only ? " measures " : ", measures ")
        .append(Metric.area(largest.areaHa()))
        .append(" and lies at ")
        .append(new LonLat(largest.longitude(), largest.latitude()).label(4))
        .append('.');
    if (run.watch().detector() instanceof BfastMonitoring) {
      LocalDate first = run.alerts().stream().map(Alert::firstDate).min(LocalDate::compareTo).get();
      LocalDate last = run.alerts().stream().map(Alert::firstDate).max(LocalDate::compareTo).get();
      text.append(
          first.equals(last)
              ? " The change was first seen on " + first + "."
              : " The changes were first seen between " + first + " and " + last + ".");
    }
    if (!only) {
      text.append(
          strongest.equals(largest)
              ? " It also has the strongest evidence, with a confidence of "
              : " Alert "
                  + number(strongest)
                  + " at "
                  + new LonLat(strongest.longitude(), strongest.latitude()).label(4)
                  + " has the strongest evidence, with a confidence of ");
      text.append(Metric.fixed(strongest.confidence(), 2)).append('.');
    }
    return text.toString();
  }

  /** How much of the area could be looked at, and how often. */
  String coverage() {
    Coverage coverage = run.coverage();
    String blind = Metric.share(1 - coverage.lookedShare());
    String unseen =
        coverage.unseen() > 0
            ? " ("
                + Metric.share((double) coverage.unseen() / coverage.pixels())
                + " was never seen clear)"
            : "";
    return switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ ->
          coverage.looked() == coverage.pixels()
              ? "All of the area could be looked at. Half of it has "
                  + coverage.medianObservations()
                  + " or more clear observations."
              : "Of the area, "
                  + blind
                  + " could not be looked at: too few clear observations before or none"
                  + " after the start of monitoring"
                  + unseen
                  + ". Half of the area has "
                  + coverage.medianObservations()
                  + " or more clear observations.";
      case TwoDates _ ->
          coverage.looked() == coverage.pixels()
              ? "All of the area has a value on both dates."
              : "Of the area, "
                  + blind
                  + " could not be compared: it has no clear value on one of the dates.";
    };
  }

  // ---- one alert

  /** What the series says about an alert. */
  List<String> seriesStory(Alert alert, Optional<SeriesStory> story) {
    String what =
        "%s %s by %s, %s times the usual scatter of the place, on %s. First seen on %s; %s %s."
            .formatted(
                quantity,
                alert.size() < 0 ? "fell" : "rose",
                Metric.plain(Math.abs(alert.magnitude())),
                Metric.fixed(Math.abs(alert.size()), 1),
                Metric.area(alert.areaHa()),
                alert.firstDate(),
                alert.confirmedDate().isBefore(alert.firstDate())
                    ? "something else had alarmed the detector on"
                    : "the detector was sure on",
                alert.confirmedDate());
    String seen =
        " A typical pixel has %s since monitoring began, of which %d in a row lie outside the usual range."
            .formatted(
                Metric.counted(alert.observations(), "clear observation", "clear observations"),
                alert.run());
    List<String> paragraphs = new ArrayList<>(List.of(what + seen));
    story.filter(s -> s.change().isPresent()).map(s -> pixel(alert, s)).ifPresent(paragraphs::add);
    return paragraphs;
  }

  private static String pixel(Alert alert, SeriesStory story) {
    BreakEvidence evidence = story.evidence();
    LocalDate change = story.change().orElseThrow();
    long later = ChronoUnit.DAYS.between(alert.firstDate(), change);
    return "The chart follows the pixel with the strongest change. It changed "
        + story
            .lastBefore()
            .map(before -> "between " + before + " and " + change)
            .orElse("before " + change)
        + (later > FAR
            ? ", later than the alert as a whole"
            : later < -FAR ? ", earlier than the alert as a whole" : "")
        + (evidence.after() == 0 ? "." : lasting(evidence));
  }

  private static String lasting(BreakEvidence evidence) {
    return ", and "
        + (evidence.lasting() >= 1
            ? "all " + evidence.after()
            : Math.round(evidence.lasting() * evidence.after()) + " of the " + evidence.after())
        + " clear observations since then lie outside its usual range.";
  }

  /** What two dates say about an alert. */
  List<String> differenceStory(Alert alert) {
    double usual = scores.map(DifferenceScores::median).orElse(Double.NaN);
    return List.of(
        "%s changed by %s on %s, while the middle pixel of the area changed by %s: a score of %s. When it changed between the two dates, and whether the change lasts, cannot be told."
            .formatted(
                quantity,
                Metric.fixed(alert.magnitude(), 2),
                Metric.area(alert.areaHa()),
                Metric.fixed(usual, 2),
                Metric.fixed(alert.size(), 1)));
  }

  // ---- how sure

  List<String> uncertainty() {
    List<String> paragraphs = new ArrayList<>();
    switch (run.watch().detector()) {
      case BfastMonitoring bfast -> {
        paragraphs.add(
            "Each pixel is compared with its own past: a season%s, fitted to the history. The method sees changes that are larger than the usual scatter of the pixel and last for %d clear observations or more. It does not see smaller ones, those that pass sooner, nor gradual ones that begin in the history and become part of what is expected."
                .formatted(
                    bfast.options().trend() ? " and a straight trend" : "",
                    run.watch().rule().leastRun()));
        paragraphs.add(COMMON);
      }
      case Online _ -> {
        paragraphs.add(
            "Each pixel is compared with what its own past lets expect. The method takes one scene after the other and sees changes that last for %d clear observations or more; how small a change may be depends on its parameters. It does not see those that pass sooner, nor gradual ones that begin in the history and become part of what is expected."
                .formatted(run.watch().rule().leastRun()));
        paragraphs.add(COMMON);
      }
      case TwoDates _ -> {
        paragraphs.add(
            "Two dates cannot tell a season from a change. The score takes out what is common to"
                + " all land, but crops, grass and forest do not keep the same calendar."
                + seasons());
        paragraphs.add(
            "No later image confirms these alerts, so the confidence of one from two dates is never"
                + " above 0.33.");
      }
    }
    paragraphs.add(coverage());
    masks().ifPresent(paragraphs::add);
    return paragraphs;
  }

  private String seasons() {
    int apart = Math.abs(run.day(run.beforeScene()).getDayOfYear() - run.lastDay().getDayOfYear());
    int days = Math.min(apart, 365 - apart);
    return " These two lie %s apart in the year%s."
        .formatted(
            Metric.counted(days, "day", "days"),
            days > 30 ? ", enough for much of what is seen here to be season" : "");
  }

  private Optional<String> masks() {
    List<Integer> used = usedScenes();
    long without = used.stream().filter(i -> run.cube().scenes().get(i).mask().isEmpty()).count();
    if (without == 0) {
      return Optional.empty();
    }
    return Optional.of(
        (without == used.size()
                ? "The scenes have no cloud mask"
                : without + " of the " + used.size() + " scenes have no cloud mask")
            + ": clouds and their shadows count as observations of the land there.");
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
