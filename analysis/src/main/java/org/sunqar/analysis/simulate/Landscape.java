// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.time.LocalDate;
import java.util.Random;

/**
 * How the land behaves through the years without any planted change. Per pixel, from the base
 * scene's own spectrum:
 *
 * <ul>
 *   <li>vegetation fraction {@code f0 = clamp((NDVI - 0.1) / (0.75 - 0.1))^2} (Carlson and Ripley
 *       1997);
 *   <li>water {@code w}: smoothstep of NDWI = (green - nir) / (green + nir) (McFeeters 1996) from
 *       -0.05 to 0.2;
 *   <li>evergreen {@code e}: smoothstep of NDVI from 0.5 to 0.75, times {@code 1 - w}; seasonal
 *       vegetation {@code g}: smoothstep of NDVI from 0.1 to 0.35, times {@code 1 - e}, times
 *       {@code 1 - w}; the rest is bare or built;
 *   <li>amplitude {@code A = (0.04 e + 0.11 g) (1 + 0.3 n1)} and day of the peak {@code p = 20
 *       e/(e+g) + 60 g/(e+g) + 18 n2} days after new year (half a year later north of the equator),
 *       with smooth random fields n1, n2.
 * </ul>
 *
 * <p>On a day the fraction is {@code f = f0 + A (s(t) - s(t0)) + (0.3 e + g) a(t)} with {@code s(t)
 * = cos(2 pi (t - p)) + 0.25 cos(4 pi (t - p))}, t0 the base scene's date and a(t) the year's
 * anomaly, an AR(1) series (coefficient 0.4, innovations of 0.025) joined by straight lines between
 * midyears. The fraction stays in 0..1.15. Reflectance is {@code base + (f - f0) (vegetation -
 * soil)}, so on the base scene's day of the year it equals the scene up to the anomaly.
 */
final class Landscape {

  /** Largest vegetation fraction: a closed canopy of the base scene may still grow denser. */
  private static final float DENSEST = 1.15f;

  private final BaseScene base;
  private final float[] cos1;
  private final float[] sin1;
  private final float[] cos2;
  private final float[] sin2;
  private final float[] anomalyWeight;
  private final float[] greenness;
  private final boolean[] water;
  private final int firstYear;
  private final double[] anomalies;

  Landscape(BaseScene base, SimulationOptions options) {
    this.base = base;
    int n = base.pixels();
    cos1 = new float[n];
    sin1 = new float[n];
    cos2 = new float[n];
    sin2 = new float[n];
    anomalyWeight = new float[n];
    greenness = new float[n];
    water = new boolean[n];
    firstYear = options.from().getYear() - 1;
    anomalies = anomalies(options);
    int width = base.grid().width();
    int height = base.grid().height();
    double hemisphere = base.latitude() > 0 ? 0.5 : 0;
    Draws draws = Draws.of(options.seed(), 1);
    float[] amplitudeNoise = NoiseField.of(draws.at(0), width, height, 40, 3);
    float[] phaseNoise = NoiseField.of(draws.at(1), width, height, 60, 3);
    for (int i = 0; i < n; i++) {
      if (base.hasData(i)) {
        describe(i, amplitudeNoise[i], phaseNoise[i], hemisphere);
      }
    }
  }

  private void describe(int i, float amplitudeNoise, float phaseNoise, double hemisphere) {
    float green = base.reflectance()[BaseScene.GREEN][i];
    float red = base.reflectance()[BaseScene.RED][i];
    float nir = base.reflectance()[BaseScene.NIR][i];
    double ndvi = ratio(nir, red);
    double wet = step(ratio(green, nir), -0.05, 0.2);
    double evergreen = step(ndvi, 0.5, 0.75) * (1 - wet);
    double seasonal = step(ndvi, 0.1, 0.35) * (1 - step(ndvi, 0.5, 0.75)) * (1 - wet);
    double vegetated = evergreen + seasonal;
    double root = Math.max(0, Math.min(1, (ndvi - 0.1) / 0.65));
    greenness[i] = (float) (root * root * (1 - wet));
    water[i] = wet > 0.5;
    anomalyWeight[i] = (float) (0.3 * evergreen + seasonal);
    if (vegetated > 0) {
      double amplitude = (0.04 * evergreen + 0.11 * seasonal) * (1 + 0.3 * amplitudeNoise);
      double peakDay = (20 * evergreen + 60 * seasonal) / vegetated + 18 * phaseNoise;
      double peak = peakDay / 365.25 + hemisphere;
      cos1[i] = (float) (amplitude * StrictMath.cos(2 * Math.PI * peak));
      sin1[i] = (float) (amplitude * StrictMath.sin(2 * Math.PI * peak));
      cos2[i] = (float) (0.25 * amplitude * StrictMath.cos(4 * Math.PI * peak));
      sin2[i] = (float) (0.25 * amplitude * StrictMath.sin(4 * Math.PI * peak));
    }
  }

  /** Vegetation fraction of a pixel in the base scene, 0..1; 0 without data. */
  float greenness(int pixel) {
    return greenness[pixel];
  }

  boolean isLand(int pixel) {
    return base.hasData(pixel) && !water[pixel];
  }

  /** Reflectance on a day without clouds, noise or planted change: band by band; NaN is no data. */
  float[][] reflectance(LocalDate day) {
    double now = 2 * Math.PI * yearFraction(day);
    double then = 2 * Math.PI * yearFraction(base.date());
    float c1 = (float) (StrictMath.cos(now) - StrictMath.cos(then));
    float s1 = (float) (StrictMath.sin(now) - StrictMath.sin(then));
    float c2 = (float) (StrictMath.cos(2 * now) - StrictMath.cos(2 * then));
    float s2 = (float) (StrictMath.sin(2 * now) - StrictMath.sin(2 * then));
    float anomaly = (float) anomaly(day);
    int n = base.pixels();
    float[] change = new float[n];
    for (int i = 0; i < n; i++) {
      float wanted =
          c1 * cos1[i] + s1 * sin1[i] + c2 * cos2[i] + s2 * sin2[i] + anomaly * anomalyWeight[i];
      change[i] = Math.max(-greenness[i], Math.min(DENSEST - greenness[i], wanted));
    }
    float[][] bands = new float[BaseScene.BANDS.size()][n];
    for (int b = 0; b < bands.length; b++) {
      float slope = Spectrum.VEGETATION.band(b) - Spectrum.SOIL.band(b);
      float[] from = base.reflectance()[b];
      float[] to = bands[b];
      for (int i = 0; i < n; i++) {
        float value = from[i] + change[i] * slope;
        // comparisons let NaN through
        to[i] = value < 0.003f ? 0.003f : value > 1 ? 1 : value;
      }
    }
    return bands;
  }

  /** The anomaly of the vegetation fraction on a day, before it is weighted per pixel. */
  double anomaly(LocalDate day) {
    double midyears = day.getYear() - firstYear + (day.getDayOfYear() - 1) / 365.25 - 0.5;
    int k = (int) midyears;
    return anomalies[k] + (anomalies[k + 1] - anomalies[k]) * (midyears - k);
  }

  private static double[] anomalies(SimulationOptions options) {
    Random random = Draws.of(options.seed(), 2).generator();
    double[] values = new double[options.to().getYear() - options.from().getYear() + 3];
    double value = 0;
    for (int k = 0; k < values.length; k++) {
      value = 0.4 * value + 0.025 * random.nextGaussian();
      values[k] = value;
    }
    return values;
  }

  private static double yearFraction(LocalDate day) {
    return (day.getDayOfYear() - 1) / 365.25;
  }

  private static double ratio(float a, float b) {
    return a + b > 0 ? (a - b) / (a + b) : 0;
  }

  private static double step(double value, double from, double to) {
    double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }
}
