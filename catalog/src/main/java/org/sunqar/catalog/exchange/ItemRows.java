// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.parquet.ColumnType;
import org.sunqar.catalog.parquet.ColumnType.Leaf;
import org.sunqar.catalog.parquet.ColumnType.ListOf;
import org.sunqar.catalog.parquet.ColumnType.Struct;
import org.sunqar.catalog.stac.Json;

/**
 * Items as rows of stac-geoparquet 1.0.0 and back: properties are columns of their own, the
 * geometry is well-known binary, the box a struct.
 *
 * <p>What columns cannot say to the letter (a null that is written out, {@code 10} in a column of
 * {@code 10.5}, an instant with more zeros, a property that is called like a column) is kept beside
 * them in {@link #EXACT}, so that an item comes back as it was, but for the order of fields. Other
 * programs see columns that are right by value.
 */
final class ItemRows {

  /**
   * The column of what columns cannot say: {@code {"set": {pointer: value}, "drop": [pointer]}},
   * with JSON pointers (RFC 6901) into the item.
   */
  static final String EXACT = "sunqar:exact";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Columns that are no properties. */
  static final Set<String> MEMBERS =
      Set.of(
          "type",
          "stac_version",
          "stac_extensions",
          "id",
          "collection",
          "geometry",
          "bbox",
          "links",
          "assets",
          EXACT);

  private static final List<String> BOX = List.of("xmin", "ymin", "xmax", "ymax");
  private static final List<String> BOX_3D =
      List.of("xmin", "ymin", "zmin", "xmax", "ymax", "zmax");

  private ItemRows() {}

  /** Learns which columns items need. */
  static final class Columns {

    private final JsonShape members = new JsonShape(0, false);
    private final JsonShape properties = new JsonShape(0, false);
    private boolean deep;

    void see(ObjectNode item) {
      for (String member : List.of("links", "assets")) {
        members.see(member, item.path(member));
      }
      item.path("properties")
          .properties()
          .forEach(property -> {
            if (!MEMBERS.contains(property.getKey())) {
              properties.see(property.getKey(), property.getValue());
            }
          });
      deep |= item.path("bbox").size() == 6;
    }

    Struct type() {
      Map<String, ColumnType> columns = new LinkedHashMap<>();
      columns.put("type", Leaf.STRING);
      columns.put("stac_version", Leaf.STRING);
      columns.put("stac_extensions", new ListOf(Leaf.STRING));
      columns.put("id", Leaf.STRING);
      columns.put("collection", Leaf.STRING);
      columns.put("geometry", Leaf.BINARY);
      Map<String, ColumnType> box = new LinkedHashMap<>();
      (deep ? BOX_3D : BOX).forEach(side -> box.put(side, Leaf.DOUBLE));
      columns.put("bbox", new Struct(box));
      Map<String, ColumnType> known = members.types();
      Map<String, ColumnType> link = new LinkedHashMap<>();
      link.put("href", Leaf.STRING);
      link.put("rel", Leaf.STRING);
      link.put("type", Leaf.STRING);
      link.put("title", Leaf.STRING);
      ColumnType links = known.getOrDefault("links", Leaf.STRING);
      columns.put(
          "links", links instanceof ListOf(Struct _) ? links : new ListOf(new Struct(link)));
      if (known.containsKey("assets")) {
        columns.put("assets", known.get("assets"));
      }
      columns.put("datetime", Leaf.TIMESTAMP);
      properties.types().forEach(columns::putIfAbsent);
      columns.put("datetime", Leaf.TIMESTAMP);
      columns.put(EXACT, Leaf.STRING);
      return new Struct(columns);
    }
  }

  /** The row of an item. */
  static ObjectNode row(ObjectNode item, Struct columns) {
    ObjectNode flat = NODES.objectNode();
    item.path("properties")
        .properties()
        .forEach(property -> {
          if (!MEMBERS.contains(property.getKey())) {
            flat.set(property.getKey(), property.getValue());
          }
        });
    for (String member : MEMBERS) {
      if (item.has(member)) {
        flat.set(member, item.path(member));
      }
    }
    box(item.path("bbox")).ifPresentOrElse(box -> flat.set("bbox", box), () -> flat.remove("bbox"));
    flat.set("geometry", geometry(item.path("geometry")));
    ObjectNode row = NODES.objectNode();
    columns.fields().forEach((name, type) -> row.set(name, fitted(type, flat.path(name))));
    row.remove(EXACT);
    difference(item, item(read(row, columns))).ifPresent(rest -> row.put(EXACT, rest.toString()));
    return row;
  }

  private static JsonNode geometry(JsonNode geometry) {
    try {
      return geometry.isObject() ? NODES.binaryNode(Wkb.write(geometry)) : NODES.nullNode();
    } catch (CatalogException _) {
      return NODES.nullNode(); // kept to the letter
    }
  }

  private static Optional<ObjectNode> box(JsonNode bbox) {
    List<String> sides = bbox.size() == 6 ? BOX_3D : BOX;
    if (bbox.size() != sides.size()) {
      return Optional.empty();
    }
    ObjectNode box = NODES.objectNode();
    for (int i = 0; i < sides.size(); i++) {
      box.set(sides.get(i), bbox.path(i));
    }
    return Optional.of(box);
  }

  /** A value as a column of a type takes it; null when it does not. */
  private static JsonNode fitted(ColumnType type, JsonNode value) {
    if (value.isMissingNode() || (value.isNull() && type != Leaf.JSON)) {
      return NODES.nullNode();
    }
    return switch (type) {
      case Leaf leaf -> fitted(leaf, value);
      case Struct struct -> {
        if (!value.isObject()) {
          yield NODES.nullNode();
        }
        ObjectNode parts = NODES.objectNode();
        struct
            .fields()
            .forEach((name, field) -> {
              if (value.has(name)) {
                parts.set(name, fitted(field, value.path(name)));
              }
            });
        yield parts;
      }
      case ListOf list -> {
        if (!value.isArray()) {
          yield NODES.nullNode();
        }
        ArrayNode parts = NODES.arrayNode();
        value.forEach(part -> parts.add(fitted(list.element(), part)));
        yield parts;
      }
    };
  }

  private static JsonNode fitted(Leaf leaf, JsonNode value) {
    return switch (leaf) {
      case BOOLEAN -> value.isBoolean() ? value : NODES.nullNode();
      case INTEGER ->
          value.isIntegralNumber() && value.canConvertToLong() ? value : NODES.nullNode();
      case DOUBLE -> value.isNumber() ? NODES.numberNode(value.doubleValue()) : NODES.nullNode();
      case STRING -> value.isTextual() ? value : NODES.nullNode();
      case JSON -> value;
      case BINARY -> value.isBinary() ? value : NODES.nullNode();
      case TIMESTAMP ->
          value.isTextual()
              ? JsonShape.micros(value.textValue())
                  .<JsonNode>map(NODES::numberNode)
                  .orElse(NODES.nullNode())
              : NODES.nullNode();
    };
  }

  /** What a reader makes of a row: instants as texts, and nothing where there is no value. */
  private static ObjectNode read(ObjectNode row, Struct columns) {
    return read((ColumnType) columns, row) instanceof ObjectNode read ? read : NODES.objectNode();
  }

  private static JsonNode read(ColumnType type, JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return MissingNode.getInstance();
    }
    return switch (type) {
      case Leaf leaf -> leaf == Leaf.TIMESTAMP ? NODES.textNode(instant(value.longValue())) : value;
      case Struct struct -> {
        ObjectNode parts = NODES.objectNode();
        struct
            .fields()
            .forEach((name, field) -> {
              JsonNode part = read(field, value.path(name));
              if (!part.isMissingNode()) {
                parts.set(name, part);
              }
            });
        yield parts;
      }
      case ListOf list -> {
        ArrayNode parts = NODES.arrayNode();
        value.forEach(part -> {
          JsonNode read = read(list.element(), part);
          parts.add(read.isMissingNode() ? NODES.nullNode() : read);
        });
        yield parts;
      }
    };
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  /**
   * The item of a row: the inverse of {@link #row}, also for rows of others.
   *
   * @param row values by column: binary geometry, instants as texts, nothing for a null
   */
  static ObjectNode item(ObjectNode row) {
    ObjectNode item = NODES.objectNode();
    item.put("type", "Feature");
    item.put("stac_version", row.path("stac_version").asText("1.1.0"));
    item.set("stac_extensions", row.has("stac_extensions") ? row.get("stac_extensions") : list());
    for (String member : List.of("id", "collection")) {
      if (row.has(member)) {
        item.set(member, row.get(member));
      }
    }
    item.set(
        "geometry",
        row.path("geometry") instanceof BinaryNode wkb
            ? Wkb.read(wkb.binaryValue())
            : NODES.nullNode());
    bbox(row.path("bbox")).ifPresent(bbox -> item.set("bbox", bbox));
    ObjectNode properties = item.putObject("properties");
    row.properties()
        .forEach(column -> {
          if (!MEMBERS.contains(column.getKey())) {
            properties.set(column.getKey(), column.getValue());
          }
        });
    if (!properties.has("datetime")) {
      properties.putNull("datetime");
    }
    item.set("links", row.path("links").isArray() ? row.get("links") : list());
    item.set("assets", row.path("assets").isObject() ? row.get("assets") : NODES.objectNode());
    if (row.path(EXACT).isTextual()) {
      restore(item, Json.parseObject(row.path(EXACT).textValue()));
    }
    return item;
  }

  private static ArrayNode list() {
    return NODES.arrayNode();
  }

  private static Optional<JsonNode> bbox(JsonNode box) {
    if (box.isArray()) {
      return Optional.of(box);
    }
    ArrayNode bbox = NODES.arrayNode();
    for (String side : box.path("zmin").isNumber() ? BOX_3D : BOX) {
      if (!box.path(side).isNumber()) {
        return Optional.empty();
      }
      bbox.add(box.path(side));
    }
    return Optional.of(bbox);
  }

  /** What makes the one document of the other, when they are not the same. */
  private static Optional<ObjectNode> difference(ObjectNode wanted, ObjectNode found) {
    ObjectNode set = NODES.objectNode();
    ArrayNode drop = NODES.arrayNode();
    difference(wanted, found, "", set, drop);
    if (set.isEmpty() && drop.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode rest = NODES.objectNode();
    if (!set.isEmpty()) {
      rest.set("set", set);
    }
    if (!drop.isEmpty()) {
      rest.set("drop", drop);
    }
    return Optional.of(rest);
  }

  private static void difference(
      JsonNode wanted, JsonNode found, String pointer, ObjectNode set, ArrayNode drop) {
    if (wanted.isObject() && found.isObject()) {
      wanted
          .properties()
          .forEach(field -> {
            String at = pointer + "/" + escaped(field.getKey());
            if (found.has(field.getKey())) {
              difference(field.getValue(), found.path(field.getKey()), at, set, drop);
            } else {
              set.set(at, field.getValue());
            }
          });
      found
          .properties()
          .forEach(field -> {
            if (!wanted.has(field.getKey())) {
              drop.add(pointer + "/" + escaped(field.getKey()));
            }
          });
    } else if (!same(wanted, found)) {
      set.set(pointer, wanted);
    }
  }

  /** Whether two values are written alike, but for the order of fields. */
  static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      if (a.isIntegralNumber() && b.isIntegralNumber()) {
        return a.bigIntegerValue().equals(b.bigIntegerValue());
      }
      return !a.isIntegralNumber()
          && !b.isIntegralNumber()
          && Double.doubleToLongBits(a.doubleValue()) == Double.doubleToLongBits(b.doubleValue());
    }
    if (a.getNodeType() != b.getNodeType() || a.size() != b.size()) {
      return false;
    }
    if (a.isArray()) {
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.path(i), b.path(i))) {
          return false;
        }
      }
      return true;
    }
    if (a.isObject()) {
      return a.properties().stream()
          .allMatch(
              field -> b.has(field.getKey()) && same(field.getValue(), b.path(field.getKey())));
    }
    return a.equals(b);
  }

  private static void restore(ObjectNode item, ObjectNode rest) {
    rest.path("set")
        .properties()
        .forEach(change -> {
          int slash = change.getKey().lastIndexOf('/');
          if (slash >= 0
              && item.at(change.getKey().substring(0, slash)) instanceof ObjectNode parent) {
            parent.set(unescaped(change.getKey().substring(slash + 1)), change.getValue());
          }
        });
    for (JsonNode dropped : rest.path("drop")) {
      String pointer = dropped.asText();
      int slash = pointer.lastIndexOf('/');
      if (slash >= 0 && item.at(pointer.substring(0, slash)) instanceof ObjectNode parent) {
        parent.remove(unescaped(pointer.substring(slash + 1)));
      }
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static String unescaped(String name) {
    return name.replace("~1", "/").replace("~0", "~");
  }
}
