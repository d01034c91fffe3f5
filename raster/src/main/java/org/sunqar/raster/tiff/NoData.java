// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.Locale;
import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelType;

/** The text of GDAL's no-data tag. */
final class NoData {

  /**
   * A number as C prints it.
   *
   * @throws NumberFormatException when it is none
   */
  static double parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "-nan", "+nan", "nan(ind)", "-nan(ind)", "1.#qnan", "-1.#ind" -> Double.NaN;
      case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** A number as C prints it, or nothing. */
  static OptionalDouble read(String text) {
    try {
      return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(parse(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** The value as a sample of the type holds it, or nothing when no sample can. */
  static OptionalDouble stored(double value, PixelType type) {
    if (type == PixelType.FLOAT64) {
      return OptionalDouble.of(value);
    }
    if (type == PixelType.FLOAT32) {
      float narrow = (float) value;
      // printed with few digits, the largest float may come out slightly too large
      if (Float.isInfinite(narrow) && Math.abs(value) < 3.5e38) {
        narrow = Math.copySign(Float.MAX_VALUE, narrow);
      }
      return OptionalDouble.of(narrow);
    }
    double high = Math.pow(2, type.bytes() * 8 - (type.isSigned() ? 1 : 0)) - 1;
    double low = type.isSigned() ? -high - 1 : 0;
    boolean fits = value >= low && value <= high && value == Math.rint(value);
    return fits ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** The shortest text that {@link #parse} and GDAL read back as the same value. */
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  private NoData() {}
}
