// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.detect.BfastMonitorOptions;
import org.sunqar.analysis.detect.ProcessType;
import org.sunqar.analysis.kernel.BreakEvidence;
import org.sunqar.analysis.watch.DetectorSettings.BfastMonitoring;
import org.sunqar.analysis.watch.DetectorSettings.Online;
import org.sunqar.analysis.watch.DetectorSettings.TwoDates;
import org.sunqar.app.report.ReportContent.Fact;

/** What a run looked at and with which settings, as labels and values. */
final class WatchFacts {

  private final FinishedRun run;
  private final WatchWords words;

  WatchFacts(FinishedRun run, WatchWords words) {
    this.run = run;
    this.words = words;
  }

  /** The watch in a few facts, for the top of a page. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Watch", run.watch().name()));
    facts.add(new Fact("Collection", run.watch().collection()));
    facts.add(new Fact("Area", Metric.area(run.hectares(run.coverage().pixels()))));
    facts.add(new Fact("Index", words.quantityAndPurpose()));
    switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ -> {
        facts.add(
            new Fact(
                "History",
                period(run.firstDay(), run.day(run.historyScenes() - 1), run.historyScenes())));
        facts.add(
            new Fact(
                "Monitoring",
                period(
                    run.watch().monitorFrom(),
                    run.lastDay(),
                    run.cube().dates() - run.historyScenes())));
      }
      case TwoDates _ -> {
        facts.add(new Fact("Earlier scene", run.day(run.beforeScene()).toString()));
        facts.add(new Fact("Later scene", run.lastDay().toString()));
      }
    }
    return facts;
  }

  private static String period(LocalDate from, LocalDate to, int scenes) {
    return from + " to " + to + ", " + Metric.counted(scenes, "scene", "scenes");
  }

  /** Method, settings and rule. */
  List<Fact> parameters() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Collection", run.watch().collection()));
    facts.add(new Fact("Index", words.quantityAndPurpose()));
    facts.add(new Fact("Area", Metric.area(run.hectares(run.coverage().pixels()))));
    facts.add(new Fact("Pixels changed, before the rule", Metric.count(run.coverage().changed())));
    AlertRule rule = run.watch().rule();
    switch (run.watch().detector()) {
      case BfastMonitoring bfast -> {
        facts.add(new Fact("Scenes before monitoring", Metric.count(run.historyScenes())));
        facts.add(
            new Fact(
                "Scenes of the monitoring",
                Metric.count(run.cube().dates() - run.historyScenes())));
        facts.addAll(method(bfast.options()));
        facts.add(
            new Fact(
                "Rule: observations in a row beyond "
                    + Metric.fixed(BreakEvidence.FENCE, 1)
                    + " scatters",
                rule.leastRun() + " or more"));
      }
      case Online online -> {
        facts.add(new Fact("Scenes before monitoring", Metric.count(run.historyScenes())));
        facts.add(
            new Fact(
                "Scenes of the monitoring",
                Metric.count(run.cube().dates() - run.historyScenes())));
        facts.add(new Fact("Method", online.name() + ", scene by scene"));
        online.detector().parameters().forEach((name, value) -> facts.add(new Fact(name, value)));
        facts.add(new Fact("Rule: signals in a row", rule.leastRun() + " or more"));
      }
      case TwoDates two -> {
        facts.add(new Fact("Method", "difference of two dates, robust z-score"));
        facts.add(new Fact("Threshold of the score", Metric.plain(two.threshold())));
        words
            .scores()
            .ifPresent(s -> {
              facts.add(new Fact("Change of the middle pixel", Metric.fixed(s.median(), 3)));
              facts.add(new Fact("Usual difference (score 1)", Metric.fixed(s.scale(), 3)));
            });
      }
    }
    facts.addAll(rule(rule));
    return facts;
  }

  private static List<Fact> method(BfastMonitorOptions options) {
    String process = options.type().name().replace('_', '-');
    return List.of(
        new Fact("Method", "bfast-monitor (Verbesselt, Zeileis and Herold 2012)"),
        new Fact(
            "Season model",
            Metric.counted(options.order(), "harmonic", "harmonics")
                + (options.trend() ? " and trend" : ", no trend")),
        new Fact(
            "Stable history",
            switch (options.history()) {
              case ALL -> "all before monitoring";
              case ROC -> "reverse-ordered CUSUM (ROC)";
              case BP -> "after the last breakpoint (BP)";
            }),
        new Fact(
            "Process",
            options.type() == ProcessType.OLS_MOSUM
                ? process + ", window " + Metric.plain(options.h()) + " of the history"
                : process),
        new Fact("Level", String.format(Locale.ROOT, "%s", options.level())));
  }

  private List<Fact> rule(AlertRule rule) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Rule: least area", Metric.plain(rule.minimumAreaHa()) + "\u00a0ha"));
    if (rule.leastSize() > 0) {
      facts.add(new Fact("Rule: least change", Metric.plain(rule.leastSize()) + " scatters"));
    }
    if (rule.leastMagnitude() > 0) {
      facts.add(new Fact("Rule: least magnitude", Metric.plain(rule.leastMagnitude())));
    }
    if (rule.minimumConfidence() > 0) {
      facts.add(new Fact("Rule: least confidence", Metric.plain(rule.minimumConfidence())));
    }
    if (rule.quietDays() > 0) {
      facts.add(new Fact("Rule: quiet period", rule.quietDays() + " days"));
    }
    facts.add(
        new Fact(
            "Rule: direction",
            switch (rule.direction()) {
              case DECREASE -> "falls only";
              case INCREASE -> "rises only";
              case BOTH -> "falls and rises";
            }));
    return facts;
  }
}
