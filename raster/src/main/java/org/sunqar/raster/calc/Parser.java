// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.calc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recursive descent over the grammar of Python expressions, with Python's precedence: {@code or},
 * {@code and}, {@code not}, comparisons, {@code |}, {@code ^}, {@code &}, shifts, sums, products,
 * signs and {@code ~}, {@code **} (to the right), calls and parentheses.
 */
final class Parser {

  /** Longest text that is read (characters). */
  static final int MAX_TEXT = 10_000;

  /** Deepest nesting; each level takes a dozen stack frames here. */
  private static final int MAX_DEPTH = 100;

  /** Most operators and calls in one text. */
  private static final int MAX_OPERATIONS = 500;

  private static final Map<String, Double> CONSTANTS =
      Map.of("pi", Math.PI, "nan", Double.NaN, "inf", Double.POSITIVE_INFINITY);

  private static final List<String> COMPARISONS = List.of("<=", ">=", "==", "!=", "<", ">");

  private final String text;
  private int at;
  private int depth;
  private int operations;

  private Parser(String text) {
    this.text = text;
  }

  static Node parse(String text) {
    if (text.length() > MAX_TEXT) {
      throw ExpressionException.at(
          text, MAX_TEXT, "longer than " + MAX_TEXT + " characters: " + text.length());
    }
    Parser parser = new Parser(text);
    Node node = parser.or();
    parser.skipSpace();
    if (parser.at < text.length()) {
      throw ExpressionException.at(
          text, parser.at, "an operator was expected, not '" + text.charAt(parser.at) + "'");
    }
    return node;
  }

  private Node or() {
    Node left = and();
    while (takeWord("or")) {
      left = call(Operation.OR, left, and());
    }
    return left;
  }

  private Node and() {
    Node left = not();
    while (takeWord("and")) {
      left = call(Operation.AND, left, not());
    }
    return left;
  }

  private Node not() {
    if (takeWord("not")) {
      enter();
      Node node = call(Operation.NOT, not());
      depth--;
      return node;
    }
    return comparison();
  }

  private Node comparison() {
    Node left = bitOr();
    Optional<String> operator = takeComparison();
    if (operator.isEmpty()) {
      return left;
    }
    Node right = bitOr();
    skipSpace();
    int next = at;
    if (takeComparison().isPresent()) {
      throw ExpressionException.at(
          text, next, "comparisons cannot be chained: join two of them with 'and'");
    }
    return switch (operator.get()) {
      case "<" -> call(Operation.LESS, left, right);
      case "<=" -> call(Operation.LESS_EQUAL, left, right);
      case ">" -> call(Operation.LESS, right, left);
      case ">=" -> call(Operation.LESS_EQUAL, right, left);
      case "==" -> call(Operation.EQUAL, left, right);
      default -> call(Operation.NOT_EQUAL, left, right);
    };
  }

  private Optional<String> takeComparison() {
    return COMPARISONS.stream().filter(this::take).findFirst();
  }

  private Node bitOr() {
    Node left = bitXor();
    while (take("|")) {
      left = call(Operation.BIT_OR, left, bitXor());
    }
    return left;
  }

  private Node bitXor() {
    Node left = bitAnd();
    while (take("^")) {
      left = call(Operation.BIT_XOR, left, bitAnd());
    }
    return left;
  }

  private Node bitAnd() {
    Node left = shift();
    while (take("&")) {
      left = call(Operation.BIT_AND, left, shift());
    }
    return left;
  }

  private Node shift() {
    Node left = sum();
    while (true) {
      if (take("<<")) {
        left = call(Operation.SHIFT_LEFT, left, sum());
      } else if (take(">>")) {
        left = call(Operation.SHIFT_RIGHT, left, sum());
      } else {
        return left;
      }
    }
  }

  private Node sum() {
    Node left = product();
    while (true) {
      if (take("+")) {
        left = call(Operation.ADD, left, product());
      } else if (take("-")) {
        left = call(Operation.SUBTRACT, left, product());
      } else {
        return left;
      }
    }
  }

  private Node product() {
    Node left = sign();
    while (true) {
      if (take("//")) {
        left = call(Operation.FLOOR_DIVIDE, left, sign());
      } else if (take("/")) {
        left = call(Operation.DIVIDE, left, sign());
      } else if (take("%")) {
        left = call(Operation.MOD, left, sign());
      } else if (take("*")) {
        left = call(Operation.MULTIPLY, left, sign());
      } else {
        return left;
      }
    }
  }

  private Node sign() {
    enter();
    Node node;
    if (take("-")) {
      node = negated(sign());
    } else if (take("+")) {
      node = sign();
    } else if (take("~")) {
      Node argument = sign();
      node = call(argument.isTruth() ? Operation.NOT : Operation.BIT_NOT, argument);
    } else {
      node = power();
    }
    depth--;
    return node;
  }

  private Node negated(Node node) {
    return node instanceof Node.Constant constant
        ? new Node.Constant(-constant.value())
        : call(Operation.NEGATE, node);
  }

  private Node power() {
    Node base = primary();
    return take("**") ? call(Operation.POWER, base, sign()) : base;
  }

  private Node primary() {
    skipSpace();
    int start = at;
    if (take("(")) {
      enter();
      Node inner = or();
      depth--;
      expect(")", start, "this parenthesis is not closed");
      return inner;
    }
    if (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      return number();
    }
    String name = name();
    if (name.isEmpty()) {
      throw ExpressionException.at(
          text,
          at,
          at < text.length()
              ? "a value was expected, not '" + text.charAt(at) + "'"
              : "ends where a value was expected");
    }
    if (take("(")) {
      return function(name, start);
    }
    Double constant = CONSTANTS.get(withoutModule(name));
    return constant != null ? new Node.Constant(constant) : new Node.Name(name, start);
  }

  private Node function(String name, int start) {
    Operation operation =
        Operation.ofFunction(withoutModule(name))
            .orElseThrow(() -> ExpressionException.at(text, start, "there is no function " + name));
    enter();
    List<Node> arguments = new ArrayList<>();
    do {
      arguments.add(or());
    } while (take(","));
    depth--;
    expect(")", start, "the parenthesis of " + name + " is not closed");
    boolean fits =
        arguments.size() == operation.arguments()
            || (operation.takesMore() && arguments.size() > operation.arguments());
    if (!fits) {
      throw ExpressionException.at(
          text,
          start,
          "%s takes %d arguments, not %d".formatted(name, operation.arguments(), arguments.size()));
    }
    if (operation == Operation.NEGATE) {
      return negated(arguments.getFirst());
    }
    if (!operation.takesMore()) {
      return call(operation, arguments.toArray(Node[]::new));
    }
    return arguments.stream().reduce((a, b) -> call(operation, a, b)).orElseThrow();
  }

  /** numpy's functions with the names that Python programs give the module. */
  private static String withoutModule(String name) {
    return name.startsWith("np.")
        ? name.substring(3)
        : name.startsWith("numpy.") ? name.substring(6) : name;
  }

  private Node number() {
    int start = at;
    while (at < text.length() && isNumberPart(start)) {
      at++;
    }
    try {
      return new Node.Constant(Double.parseDouble(text.substring(start, at)));
    } catch (NumberFormatException e) {
      throw ExpressionException.at(text, start, text.substring(start, at) + " is not a number");
    }
  }

  private boolean isNumberPart(int start) {
    char c = text.charAt(at);
    boolean signOfExponent =
        (c == '-' || c == '+') && at > start && (text.charAt(at - 1) | 0x20) == 'e';
    return isDigit(c) || c == '.' || (c | 0x20) == 'e' || signOfExponent;
  }

  private String name() {
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isNamePart(char c, boolean first) {
    return Character.isLetter(c) || c == '_' || (!first && (isDigit(c) || c == '.'));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Node call(Operation operation, Node... arguments) {
    if (++operations > MAX_OPERATIONS) {
      throw ExpressionException.at(text, at, "more than " + MAX_OPERATIONS + " operations");
    }
    return new Node.Call(operation, List.of(arguments));
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw ExpressionException.at(text, at, "nested more than " + MAX_DEPTH + " deep");
    }
  }

  private void expect(String symbol, int start, String what) {
    if (!take(symbol)) {
      throw ExpressionException.at(text, start, what);
    }
  }

  /** Takes an operator, unless a longer one stands there. */
  private boolean take(String symbol) {
    skipSpace();
    if (!text.startsWith(symbol, at)) {
      return false;
    }
    String longer = symbol + symbol;
    boolean isLonger =
        symbol.length() == 1 && "*<>/".contains(symbol) && text.startsWith(longer, at);
    if (isLonger) {
      return false;
    }
    at += symbol.length();
    return true;
  }

  private boolean takeWord(String word) {
    skipSpace();
    int end = at + word.length();
    if (!text.startsWith(word, at)
        || (end < text.length() && isNamePart(text.charAt(end), false))) {
      return false;
    }
    at = end;
    return true;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
