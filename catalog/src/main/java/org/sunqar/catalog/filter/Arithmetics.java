// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on numbers. Whole numbers stay whole where the result is and fits into 64 bits; {@code
 * /} is never cut to a whole number, {@code div} is. What has no finite result is unknown: a
 * division by zero, the square root of a negative number.
 */
final class Arithmetics {

  /** Whole numbers up to here are doubles without loss. */
  private static final double EXACT = 9_007_199_254_740_992.0;

  private Arithmetics() {}

  static @Nullable Number compute(ArithmeticOperator operator, Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      Number whole = whole(operator, a, b);
      if (whole != null) {
        return whole;
      }
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    return finite(
        switch (operator) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          case REMAINDER -> a % b;
          case WHOLE_DIVIDE -> truncated(a / b);
          case POWER -> Math.pow(a, b);
        });
  }

  /** Null where the result is not whole or too large, or there is none. */
  private static @Nullable Number whole(ArithmeticOperator operator, long a, long b) {
    try {
      return switch (operator) {
        case ADD -> Math.addExact(a, b);
        case SUBTRACT -> Math.subtractExact(a, b);
        case MULTIPLY -> Math.multiplyExact(a, b);
        case DIVIDE -> b != 0 && a % b == 0 ? (Number) Math.divideExact(a, b) : null;
        case REMAINDER -> b == 0 ? null : (Number) (a % b);
        case WHOLE_DIVIDE -> b == 0 ? null : (Number) Math.divideExact(a, b);
        case POWER -> null;
      };
    } catch (ArithmeticException _) {
      return null;
    }
  }

  static @Nullable Number compute(CustomFunction function, Number number) {
    if (number instanceof Long whole && function != CustomFunction.SQRT) {
      return function == CustomFunction.ABS && whole < 0 ? finite(-whole.doubleValue()) : whole;
    }
    double value = number.doubleValue();
    return finite(
        switch (function) {
          case ABS -> Math.abs(value);
          case FLOOR -> Math.floor(value);
          case CEIL -> Math.ceil(value);
          case ROUND -> Math.floor(value + 0.5);
          case SQRT -> Math.sqrt(value);
          default -> throw new IllegalArgumentException(function.code());
        });
  }

  private static double truncated(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  private static @Nullable Number finite(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return value == Math.rint(value) && Math.abs(value) <= EXACT
        ? (Number) (long) value
        : (Number) value;
  }
}
