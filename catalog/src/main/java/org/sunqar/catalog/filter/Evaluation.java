// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/** An operand made ready to be evaluated on many items; see {@link Values} for what it gives. */
@FunctionalInterface
interface Evaluation {

  @Nullable Object of(Subject item);

  static Evaluation of(Operand operand) {
    return switch (operand) {
      case Operand.Property(String name) -> {
        PropertyPath path = new PropertyPath(name);
        yield path::value;
      }
      case Operand.Text(String value) -> _ -> value;
      case Operand.Whole(long value) -> constant(value);
      case Operand.Real(double value) -> constant(value);
      case Operand.Truth(boolean value) -> constant(value);
      case Operand.Date(LocalDate value) -> constant(new Moment.Day(value.toEpochDay()));
      case Operand.Timestamp(java.time.Instant value) -> constant(new Moment.At(value));
      case Operand.Interval(Operand start, Operand end) -> interval(start, end);
      case Operand.Unbounded _ -> _ -> null;
      case Operand.Shape(Geometry geometry) -> constant(geometry);
      case Operand.Box box -> constant(geometry(box));
      case Operand.Array(List<Operand> elements) -> array(elements);
      case Operand.Arithmetic(ArithmeticOperator operator, Operand left, Operand right) -> {
        Evaluation a = of(left);
        Evaluation b = of(right);
        yield item ->
            a.of(item) instanceof Number x && b.of(item) instanceof Number y
                ? Arithmetics.compute(operator, x, y)
                : null;
      }
      case Operand.CaseInsensitive(Operand inner) -> {
        Evaluation text = of(inner);
        yield item -> text.of(item) instanceof String value ? Folding.withoutCase(value) : null;
      }
      case Operand.AccentInsensitive(Operand inner) -> {
        Evaluation text = of(inner);
        yield item -> text.of(item) instanceof String value ? Folding.withoutAccents(value) : null;
      }
      case Operand.Call(CustomFunction function, List<Operand> arguments) ->
          call(function, arguments.stream().map(Evaluation::of).toList());
      case Operand.Met(Condition condition) -> {
        Rule rule = Rule.of(condition);
        yield item ->
            switch (rule.of(item)) {
              case YES -> true;
              case NO -> false;
              case UNKNOWN -> null;
            };
      }
    };
  }

  private static Evaluation constant(Object value) {
    return _ -> value;
  }

  /** One whose west is east of its east is two boxes on either side of the antimeridian. */
  static Geometry geometry(Operand.Box box) {
    if (box.west() <= box.east()) {
      return part(box.west(), box.east(), box);
    }
    Geometry west = part(box.west(), 180, box);
    Geometry east = part(-180, box.east(), box);
    return west instanceof Polygon a && east instanceof Polygon b
        ? GeometryMaker.FACTORY.createMultiPolygon(new Polygon[] {a, b})
        : GeometryMaker.FACTORY.createGeometryCollection(new Geometry[] {west, east});
  }

  private static Geometry part(double west, double east, Operand.Box box) {
    return GeometryMaker.FACTORY.toGeometry(new Envelope(west, east, box.south(), box.north()));
  }

  private static Evaluation interval(Operand start, Operand end) {
    Evaluation from = of(start);
    Evaluation to = of(end);
    boolean openStart = start instanceof Operand.Unbounded;
    boolean openEnd = end instanceof Operand.Unbounded;
    return item -> {
      Span first = openStart ? null : Values.span(from.of(item));
      Span last = openEnd ? null : Values.span(to.of(item));
      if ((!openStart && first == null) || (!openEnd && last == null)) {
        return null;
      }
      Span span = new Span(first == null ? null : first.start(), last == null ? null : last.end());
      return span.isReversed() ? null : span;
    };
  }

  private static Evaluation array(List<Operand> elements) {
    List<Evaluation> evaluations = elements.stream().map(Evaluation::of).toList();
    return item -> {
      List<@Nullable Object> values = new ArrayList<>(evaluations.size());
      for (Evaluation evaluation : evaluations) {
        values.add(evaluation.of(item));
      }
      return values;
    };
  }

  private static Evaluation call(CustomFunction function, List<Evaluation> arguments) {
    Evaluation first = arguments.getFirst();
    return switch (function) {
      case LOWER -> item -> first.of(item) instanceof String s ? s.toLowerCase(Locale.ROOT) : null;
      case UPPER -> item -> first.of(item) instanceof String s ? s.toUpperCase(Locale.ROOT) : null;
      case TRIM -> item -> first.of(item) instanceof String s ? s.strip() : null;
      case LENGTH ->
          item ->
              first.of(item) instanceof String s
                  ? (Object) (long) s.codePointCount(0, s.length())
                  : null;
      case CONCAT -> {
        Evaluation second = arguments.get(1);
        yield item ->
            first.of(item) instanceof String a && second.of(item) instanceof String b
                ? a + b
                : null;
      }
      case ABS, FLOOR, CEIL, ROUND, SQRT ->
          item -> first.of(item) instanceof Number n ? Arithmetics.compute(function, n) : null;
      case YEAR, MONTH, DAY ->
          item -> {
            Moment moment = Values.moment(first.of(item));
            return moment == null ? null : calendar(function, moment);
          };
      case AVG, MIN, MAX ->
          item -> first.of(item) instanceof List<?> list ? ofList(function, list) : null;
      case SIZE ->
          item -> first.of(item) instanceof List<?> list ? (Object) (long) list.size() : null;
    };
  }

  private static Object calendar(CustomFunction function, Moment moment) {
    LocalDate date = LocalDate.ofInstant(moment.first(), ZoneOffset.UTC);
    return switch (function) {
      case YEAR -> (long) date.getYear();
      case MONTH -> (long) date.getMonthValue();
      default -> (long) date.getDayOfMonth();
    };
  }

  private static @Nullable Object ofList(CustomFunction function, List<?> list) {
    Number best = null;
    double sum = 0;
    for (Object element : list) {
      if (!(element instanceof Number number)) {
        return null;
      }
      sum += number.doubleValue();
      OptionalInt comparison = Values.compare(number, best);
      if (comparison.isEmpty()
          || (function == CustomFunction.MIN
              ? comparison.getAsInt() < 0
              : comparison.getAsInt() > 0)) {
        best = number;
      }
    }
    return best == null || function != CustomFunction.AVG ? best : (Object) (sum / list.size());
  }
}
