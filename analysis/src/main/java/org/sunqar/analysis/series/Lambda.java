// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import org.sunqar.analysis.AnalysisException;

/** How the smoothing parameter of {@link Whittaker} is found. */
public sealed interface Lambda {

  /** The least and the greatest log10 of a lambda: beyond them float64 tells nothing apart. */
  double MAX_LOG10 = 8;

  /** The most values of a V-curve. */
  int MAX_VALUES = 1000;

  /**
   * Always the same.
   *
   * @param value weight of the roughness against the misfit, 1e-8 to 1e8
   */
  record Fixed(double value) implements Lambda {
    public Fixed {
      if (!(value >= Math.pow(10, -MAX_LOG10) && value <= Math.pow(10, MAX_LOG10))) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING, "lambda must be 1e-8 to 1e8, not " + value);
      }
    }
  }

  /**
   * For each series where the V-curve is lowest (Frasso and Eilers 2015, <i>L- and V-curves for
   * optimal smoothing</i>, equation 7), among the middles between neighbouring values of a regular
   * grid.
   *
   * @param lowest log10 of the smallest lambda
   * @param highest log10 of the largest lambda
   * @param step distance of the values in log10
   */
  record VCurve(double lowest, double highest, double step) implements Lambda {
    public VCurve {
      if (!(lowest >= -MAX_LOG10 && highest <= MAX_LOG10 && lowest < highest)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING,
            "log10 of lambda must go from -8 or more up to 8 or less, not from "
                + lowest
                + " to "
                + highest);
      }
      if (!(step > 0 && step <= highest - lowest && (highest - lowest) / step < MAX_VALUES)) {
        throw new AnalysisException(
            AnalysisException.Key.SETTING,
            "the step of log10 of lambda must make 2 to "
                + MAX_VALUES
                + " values from "
                + lowest
                + " to "
                + highest
                + ", not "
                + step);
      }
    }

    /** log10 lambda from -1 to 3 by 0.2: 21 values. */
    public static VCurve defaults() {
      return new VCurve(-1, 3, 0.2);
    }

    /** The grid: log10 of each lambda, ascending. */
    public double[] logarithms() {
      double[] logarithms = new double[(int) Math.floor((highest - lowest) / step + 1e-9) + 1];
      for (int i = 0; i < logarithms.length; i++) {
        logarithms[i] = lowest + i * step;
      }
      return logarithms;
    }
  }
}
