// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an item has at one key of an order. Numbers come before texts, texts before truths; texts
 * are ordered by code point, as both databases do it; lists and objects count as absent.
 */
sealed interface SortValue {

  /** What of a text counts (code points): a place of an order must fit in an address. */
  int MAX_TEXT = 500;

  record Numeric(double value) implements SortValue {}

  /** {@code datetime}: microseconds since 1970. */
  record Time(long micros) implements SortValue {}

  record Text(String value) implements SortValue {}

  record Truth(boolean value) implements SortValue {}

  record Absent() implements SortValue {}

  /** The value of a field of {@code properties}. */
  static SortValue of(JsonNode value) {
    if (value.isNumber()) {
      return new Numeric(value.doubleValue());
    }
    if (value.isTextual()) {
      return new Text(cut(value.textValue()));
    }
    return value.isBoolean() ? new Truth(value.booleanValue()) : new Absent();
  }

  /** Negative when {@code a} comes before {@code b} in the order of a key. */
  static int compare(SortValue a, SortValue b, boolean descending) {
    if (a instanceof Absent || b instanceof Absent) {
      return Boolean.compare(a instanceof Absent, b instanceof Absent);
    }
    int order =
        switch (a) {
          case Numeric x when b instanceof Numeric y -> Double.compare(x.value, y.value);
          case Time x when b instanceof Time y -> Long.compare(x.micros, y.micros);
          case Text x when b instanceof Text y -> compareTexts(x.value, y.value);
          case Truth x when b instanceof Truth y -> Boolean.compare(x.value, y.value);
          default -> Integer.compare(rank(a), rank(b));
        };
    return descending ? -order : order;
  }

  /** By code point: not as {@link String#compareTo}, which compares halves of surrogate pairs. */
  static int compareTexts(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT || text.codePointCount(0, text.length()) <= MAX_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT));
  }

  private static int rank(SortValue value) {
    return switch (value) {
      case Numeric n -> 0;
      case Time t -> 0;
      case Text t -> 1;
      case Truth t -> 2;
      case Absent a -> 3;
    };
  }

  /** For a place of an order that goes out and comes back. */
  default JsonNode toJson() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (this) {
      case Numeric(double value) -> nodes.numberNode(value);
      case Time(long micros) -> nodes.objectNode().put("t", micros);
      case Text(String value) -> nodes.textNode(value);
      case Truth(boolean value) -> nodes.booleanNode(value);
      case Absent() -> nodes.nullNode();
    };
  }

  /** The inverse of {@link #toJson}; empty when it is something else. */
  static Optional<SortValue> fromJson(JsonNode json) {
    if (json.isObject()) {
      return json.size() == 1
              && json.path("t").isIntegralNumber()
              && json.path("t").canConvertToLong()
          ? Optional.of(new Time(json.path("t").longValue()))
          : Optional.empty();
    }
    return json.isArray() ? Optional.empty() : Optional.of(of(json));
  }
}
