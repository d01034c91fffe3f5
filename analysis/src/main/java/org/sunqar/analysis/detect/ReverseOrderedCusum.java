// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * The stable history by the reverse-ordered CUSUM test (Pesaran and Timmermann, 2002): recursive
 * residuals are taken from the latest observation backwards and summed up; where the sum leaves its
 * linear boundary the model no longer holds, and the stable history starts one observation later.
 * An instance is a workspace of one thread.
 */
final class ReverseOrderedCusum {

  private final UpdatingQr fit;
  private final int columns;
  private final double criticalValue;
  private double[] residuals = new double[0];

  ReverseOrderedCusum(UpdatingQr fit, int columns, double level) {
    this.fit = fit;
    this.columns = columns;
    this.criticalValue = CriticalValues.roc(level);
  }

  /**
   * Index of the first observation of the stable history.
   *
   * @param rows regressors, row-major, of at least n observations
   * @param values their responses
   * @param n number of observations before monitoring; more than there are columns
   */
  int start(double[] rows, double[] values, int n) {
    int count = n - columns;
    if (residuals.length < count) {
      residuals = new double[Math.max(count, 2 * residuals.length)];
    }
    fit.clear();
    for (int i = n - 1; i >= count; i--) {
      fit.add(rows, i * columns, values[i]);
    }
    for (int i = count - 1; i >= 0; i--) {
      residuals[count - 1 - i] = fit.recursiveResidual(rows, i * columns, values[i]);
      fit.add(rows, i * columns, values[i]);
    }
    return crossing(count);
  }

  /** The CUSUM of {@code count} residuals in reverse order of time, tested and dated. */
  private int crossing(int count) {
    double scale = standardDeviation(count) * Math.sqrt(count);
    if (!(scale > 0)) {
      // one residual, or all alike: nothing can be said against the history
      return 0;
    }
    double statistic = 0;
    double sum = 0;
    int first = -1;
    for (int i = 0; i < count; i++) {
      sum += residuals[i];
      double distance = Math.abs(sum / scale) / (1 + 2.0 * (i + 1) / count);
      statistic = Math.max(statistic, distance);
      if (first < 0 && distance > CriticalValues.ROC_BOUNDARY) {
        first = i;
      }
    }
    return statistic > criticalValue && first >= 0 ? count - first : 0;
  }

  private double standardDeviation(int count) {
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += residuals[i];
    }
    mean /= count;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double d = residuals[i] - mean;
      squares += d * d;
    }
    return Math.sqrt(squares / (count - 1));
  }
}
