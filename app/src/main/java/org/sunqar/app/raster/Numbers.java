// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.sunqar.app.console.CommandException;

/** Numbers in the text of options. */
final class Numbers {

  /** Numbers between commas. */
  static List<Double> list(String option, String text) {
    List<Double> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      numbers.add(of(option, part));
    }
    return numbers;
  }

  /** A number, or {@code none}. */
  static OptionalDouble orNone(String option, String text) {
    return text.strip().toLowerCase(Locale.ROOT).equals("none")
        ? OptionalDouble.empty()
        : OptionalDouble.of(of(option, text));
  }

  /** A number; nan and inf are numbers. */
  static double of(String option, String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    try {
      return switch (plain) {
        case "nan" -> Double.NaN;
        case "inf", "+inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(plain);
      };
    } catch (NumberFormatException _) {
      throw CommandException.usage(option + " takes a number, not '" + text + "'");
    }
  }

  private Numbers() {}
}
