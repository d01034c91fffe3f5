// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.geo.Bounds;

/**
 * The collections of one state of the catalogue, as their table has them.
 *
 * @param state of {@link ColumnCache}
 * @param byId in the order of ids
 */
record KnownCollections(long state, Map<String, Known> byId, Map<Integer, Known> byKey) {

  static final KnownCollections NONE = new KnownCollections(-1, Map.of(), Map.of());

  /**
   * One collection.
   *
   * @param json what was written
   * @param summaryJson of {@link CollectionSummary}
   * @param items how many it has
   * @param box of its items, when it has some and the box is known
   * @param longest interval of an item of it (microseconds)
   */
  record Known(
      int key,
      String id,
      String json,
      String summaryJson,
      long items,
      Optional<Bounds> box,
      long longest) {

    CollectionSummary summary() {
      return CollectionSummary.fromJson(Json.parseObject(summaryJson));
    }
  }

  static KnownCollections read(long state, Sql sql) throws SQLException {
    Map<String, Known> byId = new LinkedHashMap<>();
    Map<Integer, Known> byKey = new HashMap<>();
    try (ResultSet rows =
        sql.query("SELECT key, id, json, summary, longest FROM collection ORDER BY id")) {
      while (rows.next()) {
        String summaryJson = rows.getString(4);
        CollectionSummary summary = CollectionSummary.fromJson(Json.parseObject(summaryJson));
        Known known =
            new Known(
                rows.getInt(1),
                rows.getString(2),
                rows.getString(3),
                summaryJson,
                summary.items(),
                summary.extent().bbox(),
                rows.getLong(5));
        byId.put(known.id(), known);
        byKey.put(known.key(), known);
      }
    }
    return new KnownCollections(state, byId, byKey);
  }

  Collection<Known> all() {
    return byId.values();
  }

  Optional<Known> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
