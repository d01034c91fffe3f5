// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.story;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sunqar.analysis.kernel.BreakEvidence;

/**
 * What a detector saw in a series.
 *
 * @param expectation what it expected on a day
 * @param historyStart the first day of the history that the expectation rests on
 * @param change first observation of the change: of the longest run beyond the fence, or of the
 *     change that the state holds
 * @param confirmed when the detector was sure
 * @param lastBefore the clear observation before the change
 * @param magnitude of the change in units of the variable, signed; of BFAST Monitor also without a
 *     change, the median departure in the monitoring period
 * @param probability 0..1, what it means is the detector's; empty where it tells none
 * @param evidence of the break; {@link BreakEvidence#NONE} without one, and from detectors that
 *     keep a state
 */
public record SeriesStory(
    Expectation expectation,
    LocalDate historyStart,
    Optional<LocalDate> change,
    Optional<LocalDate> confirmed,
    Optional<LocalDate> lastBefore,
    OptionalDouble magnitude,
    OptionalDouble probability,
    BreakEvidence evidence) {

  /** What a detector expects. */
  @FunctionalInterface
  public interface Expectation {

    /** The expected value of a day with the usual range; empty where there is no model. */
    Optional<FitPoint> on(LocalDate day);
  }

  static SeriesStory withoutModel(LocalDate start) {
    return new SeriesStory(
        _ -> Optional.empty(),
        start,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        BreakEvidence.NONE);
  }
}
