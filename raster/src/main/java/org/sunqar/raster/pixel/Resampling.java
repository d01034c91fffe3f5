// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

import java.util.Locale;

/**
 * How values of pixels of one grid are made from those of another; names and meanings are those of
 * GDAL's warper. The first five weigh a neighbourhood by a kernel, which widens when the target is
 * coarser; the others look at all source pixels that a target pixel covers.
 */
public enum Resampling {
  /** The value of the pixel that holds the place. */
  NEAREST,
  /** Linear interpolation between the 2 x 2 nearest centres. */
  BILINEAR,
  /** Cubic convolution with a = -0.5 over 4 x 4 pixels (Keys 1981). */
  CUBIC,
  /** Cubic B-spline over 4 x 4 pixels: smooth, does not pass through the values. */
  CUBIC_SPLINE,
  /** Windowed sinc over 6 x 6 pixels (Lanczos 1964). */
  LANCZOS,
  /** Mean, weighed by area. */
  AVERAGE,
  /** The value that covers the largest area. */
  MODE,
  MIN,
  MAX,
  MEDIAN,
  /** First quartile. */
  Q1,
  /** Third quartile. */
  Q3,
  /** Sum, weighed by area. */
  SUM,
  /** Root of the mean square, weighed by area. */
  RMS;

  /** The name on command lines: that of gdalwarp, such as {@code cubicspline}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /**
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Resampling ofOptionName(String name) {
    for (Resampling resampling : values()) {
      if (resampling.optionName().equals(name.toLowerCase(Locale.ROOT))) {
        return resampling;
      }
    }
    throw new IllegalArgumentException("resampling " + name + " is not known");
  }
}
