// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.series;

import java.util.ArrayList;
import java.util.List;

/**
 * Growing seasons of a smooth curve on regular steps, by the amplitude threshold (Jonsson and
 * Eklundh 2004, <i>TIMESAT: a program for analyzing time-series of satellite sensor data</i>,
 * section 2.4, and the TIMESAT manual's list of seasonality parameters).
 *
 * <p>A season is a maximum of the curve between two minima. Extremes that stand out by less than
 * {@link PhenologyOptions#prominence} of the curve's whole range from a neighbour are no seasons of
 * their own: the pair of neighbours that differ least is left out again and again until all differ
 * by more. Minima must be inside the curve, so that a season that is cut off by its ends is not
 * told. Seasons know nothing of calendar years, and may lie across the new year.
 *
 * <p>With base = mean of the two minima and amplitude = peak - base: the season starts where the
 * curve last rises through left minimum + threshold * (peak - left minimum) before its peak, and
 * ends where it first falls through right minimum + threshold * (peak - right minimum) after it,
 * both linear between steps. Integrals run from start to end: the large one of the curve, the small
 * one of what is above the base, by the trapezoidal rule.
 */
public final class Phenology {

  private Phenology() {}

  /**
   * One season. Times are in steps from the first step, with fractions.
   *
   * @param start where it starts
   * @param end where it ends
   * @param peak step of the greatest value
   * @param middle mean of the times at which the curve passes 80 % on the left and on the right
   * @param base mean of the minima on both sides
   * @param maximum the curve at the peak
   * @param leftRate rise from 20 % to 80 % on the left side, per step
   * @param rightRate fall from 80 % to 20 % on the right side, per step, positive
   * @param large integral of the curve from start to end, value times steps
   * @param small integral of the curve above the base, value times steps
   */
  public record Season(
      double start,
      double end,
      double peak,
      double middle,
      double base,
      double maximum,
      double leftRate,
      double rightRate,
      double large,
      double small) {

    /** From start to end, in steps. */
    public double length() {
      return end - start;
    }

    /** From the base to the peak. */
    public double amplitude() {
      return maximum - base;
    }
  }

  /**
   * The seasons of a curve in time order.
   *
   * @param curve without NaN
   */
  public static List<Season> of(double[] curve, PhenologyOptions options) {
    List<Integer> extremes = prominent(curve, options.prominence());
    List<Season> seasons = new ArrayList<>();
    for (int i = 1; i + 1 < extremes.size(); i++) {
      int left = extremes.get(i - 1);
      int peak = extremes.get(i);
      int right = extremes.get(i + 1);
      if (curve[peak] > curve[left]) {
        seasons.add(season(curve, left, peak, right, options.threshold()));
      }
    }
    return seasons;
  }

  private static Season season(double[] z, int left, int peak, int right, double threshold) {
    double base = (z[left] + z[right]) / 2;
    double start = rise(z, left, peak, threshold);
    double end = fall(z, peak, right, threshold);
    double low = rise(z, left, peak, 0.2);
    double high = rise(z, left, peak, 0.8);
    double highAfter = fall(z, peak, right, 0.8);
    double lowAfter = fall(z, peak, right, 0.2);
    double large = integral(z, start, end);
    return new Season(
        start,
        end,
        peak,
        (high + highAfter) / 2,
        base,
        z[peak],
        0.6 * (z[peak] - z[left]) / (high - low),
        0.6 * (z[peak] - z[right]) / (lowAfter - highAfter),
        large,
        large - base * (end - start));
  }

  /** Where the curve last passes a share of its rise before the peak. */
  private static double rise(double[] z, int left, int peak, double share) {
    double level = z[left] + share * (z[peak] - z[left]);
    int t = peak;
    while (t > left && z[t - 1] > level) {
      t--;
    }
    return t == left ? left : t - (z[t] - level) / (z[t] - z[t - 1]);
  }

  /** Where the curve first passes a share of its height after the peak. */
  private static double fall(double[] z, int peak, int right, double share) {
    double level = z[right] + share * (z[peak] - z[right]);
    int t = peak;
    while (t < right && z[t + 1] > level) {
      t++;
    }
    return t == right ? right : t + (z[t] - level) / (z[t] - z[t + 1]);
  }

  private static double integral(double[] z, double from, double to) {
    int first = (int) Math.ceil(from);
    int last = (int) Math.floor(to);
    if (first > last) {
      return (at(z, from) + at(z, to)) / 2 * (to - from);
    }
    double sum = (at(z, from) + z[first]) / 2 * (first - from);
    for (int t = first; t < last; t++) {
      sum += (z[t] + z[t + 1]) / 2;
    }
    return sum + (z[last] + at(z, to)) / 2 * (to - last);
  }

  private static double at(double[] z, double time) {
    int low = Math.min((int) time, z.length - 2);
    return z[low] + (z[low + 1] - z[low]) * (time - low);
  }

  /** Minima and maxima by turns, none of them an end of the curve, that differ by enough. */
  private static List<Integer> prominent(double[] z, double prominence) {
    List<Integer> extremes = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    int flat = 0; // first step of the level that step t is on
    for (int t = 0; t < z.length; t++) {
      least = Math.min(least, z[t]);
      greatest = Math.max(greatest, z[t]);
      if (t > 0 && z[t] != z[t - 1]) {
        flat = t;
      }
      if (t + 1 < z.length && turns(z, flat, t)) {
        extremes.add((flat + t) / 2);
      }
    }
    double enough = prominence * (greatest - least);
    while (extremes.size() > 1) {
      int closest = 0;
      for (int i = 1; i + 1 < extremes.size(); i++) {
        if (gap(z, extremes, i) < gap(z, extremes, closest)) {
          closest = i;
        }
      }
      if (gap(z, extremes, closest) >= enough) {
        break;
      }
      // of a pair at the edge only the outer one: the inner one still bounds a season
      boolean last = closest + 2 == extremes.size();
      int from = last ? closest + 1 : closest;
      int to = closest == 0 && !last ? 1 : closest + 2;
      extremes.subList(from, to).clear();
    }
    return extremes;
  }

  private static double gap(double[] z, List<Integer> extremes, int i) {
    return Math.abs(z[extremes.get(i + 1)] - z[extremes.get(i)]);
  }

  private static boolean turns(double[] z, int flat, int t) {
    return flat > 0 && (z[flat] - z[flat - 1]) * (z[t + 1] - z[t]) < 0;
  }
}
