// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sunqar.analysis.simulate.Score.Accuracy;
import org.sunqar.analysis.simulate.Score.Found;
import org.sunqar.analysis.simulate.Score.Lag;

/** Hand-made cases on land of 6 x 4 pixels; a letter is a pixel. */
class ScoreTest {

  private static final LocalDate MONITOR = LocalDate.of(2020, 1, 1);
  private static final int[] NO_BREAKS = {};

  /** c: clearing of 2020-03-01, f: fire of 2021-06-01, h: clearing of 2018 (history). */
  private static final Truth TRUTH =
      truth(
          """
          cc...h
          cc...h
          ......
          ..ff..
          """);

  @Test
  void labelsEventsByTypeDateAndTouch() {
    assertThat(TRUTH.events())
        .containsExactly(
            new Truth.Event(1, EventType.CLEARING, LocalDate.of(2020, 3, 1), 4),
            new Truth.Event(2, EventType.CLEARING, LocalDate.of(2018, 5, 1), 2),
            new Truth.Event(3, EventType.FIRE, LocalDate.of(2021, 6, 1), 2));
    assertThat(truth("c.c...\n.c....\n......\nc.....\n").events()).hasSize(2);
  }

  @Test
  void oneFoundOneMissedOneFalseOneInTheHistory() {
    int[] alerts =
        labels(
            """
            11..22
            11....
            ......
            33....
            """);
    Score score =
        Score.of(
            TRUTH,
            MONITOR,
            alerts,
            List.of(LocalDate.of(2020, 3, 11), LocalDate.of(2020, 2, 1), LocalDate.of(2020, 5, 1)),
            NO_BREAKS);
    assertThat(score.eventsToFind()).isEqualTo(2);
    assertThat(score.eventsFound()).isEqualTo(1);
    assertThat(score.missed()).extracting(Truth.Event::id).containsExactly(3);
    assertThat(score.foundByType())
        .isEqualTo(Map.of(EventType.CLEARING, new Found(1, 1), EventType.FIRE, new Found(0, 1)));
    assertThat(score.alerts()).isEqualTo(3);
    assertThat(score.falseAlerts()).isEqualTo(1);
    assertThat(score.eventLag()).contains(new Lag(1, 10, 10, 10));
    assertThat(score.pixelLag()).isEmpty();
    // 24 pixels: 16 without event, 8 in alerts, 3 of these without event
    assertThat(score.neverEvent()).isEqualTo(new Accuracy(16, 16, 13));
    assertThat(score.monitored()).isEqualTo(new Accuracy(6, 8, 4));
    assertThat(score.monitored().producers()).isEqualTo(4.0 / 6);
    assertThat(score.monitored().users()).isEqualTo(0.5);
  }

  @Test
  void theAlertThatCoversMostOfAnEventDatesIt() {
    int[] alerts =
        labels(
            """
            12....
            22....
            ......
            ......
            """);
    Score score =
        Score.of(
            TRUTH,
            MONITOR,
            alerts,
            List.of(LocalDate.of(2020, 3, 2), LocalDate.of(2020, 4, 1)),
            NO_BREAKS);
    assertThat(score.eventLag()).contains(new Lag(1, 31, 31, 31));
  }

  @Test
  void pixelsWithTheirOwnBreakDateGiveTheirOwnLag() {
    int[] alerts = labels("11....\n......\n......\n..22..\n");
    int[] days = new int[24];
    days[0] = (int) LocalDate.of(2020, 3, 5).toEpochDay();
    days[1] = (int) LocalDate.of(2020, 2, 28).toEpochDay();
    days[20] = (int) LocalDate.of(2021, 6, 17).toEpochDay();
    days[9] = 20_000; // outside any alert: not counted
    Score score =
        Score.of(TRUTH, MONITOR, alerts, List.of(MONITOR, LocalDate.of(2021, 6, 1)), days);
    assertThat(score.pixelLag()).contains(new Lag(3, 1, 4, 10));
  }

  @Test
  void nothingFoundHasNoLag() {
    Score score = Score.of(TRUTH, MONITOR, new int[24], List.of(), NO_BREAKS);
    assertThat(score.eventLag()).isEqualTo(Optional.empty());
    assertThat(score.eventsFound()).isZero();
    assertThat(score.missed()).hasSize(2);
    assertThat(score.alerts()).isZero();
  }

  @Test
  void refusesRastersThatDoNotFit() {
    assertThatThrownBy(() -> Score.of(TRUTH, MONITOR, new int[5], List.of(), NO_BREAKS))
        .hasMessageContaining("alerts of 5 pixels, truth of 24");
    int[] unknown = new int[24];
    unknown[3] = 2;
    assertThatThrownBy(() -> Score.of(TRUTH, MONITOR, unknown, List.of(MONITOR), NO_BREAKS))
        .hasMessageContaining("pixel 3 has alert 2 of 1");
  }

  private static Truth truth(String picture) {
    String pixels = picture.replace("\n", "");
    byte[] type = new byte[pixels.length()];
    int[] day = new int[pixels.length()];
    for (int i = 0; i < type.length; i++) {
      switch (pixels.charAt(i)) {
        case 'c' -> set(type, day, i, EventType.CLEARING, "2020-03-01");
        case 'f' -> set(type, day, i, EventType.FIRE, "2021-06-01");
        case 'h' -> set(type, day, i, EventType.CLEARING, "2018-05-01");
        default -> {}
      }
    }
    return Truth.of(6, 4, type, day);
  }

  private static void set(byte[] type, int[] day, int i, EventType event, String date) {
    type[i] = (byte) event.code();
    day[i] = (int) LocalDate.parse(date).toEpochDay();
  }

  private static int[] labels(String picture) {
    return picture
        .replace("\n", "")
        .chars()
        .map(c -> c == '.' ? 0 : Character.digit(c, 10))
        .toArray();
  }
}
