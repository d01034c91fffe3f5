// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SortKey;
import org.sunqar.server.http.Problem;

/**
 * The order of a search: {@code sortby=-properties.datetime,id}, or a list of objects with {@code
 * field} and {@code direction}; the newest first where nothing is said.
 */
final class SortOrder {

  private static final int MOST_KEYS = 8;

  /** Top-level fields that have no order. */
  private static final Set<String> NO_ORDER =
      Set.of("geometry", "bbox", "assets", "links", "properties", "type");

  private SortOrder() {}

  static List<SortKey> of(SearchSource source) {
    List<SortKey> keys = new ArrayList<>();
    if (source.isDocument()) {
      Optional<JsonNode> list = source.json("sortby");
      if (list.isPresent() && !list.get().isArray()) {
        throw wrong(SearchSource.shortened(list.get()));
      }
      for (JsonNode element : list.isPresent() ? list.get() : List.<JsonNode>of()) {
        String direction = element.path("direction").asText("asc");
        if (!element.path("field").isTextual()
            || !(direction.equals("asc") || direction.equals("desc"))) {
          throw wrong(SearchSource.shortened(element));
        }
        keys.add(key(element.path("field").textValue(), direction.equals("desc")));
      }
    } else {
      for (String text : source.strings("sortby")) {
        char sign = text.charAt(0);
        // a plus that was not encoded is a space
        boolean signed = sign == '-' || sign == '+' || sign == ' ';
        keys.add(key(signed ? text.substring(1) : text, sign == '-'));
      }
    }
    if (keys.size() > MOST_KEYS) {
      throw Problem.badRequest("sortby", keys.size() + " keys; at most " + MOST_KEYS);
    }
    return keys.isEmpty() ? ItemQuery.NEWEST_FIRST : keys;
  }

  private static SortKey key(String field, boolean descending) {
    String property =
        field.startsWith("properties.") ? field.substring("properties.".length()) : field;
    if (property.isBlank()
        || property.length() > 200
        || NO_ORDER.contains(property)
        || property.chars().anyMatch(c -> c < ' ')) {
      throw wrong(SearchSource.shortened(field));
    }
    return new SortKey(property, descending);
  }

  private static Problem wrong(String text) {
    return Problem.badRequest(
        "sortby",
        "sortby '"
            + text
            + "' should be id, collection or a property with - before it for falling values, or"
            + " {\"field\": ..., \"direction\": \"asc\" or \"desc\"}");
  }
}
