// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.Arrays;

/**
 * The geometric median of a pixel's spectra over time, and how they scatter about it, in float64:
 * the spectrum with the least sum of Euclidean distances to all of them (Roberts, Mueller and
 * McIntyre 2017, <i>High-dimensional pixel composites from Earth observation time series</i>,
 * equation 2). It keeps the relations between bands, which medians band by band do not.
 *
 * <p>Weiszfeld's iteration from the mean, with the step of Vardi and Zhang (2000, <i>The
 * multivariate L1-median and associated data depth</i>, equation 2.6) where it meets an
 * observation, until a step is shorter than {@link GeometricMedianOptions#tolerance} times the
 * length of the spectrum. A date counts when all of its bands have a value.
 *
 * <p>Scatter (Roberts, Dunn and Mueller 2018, <i>Open Data Cube products using high-dimensional
 * statistics of time series</i>): medians over time of the Euclidean distance from the geometric
 * median (EMAD), of the spectral distance 1 - cosine (SMAD, blind to brightness), and of the
 * Bray-Curtis distance sum |x - m| / sum |x + m| (BCMAD).
 *
 * <p>The block form in float32 is {@link GeometricMedianBlock}.
 */
public final class GeometricMedian {

  private final GeometricMedianOptions options;
  private final double[] median;
  private final double euclidean;
  private final double spectral;
  private final double brayCurtis;
  private final int observations;

  /**
   * Of one pixel.
   *
   * @param spectra one for each date, all of the same length; NaN for no observation
   */
  public GeometricMedian(double[][] spectra, GeometricMedianOptions options) {
    this.options = options;
    double[][] seen =
        Arrays.stream(spectra)
            .filter(spectrum -> Arrays.stream(spectrum).noneMatch(Double::isNaN))
            .toArray(double[][]::new);
    this.observations = seen.length;
    int bands = spectra.length == 0 ? 0 : spectra[0].length;
    this.median = new double[bands];
    if (seen.length == 0) {
      Arrays.fill(median, Double.NaN);
    } else {
      iterate(seen);
    }
    this.euclidean = over(seen, GeometricMedian::euclidean);
    this.spectral = over(seen, GeometricMedian::spectral);
    this.brayCurtis = over(seen, GeometricMedian::brayCurtis);
  }

  /** The geometric median, a value for each band; NaN without an observation. */
  public double[] median() {
    return median.clone();
  }

  /** Dates that count. */
  public int observations() {
    return observations;
  }

  /** Median of the Euclidean distances, in the unit of the bands; NaN without an observation. */
  public double emad() {
    return euclidean;
  }

  /** Median of the cosine distances, 0 to 2; NaN without an observation. */
  public double smad() {
    return spectral;
  }

  /** Median of the Bray-Curtis distances, 0 to 1 for positive values; NaN for none. */
  public double bcmad() {
    return brayCurtis;
  }

  private void iterate(double[][] seen) {
    for (double[] spectrum : seen) {
      for (int b = 0; b < median.length; b++) {
        median[b] += spectrum[b] / seen.length;
      }
    }
    double[] pull = new double[median.length];
    for (int i = 0; i < options.iterations(); i++) {
      Arrays.fill(pull, 0);
      double weights = 0;
      int met = 0;
      for (double[] spectrum : seen) {
        double distance = euclidean(spectrum, median);
        if (distance == 0) {
          met++;
          continue;
        }
        double weight = 1 / distance;
        weights += weight;
        for (int b = 0; b < pull.length; b++) {
          pull[b] = Math.fma(weight, spectrum[b] - median[b], pull[b]);
        }
      }
      double force = Math.sqrt(squares(pull));
      // an observation that is met holds back with the force of 1
      double share = force > met ? 1 - met / force : 0;
      double factor = weights > 0 ? share / weights : 0;
      for (int b = 0; b < pull.length; b++) {
        median[b] = Math.fma(factor, pull[b], median[b]);
      }
      if (factor * force <= options.tolerance() * Math.sqrt(squares(median))) {
        return;
      }
    }
  }

  private interface Distance {
    double between(double[] spectrum, double[] median);
  }

  private double over(double[][] seen, Distance distance) {
    return new Quantiles(
            Arrays.stream(seen).mapToDouble(each -> distance.between(each, median)).toArray())
        .median();
  }

  private static double squares(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum = Math.fma(value, value, sum);
    }
    return sum;
  }

  private static double euclidean(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      sum = Math.fma(difference, difference, sum);
    }
    return Math.sqrt(sum);
  }

  /** 1 - cosine as half the squared distance of the unit vectors, which loses no digits. */
  private static double spectral(double[] a, double[] b) {
    double lengthA = Math.sqrt(squares(a));
    double lengthB = Math.sqrt(squares(b));
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] / lengthA - b[i] / lengthB;
      sum = Math.fma(difference, difference, sum);
    }
    return sum / 2;
  }

  private static double brayCurtis(double[] a, double[] b) {
    double apart = 0;
    double together = 0;
    for (int i = 0; i < a.length; i++) {
      apart += Math.abs(a[i] - b[i]);
      together += Math.abs(a[i] + b[i]);
    }
    return apart / together;
  }
}
