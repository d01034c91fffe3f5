// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.tracking.MadeRuns.Life;

/** Runs as pictures; answers: the alerts that there are after them. */
class AlertTrackingTest {

  private static Life life() {
    return new Life(AlertRule.defaults());
  }

  @Test
  void theSameEventStaysOneAlertThatGrowsAndIsConfirmed() {
    Life life = life().run("AA... AA... .....", 100, 3, 120);
    assertThat(life.summary()).containsExactly("w-0001 provisional 4");
    life.run("AAA.. AAA.. .....", 100, 4, 136).run("AAA.. AAA.. AAA..", 100, 6, 152);
    assertThat(life.summary()).containsExactly("w-0001 confirmed 9");
    assertThat(life.entries("w-0001")).containsExactly("1 created", "2 updated", "3 confirmed");
    AlertObject alert = life.alert("w-0001");
    assertThat(alert.machine().raised()).isEqualTo(MadeRuns.ORIGIN.plusDays(120));
    assertThat(alert.machine().lastSeen()).isEqualTo(MadeRuns.ORIGIN.plusDays(152));
    assertThat(alert.machine().findings()).isEqualTo(3);
    assertThat(alert.evidence().run()).isEqualTo("run-152");
    assertThat(alert.version()).isEqualTo(3);
    // nine pixels, of which eight are at the border
    assertThat(alert.machine().areaErrorHa()).isEqualTo(8 * MadeRuns.PIXEL_HA / 2);
  }

  @Test
  void aRunThatSeesTheSameChangesNothing() {
    Life life = life().run("AA.BB AA.BB", 100, 3, 120);
    AlertObject before = life.alert("w-0001");
    life.run("AA.BB AA.BB", 100, 3, 120);
    assertThat(life.alert("w-0001")).isEqualTo(before);
    assertThat(life.history).hasSize(2);
    life.run("AA.BB AA.BB", 100, 3, 136);
    assertThat(life.alert("w-0001").machine().lastSeen()).isAfter(before.machine().lastSeen());
    assertThat(life.history).hasSize(2);
  }

  @Test
  void whatIsNotFoundOverLaterScenesIsRetractedAndCanComeBack() {
    Life life = life().run("AA... AA...", 100, 3, 120).run("..... .....", 0, 0, 120);
    assertThat(life.summary()).containsExactly("w-0001 provisional 4");
    life.run("..... .....", 0, 0, 119);
    assertThat(life.summary()).containsExactly("w-0001 provisional 4");
    life.run("..... .....", 0, 0, 121);
    assertThat(life.summary()).containsExactly("w-0001 retracted 4");
    assertThat(life.history.getLast().detail("reason"))
        .contains(
            "not found any more over scenes up to 2024-05-01; last seen over scenes up to"
                + " 2024-04-30");
    life.run("..... .....", 0, 0, 130);
    assertThat(life.history).hasSize(2);
    life.run("AA... AA...", 100, 4, 140);
    assertThat(life.summary()).containsExactly("w-0001 provisional 4");
    assertThat(life.entries("w-0001")).containsExactly("1 created", "2 retracted", "3 updated");
    assertThat(life.history.getLast().detail("reason")).contains("found again");
  }

  @Test
  void aConfirmedAlertIsRetractedToo() {
    Life life = life().run("AA... AA...", 100, 9, 120).run("..... .....", 0, 0, 130);
    assertThat(life.entries("w-0001")).containsExactly("1 created", "2 retracted");
    assertThat(life.summary()).containsExactly("w-0001 retracted 4");
  }

  @Test
  void alertsThatGrowTogetherAreTheOldest() {
    Life life =
        life()
            .run("AA.... AA....", 100, 3, 110)
            .run("AA..BB AA..BB", 100, 3, 120)
            .run("AAAAAA AAAAAA", 100, 3, 130);
    assertThat(life.summary()).containsExactly("w-0001 provisional 12", "w-0002 merged 4");
    assertThat(life.alert("w-0002").machine().mergedInto()).contains("w-0001");
    assertThat(life.entries("w-0002")).containsExactly("1 created", "2 merged");
    // and stay so when they fall apart again
    life.run("AA..BB AA..BB", 100, 3, 140);
    assertThat(life.summary()).containsExactly("w-0001 provisional 8", "w-0002 merged 4");
    assertThat(life.last.found()).hasSize(1);
    assertThat(life.last.groups().getFirst().pixels()).containsExactly(0, 1, 4, 5, 6, 7, 10, 11);
    assertThat(life.alert("w-0001").finding().outline().getNumGeometries()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"280, w-0001 provisional 4", "293, w-0001 provisional 4", "294, 2"})
  void halfAYearLaterItIsAnotherEvent(int day, String answer) {
    // confirmed on day 110; 183 days later is day 293
    Life life = life().run("AA... AA...", 100, 3, 120).run("AA... AA...", day, 3, day + 20);
    if (answer.equals("2")) {
      // the first is not taken back: its place changed again
      assertThat(life.summary()).containsExactly("w-0001 provisional 4", "w-0002 provisional 4");
    } else {
      assertThat(life.summary()).containsExactly(answer);
    }
  }

  @Test
  void anAlertOffTheGridOfARunIsLeftAlone() {
    Life life = life().run("AA... AA...", 100, 3, 120);
    AlertTracking tracking =
        new AlertTracking(
            "w",
            "bayes",
            AlertRule.defaults(),
            new AlertTracking.GridSize(5, 2, 0.09),
            MadeRuns.builder("w", MadeRuns.grid(5, 2))::alert);
    AlertTracking.Outcome outcome =
        tracking.track(
            new AlertTracking.Run("r", Instant.EPOCH, MadeRuns.ORIGIN.plusDays(300), "Sunqar"),
            java.util.List.of(new AlertTracking.Known(life.alert("w-0001"), new int[0])),
            1,
            java.util.List.of(),
            java.util.List.of());
    assertThat(outcome.changes()).isEmpty();
  }

  @Test
  void aQuietPeriodHoldsBackWhatTouchesAFreshAlert() {
    AlertRule rule = new AlertRule(0.1, 3, 0, 0, AlertRule.Direction.BOTH, 0, 30);
    Life life = new Life(rule).run("AA...... AA......", 100, 3, 120);
    life.run("AABB..CC AABB..CC", 110, 3, 140);
    assertThat(life.summary()).containsExactly("w-0001 provisional 4", "w-0002 provisional 4");
    assertThat(life.last.quiet()).isEqualTo(1);
    assertThat(life.last.found()).extracting(AlertObject::id).containsExactly("w-0001", "w-0002");
    life.run("AABB..CC AABB..CC", 110, 3, 149);
    assertThat(life.last.quiet()).isEqualTo(1);
    life.run("AABB..CC AABB..CC", 110, 3, 150);
    assertThat(life.last.quiet()).isZero();
    assertThat(life.summary()).hasSize(3);
  }

  @Test
  void aDetectorOfTwoDatesIsSureWhenASecondRunAgrees() {
    Life life = life().run("AA... AA...", 100, 1, 100).run("AA... AA...", 100, 1, 100);
    assertThat(life.summary()).containsExactly("w-0001 provisional 4");
    life.run("AA... AA...", 116, 1, 116);
    assertThat(life.summary()).containsExactly("w-0001 confirmed 4");
  }

  @Test
  void whatAPersonDecidedStaysUntilTheAlertIsMuchLarger() {
    Life life = life().run("AA.... AA....", 100, 3, 110);
    life.review("w-0001", new Review.Move.Reject(RejectReason.HAZE));
    life.run("AAAA.. AAAA..", 100, 3, 120);
    assertThat(life.alert("w-0001").review().status()).isEqualTo(ReviewStatus.REJECTED);
    life.run("AAAAA. AAAA..", 100, 3, 130);
    assertThat(life.alert("w-0001").review()).isEqualTo(Review.NONE);
    assertThat(life.history.getLast().detail("reason"))
        .contains("it has more than doubled since it was rejected");
  }

  @Test
  void theOldestTakesOverWhatWasSaidOfAYoungerPart() {
    Life life = life().run("AA.... AA....", 100, 3, 110).run("AA..BB AA..BB", 100, 3, 120);
    life.review("w-0002", new Review.Move.Confirm());
    life.run("AAAAAA AAAAAA", 100, 3, 130);
    assertThat(life.alert("w-0001").review().status()).isEqualTo(ReviewStatus.CONFIRMED);
  }

  /** Rows: the status before; columns: whether the move is allowed. */
  @ParameterizedTest
  @CsvSource({
    "NEW, in_review, confirmed, rejected, -",
    "IN_REVIEW, -, confirmed, rejected, -",
    "CONFIRMED, in_review, -, -, audited",
    "REJECTED, in_review, -, -, audited",
    "AUDITED, -, -, -, -"
  })
  void moves(ReviewStatus from, String begin, String confirm, String reject, String audit) {
    Review before =
        new Review(
            from,
            java.util.Optional.of(ReviewStatus.REJECTED),
            java.util.Optional.of(RejectReason.CLOUD),
            java.util.Optional.of("ana"),
            java.util.Optional.of(Instant.EPOCH),
            2,
            java.util.Optional.empty());
    assertMove(before, new Review.Move.Begin(), begin);
    assertMove(before, new Review.Move.Confirm(), confirm);
    assertMove(before, new Review.Move.Reject(RejectReason.SEASON), reject);
    assertMove(before, new Review.Move.Audit(), audit);
  }

  private static void assertMove(Review before, Review.Move move, String expected) {
    if (expected.equals("-")) {
      assertThatThrownBy(() -> before.after(move, "w-0001", "bo", Instant.MAX, 3))
          .isInstanceOf(AnalysisException.class)
          .hasMessageStartingWith("alert w-0001 cannot be ")
          .extracting("key")
          .isEqualTo(AnalysisException.Key.CONFLICT);
      return;
    }
    Review after = before.after(move, "w-0001", "bo", Instant.MAX, 3);
    assertThat(after.status().text()).isEqualTo(expected);
    assertThat(after.by()).contains("bo");
    assertThat(after.at()).contains(Instant.MAX);
    if (move instanceof Review.Move.Audit) {
      assertThat(after.decision()).isEqualTo(before.decision());
      assertThat(after.reason()).isEqualTo(before.reason());
    }
  }
}
