// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.geo.Bounds;

/**
 * The rows of collections. What batches add is written beside the summary of a collection, so that
 * those who add at the same time do not wait for each other, and added up when it is read; a batch
 * that also takes away holds the collection's row until its end. One of {@value #FOLD_EVERY}
 * batches puts together what has gathered.
 */
final class PostgisCollections {

  private static final int FOLD_EVERY = 32;

  /** A collection as it was written, and what its items have in common. */
  record Described(Collection written, CollectionSummary summary) {}

  private PostgisCollections() {}

  static void put(Connection c, Collection collection) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "INSERT INTO collection (id, json, summary) VALUES (?, ?, ?)"
                + " ON CONFLICT (id) DO NOTHING")) {
      insert.setString(1, collection.id());
      insert.setString(2, Json.write(collection.toJson()));
      insert.setString(3, Json.write(new CollectionSummary().toJson()));
      if (insert.executeUpdate() > 0) {
        return;
      }
    }
    CollectionSummary summary = locked(c, collection.id());
    try (PreparedStatement update =
        c.prepareStatement("UPDATE collection SET json = ?, summary = ? WHERE id = ?")) {
      update.setString(1, Json.write(summary.strip(collection).toJson()));
      update.setString(2, Json.write(summary.toJson()));
      update.setString(3, collection.id());
      update.executeUpdate();
    }
  }

  /** All collections, or those of some ids, by id. */
  static List<Described> read(Connection c, Optional<String> id) throws SQLException {
    List<Described> collections = new ArrayList<>();
    try (PreparedStatement statement =
        c.prepareStatement(
            """
            SELECT c.json, c.summary,
              ARRAY(SELECT a.summary FROM collection_addition a WHERE a.collection = c.id)
            FROM collection c
            """
                + (id.isPresent() ? "WHERE c.id = ? " : "")
                + "ORDER BY c.id")) {
      if (id.isPresent()) {
        statement.setString(1, id.get());
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          CollectionSummary summary =
              CollectionSummary.fromJson(Json.parseObject(rows.getString(2)));
          for (String addition : (String[]) rows.getArray(3).getArray()) {
            summary.merge(CollectionSummary.fromJson(Json.parseObject(addition)));
          }
          collections.add(
              new Described(Collection.fromJson(Json.parseObject(rows.getString(1))), summary));
        }
      }
    }
    return collections;
  }

  /** How many items there are in some collections, or in all. */
  static long countItems(Connection c, Optional<List<String>> ids) throws SQLException {
    return read(c, Optional.empty()).stream()
        .filter(one -> ids.isEmpty() || ids.get().contains(one.written().id()))
        .mapToLong(one -> one.summary().items())
        .sum();
  }

  /** Works out what could not be counted down, and keeps it. */
  static void refresh(Connection c, String collection) throws SQLException {
    CollectionSummary summary = locked(c, collection);
    if (!summary.rangesKnown()) {
      setRanges(c, collection, summary);
    }
    write(c, collection, summary);
  }

  static boolean delete(Connection c, String collection) throws SQLException {
    try (PreparedStatement lock =
        c.prepareStatement("SELECT 1 FROM collection WHERE id = ? FOR UPDATE")) {
      lock.setString(1, collection);
      try (ResultSet rows = lock.executeQuery()) {
        if (!rows.next()) {
          return false;
        }
      }
    }
    // as long as it takes: there may be millions
    update(c, "SET LOCAL statement_timeout = 0");
    long now = ItemRow.micros(java.time.Instant.now());
    update(
        c,
        "INSERT INTO tombstone SELECT collection, id, "
            + now
            + " FROM item WHERE collection = ? ON CONFLICT (collection, id)"
            + " DO UPDATE SET deleted = excluded.deleted",
        collection);
    update(c, "DELETE FROM item WHERE collection = ?", collection);
    return update(c, "DELETE FROM collection WHERE id = ?", collection) > 0;
  }

  /** Notes items that came. */
  static void add(Connection c, String collection, List<ItemRow> rows) throws SQLException {
    CollectionSummary summary = new CollectionSummary();
    rows.forEach(summary::add);
    update(
        c,
        "INSERT INTO collection_addition (collection, summary) VALUES (?, ?)",
        collection,
        Json.write(summary.toJson()));
    if (ThreadLocalRandom.current().nextInt(FOLD_EVERY) == 0) {
      fold(c, collection);
    }
  }

  /** Notes items that went and came; the collection is locked until the transaction ends. */
  static void change(Connection c, String collection, List<ItemRow> gone, List<ItemRow> came)
      throws SQLException {
    CollectionSummary summary = locked(c, collection);
    came.forEach(summary::add);
    gone.forEach(summary::remove);
    write(c, collection, summary);
  }

  /** Notes how long the longest item of a collection is (microseconds). */
  static void lengthen(Connection c, String collection, long span) throws SQLException {
    try (PreparedStatement statement =
        c.prepareStatement("UPDATE collection SET longest = greatest(longest, ?) WHERE id = ?")) {
      statement.setLong(1, span);
      statement.setString(2, collection);
      statement.executeUpdate();
    }
  }

  /** Puts additions together, unless another does or is changing the collection. */
  private static void fold(Connection c, String collection) throws SQLException {
    try (PreparedStatement lock =
        c.prepareStatement("SELECT 1 FROM collection WHERE id = ? FOR NO KEY UPDATE SKIP LOCKED")) {
      lock.setString(1, collection);
      try (ResultSet rows = lock.executeQuery()) {
        if (!rows.next()) {
          return;
        }
      }
    }
    write(c, collection, locked(c, collection));
  }

  /** The summary of a collection with all additions, which go; its row is locked. */
  private static CollectionSummary locked(Connection c, String collection) throws SQLException {
    CollectionSummary summary;
    try (PreparedStatement statement =
        c.prepareStatement("SELECT summary FROM collection WHERE id = ? FOR NO KEY UPDATE")) {
      statement.setString(1, collection);
      try (ResultSet rows = statement.executeQuery()) {
        summary =
            rows.next()
                ? CollectionSummary.fromJson(Json.parseObject(rows.getString(1)))
                : new CollectionSummary();
      }
    }
    try (PreparedStatement statement =
        c.prepareStatement(
            "DELETE FROM collection_addition WHERE collection = ? RETURNING summary")) {
      statement.setString(1, collection);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          summary.merge(CollectionSummary.fromJson(Json.parseObject(rows.getString(1))));
        }
      }
    }
    return summary;
  }

  private static void write(Connection c, String collection, CollectionSummary summary)
      throws SQLException {
    update(
        c,
        "UPDATE collection SET summary = ? WHERE id = ?",
        Json.write(summary.toJson()),
        collection);
  }

  private static void setRanges(Connection c, String collection, CollectionSummary summary)
      throws SQLException {
    StringBuilder sql =
        new StringBuilder(
            """
            SELECT min(CASE WHEN east > 180 THEN -180 ELSE west END), min(south),
              max(least(east, 180)), max(north), min(starts), max(ends)
            """);
    for (String property : CollectionSummary.RANGES) {
      for (String extreme : List.of("min", "max")) {
        sql.append(", ")
            .append(extreme)
            .append("(CASE WHEN jsonb_typeof(properties -> '")
            .append(property)
            .append("') = 'number' THEN (properties -> '")
            .append(property)
            .append("')::float8 END)");
      }
    }
    sql.append(" FROM item WHERE collection = ?");
    try (PreparedStatement statement = c.prepareStatement(sql.toString())) {
      statement.setString(1, collection);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        double west = row.getDouble(1);
        if (row.wasNull()) {
          summary.setRanges(Optional.empty(), Optional.empty(), Map.of());
          return;
        }
        Map<String, CollectionSummary.Range> ranges = new HashMap<>();
        int column = 7;
        for (String property : CollectionSummary.RANGES) {
          double min = row.getDouble(column);
          if (!row.wasNull()) {
            ranges.put(property, new CollectionSummary.Range(min, row.getDouble(column + 1)));
          }
          column += 2;
        }
        summary.setRanges(
            Optional.of(new Bounds(west, row.getDouble(2), row.getDouble(3), row.getDouble(4))),
            Optional.of(new CollectionSummary.Span(row.getLong(5), row.getLong(6))),
            ranges);
      }
    }
  }

  private static int update(Connection c, String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
