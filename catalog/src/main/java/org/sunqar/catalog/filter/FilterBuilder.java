// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sunqar.catalog.CatalogException;

/**
 * Makes the nodes of a tree and says what cannot be: the rules that text and JSON have in common. A
 * property can be of any type; literals are known, and a wrong one is an error rather than a filter
 * that never matches.
 */
final class FilterBuilder {

  /** Where in its source a part stands, for messages. */
  interface Place {
    String describe();
  }

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private int coordinates;

  static CatalogException invalid(Place place, String problem) {
    return new CatalogException(
        CatalogException.Key.INVALID, "filter, " + place.describe() + ": " + problem);
  }

  Operand.Text text(String value, Place place) {
    if (value.length() > FilterLimits.TEXT) {
      throw invalid(place, "a text has at most " + FilterLimits.TEXT + " characters");
    }
    checkUnicode(value, place);
    return new Operand.Text(value);
  }

  Operand.Property property(String name, Place place) {
    checkUnicode(name, place);
    if (name.isEmpty() || name.length() > FilterLimits.NAME) {
      throw invalid(place, "a property has a name of 1 to " + FilterLimits.NAME + " characters");
    }
    return new Operand.Property(name);
  }

  /** A database keeps neither NUL nor half a character. */
  private static void checkUnicode(String value, Place place) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        throw invalid(place, "a text cannot hold the character U+%04X".formatted((int) c));
      }
    }
  }

  /** A number as text or JSON spell it. */
  static Operand number(String digits, Place place) {
    if (digits.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '-') && digits.length() <= 20) {
      try {
        return new Operand.Whole(Long.parseLong(digits));
      } catch (NumberFormatException _) {
        // too large for 64 bits: the nearest number that fits
      }
    }
    return new Operand.Real(finite(digits, place));
  }

  static Operand number(JsonNode json, Place place) {
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return new Operand.Whole(json.longValue());
    }
    double value = json.doubleValue();
    if (!Double.isFinite(value)) {
      throw invalid(place, "the number is too large; the largest is 1.8E308");
    }
    return new Operand.Real(value);
  }

  static double finite(String digits, Place place) {
    double value = Double.parseDouble(digits);
    if (!Double.isFinite(value)) {
      throw invalid(place, "the number " + brief(digits) + " is too large; the largest is 1.8E308");
    }
    return value;
  }

  static Operand.Date date(String text, Place place) {
    if (Rfc3339.parse(text) instanceof Moment.Day day) {
      return new Operand.Date(LocalDate.ofEpochDay(day.epochDay()));
    }
    throw invalid(place, quoted(text) + " is not a date such as '2022-04-16'");
  }

  static Operand.Timestamp timestamp(String text, Place place) {
    if (Rfc3339.parse(text) instanceof Moment.At(Instant instant)) {
      return timestamp(instant, place);
    }
    throw invalid(place, quoted(text) + " is not a timestamp such as '2022-04-16T10:13:19Z'");
  }

  /** An offset can lead out of the years that can be written. */
  private static Operand.Timestamp timestamp(Instant instant, Place place) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw invalid(place, instant + " is outside the years 0 to 9999 in UTC");
    }
    return new Operand.Timestamp(instant);
  }

  /** A date, a timestamp or {@code ..}, whichever it is. */
  static Operand endOfInterval(String text, Place place) {
    if (text.equals("..")) {
      return new Operand.Unbounded();
    }
    return instant(text, place);
  }

  private static Operand instant(String text, Place place) {
    return switch (Rfc3339.parse(text)) {
      case Moment.Day day -> new Operand.Date(LocalDate.ofEpochDay(day.epochDay()));
      case Moment.At(Instant instant) -> timestamp(instant, place);
      case null ->
          throw invalid(
              place,
              quoted(text)
                  + " is neither a date such as '2022-04-16' nor a timestamp such as"
                  + " '2022-04-16T10:13:19Z'");
    };
  }

  static Operand interval(Operand start, Operand end, Place place) {
    checkEnd(start, place);
    checkEnd(end, place);
    Operand.Interval interval = new Operand.Interval(start, end);
    if (Span.of(interval).filter(Span::isReversed).isPresent()) {
      throw invalid(place, "the interval ends before it starts");
    }
    return interval;
  }

  private static void checkEnd(Operand end, Place place) {
    boolean right =
        switch (end) {
          case Operand.Date _, Operand.Timestamp _, Operand.Unbounded _, Operand.Property _ -> true;
          case Operand.Call call -> call.function().result() == CustomFunction.Type.DATETIME;
          default -> false;
        };
    if (!right) {
      throw invalid(place, "an interval goes from and to a date, a timestamp, a property or '..'");
    }
  }

  Operand.Box box(List<Double> numbers, Place place) {
    if (numbers.size() != 4 && numbers.size() != 6) {
      throw invalid(
          place, "a box has 4 numbers (west, south, east, north) or 6, not " + numbers.size());
    }
    int upper = numbers.size() / 2;
    // adding 0 makes 0 of -0
    double west = numbers.get(0) + 0.0;
    double south = numbers.get(1) + 0.0;
    double east = numbers.get(upper) + 0.0;
    double north = numbers.get(upper + 1) + 0.0;
    if (south > north) {
      throw invalid(place, "the box's south " + south + " is north of its north " + north);
    }
    if (west > east && (west > 180 || east < -180)) {
      throw invalid(
          place,
          "the box's west " + west + " is east of its east " + east + " outside -180 to 180");
    }
    countCoordinates(2, place);
    return new Operand.Box(west, south, east, north);
  }

  void countCoordinates(int more, Place place) {
    coordinates += more;
    if (coordinates > FilterLimits.COORDINATES) {
      throw invalid(
          place,
          "the geometries have more than " + FilterLimits.COORDINATES + " coordinates together");
    }
  }

  static Condition comparison(
      Operand left, ComparisonOperator operator, Operand right, Place place) {
    checkScalar(left, operator.symbol(), place);
    checkScalar(right, operator.symbol(), place);
    return new Condition.Comparison(left, operator, right);
  }

  static Condition between(Operand value, Operand low, Operand high, Place place) {
    for (Operand operand : List.of(value, low, high)) {
      checkScalar(operand, "BETWEEN", place);
    }
    return new Condition.Between(value, low, high);
  }

  static Condition in(Operand value, List<Operand> list, Place place) {
    checkScalar(value, "IN", place);
    list.forEach(operand -> checkScalar(operand, "IN", place));
    if (list.isEmpty()) {
      throw invalid(place, "the list of IN is empty");
    }
    return new Condition.In(value, list);
  }

  static Condition like(Operand text, Operand pattern, Place place) {
    checkText(text, "LIKE", place);
    checkText(pattern, "LIKE", place);
    if (patternLength(pattern) > FilterLimits.PATTERN) {
      throw invalid(place, "a pattern has at most " + FilterLimits.PATTERN + " characters");
    }
    return new Condition.Like(text, pattern);
  }

  private static int patternLength(Operand pattern) {
    return pattern instanceof Operand.Text text ? text.value().length() : 0;
  }

  static Condition isNull(Operand operand, Place place) {
    if (operand instanceof Operand.Array) {
      throw invalid(place, "an array that is written down is never null");
    }
    return new Condition.IsNull(operand);
  }

  static Condition holds(Operand operand, Place place) {
    if (operand instanceof Operand.Met met) {
      return met.condition();
    }
    if (operand instanceof Operand.Property || operand instanceof Operand.Truth) {
      return new Condition.Holds(operand);
    }
    throw invalid(place, "a condition was expected, such as cloud_cover < 10, not only a value");
  }

  static Operand asValue(Condition condition) {
    return condition instanceof Condition.Holds(Operand operand)
        ? operand
        : new Operand.Met(condition);
  }

  static Operand arithmetic(Operand left, ArithmeticOperator operator, Operand right, Place place) {
    for (Operand operand : List.of(left, right)) {
      boolean numeric =
          switch (operand) {
            case Operand.Whole _, Operand.Real _, Operand.Property _, Operand.Arithmetic _ -> true;
            case Operand.Call call -> call.function().result() == CustomFunction.Type.NUMBER;
            default -> false;
          };
      if (!numeric) {
        throw invalid(place, operator.symbol() + " stands between numbers");
      }
    }
    return new Operand.Arithmetic(operator, left, right);
  }

  static Operand caseInsensitive(Operand operand, Place place) {
    checkText(operand, "CASEI", place);
    return new Operand.CaseInsensitive(operand);
  }

  static Operand accentInsensitive(Operand operand, Place place) {
    checkText(operand, "ACCENTI", place);
    return new Operand.AccentInsensitive(operand);
  }

  static Condition spatial(SpatialFunction function, Operand left, Operand right, Place place) {
    for (Operand operand : List.of(left, right)) {
      switch (operand) {
        case Operand.Property _, Operand.Shape _, Operand.Box _ -> {}
        default ->
            throw invalid(
                place,
                function.jsonName() + " compares geometries: a property, WKT or GeoJSON, a box");
      }
    }
    return new Condition.Spatial(function, left, right);
  }

  static Condition temporal(TemporalFunction function, Operand left, Operand right, Place place) {
    return new Condition.Temporal(
        function, temporal(function, left, place), temporal(function, right, place));
  }

  private static Operand temporal(TemporalFunction function, Operand operand, Place place) {
    Operand time = operand instanceof Operand.Text text ? instant(text.value(), place) : operand;
    boolean right =
        switch (time) {
          case Operand.Property _, Operand.Interval _ -> true;
          case Operand.Date _, Operand.Timestamp _ -> !function.intervalsOnly();
          case Operand.Call call -> call.function().result() == CustomFunction.Type.DATETIME;
          default -> false;
        };
    if (!right) {
      throw invalid(
          place,
          function.jsonName()
              + (function.intervalsOnly()
                  ? " compares intervals: INTERVAL('2022-04-16','..'), or a property"
                  : " compares dates, timestamps and intervals, or properties"));
    }
    return time;
  }

  static Condition arrays(ArrayFunction function, Operand left, Operand right, Place place) {
    for (Operand operand : List.of(left, right)) {
      if (!(operand instanceof Operand.Property) && !(operand instanceof Operand.Array)) {
        throw invalid(place, function.jsonName() + " compares arrays: a property, or ('a','b')");
      }
    }
    return new Condition.ArrayRelation(function, left, right);
  }

  static CustomFunction function(String name, Place place) {
    return CustomFunction.ofName(name)
        .orElseThrow(() ->
            invalid(
                place,
                "there is no function "
                    + quoted(name)
                    + "; beside those of CQL2 there are "
                    + Stream.of(CustomFunction.values())
                        .map(CustomFunction::code)
                        .collect(Collectors.joining(", "))));
  }

  static Operand call(CustomFunction function, List<Operand> arguments, Place place) {
    List<CustomFunction.Parameter> parameters = function.parameters();
    if (arguments.size() != parameters.size()) {
      throw invalid(
          place,
          function.code()
              + " takes "
              + parameters.size()
              + (parameters.size() == 1 ? " argument, not " : " arguments, not ")
              + arguments.size());
    }
    for (int i = 0; i < arguments.size(); i++) {
      CustomFunction.Type wanted = parameters.get(i).type();
      if (!fits(arguments.get(i), wanted)) {
        throw invalid(
            place,
            "the argument %s of %s is of type %s"
                .formatted(parameters.get(i).name(), function.code(), wanted.code()));
      }
    }
    return new Operand.Call(function, arguments);
  }

  private static boolean fits(Operand argument, CustomFunction.Type wanted) {
    return switch (argument) {
      case Operand.Property _ -> true;
      case Operand.Call call -> call.function().result() == wanted;
      case Operand.Text _, Operand.CaseInsensitive _, Operand.AccentInsensitive _ ->
          wanted == CustomFunction.Type.STRING;
      case Operand.Whole _, Operand.Real _, Operand.Arithmetic _ ->
          wanted == CustomFunction.Type.NUMBER;
      case Operand.Date _, Operand.Timestamp _ -> wanted == CustomFunction.Type.DATETIME;
      case Operand.Array _ -> wanted == CustomFunction.Type.ARRAY;
      default -> false;
    };
  }

  private static void checkScalar(Operand operand, String where, Place place) {
    switch (operand) {
      case Operand.Interval _, Operand.Unbounded _ ->
          throw invalid(place, where + " does not compare intervals; T_EQUALS and the like do");
      case Operand.Shape _, Operand.Box _ ->
          throw invalid(place, where + " does not compare geometries; S_EQUALS and the like do");
      case Operand.Array _ ->
          throw invalid(place, where + " does not compare arrays; A_EQUALS and the like do");
      default -> {}
    }
  }

  private static void checkText(Operand operand, String where, Place place) {
    switch (operand) {
      case Operand.Property _,
          Operand.Text _,
          Operand.CaseInsensitive _,
          Operand.AccentInsensitive _ -> {}
      case Operand.Call call when call.function().result() == CustomFunction.Type.STRING -> {}
      default -> throw invalid(place, where + " works on texts: 'a text' or a property");
    }
  }

  static String quoted(String text) {
    return "'" + brief(text) + "'";
  }

  /** What fits into a message. */
  static String brief(String text) {
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }
}
