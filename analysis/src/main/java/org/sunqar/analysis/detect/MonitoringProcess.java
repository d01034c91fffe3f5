// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * The fluctuation process of the observations after the stable history, see {@link ProcessType}. An
 * instance is a workspace of one thread.
 */
final class MonitoringProcess {

  private final ProcessType type;
  private final double h;
  private final double criticalValue;

  private double[] process = new double[0];
  private int length;
  private int history;

  MonitoringProcess(BfastMonitorOptions options) {
    type = options.type();
    h = options.h();
    criticalValue = options.criticalValue();
  }

  double criticalValue() {
    return criticalValue;
  }

  /**
   * Computes the process.
   *
   * @param residuals observation minus prediction, from the start of the stable history on
   * @param n number of observations of the stable history; {@code floor(h n)} is at least 1
   * @param total number of observations in all
   * @param sigma residual standard deviation of the history's model
   */
  void run(double[] residuals, int n, int total, double sigma) {
    history = n;
    length = total - n;
    if (process.length < length) {
      process = new double[Math.max(length, 2 * process.length)];
    }
    int window = type == ProcessType.OLS_MOSUM ? (int) Math.floor(h * n) : total;
    double scale = sigma * Math.sqrt(n);
    // a running sum, compensated (Neumaier, 1974): what has left the window leaves no rounding
    double sum = 0;
    double lost = 0;
    for (int i = 0; i < total; i++) {
      double next = sum + residuals[i];
      lost += residue(sum, residuals[i], next);
      sum = next;
      if (i >= window) {
        double leaving = -residuals[i - window];
        next = sum + leaving;
        lost += residue(sum, leaving, next);
        sum = next;
      }
      if (i >= n) {
        process[i - n] = (sum + lost) / scale;
      }
    }
  }

  private static double residue(double a, double b, double sum) {
    return Math.abs(a) >= Math.abs(b) ? (a - sum) + b : (b - sum) + a;
  }

  /** Number of monitored observations. */
  int length() {
    return length;
  }

  /** The process at a monitored observation, 0 being the first after the history. */
  double value(int i) {
    return process[i];
  }

  /** The boundary at a monitored observation. */
  double boundary(int i) {
    return type.boundary(criticalValue, (history + i + 1.0) / history);
  }

  /**
   * The first monitored observation whose process exceeds its boundary; -1 if there is none, or if
   * the process is not finite throughout.
   */
  int crossing() {
    int first = -1;
    for (int i = 0; i < length; i++) {
      if (!Double.isFinite(process[i])) {
        return -1;
      }
      if (first < 0 && Math.abs(process[i]) > boundary(i)) {
        first = i;
      }
    }
    return first;
  }

  ProcessSummary summary() {
    if (length == 0) {
      return ProcessSummary.absent(criticalValue);
    }
    double largest = 0;
    for (int i = 0; i < length; i++) {
      largest = Math.max(largest, Math.abs(process[i]));
    }
    int last = length - 1;
    return new ProcessSummary(
        criticalValue, largest, process[0], process[last], boundary(0), boundary(last));
  }
}
