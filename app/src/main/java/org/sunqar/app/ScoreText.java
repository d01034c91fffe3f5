// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.simulate.Score;
import org.sunqar.app.console.Console;

/** How good alerts are against what was planted, in words. */
final class ScoreText {

  private ScoreText() {}

  /** A sentence or two each. */
  static List<String> lines(Score score, Console console) {
    List<String> lines = new ArrayList<>();
    lines.add(
        console.text(
            "score.found",
            "found",
            score.eventsFound(),
            "planted",
            score.eventsToFind(),
            "missed",
            score.missed().size()));
    lines.add(
        score.alerts() == 0
            ? console.text("score.none")
            : console.text("score.false", "wrong", score.falseAlerts(), "alerts", score.alerts()));
    score
        .eventLag()
        .ifPresent(lag ->
            lines.add(
                console.text(
                    "score.lag",
                    "median",
                    console.fixed(lag.median(), 0),
                    "low",
                    console.fixed(lag.lowerQuartile(), 0),
                    "high",
                    console.fixed(lag.upperQuartile(), 0))));
    if (score.monitored().reference() > 0) {
      boolean all = score.neverEvent().reference() == 0;
      lines.add(
          console.text(
              "score.share",
              "inside",
              console.fixed(100 * score.monitored().producers(), 0),
              "never",
              console.fixed(all ? 0 : 100 * (1 - score.neverEvent().producers()), 2)));
    }
    return lines;
  }
}
