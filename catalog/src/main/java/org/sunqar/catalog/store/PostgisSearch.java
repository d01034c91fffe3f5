// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One search. There are three ways to the rows, and which one is taken does not depend on the
 * server's estimates:
 *
 * <ul>
 *   <li>by name, where ids are given or the order is that of names: the key of the table;
 *   <li>by time, where the order is that of observation and there is no box: a walk along the index
 *       of instants, of each collection by itself;
 *   <li>by place otherwise: all rows in the box and the time, which then are sorted.
 * </ul>
 *
 * With a box and the order of observation either of the last two may be a thousand times faster
 * than the other, so up to {@value #FEW} rows are taken by place; when there are more, up to
 * {@value #WALK} entries are walked by time; when that does not fill the page, all rows by place
 * are taken. For a box of {@value #WIDE} square degrees the walk comes first.
 */
final class PostgisSearch {

  static final String COLUMNS = "i.collection, i.id, i.version, i.local_files, i.json, i.time";

  private static final int FEW = 2000;
  private static final int WALK = 30_000;

  /** A box of this size (square degrees) is walked for first. */
  private static final double WIDE = 50;

  /** Larger pages are not walked for. */
  private static final int SMALL_PAGE = 1000;

  /** Rows that are fetched together where only Java can tell which ones are wanted. */
  private static final int FETCH = 500;

  /** More collections than this are not walked one by one. */
  private static final int MANY_COLLECTIONS = 64;

  private final ItemQuery query;
  private final PostgisConditions conditions;
  private final PostgisOrder order;
  private final Optional<Place> after;

  /** A document and the instant of order. */
  private record Found(ItemDocument document, long time) {}

  PostgisSearch(ItemQuery query) {
    this.query = query;
    conditions = new PostgisConditions(query.where());
    order = new PostgisOrder(query.order());
    after = query.after().map(text -> Place.parse(text, query.order()));
  }

  /** Whether nothing can be found. */
  boolean isNone() {
    return conditions.isNone();
  }

  /** Whether only documents tell what is found. */
  boolean needsDocuments() {
    return conditions.needsDocuments();
  }

  /** Whether all items of some collections, or of all, are meant. */
  boolean isScopeOnly() {
    return conditions.isScopeOnly();
  }

  /** The collections that are meant; empty for all. */
  Optional<List<String>> collections() {
    return conditions.collections();
  }

  /** How many items there are where {@link #isScopeOnly}. */
  long countScope(Connection c) throws SQLException {
    return PostgisCollections.countItems(c, conditions.collections());
  }

  ItemPage run(PostgresDatabase database) {
    if (isNone()) {
      return new ItemPage(List.of(), Optional.empty());
    }
    int limit = query.limit().orElse(Integer.MAX_VALUE);
    // one more, which tells whether there is another page
    long wanted = Math.min(limit, Integer.MAX_VALUE - 1) + 1L;
    List<Found> found =
        needsDocuments()
            ? database.readMany(c -> stream(c, sql(Long.MAX_VALUE), wanted))
            : conditions.hasParts()
                ? database.readMany(c -> rows(c, wanted))
                : database.read(c -> rows(c, wanted));
    if (found.size() <= limit) {
      return new ItemPage(found.stream().map(Found::document).toList(), Optional.empty());
    }
    List<ItemDocument> page = found.subList(0, limit).stream().map(Found::document).toList();
    if (limit == 0) {
      return new ItemPage(page, Optional.empty());
    }
    Found last = found.get(limit - 1);
    return new ItemPage(
        page, Optional.of(order.place(last.document(), last.time()).toText(query.order())));
  }

  /** How many items meet the conditions, whatever the limit and the place. */
  long count(PostgresDatabase database) {
    if (isNone()) {
      return 0;
    }
    if (needsDocuments()) {
      return database.readMany(c -> {
        long[] n = new long[1];
        forEach(c, "i.json", row -> n[0]++);
        return n[0];
      });
    }
    if (conditions.isScopeOnly()) {
      return database.read(this::countScope);
    }
    return database.readMany(c -> {
      try (PreparedStatement statement = unordered("count(*)").prepare(c);
          ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0L;
      }
    });
  }

  /** Where the rows are that meet the conditions. */
  List<String> places(Connection c) throws SQLException {
    List<String> places = new ArrayList<>();
    forEach(c, "i.json, i.ctid", row -> places.add(row.getString(2)));
    return places;
  }

  /** What is done with a row. */
  @FunctionalInterface
  private interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /**
   * All rows that meet the conditions.
   *
   * @param columns the document first
   */
  private void forEach(Connection c, String columns, RowConsumer consumer) throws SQLException {
    try (PreparedStatement statement = unordered(columns).prepare(c)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (conditions.test(rows.getBytes(1))) {
            consumer.accept(rows);
          }
        }
      }
    }
  }

  /** All rows that meet the conditions but for the test of documents. */
  SqlText unordered(String columns, Object... parameters) {
    SqlText sql = new SqlText().add("SELECT " + columns + " FROM item i WHERE true", parameters);
    if (conditions.hasIds()) {
      sql.add(conditions.byNames()).add(conditions.boxAndTime());
    } else if (conditions.hasBox()) {
      sql.add(conditions.byPlace()).add(conditions.boxAndTime()).add(conditions.names());
    } else {
      conditions.collections().ifPresent(wanted -> sql.add(" AND i.collection = ANY (?)", wanted));
      sql.add(conditions.byTime()).add(conditions.boxAndTime());
    }
    return sql.add(conditions.properties());
  }

  private List<Found> rows(Connection c, long wanted) throws SQLException {
    if (!conditions.hasBox()
        || conditions.hasIds()
        || !(order.isOfTime() || order.isOfNames())
        || wanted > SMALL_PAGE) {
      return read(c, sql(wanted));
    }
    boolean wide = order.isOfTime() && conditions.boxArea() >= WIDE;
    if (wide) {
      List<Found> walked = read(c, boundedWalk(wanted));
      if (walked.size() == wanted) {
        return walked;
      }
    }
    Optional<List<Found>> few = few(c, wanted);
    if (few.isPresent()) {
      return few.get();
    }
    if (order.isOfNames()) {
      return read(c, sql(wanted));
    }
    if (!wide) {
      List<Found> walked = read(c, boundedWalk(wanted));
      if (walked.size() == wanted) {
        return walked;
      }
    }
    return read(c, byPlace(wanted));
  }

  private SqlText sql(long wanted) {
    if (conditions.hasIds() || order.isOfNames()) {
      return finished(
          from()
              .add(conditions.byNames())
              .add(conditions.boxAndTime())
              .add(conditions.properties()),
          wanted);
    }
    if (conditions.hasBox()) {
      return byPlace(wanted);
    }
    if (order.isOfTime()) {
      return byTime(wanted);
    }
    return finished(
        from()
            .add(conditions.byTime())
            .add(conditions.boxAndTime())
            .add(conditions.names())
            .add(conditions.properties()),
        wanted);
  }

  /** OFFSET 0 keeps the server from taking another way to the rows because of the order. */
  private SqlText byPlace(long wanted) {
    SqlText inner =
        new SqlText()
            .add("SELECT * FROM (SELECT " + COLUMNS + ", i.properties FROM item i WHERE true")
            .add(conditions.byPlace())
            .add(conditions.boxAndTime())
            .add(conditions.names())
            .add(conditions.properties())
            .add(" OFFSET 0) AS i WHERE true");
    return finished(inner, wanted);
  }

  private SqlText byTime(long wanted) {
    List<String> collections = conditions.collections().orElse(List.of());
    SqlText tests =
        new SqlText()
            .add(conditions.byTime())
            .add(conditions.boxAndTime())
            .add(conditions.properties());
    if (collections.size() > 1 && collections.size() <= MANY_COLLECTIONS && wanted <= SMALL_PAGE) {
      SqlText inner =
          new SqlText()
              .add(
                  "SELECT "
                      + COLUMNS
                      + " FROM unnest(?::text[]) AS w (collection) CROSS JOIN LATERAL (SELECT "
                      + COLUMNS
                      + " FROM item i WHERE i.collection = w.collection",
                  collections)
              .add(tests);
      return finished(finished(inner, wanted).add(") AS i WHERE true"), wanted, Optional.empty());
    }
    return finished(from().add(ofCollections()).add(tests), wanted);
  }

  /** By an index for one collection, without one for several. */
  private SqlText ofCollections() {
    List<String> collections = conditions.collections().orElse(List.of());
    return collections.size() == 1
        ? new SqlText().add(" AND i.collection = ?", collections.getFirst())
        : conditions.names();
  }

  /** The page as far as some entries of the index of instants hold it. */
  private SqlText boundedWalk(long wanted) {
    SqlText walk =
        new SqlText()
            .add(
                "SELECT i.collection, i.id, i.time, i.starts, i.ends, i.west, i.south, i.east,"
                    + " i.north FROM item i WHERE true")
            .add(ofCollections())
            .add(conditions.byTime());
    // properties are in the rows, which are read for those only that lie in the box
    SqlText inner =
        new SqlText()
            .add("SELECT i.collection, i.id, i.time FROM (")
            .add(finished(walk, WALK))
            .add(") AS i WHERE true")
            // said again, because else the server sorts what is in order already
            .add(ofCollections())
            .add(conditions.boxAndTime());
    SqlText sql =
        new SqlText()
            .add("SELECT " + COLUMNS + " FROM (")
            .add(
                conditions.properties().isEmpty()
                    ? finished(inner, wanted, Optional.empty())
                    : inner)
            .add(") AS w JOIN item i ON i.collection = w.collection AND i.id = w.id WHERE true")
            .add(conditions.properties());
    return finished(sql, wanted, Optional.empty());
  }

  /** The page when there are few rows in the box and the time; empty when there are more. */
  private Optional<List<Found>> few(Connection c, long wanted) throws SQLException {
    SqlText inner =
        new SqlText()
            .add("SELECT i.time, i.collection, i.id, h.place FROM hit h, LATERAL (SELECT h.time,")
            .add(" h.collection, h.id) AS i WHERE (SELECT count(*) <= " + FEW + " FROM hit)");
    SqlText sql =
        new SqlText()
            .add("WITH hit AS MATERIALIZED (SELECT i.ctid AS place, i.time, i.collection, i.id,")
            .add(" true");
    sql.add(test()).add(" AS wanted FROM item i WHERE true");
    sql.add(conditions.byPlace()).add(" LIMIT " + (FEW + 1) + ") ");
    sql.add("SELECT f.n, " + COLUMNS + " FROM (SELECT count(*) AS n FROM hit) AS f LEFT JOIN (");
    sql.add(finished(inner.add(" AND h.wanted"), wanted));
    sql.add(") AS w ON true LEFT JOIN item i ON i.ctid = w.place");
    sql.add(order.orderBy());
    try (PreparedStatement statement = sql.prepare(c);
        ResultSet rows = statement.executeQuery()) {
      List<Found> found = new ArrayList<>();
      while (rows.next()) {
        if (rows.getLong(1) > FEW) {
          return Optional.empty();
        }
        if (rows.getString(2) != null) {
          found.add(found(rows, 1));
        }
      }
      return Optional.of(found);
    }
  }

  /** What the index of places does not tell. */
  private SqlText test() {
    return new SqlText()
        .add(conditions.boxAndTime())
        .add(conditions.names())
        .add(conditions.properties());
  }

  private static SqlText from() {
    return new SqlText().add("SELECT " + COLUMNS + " FROM item i WHERE true");
  }

  private SqlText finished(SqlText sql, long wanted) {
    return finished(sql, wanted, after);
  }

  private SqlText finished(SqlText sql, long wanted, Optional<Place> from) {
    from.ifPresent(place -> sql.add(order.after(place)));
    sql.add(order.orderBy());
    return wanted < Integer.MAX_VALUE ? sql.add(" LIMIT ?", wanted) : sql;
  }

  private static List<Found> read(Connection c, SqlText sql) throws SQLException {
    List<Found> found = new ArrayList<>();
    try (PreparedStatement statement = sql.prepare(c);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(found(rows, 0));
      }
    }
    return found;
  }

  /** Reads rows until enough of them have passed the test that only Java can make. */
  private List<Found> stream(Connection c, SqlText sql, long wanted) throws SQLException {
    List<Found> found = new ArrayList<>();
    try (PreparedStatement statement = sql.prepare(c)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (found.size() < wanted && rows.next()) {
          Found next = found(rows, 0);
          if (conditions.test(next.document().json())) {
            found.add(next);
          }
        }
      }
    }
    return found;
  }

  private static Found found(ResultSet rows, int skipped) throws SQLException {
    return new Found(PostgisItemStore.document(rows, skipped), rows.getLong(skipped + 6));
  }
}
