// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.sunqar.app.report.ReportContent.Fact;
import org.sunqar.app.report.ReportContent.Provenance;

/**
 * Writes a report as one HTML file that stands alone: style, charts and pictures are inside,
 * nothing is fetched, nothing runs. It reads well on a screen, on A4 paper, in greyscale and aloud.
 * The same content always gives the same bytes.
 */
public final class ReportPage {

  private final ReportContent content;
  private final Speech speech;

  public ReportPage(ReportContent content) {
    this.content = content;
    this.speech = Speech.of(content.language());
  }

  /** Writes the page, all of it or nothing. */
  public void writeTo(Path file) throws IOException {
    PageFile.write(file, html());
  }

  /** The page. */
  public String html() {
    StringBuilder sections = new StringBuilder();
    for (ResultSection section : content.sections()) {
      sections.append(new SectionView(section, speech).html());
    }
    return """
    <!DOCTYPE html>
    <html lang="%s"%s>
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <header class="masthead">
    <p class="kicker">%s</p>
    <h1>%s</h1>
    %s<p class="made">%s &#183; %s</p>
    </header>
    <main>
    <section aria-labelledby="in-short" class="in-short">
    <h2 id="in-short">%s</h2>
    <div class="lead">
    %s</div>
    %s%s</section>
    %s%s%s</main>
    <footer>
    <p>%s</p>
    </footer>
    </body>
    </html>
    """
        .formatted(
            speech.language().code(),
            speech.language().rightToLeft() ? " dir=\"rtl\"" : "",
            Markup.escape(content.title()),
            PageStyle.CSS,
            say("page.kicker"),
            Markup.escape(content.title()),
            content.subtitle().isEmpty()
                ? ""
                : "<p class=\"subtitle\">" + Markup.escape(content.subtitle()) + "</p>\n",
            Markup.escape(content.software()),
            Markup.escape(speech.minute(content.generated())),
            say("page.inShort"),
            Markup.paragraphs(content.summary()),
            factList(content.facts(), "facts"),
            contents(),
            sections,
            howToRead(),
            howSure(),
            say(
                "page.made",
                "software",
                content.software(),
                "time",
                speech.minute(content.generated())));
  }

  private String say(String key, Object... namesAndValues) {
    return Markup.escape(speech.text(key, namesAndValues));
  }

  /** A paragraph of the page's own, whose words may be strong. */
  private String explain(String key) {
    return "<p>" + say(key).replace("[", "<strong>").replace("]", "</strong>") + "</p>\n";
  }

  /** A definition list; nothing for no facts. */
  static String factList(List<Fact> facts, String cssClass) {
    if (facts.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("<dl class=\"" + cssClass + "\">\n");
    for (Fact fact : facts) {
      out.append("<div><dt>")
          .append(Markup.escape(fact.label()))
          .append("</dt><dd>")
          .append(Markup.text(fact.value()))
          .append("</dd></div>\n");
    }
    return out.append("</dl>\n").toString();
  }

  static String badge(Provenance provenance, Speech speech) {
    return "<span class=\"badge %s\">%s</span>"
        .formatted(
            provenance == Provenance.REAL ? "real" : "simulated",
            Markup.escape(
                speech.text(
                    provenance == Provenance.REAL ? "provenance.real" : "provenance.simulated")));
  }

  private String contents() {
    if (content.sections().size() < 2) {
      return "";
    }
    StringBuilder out =
        new StringBuilder("<nav aria-label=\"" + say("page.results") + "\">\n<ol>\n");
    for (ResultSection section : content.sections()) {
      out.append(
          "<li><a href=\"#%s\">%s</a> %s</li>\n"
              .formatted(
                  section.id(),
                  Markup.escape(section.title()),
                  badge(section.provenance(), speech)));
    }
    return out.append("</ol>\n</nav>\n").toString();
  }

  private String howToRead() {
    boolean series =
        content.sections().stream()
            .flatMap(s -> s.alerts().stream())
            .flatMap(a -> a.detail().stream())
            .anyMatch(d -> d.series().isPresent());
    boolean histogram = content.sections().stream().anyMatch(s -> s.histogram().isPresent());
    StringBuilder text = new StringBuilder();
    for (String part :
        List.of("alert", "map", "first", "magnitude", "confidence", "observations")) {
      text.append(explain("read." + part));
    }
    text.append(series ? explain("read.series") : "");
    text.append(histogram ? explain("read.histogram") : "");
    return explanation("how-to-read", "read.title", text.toString(), "");
  }

  private String explanation(String id, String title, String columns, String below) {
    return """
    <section aria-labelledby="%s" class="explain">
    <h2 id="%s">%s</h2>
    <div class="columns">
    %s</div>
    %s</section>
    """
        .formatted(id, id, say(title), columns, below);
  }

  private String howSure() {
    StringBuilder own = new StringBuilder();
    for (ResultSection section : content.sections()) {
      if (!section.uncertainty().isEmpty()) {
        own.append("<h3>").append(Markup.escape(section.title())).append("</h3>\n");
        own.append(Markup.paragraphs(section.uncertainty()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (String part : List.of("looks", "missed", "date", "area")) {
      text.append(explain("sure." + part));
    }
    return explanation("how-sure", "sure.title", text.toString(), own.toString());
  }
}
