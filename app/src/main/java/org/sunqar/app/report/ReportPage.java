// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.sunqar.app.report.ReportContent.Fact;
import org.sunqar.app.report.ReportContent.Provenance;

/**
 * Writes a report as one HTML file that stands alone: style, charts and pictures are inside,
 * nothing is fetched, nothing runs. It reads well on a screen, on A4 paper, in greyscale and aloud.
 * The same content always gives the same bytes.
 */
public final class ReportPage {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ReportContent content;

  public ReportPage(ReportContent content) {
    this.content = content;
  }

  /**
   * Writes the page under a temporary name beside the target, then renames it, so that a reader
   * never sees half a page.
   */
  public void writeTo(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("not a file name: " + file);
    }
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".report", ".html");
    try {
      Files.writeString(draft, html());
      Files.move(
          draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** The page. */
  public String html() {
    StringBuilder sections = new StringBuilder();
    for (ResultSection section : content.sections()) {
      sections.append(new SectionView(section).html());
    }
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title>
    <style>
    %s</style>
    </head>
    <body>
    <header class="masthead">
    <p class="kicker">Land change report</p>
    <h1>%s</h1>
    %s<p class="made">%s &#183; %s</p>
    </header>
    <main>
    <section aria-labelledby="in-short" class="in-short">
    <h2 id="in-short">In short</h2>
    <div class="lead">
    %s</div>
    %s%s</section>
    %s%s%s</main>
    <footer>
    <p>Made by %s on %s. All dates are UTC. All areas and lengths are metric.</p>
    </footer>
    </body>
    </html>
    """
        .formatted(
            Markup.escape(content.title()),
            PageStyle.CSS,
            Markup.escape(content.title()),
            content.subtitle().isEmpty()
                ? ""
                : "<p class=\"subtitle\">" + Markup.escape(content.subtitle()) + "</p>\n",
            Markup.escape(content.software()),
            MINUTE.format(content.generated()),
            Markup.paragraphs(content.summary()),
            factList(content.facts(), "facts"),
            contents(),
            sections,
            howToRead(),
            howSure(),
            Markup.escape(content.software()),
            MINUTE.format(content.generated()));
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
          .append(Markup.escape(fact.value()))
          .append("</dd></div>\n");
    }
    return out.append("</dl>\n").toString();
  }

  static String badge(Provenance provenance) {
    return "<span class=\"badge %s\">%s</span>"
        .formatted(
            provenance == Provenance.REAL ? "real" : "simulated",
            Markup.escape(provenance.label()));
  }

  private String contents() {
    if (content.sections().size() < 2) {
      return "";
    }
    StringBuilder out = new StringBuilder("<nav aria-label=\"Results\">\n<ol>\n");
    for (ResultSection section : content.sections()) {
      out.append(
          "<li><a href=\"#%s\">%s</a> %s</li>\n"
              .formatted(
                  section.id(), Markup.escape(section.title()), badge(section.provenance())));
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
    return """
    <section aria-labelledby="how-to-read" class="explain">
    <h2 id="how-to-read">How to read this page</h2>
    <div class="columns">
    <p><strong>An alert</strong> is a connected piece of land where the index left its usual \
    course. Its number is the same on the map, in the table and in its own card. Numbers go \
    from the largest area to the smallest.</p>
    <p><strong>The map</strong> shows one satellite image with the alerts drawn over it. The \
    colour of an outline tells when the change was first seen, light for early and dark for \
    late; where only two dates were compared, solid outlines are falls of the index and dashed \
    ones rises. North is the top of the map grid.</p>
    <p><strong>Magnitude</strong> is the size of the change in the unit named in the table. A \
    minus sign is a fall: for a vegetation index, less green.</p>
    <p><strong>Confidence</strong> runs from 0 to 100&#160;%%. It rises with the size of the \
    change against the usual scatter of the place, and with the agreement of later \
    observations and of neighbouring pixels.</p>
    %s%s</div>
    </section>
    """
        .formatted(
            series
                ? """
                <p><strong>A series chart</strong> follows one pixel inside the alert. The line is \
                the season learned from the history; from the start of monitoring on it is dashed \
                and shows what would be expected. The shaded band is the scatter that is usual. \
                The upright red line is the date from which the values no longer fit.</p>
                """
                : "",
            histogram
                ? """
                <p><strong>The histogram</strong> counts how strongly every pixel differs between \
                two dates, in units of the usual difference. Most land did not change and forms \
                the hill in the middle; the coloured ends are what the map shows.</p>
                """
                : "");
  }

  private String howSure() {
    StringBuilder own = new StringBuilder();
    for (ResultSection section : content.sections()) {
      if (!section.uncertainty().isEmpty()) {
        own.append("<h3>").append(Markup.escape(section.title())).append("</h3>\n");
        own.append(Markup.paragraphs(section.uncertainty()));
      }
    }
    return """
    <section aria-labelledby="how-sure" class="explain">
    <h2 id="how-sure">How sure are we</h2>
    <div class="columns">
    <p>An alert says that the land <em>looks</em> different from space, and since when. It does \
    not say why, who, or whether it was allowed. Before anyone acts on an alert, a person \
    should look at the pictures here, and where it matters go and see.</p>
    <p>Some changes are missed: those smaller than the smallest mapped area, those under \
    lasting cloud, and slow ones inside the usual scatter. Some alerts are false: a cloud or \
    its shadow that the mask left over, haze, a flood, an unusual season, a harvest.</p>
    <p>The date is that of the first observation that showed the change. The change itself \
    lies between that observation and the clear one before it, which can be weeks earlier \
    where clouds are frequent.</p>
    <p>The area counts whole pixels. Along the edge about half of each pixel may lie on the \
    other side, so small alerts are the least exact.</p>
    </div>
    %s</section>
    """
        .formatted(own);
  }
}
