// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sunqar.analysis.story.Observation;
import org.sunqar.app.report.ReportAlert.Chip;
import org.sunqar.app.report.ReportAlert.Detail;
import org.sunqar.app.report.ReportContent.Provenance;

/** The HTML of one result section. */
final class SectionView {

  /** Drawing width of a small picture; the page scales it. */
  private static final double CHIP_WIDTH = 300;

  /** Rows up to which a table is not broken over two sheets of paper. */
  private static final int SHORT_TABLE = 15;

  private final ResultSection section;

  SectionView(ResultSection section) {
    this.section = section;
  }

  String html() {
    String id = section.id();
    return """
    <section class="result" id="%s" aria-labelledby="%s-title">
    <div class="heading"><h2 id="%s-title">%s</h2>%s</div>
    <p class="provenance">%s</p>
    %s%s%s%s%s%s%s</section>
    """
        .formatted(
            id,
            id,
            id,
            Markup.escape(section.title()),
            ReportPage.badge(section.provenance()),
            Markup.escape(section.provenanceStatement()),
            ReportPage.factList(section.figures(), "figures"),
            Markup.paragraphs(section.summary()),
            section.map().map(this::map).orElse(""),
            table(),
            section.histogram().map(SectionView::histogram).orElse(""),
            details(),
            method());
  }

  private String map(MapContent map) {
    String description =
        "Map: %s of %s with %d alerts outlined"
            .formatted(map.imageDescription(), map.imageDate(), section.alerts().size());
    return """
    <figure class="map-figure">
    %s<figcaption>%s of <time>%s</time>, %s. %s</figcaption>
    </figure>
    """
        .formatted(
            MapPicture.draw(map, section.alerts(), description),
            section.provenance() == Provenance.REAL ? "Satellite image" : "Simulated image",
            map.imageDate(),
            Markup.escape(map.imageDescription()),
            mapNote());
  }

  private String mapNote() {
    int shown = section.alerts().size();
    if (shown == 0) {
      return "No alert lies here.";
    }
    String numbers =
        shown > MapPicture.MAX_LABELS
            ? "The " + MapPicture.MAX_LABELS + " largest alerts carry their number."
            : "Numbers are those of the table.";
    return section.alertsInAll() > shown
        ? "The %d largest of %d alerts are drawn. %s"
            .formatted(shown, section.alertsInAll(), numbers)
        : numbers;
  }

  private String table() {
    List<ReportAlert> alerts = section.alerts();
    if (alerts.isEmpty()) {
      return "<p class=\"none\">No alerts in this result.</p>\n";
    }
    String rows = alerts.stream().map(this::row).collect(Collectors.joining());
    String caption =
        section.alertsInAll() > alerts.size()
            ? "Alerts, the %d largest of %d".formatted(alerts.size(), section.alertsInAll())
            : "Alerts";
    return """
    <table%s>
    <caption>%s</caption>
    <thead><tr><th scope="col" class="n">No.</th><th scope="col">First date</th>\
    <th scope="col" class="n">Area, ha</th><th scope="col" class="n">Magnitude, %s</th>\
    <th scope="col">Confidence</th><th scope="col" class="n">Observations</th>\
    <th scope="col">Centre (lat, lon)</th></tr></thead>
    <tbody>
    %s</tbody>
    </table>
    """
        .formatted(
            alerts.size() <= SHORT_TABLE ? " class=\"short\"" : "",
            caption,
            Markup.escape(section.magnitudeUnit()),
            rows);
  }

  private String row(ReportAlert alert) {
    String number =
        alert.detail().isPresent()
            ? "<a href=\"#%s\">%d</a>".formatted(anchor(alert), alert.number())
            : String.valueOf(alert.number());
    return """
    <tr><th scope="row" class="n">%s</th><td><time>%s</time></td><td class="n">%s</td>\
    <td class="n">%s</td><td>%s</td><td class="n">%d</td><td>%s</td></tr>
    """
        .formatted(
            number,
            alert.firstDate(),
            Metric.fixed(alert.areaHectares(), 1),
            Metric.fixed(alert.magnitude(), 2),
            confidence(alert.confidence()),
            alert.observations(),
            alert.centre().label(4));
  }

  /** The score with a bar of the same length, for a quick look down the column. */
  private static String confidence(double share) {
    double clamped = Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
    return "<span class=\"meter\" aria-hidden=\"true\"><span style=\"width:%s%%\"></span></span>%s"
        .formatted(Svg.number(clamped * 100), Metric.fixed(share, 2));
  }

  private static String histogram(HistogramContent histogram) {
    return """
    <figure class="chart-figure">
    <figcaption class="chart-title">%s</figcaption>
    %s</figure>
    """
        .formatted(Markup.escape(histogram.title()), Histogram.draw(histogram));
  }

  private String details() {
    StringBuilder cards = new StringBuilder();
    for (ReportAlert alert : section.alerts()) {
      alert.detail().ifPresent(detail -> cards.append(card(alert, detail)));
    }
    return cards.isEmpty()
        ? ""
        : "<h3 class=\"cards-title\">The largest alerts, one by one</h3>\n" + cards;
  }

  private String card(ReportAlert alert, Detail detail) {
    String facts =
        "first seen %s &#183; %s &#183; magnitude %s (%s) &#183; confidence %s &#183; %d observations"
            .formatted(
                alert.firstDate(),
                Metric.area(alert.areaHectares()),
                Metric.fixed(alert.magnitude(), 2),
                Markup.escape(section.magnitudeUnit()),
                Metric.fixed(alert.confidence(), 2),
                alert.observations());
    String chips = detail.chips().stream().map(c -> chip(alert, c)).collect(Collectors.joining());
    return """
    <article class="card" id="%s">
    <h4><span class="number">%d</span> Alert %d <span class="where">%s</span></h4>
    <p class="card-facts">%s</p>
    %s%s%s</article>
    """
        .formatted(
            anchor(alert),
            alert.number(),
            alert.number(),
            alert.centre().label(4),
            facts,
            Markup.paragraphs(detail.narrative()),
            chips.isEmpty() ? "" : "<div class=\"chips\">\n" + chips + "</div>\n",
            detail.series().map(s -> series(alert, s)).orElse(""));
  }

  private static String chip(ReportAlert alert, Chip chip) {
    double scale = CHIP_WIDTH / chip.grid().width();
    double height = chip.grid().height() * scale;
    Svg svg =
        new Svg(
            CHIP_WIDTH,
            height,
            "chip",
            "Picture of alert %d, %s, %s".formatted(alert.number(), chip.label(), chip.date()));
    String path = new Outline(chip.grid().affine(), 0, 0, scale).path(alert.polygon());
    svg.rect(0, 0, CHIP_WIDTH, height, "no-data")
        .image(0, 0, CHIP_WIDTH, height, chip.picture())
        .path(path, "case chip-line")
        .path(path, "chip-outline");
    return """
    <figure class="chip-figure">
    %s<figcaption><strong>%s</strong> <time>%s</time></figcaption>
    </figure>
    """
        .formatted(svg.finish(), Markup.escape(chip.label()), chip.date());
  }

  private static String series(ReportAlert alert, SeriesContent series) {
    long clear = series.observations().stream().filter(Observation::clear).count();
    Optional<LocalDate> found = series.breakDate();
    String description =
        "%s of one pixel of alert %d from %s to %s, %d clear observations%s"
            .formatted(
                series.quantity(),
                alert.number(),
                series.observations().getFirst().date(),
                series.observations().getLast().date(),
                clear,
                found.map(d -> "; change found on " + d).orElse(""));
    return """
    <figure class="chart-figure">
    %s</figure>
    """
        .formatted(SeriesChart.draw(series, description));
  }

  private String method() {
    return """
    <div class="method">
    <h3>Method and scenes</h3>
    %s%s</div>
    """
        .formatted(ReportPage.factList(section.parameters(), "parameters"), dates());
  }

  private String dates() {
    if (section.dates().isEmpty()) {
      return "";
    }
    Map<Integer, List<LocalDate>> years =
        section.dates().stream()
            .collect(Collectors.groupingBy(LocalDate::getYear, TreeMap::new, Collectors.toList()));
    StringBuilder rows = new StringBuilder();
    years.forEach((year, days) ->
        rows.append(
            "<div><dt>%d</dt><dd>%s</dd></div>\n"
                .formatted(
                    year,
                    days.stream()
                        .map(d ->
                            "<span>"
                                + d.toString().substring(d.toString().length() - 5)
                                + "</span>")
                        .collect(Collectors.joining(" ")))));
    return """
    <p class="scenes"><strong>Scenes used: %d</strong>, %s to %s (month-day):</p>
    <dl class="dates">
    %s</dl>
    """
        .formatted(
            section.dates().size(), section.dates().getFirst(), section.dates().getLast(), rows);
  }

  private String anchor(ReportAlert alert) {
    return section.id() + "-alert-" + alert.number();
  }
}
