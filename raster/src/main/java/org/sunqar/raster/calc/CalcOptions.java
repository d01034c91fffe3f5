// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelType;

/**
 * What becomes of the values of an expression.
 *
 * @param type how results are stored: rounded to nearest and clamped for integer types
 * @param noData stored where there is no value; without one a mask alone says where that is, and
 *     float types hold NaN
 * @param unscaled whether bands enter as physical values ({@code stored * scale + offset}) and not
 *     as they are stored
 */
public record CalcOptions(PixelType type, OptionalDouble noData, boolean unscaled) {

  /** 32-bit floats from stored values, NaN where there is none. */
  public static CalcOptions defaults() {
    return new CalcOptions(PixelType.FLOAT32, OptionalDouble.of(Double.NaN), false);
  }

  public CalcOptions withType(PixelType type, OptionalDouble noData) {
    return new CalcOptions(type, noData, unscaled);
  }

  public CalcOptions withUnscaled(boolean unscaled) {
    return new CalcOptions(type, noData, unscaled);
  }
}
