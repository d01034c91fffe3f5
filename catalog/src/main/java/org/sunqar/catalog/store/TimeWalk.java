// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.geo.Bounds;

/**
 * Items along the time index, which holds all that is tested: the documents of other items are not
 * touched.
 */
final class TimeWalk {

  /** Items beyond a page that are fetched so that those of the same time are together. */
  private static final int SLACK = 20;

  private final Snapshot snapshot;
  private final ItemMatch match;
  private final List<SortKey> order;
  private final boolean descending;

  /** From this time on, in the order, items may be missing. */
  private Optional<Long> horizon = Optional.empty();

  TimeWalk(Snapshot snapshot, ItemMatch match, List<SortKey> order) {
    this.snapshot = snapshot;
    this.match = match;
    this.order = order;
    descending = order.getFirst().descending();
  }

  /**
   * The next items after a place.
   *
   * @param budget items that may be looked at
   * @return empty when the budget, or too many items of one time, did not allow to tell
   */
  Optional<List<Hit>> next(Optional<Place> after, int count, int budget) throws SQLException {
    int wanted = count + SLACK + (after.isPresent() ? SLACK : 0);
    List<Hit.Candidate> found = walk(after, wanted, budget);
    boolean all = found.size() < wanted && horizon.isEmpty();
    if (found.size() == wanted) {
      // of those of the last time some may be missing
      seenTo(time(found.getLast()));
    }
    int known = found.size();
    while (known > 0
        && horizon.isPresent()
        && !isBefore(time(found.get(known - 1)), horizon.get())) {
      known--;
    }
    // those of the time of the place may lie before it
    int use = 0;
    int certain = 0;
    while (use < known && (certain < count || time(found.get(use)) == time(found.get(use - 1)))) {
      if (after.isEmpty() || time(found.get(use)) != time(after.get())) {
        certain++;
      }
      use++;
    }
    List<Hit> hits = Hit.of(snapshot, found.subList(0, use), order, after.orElse(null), count);
    return all || hits.size() == count ? Optional.of(hits) : Optional.empty();
  }

  /** Of each collection the first ones, and of all these the first. */
  private List<Hit.Candidate> walk(Optional<Place> after, int wanted, int budget)
      throws SQLException {
    List<Hit.Candidate> found = new ArrayList<>();
    for (KnownCollections.Known collection : match.scope()) {
      walk(collection, after, wanted, budget, found);
    }
    if (match.scope().size() > 1) {
      found.sort((a, b) -> (descending ? -1 : 1) * Long.compare(time(a), time(b)));
    }
    return found.size() > wanted ? found.subList(0, wanted) : found;
  }

  /** Takes note that nothing is known of items from a time on. */
  private void seenTo(long time) {
    if (horizon.isEmpty() || isBefore(time, horizon.get())) {
      horizon = Optional.of(time);
    }
  }

  private boolean isBefore(long a, long b) {
    return descending ? a > b : a < b;
  }

  private void walk(
      KnownCollections.Known collection,
      Optional<Place> after,
      int wanted,
      int budget,
      List<Hit.Candidate> found)
      throws SQLException {
    long from = match.start() - collection.longest();
    long to = match.end() + collection.longest();
    if (after.isPresent()) {
      from = descending ? from : Math.max(from, time(after.get()));
      to = descending ? Math.min(to, time(after.get())) : to;
    }
    StringBuilder sql =
        new StringBuilder(
            "SELECT key, time FROM (SELECT key, time, west, south, east, north, before, after"
                + " FROM item INDEXED BY item_time WHERE collection = ? AND time BETWEEN ? AND ?"
                + " ORDER BY time");
    List<Object> parameters = new ArrayList<>(List.of(collection.key(), from, to));
    sql.append(descending ? " DESC" : "");
    if (budget < Integer.MAX_VALUE) {
      sql.append(" LIMIT ?");
      parameters.add(budget);
    }
    sql.append(") WHERE time + after >= ? AND time - before <= ?");
    parameters.add(match.start());
    parameters.add(match.end());
    for (List<Bounds> box : match.boxes()) {
      box(sql, parameters, box);
    }
    sql.append(" LIMIT ?");
    parameters.add(wanted);
    int answer = match.needsDocuments() ? ColumnTest.MAYBE : ColumnTest.YES;
    int before = found.size();
    try (ResultSet rows = snapshot.sql().query(sql.toString(), parameters.toArray())) {
      while (rows.next()) {
        found.add(
            new Hit.Candidate(
                rows.getLong(1), List.of(new SortValue.Time(rows.getLong(2))), answer));
      }
    }
    if (found.size() - before == wanted) {
      seenTo(time(found.getLast()));
    } else if (budget < Integer.MAX_VALUE) {
      snapshot
          .sql()
          .number(
              "SELECT time FROM item INDEXED BY item_time WHERE collection = ? AND time BETWEEN ?"
                  + " AND ? ORDER BY time"
                  + (descending ? " DESC" : "")
                  + " LIMIT 1 OFFSET ?",
              collection.key(),
              from,
              to,
              budget)
          .ifPresent(this::seenTo);
    }
  }

  /** As {@link ItemMatch} tests it; always with two parts, so that the statement is kept. */
  private static void box(StringBuilder sql, List<Object> parameters, List<Bounds> parts) {
    Bounds first = parts.getFirst();
    Bounds second = parts.getLast();
    sql.append(
        " AND north >= ? AND south <= ? AND ((west <= ? AND east >= ?)"
            + " OR (west <= ? AND east >= ?)"
            + " OR (east > 180 AND (east - 360 >= ? OR east - 360 >= ?)))");
    parameters.add(first.minY());
    parameters.add(first.maxY());
    parameters.add(first.maxX());
    parameters.add(first.minX());
    parameters.add(second.maxX());
    parameters.add(second.minX());
    parameters.add(first.minX());
    parameters.add(second.minX());
  }

  private static long time(Hit.Candidate candidate) {
    return candidate.values().getFirst() instanceof SortValue.Time(long micros) ? micros : 0;
  }

  private static long time(Place place) {
    return place.values().getFirst() instanceof SortValue.Time(long micros) ? micros : 0;
  }
}
