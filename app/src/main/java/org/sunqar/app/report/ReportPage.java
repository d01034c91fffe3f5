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
    // not createTempFile, whose files only their owner may read
    Path draft = folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid());
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
          .append(Markup.text(fact.value()))
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
    <p><strong>An alert</strong> is a piece of land whose pixels touch by an edge or a corner and \
    left their usual course. Its number is the same on the map, in the table and in its own \
    card. Numbers go from the largest area to the smallest.</p>
    <p><strong>The map</strong> shows one image with the alerts drawn over it. The \
    colour of an outline tells when the change was first seen, light for early and dark for \
    late; where only two dates were compared, solid outlines are falls of the index and dashed \
    ones rises. North is the top of the map grid.</p>
    <p><strong>First date</strong> is the image on which the first quarter of the alert's changed \
    pixels had begun to differ.</p>
    <p><strong>Magnitude</strong> is the change of the alert's middle pixel in the unit named in \
    the table. A minus sign is a fall: for a vegetation index, less green.</p>
    <p><strong>Confidence</strong> is a score from 0 to 1 that ranks alerts. It is not a \
    probability of being right. It is the mean over the pixels of the alert, and rises with the \
    size of the change against the usual scatter of the pixel, with the number of observations \
    in a row that show it, and with the share of later ones that still do. Pixels that only \
    their neighbours drew in count as 0.</p>
    <p><strong>Observations</strong> are the clear ones that the middle pixel has in the \
    monitoring period; where two dates were compared, the two.</p>
    %s%s</div>
    </section>
    """
        .formatted(
            series
                ? """
                <p><strong>A series chart</strong> follows the pixel of the alert with the \
                strongest change. The line is the season learned from the history; from the start \
                of monitoring on it is dashed and shows what would be expected. The shaded band is \
                the usual range: 2.7 times the scatter of the history to either side, which 7 in \
                1000 values leave by chance where the scatter is normally distributed. The upright \
                red line is the first of the observations in a row that lie outside; the dotted \
                one is the date on which the detector was sure. They are those of the pixel and \
                may differ from those of the alert. What is common to the whole area on a date, up \
                to 2 scatters, is taken off before a value counts as outside.</p>
                """
                : "",
            histogram
                ? """
                <p><strong>The histogram</strong> counts how strongly every pixel differs between \
                two dates. A score (z) is the difference of the pixel less that of the middle pixel, \
                so that what all land has in common does not count, in units of the usual \
                difference. Most land did not change and forms the hill in the middle; alerts \
                begin with the coloured ends, and their neighbours join at 0.8 of the threshold.</p>
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
    lasting cloud, and slow ones inside the usual scatter. Some alerts are false or mean \
    nothing lasting: a cloud or its shadow that the mask left over, haze, a flood, an unusual \
    season, a harvest.</p>
    <p>A date is that of an image, not of the change. The change itself lies between the first \
    clear image that shows it and the clear one before, which can be weeks earlier where clouds \
    are frequent.</p>
    <p>The area counts whole pixels. Along the edge about half of each pixel may lie on the \
    other side, so small alerts are the least exact.</p>
    </div>
    %s</section>
    """
        .formatted(own);
  }
}
