// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.filter.TextLexer.Kind;
import org.sunqar.catalog.filter.TextLexer.Token;

/**
 * Parses CQL2 text by recursive descent. A parenthesis may hold a condition, a value or an array,
 * which shows only later: so every rule gives a {@link Part}, and who uses it says what it must be.
 */
final class TextParser {

  /** What a rule found. */
  private sealed interface Part {
    record Condition(org.sunqar.catalog.filter.Condition condition, Token start) implements Part {}

    record Value(Operand operand, Token start) implements Part {}

    /** One part in parentheses of its own. */
    record Group(Part inner, Token start) implements Part {}

    Token start();
  }

  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "is", "null", "like", "between", "in", "div");

  private final FilterBuilder builder = new FilterBuilder();
  private final List<Token> tokens;
  private int at;
  private int nesting;

  private TextParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Condition parse(String text) {
    if (text.length() > FilterLimits.TEXT) {
      throw FilterLimits.exceeded(
          "has "
              + text.length()
              + " characters, more than the "
              + FilterLimits.TEXT
              + " that are read");
    }
    TextParser parser = new TextParser(new TextLexer(text).tokens());
    if (parser.peek().kind() == Kind.END) {
      throw FilterBuilder.invalid(parser.peek(), "the filter is empty");
    }
    Condition condition = parser.condition(parser.or());
    if (parser.peek().kind() != Kind.END) {
      throw parser.unexpected("AND, OR or the end");
    }
    return condition;
  }

  private Part or() {
    Part first = and();
    if (!peek().isWord("or")) {
      return first;
    }
    List<Condition> parts = new ArrayList<>(List.of(condition(first)));
    while (takeWord("or")) {
      parts.add(condition(and()));
    }
    return new Part.Condition(new Condition.Or(parts), first.start());
  }

  private Part and() {
    Part first = not();
    if (!peek().isWord("and")) {
      return first;
    }
    List<Condition> parts = new ArrayList<>(List.of(condition(first)));
    while (takeWord("and")) {
      parts.add(condition(not()));
    }
    return new Part.Condition(new Condition.And(parts), first.start());
  }

  private Part not() {
    Token start = peek();
    if (!takeWord("not")) {
      return predicate();
    }
    enter(start);
    Condition inner = condition(not());
    nesting--;
    return new Part.Condition(new Condition.Not(inner), start);
  }

  private Part predicate() {
    Part left = sum();
    Token next = peek();
    if (next.kind() == Kind.SIGN) {
      Optional<ComparisonOperator> operator = ComparisonOperator.ofSymbol(next.text());
      if (operator.isPresent()) {
        at++;
        Condition comparison =
            FilterBuilder.comparison(value(left), operator.get(), value(sum()), next);
        return new Part.Condition(comparison, left.start());
      }
      return left;
    }
    if (takeWord("is")) {
      boolean negated = takeWord("not");
      expectWord("null", "NULL or NOT NULL");
      return negated(negated, FilterBuilder.isNull(value(left), next), left);
    }
    boolean negated = next.isWord("not");
    if (negated) {
      at++;
    }
    if (takeWord("like")) {
      return negated(negated, FilterBuilder.like(value(left), value(sum()), next), left);
    }
    if (takeWord("between")) {
      Operand low = value(sum());
      expectWord("and", "AND and the upper bound of BETWEEN");
      return negated(negated, FilterBuilder.between(value(left), low, value(sum()), next), left);
    }
    if (takeWord("in")) {
      return negated(negated, FilterBuilder.in(value(left), list(), next), left);
    }
    if (negated) {
      throw unexpected("LIKE, BETWEEN or IN");
    }
    return left;
  }

  private static Part negated(boolean negated, Condition condition, Part left) {
    return new Part.Condition(negated ? new Condition.Not(condition) : condition, left.start());
  }

  private List<Operand> list() {
    expectSign("(");
    List<Operand> values = new ArrayList<>();
    if (!peek().isSign(")")) {
      do {
        values.add(value(or()));
      } while (takeSign(","));
    }
    expectSign(")");
    return values;
  }

  private Part sum() {
    return chain(ArithmeticOperator.ADD.precedence());
  }

  /** Operators of one precedence from left to right, or those that bind more firmly. */
  private Part chain(int precedence) {
    if (precedence == ArithmeticOperator.POWER.precedence()) {
      return power();
    }
    Part left = chain(precedence + 1);
    while (true) {
      Token token = peek();
      Optional<ArithmeticOperator> operator = takeOperator(precedence);
      if (operator.isEmpty()) {
        return left;
      }
      left = arithmetic(left, operator.get(), chain(precedence + 1), token);
    }
  }

  /** Powers from right to left: 2^3^2 is 2^9. */
  private Part power() {
    Part left = signed();
    Token token = peek();
    Optional<ArithmeticOperator> operator = takeOperator(ArithmeticOperator.POWER.precedence());
    if (operator.isEmpty()) {
      return left;
    }
    enter(token);
    Part result = arithmetic(left, operator.get(), power(), token);
    nesting--;
    return result;
  }

  private Part arithmetic(Part left, ArithmeticOperator operator, Part right, Token token) {
    return new Part.Value(
        FilterBuilder.arithmetic(value(left), operator, value(right), token), left.start());
  }

  private Optional<ArithmeticOperator> takeOperator(int precedence) {
    Token token = peek();
    if (token.kind() != Kind.SIGN && !token.isWord("div")) {
      return Optional.empty();
    }
    Optional<ArithmeticOperator> operator =
        ArithmeticOperator.ofSymbol(token.text()).filter(found -> found.precedence() == precedence);
    if (operator.isPresent()) {
      at++;
    }
    return operator;
  }

  /** A sign binds more firmly than a power, as in the standard's grammar: -2^2 is 4. */
  private Part signed() {
    Token sign = peek();
    if (takeSign("+")) {
      return new Part.Value(number(""), sign);
    }
    if (!takeSign("-")) {
      return primary();
    }
    if (peek().kind() == Kind.NUMBER) {
      return new Part.Value(number("-"), sign);
    }
    enter(sign);
    Operand operand = value(signed());
    nesting--;
    return new Part.Value(
        FilterBuilder.arithmetic(new Operand.Whole(-1), ArithmeticOperator.MULTIPLY, operand, sign),
        sign);
  }

  private Operand number(String sign) {
    Token token = peek();
    if (token.kind() != Kind.NUMBER) {
      throw unexpected("a number");
    }
    at++;
    return FilterBuilder.number(sign + token.text(), token);
  }

  private Part primary() {
    Token token = peek();
    return switch (token.kind()) {
      case NUMBER -> new Part.Value(number(""), token);
      case TEXT -> {
        at++;
        yield new Part.Value(builder.text(token.text(), token), token);
      }
      case NAME -> {
        at++;
        yield new Part.Value(builder.property(token.text(), token), token);
      }
      case WORD -> word(token);
      case SIGN -> parenthesis(token);
      case END -> throw unexpected("a value");
    };
  }

  private Part parenthesis(Token token) {
    String closing = token.isSign("[") ? "]" : ")";
    if (!takeSign("(") && !takeSign("[")) {
      throw unexpected("a value");
    }
    enter(token);
    List<Part> parts = new ArrayList<>();
    if (!peek().isSign(closing)) {
      do {
        parts.add(or());
      } while (takeSign(","));
    }
    expectSign(closing);
    nesting--;
    if (parts.size() == 1 && closing.equals(")")) {
      return new Part.Group(parts.getFirst(), token);
    }
    List<Operand> elements = new ArrayList<>();
    parts.forEach(part -> elements.add(element(part)));
    return new Part.Value(new Operand.Array(elements), token);
  }

  private Part word(Token token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    if (RESERVED.contains(word)) {
      throw unexpected("a value (a property of that name is written in double quotes)");
    }
    at++;
    if (word.equals("true") || word.equals("false")) {
      return new Part.Value(new Operand.Truth(word.equals("true")), token);
    }
    WktParser wkt = new WktParser(tokens, at, builder);
    if (wkt.isTagged(word)) {
      enter(token);
      Operand shape = new Operand.Shape(wkt.tagged(word));
      nesting--;
      at = wkt.at();
      return new Part.Value(shape, token);
    }
    if (!peek().isSign("(")) {
      return new Part.Value(builder.property(token.text(), token), token);
    }
    enter(token);
    Part called = called(word, token);
    nesting--;
    return called;
  }

  private Part called(String name, Token token) {
    return switch (name) {
      case "date" -> new Part.Value(FilterBuilder.date(textArgument(), token), token);
      case "timestamp" -> new Part.Value(FilterBuilder.timestamp(textArgument(), token), token);
      case "interval" -> {
        List<Part> ends = arguments(name, 2, token);
        yield new Part.Value(
            FilterBuilder.interval(end(ends.get(0)), end(ends.get(1)), token), token);
      }
      case "bbox" -> new Part.Value(builder.box(numbers(), token), token);
      case "casei" -> {
        Operand text = value(arguments(name, 1, token).getFirst());
        yield new Part.Value(FilterBuilder.caseInsensitive(text, token), token);
      }
      case "accenti" -> {
        Operand text = value(arguments(name, 1, token).getFirst());
        yield new Part.Value(FilterBuilder.accentInsensitive(text, token), token);
      }
      default -> relation(name, token).orElseGet(() -> custom(token));
    };
  }

  private Optional<Part> relation(String name, Token token) {
    Optional<SpatialFunction> spatial = SpatialFunction.ofName(name);
    Optional<TemporalFunction> temporal = TemporalFunction.ofName(name);
    Optional<ArrayFunction> arrays = ArrayFunction.ofName(name);
    if (spatial.isEmpty() && temporal.isEmpty() && arrays.isEmpty()) {
      return Optional.empty();
    }
    List<Part> sides = arguments(name, 2, token);
    if (arrays.isPresent()) {
      return Optional.of(
          new Part.Condition(
              FilterBuilder.arrays(
                  arrays.get(), element(sides.get(0)), element(sides.get(1)), token),
              token));
    }
    Operand left = value(sides.get(0));
    Operand right = value(sides.get(1));
    return Optional.of(
        new Part.Condition(
            spatial.isPresent()
                ? FilterBuilder.spatial(spatial.get(), left, right, token)
                : FilterBuilder.temporal(temporal.orElseThrow(), left, right, token),
            token));
  }

  private Part custom(Token token) {
    CustomFunction function = FilterBuilder.function(token.text(), token);
    List<Part> parts = arguments();
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean array =
          i < function.parameters().size()
              && function.parameters().get(i).type() == CustomFunction.Type.ARRAY;
      operands.add(array ? element(parts.get(i)) : value(parts.get(i)));
    }
    return new Part.Value(FilterBuilder.call(function, operands, token), token);
  }

  private List<Part> arguments() {
    List<Part> parts = new ArrayList<>();
    expectSign("(");
    if (!peek().isSign(")")) {
      do {
        parts.add(or());
      } while (takeSign(","));
    }
    expectSign(")");
    return parts;
  }

  private List<Part> arguments(String name, int count, Token token) {
    List<Part> parts = arguments();
    if (parts.size() != count) {
      throw FilterBuilder.invalid(
          token,
          name.toUpperCase(Locale.ROOT)
              + " takes "
              + count
              + (count == 1 ? " argument, not " : " arguments, not ")
              + parts.size());
    }
    return parts;
  }

  private String textArgument() {
    expectSign("(");
    Token token = peek();
    if (token.kind() != Kind.TEXT && token.kind() != Kind.NAME) {
      throw unexpected("a text such as '2022-04-16'");
    }
    at++;
    expectSign(")");
    return token.text();
  }

  private List<Double> numbers() {
    List<Double> numbers = new ArrayList<>();
    expectSign("(");
    do {
      String sign = takeSign("-") ? "-" : "";
      if (sign.isEmpty()) {
        takeSign("+");
      }
      Token token = peek();
      number(sign);
      numbers.add(FilterBuilder.finite(sign + token.text(), token));
    } while (takeSign(","));
    expectSign(")");
    return numbers;
  }

  /** The standard's own examples have dates in double quotes in an interval. */
  private Operand end(Part part) {
    return switch (value(part)) {
      case Operand.Text text -> FilterBuilder.endOfInterval(text.value(), part.start());
      case Operand.Property property
          when part.start().kind() == Kind.NAME && isTime(property.name()) ->
          FilterBuilder.endOfInterval(property.name(), part.start());
      case Operand other -> other;
    };
  }

  private static boolean isTime(String name) {
    return name.equals("..") || Rfc3339.parse(name) != null;
  }

  private Condition condition(Part part) {
    return switch (part) {
      case Part.Condition(Condition condition, Token _) -> condition;
      case Part.Value(Operand operand, Token start) -> FilterBuilder.holds(operand, start);
      case Part.Group(Part inner, Token _) -> condition(inner);
    };
  }

  private Operand value(Part part) {
    return switch (part) {
      case Part.Condition(Condition condition, Token _) -> FilterBuilder.asValue(condition);
      case Part.Value(Operand operand, Token _) -> operand;
      case Part.Group(Part inner, Token _) -> value(inner);
    };
  }

  /** Where an array may stand, a value in parentheses is an array of one. */
  private Operand element(Part part) {
    return part instanceof Part.Group(Part inner, Token _)
        ? new Operand.Array(List.of(element(inner)))
        : value(part);
  }

  private void enter(Token token) {
    if (++nesting > FilterLimits.NESTING) {
      throw FilterBuilder.invalid(
          token, "the filter is nested more than " + FilterLimits.NESTING + " deep");
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean takeWord(String word) {
    boolean there = peek().isWord(word);
    if (there) {
      at++;
    }
    return there;
  }

  private boolean takeSign(String sign) {
    boolean there = peek().isSign(sign);
    if (there) {
      at++;
    }
    return there;
  }

  private void expectWord(String word, String wanted) {
    if (!takeWord(word)) {
      throw unexpected(wanted);
    }
  }

  private void expectSign(String sign) {
    if (!takeSign(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  private CatalogException unexpected(String wanted) {
    return FilterBuilder.invalid(
        peek(), wanted + " was expected, but " + peek().shown() + " was found");
  }
}
