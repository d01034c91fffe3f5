// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values and what they mean as in the USGS's tables of BQA and QA_PIXEL values. */
class ClearMaskTest {

  @ParameterizedTest
  @CsvSource({
    "LANDSAT_C1_BQA, 1, false", // fill
    "LANDSAT_C1_BQA, 672, true", // TM: clear
    "LANDSAT_C1_BQA, 676, true", // TM: clear, one or two bands saturated
    "LANDSAT_C1_BQA, 674, false", // TM: dropped pixel
    "LANDSAT_C1_BQA, 752, false", // TM: high confidence cloud
    "LANDSAT_C1_BQA, 928, false", // TM: high confidence cloud shadow
    "LANDSAT_C1_BQA, 1696, false", // TM: high confidence snow
    "LANDSAT_C1_BQA, 704, true", // TM: medium confidence cloud
    "LANDSAT_C1_BQA, 2720, true", // OLI: clear
    "LANDSAT_C1_BQA, 2722, false", // OLI: terrain occlusion
    "LANDSAT_C1_BQA, 2800, false", // OLI: cloud
    "LANDSAT_C1_BQA, 2976, false", // OLI: cloud shadow
    "LANDSAT_C1_BQA, 3744, false", // OLI: snow
    "LANDSAT_C1_BQA, 6816, false", // OLI: high confidence cirrus
    "LANDSAT_C2_QA_PIXEL, 1, false", // fill
    "LANDSAT_C2_QA_PIXEL, 5440, true", // TM: clear land
    "LANDSAT_C2_QA_PIXEL, 5504, true", // TM: clear water
    "LANDSAT_C2_QA_PIXEL, 21824, true", // OLI: clear land
    "LANDSAT_C2_QA_PIXEL, 21952, true", // OLI: clear water
    "LANDSAT_C2_QA_PIXEL, 22280, false", // OLI: high confidence cloud
    "LANDSAT_C2_QA_PIXEL, 23888, false", // OLI: high confidence shadow
    "LANDSAT_C2_QA_PIXEL, 30048, false", // OLI: high confidence snow
    "LANDSAT_C2_QA_PIXEL, 54596, false", // OLI: high confidence cirrus
    "LANDSAT_C2_QA_PIXEL, -10940, false", // the same, read as signed
    "LANDSAT_C2_QA_PIXEL, 21826, false", // OLI: dilated cloud
    "LANDSAT_PRE_COLLECTION_BQA, 20480, true", // clear
    "LANDSAT_PRE_COLLECTION_BQA, 20516, false", // terrain occlusion
    "LANDSAT_PRE_COLLECTION_BQA, 53248, false", // cloud
    "LANDSAT_PRE_COLLECTION_BQA, 28672, false", // cirrus
    "LANDSAT_PRE_COLLECTION_BQA, 23552, false", // snow
    "ZERO_IS_CLEAR, 0, true",
    "ZERO_IS_CLEAR, 1, false",
    "ZERO_IS_CLEAR, 255, false",
    "ONE_IS_CLEAR, 1, true",
    "ONE_IS_CLEAR, 0, false",
    "ONE_IS_CLEAR, 255, false"
  })
  void tellsClearLand(ClearMask rule, int value, boolean clear) {
    assertThat(rule.isClear(value)).isEqualTo(clear);
  }

  @ParameterizedTest
  @EnumSource(ClearMask.class)
  void isFoundAgainOnAnAsset(ClearMask rule) {
    assertThat(ClearMask.ofCode(rule.code())).isEqualTo(rule);
  }
}
