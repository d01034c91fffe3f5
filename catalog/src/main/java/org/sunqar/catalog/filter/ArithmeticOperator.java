// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.Locale;
import java.util.Optional;

/** Arithmetic between two numbers, in order of how firmly an operator binds. */
public enum ArithmeticOperator {
  ADD("+", 1),
  SUBTRACT("-", 1),
  MULTIPLY("*", 2),
  DIVIDE("/", 2),
  /** The remainder of {@link #WHOLE_DIVIDE}; it has the sign of the dividend. */
  REMAINDER("%", 2),
  /** The quotient without its fraction, towards zero. */
  WHOLE_DIVIDE("div", 2),
  POWER("^", 3);

  private final String symbol;
  private final int precedence;

  ArithmeticOperator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  /** As CQL2 writes it, in text and JSON. */
  public String symbol() {
    return symbol;
  }

  int precedence() {
    return precedence;
  }

  static Optional<ArithmeticOperator> ofSymbol(String symbol) {
    String wanted = symbol.toLowerCase(Locale.ROOT);
    for (ArithmeticOperator operator : values()) {
      if (operator.symbol.equals(wanted)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }
}
