// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Items by collection and id, along the index of ids. */
final class IdWalk {

  /** Rows that are read at a time. */
  private static final int CHUNK = 2000;

  /** Which items are meant, beside those that meet the conditions. */
  @FunctionalInterface
  interface SlotTest {
    boolean test(ColumnBlock block, int slot);
  }

  private final Snapshot snapshot;
  private final ItemMatch match;
  private final List<SortKey> order;
  private final boolean descending;

  /** Nothing is asked of the columns when it is empty: then they are not read. */
  private Optional<SlotTest> test = Optional.empty();

  /**
   * @param order the order of the query, of which only the direction of ties counts
   */
  IdWalk(Snapshot snapshot, ItemMatch match, List<SortKey> order) {
    this.snapshot = snapshot;
    this.match = match;
    this.order = order;
    descending = Place.tiesDescending(order);
  }

  /** The next items after the collection and id of a place. */
  List<Hit> next(Optional<Place> after, int count) throws SQLException {
    return match.isScopeOnly() ? walk(after, count) : next(after, count, (block, slot) -> true);
  }

  /** The next items that meet a test too. */
  List<Hit> next(Optional<Place> after, int count, SlotTest test) throws SQLException {
    this.test = Optional.of(test);
    return walk(after, count);
  }

  private List<Hit> walk(Optional<Place> after, int count) throws SQLException {
    List<Hit> hits = new ArrayList<>();
    List<KnownCollections.Known> scope = descending ? match.scope().reversed() : match.scope();
    for (KnownCollections.Known collection : scope) {
      Optional<String> id = Optional.empty();
      if (after.isPresent()) {
        int c = SortValue.compareTexts(collection.id(), after.get().collection());
        if (descending ? c > 0 : c < 0) {
          continue;
        }
        id = c == 0 ? Optional.of(after.get().id()) : Optional.empty();
      }
      walk(collection, id, count, hits);
      if (hits.size() == count) {
        break;
      }
    }
    return hits;
  }

  private void walk(
      KnownCollections.Known collection, Optional<String> after, int count, List<Hit> hits)
      throws SQLException {
    String compare = descending ? "<" : ">";
    String direction = descending ? " DESC" : "";
    String select = "SELECT key, id FROM item INDEXED BY item_id WHERE collection = ?";
    Optional<String> last = after;
    boolean more = true;
    while (more && hits.size() < count) {
      List<Long> keys = new ArrayList<>();
      try (ResultSet rows =
          last.isPresent()
              ? snapshot
                  .sql()
                  .query(
                      select + " AND id " + compare + " ? ORDER BY id" + direction + " LIMIT ?",
                      collection.key(),
                      last.get(),
                      CHUNK)
              : snapshot
                  .sql()
                  .query(
                      select + " ORDER BY id" + direction + " LIMIT ?", collection.key(), CHUNK)) {
        while (rows.next()) {
          keys.add(rows.getLong(1));
          last = Optional.of(rows.getString(2));
        }
      }
      more = keys.size() == CHUNK;
      for (int i = 0; i < keys.size() && hits.size() < count; i++) {
        add(keys.get(i), hits);
      }
    }
  }

  private void add(long key, List<Hit> hits) throws SQLException {
    int answer = ColumnTest.YES;
    if (test.isPresent()) {
      ColumnBlock block = snapshot.columns().block(key);
      int slot = Columns.slot(key);
      answer = match.test(block, slot);
      if (answer == ColumnTest.NO || !test.get().test(block, slot)) {
        return;
      }
    }
    Optional<ItemDocument> document = Documents.find(snapshot, key);
    if (document.isPresent()) {
      ItemDocument d = document.get();
      hits.add(new Hit(key, new Place(values(d), d.collection(), d.id()), answer, d));
    }
  }

  private List<SortValue> values(ItemDocument document) {
    return order.stream()
        .<SortValue>map(key ->
            new SortValue.Text(
                key.property().equals("collection") ? document.collection() : document.id()))
        .toList();
  }
}
