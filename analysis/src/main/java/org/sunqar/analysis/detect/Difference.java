// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect;

/**
 * Change between two dates as a robust z-score: {@code z = (d - median(d)) / (1.4826 MAD(d))}, d
 * being the second date minus the first and MAD the median absolute deviation from the median, over
 * the pixels that are valid on both. The factor makes the scale that of the standard deviation for
 * normal errors (Hampel, 1974, <i>The influence curve and its role in robust estimation</i>,
 * Journal of the American Statistical Association 69). What is common to all pixels, such as the
 * season, goes into the median; pixels that changed do not enter the scale while they are a
 * minority.
 *
 * <p><i>Known limits.</i> Two dates cannot tell a lasting change from a passing one; use {@link
 * BfastMonitor} where there is a series.
 */
public final class Difference {

  private static final double NORMAL_CONSISTENCY = 1.4826;

  private final float[] z;
  private final int valid;
  private final double median;
  private final double scale;

  private Difference(float[] z, int valid, double median, double scale) {
    this.z = z;
    this.valid = valid;
    this.median = median;
    this.scale = scale;
  }

  /**
   * Compares two dates.
   *
   * @param before values of the first date; NaN or infinite where there is none
   * @param after values of the second date, of the same pixels
   */
  public static Difference of(float[] before, float[] after) {
    if (before.length != after.length) {
      throw new IllegalArgumentException(
          "the dates have " + before.length + " and " + after.length + " pixels");
    }
    float[] z = new float[before.length];
    float[] sorted = new float[before.length];
    int valid = 0;
    for (int i = 0; i < z.length; i++) {
      z[i] = after[i] - before[i];
      if (Float.isFinite(z[i])) {
        sorted[valid++] = z[i];
      }
    }
    double median = Median.ofFirst(sorted, valid);
    for (int i = 0; i < valid; i++) {
      sorted[i] = (float) Math.abs(sorted[i] - median);
    }
    double scale = NORMAL_CONSISTENCY * Median.ofFirst(sorted, valid);
    for (int i = 0; i < z.length; i++) {
      // a scale of 0 or NaN leaves no score
      z[i] = scale > 0 && Float.isFinite(z[i]) ? (float) ((z[i] - median) / scale) : Float.NaN;
    }
    return new Difference(z, valid, median, scale);
  }

  /**
   * The scores, one per pixel: NaN where a date has no value, and everywhere if {@link
   * #isDegenerate}. The array is this object's own: a scene is too large to copy.
   */
  public float[] z() {
    return z;
  }

  /** Number of pixels that are valid on both dates. */
  public int validCount() {
    return valid;
  }

  /** Median difference; NaN without valid pixels. */
  public double median() {
    return median;
  }

  /** 1.4826 times the median absolute deviation; NaN without valid pixels. */
  public double scale() {
    return scale;
  }

  /**
   * True when there is no scale to judge a pixel by: no pixel is valid on both dates, or more than
   * half of them differ by exactly the same. There are no scores then.
   */
  public boolean isDegenerate() {
    return !(scale > 0);
  }
}
