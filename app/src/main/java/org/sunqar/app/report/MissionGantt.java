// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What each satellite did over time: a row for each, with its battery and memory below. */
final class MissionGantt {

  private static final double LEFT = 92;
  private static final double RIGHT = 14;
  private static final double WIDTH = 980;
  private static final double ROW = 26;
  private static final double CURVE = 34;
  private static final double TOP = 26;
  private static final double GAP = 14;

  private final MissionStory story;
  private final Speech speech;

  MissionGantt(MissionStory story, Speech speech) {
    this.story = story;
    this.speech = speech;
  }

  private double x(Instant time) {
    double share =
        Duration.between(story.start(), time).toMillis()
            / (double) Duration.between(story.start(), story.end()).toMillis();
    return LEFT + Math.clamp(share, 0, 1) * (WIDTH - LEFT - RIGHT);
  }

  String figure() {
    double height = TOP + story.satellites().size() * (ROW + CURVE + GAP) + 4;
    Svg svg = new Svg(WIDTH, height, "mission", speech.text("mission.ganttIs"));
    for (int i = 0; i < story.satellites().size(); i++) {
      double y = TOP + i * (ROW + CURVE + GAP);
      svg.rect(LEFT, y, WIDTH - LEFT - RIGHT, ROW + CURVE, "row");
    }
    axis(svg, height);
    for (int i = 0; i < story.satellites().size(); i++) {
      row(svg, story.satellites().get(i), TOP + i * (ROW + CURVE + GAP));
    }
    return "<figure>" + svg.finish() + legend() + "</figure>";
  }

  private void axis(Svg svg, double height) {
    Instant time = story.start().truncatedTo(ChronoUnit.DAYS);
    for (; !time.isAfter(story.end()); time = time.plus(Duration.ofHours(12))) {
      if (time.isBefore(story.start())) {
        continue;
      }
      double x = x(time);
      svg.line(x, TOP - 6, x, height - GAP, "grid");
      boolean midnight = time.atZone(ZoneOffset.UTC).getHour() == 0;
      if (midnight && time.isBefore(story.end())) {
        svg.text(x + 4, TOP - 10, speech.dayOfMonth(time), "faint");
      }
    }
    for (MissionStory.PlanTale plan : story.plans()) {
      double x = x(plan.made());
      svg.line(x, TOP - 6, x, height - GAP, "plan");
    }
  }

  private void row(Svg svg, MissionStory.SatelliteTale satellite, double y) {
    svg.text(LEFT - 10, y + 17, satellite.name(), "end");
    satellite
        .failed()
        .ifPresent(t -> {
          svg.rect(x(t), y, WIDTH - RIGHT - x(t), ROW + CURVE, "after");
          svg.line(x(t), y, x(t), y + ROW + CURVE, "out");
          svg.text(x(t) + 10, y + 17, speech.text("mission.failed"), "faint");
        });
    for (Instant[] down : satellite.downlinks()) {
      svg.rect(x(down[0]), y + 3, Math.max(2, x(down[1]) - x(down[0])), ROW - 6, "down");
    }
    curve(svg, satellite.lines(), y, MissionStory.Line::energy, "energy");
    curve(svg, satellite.lines(), y, MissionStory.Line::memory, "memory");
    for (MissionStory.PassTale pass : story.passes()) {
      if (pass.satellite().equals(satellite.id())) {
        svg.circle(
            x(pass.time()),
            y + ROW / 2,
            pass.forAlert() ? 5 : 3.5,
            css(pass.outcome()) + (pass.forAlert() ? "" : " other"));
      }
    }
  }

  static String css(MissionStory.Outcome outcome) {
    return switch (outcome) {
      case GOOD -> "good";
      case CLOUDY -> "cloudy";
      case NOT_TAKEN, LOST -> "bad";
    };
  }

  private void curve(
      Svg svg,
      List<MissionStory.Line> lines,
      double y,
      ToDoubleFunction<MissionStory.Line> value,
      String css) {
    StringBuilder path = new StringBuilder();
    for (MissionStory.Line line : lines) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(Svg.number(x(line.time())))
          .append(' ')
          .append(Svg.number(y + ROW + CURVE - 2 - value.applyAsDouble(line) * (CURVE - 4)));
    }
    svg.path(path, css);
  }

  private String legend() {
    return "<ul class=\"legend\">"
        + MissionReport.legend(
            "<circle cx=\"8\" cy=\"6\" r=\"5\" class=\"good\"/>",
            speech.text("mission.goodForAlert"))
        + MissionReport.legend(
            "<circle cx=\"8\" cy=\"6\" r=\"4.5\" class=\"cloudy\"/>",
            speech.text("mission.cloudyImage"))
        + MissionReport.legend(
            "<circle cx=\"8\" cy=\"6\" r=\"5\" class=\"bad\"/>", speech.text("mission.notTaken"))
        + MissionReport.legend(
            "<circle cx=\"8\" cy=\"6\" r=\"3.5\" class=\"good other\"/>",
            speech.text("mission.forOthers"))
        + MissionReport.legend(
            "<rect x=\"5\" y=\"0\" width=\"6\" height=\"12\" class=\"down\"/>",
            speech.text("mission.downlink"))
        + MissionReport.legend(
            "<path d=\"M0 6L16 6\" class=\"energy\"/>", speech.text("mission.battery"))
        + MissionReport.legend(
            "<path d=\"M0 6L16 6\" class=\"memory\"/>", speech.text("mission.memory"))
        + MissionReport.legend(
            "<path d=\"M8 0L8 12\" class=\"plan\"/>", speech.text("mission.newVersion"))
        + "</ul>";
  }
}
