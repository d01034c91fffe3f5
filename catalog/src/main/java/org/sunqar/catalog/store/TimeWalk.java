// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
    boolean all = found.size() < wanted;
    if (all && budget < Integer.MAX_VALUE) {
      return Optional.empty();
    }
    int known = found.size();
    if (!all) {
      // of those of the last time some may be missing
      long last = time(found.getLast());
      while (known > 0 && time(found.get(known - 1)) == last) {
        known--;
      }
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

  private List<Hit.Candidate> walk(Optional<Place> after, int wanted, int budget)
      throws SQLException {
    long longest =
        match.scope().stream().mapToLong(KnownCollections.Known::longest).max().orElse(0);
    long from = match.start() - longest;
    long to = match.end() + longest;
    if (after.isPresent()) {
      from = descending ? from : Math.max(from, time(after.get()));
      to = descending ? Math.min(to, time(after.get())) : to;
    }
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql =
        new StringBuilder(
            "SELECT key, time FROM (SELECT key, time, collection, west, south, east, north, start,"
                + " \"end\" FROM item INDEXED BY ");
    if (match.scope().size() == 1) {
      sql.append("item_collection_time WHERE collection = ? AND time BETWEEN ? AND ?");
      parameters.add(match.scope().getFirst().key());
    } else {
      sql.append("item_time WHERE time BETWEEN ? AND ?");
    }
    parameters.add(from);
    parameters.add(to);
    sql.append(" ORDER BY time").append(descending ? " DESC" : "");
    if (budget < Integer.MAX_VALUE) {
      sql.append(" LIMIT ?");
      parameters.add(budget);
    }
    sql.append(") WHERE \"end\" >= ? AND start <= ?");
    parameters.add(match.start());
    parameters.add(match.end());
    if (match.scope().size() > 1 && !match.everywhere()) {
      sql.append(
          match.scope().stream()
              .map(collection -> Integer.toString(collection.key()))
              .collect(Collectors.joining(",", " AND collection IN (", ")")));
    }
    for (List<Bounds> box : match.boxes()) {
      box(sql, parameters, box);
    }
    sql.append(" LIMIT ?");
    parameters.add(wanted);
    List<Hit.Candidate> found = new ArrayList<>();
    int answer = match.needsDocuments() ? ColumnTest.MAYBE : ColumnTest.YES;
    try (ResultSet rows = snapshot.sql().query(sql.toString(), parameters.toArray())) {
      while (rows.next()) {
        found.add(
            new Hit.Candidate(
                rows.getLong(1), List.of(new SortValue.Time(rows.getLong(2))), answer));
      }
    }
    return found;
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
