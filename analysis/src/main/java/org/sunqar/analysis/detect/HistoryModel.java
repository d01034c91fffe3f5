// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/** The least-squares model of a stable history. */
public final class HistoryModel {

  private final double[] coefficients;
  private final double sigma;

  HistoryModel(double[] coefficients, double sigma) {
    this.coefficients = coefficients;
    this.sigma = sigma;
  }

  /** Number of coefficients: the columns of the {@link HarmonicDesign}, in its order. */
  public int size() {
    return coefficients.length;
  }

  /** A coefficient; NaN if its regressor depends on the ones before it and was left out. */
  public double coefficient(int i) {
    return coefficients[i];
  }

  /** All coefficients. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Residual standard deviation: sqrt(RSS / (observations - rank)). */
  public double sigma() {
    return sigma;
  }

  /**
   * The model's value at any date.
   *
   * @param design the design it was fitted with
   * @param time decimal year
   * @param gridStart decimal year of grid index 1, as in the series
   */
  public double at(HarmonicDesign design, double time, double gridStart) {
    if (design.columns() != coefficients.length) {
      throw new IllegalArgumentException(
          "the model has "
              + coefficients.length
              + " coefficients, the design "
              + design.columns()
              + " columns");
    }
    double[] row = new double[coefficients.length];
    design.row(time, gridStart, row, 0);
    return predict(row, 0);
  }

  /** The model at a row of the design; regressors that were left out count for nothing. */
  double predict(double[] rows, int offset) {
    double sum = 0;
    for (int j = 0; j < coefficients.length; j++) {
      if (!Double.isNaN(coefficients[j])) {
        sum += rows[offset + j] * coefficients[j];
      }
    }
    return sum;
  }
}
