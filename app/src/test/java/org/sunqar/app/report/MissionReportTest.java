// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.language.Language;

class MissionReportTest {

  private static final Instant START = Instant.parse("2026-04-14T00:00:00Z");

  private static final MissionStory STORY =
      new MissionStory(
          START,
          START.plusSeconds(4 * 86_400),
          new Bounds(-35, -8.2, -34.8, -8),
          List.of(
              new MissionStory.AlertTale(
                  "olinda-0001",
                  -34.9,
                  -8.1,
                  1.5,
                  "gradual loss",
                  "order-000001",
                  1,
                  "Dala 1",
                  Optional.of(START.plusSeconds(7_260)),
                  Optional.of(0.05),
                  "confirmed",
                  Optional.of(7.6))),
          List.of(),
          List.of(
              new MissionStory.SatelliteTale(
                  "dala-1", "Dala 1", Optional.of(START), List.of(), List.of())),
          List.of(new MissionStory.PlanTale(1, START, 9, 0, "why")));

  private static String page(String language) {
    String page = new MissionReport(STORY, Language.of(language), "Sunqar 1").html();
    assertThat(page).doesNotContain("mission.", "value.", "{n}", "{hours}");
    return page;
  }

  @Test
  void speaksEnglish() {
    assertThat(page("en"))
        .contains(
            "<html lang=\"en\">",
            "<h1>From alert to confirmation</h1>",
            "1 alert was ordered; within 96 hours 1 of them were confirmed and 0 retracted by new"
                + " images, 0 are open. Of the 1 that were settled, 1 agree",
            "<td>gradual loss</td>",
            "<td>2026-04-14 02:01</td>",
            "<td class=\"n\">1.5</td>",
            ">14 April<");
  }

  @Test
  void speaksOtherLanguages() {
    assertThat(page("fr"))
        .contains("De l’alerte à la confirmation", "perte progressive", "1,5", "14/04/2026")
        .contains(">14 avril<", "<span class=\"status confirmed\">confirmée</span>")
        .doesNotContain("gradual loss", "good image");
    assertThat(page("ru")).contains("постепенная потеря", "14.04.2026", "Что делал каждый спутник");
    assertThat(page("ar")).contains("<html lang=\"ar\" dir=\"rtl\">", "من التنبيه إلى التأكيد");
  }
}
