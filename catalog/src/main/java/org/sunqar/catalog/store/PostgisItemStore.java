// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.ItemJson;

/**
 * The catalogue in a PostgreSQL database with PostGIS, for a whole country: many programs on many
 * machines may use it at the same time. Items are kept as their documents beside the columns that a
 * search needs; files inside the workspace are named relative to it, so a catalogue that is used
 * from several machines should name its files by addresses that are the same on all of them.
 *
 * <p>Guarantees: every write is one transaction; writers never block each other for good; a search
 * sees what was committed when it began.
 *
 * <p>Known limits: a text with the character NUL is found by a filter, but not through an index;
 * and those of {@link PostgresDatabase}.
 */
public final class PostgisItemStore implements ItemStore {

  private static final String DOCUMENT = "collection, id, version, local_files, json";

  private final PostgresDatabase database;
  private final Path workspace;
  private final PostgisAnswers answers = new PostgisAnswers();

  private PostgisItemStore(PostgresDatabase database, Path workspace) {
    this.database = database;
    this.workspace = workspace.toAbsolutePath().normalize();
  }

  /**
   * Opens a catalogue, making its tables where they are not there.
   *
   * @param address {@code postgresql://user:password@host:port/database}
   * @param workspace the folder that relative addresses of files start from
   * @throws org.sunqar.catalog.CatalogException as {@link PostgresDatabase#open}; INVALID when the
   *     address is none
   */
  public static PostgisItemStore open(String address, Path workspace) {
    return new PostgisItemStore(PostgresDatabase.open(PostgresAddress.parse(address)), workspace);
  }

  @Override
  public void putCollection(Collection collection) {
    database.write(c -> {
      PostgisCollections.put(c, collection);
      return true;
    });
  }

  @Override
  public Optional<Collection> collection(String id) {
    return isText(id) ? collections(Optional.of(id)).stream().findFirst() : Optional.empty();
  }

  @Override
  public List<Collection> collections() {
    return collections(Optional.empty());
  }

  @Override
  public boolean deleteCollection(String id) {
    return isText(id) && database.write(c -> PostgisCollections.delete(c, id));
  }

  @Override
  public List<Added> add(List<Item> items, boolean replace) {
    List<ItemRow> rows = items.parallelStream().map(this::row).toList();
    return database.write(c -> {
      PostgisBatch batch = new PostgisBatch(c);
      List<Added> added = batch.add(rows, replace);
      batch.finish();
      return added;
    });
  }

  @Override
  public ItemRow row(Item item) {
    return ItemRow.of(item, workspace);
  }

  @Override
  public List<Added> upsertRows(List<ItemRow> rows) {
    return database.write(c -> {
      PostgisBatch batch = new PostgisBatch(c);
      List<Added> added = batch.upsert(rows);
      batch.finish();
      return added;
    });
  }

  @Override
  public void load(List<ItemDocument> documents) {
    List<ItemRow> rows = documents.parallelStream().map(ItemRow::of).toList();
    database.write(c -> {
      PostgisBatch batch = new PostgisBatch(c);
      batch.load(rows);
      batch.finish();
      return true;
    });
  }

  @Override
  public ItemDocument write(Item item, Expected expected) {
    ItemRow row = row(item);
    Optional<ItemDocument> written =
        database.write(c -> {
          PostgisBatch batch = new PostgisBatch(c);
          Optional<ItemDocument> document = batch.write(row, expected);
          batch.finish();
          return document.isPresent() ? document : document(c, row.collection(), row.id());
        });
    return written.orElseThrow();
  }

  @Override
  public boolean delete(String collection, String id, Expected expected) {
    return database.write(c -> {
      PostgisBatch batch = new PostgisBatch(c);
      boolean deleted = batch.delete(new PostgisBatch.Name(collection, id), expected);
      batch.finish();
      return deleted;
    });
  }

  @Override
  public boolean deleteItem(String collection, String id) {
    return isText(collection) && isText(id) && delete(collection, id, new Expected.Anything());
  }

  @Override
  public Optional<Item> item(String collection, String id) {
    return document(collection, id).map(this::item);
  }

  @Override
  public Optional<ItemDocument> document(String collection, String id) {
    return isText(collection) && isText(id)
        ? database.read(c -> document(c, collection, id))
        : Optional.empty();
  }

  @Override
  public Optional<Item> itemOfHash(String collection, String contentHash) {
    if (!isText(collection) || !isText(contentHash)) {
      return Optional.empty();
    }
    return database
        .read(c ->
            document(
                c,
                "collection = ? AND content_hash = ? ORDER BY id LIMIT 1",
                collection,
                contentHash))
        .map(this::item);
  }

  @Override
  public List<Item> search(ItemQuery query) {
    return page(query).items().stream().map(this::item).toList();
  }

  @Override
  public ItemPage page(ItemQuery query) {
    return new PostgisSearch(query).run(database);
  }

  @Override
  public long count(ItemQuery query) {
    return new PostgisSearch(query).count(database);
  }

  @Override
  public List<List<Aggregation.Bucket>> aggregate(
      ItemConditions where, List<Aggregation> questions) {
    return database.readMany(c -> new PostgisAggregation(c, answers, where).answers(questions));
  }

  @Override
  public List<Tombstone> deletedSince(Instant since, List<String> collections, int limit) {
    SqlText sql =
        new SqlText()
            .add(
                "SELECT collection, id, deleted FROM tombstone WHERE deleted >= ?",
                ItemRow.micros(since));
    if (!collections.isEmpty()) {
      sql.add(" AND collection = ANY (?)", collections);
    }
    sql.add(" ORDER BY deleted, collection, id LIMIT ?", limit);
    return database.read(c -> {
      List<Tombstone> deleted = new ArrayList<>();
      try (PreparedStatement statement = sql.prepare(c);
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          deleted.add(
              new Tombstone(
                  rows.getString(1), rows.getString(2), ItemRow.instant(rows.getLong(3))));
        }
      }
      return deleted;
    });
  }

  @Override
  public void close() {
    database.close();
  }

  private List<Collection> collections(Optional<String> id) {
    List<PostgisCollections.Described> found = database.read(c -> PostgisCollections.read(c, id));
    boolean known = true;
    for (PostgisCollections.Described collection : found) {
      if (!collection.summary().rangesKnown()) {
        known = false;
        database.write(c -> {
          PostgisCollections.refresh(c, collection.written().id());
          return true;
        });
      }
    }
    return (known ? found : database.read(c -> PostgisCollections.read(c, id)))
        .stream().map(one -> one.summary().describe(one.written())).toList();
  }

  private Item item(ItemDocument document) {
    return ItemJson.read(document.json()).resolvedAgainst(workspace);
  }

  private static Optional<ItemDocument> document(Connection c, String collection, String id)
      throws SQLException {
    return document(c, "collection = ? AND id = ?", collection, id);
  }

  private static Optional<ItemDocument> document(Connection c, String where, String... values)
      throws SQLException {
    try (PreparedStatement statement =
        c.prepareStatement("SELECT " + DOCUMENT + " FROM item WHERE " + where)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(document(rows, 0)) : Optional.empty();
      }
    }
  }

  /**
   * A document.
   *
   * @param skipped columns before collection, id, version, local_files, json
   */
  static ItemDocument document(ResultSet rows, int skipped) throws SQLException {
    return new ItemDocument(
        rows.getString(skipped + 1),
        rows.getString(skipped + 2),
        version(rows.getLong(skipped + 3)),
        rows.getBoolean(skipped + 4),
        rows.getBytes(skipped + 5));
  }

  /** A version as it is handed out. */
  static String version(long number) {
    return HexFormat.of().toHexDigits(number);
  }

  /** Whether PostgreSQL can hold it, and so whether anything can be equal to it. */
  private static boolean isText(String text) {
    return text.indexOf('\0') < 0;
  }
}
