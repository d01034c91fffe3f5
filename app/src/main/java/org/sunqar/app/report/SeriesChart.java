// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.sunqar.analysis.story.FitPoint;
import org.sunqar.analysis.story.Observation;

/**
 * Draws one pixel's story: dots for clear observations, faint crosses for masked ones, the fitted
 * season (solid over the history, dashed where it is extrapolated) with its boundary as a band, and
 * upright lines for the history, the monitoring period, the break and its confirmation.
 */
final class SeriesChart {

  private static final double WIDTH = 960;
  private static final double HEIGHT = 348;
  private static final double LEFT = 62;
  private static final double RIGHT = 944;
  private static final double TOP = 52;
  private static final double BOTTOM = 282;
  private static final double LEGEND_Y = 334;

  /** Mean width of a character of the chart's text (drawing units), to place labels. */
  private static final double CHARACTER = 6.9;

  private final Speech speech;
  private final SeriesContent content;
  private final Axis time;
  private final Axis value;
  private final Svg svg;

  private SeriesChart(SeriesContent content, String description, Speech speech) {
    this.speech = speech;
    this.content = content;
    List<LocalDate> dates = new ArrayList<>();
    content.observations().forEach(o -> dates.add(o.date()));
    content.fit().forEach(p -> dates.add(p.date()));
    dates.add(content.historyStart());
    dates.add(content.monitorStart());
    content.breakDate().ifPresent(dates::add);
    content.confirmedDate().ifPresent(dates::add);
    dates.sort(null);
    this.time = Axis.around(day(dates.getFirst()), day(dates.getLast()), 0.015, LEFT, RIGHT);
    this.value = valueAxis(content);
    this.svg = new Svg(WIDTH, HEIGHT, "chart", description);
  }

  /**
   * The drawing.
   *
   * @param description for readers who cannot see it
   */
  static String draw(SeriesContent content, String description, Speech speech) {
    SeriesChart chart = new SeriesChart(content, description, speech);
    chart.drawPeriods();
    chart.drawAxes();
    chart.drawFit();
    chart.drawObservations();
    chart.drawEvents();
    chart.drawLegend();
    return chart.svg.finish();
  }

  /** Holds the clear observations and the fit; masked values may fall outside and are left out. */
  private static Axis valueAxis(SeriesContent content) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    boolean anyClear = content.observations().stream().anyMatch(Observation::clear);
    for (Observation o : content.observations()) {
      if (o.clear() || !anyClear) {
        low = Math.min(low, o.value());
        high = Math.max(high, o.value());
      }
    }
    for (FitPoint p : content.fit()) {
      low = Math.min(low, p.value());
      high = Math.max(high, p.value());
    }
    // a boundary far away must not flatten the data: it counts up to half the data's range
    double room = (high - low) * 0.5;
    double dataLow = low;
    double dataHigh = high;
    for (FitPoint p : content.fit()) {
      if (p.hasBoundary()) {
        low = Math.min(low, Math.max(p.lower(), dataLow - room));
        high = Math.max(high, Math.min(p.upper(), dataHigh + room));
      }
    }
    return Axis.around(low, high, 0.05, BOTTOM, TOP);
  }

  private void drawPeriods() {
    double start = x(content.historyStart());
    double monitor = x(content.monitorStart());
    svg.rect(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP, "plot");
    if (start > LEFT + 8) {
      svg.rect(LEFT, TOP, start - LEFT, BOTTOM - TOP, "unused");
    }
    svg.rect(monitor, TOP, Math.max(0, RIGHT - monitor), BOTTOM - TOP, "monitoring");
    svg.line(start, TOP - 22, start, BOTTOM, "period");
    svg.line(monitor, TOP - 22, monitor, BOTTOM, "period strong");
    String history = speech.text("series.history", "day", speech.day(content.historyStart()));
    String monitoring = speech.text("series.monitoring", "day", speech.day(content.monitorStart()));
    if (monitor - start > (history.length() + 2) * CHARACTER) {
      svg.text(start + 5, TOP - 12, history, "note");
    }
    if (monitor + monitoring.length() * CHARACTER < WIDTH) {
      svg.text(monitor + 5, TOP - 12, monitoring, "note");
    } else {
      svg.text(monitor - 5, TOP - 12, monitoring, "note end");
    }
  }

  private void drawAxes() {
    double step = value.tickStep(5);
    int decimals = Axis.decimals(step);
    for (double tick : value.ticks(5)) {
      double y = value.at(tick);
      svg.line(LEFT, y, RIGHT, y, "grid");
      svg.text(LEFT - 8, y + 4.5, speech.fixed(tick, decimals), "tick end");
    }
    for (TimeTick tick : timeTicks()) {
      double x = x(tick.date());
      svg.line(x, BOTTOM, x, BOTTOM + 5, "axis");
      if (!tick.label().isEmpty()) {
        svg.text(x, BOTTOM + 20, tick.label(), "tick middle");
      }
    }
    svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
    svg.text(LEFT - 8, TOP - 12, content.quantity(), "quantity end");
    svg.text(RIGHT, BOTTOM + 34, speech.text("series.date"), "note end");
  }

  private record TimeTick(LocalDate date, String label) {}

  /** Years where there are many, months where there are few; at most about twelve labels. */
  private List<TimeTick> timeTicks() {
    double months = (time.high() - time.low()) / 30.44;
    int step = 1;
    for (int candidate : new int[] {1, 2, 3, 6, 12, 24, 60, 120}) {
      step = candidate;
      if (months / candidate <= 12) {
        break;
      }
    }
    LocalDate first = LocalDate.ofEpochDay((long) Math.ceil(time.low()));
    int year = first.getYear() - Math.floorMod(first.getYear(), Math.max(1, step / 12));
    List<TimeTick> ticks = new ArrayList<>();
    LocalDate tick = LocalDate.of(year, 1, 1);
    while (day(tick) <= time.high()) {
      if (time.holds(day(tick))) {
        String label =
            step >= 12 ? String.valueOf(tick.getYear()) : tick.toString().substring(0, 7);
        ticks.add(new TimeTick(tick, label));
      }
      tick = tick.plusMonths(step);
    }
    return ticks;
  }

  private void drawFit() {
    List<FitPoint> fit = content.fit();
    long monitor = content.monitorStart().toEpochDay();
    band(fit.stream().filter(FitPoint::hasBoundary).toList());
    List<FitPoint> history = new ArrayList<>();
    List<FitPoint> after = new ArrayList<>();
    for (FitPoint p : fit) {
      if (p.date().toEpochDay() <= monitor) {
        history.add(p);
      } else {
        if (after.isEmpty() && !history.isEmpty()) {
          after.add(history.getLast());
        }
        after.add(p);
      }
    }
    svg.path(polyline(history, FitPoint::value), "fit");
    svg.path(polyline(after, FitPoint::value), "fit expected");
  }

  private void band(List<FitPoint> points) {
    if (points.size() < 2) {
      return;
    }
    String data =
        polyline(points, FitPoint::upper)
            + polyline(points.reversed(), FitPoint::lower).replaceFirst("M", "L")
            + "Z";
    svg.path(data, "band");
    svg.path(polyline(points, FitPoint::upper), "band-edge");
    svg.path(polyline(points, FitPoint::lower), "band-edge");
  }

  private String polyline(List<FitPoint> points, ToDoubleFunction<FitPoint> of) {
    StringBuilder data = new StringBuilder();
    for (FitPoint p : points) {
      data.append(data.isEmpty() ? 'M' : 'L')
          .append(Svg.number(x(p.date())))
          .append(' ')
          .append(Svg.number(value.at(value.clamp(of.applyAsDouble(p)))));
    }
    return data.toString();
  }

  private void drawObservations() {
    StringBuilder crosses = new StringBuilder();
    for (Observation o : content.observations()) {
      if (!o.clear() && value.holds(o.value())) {
        cross(crosses, x(o.date()), value.at(o.value()));
      }
    }
    svg.path(crosses, "masked");
    for (Observation o : content.observations()) {
      if (o.clear()) {
        boolean late = content.breakDate().filter(b -> !o.date().isBefore(b)).isPresent();
        svg.circle(x(o.date()), value.at(o.value()), 3.1, late ? "dot late" : "dot");
      }
    }
  }

  private static void cross(StringBuilder path, double x, double y) {
    double r = 2.6;
    path.append('M').append(Svg.number(x - r)).append(' ').append(Svg.number(y - r));
    path.append('l').append(Svg.number(2 * r)).append(' ').append(Svg.number(2 * r));
    path.append('m').append(Svg.number(-2 * r)).append(" 0");
    path.append('l').append(Svg.number(2 * r)).append(' ').append(Svg.number(-2 * r));
  }

  /** The break's label stands left of its line and the confirmation's right, so they never meet. */
  private void drawEvents() {
    Optional<LocalDate> confirmed = content.confirmedDate();
    confirmed.ifPresent(date -> {
      svg.line(x(date), TOP, x(date), BOTTOM, "confirmed");
      double leftmost = content.breakDate().map(this::x).orElse(x(date));
      eventLabel(
          leftmost,
          x(date),
          speech.text("series.confirmed", "day", speech.day(date)),
          false,
          "note confirmed-label");
    });
    content
        .breakDate()
        .ifPresent(date -> {
          svg.line(x(date), TOP, x(date), BOTTOM, "break");
          eventLabel(
              x(date),
              x(date),
              speech.text("series.change", "day", speech.day(date)),
              true,
              "note break-label");
        });
  }

  /** Writes a label left of one coordinate or right of another, whichever is wanted and fits. */
  private void eventLabel(
      double leftOf, double rightOf, String text, boolean left, String cssClass) {
    double width = text.length() * CHARACTER;
    boolean fitsLeft = leftOf - width - 6 > LEFT;
    boolean fitsRight = rightOf + width + 6 < WIDTH;
    boolean toLeft = left ? fitsLeft || !fitsRight : fitsLeft && !fitsRight;
    // a confirmation squeezed to the left goes one line lower, below the break's label
    double y = toLeft == left ? TOP + 15 : TOP + 31;
    svg.text(toLeft ? leftOf - 6 : rightOf + 6, y, text, toLeft ? cssClass + " end" : cssClass);
  }

  private void drawLegend() {
    double x = LEFT;
    svg.circle(x + 6, LEGEND_Y - 4, 3.4, "dot");
    x = legendText(x + 16, speech.text("series.clear"));
    if (content.breakDate().isPresent()) {
      svg.circle(x + 6, LEGEND_Y - 4, 3.4, "dot late");
      x = legendText(x + 16, speech.text("series.after"));
    }
    if (content.observations().stream().anyMatch(o -> !o.clear())) {
      StringBuilder cross = new StringBuilder();
      cross(cross, x + 6, LEGEND_Y - 4);
      svg.path(cross, "masked");
      x = legendText(x + 16, speech.text("series.masked"));
    }
    if (!content.fit().isEmpty()) {
      svg.line(x, LEGEND_Y - 4, x + 24, LEGEND_Y - 4, "fit");
      x = legendText(x + 30, speech.text("series.fitted"));
      svg.line(x, LEGEND_Y - 4, x + 24, LEGEND_Y - 4, "fit expected");
      x = legendText(x + 30, speech.text("series.expected"));
      if (content.fit().stream().anyMatch(FitPoint::hasBoundary)) {
        svg.rect(x, LEGEND_Y - 10, 22, 11, "band");
        legendText(x + 28, content.boundaryLabel());
      }
    }
  }

  private double legendText(double x, String text) {
    svg.text(x, LEGEND_Y, text, "note");
    return x + text.length() * CHARACTER + 14;
  }

  private double x(LocalDate date) {
    return time.at(time.clamp(day(date)));
  }

  private static double day(LocalDate date) {
    return (double) date.toEpochDay();
  }
}
