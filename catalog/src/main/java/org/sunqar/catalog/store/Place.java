// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;

/**
 * A place in an order of items: that of an item which may be gone by now. Written as text it is
 * opaque to clients, and what comes back is checked as anything else from outside; it tells nothing
 * that the item does not.
 *
 * @param values of the item at each key of the order
 * @param collection its collection
 * @param id its id; collection and id decide where the values are the same
 */
record Place(List<SortValue> values, String collection, String id) {

  /** Longer texts are refused unread (characters). */
  private static final int MAX_LENGTH = 16_384;

  Place {
    values = List.copyOf(values);
  }

  /** Negative when this comes before another place in an order. */
  int compareTo(Place other, List<SortKey> order) {
    for (int i = 0; i < order.size(); i++) {
      int c = SortValue.compare(values.get(i), other.values.get(i), order.get(i).descending());
      if (c != 0) {
        return c;
      }
    }
    int c = SortValue.compareTexts(collection, other.collection);
    if (c == 0) {
      c = SortValue.compareTexts(id, other.id);
    }
    return tiesDescending(order) ? -c : c;
  }

  /** Whether items that are equal at all keys come by falling collection and id. */
  static boolean tiesDescending(List<SortKey> order) {
    return !order.isEmpty() && order.getLast().descending();
  }

  /** The text for {@link ItemPage#next}. */
  String toText(List<SortKey> order) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("o", signature(order));
    ArrayNode list = json.putArray("v");
    values.forEach(value -> list.add(value.toJson()));
    json.put("c", collection).put("i", id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(json).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The inverse of {@link #toText}.
   *
   * @throws CatalogException INVALID when it is not a place of this order
   */
  static Place parse(String text, List<SortKey> order) {
    if (text.length() > MAX_LENGTH) {
      throw invalid();
    }
    ObjectNode json;
    try {
      json = Json.parseObject(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException | CatalogException e) {
      throw invalid();
    }
    if (!json.path("o").asText().equals(signature(order))
        || json.path("v").size() != order.size()
        || !json.path("c").isTextual()
        || !json.path("i").isTextual()) {
      throw invalid();
    }
    List<SortValue> values = new ArrayList<>();
    for (JsonNode value : json.path("v")) {
      values.add(SortValue.fromJson(value).orElseThrow(Place::invalid));
    }
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).property().equals("datetime") != values.get(i) instanceof SortValue.Time) {
        throw invalid();
      }
    }
    return new Place(values, json.path("c").textValue(), json.path("i").textValue());
  }

  private static String signature(List<SortKey> order) {
    StringBuilder text = new StringBuilder();
    for (SortKey key : order) {
      text.append(key.descending() ? '-' : '+').append(key.property()).append('\n');
    }
    return Integer.toHexString(text.toString().hashCode());
  }

  static CatalogException invalid() {
    return new CatalogException(
        CatalogException.Key.INVALID,
        "the token of the next page is not one of this query; begin with the first page");
  }
}
