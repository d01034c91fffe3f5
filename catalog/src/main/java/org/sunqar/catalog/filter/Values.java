// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * What operands evaluate to, and how values compare. A value is a {@link String}, a {@link Long}, a
 * {@link Double}, a {@link Boolean}, a {@link Moment}, a {@link Span}, a {@link Geometry}, a {@link
 * List} of values, another JSON object as a {@link JsonNode}, or null: unknown.
 *
 * <p>JSON has no times: a text is one where it is compared with one, and where two texts that are
 * compared both look like one, as with {@code start_datetime < end_datetime} of different offsets.
 */
final class Values {

  private Values() {}

  static @Nullable Object of(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> json.textValue();
      case NUMBER ->
          json.isIntegralNumber() && json.canConvertToLong()
              ? (Object) json.longValue()
              : (Object) json.doubleValue();
      case BOOLEAN -> json.booleanValue();
      case ARRAY -> {
        List<@Nullable Object> values = new ArrayList<>(json.size());
        json.forEach(element -> values.add(of(element)));
        yield values;
      }
      case OBJECT -> json;
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  /** As a {@link Comparable} would say; empty when they do not compare. */
  static OptionalInt compare(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Span span) {
      return compare(span.middle(), right);
    }
    if (right instanceof Span span) {
      return compare(left, span.middle());
    }
    return switch (left) {
      case null -> OptionalInt.empty();
      case Number a when right instanceof Number b -> compareNumbers(a, b);
      case String a when right instanceof String b -> OptionalInt.of(compareTexts(a, b));
      case Boolean a when right instanceof Boolean b -> OptionalInt.of(Boolean.compare(a, b));
      case Moment a -> {
        Moment b = moment(right);
        yield b == null ? OptionalInt.empty() : OptionalInt.of(a.compare(b));
      }
      case String a when right instanceof Moment b -> {
        Moment moment = Rfc3339.parse(a);
        yield moment == null ? OptionalInt.empty() : OptionalInt.of(moment.compare(b));
      }
      default -> OptionalInt.empty();
    };
  }

  private static OptionalInt compareNumbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return OptionalInt.of(Long.compare(x, y));
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return OptionalInt.empty();
    }
    if (x != y || Double.isInfinite(x)) {
      return OptionalInt.of(x < y ? -1 : x > y ? 1 : 0);
    }
    // a whole number beyond 2^53 may differ from the floating one that it rounds to
    return OptionalInt.of(exact(a).compareTo(exact(b)));
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(number.doubleValue());
  }

  private static int compareTexts(String a, String b) {
    if (looksLikeTime(a) && looksLikeTime(b)) {
      Moment x = Rfc3339.parse(a);
      Moment y = Rfc3339.parse(b);
      if (x != null && y != null) {
        return x.compare(y);
      }
    }
    return compareCodePoints(a, b);
  }

  static boolean looksLikeTime(String text) {
    return text.length() >= 10
        && text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(0) >= '0'
        && text.charAt(0) <= '9';
  }

  /** The order of UTF-8 bytes, which is that of databases; that of UTF-16 differs beyond U+FFFF. */
  static int compareCodePoints(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean xBeyond = Character.isSurrogate(x);
        boolean yBeyond = Character.isSurrogate(y);
        return xBeyond == yBeyond ? Character.compare(x, y) : Boolean.compare(xBeyond, yBeyond);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  static @Nullable Moment moment(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Moment moment -> moment;
      case String text -> Rfc3339.parse(text);
      case Span span -> span.middle();
      default -> null;
    };
  }

  static @Nullable Span span(@Nullable Object value) {
    if (value instanceof Span span) {
      return span;
    }
    Moment moment = moment(value);
    return moment == null ? null : Span.at(moment);
  }

  static @Nullable Geometry geometry(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Geometry geometry -> geometry;
      case JsonNode json -> ItemGeometry.read(json);
      default -> null;
    };
  }

  /** Whether two elements of arrays are the same; arrays within are sets too. */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return containsAll(x, y) && containsAll(y, x);
    }
    if (a instanceof Geometry || b instanceof Geometry) {
      Geometry x = geometry(a);
      Geometry y = geometry(b);
      return x != null
          && y != null
          && new PreparedShape(x).relates(SpatialFunction.EQUALS, y) == Answer.YES;
    }
    if (a instanceof Span || b instanceof Span || a instanceof JsonNode) {
      return a.equals(b);
    }
    OptionalInt comparison = compare(a, b);
    return comparison.isPresent() && comparison.getAsInt() == 0;
  }

  static boolean containsAll(List<?> set, List<?> wanted) {
    return wanted.stream().allMatch(element -> contains(set, element));
  }

  static boolean contains(List<?> set, @Nullable Object wanted) {
    return set.stream().anyMatch(element -> same(element, wanted));
  }
}
