// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.ItemJson;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.geo.Bounds;

/**
 * The catalogue in a workspace's SQLite file. Items are kept as their documents beside the columns
 * that a search needs; files inside the workspace are named relative to it, so that it can be
 * moved.
 *
 * <p>Every question is answered from one state of the catalogue, and readers never wait for
 * writers. Documents are made ready outside of the transaction that writes them. How a search finds
 * its items is told at {@link ItemSearch}, what is kept in memory at {@link ColumnCache}.
 *
 * <p>Known limits: the columns take about 80 bytes of memory an item; beyond ten million items
 * PostGIS is the better store.
 */
public final class SqliteItemStore implements ItemStore {

  private final Database database;
  private final Path workspace;
  private final ColumnCache columns = new ColumnCache();
  private final AtomicReference<KnownCollections> known =
      new AtomicReference<>(KnownCollections.NONE);

  /** Work on one state of the catalogue. */
  @FunctionalInterface
  private interface Reading<T> {
    T run(Snapshot snapshot) throws SQLException;
  }

  /** Work on items in a transaction. */
  @FunctionalInterface
  private interface Writing<T> {
    T run(ItemWriter writer) throws SQLException;
  }

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
    database.writeSql(sql -> {
      Snapshot snapshot = snapshot(sql);
      Optional<KnownCollections.Known> there = snapshot.collections().find(collection.id());
      if (there.isPresent()) {
        CollectionSummary summary = summary(snapshot, there.get());
        sql.update(
            "UPDATE collection SET json = ?, summary = ? WHERE key = ?",
            Json.write(summary.strip(collection).toJson()),
            Json.write(summary.toJson()),
            there.get().key());
      } else {
        sql.update(
            "INSERT INTO collection (id, json, summary) VALUES (?, ?, '{}')",
            collection.id(),
            Json.write(collection.toJson()));
      }
      return ItemWriter.nextState(sql);
    });
  }

  @Override
  public Optional<Collection> collection(String id) {
    return read(snapshot -> {
      Optional<KnownCollections.Known> there = snapshot.collections().find(id);
      return there.isPresent()
          ? Optional.of(described(snapshot, there.get()))
          : Optional.<Collection>empty();
    });
  }

  @Override
  public List<Collection> collections() {
    return read(snapshot -> {
      List<Collection> collections = new ArrayList<>();
      for (KnownCollections.Known collection : snapshot.collections().all()) {
        collections.add(described(snapshot, collection));
      }
      return collections;
    });
  }

  @Override
  public boolean deleteCollection(String id) {
    return write(writer -> writer.deleteCollection(id));
  }

  @Override
  public List<Added> add(List<Item> items, boolean replace) {
    List<ItemRow> rows = items.parallelStream().map(this::row).toList();
    return write(writer -> {
      List<Added> results = new ArrayList<>();
      for (ItemRow row : rows) {
        results.add(writer.add(row, replace));
      }
      return results;
    });
  }

  @Override
  public ItemRow row(Item item) {
    return ItemRow.of(item, workspace);
  }

  @Override
  public List<Added> upsertRows(List<ItemRow> rows) {
    return write(writer -> {
      List<Added> results = new ArrayList<>();
      for (ItemRow row : rows) {
        results.add(writer.upsert(row));
      }
      return results;
    });
  }

  @Override
  public void load(List<ItemDocument> documents) {
    List<ItemRow> rows = documents.parallelStream().map(ItemRow::of).toList();
    write(writer -> {
      for (ItemRow row : rows) {
        writer.load(row);
      }
      return rows.size();
    });
  }

  @Override
  public ItemDocument write(Item item, Expected expected) {
    ItemRow row = row(item);
    return write(writer -> writer.write(row, expected));
  }

  @Override
  public boolean delete(String collection, String id, Expected expected) {
    return write(writer -> writer.delete(collection, id, expected));
  }

  @Override
  public boolean deleteItem(String collection, String id) {
    return delete(collection, id, new Expected.Anything());
  }

  @Override
  public Optional<Item> item(String collection, String id) {
    return document(collection, id).map(this::item);
  }

  @Override
  public Optional<ItemDocument> document(String collection, String id) {
    return read(snapshot -> Documents.find(snapshot, collection, id));
  }

  @Override
  public Optional<Item> itemOfHash(String collection, String contentHash) {
    return read(
            snapshot -> {
              Optional<KnownCollections.Known> there = snapshot.collections().find(collection);
              if (there.isEmpty()) {
                return Optional.<ItemDocument>empty();
              }
              Optional<Long> key =
                  snapshot
                      .sql()
                      .number(
                          "SELECT key FROM item WHERE collection = ? AND content_hash = ?"
                              + " ORDER BY key LIMIT 1",
                          there.get().key(),
                          contentHash);
              return key.isPresent()
                  ? Documents.find(snapshot, key.get())
                  : Optional.<ItemDocument>empty();
            })
        .map(this::item);
  }

  @Override
  public List<Item> search(ItemQuery query) {
    return page(query).items().stream().map(this::item).toList();
  }

  @Override
  public long count(ItemQuery query) {
    return read(snapshot -> ItemSearch.count(snapshot, query.where()));
  }

  @Override
  public ItemPage page(ItemQuery query) {
    return read(snapshot -> new ItemSearch(snapshot, query).page());
  }

  @Override
  public List<List<Aggregation.Bucket>> aggregate(
      ItemConditions where, List<Aggregation> questions) {
    return read(snapshot -> {
      List<ItemCounter> counters =
          questions.stream().map(question -> ItemCounter.of(question, snapshot)).toList();
      ItemSearch.visit(
          snapshot,
          new ItemMatch(where, snapshot),
          (key, block, slot, answer) -> {
            for (int i = 0; i < counters.size(); i++) {
              counters.get(i).add(key, block, slot);
            }
          });
      List<List<Aggregation.Bucket>> answers = new ArrayList<>();
      for (ItemCounter counter : counters) {
        answers.add(counter.result());
      }
      return answers;
    });
  }

  @Override
  public List<Tombstone> deletedSince(Instant since, List<String> collections, int limit) {
    return database.readSql(sql -> {
      List<Tombstone> tombstones = new ArrayList<>();
      try (ResultSet rows =
          sql.query(
              "SELECT collection, id, deleted FROM tombstone WHERE deleted >= ?"
                  + " ORDER BY deleted, collection, id",
              since.toEpochMilli())) {
        while (tombstones.size() < limit && rows.next()) {
          if (collections.isEmpty() || collections.contains(rows.getString(1))) {
            tombstones.add(
                new Tombstone(
                    rows.getString(1), rows.getString(2), Instant.ofEpochMilli(rows.getLong(3))));
          }
        }
      }
      return tombstones;
    });
  }

  @Override
  public OptionalLong revision() {
    return OptionalLong.of(
        database.readSql(sql -> sql.number("SELECT state FROM catalog_state").orElse(0L)));
  }

  @Override
  public void close() {}

  private Item item(ItemDocument document) {
    return ItemJson.read(document.json()).resolvedAgainst(workspace);
  }

  private <T> T read(Reading<T> reading) {
    return database.readSql(sql -> reading.run(snapshot(sql)));
  }

  private Snapshot snapshot(Sql sql) throws SQLException {
    long state = sql.number("SELECT state FROM catalog_state").orElse(0L);
    KnownCollections collections = known.get();
    if (collections.state() != state) {
      collections = KnownCollections.read(state, sql);
      known.set(collections);
    }
    return new Snapshot(sql, collections, columns);
  }

  private <T> T write(Writing<T> writing) {
    return database.writeSql(sql -> {
      ItemWriter writer = new ItemWriter(sql);
      T result = writing.run(writer);
      writer.finish();
      return result;
    });
  }

  private static Collection described(Snapshot snapshot, KnownCollections.Known collection)
      throws SQLException {
    return summary(snapshot, collection)
        .describe(Collection.fromJson(Json.parseObject(collection.json())));
  }

  private static CollectionSummary summary(Snapshot snapshot, KnownCollections.Known collection)
      throws SQLException {
    CollectionSummary summary = collection.summary();
    if (!summary.rangesKnown()) {
      setRanges(snapshot, collection.id(), summary);
    }
    return summary;
  }

  /** Smallest and largest values, by a look at the columns of all items. */
  private static void setRanges(Snapshot snapshot, String id, CollectionSummary summary)
      throws SQLException {
    Ranges ranges = new Ranges();
    ItemSearch.visit(
        snapshot,
        new ItemMatch(ItemConditions.NONE.in(List.of(id)), snapshot),
        (key, block, slot, answer) -> ranges.add(block, slot));
    summary.setRanges(ranges.box, ranges.time, ranges.byProperty);
  }

  private static final class Ranges {
    private Optional<Bounds> box = Optional.empty();
    private Optional<CollectionSummary.Span> time = Optional.empty();
    private final Map<String, CollectionSummary.Range> byProperty = new HashMap<>();

    void add(ColumnBlock block, int slot) {
      Bounds added =
          CollectionSummary.flat(
              new Bounds(block.west[slot], block.south[slot], block.east[slot], block.north[slot]));
      box = Optional.of(box.map(b -> b.union(added)).orElse(added));
      CollectionSummary.Span span = new CollectionSummary.Span(block.start[slot], block.end[slot]);
      time = Optional.of(time.map(t -> t.union(span)).orElse(span));
      for (String property : CollectionSummary.RANGES) {
        double value = block.numbers[ColumnBlock.NUMBERS.indexOf(property)][slot];
        if (!Double.isNaN(value)) {
          byProperty.merge(
              property, new CollectionSummary.Range(value, value), CollectionSummary.Range::union);
        }
      }
    }
  }
}
