// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report of the demo of a mission: one HTML file that stands alone. */
public final class MissionReport {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

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
      .status { font-weight: 600; } .status.confirmed { color: #14532d; } .status.retracted { color: #b3321b; }
      """;

  private final MissionStory story;
  private final String software;

  public MissionReport(MissionStory story, String software) {
    this.story = story;
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
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sunqar mission demo</title>
    <style>
    %s%s</style>
    </head>
    <body>
    <header class="masthead">
    <p class="kicker">Land monitoring</p>
    <h1>From alert to confirmation</h1>
    <p class="subtitle">A constellation of three countries looks again at what the watch found</p>
    <p class="made">%s</p>
    </header>
    <main>
    <section aria-labelledby="in-short" class="in-short">
    <h2 id="in-short">In short</h2>
    <div class="lead">%s</div>
    %s
    <p class="provenance"><span class="badge simulated">Simulated</span> Land, clouds and satellites
    are simulated over one real scene; what was found is compared with what was planted.</p>
    </section>
    <section aria-labelledby="alerts">
    <h2 id="alerts">Alerts and their images</h2>
    <div class="scroll">%s</div>
    <p>Satellite, time and cloud are of the latest image of the place when the watch made up its mind,
    whichever order it was taken for; hours count from the order to when that image was a product.</p>
    </section>
    <section aria-labelledby="map">
    <h2 id="map">Where</h2>
    %s
    </section>
    <section aria-labelledby="gantt">
    <h2 id="gantt">What each satellite did</h2>
    %s
    </section>
    <section aria-labelledby="plans">
    <h2 id="plans">Versions of the plan</h2>
    <div class="scroll">%s</div>
    <p>Each version was checked by code that the planner does not share before it was published.</p>
    </section>
    </main>
    <footer><p>Made by %s. All times are UTC.</p></footer>
    </body>
    </html>
    """
        .formatted(
            PageStyle.CSS,
            STYLE,
            Markup.escape(software),
            Markup.paragraphs(List.of(sentence())),
            figures(),
            alertTable(),
            new MissionMap(story).figure(),
            new MissionGantt(story).figure(),
            planTable(),
            Markup.escape(software));
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
    return String.format(
        Locale.ROOT,
        "%d alerts were ordered; within %.0f hours %d of them were confirmed and %d retracted by"
            + " new images, %d are open. Of the %d that were settled, %d agree with what was"
            + " planted.",
        story.alerts().size(),
        Duration.between(story.start(), story.end()).toMinutes() / 60.0,
        outcomes("confirmed"),
        outcomes("retracted"),
        story.alerts().size() - settled,
        settled,
        right);
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
    figure(out, "good images", String.valueOf(good));
    figure(out, "cloudy images, tried again", String.valueOf(cloudy));
    figure(out, "images not taken or lost", String.valueOf(none));
    figure(
        out,
        "hours to an outcome, median",
        Double.isNaN(median) ? "-" : String.format(Locale.ROOT, "%.0f", median));
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

  static String minute(Instant time) {
    return MINUTE.format(time);
  }

  private String alertTable() {
    StringBuilder out =
        new StringBuilder(
            "<table><thead><tr><th>Alert</th><th class=\"n\">ha</th><th>In truth</th><th>Order</th>"
                + "<th class=\"n\">Images</th><th>Satellite</th><th>Taken</th><th"
                + " class=\"n\">Cloud</th><th>Outcome</th><th class=\"n\">Hours</th></tr></thead>"
                + "<tbody>\n");
    for (MissionStory.AlertTale alert : story.alerts()) {
      out.append("<tr><td>").append(Markup.escape(alert.id())).append("</td>");
      number(out, String.format(Locale.ROOT, "%.1f", alert.hectares()));
      cell(out, alert.planted().isEmpty() ? "no change" : alert.planted());
      cell(out, alert.order());
      number(out, String.valueOf(alert.tries()));
      cell(out, alert.satellite());
      cell(out, alert.taken().map(MissionReport::minute).orElse(""));
      number(out, alert.cloud().map(c -> Math.round(100 * c) + " %").orElse(""));
      out.append("<td><span class=\"status ")
          .append(Markup.escape(alert.outcome()))
          .append("\">")
          .append(Markup.escape(alert.outcome()))
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
        new StringBuilder(
            "<table><thead><tr><th class=\"n\">Version</th><th>Made</th><th"
                + " class=\"n\">Acquisitions</th><th"
                + " class=\"n\">Changed</th><th>Why</th></tr></thead><tbody>\n");
    for (MissionStory.PlanTale plan : story.plans()) {
      out.append("<tr>");
      number(out, String.valueOf(plan.version()));
      cell(out, minute(plan.made()));
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
