// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SortKey;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/**
 * A search, as it comes in parameters or in a document.
 *
 * @param limit items of a page, 1..{@link #MOST_ITEMS}
 */
record SearchRequest(ItemConditions where, List<SortKey> order, int limit, Optional<String> token) {

  static final int MOST_ITEMS = 10_000;
  static final int DEFAULT_ITEMS = 10;

  /** The store's query. */
  ItemQuery query() {
    ItemQuery query = ItemQuery.where(where).orderedBy(order).atMost(limit);
    return token.isPresent() ? query.after(token.get()) : query;
  }

  SearchRequest within(String collection) {
    return new SearchRequest(where.in(List.of(collection)), order, limit, token);
  }

  static SearchRequest ofParameters(Request request) {
    ItemConditions where = ItemConditions.NONE;
    Optional<String> ids = request.parameter("ids");
    if (ids.isPresent()) {
      where = where.withIds(list(ids.get()));
    }
    Optional<String> collections = request.parameter("collections");
    if (collections.isPresent()) {
      where = where.in(list(collections.get()));
    }
    Optional<String> bbox = request.parameter("bbox");
    if (bbox.isPresent()) {
      where = where.touching(SearchArea.ofText(bbox.get()));
    }
    Optional<String> datetime = request.parameter("datetime");
    if (datetime.isPresent()) {
      where = where.during(SearchTime.of(datetime.get()));
    }
    return new SearchRequest(
        where,
        ItemQuery.NEWEST_FIRST,
        limit(request.parameter("limit")),
        request.parameter("token"));
  }

  static SearchRequest ofDocument(ObjectNode body) {
    ItemConditions where = ItemConditions.NONE;
    if (body.hasNonNull("ids")) {
      where = where.withIds(strings(body, "ids"));
    }
    if (body.hasNonNull("collections")) {
      where = where.in(strings(body, "collections"));
    }
    if (body.hasNonNull("bbox")) {
      where = where.touching(SearchArea.ofJson(body.get("bbox")));
    }
    if (body.hasNonNull("datetime")) {
      where = where.during(SearchTime.of(body.get("datetime").asText()));
    }
    return new SearchRequest(
        where,
        ItemQuery.NEWEST_FIRST,
        limit(Optional.ofNullable(body.get("limit")).map(JsonNode::asText)),
        Optional.ofNullable(body.get("token")).map(JsonNode::asText));
  }

  private static int limit(Optional<String> text) {
    if (text.isEmpty()) {
      return DEFAULT_ITEMS;
    }
    String digits = text.get();
    if (digits.matches("[0-9]{1,18}") && Long.parseLong(digits) >= 1) {
      return (int) Math.min(MOST_ITEMS, Long.parseLong(digits));
    }
    throw Problem.badRequest("limit", "limit '" + digits + "' should be 1.." + MOST_ITEMS);
  }

  private static List<String> list(String text) {
    return List.of(text.split(","));
  }

  private static List<String> strings(ObjectNode body, String field) {
    List<String> values = new ArrayList<>();
    for (JsonNode value : body.get(field)) {
      if (!value.isTextual()) {
        throw Problem.badRequest(field, field + " should be a list of strings");
      }
      values.add(value.textValue());
    }
    return values;
  }
}
