// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.view;

/**
 * A linear change of stored values: {@code new = old * factor + shift}.
 *
 * @param factor not 0
 */
public record Rescaling(double factor, double shift) {

  /** No change. */
  public static final Rescaling NONE = new Rescaling(1, 0);

  public Rescaling {
    if (!Double.isFinite(factor) || !Double.isFinite(shift) || factor == 0) {
      throw new IllegalArgumentException("values cannot be scaled by " + factor + " + " + shift);
    }
  }

  /**
   * The change that takes one range to another, as {@code gdal_translate -scale} does.
   *
   * @param fromLow becomes {@code toLow}
   * @param fromHigh becomes {@code toHigh}; another than {@code fromLow}
   */
  public static Rescaling of(double fromLow, double fromHigh, double toLow, double toHigh) {
    double factor = (toHigh - toLow) / (fromHigh - fromLow);
    return new Rescaling(factor, toLow - fromLow * factor);
  }

  public double apply(double value) {
    return value * factor + shift;
  }
}
