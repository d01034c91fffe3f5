// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import org.sunqar.analysis.AnalysisException;

/**
 * When signals become a change: a run of consecutive signals on one side is provisional at one
 * length and confirmed at another. An observation without a signal, or one on the other side, takes
 * a provisional change back; a confirmed one stays, and goes on to count the observations since and
 * how many of them were signals on its side.
 *
 * @param provisional consecutive signals for a provisional change, 1 to 50
 * @param confirm consecutive signals for a confirmed one, {@code provisional} to 50
 */
public record RunRule(int provisional, int confirm) {

  public RunRule {
    if (provisional < 1 || provisional > 50) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "provisional must be 1 to 50, not " + provisional);
    }
    if (confirm < provisional || confirm > 50) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "confirm must be %d (provisional) to 50, not %d".formatted(provisional, confirm));
    }
  }

  /**
   * Takes in a stretch of one scene.
   *
   * @param pixel first pixel of the stretch in the state
   * @param departures from the model (index), NaN where there is no observation
   * @param signals -1 below, 0 none, 1 above
   */
  void observe(
      PixelState state, int pixel, int count, float[] departures, float[] signals, float day) {
    for (int i = 0; i < count; i++) {
      if (!Float.isNaN(departures[i])) {
        observe(state, pixel + i, signals[i], departures[i], day);
      }
    }
  }

  /**
   * Takes in one observation of one pixel: the definition.
   *
   * @param signal -1 below, 0 none, 1 above
   * @param departure of the observation from the model (index)
   */
  void observe(PixelState state, int pixel, float signal, float departure, float day) {
    float[] status = state.moving(EvidencePlanes.STATUS);
    float[] runs = state.moving(EvidencePlanes.RUN);
    float[] first = state.moving(EvidencePlanes.FIRST_DAY);
    float[] since = state.moving(EvidencePlanes.SINCE);
    float[] beyond = state.moving(EvidencePlanes.BEYOND);
    float[] change = state.moving(EvidencePlanes.CHANGE);
    state.moving(EvidencePlanes.OBSERVATIONS)[pixel] += 1;
    state.moving(EvidencePlanes.LAST_DAY)[pixel] = day;
    boolean confirmed = status[pixel] == EvidencePlanes.CONFIRMED;
    boolean goesOn = runs[pixel] * signal > 0;
    float run = goesOn ? runs[pixel] + signal : signal;
    runs[pixel] = run;
    if (!confirmed && !goesOn) { // a new run, or none
      first[pixel] = signal == 0 ? Float.NaN : day;
      since[pixel] = 0;
      beyond[pixel] = 0;
      change[pixel] = 0;
      status[pixel] = EvidencePlanes.NOTHING;
    }
    if (confirmed || signal != 0) {
      since[pixel] += 1;
      change[pixel] += departure;
      if (!confirmed || beyond[pixel] * signal > 0) {
        beyond[pixel] += signal;
      }
    }
    if (!confirmed && Math.abs(run) >= provisional) {
      status[pixel] = EvidencePlanes.PROVISIONAL;
      if (Math.abs(run) >= confirm) {
        status[pixel] = EvidencePlanes.CONFIRMED;
        state.moving(EvidencePlanes.DETECTION_DAY)[pixel] = day;
      }
    }
  }
}
