// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * The catalogue in a workspace's SQLite file. Items are kept as their JSON beside the columns that
 * a search needs; files inside the workspace are named relative to it, so that it can be moved.
 *
 * <p>Known limits: boxes are compared in single precision, rounded outwards (about a metre).
 */
public final class SqliteItemStore implements ItemStore {

  private final Database database;
  private final Path workspace;

  /**
   * @param database opened with {@link CatalogSchema#MIGRATIONS}
   * @param workspace the folder that relative addresses start from
   */
  public SqliteItemStore(Database database, Path workspace) {
    this.database = database;
    this.workspace = workspace.toAbsolutePath().normalize();
  }

  @Override
  public void putCollection(Collection collection) {
    String json = Json.write(collection.withExtent(Collection.Extent.EMPTY).toJson());
    database.write(c -> {
      try (PreparedStatement statement =
          c.prepareStatement(
              "INSERT INTO collection (id, json, extent_known) VALUES (?, ?, 1)"
                  + " ON CONFLICT (id) DO UPDATE SET json = excluded.json")) {
        statement.setString(1, collection.id());
        statement.setString(2, json);
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public Optional<Collection> collection(String id) {
    return database.read(c -> collections(c, "WHERE id = ?", id)).stream().findFirst();
  }

  @Override
  public List<Collection> collections() {
    return database.read(c -> collections(c, ""));
  }

  @Override
  public boolean deleteCollection(String id) {
    return database.write(c -> update(c, "DELETE FROM collection WHERE id = ?", id) > 0);
  }

  @Override
  public List<Added> add(List<Item> items, boolean replace) {
    return database.write(c -> {
      try (ItemWriter writer = new ItemWriter(c)) {
        List<Added> results = new ArrayList<>();
        for (Item item : items) {
          results.add(add(c, writer, item, replace));
        }
        writer.finish();
        return results;
      }
    });
  }

  @Override
  public List<Added> upsert(List<Item> items) {
    return database.write(c -> {
      try (ItemWriter writer = new ItemWriter(c)) {
        List<Added> results = new ArrayList<>();
        for (Item item : items) {
          Optional<String> there =
              string(
                  c,
                  "SELECT json FROM item WHERE collection = ? AND id = ?",
                  item.collection(),
                  item.id());
          if (there.equals(Optional.of(Json.write(item.relativeTo(workspace).toJson())))) {
            results.add(new Added.AlreadyThere(item.id()));
            continue;
          }
          boolean replaced = writer.delete(item.collection(), item.id());
          insert(c, writer, item);
          results.add(replaced ? new Added.Replaced() : new Added.New());
        }
        writer.finish();
        return results;
      }
    });
  }

  @Override
  public void load(List<ItemDocument> documents) {
    throw new UnsupportedOperationException("scaffold");
  }

  @Override
  public Optional<Item> item(String collection, String id) {
    return database.read(
        c -> oneItem(c, "SELECT json FROM item WHERE collection = ? AND id = ?", collection, id));
  }

  @Override
  public Optional<Item> itemOfHash(String collection, String contentHash) {
    return database.read(c ->
        oneItem(
            c,
            "SELECT json FROM item WHERE collection = ? AND content_hash = ?",
            collection,
            contentHash));
  }

  @Override
  public boolean deleteItem(String collection, String id) {
    return database.write(c -> {
      try (ItemWriter writer = new ItemWriter(c)) {
        boolean deleted = writer.delete(collection, id);
        writer.finish();
        return deleted;
      }
    });
  }

  @Override
  public List<Item> search(ItemQuery query) {
    ItemSql sql = ItemSql.select("i.json", query);
    return database.read(c -> {
      List<Item> items = new ArrayList<>();
      try (PreparedStatement statement = sql.prepare(c);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          items.add(item(rows.getString(1)));
        }
      }
      return items;
    });
  }

  @Override
  public long count(ItemQuery query) {
    ItemSql sql = ItemSql.count(query);
    return database.read(c -> {
      try (PreparedStatement statement = sql.prepare(c);
          ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    });
  }

  @Override
  public ItemDocument write(Item item, Expected expected) {
    Optional<ItemDocument> there = document(item.collection(), item.id());
    check(item.collection() + "/" + item.id(), there, expected);
    upsert(List.of(item));
    return document(item.collection(), item.id()).orElseThrow();
  }

  @Override
  public boolean delete(String collection, String id, Expected expected) {
    check(collection + "/" + id, document(collection, id), expected);
    return deleteItem(collection, id);
  }

  private static void check(String name, Optional<ItemDocument> there, Expected expected) {
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
          throw new CatalogException(CatalogException.Key.STALE, name + " was changed since");
        }
      }
    }
  }

  @Override
  public Optional<ItemDocument> document(String collection, String id) {
    return database
        .read(
            c -> string(c, "SELECT json FROM item WHERE collection = ? AND id = ?", collection, id))
        .map(SqliteItemStore::document);
  }

  private static ItemDocument document(String json) {
    var tree = Json.parseObject(json);
    var links = tree.remove("links");
    tree.set("links", links);
    byte[] bytes = Json.write(tree).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new ItemDocument(
        tree.path("collection").asText(),
        tree.path("id").asText(),
        String.format("%016x", java.util.Arrays.hashCode(bytes)),
        json.contains("\"./") || json.contains("\"file:"),
        bytes);
  }

  @Override
  public ItemPage page(ItemQuery query) {
    // a scaffold: all of them, an offset for a place
    ItemSql sql = ItemSql.select("i.json", query.atMost(Integer.MAX_VALUE));
    int from = query.after().map(Integer::parseInt).orElse(0);
    int limit = query.limit().orElse(Integer.MAX_VALUE);
    return database.read(c -> {
      List<ItemDocument> items = new ArrayList<>();
      int n = 0;
      try (PreparedStatement statement = sql.prepare(c);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String json = rows.getString(1);
          if (query.where().filter().isPresent()
              && !query.where().filter().get().test(Json.parseObject(json))) {
            continue;
          }
          if (n++ >= from) {
            if (items.size() == limit) {
              return new ItemPage(items, Optional.of(Integer.toString(from + limit)));
            }
            items.add(document(json));
          }
        }
      }
      return new ItemPage(items, Optional.empty());
    });
  }

  @Override
  public List<List<Aggregation.Bucket>> aggregate(
      ItemConditions where, List<Aggregation> questions) {
    throw new UnsupportedOperationException("scaffold");
  }

  @Override
  public List<Tombstone> deletedSince(Instant since, List<String> collections, int limit) {
    throw new UnsupportedOperationException("scaffold");
  }

  @Override
  public void close() {}

  private Added add(Connection c, ItemWriter writer, Item item, boolean replace)
      throws SQLException {
    String hash = item.contentHash().orElse("");
    Optional<String> sameContent =
        string(
            c,
            "SELECT id FROM item WHERE collection = ? AND content_hash = ?",
            item.collection(),
            hash);
    if (sameContent.isPresent() && !(replace && sameContent.get().equals(item.id()))) {
      return new Added.AlreadyThere(sameContent.get());
    }
    boolean sameId =
        string(
                c,
                "SELECT id FROM item WHERE collection = ? AND id = ?",
                item.collection(),
                item.id())
            .isPresent();
    if (sameId && !replace) {
      return new Added.Conflict();
    }
    if (sameId) {
      writer.delete(item.collection(), item.id());
    }
    insert(c, writer, item);
    return sameId ? new Added.Replaced() : new Added.New();
  }

  private void insert(Connection c, ItemWriter writer, Item item) throws SQLException {
    if (string(c, "SELECT id FROM collection WHERE id = ?", item.collection()).isEmpty()) {
      throw new CatalogException(
          CatalogException.Key.NOT_FOUND,
          "item " + item.id() + " is for collection " + item.collection() + ", which is not there");
    }
    writer.insert(item, Json.write(item.relativeTo(workspace).toJson()));
  }

  private Optional<Item> oneItem(Connection c, String sql, String... parameters)
      throws SQLException {
    return string(c, sql, parameters).map(this::item);
  }

  private Item item(String json) {
    return Item.fromJson(Json.parseObject(json)).resolvedAgainst(workspace);
  }

  private static List<Collection> collections(Connection c, String where, String... parameters)
      throws SQLException {
    List<Collection> collections = new ArrayList<>();
    try (PreparedStatement statement =
        prepared(
            c,
            "SELECT id, json, extent_known, west, south, east, north, start, \"end\""
                + " FROM collection "
                + where
                + " ORDER BY id",
            parameters)) {
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Collection.Extent extent =
              rows.getInt(3) == 1 ? extent(rows, 4) : extentOfItems(c, rows.getString(1));
          collections.add(
              Collection.fromJson(Json.parseObject(rows.getString(2))).withExtent(extent));
        }
      }
    }
    return collections;
  }

  /** The extent in six columns from {@code first} on. */
  private static Collection.Extent extent(ResultSet rows, int first) throws SQLException {
    double west = rows.getDouble(first);
    if (rows.wasNull()) {
      return Collection.Extent.EMPTY;
    }
    return new Collection.Extent(
        Optional.of(
            new Bounds(
                west,
                rows.getDouble(first + 1),
                rows.getDouble(first + 2),
                rows.getDouble(first + 3))),
        Optional.of(
            new TimeInterval(
                Instant.ofEpochMilli(rows.getLong(first + 4)),
                Instant.ofEpochMilli(rows.getLong(first + 5)))));
  }

  private static Collection.Extent extentOfItems(Connection c, String collection)
      throws SQLException {
    try (PreparedStatement statement =
            prepared(
                c,
                "SELECT min(b.west), min(b.south), max(b.east), max(b.north), min(i.start),"
                    + " max(i.\"end\") FROM item i CROSS JOIN item_box b"
                    + " ON b.key IN (2 * i.key, 2 * i.key + 1) WHERE i.collection = ?",
                collection);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? extent(rows, 1) : Collection.Extent.EMPTY;
    }
  }

  private static Optional<String> string(Connection c, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(c, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  private static int update(Connection c, String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(c, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepared(Connection c, String sql, String... parameters)
      throws SQLException {
    PreparedStatement statement = c.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setString(i + 1, parameters[i]);
    }
    return statement;
  }

  /** Inserts and deletes items in one transaction and keeps the collections' extents right. */
  private static final class ItemWriter implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement insertItem;
    private final PreparedStatement insertBox;
    private final PreparedStatement deleteItem;

    /** What was added to each collection; no value where something was deleted. */
    private final Map<String, Optional<Collection.Extent>> changes = new HashMap<>();

    ItemWriter(Connection connection) throws SQLException {
      this.connection = connection;
      insertItem =
          connection.prepareStatement(
              "INSERT INTO item (collection, id, time, start, \"end\", content_hash, json)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING key");
      insertBox = connection.prepareStatement("INSERT INTO item_box VALUES (?, ?, ?, ?, ?)");
      deleteItem = connection.prepareStatement("DELETE FROM item WHERE collection = ? AND id = ?");
    }

    void insert(Item item, String json) throws SQLException {
      TimeInterval time = item.interval();
      insertItem.setString(1, item.collection());
      insertItem.setString(2, item.id());
      insertItem.setLong(3, item.time().toEpochMilli());
      insertItem.setLong(4, time.start().toEpochMilli());
      insertItem.setLong(5, time.end().toEpochMilli());
      if (item.contentHash().isPresent()) {
        insertItem.setString(6, item.contentHash().get());
      } else {
        insertItem.setNull(6, Types.VARCHAR);
      }
      insertItem.setString(7, json);
      long key;
      try (ResultSet rows = insertItem.executeQuery()) {
        rows.next();
        key = rows.getLong(1);
      }
      Bounds box = item.bbox();
      insertBox(2 * key, box.minX(), Math.min(180, box.maxX()), box);
      if (box.maxX() > 180) {
        insertBox(2 * key + 1, -180, box.maxX() - 360, box);
      }
      Bounds flat = box.maxX() > 180 ? new Bounds(-180, box.minY(), 180, box.maxY()) : box;
      Collection.Extent extent = new Collection.Extent(Optional.of(flat), Optional.of(time));
      changes.merge(
          item.collection(),
          Optional.of(extent),
          (a, b) -> a.flatMap(known -> b.map(more -> union(known, more))));
    }

    private void insertBox(long key, double west, double east, Bounds box) throws SQLException {
      insertBox.setLong(1, key);
      insertBox.setDouble(2, west);
      insertBox.setDouble(3, east);
      insertBox.setDouble(4, box.minY());
      insertBox.setDouble(5, box.maxY());
      insertBox.executeUpdate();
    }

    boolean delete(String collection, String id) throws SQLException {
      deleteItem.setString(1, collection);
      deleteItem.setString(2, id);
      boolean deleted = deleteItem.executeUpdate() > 0;
      if (deleted) {
        changes.put(collection, Optional.empty());
      }
      return deleted;
    }

    /** To be called once, after all changes. */
    void finish() throws SQLException {
      for (Map.Entry<String, Optional<Collection.Extent>> change : changes.entrySet()) {
        if (change.getValue().isEmpty()) {
          update(
              connection, "UPDATE collection SET extent_known = 0 WHERE id = ?", change.getKey());
        } else {
          widen(change.getKey(), change.getValue().get());
        }
      }
    }

    /** min and max of two values in SQLite are null when one is; the first items meet nulls. */
    private void widen(String collection, Collection.Extent added) throws SQLException {
      Bounds box = added.bbox().orElseThrow();
      TimeInterval time = added.time().orElseThrow();
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              UPDATE collection SET
                west = min(ifnull(west, ?1), ?1), south = min(ifnull(south, ?2), ?2),
                east = max(ifnull(east, ?3), ?3), north = max(ifnull(north, ?4), ?4),
                start = min(ifnull(start, ?5), ?5), "end" = max(ifnull("end", ?6), ?6)
              WHERE id = ?7 AND extent_known = 1
              """)) {
        statement.setDouble(1, box.minX());
        statement.setDouble(2, box.minY());
        statement.setDouble(3, box.maxX());
        statement.setDouble(4, box.maxY());
        statement.setLong(5, time.start().toEpochMilli());
        statement.setLong(6, time.end().toEpochMilli());
        statement.setString(7, collection);
        statement.executeUpdate();
      }
    }

    private static Collection.Extent union(Collection.Extent a, Collection.Extent b) {
      TimeInterval s = a.time().orElseThrow();
      TimeInterval t = b.time().orElseThrow();
      return new Collection.Extent(
          Optional.of(a.bbox().orElseThrow().union(b.bbox().orElseThrow())),
          Optional.of(
              new TimeInterval(
                  s.start().isBefore(t.start()) ? s.start() : t.start(),
                  s.end().isAfter(t.end()) ? s.end() : t.end())));
    }

    @Override
    public void close() throws SQLException {
      insertItem.close();
      insertBox.close();
      deleteItem.close();
    }
  }
}
