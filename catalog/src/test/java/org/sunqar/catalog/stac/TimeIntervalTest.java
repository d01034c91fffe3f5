// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sunqar.catalog.CatalogException;

class TimeIntervalTest {

  @ParameterizedTest
  @CsvSource({
    "2020-03-11T10:15:30Z, 2020-03-11T10:15:30Z, 2020-03-11T10:15:30Z",
    "2020-03-11t10:15:30.25+02:00, 2020-03-11T08:15:30.250Z, 2020-03-11T08:15:30.250Z",
    "2020-03-11, 2020-03-11T00:00:00Z, 2020-03-11T23:59:59.999Z",
    "2020-02-01/2020-02-29, 2020-02-01T00:00:00Z, 2020-02-29T23:59:59.999Z",
    "../2020-03-11T10:15:30Z, 0001-01-01T00:00:00Z, 2020-03-11T10:15:30Z",
    "/2020-03-11T10:15:30Z, 0001-01-01T00:00:00Z, 2020-03-11T10:15:30Z",
    "2020-03-11T10:15:30Z/.., 2020-03-11T10:15:30Z, 9999-12-31T23:59:59.999Z",
    "2020-03-11T10:15:30Z/, 2020-03-11T10:15:30Z, 9999-12-31T23:59:59.999Z"
  })
  void whatIsAskedFor(String text, String start, String end) {
    TimeInterval interval = TimeInterval.parse(text);
    assertThat(interval.start()).hasToString(start);
    assertThat(interval.end()).hasToString(end);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../..",
        "/",
        "yesterday",
        "2020-13-01",
        "2021-02-29",
        "2020-03-11T10:15:30",
        "2020-03-11T25:00:00Z",
        "2020-03-12/2020-03-11",
        "2020-03-11/2020-03-12/2020-03-13",
        "10000-01-01T00:00:00Z/..",
        "+999999999-12-31T23:59:59Z",
        "0000-12-31T00:00:00Z",
        "2020-03-11' OR '1'='1"
      })
  void whatIsNoTime(String text) {
    assertThatThrownBy(() -> TimeInterval.parse(text))
        .isInstanceOfSatisfying(
            CatalogException.class,
            e -> assertThat(e.key()).isEqualTo(CatalogException.Key.INVALID))
        .hasMessageContaining("should be 2020-03-11T10:15:30Z");
  }
}
