// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a name in a filter stands for in an item: {@code id}, {@code collection}, {@code bbox},
 * {@code geometry} (also as {@code geom}); otherwise a field of {@code properties}, with or without
 * {@code properties.} before it, whose key may have dots or whose dots lead into objects; otherwise
 * one of the item's own fields in {@link #OWN_FIELDS}.
 *
 * <p>A {@code datetime} of null stands for the interval from {@code start_datetime} to {@code
 * end_datetime}: functions of time take it as that, comparisons take its middle, the instant that
 * items are sorted by. It is null all the same.
 */
final class PropertyPath {

  static final Set<String> OWN_FIELDS =
      Set.of("type", "stac_version", "stac_extensions", "links", "assets");

  private static final Set<String> ITEM_FIELDS = Set.of("id", "collection", "bbox");
  private static final String PREFIX = "properties.";
  private static final String DATETIME = "datetime";

  /** Where a name leads. */
  private enum Root {
    GEOMETRY,
    ITEM,
    PROPERTIES,
    PROPERTIES_OR_ITEM
  }

  private final Root root;
  private final String key;
  private final List<String> steps;

  PropertyPath(String name) {
    if (name.equals("geometry") || name.equals("geom")) {
      root = Root.GEOMETRY;
      key = "geometry";
    } else if (ITEM_FIELDS.contains(name)) {
      root = Root.ITEM;
      key = name;
    } else if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
      root = Root.PROPERTIES;
      key = name.substring(PREFIX.length());
    } else {
      int dot = name.indexOf('.');
      root =
          OWN_FIELDS.contains(dot < 0 ? name : name.substring(0, dot))
              ? Root.PROPERTIES_OR_ITEM
              : Root.PROPERTIES;
      key = name;
    }
    steps = List.of(key.split("\\.", -1));
  }

  boolean isGeometry() {
    return root == Root.GEOMETRY;
  }

  boolean isId() {
    return root == Root.ITEM && key.equals("id");
  }

  boolean isCollection() {
    return root == Root.ITEM && key.equals("collection");
  }

  boolean isDatetime() {
    return root == Root.PROPERTIES && key.equals(DATETIME);
  }

  /** The field of {@code properties} that it is, when it can be nothing else. */
  Optional<String> plainProperty() {
    return root == Root.PROPERTIES && steps.size() == 1 ? Optional.of(key) : Optional.empty();
  }

  /** The field of the item that holds what it leads to. */
  Set<String> itemFields() {
    return switch (root) {
      case GEOMETRY, ITEM -> Set.of(key);
      case PROPERTIES -> Set.of("properties");
      case PROPERTIES_OR_ITEM -> Set.of("properties", steps.getFirst());
    };
  }

  /** The fields of {@code properties} that it may read. */
  Set<String> propertyFields() {
    return switch (root) {
      case GEOMETRY, ITEM -> Set.of();
      case PROPERTIES, PROPERTIES_OR_ITEM ->
          isDatetime()
              ? Set.of(DATETIME, "start_datetime", "end_datetime")
              : steps.size() == 1 ? Set.of(key) : Set.of(key, steps.getFirst());
    };
  }

  boolean isNull(Subject subject) {
    return isGeometry() ? subject.geometry() == null : node(subject).isNull();
  }

  @Nullable Object value(Subject subject) {
    if (isGeometry()) {
      return subject.geometry();
    }
    Object value = Values.of(node(subject));
    return value == null && isDatetime() ? interval(subject) : value;
  }

  /** The JSON null for what is not there. */
  private JsonNode node(Subject subject) {
    JsonNode node =
        switch (root) {
          case GEOMETRY, ITEM -> subject.item().path(key);
          case PROPERTIES -> property(subject);
          case PROPERTIES_OR_ITEM -> {
            JsonNode property = property(subject);
            yield property.isMissingNode() ? nested(subject.item()) : property;
          }
        };
    return node.isMissingNode() ? com.fasterxml.jackson.databind.node.NullNode.getInstance() : node;
  }

  private JsonNode property(Subject subject) {
    JsonNode properties = subject.properties();
    JsonNode node = properties.path(key);
    return node.isMissingNode() && steps.size() > 1 ? nested(properties) : node;
  }

  private JsonNode nested(JsonNode from) {
    JsonNode node = from;
    for (String step : steps) {
      node = node.isObject() ? node.path(step) : MissingNode.getInstance();
    }
    return node;
  }

  private static @Nullable Span interval(Subject subject) {
    Moment start = Values.moment(Values.of(subject.properties().path("start_datetime")));
    Moment end = Values.moment(Values.of(subject.properties().path("end_datetime")));
    Span span = new Span(start, end);
    return start == null || end == null || span.isReversed() ? null : span;
  }
}
