// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.catalog.filter.PropertyTest.Constant;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * Finds the {@link FilterBounds} of a tree, from the leaves up, separately for what follows from a
 * condition that is met and from one that is not met (which is more than not being met: unknown is
 * neither).
 */
final class BoundsAnalysis {

  private static final Set<String> TIMES = Set.of("datetime", "start_datetime", "end_datetime");

  FilterBounds met(Condition condition) {
    return switch (condition) {
      case Condition.And(List<Condition> parts) -> all(parts.stream().map(this::met));
      case Condition.Or(List<Condition> parts) -> any(parts.stream().map(this::met));
      case Condition.Not(Condition part) -> unmet(part);
      case Condition.Comparison(Operand left, ComparisonOperator operator, Operand right) ->
          comparison(left, operator, right);
      case Condition.Like like -> like(like);
      case Condition.Between(Operand value, Operand low, Operand high) ->
          comparison(value, ComparisonOperator.GREATER_OR_EQUAL, low)
              .and(comparison(value, ComparisonOperator.LESS_OR_EQUAL, high));
      case Condition.In in -> in(in);
      case Condition.IsNull(Operand operand) -> nullness(operand, PropertyTest.IsNull::new);
      case Condition.Spatial spatial -> spatial(spatial);
      case Condition.Temporal(TemporalFunction function, Operand left, Operand right) ->
          temporal(function, left, right);
      case Condition.ArrayRelation _ -> FilterBounds.UNKNOWN;
      case Condition.Holds(Operand operand) -> holds(operand, true);
    };
  }

  private FilterBounds unmet(Condition condition) {
    return switch (condition) {
      case Condition.And(List<Condition> parts) -> any(parts.stream().map(this::unmet));
      case Condition.Or(List<Condition> parts) -> all(parts.stream().map(this::unmet));
      case Condition.Not(Condition part) -> met(part);
      case Condition.Comparison(Operand left, ComparisonOperator operator, Operand right) ->
          comparison(left, operator.opposite(), right);
      case Condition.In in -> notIn(in);
      case Condition.IsNull(Operand operand) -> nullness(operand, PropertyTest.NotNull::new);
      case Condition.Holds(Operand operand) -> holds(operand, false);
      case Condition.Spatial(SpatialFunction function, Operand left, Operand right)
          when function == SpatialFunction.DISJOINT ->
          spatial(new Condition.Spatial(SpatialFunction.INTERSECTS, left, right));
      case Condition.Temporal(TemporalFunction function, Operand left, Operand right)
          when function == TemporalFunction.DISJOINT ->
          temporal(TemporalFunction.INTERSECTS, left, right);
      case Condition.Like _,
          Condition.Between _,
          Condition.Spatial _,
          Condition.Temporal _,
          Condition.ArrayRelation _ ->
          FilterBounds.UNKNOWN;
    };
  }

  private static FilterBounds all(Stream<FilterBounds> parts) {
    return parts.reduce(FilterBounds.ALL, FilterBounds::and);
  }

  private static FilterBounds any(Stream<FilterBounds> parts) {
    return parts.reduce(FilterBounds.NONE, FilterBounds::or);
  }

  private static FilterBounds comparison(Operand left, ComparisonOperator operator, Operand right) {
    if (right instanceof Operand.Property && !(left instanceof Operand.Property)) {
      return comparison(right, operator.mirrored(), left);
    }
    if (!(left instanceof Operand.Property(String name))) {
      return FilterBounds.UNKNOWN;
    }
    PropertyPath path = new PropertyPath(name);
    Optional<Span> time = Span.of(right);
    if (time.isPresent()) {
      return isTime(path) ? time(operator, time.get()) : FilterBounds.UNKNOWN;
    }
    Optional<Constant> constant = constant(right);
    if (constant.isEmpty()) {
      return FilterBounds.UNKNOWN;
    }
    if (path.isId() || path.isCollection()) {
      return operator == ComparisonOperator.EQUAL
          ? named(path, List.of(constant.get()))
          : FilterBounds.UNKNOWN;
    }
    return path.plainProperty()
        .map(property -> exactly(new PropertyTest.Compared(property, operator, constant.get())))
        .orElse(FilterBounds.UNKNOWN);
  }

  private static FilterBounds time(ComparisonOperator operator, Span span) {
    return switch (operator) {
      case EQUAL -> time(span, false, false);
      case LESS, LESS_OR_EQUAL -> time(span, true, false);
      case GREATER, GREATER_OR_EQUAL -> time(span, false, true);
      case NOT_EQUAL -> FilterBounds.UNKNOWN;
    };
  }

  private static FilterBounds like(Condition.Like like) {
    if (!(like.text() instanceof Operand.Property(String name))
        || !(like.pattern() instanceof Operand.Text(String text))) {
      return FilterBounds.UNKNOWN;
    }
    LikePattern pattern = new LikePattern(text);
    PropertyPath path = new PropertyPath(name);
    if (path.isId() || path.isCollection()) {
      return pattern
          .single()
          .map(single -> named(path, List.of(new Constant.Text(single))))
          .orElse(FilterBounds.UNKNOWN);
    }
    if (path.plainProperty().isEmpty() || pattern.prefix().isEmpty()) {
      return FilterBounds.UNKNOWN;
    }
    FilterBounds bounds =
        exactly(new PropertyTest.StartsWith(path.plainProperty().get(), pattern.prefix()));
    return pattern.isPrefix() ? bounds : bounds.inexactly();
  }

  private static FilterBounds in(Condition.In in) {
    Optional<List<Constant>> constants = constants(in.list());
    if (!(in.value() instanceof Operand.Property(String name)) || constants.isEmpty()) {
      return FilterBounds.UNKNOWN;
    }
    PropertyPath path = new PropertyPath(name);
    if (path.isId() || path.isCollection()) {
      return named(path, constants.get());
    }
    return path.plainProperty()
        .map(property -> exactly(new PropertyTest.OneOf(property, constants.get())))
        .orElse(FilterBounds.UNKNOWN);
  }

  /** With constants of several types, one of another type than the value does not speak of it. */
  private static FilterBounds notIn(Condition.In in) {
    Optional<List<Constant>> constants = constants(in.list());
    if (constants.isEmpty()
        || constants.get().stream().map(BoundsAnalysis::type).distinct().count() > 1) {
      return FilterBounds.UNKNOWN;
    }
    return all(
        in.list().stream()
            .map(element -> comparison(in.value(), ComparisonOperator.NOT_EQUAL, element)));
  }

  private static Class<?> type(Constant constant) {
    return switch (constant) {
      case Constant.Text _ -> String.class;
      case Constant.Whole _, Constant.Real _ -> Number.class;
      case Constant.Truth _ -> Boolean.class;
    };
  }

  private static FilterBounds nullness(Operand operand, Function<String, PropertyTest> test) {
    return operand instanceof Operand.Property(String name)
        ? new PropertyPath(name)
            .plainProperty()
            .map(property -> exactly(test.apply(property)))
            .orElse(FilterBounds.UNKNOWN)
        : FilterBounds.UNKNOWN;
  }

  private static FilterBounds holds(Operand operand, boolean wanted) {
    if (operand instanceof Operand.Truth(boolean value)) {
      return value == wanted ? FilterBounds.ALL : FilterBounds.NONE;
    }
    return comparison(operand, ComparisonOperator.EQUAL, new Operand.Truth(wanted));
  }

  private static FilterBounds spatial(Condition.Spatial spatial) {
    if (spatial.function() == SpatialFunction.DISJOINT) {
      return FilterBounds.UNKNOWN;
    }
    Operand other = isGeometry(spatial.left()) ? spatial.right() : spatial.left();
    if (!isGeometry(spatial.left()) && !isGeometry(spatial.right())) {
      return FilterBounds.UNKNOWN;
    }
    return switch (other) {
      case Operand.Box box when box.west() > box.east() ->
          box(box.west(), box.south(), box.east() + 360, box.north());
      case Operand.Box box -> box(box.west(), box.south(), box.east(), box.north());
      case Operand.Shape(Geometry geometry) -> {
        Envelope e = geometry.getEnvelopeInternal();
        yield box(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY());
      }
      default -> FilterBounds.UNKNOWN;
    };
  }

  /** What lies outside the longitudes of the Earth would mean something else to a store. */
  private static FilterBounds box(double west, double south, double east, double north) {
    return west >= -180 && west <= 180 && east <= 540 && (east <= 180 || east - 360 < west)
        ? FilterBounds.UNKNOWN.withBox(new Bounds(west, south, east, north))
        : FilterBounds.UNKNOWN;
  }

  private static boolean isGeometry(Operand operand) {
    return operand instanceof Operand.Property(String name) && new PropertyPath(name).isGeometry();
  }

  private static FilterBounds temporal(TemporalFunction function, Operand left, Operand right) {
    Optional<Span> before = Span.of(left);
    Optional<Span> after = Span.of(right);
    boolean fromLeft = isTimeOfItem(left) && after.isPresent();
    if (!fromLeft && !(isTimeOfItem(right) && before.isPresent())) {
      return FilterBounds.UNKNOWN;
    }
    Span span = fromLeft ? after.get() : before.orElseThrow();
    return switch (function) {
      case DISJOINT -> FilterBounds.UNKNOWN;
      case AFTER -> time(span, !fromLeft, fromLeft);
      case BEFORE -> time(span, fromLeft, !fromLeft);
      case CONTAINS,
          DURING,
          EQUALS,
          FINISHED_BY,
          FINISHES,
          INTERSECTS,
          MEETS,
          MET_BY,
          OVERLAPPED_BY,
          OVERLAPS,
          STARTED_BY,
          STARTS ->
          time(span, false, false);
    };
  }

  /** A stretch of time, or all that is before or after its far end. */
  private static FilterBounds time(Span span, boolean andBefore, boolean andAfter) {
    Instant first = TimeInterval.ALWAYS.start();
    Instant last = TimeInterval.ALWAYS.end();
    if (!andBefore && span.start() != null && span.start().first().isAfter(first)) {
      first = span.start().first();
    }
    if (!andAfter && span.end() != null && span.end().last().isBefore(last)) {
      last = span.end().last();
    }
    return first.isAfter(last)
        ? FilterBounds.UNKNOWN
        : FilterBounds.UNKNOWN.withTime(new TimeInterval(first, last));
  }

  private static boolean isTimeOfItem(Operand operand) {
    return switch (operand) {
      case Operand.Property(String name) -> isTime(new PropertyPath(name));
      case Operand.Interval(Operand start, Operand end) -> isTimeOfItem(start) && isTimeOfItem(end);
      default -> false;
    };
  }

  private static boolean isTime(PropertyPath path) {
    return path.plainProperty().filter(TIMES::contains).isPresent();
  }

  private static Optional<List<Constant>> constants(List<Operand> operands) {
    List<Constant> constants =
        operands.stream().map(BoundsAnalysis::constant).flatMap(Optional::stream).toList();
    return constants.size() == operands.size() ? Optional.of(constants) : Optional.empty();
  }

  private static Optional<Constant> constant(Operand operand) {
    return switch (operand) {
      case Operand.Text(String value) when !Values.looksLikeTime(value) ->
          Optional.of(new Constant.Text(value));
      case Operand.Whole(long value) -> Optional.of(new Constant.Whole(value));
      case Operand.Real(double value) -> Optional.of(new Constant.Real(value));
      case Operand.Truth(boolean value) -> Optional.of(new Constant.Truth(value));
      default -> Optional.empty();
    };
  }

  /** An id or a collection is a text. */
  private static FilterBounds named(PropertyPath path, List<Constant> constants) {
    Set<String> names = new LinkedHashSet<>();
    for (Constant constant : constants) {
      if (constant instanceof Constant.Text(String name)) {
        names.add(name);
      }
    }
    return path.isId() ? FilterBounds.ALL.withIds(names) : FilterBounds.ALL.withCollections(names);
  }

  private static FilterBounds exactly(PropertyTest test) {
    return FilterBounds.ALL.withTest(test);
  }
}
