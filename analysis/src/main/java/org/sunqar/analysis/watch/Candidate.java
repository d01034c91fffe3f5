// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.util.Optional;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.alert.PixelChange;
import org.sunqar.analysis.kernel.BreakEvidence;

/**
 * A pixel with a break and a run of outliers, before what is common to the region is known.
 *
 * @param col column in the grid of the run
 * @param row row in the grid of the run
 * @param breakDate date index of the break
 * @param scatter units of the index
 * @param observations in the monitoring period
 * @param departures by monitoring date, in 1/{@value #STEPS} scatters; {@link #NONE} for no
 *     observation
 */
@SuppressWarnings("ArrayRecordComponent") // many are kept until the run ends: no copies
record Candidate(
    int col, int row, int breakDate, float scatter, int observations, short[] departures) {

  static final int STEPS = 256;
  static final short NONE = Short.MIN_VALUE;

  /** Bytes that a candidate takes, about. */
  static long bytes(int monitoringDates) {
    return 72 + 2L * monitoringDates;
  }

  static short pack(float departure) {
    return Float.isNaN(departure)
        ? NONE
        : (short) Math.clamp(Math.round(departure * STEPS), Short.MIN_VALUE + 1, Short.MAX_VALUE);
  }

  /** The change that remains when what is common to the region is taken off. */
  Optional<PixelChange> change(float[] common, int historyDates, AlertRule rule) {
    float[] values = new float[departures.length];
    for (int t = 0; t < values.length; t++) {
      values[t] = departures[t] == NONE ? Float.NaN : departures[t] / (float) STEPS;
    }
    BreakEvidence evidence = BreakEvidence.of(values, common);
    return rule.strengthOf(evidence.run())
        .map(strength ->
            new PixelChange(
                col,
                row,
                strength,
                historyDates + evidence.runDate(),
                breakDate,
                evidence.run(),
                evidence.lasting(),
                evidence.size(),
                evidence.size() * scatter,
                observations));
  }
}
