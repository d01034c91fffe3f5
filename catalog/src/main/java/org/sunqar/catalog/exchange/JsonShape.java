// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunqar.catalog.parquet.ColumnType;
import org.sunqar.catalog.parquet.ColumnType.Leaf;

/**
 * The type that fits all values seen at one place of many JSON documents. Where values are of
 * different kinds, or of too many parts, or deep, the type is JSON as text.
 */
final class JsonShape {

  /** Fields of an object beyond which its keys are data, not names of columns. */
  private static final int MAX_FIELDS = 400;

  private static final int MAX_DEPTH = 12;

  private final int depth;
  private final boolean time;
  private boolean booleans;
  private boolean integers;
  private boolean doubles;
  private boolean strings;
  private boolean times;
  private boolean lists;
  private boolean objects;
  private boolean tooMuch;
  private @Nullable JsonShape element;
  private final Map<String, JsonShape> fields = new LinkedHashMap<>();

  /**
   * @param time whether texts are expected to be instants
   */
  JsonShape(int depth, boolean time) {
    this.depth = depth;
    this.time = time;
  }

  /** Whether the values of a property are instants, by its name as STAC spells them. */
  static boolean isTime(String property) {
    return switch (property) {
      case "created", "updated", "expires", "published", "unpublished" -> true;
      default -> property.equals("datetime") || property.endsWith("_datetime");
    };
  }

  void see(JsonNode value) {
    switch (value.getNodeType()) {
      case BOOLEAN -> booleans = true;
      case NUMBER -> {
        if (!value.isIntegralNumber()) {
          doubles = true;
        } else if (value.canConvertToLong()) {
          integers = true;
        } else {
          tooMuch = true;
        }
      }
      case STRING -> {
        if (time && micros(value.textValue()).isPresent()) {
          times = true;
        } else {
          strings = true;
        }
      }
      case ARRAY -> {
        lists = true;
        if (!tooMuch && !value.isEmpty()) {
          JsonShape shape = element == null ? child(false) : element;
          element = shape;
          value.forEach(part -> {
            if (part.isNull()) {
              shape.tooMuch = true; // a list of columns has no place for it
            }
            shape.see(part);
          });
        }
      }
      case OBJECT -> {
        objects = true;
        value
            .properties()
            .forEach(field -> {
              if (!tooMuch) {
                see(field.getKey(), field.getValue());
              }
            });
      }
      case NULL, MISSING -> {}
      case BINARY, POJO -> tooMuch = true;
    }
    if (fields.size() > MAX_FIELDS || depth > MAX_DEPTH) {
      tooMuch = true;
      fields.clear();
      element = null;
    }
  }

  void see(String field, JsonNode value) {
    fields.computeIfAbsent(field, name -> child(isTime(name))).see(value);
  }

  private JsonShape child(boolean childTime) {
    return new JsonShape(depth + 1, childTime);
  }

  /** The type; empty when only nulls were seen. */
  Optional<ColumnType> type() {
    int kinds =
        (booleans ? 1 : 0)
            + (integers || doubles ? 1 : 0)
            + (strings ? 1 : 0)
            + (times ? 1 : 0)
            + (lists ? 1 : 0)
            + (objects ? 1 : 0);
    if (tooMuch || kinds > 1) {
      return Optional.of(strings && times && kinds == 2 ? Leaf.STRING : Leaf.JSON);
    }
    if (lists) {
      return Optional.of(
          new ColumnType.ListOf(
              Optional.ofNullable(element).flatMap(JsonShape::type).orElse(Leaf.STRING)));
    }
    if (objects) {
      Map<String, ColumnType> types = types();
      return types.isEmpty() ? Optional.empty() : Optional.of(new ColumnType.Struct(types));
    }
    if (kinds == 0) {
      return Optional.empty();
    }
    return Optional.of(
        booleans
            ? Leaf.BOOLEAN
            : strings
                ? Leaf.STRING
                : times ? Leaf.TIMESTAMP : doubles ? Leaf.DOUBLE : Leaf.INTEGER);
  }

  /** The types of the fields. */
  Map<String, ColumnType> types() {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    fields.forEach((name, shape) -> shape.type().ifPresent(type -> types.put(name, type)));
    return types;
  }

  /** Microseconds since 1970 of an instant of RFC 3339; empty when it is none, or is finer. */
  static Optional<Long> micros(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.getNano() % 1000 == 0
          ? Optional.of(
              Math.addExact(
                  Math.multiplyExact(instant.getEpochSecond(), 1_000_000L),
                  instant.getNano() / 1000))
          : Optional.empty();
    } catch (DateTimeException | ArithmeticException _) {
      return Optional.empty();
    }
  }
}
