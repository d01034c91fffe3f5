// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.List;
import java.util.Locale;
import org.sunqar.raster.geo.Bounds;

/** The watched land with the alerts, and the footprints of the images taken for them. */
final class MissionMap {

  private static final double WIDTH = 620;
  private static final double MARGIN = 0.45;

  private final MissionStory story;
  private final Speech speech;
  private final double west;
  private final double north;
  private final double scale;
  private final double squeeze;
  private final double height;

  MissionMap(MissionStory story, Speech speech) {
    this.story = story;
    this.speech = speech;
    Bounds land = story.land();
    double east = land.maxX() - land.minX();
    double up = land.maxY() - land.minY();
    this.west = land.minX() - MARGIN * east;
    this.north = land.maxY() + MARGIN * up;
    this.squeeze = 1 / Math.cos(Math.toRadians((land.minY() + land.maxY()) / 2));
    this.scale = WIDTH / (east * (1 + 2 * MARGIN));
    this.height = up * (1 + 2 * MARGIN) * scale * squeeze;
  }

  private double x(double longitude) {
    return (longitude - west) * scale;
  }

  private double y(double latitude) {
    return (north - latitude) * scale * squeeze;
  }

  String figure() {
    Svg svg = new Svg(WIDTH, height, "mission clipped", speech.text("mission.mapIs"));
    Bounds land = story.land();
    svg.rect(
        x(land.minX()),
        y(land.maxY()),
        x(land.maxX()) - x(land.minX()),
        y(land.minY()) - y(land.maxY()),
        "landbox");
    for (MissionStory.PassTale pass : story.passes()) {
      if (pass.forAlert() && pass.cloud().isPresent()) {
        footprint(svg, pass);
      }
    }
    for (MissionStory.AlertTale alert : story.alerts()) {
      String css =
          switch (alert.outcome()) {
            case "confirmed" -> "yes";
            case "retracted" -> "no";
            default -> "open";
          };
      double x = x(alert.longitude());
      double y = y(alert.latitude());
      if (css.equals("no")) {
        svg.path(String.format(Locale.ROOT, "M%.1f %.1fl6 6l6-6l-6-6z", x - 6, y), css);
      } else {
        svg.circle(x, y, 6, css);
      }
      svg.text(x + 10, y + 4, alert.id().substring(alert.id().lastIndexOf('-') + 1), "faint");
    }
    return "<figure style=\"max-width:660px\">"
        + svg.finish()
        + "<ul class=\"legend\">"
        + MissionReport.legend(
            "<circle cx=\"8\" cy=\"6\" r=\"5\" class=\"yes\"/>",
            speech.value("outcome", "confirmed"))
        + MissionReport.legend(
            "<path d=\"M2 6l6 6l6-6l-6-6z\" class=\"no\"/>", speech.value("outcome", "retracted"))
        + MissionReport.legend(
            "<circle cx=\"8\" cy=\"6\" r=\"4.5\" class=\"open\"/>", speech.value("outcome", "open"))
        + MissionReport.legend(
            "<rect x=\"1\" y=\"1\" width=\"14\" height=\"10\" class=\"foot\"/>",
            speech.text("mission.goodImage"))
        + MissionReport.legend(
            "<rect x=\"1\" y=\"1\" width=\"14\" height=\"10\" class=\"foot veiled\"/>",
            speech.text("mission.cloudyImage"))
        + MissionReport.legend(
            "<rect x=\"1\" y=\"1\" width=\"14\" height=\"10\" class=\"landbox\"/>",
            speech.text("mission.land"))
        + "</ul></figure>";
  }

  private void footprint(Svg svg, MissionStory.PassTale pass) {
    StringBuilder path = new StringBuilder();
    List<double[]> corners = pass.footprint();
    for (double[] corner : corners) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(Svg.number(x(corner[0])))
          .append(' ')
          .append(Svg.number(y(corner[1])));
    }
    svg.path(
        path.append('Z'), pass.outcome() == MissionStory.Outcome.CLOUDY ? "foot veiled" : "foot");
  }
}
