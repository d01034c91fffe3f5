// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What {@link BfastMonitor} found in a series.
 *
 * @param status whether the series could be monitored, and if not, why
 * @param breakTime decimal year of the observation at which the process leaves its boundary
 * @param breakIndex that observation's number, 1 being the first of the stable history
 * @param magnitude median of observation minus prediction over all observations from the monitoring
 *     start on, in units of the values; NaN if there are none or no model
 * @param total number of observations from the start of the stable history to the end
 * @param end decimal year of the last observation; NaN if there is none
 * @param fit the history and its model, unless the status says that there is none
 */
public record BfastMonitorResult(
    Status status,
    OptionalDouble breakTime,
    OptionalInt breakIndex,
    double magnitude,
    int total,
    double end,
    Optional<Fit> fit) {

  /** The model that the monitoring compares with. */
  public record Fit(StableHistory history, HistoryModel model, ProcessSummary process) {}

  /** How far a series could be taken. */
  public enum Status {
    /** Monitored. */
    OK(false, ""),
    /** Fitted, but there is no observation from the monitoring start on. */
    NO_MONITORING(false, ""),
    /**
     * Fitted, but the dates of the history do not determine all coefficients. The magnitude is that
     * of the reduced model; breaks are not looked for, as in bfast.
     */
    RANK_DEFICIENT(false, "the dates of the history do not determine all coefficients"),
    /**
     * Fitted, but without residuals: a constant or computed history. There is no scale by which a
     * change could be judged; the magnitude is given, breaks are not looked for.
     */
    NO_VARIANCE(false, "the history follows the model exactly, so there is no scale for a change"),
    /** The series has no observation before the monitoring start. */
    NO_HISTORY(true, "no observation in the history period"),
    /** The window would have one observation at most, or there are no more than coefficients. */
    TOO_FEW_OBSERVATIONS(true, "too few observations in selected history period"),
    /** History BP needs twice the least segment. The text is that of strucchange. */
    SEGMENT_TOO_LONG(
        true, "minimum segment size must be smaller than half the number of observations"),
    /** History BP would take too much memory. */
    TOO_MANY_OBSERVATIONS(
        true,
        "history BP takes at most "
            + Breakpoints.MAX_OBSERVATIONS
            + " observations: use ALL or ROC for longer series");

    private final boolean failure;
    private final String message;

    Status(boolean failure, String message) {
      this.failure = failure;
      this.message = message;
    }

    /** True when there is no fit. */
    public boolean isFailure() {
      return failure;
    }

    /** A sentence for the user; empty where there is nothing to say. */
    public String message() {
      return message;
    }
  }

  /** True when a break was found. */
  public boolean hasBreak() {
    return breakTime.isPresent();
  }

  static BfastMonitorResult failed(Status status, int total, double end) {
    return new BfastMonitorResult(
        status,
        OptionalDouble.empty(),
        OptionalInt.empty(),
        Double.NaN,
        total,
        end,
        Optional.empty());
  }
}
