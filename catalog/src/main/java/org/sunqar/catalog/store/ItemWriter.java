// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.ItemJson;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.geo.Bounds;

/**
 * Writes and deletes items in one transaction and keeps everything right that is worked out from
 * them: boxes, columns, summaries of collections, tombstones. All of it happens in {@link #finish},
 * which is to be called once, or as items are written.
 */
final class ItemWriter {

  /** Further texts stay in the documents alone; a million different ones are no classes. */
  private static final int MAX_TERMS = 100_000;

  /** Longer texts stay in the documents alone (characters). */
  private static final int MAX_TERM_LENGTH = 200;

  private final Sql sql;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Map<String, OpenCollection> collections = new HashMap<>();
  private final Map<Long, ColumnBlock> blocks = new HashMap<>();
  private final Map<String, Integer> terms = new HashMap<>();
  private final boolean tombstones;
  private long nextKey;

  /** A collection that is written to. */
  private static final class OpenCollection {
    final int key;
    final CollectionSummary summary;
    long longest;
    boolean changed;

    OpenCollection(int key, CollectionSummary summary, long longest) {
      this.key = key;
      this.summary = summary;
      this.longest = longest;
    }
  }

  /** What is there under an id. */
  private record There(long key, long digest, Instant created, String version) {}

  ItemWriter(Sql sql) throws SQLException {
    this.sql = sql;
    nextKey = sql.number("SELECT max(key) FROM item").orElse(0L) + 1;
    tombstones = sql.number("SELECT 1 FROM tombstone LIMIT 1").isPresent();
  }

  /** As {@link ItemStore#add}. */
  ItemStore.Added add(ItemRow row, boolean replace) throws SQLException {
    OpenCollection collection = open(row);
    if (row.contentHash().isPresent()) {
      Optional<String> same = idOfHash(collection, row.contentHash().get());
      if (same.isPresent() && !(replace && same.get().equals(row.id()))) {
        return new ItemStore.Added.AlreadyThere(same.get());
      }
    }
    Optional<There> there = find(collection, row.id());
    if (there.isEmpty()) {
      put(collection, row, there);
      return new ItemStore.Added.New();
    }
    if (!replace) {
      return new ItemStore.Added.Conflict();
    }
    if (there.get().digest() != row.digest()) {
      put(collection, row, there);
    }
    return new ItemStore.Added.Replaced();
  }

  /** As {@link ItemStore#upsert}. */
  ItemStore.Added upsert(ItemRow row) throws SQLException {
    OpenCollection collection = open(row);
    // most are new: to try it is faster than to ask
    Instant created = row.created().orElse(now);
    if (insertNew(collection, row, row.stamped(created, now), created, now)) {
      return new ItemStore.Added.New();
    }
    Optional<There> there = find(collection, row.id());
    if (there.isPresent() && there.get().digest() == row.digest()) {
      return new ItemStore.Added.AlreadyThere(row.id());
    }
    put(collection, row, there);
    return new ItemStore.Added.Replaced();
  }

  /** As {@link ItemStore#load}. */
  void load(ItemRow row) throws SQLException {
    OpenCollection collection = open(row);
    Optional<There> there = find(collection, row.id());
    Instant created = row.created().orElse(now);
    Instant updated = row.updated().orElse(now);
    ItemDocument document = row.stamped(created, updated);
    if (there.isEmpty() || !there.get().version().equals(document.version())) {
      put(collection, row, there, document, created, updated);
    }
  }

  /** As {@link ItemStore#write}. */
  ItemDocument write(ItemRow row, Expected expected) throws SQLException {
    OpenCollection collection = open(row);
    Optional<There> there = find(collection, row.id());
    check(row.collection() + "/" + row.id(), there, expected);
    if (there.isPresent() && there.get().digest() == row.digest()) {
      return new ItemDocument(
          row.collection(),
          row.id(),
          there.get().version(),
          row.localFiles(),
          json(there.get().key()));
    }
    return put(collection, row, there);
  }

  /** As {@link ItemStore#delete}. */
  boolean delete(String collectionId, String id, Expected expected) throws SQLException {
    Optional<OpenCollection> collection = find(collectionId);
    Optional<There> there = collection.isPresent() ? find(collection.get(), id) : Optional.empty();
    check(collectionId + "/" + id, there, expected);
    if (there.isEmpty()) {
      return false;
    }
    OpenCollection from = collection.orElseThrow();
    long key = there.get().key();
    remove(from, key);
    sql.update("DELETE FROM item WHERE key = ?", key);
    block(key).clear(Columns.slot(key));
    sql.update(
        "INSERT OR REPLACE INTO tombstone VALUES (?, ?, ?)", collectionId, id, now.toEpochMilli());
    return true;
  }

  /** Deletes a collection with its items. */
  boolean deleteCollection(String id) throws SQLException {
    Optional<OpenCollection> collection = find(id);
    if (collection.isEmpty()) {
      return false;
    }
    int key = collection.get().key;
    try (ResultSet rows =
        sql.query("SELECT DISTINCT key / 256 FROM item WHERE collection = ?", key)) {
      while (rows.next()) {
        ColumnBlock block = block(rows.getLong(1) * ColumnBlock.SIZE);
        for (int slot = 0; slot < ColumnBlock.SIZE; slot++) {
          if (block.collection[slot] == key) {
            block.clear(slot);
          }
        }
      }
    }
    sql.update(
        "INSERT OR REPLACE INTO tombstone SELECT ?, id, ? FROM item WHERE collection = ?",
        id,
        now.toEpochMilli(),
        key);
    sql.update("DELETE FROM item WHERE collection = ?", key);
    sql.update("DELETE FROM collection WHERE key = ?", key);
    collections.remove(id);
    return true;
  }

  /** Writes what is kept by block and by collection. To be called once, after all changes. */
  void finish() throws SQLException {
    long state = nextState(sql);
    for (Map.Entry<Long, ColumnBlock> block : blocks.entrySet()) {
      sql.update(
          "INSERT OR REPLACE INTO item_block VALUES (?, ?, ?)",
          block.getKey(),
          state,
          block.getValue().toBytes());
    }
    for (OpenCollection collection : collections.values()) {
      if (collection.changed) {
        sql.update(
            "UPDATE collection SET summary = ?, longest = ? WHERE key = ?",
            Json.write(collection.summary.toJson()),
            collection.longest,
            collection.key);
      }
    }
  }

  /** Counts up the state of the catalogue, which every transaction that changes it must do. */
  static long nextState(Sql sql) throws SQLException {
    sql.update("UPDATE catalog_state SET state = state + 1");
    return sql.number("SELECT state FROM catalog_state").orElseThrow();
  }

  private ItemDocument put(OpenCollection collection, ItemRow row, Optional<There> there)
      throws SQLException {
    Instant created = row.created().or(() -> there.map(There::created)).orElse(now);
    ItemDocument document = row.stamped(created, now);
    put(collection, row, there, document, created, now);
    return document;
  }

  private void put(
      OpenCollection collection,
      ItemRow row,
      Optional<There> there,
      ItemDocument document,
      Instant created,
      Instant updated)
      throws SQLException {
    if (there.isPresent()) {
      long key = there.get().key();
      remove(collection, key);
      sql.update("DELETE FROM item WHERE key = ?", key);
      insert(collection, key, row, document, created);
      indexed(collection, key, row, updated);
    } else {
      insertNew(collection, row, document, created, updated);
    }
  }

  /** False, and nothing is done, when there is an item of its id. */
  private boolean insertNew(
      OpenCollection collection,
      ItemRow row,
      ItemDocument document,
      Instant created,
      Instant updated)
      throws SQLException {
    if (insert(collection, nextKey, row, document, created) == 0) {
      return false;
    }
    if (tombstones) {
      sql.update(
          "DELETE FROM tombstone WHERE collection = ? AND id = ?", row.collection(), row.id());
    }
    indexed(collection, nextKey++, row, updated);
    return true;
  }

  /** Adds an item that is in its table now to all that is worked out from it. */
  private void indexed(OpenCollection collection, long key, ItemRow row, Instant updated)
      throws SQLException {
    block(key).put(Columns.slot(key), collection.key, row, updated.toEpochMilli(), terms(row));
    collection.summary.add(row);
    collection.longest = Math.max(collection.longest, row.end() - row.start());
    collection.changed = true;
  }

  private int insert(
      OpenCollection collection, long key, ItemRow row, ItemDocument document, Instant created)
      throws SQLException {
    PreparedStatement insert =
        sql.statement(
            "INSERT OR IGNORE INTO item"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Bounds box = row.bbox();
    insert.setLong(1, key);
    insert.setInt(2, collection.key);
    insert.setString(3, row.id());
    insert.setLong(4, row.time());
    insert.setLong(5, row.time() - row.start());
    insert.setLong(6, row.end() - row.time());
    insert.setDouble(7, box.minX());
    insert.setDouble(8, box.minY());
    insert.setDouble(9, box.maxX());
    insert.setDouble(10, box.maxY());
    insert.setLong(11, row.digest());
    insert.setLong(12, created.toEpochMilli());
    insert.setString(13, document.version());
    insert.setInt(14, document.localFiles() ? 1 : 0);
    if (row.contentHash().isPresent()) {
      insert.setString(15, row.contentHash().get());
    } else {
      insert.setNull(15, Types.VARCHAR);
    }
    insert.setBytes(16, document.json());
    return insert.executeUpdate();
  }

  /** Takes an item out of all that is worked out from it. */
  private void remove(OpenCollection collection, long key) throws SQLException {
    ItemRow old = ItemRow.kept(ItemJson.read(json(key)));
    collection.summary.remove(old);
    collection.changed = true;
  }

  private byte[] json(long key) throws SQLException {
    try (ResultSet rows = sql.query("SELECT json FROM item WHERE key = ?", key)) {
      rows.next();
      return rows.getBytes(1);
    }
  }

  private ColumnBlock block(long key) throws SQLException {
    long number = key / ColumnBlock.SIZE;
    ColumnBlock there = blocks.get(number);
    if (there != null) {
      return there;
    }
    ColumnBlock block = new ColumnBlock();
    try (ResultSet rows = sql.query("SELECT data FROM item_block WHERE block = ?", number)) {
      if (rows.next()) {
        block = ColumnBlock.of(rows.getBytes(1));
      }
    }
    blocks.put(number, block);
    return block;
  }

  private int[] terms(ItemRow row) throws SQLException {
    int[] codes = new int[ColumnBlock.TEXTS.size()];
    for (int i = 0; i < codes.length; i++) {
      Optional<String> text = row.text(ColumnBlock.TEXTS.get(i));
      if (text.isPresent()) {
        codes[i] = term(text.get());
      }
    }
    return codes;
  }

  private int term(String text) throws SQLException {
    Integer known = terms.get(text);
    if (known != null) {
      return known;
    }
    int code = ColumnBlock.OTHER_TEXT;
    if (text.length() <= MAX_TERM_LENGTH) {
      Optional<Long> there = sql.number("SELECT key FROM term WHERE value = ?", text);
      if (there.isPresent()) {
        code = Math.toIntExact(there.get());
      } else {
        int next = Math.toIntExact(sql.number("SELECT max(key) FROM term").orElse(0L)) + 1;
        if (next <= MAX_TERMS) {
          sql.update("INSERT INTO term VALUES (?, ?)", next, text);
          code = next;
        }
      }
    }
    if (terms.size() < MAX_TERMS) {
      terms.put(text, code);
    }
    return code;
  }

  private OpenCollection open(ItemRow row) throws SQLException {
    OpenCollection known = collections.get(row.collection());
    if (known != null) {
      return known;
    }
    return find(row.collection())
        .orElseThrow(() ->
            new CatalogException(
                CatalogException.Key.NOT_FOUND,
                "item "
                    + row.id()
                    + " is for collection "
                    + row.collection()
                    + ", which is not there"));
  }

  private Optional<OpenCollection> find(String id) throws SQLException {
    OpenCollection known = collections.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    try (ResultSet rows =
        sql.query("SELECT key, summary, longest FROM collection WHERE id = ?", id)) {
      if (!rows.next()) {
        return Optional.empty();
      }
      OpenCollection opened =
          new OpenCollection(
              rows.getInt(1),
              CollectionSummary.fromJson(Json.parseObject(rows.getString(2))),
              rows.getLong(3));
      collections.put(id, opened);
      return Optional.of(opened);
    }
  }

  private Optional<There> find(OpenCollection collection, String id) throws SQLException {
    try (ResultSet rows =
        sql.query(
            "SELECT key, digest, created, version FROM item WHERE collection = ? AND id = ?",
            collection.key,
            id)) {
      return rows.next()
          ? Optional.of(
              new There(
                  rows.getLong(1),
                  rows.getLong(2),
                  Instant.ofEpochMilli(rows.getLong(3)),
                  rows.getString(4)))
          : Optional.empty();
    }
  }

  private Optional<String> idOfHash(OpenCollection collection, String hash) throws SQLException {
    try (ResultSet rows =
        sql.query(
            "SELECT id FROM item WHERE collection = ? AND content_hash = ? ORDER BY key LIMIT 1",
            collection.key,
            hash)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  private static void check(String name, Optional<There> there, Expected expected) {
    switch (expected) {
      case Expected.Anything() -> {}
      case Expected.Absent() -> {
        if (there.isPresent()) {
          throw new CatalogException(CatalogException.Key.CONFLICT, name + " is there already");
        }
      }
      case Expected.Present() -> {
        if (there.isEmpty()) {
          throw new CatalogException(CatalogException.Key.NOT_FOUND, "there is no item " + name);
        }
      }
      case Expected.Version(String version) -> {
        if (there.isEmpty()) {
          throw new CatalogException(CatalogException.Key.NOT_FOUND, "there is no item " + name);
        }
        if (!there.get().version().equals(version)) {
          throw new CatalogException(
              CatalogException.Key.STALE,
              name + " was changed since: its version is " + there.get().version());
        }
      }
    }
  }
}
