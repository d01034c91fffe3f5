// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** Writes a tree as CQL2 text, with no more parentheses than it needs. */
final class TextWriter {

  /** Words that begin something else than a name. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "or",
          "not",
          "is",
          "null",
          "like",
          "between",
          "in",
          "div",
          "true",
          "false",
          "date",
          "timestamp",
          "interval",
          "bbox",
          "casei",
          "accenti",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection");

  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int PREDICATE = 4;

  private final StringBuilder out = new StringBuilder();

  private TextWriter() {}

  static String write(Condition condition) {
    TextWriter writer = new TextWriter();
    writer.condition(condition);
    return writer.out.toString();
  }

  private static int precedence(Condition condition) {
    return switch (condition) {
      case Condition.Or _ -> OR;
      case Condition.And _ -> AND;
      case Condition.Not(Condition part) ->
          part instanceof Condition.Like
                  || part instanceof Condition.Between
                  || part instanceof Condition.In
                  || part instanceof Condition.IsNull
              ? PREDICATE
              : NOT;
      default -> PREDICATE;
    };
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Condition.Or or -> joined(or.parts(), " OR ", AND);
      case Condition.And and -> joined(and.parts(), " AND ", NOT);
      case Condition.Not not -> not(not);
      case Condition.Comparison c -> {
        operand(c.left());
        out.append(' ').append(c.operator().symbol()).append(' ');
        operand(c.right());
      }
      case Condition.Like like -> like(like, "");
      case Condition.Between between -> between(between, "");
      case Condition.In in -> in(in, "");
      case Condition.IsNull isNull -> isNull(isNull, "");
      case Condition.Spatial s -> call(s.function().jsonName(), List.of(s.left(), s.right()));
      case Condition.Temporal t -> call(t.function().jsonName(), List.of(t.left(), t.right()));
      case Condition.ArrayRelation a -> call(a.function().jsonName(), List.of(a.left(), a.right()));
      case Condition.Holds holds -> operand(holds.operand());
    }
  }

  private void joined(List<Condition> parts, String word, int least) {
    for (int i = 0; i < parts.size(); i++) {
      out.append(i == 0 ? "" : word);
      part(parts.get(i), least);
    }
  }

  private void part(Condition part, int least) {
    boolean parentheses = precedence(part) < least;
    out.append(parentheses ? "(" : "");
    condition(part);
    out.append(parentheses ? ")" : "");
  }

  private void not(Condition.Not not) {
    switch (not.part()) {
      case Condition.Like like -> like(like, "NOT ");
      case Condition.Between between -> between(between, "NOT ");
      case Condition.In in -> in(in, "NOT ");
      case Condition.IsNull isNull -> isNull(isNull, "NOT ");
      case Condition part -> {
        out.append("NOT ");
        part(part, NOT);
      }
    }
  }

  private void like(Condition.Like like, String not) {
    operand(like.text());
    out.append(' ').append(not).append("LIKE ");
    operand(like.pattern());
  }

  private void between(Condition.Between between, String not) {
    operand(between.value());
    out.append(' ').append(not).append("BETWEEN ");
    operand(between.low());
    out.append(" AND ");
    operand(between.high());
  }

  private void in(Condition.In in, String not) {
    operand(in.value());
    out.append(' ').append(not).append("IN (");
    listed(in.list());
    out.append(')');
  }

  private void isNull(Condition.IsNull isNull, String not) {
    operand(isNull.operand());
    out.append(" IS ").append(not).append("NULL");
  }

  private void operand(Operand operand) {
    switch (operand) {
      case Operand.Property(String name) -> name(name);
      case Operand.Text(String value) -> text(value);
      case Operand.Whole(long value) -> out.append(value);
      case Operand.Real(double value) -> out.append(value);
      case Operand.Truth(boolean value) -> out.append(value ? "TRUE" : "FALSE");
      case Operand.Date date -> out.append("DATE('").append(date.value()).append("')");
      case Operand.Timestamp time -> out.append("TIMESTAMP('").append(time.value()).append("')");
      case Operand.Interval interval -> {
        out.append("INTERVAL(");
        end(interval.start());
        out.append(',');
        end(interval.end());
        out.append(')');
      }
      case Operand.Unbounded _ -> out.append("'..'");
      case Operand.Shape(Geometry geometry) -> geometry(geometry);
      case Operand.Box box -> {
        out.append("BBOX(");
        number(box.west());
        number(out.append(','), box.south());
        number(out.append(','), box.east());
        number(out.append(','), box.north());
        out.append(')');
      }
      case Operand.Array array -> {
        out.append('(');
        listed(array.elements());
        out.append(')');
      }
      case Operand.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Operand.CaseInsensitive(Operand inner) -> call("casei", List.of(inner));
      case Operand.AccentInsensitive(Operand inner) -> call("accenti", List.of(inner));
      case Operand.Call call -> {
        out.append(call.function().code()).append('(');
        listed(call.arguments());
        out.append(')');
      }
      case Operand.Met(Condition condition) -> {
        out.append('(');
        condition(condition);
        out.append(')');
      }
    }
  }

  /** A condition in a list has no parentheses: they would make an array of it. */
  private void listed(List<Operand> operands) {
    for (int i = 0; i < operands.size(); i++) {
      out.append(i == 0 ? "" : ",");
      if (operands.get(i) instanceof Operand.Met(Condition condition)) {
        condition(condition);
      } else {
        operand(operands.get(i));
      }
    }
  }

  private void call(String name, List<Operand> arguments) {
    out.append(name.toUpperCase(Locale.ROOT)).append('(');
    listed(arguments);
    out.append(')');
  }

  private void end(Operand end) {
    switch (end) {
      case Operand.Date date -> out.append('\'').append(date.value()).append('\'');
      case Operand.Timestamp time -> out.append('\'').append(time.value()).append('\'');
      default -> operand(end);
    }
  }

  private void arithmetic(Operand.Arithmetic arithmetic) {
    int precedence = arithmetic.operator().precedence();
    boolean fromRight = arithmetic.operator() == ArithmeticOperator.POWER;
    side(arithmetic.left(), fromRight ? precedence + 1 : precedence);
    out.append(' ').append(arithmetic.operator().symbol()).append(' ');
    side(arithmetic.right(), fromRight ? precedence : precedence + 1);
  }

  private void side(Operand side, int least) {
    boolean parentheses =
        side instanceof Operand.Arithmetic inner && inner.operator().precedence() < least;
    out.append(parentheses ? "(" : "");
    operand(side);
    out.append(parentheses ? ")" : "");
  }

  private void name(String name) {
    if (TextLexer.isPlainName(name) && !KEYWORDS.contains(name.toLowerCase(Locale.ROOT))) {
      out.append(name);
    } else {
      out.append('"').append(name.replace("\"", "\"\"")).append('"');
    }
  }

  private void text(String value) {
    out.append('\'').append(value.replace("\\", "\\\\").replace("'", "''")).append('\'');
  }

  private void geometry(Geometry geometry) {
    out.append(geometry.getGeometryType().toUpperCase(Locale.ROOT));
    if (!Double.isNaN(geometry.getCoordinate().getZ())) {
      out.append(" Z");
    }
    body(geometry);
  }

  private void body(Geometry geometry) {
    out.append('(');
    switch (GeometryType.of(geometry)) {
      case POINT, LINE_STRING -> positions(geometry.getCoordinates());
      case POLYGON -> {
        Polygon polygon = (Polygon) geometry;
        ring(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          out.append(',');
          ring(polygon.getInteriorRingN(i));
        }
      }
      case MULTI_POINT, MULTI_LINE_STRING, MULTI_POLYGON -> {
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
          out.append(i == 0 ? "" : ",");
          body(geometry.getGeometryN(i));
        }
      }
      case GEOMETRY_COLLECTION -> {
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
          out.append(i == 0 ? "" : ",");
          geometry(geometry.getGeometryN(i));
        }
      }
    }
    out.append(')');
  }

  private void ring(LineString ring) {
    out.append('(');
    positions(ring.getCoordinates());
    out.append(')');
  }

  private void positions(Coordinate[] positions) {
    for (int i = 0; i < positions.length; i++) {
      out.append(i == 0 ? "" : ",");
      number(positions[i].x);
      number(out.append(' '), positions[i].y);
      if (!Double.isNaN(positions[i].getZ())) {
        number(out.append(' '), positions[i].getZ());
      }
    }
  }

  private void number(double value) {
    number(out, value);
  }

  private static void number(StringBuilder out, double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.append((long) value);
    } else {
      out.append(value);
    }
  }
}
