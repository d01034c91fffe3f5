// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.server.language.Language;

/** The report of the demo of a mission: one HTML file that stands alone. */
public final class MissionReport {

  private static final String STYLE =
      """
      .scroll { overflow-x: auto; }
      svg.clipped { overflow: hidden; border: 1px solid var(--rule); }
      .mission text { font-size: 12px; fill: var(--ink); }
      .mission .faint { fill: var(--soft); font-size: 11px; }
      .mission .end { text-anchor: end; } .mission .mid { text-anchor: middle; }
      .mission .grid { stroke: var(--rule); stroke-width: 1; }
      .mission .row { fill: var(--wash); }
      .mission .down { fill: #9fb6bf; }
      .mission .energy { fill: none; stroke: #c08a1e; stroke-width: 1.4; }
      .mission .memory { fill: none; stroke: #47707f; stroke-width: 1.4; stroke-dasharray: 4 2; }
      .mission .good { fill: #1b7a46; stroke: #fff; } .mission .cloudy { fill: #fff; stroke: #5b6b75; stroke-width: 2; }
      .mission .bad { fill: #b3321b; stroke: #fff; }
      .mission .other { opacity: .45; }
      .mission .out { stroke: #b3321b; stroke-width: 2; } .mission .after { fill: #f6e3df; }
      .mission .plan { stroke: var(--deep); stroke-width: 1; stroke-dasharray: 2 3; }
      .mission .foot { fill: #1b7a46; fill-opacity: .05; stroke: #1b7a46; stroke-opacity: .6; stroke-width: 1; }
      .mission .foot.veiled { fill: none; stroke: #5b6b75; stroke-dasharray: 5 3; }
      .mission .landbox { fill: #fbf6e6; stroke: var(--deep); stroke-width: 1.5; }
      .mission .yes { fill: #1b7a46; } .mission .no { fill: #b3321b; } .mission .open { fill: #fff; stroke: var(--ink); stroke-width: 2; }
      .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; font-size: .9rem; color: var(--soft);
        padding: 0; margin: .6rem 0 0; list-style: none; }
      .legend svg { display: inline-block; width: 16px; height: 12px; vertical-align: -1px; margin-inline-end: .4em; }
      [dir=rtl] .legend svg { margin-inline: .4em 0; }
      .status { font-weight: 600; } .status.confirmed { color: #14532d; } .status.retracted { color: #b3321b; }
      """;

  /** Columns of numbers. */
  private static final Set<String> NUMBERS =
      Set.of("area", "images", "cloud", "hours", "version", "acquisitions", "changed");

  private final MissionStory story;
  private final Speech speech;
  private final String software;

  /**
   * The report.
   *
   * @param language of the page
   * @param software name and version of the program
   */
  public MissionReport(MissionStory story, Language language, String software) {
    this.story = story;
    this.speech = Speech.of(language);
    this.software = software;
  }

  /** Writes the page, all of it or nothing. */
  public void writeTo(Path file) throws IOException {
    PageFile.write(file, html());
  }

  /** The page. */
  public String html() {
    return """
    <!DOCTYPE html>
    <html lang="%s"%s>
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s%s</style>
    </head>
    <body>
    <header class="masthead">
    <p class="kicker">%s</p>
    <h1>%s</h1>
    <p class="subtitle">%s</p>
    <p class="made">%s</p>
    </header>
    <main>
    <section aria-labelledby="in-short" class="in-short">
    <h2 id="in-short">%s</h2>
    <div class="lead">%s</div>
    %s
    <p class="provenance"><span class="badge simulated">%s</span> %s</p>
    </section>
    %s%s%s%s</main>
    <footer><p>%s</p></footer>
    </body>
    </html>
    """
        .formatted(
            speech.language().code(),
            speech.language().rightToLeft() ? " dir=\"rtl\"" : "",
            say("mission.windowTitle"),
            PageStyle.CSS,
            STYLE,
            say("mission.kicker"),
            say("mission.title"),
            say("mission.subtitle"),
            Markup.escape(software),
            say("page.inShort"),
            Markup.paragraphs(List.of(sentence())),
            figures(),
            say("mission.simulated"),
            say("mission.simulatedIs"),
            section("alerts", "mission.alerts", scrolled(alertTable()) + note("mission.alertsIs")),
            section("map", "mission.map", new MissionMap(story, speech).figure()),
            section("gantt", "mission.gantt", new MissionGantt(story, speech).figure()),
            section("plans", "mission.plans", scrolled(planTable()) + note("mission.plansIs")),
            say("mission.made", "software", software));
  }

  private String say(String key, Object... namesAndValues) {
    return Markup.escape(speech.text(key, namesAndValues));
  }

  private String section(String id, String title, String content) {
    return """
    <section aria-labelledby="%s">
    <h2 id="%s">%s</h2>
    %s
    </section>
    """
        .formatted(id, id, say(title), content);
  }

  private static String scrolled(String table) {
    return "<div class=\"scroll\">" + table + "</div>\n";
  }

  private String note(String key) {
    return "<p>" + say(key) + "</p>";
  }

  private long outcomes(String outcome) {
    return story.alerts().stream().filter(a -> a.outcome().equals(outcome)).count();
  }

  private String sentence() {
    long right =
        story.alerts().stream()
            .filter(a ->
                (a.outcome().equals("confirmed") && !a.planted().isEmpty())
                    || (a.outcome().equals("retracted") && a.planted().isEmpty()))
            .count();
    long settled = outcomes("confirmed") + outcomes("retracted");
    return speech.counted(
            "mission.sentence.ordered",
            story.alerts().size(),
            "hours",
            speech.fixed(Duration.between(story.start(), story.end()).toMinutes() / 60.0, 0),
            "confirmed",
            outcomes("confirmed"),
            "retracted",
            outcomes("retracted"),
            "open",
            story.alerts().size() - settled)
        + " "
        + speech.text("mission.sentence.agree", "settled", settled, "right", right);
  }

  private String figures() {
    long good = count(MissionStory.Outcome.GOOD);
    long cloudy = count(MissionStory.Outcome.CLOUDY);
    long none = count(MissionStory.Outcome.NOT_TAKEN) + count(MissionStory.Outcome.LOST);
    double median =
        median(
            story.alerts().stream()
                .flatMap(a -> a.hours().stream())
                .mapToDouble(h -> h)
                .sorted()
                .toArray());
    StringBuilder out = new StringBuilder("<dl class=\"figures\">");
    figure(out, speech.text("mission.figure.good"), String.valueOf(good));
    figure(out, speech.text("mission.figure.cloudy"), String.valueOf(cloudy));
    figure(out, speech.text("mission.figure.none"), String.valueOf(none));
    figure(
        out,
        speech.text("mission.figure.hours"),
        Double.isNaN(median) ? "-" : speech.fixed(median, 0));
    return out.append("</dl>").toString();
  }

  private static double median(double[] sorted) {
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private long count(MissionStory.Outcome outcome) {
    return story.passes().stream().filter(p -> p.outcome() == outcome).count();
  }

  private static void figure(StringBuilder out, String label, String value) {
    out.append("<div><dt>")
        .append(Markup.escape(label))
        .append("</dt><dd>")
        .append(Markup.escape(value))
        .append("</dd></div>");
  }

  private String head(String... columns) {
    StringBuilder out = new StringBuilder("<table><thead><tr>");
    for (String column : columns) {
      out.append(NUMBERS.contains(column) ? "<th class=\"n\">" : "<th>")
          .append(say("mission.col." + column))
          .append("</th>");
    }
    return out.append("</tr></thead><tbody>\n").toString();
  }

  private String alertTable() {
    StringBuilder out =
        new StringBuilder(
            head(
                "alert",
                "area",
                "truth",
                "order",
                "images",
                "satellite",
                "taken",
                "cloud",
                "outcome",
                "hours"));
    for (MissionStory.AlertTale alert : story.alerts()) {
      out.append("<tr><td>").append(Markup.escape(alert.id())).append("</td>");
      number(out, speech.fixed(alert.hectares(), 1));
      cell(out, speech.value("truth", alert.planted().isEmpty() ? "no change" : alert.planted()));
      cell(out, alert.order());
      number(out, String.valueOf(alert.tries()));
      cell(out, alert.satellite());
      cell(out, alert.taken().map(speech::moment).orElse(""));
      number(out, alert.cloud().map(c -> Math.round(100 * c) + " %").orElse(""));
      out.append("<td><span class=\"status ")
          .append(Markup.escape(alert.outcome()))
          .append("\">")
          .append(Markup.escape(speech.value("outcome", alert.outcome())))
          .append("</span></td>");
      number(out, alert.hours().map(h -> String.valueOf(Math.round(h))).orElse(""));
      out.append("</tr>\n");
    }
    return out.append("</tbody></table>").toString();
  }

  private static void cell(StringBuilder out, String text) {
    out.append("<td>").append(Markup.escape(text)).append("</td>");
  }

  private static void number(StringBuilder out, String text) {
    out.append("<td class=\"n\">").append(Markup.escape(text)).append("</td>");
  }

  private String planTable() {
    StringBuilder out =
        new StringBuilder(head("version", "made", "acquisitions", "changed", "why"));
    for (MissionStory.PlanTale plan : story.plans()) {
      out.append("<tr>");
      number(out, String.valueOf(plan.version()));
      cell(out, speech.moment(plan.made()));
      number(out, String.valueOf(plan.acquisitions()));
      number(out, String.valueOf(plan.moved()));
      cell(out, plan.why());
      out.append("</tr>\n");
    }
    return out.append("</tbody></table>").toString();
  }

  /** A mark and what it means, for the list under a drawing. */
  static String legend(String mark, String words) {
    return "<li><svg viewBox=\"0 0 16 12\" class=\"mission\" aria-hidden=\"true\">"
        + mark
        + "</svg>"
        + Markup.escape(words)
        + "</li>";
  }

  static Optional<Double> share(Instant time, Instant start, Instant end) {
    double all = Duration.between(start, end).toMillis();
    double x = Duration.between(start, time).toMillis() / all;
    return x >= 0 && x <= 1 ? Optional.of(x) : Optional.empty();
  }
}
