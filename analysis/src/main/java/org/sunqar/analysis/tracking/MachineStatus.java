// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.util.Locale;

/** What the detector says about an alert. */
public enum MachineStatus {
  /** Seen, but on few observations: it may turn out to be a cloud's edge or a dry month. */
  PROVISIONAL,
  /** Seen on enough observations that the detector is sure. */
  CONFIRMED,
  /** Seen once, and not any more in a run over later scenes. */
  RETRACTED,
  /** Grown together with an older alert, which goes on for both. */
  MERGED;

  /** As in files: {@code provisional}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #text}. */
  public static MachineStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** Whether the detector stands by it. */
  public boolean open() {
    return switch (this) {
      case PROVISIONAL, CONFIRMED -> true;
      case RETRACTED, MERGED -> false;
    };
  }
}
