// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SortKey;
import org.sunqar.server.http.Problem;

/**
 * A search of items.
 *
 * @param limit items of a page, 1..{@link #MOST_ITEMS}
 * @param token the place of the next page
 * @param fields what is wanted of each item; empty for all
 */
record SearchRequest(
    ItemConditions where,
    List<SortKey> order,
    int limit,
    Optional<String> token,
    Optional<FieldSelection> fields) {

  /** A larger limit means this one, as OGC API Features has it. */
  static final int MOST_ITEMS = 1000;

  static final int DEFAULT_ITEMS = 10;

  /** Further ids or collections of one search are refused. */
  private static final int MOST_IDS = 10_000;

  /** The conditions on items that all kinds of searches take. */
  static final Set<String> CONDITIONS =
      Set.of(
          "ids",
          "collections",
          "bbox",
          "intersects",
          "datetime",
          "filter",
          "filter-lang",
          "filter-crs",
          "query",
          "q");

  /** What is said beside them of a page. */
  static final Set<String> PAGE = Set.of("limit", "token", "sortby", "fields");

  SearchRequest {
    order = List.copyOf(order);
  }

  /** The store's query. */
  ItemQuery query() {
    ItemQuery query = ItemQuery.where(where).orderedBy(order).atMost(limit);
    return token.isPresent() ? query.after(token.get()) : query;
  }

  SearchRequest within(String collection) {
    return new SearchRequest(where.in(List.of(collection)), order, limit, token, fields);
  }

  static SearchRequest of(SearchSource source) {
    return new SearchRequest(
        conditions(source),
        SortOrder.of(source),
        limit(source),
        source.text("token"),
        FieldSelection.of(source));
  }

  /** What items must meet. */
  static ItemConditions conditions(SearchSource source) {
    ItemConditions where =
        ItemConditions.NONE
            .withIds(bounded("ids", source.strings("ids")))
            .in(bounded("collections", source.strings("collections")));
    Optional<double[]> bbox = source.numbers("bbox");
    if (bbox.isPresent()) {
      where = where.touching(SearchArea.box(bbox.get()));
    }
    Optional<com.fasterxml.jackson.databind.JsonNode> intersects = source.json("intersects");
    if (intersects.isPresent()) {
      if (bbox.isPresent()) {
        throw Problem.badRequest("intersects", "only one of bbox and intersects can be given");
      }
      where = where.intersecting(SearchArea.geometry(intersects.get()));
    }
    Optional<String> datetime = source.text("datetime");
    if (datetime.isPresent()) {
      where = where.during(SearchTime.of(datetime.get()));
    }
    Optional<org.sunqar.catalog.filter.Filter> filter = SearchFilter.of(source);
    return filter.isPresent() ? where.meeting(filter.get()) : where;
  }

  /** How many items a page should have. */
  static int limit(SearchSource source) {
    Optional<String> text = source.text("limit");
    if (text.isEmpty()) {
      return DEFAULT_ITEMS;
    }
    String digits = text.get();
    boolean number = !digits.isEmpty() && digits.length() <= 18;
    for (int i = 0; i < digits.length() && number; i++) {
      number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    if (number && Long.parseLong(digits) >= 1) {
      return (int) Math.min(MOST_ITEMS, Long.parseLong(digits));
    }
    throw Problem.badRequest(
        "limit", "limit '" + SearchSource.shortened(digits) + "' should be 1.." + MOST_ITEMS);
  }

  private static List<String> bounded(String name, List<String> values) {
    if (values.size() > MOST_IDS) {
      throw Problem.badRequest(name, values.size() + " " + name + "; at most " + MOST_IDS);
    }
    return values;
  }
}
