// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
  private final Speech speech;

  WatchFacts(FinishedRun run, WatchWords words) {
    this.run = run;
    this.words = words;
    this.speech = words.speech();
  }

  /** The watch in a few facts, for the top of a page. */
  List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("watch", run.watch().name()));
    facts.add(fact("collection", run.watch().collection()));
    facts.add(fact("area", speech.area(run.hectares(run.coverage().pixels()))));
    facts.add(fact("index", words.quantityAndPurpose()));
    switch (run.watch().detector()) {
      case BfastMonitoring _, Online _ -> {
        facts.add(
            fact(
                "history",
                period(run.firstDay(), run.day(run.historyScenes() - 1), run.historyScenes())));
        facts.add(
            fact(
                "monitoring",
                period(
                    run.watch().monitorFrom(),
                    run.lastDay(),
                    run.cube().dates() - run.historyScenes())));
      }
      case TwoDates _ -> {
        facts.add(fact("earlier", speech.day(run.day(run.beforeScene()))));
        facts.add(fact("later", speech.day(run.lastDay())));
      }
    }
    return facts;
  }

  private Fact fact(String key, String value) {
    return new Fact(speech.text("fact." + key), value);
  }

  private String period(LocalDate from, LocalDate to, int scenes) {
    return speech.counted("period", scenes, "from", speech.day(from), "to", speech.day(to));
  }

  /** Method, settings and rule. */
  List<Fact> parameters() {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("collection", run.watch().collection()));
    facts.add(fact("index", words.quantityAndPurpose()));
    facts.add(fact("area", speech.area(run.hectares(run.coverage().pixels()))));
    facts.add(fact("pixels", speech.count(run.coverage().changed())));
    AlertRule rule = run.watch().rule();
    switch (run.watch().detector()) {
      case BfastMonitoring bfast -> {
        facts.add(fact("scenesBefore", speech.count(run.historyScenes())));
        facts.add(fact("scenesAfter", speech.count(run.cube().dates() - run.historyScenes())));
        facts.addAll(method(bfast.options()));
        facts.add(
            new Fact(
                speech.text("fact.observations", "times", speech.fixed(BreakEvidence.FENCE, 1)),
                speech.text("orMore", "n", rule.leastRun())));
      }
      case Online online -> {
        facts.add(fact("scenesBefore", speech.count(run.historyScenes())));
        facts.add(fact("scenesAfter", speech.count(run.cube().dates() - run.historyScenes())));
        facts.add(fact("method", speech.text("method.online", "name", online.name())));
        online.detector().parameters().forEach((name, value) -> facts.add(new Fact(name, value)));
        facts.add(fact("signals", speech.text("orMore", "n", rule.leastRun())));
      }
      case TwoDates two -> {
        facts.add(fact("method", speech.text("method.dates")));
        facts.add(fact("threshold", speech.plain(two.threshold())));
        words
            .scores()
            .ifPresent(s -> {
              facts.add(fact("median", speech.fixed(s.median(), 3)));
              facts.add(fact("scale", speech.fixed(s.scale(), 3)));
            });
      }
    }
    facts.addAll(rule(rule));
    return facts;
  }

  private List<Fact> method(BfastMonitorOptions options) {
    String process = options.type().name().replace('_', '-');
    return List.of(
        fact("method", "bfast-monitor (Verbesselt, Zeileis and Herold 2012)"),
        fact(
            "season",
            speech.counted(options.trend() ? "season.trend" : "season.only", options.order())),
        fact(
            "stable",
            switch (options.history()) {
              case ALL -> speech.text("stable.all");
              case ROC -> speech.text("stable.roc");
              case BP -> speech.text("stable.bp");
            }),
        fact(
            "process",
            options.type() == ProcessType.OLS_MOSUM
                ? speech.text(
                    "process.window", "process", process, "share", speech.plain(options.h()))
                : process),
        fact("level", speech.plain(options.level())));
  }

  private List<Fact> rule(AlertRule rule) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("leastArea", speech.with("unit.ha", speech.plain(rule.minimumAreaHa()))));
    if (rule.leastSize() > 0) {
      facts.add(fact("leastChange", speech.text("scatters", "n", speech.plain(rule.leastSize()))));
    }
    if (rule.leastMagnitude() > 0) {
      facts.add(fact("leastMagnitude", speech.plain(rule.leastMagnitude())));
    }
    if (rule.minimumConfidence() > 0) {
      facts.add(fact("leastConfidence", speech.plain(rule.minimumConfidence())));
    }
    if (rule.quietDays() > 0) {
      facts.add(fact("quiet", speech.counted("days", rule.quietDays())));
    }
    facts.add(
        fact(
            "direction",
            switch (rule.direction()) {
              case DECREASE -> speech.text("rule.falls");
              case INCREASE -> speech.text("rule.rises");
              case BOTH -> speech.text("rule.both");
            }));
    return facts;
  }
}
