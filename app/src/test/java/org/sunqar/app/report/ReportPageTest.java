// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.app.report.ReportContent.Fact;
import org.sunqar.app.report.ReportContent.Provenance;
import org.sunqar.server.language.Language;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportPageTest {

  private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern DRAWING =
      Pattern.compile("<svg [^>]*role=\"img\".*?</svg>\n(?=<fig|</fig)", Pattern.DOTALL);

  private final String page = new ReportPage(new SampleReport().content()).html();

  @Test
  void fetchesNothing() {
    Matcher reference = REFERENCE.matcher(page);
    int inside = 0;
    while (reference.find()) {
      assertThat(reference.group(1)).matches("#[a-z0-9-]+|data:image/png;base64,[A-Za-z0-9+/=]+");
      inside++;
    }
    assertThat(inside).isGreaterThan(10);
    assertThat(page)
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("<script")
        .doesNotContain("<link")
        .doesNotContain("@import")
        .doesNotContain("url(");
  }

  @Test
  void everyAnchorHasATarget() {
    Matcher reference = Pattern.compile("href=\"#([^\"]*)\"").matcher(page);
    List<String> anchors = new ArrayList<>();
    while (reference.find()) {
      anchors.add(reference.group(1));
    }
    assertThat(anchors).contains("series", "pair", "series-alert-1", "series-alert-3");
    assertThat(anchors).allSatisfy(a -> assertThat(page).containsOnlyOnce("id=\"" + a + "\""));
  }

  @Test
  void saysPerSectionWhatIsRealAndWhatIsSimulated() {
    int series = page.indexOf("<section class=\"result\" id=\"series\"");
    int pair = page.indexOf("<section class=\"result\" id=\"pair\"");
    assertThat(page.substring(series, pair))
        .contains("badge simulated\">Simulated data")
        .doesNotContain("badge real");
    assertThat(page.substring(pair))
        .contains("badge real\">Real satellite data")
        .doesNotContain("badge simulated");
  }

  @Test
  void tableHasARowPerAlertAndSaysHowManyThereAre() {
    assertThat(page).contains("Alerts, the 14 largest of 21");
    assertThat(Pattern.compile("<th scope=\"row\"").matcher(page).results().count())
        .isEqualTo(14 + 6);
  }

  @Test
  void drawingsAreWellFormed() throws Exception {
    Matcher drawing = DRAWING.matcher(page);
    int drawings = 0;
    while (drawing.find()) {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(drawing.group())));
      assertThat(document.getDocumentElement().getAttribute("aria-label")).isNotBlank();
      drawings++;
    }
    // two maps, a histogram, three cards of four pictures and a series
    assertThat(drawings).isEqualTo(2 + 1 + 3 * 5);
  }

  @Test
  void whatComesFromDataIsShownNotInterpreted() {
    String attack = "<script>alert('1')</script>\"&\u0000";
    ResultSection section =
        new ResultSection(
            "empty",
            attack,
            Provenance.REAL,
            attack,
            List.of(new Fact(attack, attack)),
            List.of(attack),
            Optional.empty(),
            List.of(),
            0,
            attack,
            Optional.of(HistogramContent.of(attack, attack, new float[] {0}, -1, 1, 4, -0.5, 0.5)),
            List.of(attack),
            List.of(new Fact(attack, attack)),
            List.of(LocalDate.of(2020, 1, 1)));
    String html =
        new ReportPage(
                new ReportContent(
                    Language.english(),
                    attack,
                    attack,
                    List.of(new Fact(attack, attack)),
                    List.of(attack),
                    List.of(section),
                    attack,
                    Instant.EPOCH))
            .html();
    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("\u0000")
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;\ufffd")
        .contains("No alerts in this result.");
  }

  @Test
  void sameContentGivesTheSameBytes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("new/report.html");
    new ReportPage(new SampleReport().content()).writeTo(file);
    assertThat(Files.readString(file)).isEqualTo(page);
    try (var files = Files.list(file.resolveSibling("."))) {
      assertThat(files).hasSize(1);
    }
  }

  /** Keeps the page in the build folder, for whoever wants to look at it. */
  @Test
  void isKeptForLooking() throws IOException {
    Path file = Path.of("target", "sample-report.html");
    new ReportPage(new SampleReport().content()).writeTo(file);
    assertThat(Files.size(file)).isBetween(100_000L, 4_000_000L);
  }

  @Test
  void refusesContentThatWouldBreakThePage() {
    assertThatThrownBy(() ->
            new ReportContent(
                Language.english(),
                "t",
                "",
                List.of(),
                List.of(),
                List.of(),
                "Sunqar",
                Instant.EPOCH))
        .hasMessageContaining("at least one result section");
    assertThatThrownBy(() -> mapWithCorners(3)).hasMessageContaining("4 corners, not 3");
  }

  private static MapContent mapWithCorners(int count) {
    return new MapContent(
        new Picture(1, 1, new int[1]),
        SampleReport.GRID,
        Collections.nCopies(count, new LonLat(0, 0)),
        LocalDate.EPOCH,
        "",
        MapContent.Colouring.DIRECTION);
  }
}
