// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/** What the number of breaks minimises. */
public enum BreakCriterion {
  /** Bayesian information criterion (Schwarz, 1978): log n per parameter. */
  BIC {
    @Override
    double penalty(int n) {
      return Math.log(n);
    }
  },
  /**
   * Modified Schwarz criterion (Liu, Wu and Zidek, 1997, <i>On segmented multivariate
   * regression</i>, Statistica Sinica 7): 0.299 (log n)^2.1 per parameter, about twice as much.
   */
  LWZ {
    @Override
    double penalty(int n) {
      return 0.299 * Math.pow(Math.log(n), 2.1);
    }
  };

  abstract double penalty(int n);
}
