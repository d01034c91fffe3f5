// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.Collections;

/**
 * Draws a histogram of scores with two thresholds. Counts are on a logarithmic scale: the changes
 * are the thin tails, which a linear scale would hide.
 */
final class Histogram {

  private static final double WIDTH = 960;
  private static final double HEIGHT = 290;
  private static final double LEFT = 78;
  private static final double RIGHT = 944;
  private static final double TOP = 46;
  private static final double BOTTOM = 240;

  /** Where bars stand: below one pixel, so that a bin with one pixel still shows. */
  private static final double BASE = Math.log10(0.6);

  private Histogram() {}

  static String draw(HistogramContent content, Speech speech) {
    Svg svg =
        new Svg(
            WIDTH,
            HEIGHT,
            "chart",
            speech.text(
                "histogram.description",
                "title",
                content.title(),
                "below",
                speech.percent(content.shareBelow(), 2),
                "low",
                speech.fixed(content.below(), 1),
                "above",
                speech.percent(content.shareAbove(), 2),
                "high",
                speech.fixed(content.above(), 1)));
    Axis score = new Axis(content.low(), content.high(), LEFT, RIGHT);
    double most = Math.log10((double) Math.max(10, Collections.max(content.counts())));
    Axis count = new Axis(BASE, most + 0.1, BOTTOM, TOP);
    svg.rect(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, "plot");
    drawAxes(svg, content, score, count, speech);
    drawBars(svg, content, score, count);
    drawThresholds(svg, content, score, speech);
    return svg.finish();
  }

  private static void drawAxes(
      Svg svg, HistogramContent content, Axis score, Axis count, Speech speech) {
    for (int power = 0; power <= count.high(); power++) {
      double y = count.at(power);
      svg.line(LEFT, y, RIGHT, y, "grid");
      svg.text(LEFT - 8, y + 4.5, speech.count(Math.round(Math.pow(10, power))), "tick end");
    }
    int decimals = Axis.decimals(score.tickStep(11));
    for (double tick : score.ticks(11)) {
      svg.line(score.at(tick), BOTTOM, score.at(tick), BOTTOM + 5, "axis");
      svg.text(score.at(tick), BOTTOM + 20, speech.fixed(tick, decimals), "tick middle");
    }
    svg.text((LEFT + RIGHT) / 2, BOTTOM + 42, content.axis(), "note middle");
    svg.text(4, TOP - 12, speech.text("histogram.pixels"), "note");
  }

  private static void drawBars(Svg svg, HistogramContent content, Axis score, Axis count) {
    int bins = content.counts().size();
    double width = (content.high() - content.low()) / bins;
    for (int i = 0; i < bins; i++) {
      long n = content.counts().get(i);
      if (n == 0) {
        continue;
      }
      double middle = content.low() + (i + 0.5) * width;
      double x = score.at(content.low() + i * width);
      double next = score.at(content.low() + (i + 1) * width);
      double y = count.at(Math.log10((double) n));
      String kind =
          middle <= content.below() ? "bar loss" : middle >= content.above() ? "bar gain" : "bar";
      svg.rect(x + 0.4, y, Math.max(0.6, next - x - 0.8), BOTTOM - y, kind);
    }
    svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
  }

  private static void drawThresholds(Svg svg, HistogramContent content, Axis score, Speech speech) {
    if (score.holds(content.below())) {
      double x = score.at(content.below());
      svg.line(x, TOP - 6, x, BOTTOM, "break");
      svg.text(
          x - 6,
          TOP + 14,
          speech.text(
              "histogram.fall",
              "score",
              speech.fixed(content.below(), 1),
              "share",
              speech.percent(content.shareBelow(), 2)),
          "note break-label end");
    }
    if (score.holds(content.above())) {
      double x = score.at(content.above());
      svg.line(x, TOP - 6, x, BOTTOM, "gain-line");
      svg.text(
          x + 6,
          TOP + 14,
          speech.text(
              "histogram.rise",
              "score",
              speech.fixed(content.above(), 1),
              "share",
              speech.percent(content.shareAbove(), 2)),
          "note gain-label");
    }
  }
}
