// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.orbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.orekit.time.AbsoluteDate;
import org.sunqar.mission.MissionException;

class TimeTest {

  private static final Earth EARTH = Earth.withoutOrientation();

  @ParameterizedTest
  @CsvSource({
    "2016-12-31T23:59:50Z, 2017-01-01T00:00:10Z, 21",
    "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z, 1",
    "2016-12-31T23:59:59Z, 2016-12-31T23:59:60Z, 1",
    "2015-12-31T23:59:50Z, 2016-01-01T00:00:10Z, 20",
    "1972-06-30T23:59:60.5Z, 1972-07-01T00:00:00Z, 0.5",
    "2026-04-14, 2026-04-15T00:00:00.25, 86400.25",
  })
  void differencesAreElapsedSeconds(String from, String to, double seconds) {
    assertThat(Time.parse(to).since(Time.parse(from))).isEqualTo(seconds);
    assertThat(Time.parse(from).plus(seconds)).isEqualTo(Time.parse(to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2016-12-31T23:59:60.000Z",
        "2016-12-31T23:59:60.999Z",
        "2017-01-01T00:00:00.000Z",
        "2016-12-31T23:59:59.999Z",
        "2026-04-14T05:30:00.125Z",
        "1969-07-20T20:17:40.000Z",
        "1972-06-30T23:59:60.999Z",
      })
  void writtenAsRead(String text) {
    assertThat(Time.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-13-01, no such day",
    "2026-02-29T00:00:00Z, no such day",
    "2026-04-14T24:00:00Z, no such time of day",
    "2026-12-31T23:59:60Z, no leap second",
    "2016-12-31T22:59:60Z, no leap second",
    "tomorrow, 2026-04-14T05:30:00Z",
    "2026-04-14T05:30:00+05:00, 2026-04-14T05:30:00Z",
    "1800-01-01, between 1957 and 2200",
  })
  void badTimesHaveAReason(String text, String reason) {
    assertThatThrownBy(() -> Time.parse(text))
        .isInstanceOf(MissionException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining(reason);
  }

  /** Our own arithmetic against Orekit's time scales, which got the same table. */
  @Test
  void agreesWithOrekit() {
    Time start = Time.parse("1972-01-01");
    for (int i = 0; i < 20_000; i++) {
      Time time = start.plus(i * 86_400.0 + i * 17.0);
      AbsoluteDate date = new AbsoluteDate(time.text(9).replace("Z", ""), EARTH.utc());
      assertThat(EARTH.time(date)).isEqualTo(time);
      assertThat(EARTH.date(time).durationFrom(date)).isEqualTo(0.0);
    }
  }

  @Test
  void instantsOfALeapSecondStopBeforeItEnds() {
    assertThat(Time.parse("2016-12-31T23:59:60.5Z").instant())
        .isEqualTo(Instant.parse("2016-12-31T23:59:59.999999999Z"));
    Instant instant = Instant.parse("2026-04-14T05:30:00.123456789Z");
    assertThat(Time.of(instant).instant()).isEqualTo(instant);
  }
}
