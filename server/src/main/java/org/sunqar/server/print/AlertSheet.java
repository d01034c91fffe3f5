// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.print;

import java.io.IOException;
import java.io.OutputStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.server.language.Language;
import org.sunqar.server.language.Words;

/**
 * Alerts on paper: where they are, how large and how certain, a list, and pictures before and after
 * of the first ones. It says of each figure how far it can be trusted.
 */
public final class AlertSheet {

  /** Alerts of one document at most. */
  public static final int MOST = 500;

  /** Alerts that come with pictures. */
  static final int PICTURED = 30;

  /** Numbers on the map. */
  private static final int NUMBERED = 40;

  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final Language language;
  private final Words words;
  private final Chips chips;

  public AlertSheet(Language language, Chips chips) {
    this.language = language;
    this.words = language.part(Language.Part.PRINT);
    this.chips = chips;
  }

  /**
   * Writes the document.
   *
   * @param alerts 1 to {@value #MOST}, in the order of the list
   * @param made the day that it says it is of
   */
  public void write(List<AlertObject> alerts, LocalDate made, OutputStream out) throws IOException {
    if (alerts.isEmpty() || alerts.size() > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " alerts, not " + alerts.size());
    }
    Pdf.write(page(alerts, made), language.rightToLeft(), out);
  }

  private String page(List<AlertObject> alerts, LocalDate made) throws IOException {
    StringBuilder html = new StringBuilder(1 << 16);
    html.append("<!DOCTYPE html><html lang=\"").append(language.code()).append("\" dir=\"");
    html.append(language.rightToLeft() ? "rtl" : "ltr").append("\"><head><title>");
    html.append(text(page("view.alerts"))).append("</title><style>").append(style());
    html.append("</style></head><body><h1>").append(text(page("view.alerts"))).append("</h1>");
    html.append("<p class=\"soft\">").append(text(of("made", "day", day(made)))).append(" · ");
    html.append(
        text(language.count("alerts.count", alerts.size(), Map.of("n", number(alerts.size(), 0)))));
    html.append(" · ").append(text(watches(alerts))).append("</p>");
    figures(html, alerts);
    maps(html, alerts);
    html.append("<p class=\"note\">").append(text(of("trust"))).append("</p>");
    list(html, alerts);
    pictures(html, alerts);
    return html.append("</body></html>").toString();
  }

  private static String watches(List<AlertObject> alerts) {
    return alerts.stream()
        .map(alert -> alert.finding().watch())
        .distinct()
        .sorted()
        .limit(8)
        .collect(Collectors.joining(", "));
  }

  private void figures(StringBuilder html, List<AlertObject> alerts) {
    double area = alerts.stream().mapToDouble(alert -> alert.finding().areaHa()).sum();
    // bounds of errors: those of a sum are not larger than their sum
    double error = alerts.stream().mapToDouble(alert -> alert.machine().areaErrorHa()).sum();
    double expected = alerts.stream().mapToDouble(alert -> alert.machine().probability()).sum();
    LocalDate first =
        alerts.stream().map(alert -> alert.finding().firstDate()).min(LocalDate::compareTo).get();
    LocalDate last =
        alerts.stream().map(alert -> alert.finding().firstDate()).max(LocalDate::compareTo).get();
    html.append("<table class=\"figures\">");
    row(
        html,
        List.of(
            figure(of("area"), area(area) + " ± " + number(error, 1)),
            figure(of("expected"), number(expected, 0) + " / " + number(alerts.size(), 0)),
            figure(
                page("alerts.first"), day(first) + (first.equals(last) ? "" : " – " + day(last)))));
    html.append("</table>");
  }

  /** Where on Earth it is, in the corner of the map in which the fewest alerts are. */
  private void locator(StringBuilder html, AlertMap near, List<AlertObject> alerts)
      throws IOException {
    AlertMap far = new AlertMap(alerts, 0, 40, 400, 240);
    double width = 0.22;
    double height = width * 240 / 400 * 1100 / 720;
    double left = 0;
    double top = 0;
    long fewest = Long.MAX_VALUE;
    for (int corner = 0; corner < 4; corner++) {
      double x = corner % 2 == 0 ? 1 - width : 0;
      double y = corner < 2 ? 0 : 1 - height;
      long there =
          alerts.stream()
              .map(alert -> near.place(alert.finding().longitude(), alert.finding().latitude()))
              .filter(p -> p[0] >= x && p[0] <= x + width && p[1] >= y && p[1] <= y + height)
              .count();
      if (there < fewest) {
        fewest = there;
        left = x;
        top = y;
      }
    }
    html.append("<div class=\"far\" style=\"left:").append(share(left));
    html.append(";top:").append(share(top)).append("\">");
    image(html, far.png(alerts), of("map"));
    html.append("</div>");
  }

  /** A row, of which the first cell is where one begins to read. */
  private void row(StringBuilder html, List<String> cells) {
    html.append("<tr>");
    (language.rightToLeft() ? cells.reversed() : cells).forEach(html::append);
    html.append("</tr>");
  }

  private static String figure(String name, String value) {
    return "<td><div class=\"soft\">" + text(name) + "</div><b>" + text(value) + "</b></td>";
  }

  private void maps(StringBuilder html, List<AlertObject> alerts) throws IOException {
    AlertMap near = new AlertMap(alerts, 0.25, 0.02, 1100, 720);
    html.append("<div class=\"map\">");
    image(html, near.png(alerts), of("map"));
    for (int i = 0; i < Math.min(NUMBERED, alerts.size()); i++) {
      Alert finding = alerts.get(i).finding();
      double[] place = near.place(finding.longitude(), finding.latitude());
      html.append("<span class=\"n\" dir=\"ltr\" style=\"left:").append(share(place[0]));
      html.append(";top:").append(share(place[1])).append("\">").append(i + 1).append("</span>");
    }
    if (!near.hasLand()) {
      locator(html, near, alerts);
    }
    Envelope box = near.box();
    html.append("</div><p class=\"soft small\">");
    html.append("<span dir=\"ltr\">").append(place(box.getMinX(), box.getMinY())).append(" – ");
    html.append(place(box.getMaxX(), box.getMaxY())).append("</span> · ");
    html.append(text(of("grid", "step", number(near.step(), 3) + "°")));
    html.append(" · <span dir=\"ltr\">Natural Earth</span> ·");
    alerts.stream()
        .map(alert -> alert.review().status())
        .distinct()
        .sorted()
        .forEach(status -> {
          html.append(" <span style=\"color:#");
          html.append(String.format("%06x", AlertMap.color(status).getRGB() & 0xffffff));
          html.append("\">●</span> ").append(text(page("review." + status.text())));
        });
    html.append("</p>");
  }

  private void list(StringBuilder html, List<AlertObject> alerts) {
    html.append("<table class=\"list\"><thead>");
    row(
        html,
        Stream.of(
                "№",
                of("alert"),
                page("alerts.first"),
                page("alerts.area"),
                page("alerts.probability"),
                page("alerts.machine"),
                page("alerts.review"),
                of("place"))
            .map(name -> "<th>" + text(name) + "</th>")
            .toList());
    html.append("</thead><tbody>");
    for (int i = 0; i < alerts.size(); i++) {
      AlertObject alert = alerts.get(i);
      Alert finding = alert.finding();
      row(
          html,
          List.of(
              cell(Integer.toString(i + 1)),
              cell(finding.id()),
              cell(day(finding.firstDate())),
              cell(areaWithError(alert)),
              cell(percent(alert.machine().probability())),
              cell(page("machine." + alert.machine().status().text())),
              cell(judgement(alert)),
              "<td><span dir=\"ltr\">"
                  + place(finding.longitude(), finding.latitude())
                  + "</span></td>"));
    }
    html.append("</tbody></table>");
  }

  private static String cell(String value) {
    return "<td>" + text(value) + "</td>";
  }

  private String judgement(AlertObject alert) {
    String status = page("review." + alert.review().status().text());
    return alert
        .review()
        .reason()
        .map(reason -> status + " (" + page("reason." + reason.text()) + ")")
        .orElse(status);
  }

  private void pictures(StringBuilder html, List<AlertObject> alerts) {
    int pictured = Math.min(PICTURED, alerts.size());
    html.append("<h2>").append(text(of("pictures"))).append("</h2>");
    if (pictured < alerts.size()) {
      html.append("<p class=\"soft\">");
      html.append(text(of("first", "n", number(pictured, 0)))).append("</p>");
    }
    for (int i = 0; i < pictured; i++) {
      card(html, i + 1, alerts.get(i));
    }
  }

  private void card(StringBuilder html, int number, AlertObject alert) {
    Alert finding = alert.finding();
    List<String> cells = new ArrayList<>();
    if (!finding.scenes().isEmpty()) {
      Envelope box = around(finding.outline().getEnvelopeInternal());
      cells.add(chip(finding.watch(), finding.scenes().getFirst(), box, page("alerts.before")));
      if (finding.scenes().size() > 1) {
        cells.add(chip(finding.watch(), finding.scenes().getLast(), box, page("alerts.after")));
      }
    }
    StringBuilder facts = new StringBuilder("<td class=\"facts\"><b>");
    facts.append(number).append(" · ").append(text(finding.id())).append("</b>");
    fact(facts, page("alerts.area"), areaWithError(alert));
    fact(facts, page("alerts.probability"), percent(alert.machine().probability()));
    fact(facts, page("alerts.first"), day(finding.firstDate()));
    fact(facts, page("alerts.machine"), page("machine." + alert.machine().status().text()));
    fact(facts, page("alerts.change"), number(finding.magnitude(), 3));
    fact(facts, page("alerts.observations"), number(finding.observations(), 0));
    fact(facts, page("alerts.review"), judgement(alert));
    alert.review().by().ifPresent(by -> fact(facts, of("by"), by));
    alert.review().assignee().ifPresent(who -> fact(facts, page("alerts.assignee"), who));
    cells.add(facts.append("</td>").toString());
    html.append("<table class=\"card\">");
    row(html, cells);
    html.append("</table>");
  }

  private static void fact(StringBuilder html, String name, String value) {
    html.append("<div><span class=\"soft\">").append(text(name)).append(":</span> ");
    html.append(text(value)).append("</div>");
  }

  private String chip(String watch, String scene, Envelope box, String name) {
    StringBuilder html = new StringBuilder("<td class=\"chip\">");
    Optional<byte[]> png = chips.png(watch, scene, box);
    if (png.isPresent()) {
      image(html, png.get(), name);
    } else {
      html.append("<div class=\"none\">").append(text(of("none"))).append("</div>");
    }
    html.append("<div class=\"small\">").append(text(name)).append("</div>");
    html.append("<div class=\"soft small\"><span dir=\"ltr\">").append(text(scene));
    return html.append("</span></div></td>").toString();
  }

  private static void image(StringBuilder html, byte[] png, String description) {
    html.append("<img alt=\"").append(text(description)).append("\" src=\"data:image/png;base64,");
    html.append(BASE64.encodeToString(png)).append("\"/>");
  }

  /** A square around a box, as wide on the ground as high, with land around what is in it. */
  private static Envelope around(Envelope box) {
    double latitude = (box.getMinY() + box.getMaxY()) / 2;
    double longitude = (box.getMinX() + box.getMaxX()) / 2;
    double stretch = Math.max(0.05, Math.cos(Math.toRadians(latitude)));
    double half =
        0.9 * Math.max(Math.max(box.getHeight(), box.getWidth() * stretch), 400 / 111_320.0);
    return new Envelope(
        longitude - half / stretch, longitude + half / stretch, latitude - half, latitude + half);
  }

  private String areaWithError(AlertObject alert) {
    double error = alert.machine().areaErrorHa();
    return area(alert.finding().areaHa()) + (error > 0 ? " ± " + number(error, 1) : "");
  }

  private String area(double hectares) {
    return hectares >= 10_000
        ? number(hectares / 100, 0) + " " + page("unit.km2")
        : number(hectares, hectares < 10 ? 2 : hectares < 100 ? 1 : 0) + " " + page("unit.ha");
  }

  private String percent(double share) {
    return number(share * 100, 0) + DecimalFormatSymbols.getInstance(locale()).getPercent();
  }

  private String number(double value, int decimals) {
    DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale()));
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }

  private Locale locale() {
    return language.withLatinDigits();
  }

  private String day(LocalDate day) {
    return language.day(day, FormatStyle.MEDIUM);
  }

  private static String place(double longitude, double latitude) {
    return String.format(
        Locale.ROOT,
        "%.4f° %s %.4f° %s",
        Math.abs(latitude),
        latitude < 0 ? "S" : "N",
        Math.abs(longitude),
        longitude < 0 ? "W" : "E");
  }

  private static String share(double part) {
    return String.format(Locale.ROOT, "%.2f%%", part * 100);
  }

  /** A word of the web app. */
  private String page(String key) {
    return language.text(key, Map.of());
  }

  /** A word of documents. */
  private String of(String key, String... values) {
    return words.text(key, values.length == 0 ? Map.of() : Map.of(values[0], values[1]));
  }

  private static String text(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c < 0xFFFE)
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private String style() {
    String start = language.rightToLeft() ? "right" : "left";
    return """
    @page { size: A4; margin: 14mm 13mm 16mm; @bottom-center { font: 8pt %s; color: #4d5d68;
      content: counter(page) " / " counter(pages); } }
    body { font: 9pt/1.35 %s; color: #1c2a33; direction: %s; text-align: %s; }
    h1 { font-size: 18pt; color: #0b3f4f; margin: 0; border-bottom: 2pt solid #d9a441; }
    h2 { font-size: 12pt; color: #0b3f4f; margin: 14pt 0 4pt; }
    p { margin: 4pt 0; } b { font-weight: 700; }
    .soft { color: #4d5d68; } .small { font-size: 7pt; }
    .note { background: #f3f6f7; padding: 5pt 7pt; border-%s: 2pt solid #d9a441; }
    table { width: 100%%; border-collapse: collapse; }
    .figures { margin: 6pt 0; } .figures td { font-size: 12pt; padding: 2pt 0; vertical-align: bottom; }
    .figures .soft { font-size: 8pt; }
    .far { position: absolute; width: 22%%; } .far img { border: 0.5pt solid #76868f; }
    .map { position: relative; border: 0.5pt solid #76868f; } .map img { width: 100%%; display: block; }
    .n { position: absolute; font-size: 6pt; font-weight: 700; background: #ffffff; padding: 0 1.5pt; }
    .list th { text-align: %s; font-weight: 700; font-size: 8pt; border-bottom: 1pt solid #76868f; padding: 2pt; }
    .list td { border-bottom: 0.5pt solid #d5dce1; padding: 2pt; font-size: 8pt; vertical-align: top; }
    .list { -fs-table-paginate: paginate; margin-top: 8pt; } .list tr { page-break-inside: avoid; }
    .card { page-break-inside: avoid; border-top: 0.5pt solid #d5dce1; margin-top: 5pt; }
    .card td { vertical-align: top; padding: 5pt 0; }
    .chip { width: 46mm; } .chip .small { width: 44mm; word-wrap: break-word; } .card .facts { padding: 5pt 7pt; } .chip img, .none { width: 44mm; height: 44mm; display: block; }
    .none { background: #f3f6f7; color: #4d5d68; }
    """
        .formatted(
            Pdf.FAMILY, Pdf.FAMILY, language.rightToLeft() ? "rtl" : "ltr", start, start, start);
  }
}
