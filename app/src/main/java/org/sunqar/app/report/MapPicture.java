// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.sunqar.app.report.MapContent.Colouring;
import org.sunqar.raster.geo.Affine;

/**
 * Draws the map of a result: the picture, the outlines of the alerts with the numbers of those in
 * the table, scale bar, grid north, the coordinates of the corners and a legend.
 */
final class MapPicture {

  private static final double MAX_WIDTH = 1000;
  private static final double MAX_HEIGHT = 1120;

  /** Strip above the picture, with coordinates (drawing units). */
  private static final double HEAD = 22;

  /** Strips below the picture: coordinates, then the legend (drawing units). */
  private static final double FOOT = 22;

  private static final double LEGEND = 34;

  /** Alerts that carry their number on the map; more would hide the land. */
  static final int MAX_LABELS = 40;

  /** Mean width of a character of the legend (drawing units). */
  private static final double CHARACTER = 7.2;

  private final Speech speech;
  private final MapContent content;
  private final List<ReportAlert> alerts;
  private final double scale;
  private final double width;
  private final double height;
  private final Outline outline;
  private final Optional<DateClasses> dates;
  private final Svg svg;

  private MapPicture(
      MapContent content, List<ReportAlert> alerts, String description, Speech speech) {
    this.speech = speech;
    this.content = content;
    this.alerts = alerts;
    int cols = content.grid().width();
    int rows = content.grid().height();
    this.scale = Math.min(MAX_WIDTH / cols, MAX_HEIGHT / rows);
    this.width = cols * scale;
    this.height = rows * scale;
    this.outline = new Outline(content.grid().affine(), 0, 0, scale);
    this.dates =
        content.colouring() == Colouring.FIRST_DATE && !alerts.isEmpty()
            ? Optional.of(DateClasses.of(alerts.stream().map(ReportAlert::firstDate).toList()))
            : Optional.empty();
    this.svg = new Svg(width, HEAD + height + FOOT + LEGEND, "map", description);
  }

  /**
   * The drawing.
   *
   * @param alerts those of the table; drawn last to first, so that the first lie on top
   * @param description for readers who cannot see it
   */
  static String draw(
      MapContent content, List<ReportAlert> alerts, String description, Speech speech) {
    MapPicture map = new MapPicture(content, alerts, description, speech);
    map.drawPicture();
    map.drawCorners();
    map.drawScaleBar();
    map.drawNorth();
    map.drawLegend();
    return map.svg.finish();
  }

  /** The inner svg element clips what reaches beyond the picture. */
  private void drawPicture() {
    svg.open(
        "svg",
        "x",
        0,
        "y",
        HEAD,
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 " + Svg.number(width) + " " + Svg.number(height));
    svg.rect(0, 0, width, height, "no-data");
    svg.image(0, 0, width, height, content.picture());
    for (ReportAlert alert : alerts.reversed()) {
      String path = outline.path(alert.polygon());
      String style = styleOf(alert);
      svg.path(path, "case " + style);
      svg.path(path, "alert " + style);
    }
    drawLabels();
    svg.close();
    svg.rect(0, HEAD, width, height, "frame");
  }

  private String styleOf(ReportAlert alert) {
    return dates
        .map(d -> "d" + d.colourOf(d.indexOf(alert.firstDate())))
        .orElse(alert.magnitude() < 0 ? "fall" : "rise");
  }

  private record Box(double x, double y, double w, double h) {
    boolean meets(Box o) {
      return x < o.x + o.w && o.x < x + w && y < o.y + o.h && o.y < y + h;
    }

    boolean inside(double width, double height) {
      return x >= 2 && y >= 2 && x + w <= width - 2 && y + h <= height - 2;
    }
  }

  /** Puts each number on the nearest free place around its polygon, with a leader line. */
  private void drawLabels() {
    List<Box> taken = new ArrayList<>();
    taken.add(new Box(0, height - 52, 260, 52)); // the scale bar's place
    taken.add(new Box(width - 56, 0, 56, 76)); // the north arrow's
    for (ReportAlert alert : alerts.subList(0, Math.min(MAX_LABELS, alerts.size()))) {
      if (alert.polygon().isEmpty()) {
        continue;
      }
      Coordinate inside = alert.polygon().getInteriorPoint().getCoordinate();
      double x = outline.x(inside);
      double y = outline.y(inside);
      double w = 11 + 8.5 * String.valueOf(alert.number()).length();
      Box box = freeBox(x, y, w, taken);
      taken.add(box);
      svg.line(x, y, box.x() + w / 2, box.y() + box.h() / 2, "leader-case");
      svg.line(x, y, box.x() + w / 2, box.y() + box.h() / 2, "leader");
      svg.circle(x, y, 2.2, "leader-dot");
      svg.element(
          "rect", "x", box.x(), "y", box.y(), "width", w, "height", box.h(), "rx", 9, "class",
          "pill");
      svg.text(box.x() + w / 2, box.y() + 13.8, String.valueOf(alert.number()), "pill-text middle");
    }
  }

  private Box freeBox(double x, double y, double w, List<Box> taken) {
    double h = 18;
    for (double distance = 26; distance <= 110; distance += 14) {
      for (int direction = 0; direction < 12; direction++) {
        double angle = Math.PI * (direction * 2 - 3) / 12; // starts at the upper right
        Box box =
            new Box(
                x + Math.cos(angle) * distance - w / 2,
                y + Math.sin(angle) * distance - h / 2,
                w,
                h);
        if (box.inside(width, height) && taken.stream().noneMatch(box::meets)) {
          return box;
        }
      }
    }
    return new Box(x - w / 2, y - h / 2, w, h);
  }

  private void drawCorners() {
    double lower = HEAD + height + 16;
    svg.text(0, HEAD - 7, speech.place(content.corners().get(0), 4), "tick");
    svg.text(width, HEAD - 7, speech.place(content.corners().get(1), 4), "tick end");
    svg.text(width, lower, speech.place(content.corners().get(2), 4), "tick end");
    svg.text(0, lower, speech.place(content.corners().get(3), 4), "tick");
  }

  private void drawScaleBar() {
    double metresPerUnit = content.metresPerCell() / scale;
    double metres = Axis.roundDown(Math.min(200, width / 3) * metresPerUnit);
    double length = metres / metresPerUnit;
    double x = 22;
    double y = HEAD + height - 24;
    svg.element(
        "rect",
        "x",
        x - 14,
        "y",
        y - 20,
        "width",
        length + 74,
        "height",
        36,
        "rx",
        3,
        "class",
        "panel");
    for (int i = 0; i < 4; i++) {
      svg.rect(x + i * length / 4, y, length / 4, 7, i % 2 == 0 ? "bar-dark" : "bar-light");
    }
    svg.text(x, y - 5, "0", "note middle");
    svg.text(x + length / 2, y - 5, speech.length(metres / 2), "note middle");
    svg.text(x + length, y - 5, speech.length(metres), "note middle");
  }

  /** The arrow points where map y grows: straight up unless the grid is rotated. */
  private void drawNorth() {
    Affine a = content.grid().affine();
    double dx = a.colOf(a.c(), a.f() + 1);
    double dy = a.rowOf(a.c(), a.f() + 1);
    double degrees = Math.toDegrees(Math.atan2(dx, -dy));
    double x = width - 30;
    double y = HEAD + 38;
    svg.element(
        "rect", "x", x - 20, "y", y - 30, "width", 40, "height", 60, "rx", 3, "class", "panel");
    svg.open(
        "g",
        "transform",
        "rotate(" + Svg.number(degrees) + " " + Svg.number(x) + " " + Svg.number(y) + ")");
    svg.text(x, y - 13, speech.text("map.north"), "north middle");
    svg.path("M" + Svg.number(x) + " " + Svg.number(y - 8) + "l9 30l-9 -7z", "bar-dark");
    svg.path("M" + Svg.number(x) + " " + Svg.number(y - 8) + "l-9 30l9 -7z", "bar-light");
    svg.close();
  }

  private void drawLegend() {
    double y = HEAD + height + FOOT + 20;
    if (alerts.isEmpty()) {
      svg.text(0, y, speech.text("map.noAlerts"), "note");
      return;
    }
    if (dates.isEmpty()) {
      double x = swatch(0, y, "fall", speech.text("map.fell"));
      swatch(x, y, "rise", speech.text("map.rose"));
      return;
    }
    DateClasses classes = dates.get();
    String seen = speech.text("map.firstSeen");
    svg.text(0, y, seen, "note strong");
    double x = Math.max(84, seen.length() * CHARACTER + 16);
    for (int i = 0; i < classes.count(); i++) {
      x = swatch(x, y, "d" + classes.colourOf(i), classes.labels().get(i));
    }
  }

  private double swatch(double x, double y, String style, String label) {
    String box = "M" + Svg.number(x + 2) + " " + Svg.number(y - 12) + "h24v14h-24Z";
    svg.path(box, "swatch");
    svg.path(box, "case " + style);
    svg.path(box, "alert " + style);
    svg.text(x + 34, y, label, "note");
    return x + 34 + label.length() * CHARACTER + 22;
  }
}
