// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChiSquareTest {

  /** Of SciPy. */
  @ParameterizedTest
  @CsvSource({
    "0.5001,    4.352189969239445",
    "0.9,       9.236356899781123",
    "0.99,      15.08627246938899",
    "0.999,     20.515005652432873",
    "0.9999,    25.74483195905612",
    "0.99999,   30.85618994044592",
    "0.9999999, 40.86302108923746"
  })
  void quantiles(double probability, double value) {
    assertThat(ChiSquare.quantile(probability)).isCloseTo(value, within(2e-9));
  }
}
