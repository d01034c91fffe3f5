// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.sunqar.analysis.detect.online.PixelEvidence.Status;

/**
 * The planes that every detector's state has: the evidence, in a form that a rule reads without
 * knowing the detector. Quiet pixels hold zeros and NaN, which cost a file next to nothing.
 */
public final class EvidencePlanes {

  /** Fixed plane: the pixel's scatter, the unit of departures (index); NaN without a model. */
  public static final int SCATTER = 0;

  /** Moving plane: one of {@link #NO_MODEL}, {@link #NOTHING}, ... */
  public static final int STATUS = 0;

  /** Moving plane: observations looked at since the history. */
  public static final int OBSERVATIONS = 1;

  /** Moving plane: day of the last one; NaN before the first. */
  public static final int LAST_DAY = 2;

  /** Moving plane: consecutive signals; negative for those below, 0 for none. */
  public static final int RUN = 3;

  /** Moving plane: day of the first observation of the change; NaN for none. */
  public static final int FIRST_DAY = 4;

  /** Moving plane: day of the confirmation; NaN for none. */
  public static final int DETECTION_DAY = 5;

  /** Moving plane: observations from the first of the change on. */
  public static final int SINCE = 6;

  /** Moving plane: signals among them on the change's side; negative for those below. */
  public static final int BEYOND = 7;

  /** Moving plane: sum of their departures (index). */
  public static final int CHANGE = 8;

  /** Moving planes that all detectors have. */
  public static final int COUNT = 9;

  /** Status: the history did not carry a model. */
  public static final float NO_MODEL = -1;

  /** Status: no change. */
  public static final float NOTHING = 0;

  /** Status: a change that later observations may take back. */
  public static final float PROVISIONAL = 1;

  /** Status: a change that stays. */
  public static final float CONFIRMED = 2;

  static final StatePlane SCATTER_PLANE =
      new StatePlane("scatter", "index", "scatter of the history around its model");

  private EvidencePlanes() {}

  /** A layout with the common planes first. */
  public static StateLayout layout(List<StatePlane> fixed, List<StatePlane> moving) {
    List<StatePlane> allFixed = new ArrayList<>();
    allFixed.add(SCATTER_PLANE);
    allFixed.addAll(fixed);
    List<StatePlane> allMoving = new ArrayList<>();
    allMoving.add(
        new StatePlane("status", "1", "-1 no model, 0 nothing, 1 provisional, 2 confirmed"));
    allMoving.add(new StatePlane("observations", "1", "observations since the history"));
    allMoving.add(new StatePlane("last_day", "days since 1970-01-01", "last observation"));
    allMoving.add(new StatePlane("run", "1", "consecutive signals, negative for those below"));
    allMoving.add(
        new StatePlane("first_day", "days since 1970-01-01", "first observation of the change"));
    allMoving.add(new StatePlane("detection_day", "days since 1970-01-01", "confirmation"));
    allMoving.add(new StatePlane("since", "1", "observations from the first of the change on"));
    allMoving.add(
        new StatePlane("beyond", "1", "signals among them on its side, negative for those below"));
    allMoving.add(new StatePlane("change", "index", "sum of their departures"));
    allMoving.addAll(moving);
    return new StateLayout(allFixed, allMoving);
  }

  /** The first state of a pixel. */
  public static void clear(PixelState state, int pixel, boolean hasModel) {
    state.moving(STATUS)[pixel] = hasModel ? NOTHING : NO_MODEL;
    state.moving(OBSERVATIONS)[pixel] = 0;
    state.moving(LAST_DAY)[pixel] = Float.NaN;
    state.moving(RUN)[pixel] = 0;
    state.moving(FIRST_DAY)[pixel] = Float.NaN;
    state.moving(DETECTION_DAY)[pixel] = Float.NaN;
    state.moving(SINCE)[pixel] = 0;
    state.moving(BEYOND)[pixel] = 0;
    state.moving(CHANGE)[pixel] = 0;
  }

  /** The status of a pixel. A pixel that was never fitted (NaN) has no model. */
  public static Status status(PixelState state, int pixel) {
    float status = state.moving(STATUS)[pixel];
    if (status >= CONFIRMED) {
      return Status.CONFIRMED;
    }
    if (status >= PROVISIONAL) {
      return Status.PROVISIONAL;
    }
    return status >= NOTHING ? Status.NOTHING : Status.NO_MODEL;
  }

  /** Reads the evidence of a pixel, with the probability that its detector gives it. */
  static PixelEvidence read(PixelState state, int pixel, float probability) {
    float since = state.moving(SINCE)[pixel];
    float magnitude = since > 0 ? state.moving(CHANGE)[pixel] / since : 0;
    float size = since > 0 ? magnitude / state.fixed(SCATTER)[pixel] : 0;
    return new PixelEvidence(
        status(state, pixel),
        day(state, FIRST_DAY, pixel),
        day(state, DETECTION_DAY, pixel),
        day(state, LAST_DAY, pixel),
        (int) state.moving(OBSERVATIONS)[pixel],
        (int) Math.abs(state.moving(RUN)[pixel]),
        (int) since,
        (int) Math.abs(state.moving(BEYOND)[pixel]),
        size,
        magnitude,
        probability);
  }

  /** The day in a plane of days; empty where it has none. */
  public static OptionalInt day(PixelState state, int plane, int pixel) {
    float day = state.moving(plane)[pixel];
    return Float.isNaN(day) ? OptionalInt.empty() : OptionalInt.of((int) day);
  }
}
