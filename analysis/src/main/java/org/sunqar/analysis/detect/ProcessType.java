// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * The empirical fluctuation process that is watched in the monitoring period. Both are sums of
 * residuals {@code y - X b} of the history's least-squares model, divided by {@code sigma sqrt(n)},
 * n being the number of observations of the stable history.
 */
public enum ProcessType {
  /**
   * Sums over the last {@code floor(h n)} observations, which reach into the history at first
   * (Zeileis, Leisch, Kleiber and Hornik, 2005, <i>Monitoring structural change in dynamic
   * econometric models</i>, Journal of Applied Econometrics 20).
   */
  OLS_MOSUM {
    @Override
    public double boundary(double criticalValue, double ratio) {
      return criticalValue * Math.sqrt(2 * (ratio <= Math.E ? 1 : Math.log(ratio)));
    }
  },
  /**
   * Sums over all observations since the start of the history (Chu, Stinchcombe and White, 1996,
   * <i>Monitoring structural change</i>, Econometrica 64).
   */
  OLS_CUSUM {
    @Override
    public double boundary(double criticalValue, double ratio) {
      return Math.sqrt(
          ratio * (ratio - 1) * (criticalValue * criticalValue + Math.log(ratio / (ratio - 1))));
    }
  };

  /**
   * The value that the absolute process must exceed for a break.
   *
   * @param criticalValue from {@link CriticalValues}
   * @param ratio k/n, observations so far per observation of the stable history; above 1
   */
  public abstract double boundary(double criticalValue, double ratio);
}
