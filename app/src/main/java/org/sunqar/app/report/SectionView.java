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
  private final Speech speech;

  SectionView(ResultSection section, Speech speech) {
    this.section = section;
    this.speech = speech;
  }

  /** A sentence as HTML. */
  private String say(String key, Object... namesAndValues) {
    return Markup.escape(speech.text(key, namesAndValues));
  }

  private static String time(String day) {
    return "<time>" + Markup.escape(day) + "</time>";
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
            ReportPage.badge(section.provenance(), speech),
            Markup.escape(section.provenanceStatement()),
            ReportPage.factList(section.figures(), "figures"),
            Markup.paragraphs(section.summary()),
            section.map().map(this::map).orElse(""),
            table(),
            section.histogram().map(this::histogram).orElse(""),
            details(),
            method());
  }

  private String map(MapContent map) {
    String day = speech.day(map.imageDate());
    String description =
        speech.text(
            "map.description",
            "picture",
            map.imageDescription(),
            "day",
            day,
            "n",
            section.alerts().size());
    return """
    <figure class="map-figure">
    %s<figcaption>%s %s</figcaption>
    </figure>
    """
        .formatted(
            MapPicture.draw(map, section.alerts(), description, speech),
            say(
                section.provenance() == Provenance.REAL ? "map.real" : "map.simulated",
                "day",
                day,
                "picture",
                map.imageDescription()),
            mapNote());
  }

  private String mapNote() {
    int shown = section.alerts().size();
    if (shown == 0) {
      return say("map.none");
    }
    String numbers =
        shown > MapPicture.MAX_LABELS
            ? say("map.largestNumbered", "n", MapPicture.MAX_LABELS)
            : say("map.numbers");
    return section.alertsInAll() > shown
        ? say("map.drawn", "n", shown, "all", speech.count(section.alertsInAll())) + " " + numbers
        : numbers;
  }

  private String table() {
    List<ReportAlert> alerts = section.alerts();
    if (alerts.isEmpty()) {
      return "<p class=\"none\">" + say("table.none") + "</p>\n";
    }
    String rows = alerts.stream().map(this::row).collect(Collectors.joining());
    String caption =
        section.alertsInAll() > alerts.size()
            ? say("table.largest", "n", alerts.size(), "all", speech.count(section.alertsInAll()))
            : say("table.title");
    return """
    <table%s>
    <caption>%s</caption>
    <thead><tr><th scope="col" class="n">%s</th><th scope="col">%s</th>\
    <th scope="col" class="n">%s</th><th scope="col" class="n">%s</th>\
    <th scope="col">%s</th><th scope="col" class="n">%s</th>\
    <th scope="col">%s</th></tr></thead>
    <tbody>
    %s</tbody>
    </table>
    """
        .formatted(
            alerts.size() <= SHORT_TABLE ? " class=\"short\"" : "",
            caption,
            say("table.number"),
            say("table.first"),
            say("table.area"),
            say("table.magnitude", "unit", section.magnitudeUnit()),
            say("table.confidence"),
            say("table.observations"),
            say("table.centre"),
            rows);
  }

  private String row(ReportAlert alert) {
    String number =
        alert.detail().isPresent()
            ? "<a href=\"#%s\">%d</a>".formatted(anchor(alert), alert.number())
            : String.valueOf(alert.number());
    return """
    <tr><th scope="row" class="n">%s</th><td>%s</td><td class="n">%s</td>\
    <td class="n">%s</td><td>%s</td><td class="n">%d</td><td>%s</td></tr>
    """
        .formatted(
            number,
            time(speech.day(alert.firstDate())),
            speech.fixed(alert.areaHectares(), 1),
            speech.fixed(alert.magnitude(), 2),
            confidence(alert.confidence()),
            alert.observations(),
            speech.place(alert.centre(), 4));
  }

  /** The score with a bar of the same length, for a quick look down the column. */
  private String confidence(double share) {
    double clamped = Double.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
    return "<span class=\"meter\" aria-hidden=\"true\"><span style=\"width:%s%%\"></span></span>%s"
        .formatted(Svg.number(clamped * 100), speech.fixed(share, 2));
  }

  private String histogram(HistogramContent histogram) {
    return """
    <figure class="chart-figure">
    <figcaption class="chart-title">%s</figcaption>
    %s</figure>
    """
        .formatted(Markup.escape(histogram.title()), Histogram.draw(histogram, speech));
  }

  private String details() {
    StringBuilder cards = new StringBuilder();
    for (ReportAlert alert : section.alerts()) {
      alert.detail().ifPresent(detail -> cards.append(card(alert, detail)));
    }
    return cards.isEmpty()
        ? ""
        : "<h3 class=\"cards-title\">" + say("card.title") + "</h3>\n" + cards;
  }

  private String card(ReportAlert alert, Detail detail) {
    String facts =
        say(
            "card.facts",
            "first",
            speech.day(alert.firstDate()),
            "area",
            speech.area(alert.areaHectares()),
            "magnitude",
            speech.fixed(alert.magnitude(), 2),
            "unit",
            section.magnitudeUnit(),
            "confidence",
            speech.fixed(alert.confidence(), 2),
            "observations",
            speech.counted("count.observations", alert.observations()));
    String chips = detail.chips().stream().map(c -> chip(alert, c)).collect(Collectors.joining());
    return """
    <article class="card" id="%s">
    <h4><span class="number">%d</span> %s <span class="where">%s</span></h4>
    <p class="card-facts">%s</p>
    %s%s%s</article>
    """
        .formatted(
            anchor(alert),
            alert.number(),
            say("card.alert", "number", alert.number()),
            speech.place(alert.centre(), 4),
            facts,
            Markup.paragraphs(detail.narrative()),
            chips.isEmpty() ? "" : "<div class=\"chips\">\n" + chips + "</div>\n",
            detail.series().map(s -> series(alert, s)).orElse(""));
  }

  private String chip(ReportAlert alert, Chip chip) {
    double scale = CHIP_WIDTH / chip.grid().width();
    double height = chip.grid().height() * scale;
    Svg svg =
        new Svg(
            CHIP_WIDTH,
            height,
            "chip",
            speech.text(
                "chip.description",
                "number",
                alert.number(),
                "label",
                chip.label(),
                "day",
                speech.day(chip.date())));
    String path = new Outline(chip.grid().affine(), 0, 0, scale).path(alert.polygon());
    svg.rect(0, 0, CHIP_WIDTH, height, "no-data")
        .image(0, 0, CHIP_WIDTH, height, chip.picture())
        .path(path, "case chip-line")
        .path(path, "chip-outline");
    return """
    <figure class="chip-figure">
    %s<figcaption><strong>%s</strong> %s</figcaption>
    </figure>
    """
        .formatted(svg.finish(), Markup.escape(chip.label()), time(speech.day(chip.date())));
  }

  private String series(ReportAlert alert, SeriesContent series) {
    long clear = series.observations().stream().filter(Observation::clear).count();
    Optional<LocalDate> found = series.breakDate();
    String description =
        speech.text(
            found.isPresent() ? "series.descriptionOfChange" : "series.description",
            "index",
            series.quantity(),
            "number",
            alert.number(),
            "from",
            speech.day(series.observations().getFirst().date()),
            "to",
            speech.day(series.observations().getLast().date()),
            "observations",
            speech.counted("count.clear", clear),
            "change",
            found.map(speech::day).orElse(""));
    return """
    <figure class="chart-figure">
    %s</figure>
    """
        .formatted(SeriesChart.draw(series, description, speech));
  }

  private String method() {
    return """
    <div class="method">
    <h3>%s</h3>
    %s%s</div>
    """
        .formatted(
            say("method.title"), ReportPage.factList(section.parameters(), "parameters"), dates());
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
    <p class="scenes"><strong>%s</strong> %s</p>
    <dl class="dates">
    %s</dl>
    """
        .formatted(
            say("scenes.used", "n", speech.count(section.dates().size())),
            say(
                "scenes.span",
                "from",
                speech.day(section.dates().getFirst()),
                "to",
                speech.day(section.dates().getLast())),
            rows);
  }

  private String anchor(ReportAlert alert) {
    return section.id() + "-alert-" + alert.number();
  }
}
