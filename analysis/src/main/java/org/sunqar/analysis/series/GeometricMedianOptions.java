// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import org.sunqar.analysis.AnalysisException;

/**
 * When the iteration of {@link GeometricMedian} ends.
 *
 * @param tolerance a step shorter than this share of the spectrum's length is the last, 1e-7 to 0.1
 * @param iterations the most steps, 1 to 100,000
 */
public record GeometricMedianOptions(double tolerance, int iterations) {

  /** Steps of 1e-6, for spectra of reflectance some 5e-7; at most 1000. */
  public static final GeometricMedianOptions DEFAULT = new GeometricMedianOptions(1e-6, 1000);

  public GeometricMedianOptions {
    if (!(tolerance >= 1e-7 && tolerance <= 0.1)) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING, "the tolerance must be 1e-7 to 0.1, not " + tolerance);
    }
    if (iterations < 1 || iterations > 100_000) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "the number of steps must be 1 to 100000, not " + iterations);
    }
  }
}
