// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.ccd;

import java.util.Arrays;
import org.sunqar.analysis.kernel.HarmonicLasso;

/**
 * The columns of the season-trend model by day, kept because the pixels of an area share their
 * days. One thread.
 *
 * <p>In float32 the angle of a day of our time, about 12,600 radians, is a thousandth of a radian
 * off. The fit takes the same angles as the prediction, so this is scatter of the predictors, not a
 * bias; it is part of the definition here because results are compared with implementations that
 * have it.
 */
final class SeasonBasis {

  /** Days of the mean year of the model. */
  static final double YEAR = 365.25;

  /**
   * Two pi with the last bit that CCDC's implementations have in it, one above the nearest. At
   * angles of thousands of turns it shows in the filters of S-CCD.
   */
  static final double TWO_PI = 2 * Math.nextUp(Math.PI);

  private static final float FREQUENCY = (float) (TWO_PI / YEAR);

  /** A power of two; 45 years of days before two share a place. */
  private static final int PLACES = 1 << 14;

  private static final int CYCLES = 3;

  private final int[] days = new int[PLACES];
  private final float[] rows = new float[PLACES * HarmonicLasso.LANES];

  private final int[] exactDays = new int[PLACES];
  private final float[] exactRows = new float[PLACES * HarmonicLasso.LANES];

  /** Writes the {@link HarmonicLasso#LANES} columns of a day, above 0. */
  void write(int day, float[] target, int offset) {
    int place = day & (PLACES - 1);
    int row = place * HarmonicLasso.LANES;
    if (days[place] != day) {
      days[place] = day;
      fill(day, row);
    }
    System.arraycopy(rows, row, target, offset, HarmonicLasso.LANES);
  }

  /**
   * As {@link #write} for two cycles, with cosines and sines in float64, and the angle of the
   * second cycle: S-CCD fits by these and predicts by the others.
   */
  void writeExactly(int day, float[] target, int offset) {
    int place = day & (PLACES - 1);
    int row = place * HarmonicLasso.LANES;
    if (exactDays[place] != day) {
      exactDays[place] = day;
      exactRows[row] = day;
      float angle = FREQUENCY * day;
      exactRows[row + 1] = (float) Math.cos(angle);
      exactRows[row + 2] = (float) Math.sin(angle);
      double twice = 2.0 * FREQUENCY * day;
      exactRows[row + 3] = (float) Math.cos(twice);
      exactRows[row + 4] = (float) Math.sin(twice);
    }
    System.arraycopy(exactRows, row, target, offset, HarmonicLasso.LANES);
  }

  private void fill(int day, int row) {
    Arrays.fill(rows, row, row + HarmonicLasso.LANES, 0);
    rows[row] = day;
    for (int k = 1; k <= CYCLES; k++) {
      float angle = k * FREQUENCY * day;
      rows[row + 2 * k - 1] = SingleAngle.cos(angle);
      rows[row + 2 * k] = SingleAngle.sin(angle);
    }
  }
}
