// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

import java.util.List;

/**
 * What {@link BfastLite} finds in a series.
 *
 * @param status whether there is a model
 * @param segments the parts of the series in time order; none where there is no model
 */
public record BfastLiteResult(Status status, List<Piece> segments) {

  public BfastLiteResult {
    segments = List.copyOf(segments);
  }

  static BfastLiteResult failed(Status status) {
    return new BfastLiteResult(status, List.of());
  }

  /** Whether a series could be cut. */
  public enum Status {
    OK(""),
    /** {@code floor(h n)} does not exceed the number of regressors. */
    TOO_FEW_OBSERVATIONS("too few observations: the shortest segment has no more than regressors"),
    TOO_MANY_OBSERVATIONS("more than " + Breakpoints.MAX_OBSERVATIONS + " observations");

    private final String message;

    Status(String message) {
      this.message = message;
    }

    public boolean isFailure() {
      return this != OK;
    }

    /** Why there is no model; empty where there is one. */
    public String message() {
      return message;
    }
  }

  /**
   * A segment.
   *
   * @param first index of its first observation, from 0
   * @param last index of its last observation
   * @param start time of the first, decimal year
   * @param end time of the last, decimal year
   * @param model coefficients and residual standard deviation; NaN for a regressor that depends on
   *     others within the segment
   */
  public record Piece(int first, int last, double start, double end, HistoryModel model) {

    /** Number of observations. */
    public int observations() {
      return last - first + 1;
    }
  }
}
