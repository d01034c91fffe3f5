// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.List;
import java.util.Random;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.sunqar.mission.access.CloudForecast;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/**
 * The clouds that come true. A point is under cloud where a random field u, uniform between 0 and 1
 * everywhere, lies below the forecast's fraction there: so the cloud fraction of an image has the
 * forecast as its expectation, whatever its size, and images are mostly clear or mostly covered, as
 * real ones are.
 *
 * <p>u is the normal distribution function of a sum of {@value #WAVES} waves through the Earth's
 * sphere, of {@value #SHORTEST} to {@value #LONGEST} m, whose amplitude grows with the cube root of
 * their length (the spectrum of turbulence, Kolmogorov 1941), and which move at {@value #WIND} m/s.
 * It depends on the seed, the place and the time alone.
 */
public final class TrueSky {

  private static final int WAVES = 96;
  private static final double SHORTEST = 1_500;
  private static final double LONGEST = 600_000;
  private static final double WIND = 10;

  /** Points along each side of an image at which its cloud fraction is taken. */
  private static final int SAMPLES = 16;

  private final CloudForecast forecast;
  private final double otherwise;
  private final Vector3D[] waves = new Vector3D[WAVES];
  private final double[] frequency = new double[WAVES];
  private final double[] phase = new double[WAVES];
  private final double[] amplitude = new double[WAVES];

  /**
   * A sky.
   *
   * @param otherwise cloud fraction where there is no forecast, 0 to 1
   */
  public TrueSky(CloudForecast forecast, double otherwise, long seed) {
    this.forecast = forecast;
    this.otherwise = otherwise;
    Random random = Chance.of(seed, "sky", "");
    double power = 0;
    for (int k = 0; k < WAVES; k++) {
      // one wave in each of as many equal steps of the length's logarithm
      double share = (k + random.nextDouble()) / WAVES;
      double length = SHORTEST * StrictMath.pow(LONGEST / SHORTEST, share);
      double z = 2 * random.nextDouble() - 1;
      double azimuth = 2 * Math.PI * random.nextDouble();
      double flat = Math.sqrt(1 - z * z);
      waves[k] =
          new Vector3D(
              2 * Math.PI / length,
              new Vector3D(flat * StrictMath.cos(azimuth), flat * StrictMath.sin(azimuth), z));
      frequency[k] = 2 * Math.PI * WIND / length * (random.nextBoolean() ? 1 : -1);
      phase[k] = 2 * Math.PI * random.nextDouble();
      amplitude[k] = StrictMath.cbrt(length);
      power += amplitude[k] * amplitude[k] / 2;
    }
    for (int k = 0; k < WAVES; k++) {
      amplitude[k] /= Math.sqrt(power);
    }
  }

  /** Expected cloud fraction at a place and time, 0 to 1. */
  public double expected(GroundPoint place, Time time) {
    return forecast.fraction(place, time).orElse(otherwise);
  }

  /**
   * How far a point is within a cloud: positive under cloud, negative under clear sky, between -1
   * and 1; the fraction minus u.
   */
  public double depth(GroundPoint place, Time time) {
    double expected = expected(place, time);
    return expected <= 0 ? -1 : expected >= 1 ? 1 : expected - uniform(place, time);
  }

  private double uniform(GroundPoint place, Time time) {
    Vector3D p = place.position();
    double seconds = time.nanoseconds() * 1e-9;
    double z = 0;
    for (int k = 0; k < WAVES; k++) {
      z += amplitude[k] * Math.cos(waves[k].dotProduct(p) + frequency[k] * seconds + phase[k]);
    }
    return normal(z);
  }

  /**
   * The distribution function of the normal distribution, within 7.5e-8 (Abramowitz and Stegun
   * 1964, 26.2.17).
   */
  private static double normal(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double tail =
        Math.exp(-z * z / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z > 0 ? 1 - tail : tail;
  }

  /**
   * The share of an image that is under cloud, 0 to 1.
   *
   * @param corners of the image in order, four of them; of any other number their mean counts
   */
  public double fraction(List<GroundPoint> corners, Time time) {
    int covered = 0;
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < SAMPLES; j++) {
        GroundPoint point = inside(corners, (i + 0.5) / SAMPLES, (j + 0.5) / SAMPLES);
        covered += depth(point, time) > 0 ? 1 : 0;
      }
    }
    return covered / (double) (SAMPLES * SAMPLES);
  }

  private static GroundPoint inside(List<GroundPoint> corners, double x, double y) {
    if (corners.size() != 4) {
      Vector3D sum = Vector3D.ZERO;
      for (GroundPoint corner : corners) {
        sum = sum.add(corner.position());
      }
      return GroundPoint.below(sum);
    }
    Vector3D p =
        new Vector3D(
            (1 - x) * (1 - y),
            corners.get(0).position(),
            x * (1 - y),
            corners.get(1).position(),
            x * y,
            corners.get(2).position(),
            (1 - x) * y,
            corners.get(3).position());
    return GroundPoint.below(p);
  }
}
