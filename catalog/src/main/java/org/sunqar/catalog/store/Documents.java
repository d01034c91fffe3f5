// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads documents by the keys of their items. */
final class Documents {

  private Documents() {}

  static Optional<ItemDocument> find(Snapshot snapshot, long key) throws SQLException {
    try (ResultSet rows =
        snapshot
            .sql()
            .query("SELECT collection, id, version, local, json FROM item WHERE key = ?", key)) {
      return rows.next() ? Optional.of(document(snapshot, rows)) : Optional.empty();
    }
  }

  /**
   * Those of many keys that are there, by key: in one statement, because to begin one takes as long
   * as to read a document.
   */
  static Map<Long, ItemDocument> find(Snapshot snapshot, List<Long> keys) throws SQLException {
    Map<Long, ItemDocument> documents = new HashMap<>(2 * keys.size());
    try (ResultSet rows =
        snapshot
            .sql()
            .query(
                "SELECT collection, id, version, local, json, key FROM item"
                    + " WHERE key IN (SELECT value FROM json_each(?))",
                keys.toString())) {
      while (rows.next()) {
        documents.put(rows.getLong(6), document(snapshot, rows));
      }
    }
    return documents;
  }

  static Optional<ItemDocument> find(Snapshot snapshot, String collection, String id)
      throws SQLException {
    Optional<KnownCollections.Known> known = snapshot.collections().find(collection);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    try (ResultSet rows =
        snapshot
            .sql()
            .query(
                "SELECT collection, id, version, local, json FROM item"
                    + " WHERE collection = ? AND id = ?",
                known.get().key(),
                id)) {
      return rows.next() ? Optional.of(document(snapshot, rows)) : Optional.empty();
    }
  }

  /** The document alone. */
  static byte[] json(Snapshot snapshot, long key) throws SQLException {
    try (ResultSet rows = snapshot.sql().query("SELECT json FROM item WHERE key = ?", key)) {
      return rows.next() ? rows.getBytes(1) : new byte[0];
    }
  }

  private static ItemDocument document(Snapshot snapshot, ResultSet rows) throws SQLException {
    KnownCollections.Known collection = snapshot.collections().byKey().get(rows.getInt(1));
    return new ItemDocument(
        collection == null ? "" : collection.id(),
        rows.getString(2),
        rows.getString(3),
        rows.getInt(4) == 1,
        rows.getBytes(5));
  }
}
