// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sunqar.catalog.CatalogException;

/**
 * The changes of one transaction to items. What is there of the wanted items is locked and read
 * first, what shall be is worked out here, and written at once by {@link #finish}.
 *
 * <p>Locks are taken in one order by all: collections by id (shared among batches), items by
 * collection and id, new rows in the same order, summaries of collections by id. So batches wait
 * for each other but do not block each other; where two add the same item at the same time the
 * second one fails with a duplicate key, and {@link PostgresDatabase#write} runs it again.
 */
final class PostgisBatch {

  /** What an item is called in the whole catalogue. */
  record Name(String collection, String id) implements Comparable<Name> {

    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::collection, SortValue::compareTexts)
            .thenComparing(Name::id, SortValue::compareTexts);

    static Name of(ItemRow row) {
      return new Name(row.collection(), row.id());
    }

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return collection + "/" + id;
    }
  }

  /** An item that is there, or will be when the batch is done. */
  private record There(long digest, String version, Instant created, Optional<String> hash) {}

  private final Connection connection;
  private final Instant now;
  private final Map<Name, There> there = new HashMap<>();

  /** The ids of items by content hash, as they will be when the batch is done. */
  private final Map<Name, String> idsByHash = new HashMap<>();

  private final TreeMap<Name, PostgisRows.Change> changes = new TreeMap<>();

  /** Items of the database that are replaced or deleted. */
  private final TreeSet<Name> gone = new TreeSet<>();

  /** The longest item that each collection is known to have (microseconds). */
  private final Map<String, Long> longest = new TreeMap<>();

  PostgisBatch(Connection connection) {
    this.connection = connection;
    this.now = Instant.now();
  }

  /** As {@link ItemStore#add}. */
  List<ItemStore.Added> add(List<ItemRow> rows, boolean replace) throws SQLException {
    lockCollections(rows);
    for (String collection : longest.keySet()) {
      // contents are unique in a collection by this alone, as two may come under different ids
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
        statement.setString(1, collection);
        statement.execute();
      }
    }
    lockItems(rows);
    readHashes(rows);
    List<ItemStore.Added> results = new ArrayList<>();
    for (ItemRow row : rows) {
      Optional<String> sameContent =
          row.contentHash()
              .flatMap(
                  hash -> Optional.ofNullable(idsByHash.get(new Name(row.collection(), hash))));
      if (sameContent.isPresent() && !(replace && sameContent.get().equals(row.id()))) {
        results.add(new ItemStore.Added.AlreadyThere(sameContent.get()));
      } else if (!there.containsKey(Name.of(row))) {
        put(row, Optional.empty());
        results.add(new ItemStore.Added.New());
      } else if (replace) {
        results.add(replace(row));
      } else {
        results.add(new ItemStore.Added.Conflict());
      }
    }
    return results;
  }

  /** As {@link ItemStore#upsert}. */
  List<ItemStore.Added> upsert(List<ItemRow> rows) throws SQLException {
    lockCollections(rows);
    lockItems(rows);
    List<ItemStore.Added> results = new ArrayList<>();
    for (ItemRow row : rows) {
      if (there.containsKey(Name.of(row))) {
        results.add(replace(row));
      } else {
        put(row, Optional.empty());
        results.add(new ItemStore.Added.New());
      }
    }
    return results;
  }

  /** As {@link ItemStore#load}. */
  void load(List<ItemRow> rows) throws SQLException {
    lockCollections(rows);
    lockItems(rows);
    for (int i = 0; i < rows.size(); i++) {
      ItemRow row = rows.get(i);
      Name name = Name.of(row);
      Optional<There> before = Optional.ofNullable(there.get(name));
      Instant created = row.created().orElse(now);
      ItemDocument document = row.stamped(created, row.updated().orElse(now));
      if (before.filter(b -> b.version().equals(document.version())).isPresent()) {
        continue;
      }
      if (before.isPresent() && !changes.containsKey(name)) {
        gone.add(name);
      }
      put(row, document, created);
    }
  }

  /** As {@link ItemStore#write}; empty when the item that is there is the same. */
  Optional<ItemDocument> write(ItemRow row, Expected expected) throws SQLException {
    lockCollections(List.of(row));
    lockItems(List.of(row));
    Name name = Name.of(row);
    check(name, expected);
    if (!there.containsKey(name)) {
      put(row, Optional.empty());
    } else if (replace(row) instanceof ItemStore.Added.AlreadyThere) {
      return Optional.empty();
    }
    return Optional.ofNullable(changes.get(name)).map(PostgisRows.Change::document);
  }

  /** As {@link ItemStore#delete}. */
  boolean delete(Name name, Expected expected) throws SQLException {
    lockItems(new String[] {name.collection()}, new String[] {name.id()});
    check(name, expected);
    return there.remove(name) != null && gone.add(name);
  }

  /** Writes all changes; to be called once, at the end. */
  void finish() throws SQLException {
    Map<String, List<ItemRow>> removed = readGone();
    delete();
    Map<String, List<ItemRow>> added = writeChanges();
    writeTombstones();
    TreeSet<String> collections = new TreeSet<>(removed.keySet());
    collections.addAll(added.keySet());
    for (String collection : collections) {
      List<ItemRow> more = added.getOrDefault(collection, List.of());
      if (removed.containsKey(collection)) {
        PostgisCollections.change(connection, collection, removed.get(collection), more);
      } else {
        PostgisCollections.add(connection, collection, more);
      }
      long span = more.stream().mapToLong(row -> row.end() - row.start()).max().orElse(0);
      if (span > longest.getOrDefault(collection, Long.MAX_VALUE)) {
        PostgisCollections.lengthen(connection, collection, span);
      }
    }
  }

  private ItemStore.Added replace(ItemRow row) {
    Name name = Name.of(row);
    There before = java.util.Objects.requireNonNull(there.get(name));
    if (before.digest() == row.digest()) {
      return new ItemStore.Added.AlreadyThere(row.id());
    }
    if (!changes.containsKey(name)) {
      gone.add(name);
    }
    before.hash().ifPresent(hash -> idsByHash.remove(new Name(row.collection(), hash)));
    put(row, Optional.of(before.created()));
    return new ItemStore.Added.Replaced();
  }

  private void put(ItemRow row, Optional<Instant> createdBefore) {
    Instant created = row.created().or(() -> createdBefore).orElse(now);
    put(row, row.stamped(created, now), created);
  }

  private void put(ItemRow row, ItemDocument document, Instant created) {
    changes.put(Name.of(row), new PostgisRows.Change(row, document, created));
    there.put(
        Name.of(row), new There(row.digest(), document.version(), created, row.contentHash()));
    row.contentHash().ifPresent(hash -> idsByHash.put(new Name(row.collection(), hash), row.id()));
  }

  private void check(Name name, Expected expected) {
    Optional<There> found = Optional.ofNullable(there.get(name));
    switch (expected) {
      case Expected.Anything() -> {}
      case Expected.Absent() -> {
        if (found.isPresent()) {
          throw new CatalogException(CatalogException.Key.CONFLICT, name + " is there already");
        }
      }
      case Expected.Present() -> {
        if (found.isEmpty()) {
          throw new CatalogException(CatalogException.Key.NOT_FOUND, "there is no item " + name);
        }
      }
      case Expected.Version(String version) -> {
        if (found.isEmpty()) {
          throw new CatalogException(CatalogException.Key.NOT_FOUND, "there is no item " + name);
        }
        if (!found.get().version().equals(version)) {
          throw new CatalogException(CatalogException.Key.STALE, name + " was changed since");
        }
      }
    }
  }

  /** Keeps the collections from being deleted; NOT_FOUND when one is not there. */
  private void lockCollections(List<ItemRow> rows) throws SQLException {
    String[] wanted = rows.stream().map(ItemRow::collection).distinct().toArray(String[]::new);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, longest FROM collection WHERE id = ANY (?) ORDER BY id FOR KEY SHARE")) {
      statement.setArray(1, connection.createArrayOf("text", wanted));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          longest.put(found.getString(1), found.getLong(2));
        }
      }
    }
    for (ItemRow row : rows) {
      if (!longest.containsKey(row.collection())) {
        throw new CatalogException(
            CatalogException.Key.NOT_FOUND,
            "item " + row.id() + " is for collection " + row.collection() + ", which is not there");
      }
    }
  }

  private void lockItems(List<ItemRow> rows) throws SQLException {
    lockItems(
        rows.stream().map(ItemRow::collection).toArray(String[]::new),
        rows.stream().map(ItemRow::id).toArray(String[]::new));
  }

  private void lockItems(String[] collections, String[] ids) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT i.collection, i.id, i.digest, i.version, i.created, i.content_hash
            FROM (SELECT DISTINCT * FROM unnest(?::text[], ?::text[]) AS w (collection, id)) AS w
              JOIN item i ON i.id = w.id AND i.collection = w.collection
            ORDER BY i.collection, i.id FOR UPDATE OF i
            """)) {
      statement.setArray(1, connection.createArrayOf("text", collections));
      statement.setArray(2, connection.createArrayOf("text", ids));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          there.put(
              new Name(rows.getString(1), rows.getString(2)),
              new There(
                  rows.getLong(3),
                  PostgisItemStore.version(rows.getLong(4)),
                  ItemRow.instant(rows.getLong(5)),
                  Optional.ofNullable(rows.getString(6))));
        }
      }
    }
  }

  private void readHashes(List<ItemRow> rows) throws SQLException {
    List<ItemRow> hashed = rows.stream().filter(row -> row.contentHash().isPresent()).toList();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT i.collection, i.content_hash, i.id
            FROM unnest(?::text[], ?::text[]) AS w (collection, hash)
              JOIN item i ON i.collection = w.collection AND i.content_hash = w.hash
            """)) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "text", hashed.stream().map(ItemRow::collection).toArray(String[]::new)));
      statement.setArray(
          2,
          connection.createArrayOf(
              "text",
              hashed.stream().map(row -> row.contentHash().orElseThrow()).toArray(String[]::new)));
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          idsByHash.put(new Name(found.getString(1), found.getString(2)), found.getString(3));
        }
      }
    }
  }

  /** What the items were that are replaced or deleted; they are locked. */
  private Map<String, List<ItemRow>> readGone() throws SQLException {
    Map<String, List<ItemRow>> removed = new TreeMap<>();
    if (gone.isEmpty()) {
      return removed;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT i.collection, i.id, i.version, i.local_files, i.json
            FROM unnest(?::text[], ?::text[]) AS w (collection, id)
              JOIN item i ON i.collection = w.collection AND i.id = w.id
            """)) {
      setNames(statement, gone);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ItemDocument document = PostgisItemStore.document(rows, 0);
          removed
              .computeIfAbsent(document.collection(), c -> new ArrayList<>())
              .add(ItemRow.of(document));
        }
      }
    }
    return removed;
  }

  private void delete() throws SQLException {
    List<Name> deleted = gone.stream().filter(name -> !changes.containsKey(name)).toList();
    if (deleted.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            DELETE FROM item i USING unnest(?::text[], ?::text[]) AS w (collection, id)
            WHERE i.collection = w.collection AND i.id = w.id
            """)) {
      setNames(statement, deleted);
      statement.executeUpdate();
    }
  }

  private Map<String, List<ItemRow>> writeChanges() throws SQLException {
    Map<String, List<ItemRow>> added = new TreeMap<>();
    List<PostgisRows.Change> replaced = new ArrayList<>();
    List<PostgisRows.Change> come = new ArrayList<>();
    changes.forEach((name, change) -> {
      (gone.contains(name) ? replaced : come).add(change);
      added.computeIfAbsent(name.collection(), c -> new ArrayList<>()).add(change.row());
    });
    if (!replaced.isEmpty()) {
      PostgisRows.replace(connection, replaced);
    }
    if (!come.isEmpty()) {
      try (PostgisRows copy = new PostgisRows(connection)) {
        for (PostgisRows.Change change : come) {
          copy.write(change);
        }
        copy.finish();
      }
    }
    return added;
  }

  private void writeTombstones() throws SQLException {
    List<Name> deleted = gone.stream().filter(name -> !changes.containsKey(name)).toList();
    List<Name> came = changes.keySet().stream().filter(name -> !gone.contains(name)).toList();
    if (!deleted.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              INSERT INTO tombstone
              SELECT w.collection, w.id, ? FROM unnest(?::text[], ?::text[]) AS w (collection, id)
              ON CONFLICT (collection, id) DO UPDATE SET deleted = excluded.deleted
              """)) {
        statement.setLong(1, ItemRow.micros(now));
        statement.setArray(2, array(deleted.stream().map(Name::collection)));
        statement.setArray(3, array(deleted.stream().map(Name::id)));
        statement.executeUpdate();
      }
    }
    if (!came.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              DELETE FROM tombstone t USING unnest(?::text[], ?::text[]) AS w (collection, id)
              WHERE t.collection = w.collection AND t.id = w.id
              """)) {
        setNames(statement, came);
        statement.executeUpdate();
      }
    }
  }

  private void setNames(PreparedStatement statement, java.util.Collection<Name> names)
      throws SQLException {
    statement.setArray(1, array(names.stream().map(Name::collection)));
    statement.setArray(2, array(names.stream().map(Name::id)));
  }

  private java.sql.Array array(java.util.stream.Stream<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }
}
