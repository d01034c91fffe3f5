// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

/**
 * What {@link SCcd} needs to know besides the series.
 *
 * @param probability of the chi-square distribution that a change exceeds, above 0.5, below 1
 * @param consecutive observations that must all exceed it, 2 to {@value
 *     ColdOptions#MAX_CONSECUTIVE}
 * @param lambda penalty of the first fit in units of the values, 0 to 10,000
 */
public record SCcdOptions(double probability, int consecutive, double lambda) {

  public SCcdOptions {
    ColdOptions.check(probability, consecutive, lambda);
  }

  /** As published: .99, six consecutive; lambda 20. */
  public static SCcdOptions defaults() {
    return new SCcdOptions(0.99, 6, 20);
  }
}
