// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Items in an order of columns, by a look at the columns of all: the first ones are kept as they
 * come by.
 *
 * <p>Items that are equal in the columns are ordered by their ids, which are no column. As long as
 * there are few of them, their ids are read. Of many (a hundred thousand scenes without a cloud)
 * the first ones are near the beginning of the index of ids, and are found there.
 */
final class ItemScan {

  /** Equal items whose ids are read and sorted. */
  private static final int MAX_TIES = 2000;

  private final Snapshot snapshot;
  private final ItemMatch match;
  private final List<SortKey> order;
  private final ColumnOrder columns;

  /** One that meets the conditions, by its columns. */
  private record Found(long key, ColumnBlock block, int slot, int answer) {}

  /** Items in the columns, one after the other. */
  @FunctionalInterface
  interface Visitor {
    void visit(long key, ColumnBlock block, int slot, int answer) throws SQLException;
  }

  ItemScan(Snapshot snapshot, ItemMatch match, List<SortKey> order, ColumnOrder columns) {
    this.snapshot = snapshot;
    this.match = match;
    this.order = order;
    this.columns = columns;
  }

  /** Visits all items of which the columns do not say no. */
  static void visit(Snapshot snapshot, ItemMatch match, Visitor visitor) throws SQLException {
    ColumnBlock[] blocks = snapshot.columns().blocks();
    for (int i = 0; i < blocks.length; i++) {
      ColumnBlock block = blocks[i];
      for (int slot = 0; slot < ColumnBlock.SIZE; slot++) {
        int answer = match.test(block, slot);
        if (answer != ColumnTest.NO) {
          visitor.visit((long) i * ColumnBlock.SIZE + slot, block, slot, answer);
        }
      }
    }
  }

  /** As the other, of some keys. */
  static void visit(Snapshot snapshot, ItemMatch match, long[] keys, Visitor visitor)
      throws SQLException {
    Columns columns = snapshot.columns();
    for (long key : keys) {
      ColumnBlock block = columns.block(key);
      int slot = Columns.slot(key);
      int answer = match.test(block, slot);
      if (answer != ColumnTest.NO) {
        visitor.visit(key, block, slot, answer);
      }
    }
  }

  /** The next of all items after a place. */
  List<Hit> next(Optional<Place> after, int count) throws SQLException {
    First first = new First(after, count);
    visit(snapshot, match, first::add);
    return first.hits();
  }

  /** The next of some items after a place. */
  List<Hit> next(long[] keys, Optional<Place> after, int count) throws SQLException {
    First first = new First(after, count);
    visit(snapshot, match, keys, first::add);
    return first.hits();
  }

  /** The first items after a place. */
  private final class First {

    private final Optional<Place> after;
    private final int count;

    /** Those that are equal to the place in the columns, and may lie before it. */
    private final Ties atPlace = new Ties();

    /** The last one on top. */
    private final PriorityQueue<Found> best;

    /** Those that are equal to the last of the best, and did not fit. */
    private final Ties atEnd = new Ties();

    First(Optional<Place> after, int count) {
      this.after = after;
      this.count = count;
      best =
          new PriorityQueue<>((a, b) -> columns.compare(b.block(), b.slot(), a.block(), a.slot()));
    }

    void add(long key, ColumnBlock block, int slot, int answer) {
      if (after.isPresent()) {
        int c = columns.compare(block, slot, after.get());
        if (c < 0) {
          return;
        }
        if (c == 0) {
          atPlace.add(new Found(key, block, slot, answer));
          return;
        }
      }
      if (best.size() < count) {
        best.add(new Found(key, block, slot, answer));
        return;
      }
      Found last = best.element();
      int c = columns.compare(block, slot, last.block(), last.slot());
      if (c > 0) {
        return;
      }
      Found found = new Found(key, block, slot, answer);
      if (c == 0) {
        atEnd.add(found);
        return;
      }
      best.add(found);
      Found out = best.remove();
      Found newLast = best.element();
      if (columns.compare(out.block(), out.slot(), newLast.block(), newLast.slot()) == 0) {
        atEnd.add(out);
      } else {
        atEnd.clear();
      }
    }

    List<Hit> hits() throws SQLException {
      List<Hit> hits = new ArrayList<>();
      if (after.isPresent() && !atPlace.isEmpty()) {
        hits.addAll(equal(atPlace, after, count));
      }
      if (hits.size() == count || best.isEmpty()) {
        return hits;
      }
      int missing = count - hits.size();
      if (atEnd.isFull()) {
        Found last = best.element();
        List<Found> before = new ArrayList<>();
        for (Found found : best) {
          if (columns.compare(found.block(), found.slot(), last.block(), last.slot()) < 0) {
            before.add(found);
          }
        }
        hits.addAll(sorted(before, Optional.empty(), missing));
        if (hits.size() < count) {
          atEnd.add(last);
          hits.addAll(equal(atEnd, Optional.empty(), count - hits.size()));
        }
        return hits;
      }
      List<Found> all = new ArrayList<>(best);
      all.addAll(atEnd.few);
      hits.addAll(sorted(all, Optional.empty(), missing));
      return hits;
    }
  }

  /** The first of items that are equal in all columns. */
  private List<Hit> equal(Ties ties, Optional<Place> after, int most) throws SQLException {
    if (!ties.isFull()) {
      return sorted(ties.few, after, most);
    }
    Found one = ties.few.getFirst();
    List<SortValue> values = columns.values(one.block(), one.slot());
    List<Hit> hits =
        new IdWalk(snapshot, match, order)
            .next(
                after,
                most,
                (block, slot) -> columns.compare(block, slot, one.block(), one.slot()) == 0);
    return hits.stream()
        .map(hit ->
            new Hit(
                hit.key(),
                new Place(values, hit.place().collection(), hit.place().id()),
                hit.answer(),
                hit.document()))
        .toList();
  }

  private List<Hit> sorted(List<Found> found, Optional<Place> after, int most) throws SQLException {
    // whole documents only of those that are sure to be among the first, but for equal ones
    List<Found> byColumns = new ArrayList<>(found);
    byColumns.sort((a, b) -> columns.compare(a.block(), a.slot(), b.block(), b.slot()));
    List<Hit.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < byColumns.size(); i++) {
      Found f = byColumns.get(i);
      if (after.isEmpty() && i >= most) {
        Found edge = byColumns.get(most - 1);
        if (columns.compare(f.block(), f.slot(), edge.block(), edge.slot()) != 0) {
          break;
        }
      }
      candidates.add(new Hit.Candidate(f.key(), columns.values(f.block(), f.slot()), f.answer()));
    }
    return Hit.of(snapshot, candidates, order, after.orElse(null), most);
  }

  /** Equal items: all of them while they are few. */
  private static final class Ties {

    private final List<Found> few = new ArrayList<>();
    private boolean full;

    void add(Found found) {
      if (few.size() < MAX_TIES) {
        few.add(found);
      } else {
        full = true;
      }
    }

    void clear() {
      few.clear();
      full = false;
    }

    boolean isEmpty() {
      return few.isEmpty();
    }

    boolean isFull() {
      return full;
    }
  }
}
