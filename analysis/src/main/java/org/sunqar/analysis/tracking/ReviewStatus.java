// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.util.Locale;

/** How far people are with an alert. */
public enum ReviewStatus {
  /** Nobody has looked at it. */
  NEW,
  /** Somebody is looking at it. */
  IN_REVIEW,
  /** Somebody has found it to be right. */
  CONFIRMED,
  /** Somebody has found it to be wrong, for a {@link RejectReason}. */
  REJECTED,
  /** Somebody has checked what was decided; it stands. */
  AUDITED;

  /** As in files: {@code in_review}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #text}. */
  public static ReviewStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
