// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The medoid of a pixel's spectra: the observation with the least sum of Euclidean distances to all
 * others (Flood 2013, <i>Seasonal composite Landsat TM/ETM+ images using the medoid</i>, equation
 * 1). Unlike a median it is a spectrum that was measured. The earliest of equal ones. A date counts
 * when all of its bands have a value.
 *
 * <p>The block form in float32 is {@link MedoidBlock}.
 */
public final class Medoid {

  private Medoid() {}

  /**
   * The date of the medoid; empty without an observation.
   *
   * @param spectra one for each date, all of the same length; NaN for no observation
   */
  public static OptionalInt of(double[][] spectra) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int t = 0; t < spectra.length; t++) {
      double sum = sumOfDistances(spectra, t);
      if (sum < least) {
        least = sum;
        best = t;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** Distances of one date to all dates that count; NaN when it does not count itself. */
  static double sumOfDistances(double[][] spectra, int date) {
    if (Arrays.stream(spectra[date]).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    double sum = 0;
    for (double[] other : spectra) {
      double squares = 0;
      for (int b = 0; b < other.length; b++) {
        double difference = other[b] - spectra[date][b];
        squares = Math.fma(difference, difference, squares);
      }
      sum += Double.isNaN(squares) ? 0 : Math.sqrt(squares);
    }
    return sum;
  }
}
