// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sunqar.analysis.AnalysisException;

class AccuracyEstimateTest {

  /** The worked example of Olofsson et al. (2014), with all digits. */
  @Test
  void workedExample() {
    AccuracyEstimate estimate =
        AccuracyEstimate.of(
            List.of(
                List.of(66, 0, 5, 4),
                List.of(0, 55, 8, 12),
                List.of(1, 0, 153, 11),
                List.of(2, 1, 9, 313)),
            List.of(200_000L, 150_000L, 3_200_000L, 6_450_000L),
            10_000_000 * 0.09);
    double[] area = {21157.76223776224, 11686.153846153846, 285769.9300699301, 581386.153846154};
    double[] areaHalf = {
      6157.634386067172, 3755.8260254038537, 15509.83629818858, 16281.656352244738
    };
    double[] users = {0.88, 0.7333333333333333, 0.9272727272727272, 0.963076923076923};
    double[] usersHalf = {
      0.07404098207767795, 0.10075701452492515, 0.03974536974854174, 0.020533500686664853
    };
    double[] producers = {
      0.7486614048308412, 0.8471563981042654, 0.9345089085796926, 0.9616089928314558
    };
    double[] producersHalf = {
      0.21330985298526797, 0.2544083607192573, 0.03432442266661105, 0.01836153548163199
    };
    for (int i = 0; i < 4; i++) {
      AccuracyEstimate.OfClass one = estimate.classes().get(i);
      assertThat(one.area().value()).isCloseTo(area[i], within(1e-6));
      assertThat(one.area().half()).isCloseTo(areaHalf[i], within(1e-6));
      assertThat(one.users().value()).isCloseTo(users[i], within(1e-9));
      assertThat(one.users().half()).isCloseTo(usersHalf[i], within(1e-9));
      assertThat(one.producers().value()).isCloseTo(producers[i], within(1e-9));
      assertThat(one.producers().half()).isCloseTo(producersHalf[i], within(1e-9));
    }
    assertThat(estimate.overall().value()).isCloseTo(0.9465118881118881, within(1e-9));
    assertThat(estimate.overall().half()).isCloseTo(0.01848361774255427, within(1e-9));
    assertThat(estimate.samples()).isEqualTo(640);
  }

  @Test
  void aClassThatIsNotOnTheMapHasNoUsersAccuracy() {
    AccuracyEstimate estimate =
        AccuracyEstimate.of(List.of(List.of(0, 0), List.of(10, 90)), List.of(0L, 1000L), 100);
    assertThat(estimate.classes().getFirst().users().value()).isNaN();
    assertThat(estimate.classes().getFirst().producers().value()).isZero();
    assertThat(estimate.classes().getFirst().area().value()).isCloseTo(10, within(1e-9));
  }

  @Test
  void aSampleThatSaysNothingOfAClassIsRefused() {
    assertThatThrownBy(
            () -> AccuracyEstimate.of(List.of(List.of(1, 0), List.of(10, 90)), List.of(5L, 9L), 1))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("class 1 of the map has 1 units")
        .extracting("key")
        .isEqualTo(AnalysisException.Key.SETTING);
  }
}
