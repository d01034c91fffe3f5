// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.alert.AlertRule;

class AlertDocumentTest {

  /** The number of outliers in a row and the id of the run once had the same name. */
  @Test
  void allOfAnAlertComesBack() {
    MadeRuns.Life life =
        new MadeRuns.Life(AlertRule.defaults())
            .run("AA..BB AA..BB", 100, 7, 110)
            .run("AAAAAA AAAAAA", 100, 7, 130);
    life.review("w-0001", new Review.Move.Reject(RejectReason.WATER_LEVEL));
    for (String id : List.of("w-0001", "w-0002")) {
      AlertObject alert = life.alert(id);
      AlertObject back = AlertDocument.read(AlertDocument.write(alert));
      assertThat(AlertDocument.write(back)).isEqualTo(AlertDocument.write(alert));
      assertThat(back.finding().run()).isEqualTo(7);
      double probability = AlertProbability.of("bayes", alert.finding().confidence());
      assertThat(AlertDocument.write(alert).at("/properties/probability").asDouble())
          .isCloseTo(probability, within(1e-3));
      assertThat(back.machine().mergedInto()).isEqualTo(alert.machine().mergedInto());
      assertThat(back.review()).isEqualTo(alert.review());
      assertThat(back.evidence()).isEqualTo(alert.evidence());
      assertThat(AlertFiles.feature(back.finding())).isEqualTo(AlertFiles.feature(alert.finding()));
    }
  }

  @Test
  void aTableHasAColumnForEachName() {
    MadeRuns.Life life = new MadeRuns.Life(AlertRule.defaults()).run("AA AA", 100, 7, 110);
    AlertObject alert = life.alert("w-0001");
    Review said =
        alert
            .review()
            .after(new Review.Move.Confirm(), "w-0001", "Ana, \"boss\"", Instant.EPOCH, 1);
    List<String> lines = AlertTable.csv(List.of(alert, alert.with(said))).lines().toList();
    List<String> names = List.of(lines.getFirst().split(","));
    assertThat(names).doesNotHaveDuplicates();
    for (String line : lines.subList(1, 3)) {
      assertThat(line.replaceAll("\"([^\"]|\"\")*\"", "x").split(",", -1)).hasSameSizeAs(names);
    }
    assertThat(lines.getLast()).contains(",\"Ana, \"\"boss\"\"\",");
    assertThat(Optional.of(said.status())).isEqualTo(said.decision());
  }
}
