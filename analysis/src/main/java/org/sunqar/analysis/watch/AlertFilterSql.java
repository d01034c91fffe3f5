// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.filter.ComparisonOperator;
import org.sunqar.catalog.filter.Condition;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.filter.FilterBounds;
import org.sunqar.catalog.filter.Operand;

/**
 * What of a filter the columns of alerts can tell, as SQL. The columns are never null and have one
 * type each, so that a comparison with a constant of that type is met or not met, and never
 * unknown; with these SQL's AND, OR and NOT are the filter's. Of a name that a document may lack
 * the columns tell who has it, and whether it is there. What else is in a filter is told by
 * documents.
 */
final class AlertFilterSql {

  private static final String PREFIX = "properties.";

  private AlertFilterSql() {}

  /**
   * @param sql every alert that meets the filter meets it
   * @param exact and the other way round
   */
  record Told(SqlPart sql, boolean exact) {

    private static final Told NOTHING = new Told(SqlPart.ALL, false);

    private boolean isNothing() {
      return this.equals(NOTHING);
    }
  }

  static Told of(Filter filter) {
    return told(filter.condition());
  }

  private static Told told(Condition condition) {
    return switch (condition) {
      case Condition.And(List<Condition> parts) -> and(parts.stream().map(AlertFilterSql::told));
      case Condition.Or(List<Condition> parts) -> or(parts.stream().map(AlertFilterSql::told));
      case Condition.Not(Condition part) -> not(told(part));
      case Condition.Comparison(Operand left, ComparisonOperator operator, Operand right) ->
          column(left).isPresent()
              ? compared(left, operator.symbol(), right)
              : compared(right, mirrored(operator), left);
      case Condition.Between(Operand value, Operand low, Operand high) ->
          and(java.util.stream.Stream.of(compared(value, ">=", low), compared(value, "<=", high)));
      case Condition.In(Operand value, List<Operand> list) ->
          or(list.stream().map(element -> compared(value, "=", element)));
      case Condition.IsNull(Operand operand) ->
          column(operand).map(AlertFilterSql::isLacking).orElse(Told.NOTHING);
      case Condition.Spatial spatial -> boxed(spatial);
      case Condition.Holds(Operand.Truth(boolean value)) ->
          new Told(value ? SqlPart.ALL : SqlPart.NONE, true);
      case Condition.Like _, Condition.Temporal _, Condition.ArrayRelation _, Condition.Holds _ ->
          Told.NOTHING;
    };
  }

  private static Told isLacking(AlertColumn column) {
    return column.type() == AlertColumn.Type.NAME
        ? new Told(new SqlPart("(" + column.text() + " = '')"), true)
        : new Told(SqlPart.NONE, true);
  }

  private static Told and(java.util.stream.Stream<Told> parts) {
    List<SqlPart> known = new ArrayList<>();
    boolean exact = true;
    for (Told part : parts.toList()) {
      if (!part.isNothing()) {
        known.add(part.sql());
      }
      exact &= part.exact();
    }
    return known.isEmpty() && !exact ? Told.NOTHING : new Told(SqlPart.and(known), exact);
  }

  private static Told or(java.util.stream.Stream<Told> parts) {
    List<SqlPart> known = new ArrayList<>();
    boolean exact = true;
    for (Told part : parts.toList()) {
      if (part.isNothing()) {
        return Told.NOTHING;
      }
      known.add(part.sql());
      exact &= part.exact();
    }
    return new Told(SqlPart.or(known), exact);
  }

  private static Told not(Told part) {
    return part.exact() ? new Told(new SqlPart("NOT ").then(part.sql()), true) : Told.NOTHING;
  }

  private static Told compared(Operand property, String symbol, Operand constant) {
    Optional<AlertColumn> column = column(property);
    Optional<Object> value = column.flatMap(known -> value(known, constant));
    if (value.isEmpty()) {
      return Told.NOTHING;
    }
    String name = column.get().text();
    if (column.get().type() == AlertColumn.Type.NAME) {
      // what is not there is neither equal nor unequal: only that it is this one can be told
      return symbol.equals("=") && !value.get().equals("")
          ? new Told(new SqlPart("(" + name + " = ?)", value.get()), false)
          : Told.NOTHING;
    }
    if (column.get().type() != AlertColumn.Type.INSTANT) {
      return new Told(new SqlPart("(" + name + " " + symbol + " ?)", value.get()), true);
    }
    // both were cut to milliseconds: what was less may be the same now
    return switch (symbol) {
      case "<>" -> Told.NOTHING;
      case "<" -> new Told(new SqlPart("(" + name + " <= ?)", value.get()), false);
      case ">" -> new Told(new SqlPart("(" + name + " >= ?)", value.get()), false);
      default -> new Told(new SqlPart("(" + name + " " + symbol + " ?)", value.get()), false);
    };
  }

  /** The mirror of a comparison: the one that says the same with the sides changed over. */
  private static String mirrored(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> operator.symbol();
      case LESS -> ">";
      case LESS_OR_EQUAL -> ">=";
      case GREATER -> "<";
      case GREATER_OR_EQUAL -> "<=";
    };
  }

  private static Optional<AlertColumn> column(Operand operand) {
    return operand instanceof Operand.Property(String name)
        ? AlertColumn.of(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name)
        : Optional.empty();
  }

  private static Optional<Object> value(AlertColumn column, Operand constant) {
    return switch (column.type()) {
      case NUMBER ->
          switch (constant) {
            case Operand.Whole(long value) -> Optional.of(value);
            case Operand.Real(double value) -> Optional.of(value);
            default -> Optional.empty();
          };
      case TEXT, NAME ->
          constant instanceof Operand.Text(String text) && isPlain(text)
              ? Optional.of(text)
              : Optional.empty();
      case DAY ->
          switch (constant) {
            case Operand.Date(LocalDate day) when day.getYear() >= 1000 ->
                Optional.of(day.toString());
            // a day and an instant compare by the day in UTC
            case Operand.Timestamp(java.time.Instant at) -> {
              LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
              yield day.getYear() >= 1000 && day.getYear() <= 9999
                  ? Optional.of(day.toString())
                  : Optional.empty();
            }
            case Operand.Text(String text) -> day(text);
            default -> Optional.empty();
          };
      case INSTANT ->
          constant instanceof Operand.Timestamp(java.time.Instant at)
              ? Optional.of(at.toEpochMilli())
              : Optional.empty();
    };
  }

  /** Texts that look like times compare as such. */
  private static boolean isPlain(String text) {
    return text.indexOf('\0') < 0
        && !(text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-');
  }

  private static Optional<Object> day(String text) {
    try {
      return text.matches("[1-9]\\d{3}-\\d\\d-\\d\\d")
          ? Optional.of(LocalDate.parse(text).toString())
          : Optional.empty();
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Told boxed(Condition.Spatial spatial) {
    return FilterBounds.of(Filter.of(spatial))
        .bbox()
        .map(box -> new Told(AlertBoxes.meeting(box), false))
        .orElse(Told.NOTHING);
  }
}
