// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/** A condition made ready to be tested on many items, by several threads. */
@FunctionalInterface
interface Rule {

  Answer of(Subject item);

  static Rule of(Condition condition) {
    return switch (condition) {
      case Condition.And(List<Condition> parts) -> all(cheapFirst(parts));
      case Condition.Or(List<Condition> parts) -> any(cheapFirst(parts));
      case Condition.Not(Condition part) -> {
        Rule rule = of(part);
        yield item -> rule.of(item).not();
      }
      case Condition.Comparison comparison -> comparison(comparison);
      case Condition.Like like -> like(like);
      case Condition.Between(Operand value, Operand low, Operand high) ->
          between(Evaluation.of(value), Evaluation.of(low), Evaluation.of(high));
      case Condition.In in -> in(in);
      case Condition.IsNull(Operand operand) -> isNull(operand);
      case Condition.Spatial spatial -> spatial(spatial);
      case Condition.Temporal temporal -> temporal(temporal);
      case Condition.ArrayRelation relation -> arrays(relation);
      case Condition.Holds(Operand operand) -> {
        Evaluation value = Evaluation.of(operand);
        yield item -> value.of(item) instanceof Boolean truth ? Answer.of(truth) : Answer.UNKNOWN;
      }
    };
  }

  /** The order does not change the answer; a geometry costs more than all else. */
  private static List<Rule> cheapFirst(List<Condition> parts) {
    return parts.stream()
        .sorted(Comparator.comparing(Rule::asksForGeometry))
        .map(Rule::of)
        .toList();
  }

  private static boolean asksForGeometry(FilterNode node) {
    return node instanceof Condition.Spatial
        || node.children().stream().anyMatch(Rule::asksForGeometry);
  }

  private static Rule all(List<Rule> rules) {
    return item -> {
      Answer answer = Answer.YES;
      for (Rule rule : rules) {
        switch (rule.of(item)) {
          case NO -> {
            return Answer.NO;
          }
          case UNKNOWN -> answer = Answer.UNKNOWN;
          case YES -> {}
        }
      }
      return answer;
    };
  }

  private static Rule any(List<Rule> rules) {
    return item -> {
      Answer answer = Answer.NO;
      for (Rule rule : rules) {
        switch (rule.of(item)) {
          case YES -> {
            return Answer.YES;
          }
          case UNKNOWN -> answer = Answer.UNKNOWN;
          case NO -> {}
        }
      }
      return answer;
    };
  }

  private static Rule comparison(Condition.Comparison comparison) {
    Evaluation left = Evaluation.of(comparison.left());
    Evaluation right = Evaluation.of(comparison.right());
    ComparisonOperator operator = comparison.operator();
    return item -> {
      OptionalInt compared = Values.compare(left.of(item), right.of(item));
      return compared.isEmpty() ? Answer.UNKNOWN : Answer.of(operator.holds(compared.getAsInt()));
    };
  }

  private static Rule between(Evaluation value, Evaluation low, Evaluation high) {
    return item -> {
      Object tested = value.of(item);
      OptionalInt toLow = Values.compare(tested, low.of(item));
      OptionalInt toHigh = Values.compare(tested, high.of(item));
      if ((toLow.isPresent() && toLow.getAsInt() < 0)
          || (toHigh.isPresent() && toHigh.getAsInt() > 0)) {
        return Answer.NO;
      }
      return toLow.isPresent() && toHigh.isPresent() ? Answer.YES : Answer.UNKNOWN;
    };
  }

  private static Rule in(Condition.In in) {
    Evaluation value = Evaluation.of(in.value());
    Set<String> texts = new HashSet<>();
    for (Operand operand : in.list()) {
      if (operand instanceof Operand.Text(String text) && !Values.looksLikeTime(text)) {
        texts.add(text);
      }
    }
    boolean textsOnly = texts.size() == in.list().size();
    List<Evaluation> list = in.list().stream().map(Evaluation::of).toList();
    return item -> {
      Object tested = value.of(item);
      if (tested instanceof String text && (textsOnly || texts.contains(text))) {
        return Answer.of(texts.contains(text));
      }
      return tested == null ? Answer.UNKNOWN : anyEqual(tested, list, item);
    };
  }

  /** A value of another type than the tested one is not equal; one that is absent is unknown. */
  private static Answer anyEqual(Object tested, List<Evaluation> list, Subject item) {
    Answer answer = Answer.NO;
    boolean compared = false;
    for (Evaluation evaluation : list) {
      Object element = evaluation.of(item);
      OptionalInt comparison = Values.compare(tested, element);
      if (comparison.isPresent()) {
        if (comparison.getAsInt() == 0) {
          return Answer.YES;
        }
        compared = true;
      } else if (element == null) {
        answer = Answer.UNKNOWN;
      }
    }
    return compared ? answer : Answer.UNKNOWN;
  }

  private static Rule like(Condition.Like like) {
    Evaluation text = Evaluation.of(like.text());
    if (isConstant(like.pattern())) {
      if (!(Evaluation.of(like.pattern()).of(Subject.NONE) instanceof String fixed)) {
        return _ -> Answer.UNKNOWN;
      }
      LikePattern pattern = new LikePattern(fixed);
      return item ->
          text.of(item) instanceof String value
              ? Answer.of(pattern.matches(value))
              : Answer.UNKNOWN;
    }
    Evaluation pattern = Evaluation.of(like.pattern());
    return item ->
        text.of(item) instanceof String value
                && pattern.of(item) instanceof String wanted
                && wanted.length() <= FilterLimits.PATTERN
            ? Answer.of(new LikePattern(wanted).matches(value))
            : Answer.UNKNOWN;
  }

  private static Rule isNull(Operand operand) {
    if (operand instanceof Operand.Property(String name)) {
      PropertyPath path = new PropertyPath(name);
      return item -> Answer.of(path.isNull(item));
    }
    if (operand instanceof Operand.Met(Condition condition)) {
      Rule rule = of(condition);
      return item -> Answer.of(rule.of(item) == Answer.UNKNOWN);
    }
    Evaluation value = Evaluation.of(operand);
    return item -> Answer.of(value.of(item) == null);
  }

  private static Rule spatial(Condition.Spatial spatial) {
    if (isConstant(spatial.left()) && !isConstant(spatial.right())) {
      return spatial(
          new Condition.Spatial(
              spatial.function().mirrored(),
              /* left= */ spatial.right(),
              /* right= */ spatial.left()));
    }
    SpatialFunction function = spatial.function();
    Evaluation left = Evaluation.of(spatial.left());
    if (isConstant(spatial.right())
        && Evaluation.of(spatial.right()).of(Subject.NONE) instanceof Geometry constant) {
      PreparedShape shape = new PreparedShape(constant);
      return item -> {
        Geometry geometry = Values.geometry(left.of(item));
        return geometry == null ? Answer.UNKNOWN : shape.relates(function.mirrored(), geometry);
      };
    }
    Evaluation right = Evaluation.of(spatial.right());
    return item -> {
      Geometry a = Values.geometry(left.of(item));
      Geometry b = Values.geometry(right.of(item));
      return a == null || b == null ? Answer.UNKNOWN : new PreparedShape(a).relates(function, b);
    };
  }

  private static Rule temporal(Condition.Temporal temporal) {
    Evaluation left = Evaluation.of(temporal.left());
    Evaluation right = Evaluation.of(temporal.right());
    TemporalFunction function = temporal.function();
    return item -> {
      Span a = Values.span(left.of(item));
      Span b = Values.span(right.of(item));
      return a == null || b == null ? Answer.UNKNOWN : Answer.of(a.relates(function, b));
    };
  }

  private static Rule arrays(Condition.ArrayRelation relation) {
    Evaluation left = Evaluation.of(relation.left());
    Evaluation right = Evaluation.of(relation.right());
    ArrayFunction function = relation.function();
    return item ->
        left.of(item) instanceof List<?> a && right.of(item) instanceof List<?> b
            ? Answer.of(holds(function, a, b))
            : Answer.UNKNOWN;
  }

  private static boolean holds(ArrayFunction function, List<?> a, List<?> b) {
    return switch (function) {
      case EQUALS -> Values.containsAll(a, b) && Values.containsAll(b, a);
      case CONTAINS -> Values.containsAll(a, b);
      case CONTAINED_BY -> Values.containsAll(b, a);
      case OVERLAPS -> a.stream().anyMatch(element -> Values.contains(b, element));
    };
  }

  /** Whether it has the same value for all items. */
  private static boolean isConstant(FilterNode node) {
    return !(node instanceof Operand.Property)
        && node.children().stream().allMatch(Rule::isConstant);
  }
}
