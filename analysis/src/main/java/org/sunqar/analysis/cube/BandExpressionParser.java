// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

import java.util.ArrayList;
import java.util.List;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.cube.BandExpression.Operation;
import org.sunqar.analysis.cube.BandExpression.Step;

/**
 * Reads the text of a {@link BandExpression} by recursive descent:
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = factor { ("*" | "/") factor }
 * factor  = ("-" | "+") factor | number | name | '"' name '"' | "(" sum ")"
 * </pre>
 */
final class BandExpressionParser {

  /** Columns of the text that an error shows. */
  private static final int SHOWN = 60;

  private static final String OPERAND = "a band, a number or '('";

  private final String text;
  private final List<String> bands = new ArrayList<>();
  private final List<Step> program = new ArrayList<>();
  private int at;

  BandExpressionParser(String text) {
    this.text = text;
  }

  BandExpression parse() {
    if (text.length() > BandExpression.MAX_LENGTH) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a band expression may have at most %d characters, not %d"
              .formatted(BandExpression.MAX_LENGTH, text.length()));
    }
    sum(0);
    if (at < text.length()) {
      throw wrong(
          text.charAt(at) == ')' ? "there is no '(' for this ')'" : "expected + - * / or the end");
    }
    if (bands.isEmpty()) {
      at = 0;
      throw wrong("there is no band in it");
    }
    return new BandExpression(bands, program);
  }

  private void sum(int depth) {
    product(depth);
    while (at < text.length() && (peek() == '+' || peek() == '-')) {
      Operation operation = text.charAt(at++) == '+' ? Operation.ADD : Operation.SUBTRACT;
      product(depth);
      program.add(new Step.Apply(operation));
    }
  }

  private void product(int depth) {
    factor(depth);
    while (at < text.length() && (peek() == '*' || peek() == '/')) {
      Operation operation = text.charAt(at++) == '*' ? Operation.MULTIPLY : Operation.DIVIDE;
      factor(depth);
      program.add(new Step.Apply(operation));
    }
  }

  private void factor(int depth) {
    skipBlanks();
    if (depth > BandExpression.MAX_DEPTH) {
      throw wrong("it is nested more than " + BandExpression.MAX_DEPTH + " deep");
    }
    if (at == text.length()) {
      throw wrong("expected " + OPERAND);
    }
    char c = text.charAt(at);
    if (c == '(') {
      int open = at++;
      sum(depth + 1);
      if (at == text.length() || text.charAt(at) != ')') {
        if (at == text.length()) {
          at = open;
          throw wrong("there is no ')' for this '('");
        }
        throw wrong("expected + - * / or ')'");
      }
      at++;
    } else if (c == '-' || c == '+') {
      at++;
      factor(depth + 1);
      if (c == '-') {
        negate();
      }
    } else if (isDigit(c) || c == '.') {
      number();
    } else if (c == '"') {
      quotedBand();
    } else if (isLetter(c)) {
      int start = at;
      while (at < text.length() && isPartOfName(text.charAt(at))) {
        at++;
      }
      band(text.substring(start, at), start);
    } else {
      throw wrong("expected " + OPERAND);
    }
    skipBlanks();
  }

  /** A sign of a number is part of the number. */
  private void negate() {
    if (program.getLast() instanceof Step.Constant(float value)) {
      program.removeLast();
      program.add(new Step.Constant(-value));
    } else {
      program.add(new Step.Apply(Operation.NEGATE));
    }
  }

  private void number() {
    int start = at;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      skipDigits();
    }
    String digits = text.substring(start, at);
    float value;
    try {
      value = Float.parseFloat(digits);
    } catch (NumberFormatException e) {
      at = start;
      throw wrong("'" + digits + "' is not a number");
    }
    if (!Float.isFinite(value)) {
      at = start;
      throw wrong("the number is too large");
    }
    if (at < text.length() && isPartOfName(text.charAt(at))) {
      throw wrong("expected + - * / or the end; a name that begins with a digit stands in \"\"");
    }
    program.add(new Step.Constant(value));
  }

  private void quotedBand() {
    int start = at;
    int end = text.indexOf('"', at + 1);
    if (end < 0) {
      throw wrong("the closing '\"' is missing");
    }
    if (end == at + 1) {
      throw wrong("a band's name is missing");
    }
    at = end + 1;
    band(text.substring(start + 1, end), start);
  }

  private void band(String name, int start) {
    int index = bands.indexOf(name);
    if (index < 0) {
      if (bands.size() == BandExpression.MAX_BANDS) {
        at = start;
        throw wrong("it has more than " + BandExpression.MAX_BANDS + " bands");
      }
      index = bands.size();
      bands.add(name);
    }
    program.add(new Step.Band(index));
  }

  private char peek() {
    skipBlanks();
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void skipDigits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isPartOfName(char c) {
    return isLetter(c) || isDigit(c) || c == '.';
  }

  /** The error at the present place, before which a caret stands: in one line, as all errors. */
  private AnalysisException wrong(String what) {
    int from = Math.max(0, at - SHOWN / 2);
    int to = Math.min(text.length(), at + SHOWN / 2);
    return new AnalysisException(
        AnalysisException.Key.SETTING,
        "the band expression is wrong at character %d, behind the ^ in '%s%s^%s%s': %s"
            .formatted(
                at + 1,
                from > 0 ? "..." : "",
                printable(text.substring(from, at)),
                printable(text.substring(at, to)),
                to < text.length() ? "..." : "",
                what));
  }

  private static String printable(String part) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? ' ' : c);
    }
    return shown.toString();
  }
}
