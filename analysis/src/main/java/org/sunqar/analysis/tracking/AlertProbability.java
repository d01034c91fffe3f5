// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

/**
 * The probability that the land changed where an alert says so, out of its confidence, which ranks
 * alerts but is no probability.
 */
public final class AlertProbability {

  static final double INTERCEPT = -3.0;
  static final double SLOPE = 10.0;

  private AlertProbability() {}

  /**
   * The probability of an alert.
   *
   * @param confidence 0..1
   * @return 0..1
   */
  public static double of(double confidence) {
    return 1 / (1 + Math.exp(-(INTERCEPT + SLOPE * confidence)));
  }
}
