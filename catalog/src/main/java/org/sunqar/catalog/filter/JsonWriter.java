// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/** Writes a tree as CQL2 JSON. */
final class JsonWriter {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonWriter() {}

  static JsonNode write(Condition condition) {
    return switch (condition) {
      case Condition.And and -> logical("and", and.parts());
      case Condition.Or or -> logical("or", or.parts());
      case Condition.Not not -> logical("not", List.of(not.part()));
      case Condition.Comparison c -> operation(c.operator().symbol(), c.left(), c.right());
      case Condition.Like like -> operation("like", like.text(), like.pattern());
      case Condition.Between b -> operation("between", b.value(), b.low(), b.high());
      case Condition.In in -> operation("in", in.value(), new Operand.Array(in.list()));
      case Condition.IsNull isNull -> operation("isNull", isNull.operand());
      case Condition.Spatial s -> operation(s.function().jsonName(), s.left(), s.right());
      case Condition.Temporal t -> operation(t.function().jsonName(), t.left(), t.right());
      case Condition.ArrayRelation a -> operation(a.function().jsonName(), a.left(), a.right());
      case Condition.Holds holds -> write(holds.operand());
    };
  }

  private static JsonNode logical(String op, List<Condition> parts) {
    ObjectNode json = NODES.objectNode().put("op", op);
    ArrayNode args = json.putArray("args");
    parts.forEach(part -> args.add(write(part)));
    return json;
  }

  private static JsonNode operation(String op, Operand... operands) {
    ObjectNode json = NODES.objectNode().put("op", op);
    ArrayNode args = json.putArray("args");
    for (Operand operand : operands) {
      args.add(write(operand));
    }
    return json;
  }

  private static JsonNode write(Operand operand) {
    return switch (operand) {
      case Operand.Property(String name) -> NODES.objectNode().put("property", name);
      case Operand.Text(String value) -> NODES.textNode(value);
      case Operand.Whole(long value) -> NODES.numberNode(value);
      case Operand.Real(double value) -> NODES.numberNode(value);
      case Operand.Truth(boolean value) -> NODES.booleanNode(value);
      case Operand.Date date -> NODES.objectNode().put("date", date.value().toString());
      case Operand.Timestamp time -> NODES.objectNode().put("timestamp", time.value().toString());
      case Operand.Interval interval -> {
        ObjectNode json = NODES.objectNode();
        json.putArray("interval").add(end(interval.start())).add(end(interval.end()));
        yield json;
      }
      case Operand.Unbounded _ -> NODES.textNode("..");
      case Operand.Shape(Geometry geometry) -> GeoJson.write(geometry);
      case Operand.Box box -> {
        ObjectNode json = NODES.objectNode();
        json.putArray("bbox").add(box.west()).add(box.south()).add(box.east()).add(box.north());
        yield json;
      }
      case Operand.Array array -> {
        ArrayNode json = NODES.arrayNode();
        array.elements().forEach(element -> json.add(write(element)));
        yield json;
      }
      case Operand.Arithmetic a -> operation(a.operator().symbol(), a.left(), a.right());
      case Operand.CaseInsensitive(Operand inner) -> operation("casei", inner);
      case Operand.AccentInsensitive(Operand inner) -> operation("accenti", inner);
      case Operand.Call call ->
          operation(call.function().code(), call.arguments().toArray(Operand[]::new));
      case Operand.Met(Condition condition) -> write(condition);
    };
  }

  private static JsonNode end(Operand end) {
    return switch (end) {
      case Operand.Date date -> NODES.textNode(date.value().toString());
      case Operand.Timestamp time -> NODES.textNode(time.value().toString());
      default -> write(end);
    };
  }
}
