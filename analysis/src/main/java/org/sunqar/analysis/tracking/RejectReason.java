// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.util.Locale;

/** Why an alert is wrong: a code, so that reasons can be counted. */
public enum RejectReason {
  CLOUD,
  SHADOW,
  HAZE,
  /** Phenology, snow, drought: the land is as it was. */
  SEASON,
  /** Ploughing and harvest. */
  AGRICULTURE,
  WATER_LEVEL,
  /** Scenes that do not lie on one another. */
  REGISTRATION,
  /** The note says what. */
  OTHER;

  /** As in files and commands: {@code water_level}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #text}. */
  public static RejectReason of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
