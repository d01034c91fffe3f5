// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.OptionalInt;

/**
 * What a detector's state says about one pixel, for the rule that makes alerts.
 *
 * @param status of the machine
 * @param firstDay day of the first observation of the change; empty while there is none
 * @param detectionDay day at which the change was confirmed; empty before
 * @param lastDay day of the last observation that was looked at; empty before the first
 * @param observations looked at in the monitoring period
 * @param run consecutive signals at the end (or up to the confirmation and beyond), 0 or more
 * @param since observations from the first of the change on
 * @param beyond how many of these were signals on the change's side
 * @param size mean departure from the first observation of the change on, in scatters, signed
 * @param magnitude the same in units of the index, signed
 * @param probability 0..1; what it means is the detector's, see its class
 */
public record PixelEvidence(
    Status status,
    OptionalInt firstDay,
    OptionalInt detectionDay,
    OptionalInt lastDay,
    int observations,
    int run,
    int since,
    int beyond,
    float size,
    float magnitude,
    float probability) {

  /** What the machine says. */
  public enum Status {
    /** The history did not carry a model: nothing can be said. */
    NO_MODEL,
    /** No change. */
    NOTHING,
    /** A change that the next observations may take back. */
    PROVISIONAL,
    /** A change that stays. */
    CONFIRMED
  }

  /** Share of the observations from the change on that were signals on its side, 0..1. */
  public float lasting() {
    return since == 0 ? 0 : beyond / (float) since;
  }

  PixelEvidence withProbability(float value) {
    return new PixelEvidence(
        status,
        firstDay,
        detectionDay,
        lastDay,
        observations,
        run,
        since,
        beyond,
        size,
        magnitude,
        value);
  }
}
