// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriticalValuesTest {

  @ParameterizedTest
  @CsvSource({ // by mefp of strucchange 1.5-3
    "0.05,   0.25, 1.34182451007628",
    "0.05,   0.5,  1.90200317899371",
    "0.05,   1,    2.74592761324742",
    "0.03,   0.25, 1.40318773259415",
    "0.0123, 0.25, 1.5012409135767213", // between two simulated levels
    "0.0123, 1,    3.2099802790292538",
    "0.01,   0.5,  2.20907282819197",
    "0.0037, 0.5,  2.3749822123406661",
    "0.001,  0.25, 1.7455094889445799",
    "0.001,  1,    3.9410291609365302",
  })
  void mosum(double level, double h, double expected) {
    assertThat(CriticalValues.mosum(level, h)).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({ // exact roots; mefp's own search stops within 4e-8 of them
    "0.05,   2.795483482915107",
    "0.025,  3.0575159205629903",
    "0.0123, 3.3009555365145733",
    "0.001,  4.0331422236562053",
  })
  void cusum(double level, double expected) {
    assertThat(CriticalValues.cusum(level)).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({ // roots of strucchange's p-value
    "0.05,  0.94789823404181284",
    "0.01,  1.142973566022299",
    "0.001, 1.3739254725647705",
  })
  void roc(double level, double expected) {
    assertThat(CriticalValues.roc(level)).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0009, 0.051, 0.95, Double.NaN})
  void levelOutsideTheTables(double level) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalValues.mosum(level, 0.25))
        .withMessageContaining("level must be between 0.001 and 0.05, not " + level);
    assertThatIllegalArgumentException().isThrownBy(() -> CriticalValues.cusum(level));
    assertThatIllegalArgumentException().isThrownBy(() -> CriticalValues.roc(level));
  }

  @Test
  void widthOutsideTheTables() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriticalValues.mosum(0.05, 0.3))
        .withMessage("h must be 0.25, 0.5 or 1, not 0.3");
  }

  @ParameterizedTest
  @CsvSource({
    "0,    0.5",
    "1.96, 0.9750021048517795",
    "-3,   0.0013498980316300933",
    "6,    0.9999999990134124",
    "9,    1",
    "-40,  0",
  })
  void normalDistribution(double x, double expected) {
    assertThat(NormalDistribution.cumulative(x)).isCloseTo(expected, within(1e-15));
  }
}
