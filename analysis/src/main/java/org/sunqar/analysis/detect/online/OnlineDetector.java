// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;
import java.util.Map;

/**
 * A detector that takes one more scene at a time. Immutable and shared by threads.
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
public interface OnlineDetector {

  /** The detector's name on the command line and in files. */
  String name();

  /** Grows whenever the same parameters would make another state. */
  int version();

  /** All parameters as text, those left at their default too, in a fixed order. */
  Map<String, String> parameters();

  /** Name, version and parameters: two states with the same text can be continued alike. */
  default String identity() {
    StringBuilder text = new StringBuilder(name()).append('/').append(version());
    char separator = '?';
    for (Map.Entry<String, String> parameter : parameters().entrySet()) {
      text.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
      separator = '&';
    }
    return text.toString();
  }

  /**
   * The planes of the state.
   *
   * @param historyDates dates of the history, on which the size of some detectors' memory depends
   */
  StateLayout layout(int historyDates);

  /**
   * A fit for the dates of a history; each thread needs its own.
   *
   * @param years decimal years, ascending
   */
  HistoryFit fit(double[] years);

  /** Whether an update at this time reads a fixed plane; others need not be loaded. */
  default boolean needs(int fixedPlane, SceneTime time) {
    return true;
  }

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

  /** What the state says about a pixel. */
  PixelEvidence evidence(PixelState state, int pixel);
}
