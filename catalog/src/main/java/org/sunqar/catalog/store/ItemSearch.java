// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Items of a query in its order, a page at a time, out of one snapshot.
 *
 * <p>There are four ways to the next items, and for none of them the size of the answer that was
 * not asked for matters:
 *
 * <ul>
 *   <li>along the time index, which holds all that is tested: of large boxes nearly every item is a
 *       hit. With a box it gives up after {@value #WALK} items;
 *   <li>from the grid of boxes ({@link ItemGrid}), when no more than {@value #CAP} are in the box;
 *   <li>through all columns in memory ({@link ItemScan}), for what is between, and for orders by
 *       other columns: 5 ms for a million items, whatever the conditions;
 *   <li>along the index of ids, for orders by collection and id.
 * </ul>
 *
 * An order by a property that is no column reads all documents that meet the conditions: seconds
 * for a million.
 *
 * <p>Idea graveyard: to let SQLite choose (it starts from the time index for a small box, a second
 * a million items); one statement that joins R*Tree and items and sorts (reads every candidate's
 * page: 3 us each, 10 ms for a box of 3 degrees without a time); to count candidates first (as dear
 * as to fetch them).
 */
final class ItemSearch {

  /** Items that are looked at along the time index before another way is tried. */
  private static final int WALK = 1000;

  /** Items that are looked at along the time index when more than CAP are in the box. */
  private static final int LONG_WALK = 10_000;

  /** The share of the land from which on a walk is tried before the grid. */
  private static final double LARGE_BOX = 0.01;

  /** Collections that are walked along one by one; of more, all columns are looked at. */
  private static final int MAX_WALKS = 30;

  /** The same with a box, of which a walk may find nothing. */
  private static final int MAX_WALKS_IN_BOX = 8;

  /** Items of the grid that are looked at; each is somewhere else in the columns. */
  static final int CAP = 16_384;

  /** Documents that are read at a time when only the document tells. */
  private static final int MAX_BATCH = 2000;

  private final Snapshot snapshot;
  private final ItemQuery query;
  private final ItemMatch match;
  private final boolean byTime;
  private final boolean byId;

  ItemSearch(Snapshot snapshot, ItemQuery query) throws SQLException {
    this.snapshot = snapshot;
    this.query = query;
    match = new ItemMatch(query.where(), snapshot);
    byTime = query.order().size() == 1 && query.order().getFirst().property().equals("datetime");
    byId = isById(query.order());
  }

  ItemPage page() throws SQLException {
    int limit = query.limit().orElse(Integer.MAX_VALUE);
    List<ItemDocument> items = new ArrayList<>();
    Optional<Place> from = query.after().map(text -> Place.parse(text, query.order()));
    if (limit == 0) {
      return new ItemPage(items, Optional.empty());
    }
    Optional<Place> lastItem = from;
    int batch = limit < MAX_BATCH ? limit + 1 : MAX_BATCH;
    while (true) {
      List<Hit> hits = next(from, batch);
      for (Hit hit : hits) {
        if (hit.answer() == ColumnTest.MAYBE && !match.test(hit.document().json())) {
          continue;
        }
        if (items.size() == limit) {
          return new ItemPage(items, lastItem.map(place -> place.toText(query.order())));
        }
        items.add(hit.document());
        lastItem = Optional.of(hit.place());
      }
      if (hits.size() < batch) {
        return new ItemPage(items, Optional.empty());
      }
      from = Optional.of(hits.getLast().place());
      batch = Math.min(MAX_BATCH, 2 * batch);
    }
  }

  /**
   * The next items of which the columns do not say no, after a place.
   *
   * @return {@code count} of them; fewer only when there are no more
   */
  private List<Hit> next(Optional<Place> after, int count) throws SQLException {
    if (match.scope().isEmpty()) {
      return List.of();
    }
    if (match.ids().isPresent()) {
      return ofKeys(keysOfIds(snapshot, match, match.ids().get()), after, count);
    }
    boolean walks =
        byTime
            && !match.isNarrowed()
            && match.scope().size() <= (match.hasBox() ? MAX_WALKS_IN_BOX : MAX_WALKS);
    if (walks && (!match.hasBox() || match.boxShare() > LARGE_BOX)) {
      Optional<List<Hit>> hits = walk(after, count, match.hasBox() ? WALK : Integer.MAX_VALUE);
      if (hits.isPresent()) {
        return hits.get();
      }
    }
    if (match.hasBox()) {
      Optional<long[]> keys = snapshot.inBox(match, CAP);
      if (keys.isPresent()) {
        return ofKeys(keys.get(), after, count);
      }
      Optional<List<Hit>> hits =
          walks ? walk(after, count, LONG_WALK / match.scope().size()) : Optional.empty();
      if (hits.isPresent()) {
        return hits.get();
      }
    }
    if (byId) {
      return new IdWalk(snapshot, match, query.order()).next(after, count);
    }
    Optional<ColumnOrder> order = ColumnOrder.of(query.order(), snapshot);
    return order.isPresent()
        ? new ItemScan(snapshot, match, query.order(), order.get()).next(after, count)
        : new DocumentScan(snapshot, match, query.order()).next(after, count);
  }

  private Optional<List<Hit>> walk(Optional<Place> after, int count, int budget)
      throws SQLException {
    return new TimeWalk(snapshot, match, query.order()).next(after, count, budget);
  }

  /** Of a few keys, those that meet the conditions, in order. */
  private List<Hit> ofKeys(long[] keys, Optional<Place> after, int count) throws SQLException {
    Optional<ColumnOrder> order = ColumnOrder.of(query.order(), snapshot);
    return order.isPresent()
        ? new ItemScan(snapshot, match, query.order(), order.get()).next(keys, after, count)
        : new DocumentScan(snapshot, match, query.order()).next(keys, after, count);
  }

  /** The keys of all items of the scope that have one of these ids. */
  static long[] keysOfIds(Snapshot snapshot, ItemMatch match, Set<String> ids) throws SQLException {
    LongStream.Builder keys = LongStream.builder();
    for (KnownCollections.Known collection : match.scope()) {
      for (String id : ids) {
        snapshot
            .sql()
            .number("SELECT key FROM item WHERE collection = ? AND id = ?", collection.key(), id)
            .ifPresent(keys::add);
      }
    }
    return keys.build().toArray();
  }

  /** How many items meet the conditions. */
  static long count(Snapshot snapshot, ItemConditions where) throws SQLException {
    ItemMatch match = new ItemMatch(where, snapshot);
    if (match.isScopeOnly()) {
      return match.scope().stream().mapToLong(KnownCollections.Known::items).sum();
    }
    long[] count = new long[1];
    visit(snapshot, match, (key, block, slot, answer) -> count[0]++);
    return count[0];
  }

  /** Visits all items that meet the conditions, in no order. */
  static void visit(Snapshot snapshot, ItemMatch match, ItemScan.Visitor visitor)
      throws SQLException {
    if (match.scope().isEmpty()) {
      return;
    }
    ItemScan.Visitor exact =
        (key, block, slot, answer) -> {
          if (answer == ColumnTest.YES || match.test(Documents.json(snapshot, key))) {
            visitor.visit(key, block, slot, answer);
          }
        };
    Optional<long[]> keys = Optional.empty();
    if (match.ids().isPresent()) {
      keys = Optional.of(keysOfIds(snapshot, match, match.ids().get()));
    } else if (match.hasBox()) {
      keys = snapshot.inBox(match, CAP);
    }
    if (keys.isPresent()) {
      ItemScan.visit(snapshot, match, keys.get(), exact);
    } else {
      ItemScan.visit(snapshot, match, exact);
    }
  }

  /** Whether an order is that of collections and ids, and so that of the ties of all orders. */
  private static boolean isById(List<SortKey> order) {
    return order.isEmpty()
        || (order.getFirst().property().equals("collection")
            && order.stream()
                .allMatch(key ->
                    (key.property().equals("collection") || key.property().equals("id"))
                        && key.descending() == order.getFirst().descending()));
  }
}
