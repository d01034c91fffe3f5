// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.util.Locale;
import org.sunqar.analysis.detect.online.EvidencePlanes;
import org.sunqar.analysis.detect.online.OnlineDetector;
import org.sunqar.analysis.detect.online.PixelState;

/** How often changes of a given probability are right: with a break that has begun by then. */
final class Reliability {

  private static final int BINS = 10;

  private final int monitor;
  private final long[] right = new long[BINS];
  private final long[] all = new long[BINS];

  Reliability(int monitor) {
    this.monitor = monitor;
  }

  /** Counts the provisional and confirmed pixels of a day, but for those that broke before. */
  void look(ReferenceStack stack, OnlineDetector detector, PixelState state, int day) {
    for (int p = 0; p < stack.pixels(); p++) {
      boolean known = stack.kind(p) == 0 || stack.breakDay(p) >= monitor;
      if (known && state.moving(EvidencePlanes.STATUS)[p] >= EvidencePlanes.PROVISIONAL) {
        float probability = detector.evidence(state, p).probability();
        int bin = Math.min(BINS - 1, (int) (probability * BINS));
        all[bin]++;
        right[bin] += stack.kind(p) > 0 && stack.breakDay(p) <= day ? 1 : 0;
      }
    }
  }

  String text() {
    StringBuilder line = new StringBuilder("    right by tenth of the probability:");
    for (int bin = 0; bin < BINS; bin++) {
      line.append(
          all[bin] == 0
              ? " -"
              : String.format(Locale.ROOT, " %.2f (%d)", right[bin] / (double) all[bin], all[bin]));
    }
    return line.toString();
  }
}
