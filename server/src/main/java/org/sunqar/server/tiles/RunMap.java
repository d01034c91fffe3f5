// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The maps that a run of a watch leaves, and the colours that suit each. */
public enum RunMap {
  BREAK_DATE("Date of the change", "plasma", Spread.ALL),
  MAGNITUDE("Size of the change", "rdylgn", Spread.SYMMETRIC),
  CONFIDENCE("Confidence", "viridis", Spread.SHARE),
  PROBABILITY("Probability of a change", "viridis", Spread.SHARE),
  VALID_COUNT("Observations", "viridis", Spread.ALL),
  CLEAR_COUNT("Clear views since the start of monitoring", "viridis", Spread.FROM_ZERO),
  DAYS_SINCE_CLEAR("Days since the last clear view", "ylorrd", Spread.FROM_ZERO);

  /** How the range of colours is taken from the values. */
  enum Spread {
    /** From the least to the greatest. */
    ALL,
    /** As far above zero as below. */
    SYMMETRIC,
    /** From zero. */
    FROM_ZERO,
    /** From 0 to 1, whatever there is. */
    SHARE
  }

  private final String title;
  private final String colors;
  private final Spread spread;

  RunMap(String title, String colors, Spread spread) {
    this.title = title;
    this.colors = colors;
    this.spread = spread;
  }

  /** The name in addresses, which is that of the file. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The map of a name. */
  public static Optional<RunMap> of(String id) {
    for (RunMap map : values()) {
      if (map.id().equals(id)) {
        return Optional.of(map);
      }
    }
    return Optional.empty();
  }

  /** For people. */
  public String title() {
    return title;
  }

  String file() {
    return id() + ".tif";
  }

  String colors() {
    return colors;
  }

  Spread spread() {
    return spread;
  }

  /** The value that stands for no change, where that is a value. */
  OptionalDouble absent() {
    return this == MAGNITUDE ? OptionalDouble.of(0) : OptionalDouble.empty();
  }

  Look.Meaning meaning() {
    return this == BREAK_DATE ? Look.Meaning.DAY : Look.Meaning.NUMBER;
  }
}
