// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;

/**
 * A detector of one value a pixel that takes one more scene at a time. Immutable and shared by
 * threads.
 *
 * <p>The life of a state:
 *
 * <pre>{@code
 * OnlineDetector detector = OnlineDetectors.of("ewma", Map.of());
 * StateLayout layout = detector.layout(historyYears.length);
 * PixelState state = new PixelState(layout, pixels);
 * HistoryFit fit = detector.fit(historyYears);        // one per thread
 * fit.fit(block, 0, state, first, 16);                // for each block of 16 pixels
 * detector.update(state, 0, pixels, values, 0, SceneTime.of(day), 0);   // for each later scene
 * PixelEvidence evidence = detector.evidence(state, pixel);
 * }</pre>
 *
 * <p>Updates must come in the order of time; a caller that has scenes out of order replays from a
 * state before the first of them. Pixels are independent of each other: any part of a scene may be
 * updated by any thread, in any number of calls, with the same result to the bit, on any machine.
 */
public non-sealed interface OnlineDetector extends SceneDetector {

  /**
   * A fit for the dates of a history; each thread needs its own.
   *
   * @param years decimal years, ascending
   */
  HistoryFit fit(double[] years);

  /**
   * How far values are from the model, in scatters, from the fixed planes alone: for what is common
   * to a region on a date.
   *
   * @param values pixel {@code from} of the state at {@code valuesFrom}
   * @param out written in the same places as {@code values}; NaN where there is no value or no
   *     model
   */
  void departures(
      PixelState state,
      int from,
      int to,
      float[] values,
      int valuesFrom,
      SceneTime time,
      float[] out);

  /**
   * Takes one more scene.
   *
   * @param from first pixel of the state
   * @param to after the last one
   * @param values of the scene: pixel {@code from} of the state at {@code valuesFrom}; NaN (or
   *     infinite) for no data, which leaves a pixel as it is
   * @param common what is common to the region on this date, in scatters: taken off; 0 for nothing,
   *     NaN for a scene that cannot be compared, of which nothing is taken in
   */
  default void update(
      PixelState state,
      int from,
      int to,
      float[] values,
      int valuesFrom,
      SceneTime time,
      float common) {
    update(state, from, to, List.of(SceneValues.of(values, valuesFrom, from, time, common)));
  }

  /**
   * Takes some scenes in the order of time. It is the same as one update after the other, but goes
   * through the pixels once: the state of a few of them stays in the first-level cache meanwhile.
   *
   * @param from first pixel of the state
   * @param to after the last one
   */
  void update(PixelState state, int from, int to, List<? extends SceneValues> scenes);
}
