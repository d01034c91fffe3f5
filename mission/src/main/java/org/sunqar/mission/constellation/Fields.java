// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sunqar.mission.MissionException;

/**
 * The members of a JSON object, read one by one; each error names the path and what would have been
 * right.
 */
final class Fields {

  private final String path;
  private final JsonNode node;
  private final Set<String> read = new HashSet<>();

  Fields(String path, JsonNode node) {
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw bad(path, "must be an object");
    }
  }

  static MissionException bad(String path, String reason) {
    return new MissionException(
        MissionException.Key.CONSTELLATION, "The constellation's " + path + " " + reason + ".");
  }

  private String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private JsonNode required(String name) {
    read.add(name);
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw bad(path(name), "is missing");
    }
    return value;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  boolean isNumber(String name) {
    return has(name) && node.get(name).isNumber();
  }

  String text(String name) {
    JsonNode value = required(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw bad(path(name), "must be a text");
    }
    return value.textValue();
  }

  boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode value = required(name);
    if (!value.isBoolean()) {
      throw bad(path(name), "must be true or false");
    }
    return value.booleanValue();
  }

  double number(String name, double min, double max) {
    JsonNode value = required(name);
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= min && number <= max)) {
      throw bad(
          path(name),
          "must be a number from " + plain(min) + " to " + plain(max) + ", not " + value);
    }
    return number;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** A number above zero. */
  double positive(String name) {
    JsonNode value = required(name);
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
      throw bad(path(name), "must be a number above 0, not " + value);
    }
    return number;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) {
    String value = text(name);
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(value)) {
        return each;
      }
    }
    throw bad(path(name), "must be one of " + List.of(type.getEnumConstants()) + ", not " + value);
  }

  Fields object(String name) {
    return new Fields(path(name), required(name));
  }

  /**
   * The objects of a list, each with its place in the path; none when the list is absent and may
   * be.
   */
  List<Fields> objects(String name, int least) {
    List<Fields> result = new ArrayList<>();
    for (JsonNode each : elements(name, least)) {
      result.add(new Fields(path(name) + "[" + result.size() + "]", each));
    }
    return result;
  }

  List<String> texts(String name, int least) {
    List<String> result = new ArrayList<>();
    for (JsonNode each : elements(name, least)) {
      if (!each.isTextual()) {
        throw bad(path(name) + "[" + result.size() + "]", "must be a text");
      }
      result.add(each.textValue());
    }
    return result;
  }

  private Iterable<JsonNode> elements(String name, int least) {
    if (least == 0 && !has(name)) {
      read.add(name);
      return List.of();
    }
    JsonNode value = required(name);
    if (!value.isArray()) {
      throw bad(path(name), "must be a list");
    }
    if (value.size() < least) {
      throw bad(path(name), "must have at least " + least + (least == 1 ? " entry" : " entries"));
    }
    return value;
  }

  /** The one of several names that is given. */
  Optional<String> oneOf(List<String> names) {
    List<String> given = names.stream().filter(this::has).toList();
    return given.size() == 1 ? Optional.of(given.getFirst()) : Optional.empty();
  }

  String path() {
    return path;
  }

  /** Refuses members that nothing has read, so that a misspelt one is not passed over. */
  void end() {
    Set<String> unknown = new TreeSet<>();
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!read.contains(name)) {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      throw bad(path(unknown.iterator().next()), "is not known; known are " + new TreeSet<>(read));
    }
  }
}
