// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.catalog.filter.Filter;

/**
 * Reads alerts on a connection: first their keys, by an index that has all columns and none of the
 * documents, then the documents of those that are wanted.
 *
 * <p>Known limit: the index is read through from its begin to its end, which with the documents of
 * a page takes some 4 ms for 20,000 alerts and grows with their number; only a watch shortens the
 * way. The index is named in the statements, because an order by key would otherwise be had by
 * walking along the rows, documents and all.
 */
final class AlertRead {

  /** Documents that a filter is tested on for one page at most. */
  static final int MOST_TESTED = 20_000;

  /** Documents that a filter is tested on at most only to count. */
  static final int MOST_COUNTED = 2_000;

  private static final String FROM = " FROM alert INDEXED BY alert_facts WHERE ";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection c;

  AlertRead(Connection c) {
    this.c = c;
  }

  /** The alerts that meet a condition. */
  List<ObjectNode> features(SqlPart where, List<AlertOrder> order, int most) throws SQLException {
    List<ObjectNode> features = new ArrayList<>();
    try (Documents documents = new Documents(c)) {
      for (AlertPlace place : places(where, order, most)) {
        features.add(object(documents.of(place.key())));
      }
    }
    return features;
  }

  /** A page of alerts, from a place on. */
  AlertPage page(AlertScan scan, Optional<AlertPlace> after, int limit) throws SQLException {
    Asked asked = asked(scan, after);
    long candidates = count(asked.where());
    return asked.exact()
        ? told(scan, asked.rest(), limit, candidates)
        : tested(scan, asked, limit, candidates);
  }

  /** The facts of a page, from a place on. */
  AlertFacts facts(AlertScan scan, Optional<AlertPlace> after, int limit) throws SQLException {
    Asked asked = asked(scan, after);
    long candidates = count(asked.where());
    if (asked.exact()) {
      return rows(scan.order(), asked.rest(), limit, candidates);
    }
    AlertPage page = tested(scan, asked, limit, candidates);
    return new AlertFacts(
        page.features().stream().map(AlertFacts.Row::of).toList(), page.next(), page.matched());
  }

  /**
   * A scan as conditions.
   *
   * @param where of all of its pages
   * @param rest of those that are not read yet
   * @param exact whether no document need be tested
   */
  private record Asked(SqlPart where, SqlPart rest, boolean exact) {}

  private static Asked asked(AlertScan scan, Optional<AlertPlace> after) {
    Optional<AlertFilterSql.Told> told = scan.filter().map(AlertFilterSql::of);
    SqlPart where = scan.sql(told.map(AlertFilterSql.Told::sql).orElse(SqlPart.ALL));
    SqlPart rest =
        after.map(place -> SqlPart.and(List.of(where, place.after(scan.order())))).orElse(where);
    return new Asked(where, rest, told.isEmpty() || told.get().exact());
  }

  private AlertFacts rows(List<AlertOrder> order, SqlPart where, int limit, long matched)
      throws SQLException {
    String facts =
        "id, watch, status, review, first_date, updated, area_ha, probability, magnitude, west,"
            + " south, east, north, assignee, version, ";
    SqlPart sql = select(facts + placeColumns(order), where, order, limit + 1L);
    List<AlertFacts.Row> rows = new ArrayList<>();
    Optional<String> next = Optional.empty();
    try (PreparedStatement select = c.prepareStatement(sql.text())) {
      sql.bind(select);
      try (ResultSet row = select.executeQuery()) {
        Optional<AlertPlace> last = Optional.empty();
        while (row.next()) {
          if (rows.size() == limit) {
            next = last.map(place -> place.toText(order));
            break;
          }
          rows.add(
              new AlertFacts.Row(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  Instant.ofEpochMilli(row.getLong(6)),
                  row.getDouble(7),
                  row.getDouble(8),
                  row.getDouble(9),
                  new Envelope(
                      row.getDouble(10), row.getDouble(12), row.getDouble(11), row.getDouble(13)),
                  row.getString(14),
                  row.getInt(15)));
          if (rows.size() == limit) {
            last = Optional.of(place(row, 16, order));
          }
        }
      }
    }
    return new AlertFacts(rows, next, Optional.of(matched));
  }

  private AlertPage told(AlertScan scan, SqlPart rest, int limit, long matched)
      throws SQLException {
    List<AlertPlace> places = places(rest, scan.order(), limit + 1);
    boolean more = places.size() > limit;
    List<ObjectNode> features = new ArrayList<>();
    try (Documents documents = new Documents(c)) {
      for (AlertPlace place : more ? places.subList(0, limit) : places) {
        features.add(object(documents.of(place.key())));
      }
    }
    return new AlertPage(
        features,
        more ? Optional.of(places.get(limit - 1).toText(scan.order())) : Optional.empty(),
        Optional.of(matched));
  }

  private AlertPage tested(AlertScan scan, Asked asked, int limit, long candidates)
      throws SQLException {
    Filter filter = scan.filter().orElseThrow();
    List<ObjectNode> features = new ArrayList<>();
    Optional<String> next = Optional.empty();
    try (Documents documents = new Documents(c)) {
      List<AlertPlace> places = places(asked.rest(), scan.order(), MOST_TESTED + 1);
      for (int i = 0; i < places.size() && next.isEmpty(); i++) {
        String document = i == MOST_TESTED ? "" : documents.of(places.get(i).key());
        if (i == MOST_TESTED) {
          next = Optional.of(places.get(i - 1).toText(scan.order()));
        } else if (filter.test(document.getBytes(StandardCharsets.UTF_8))) {
          if (features.size() == limit) {
            next = Optional.of(places.get(i - 1).toText(scan.order()));
          } else {
            features.add(object(document));
          }
        }
      }
      return new AlertPage(
          features,
          next,
          candidates > MOST_COUNTED
              ? Optional.empty()
              : Optional.of(counted(documents, filter, asked.where())));
    }
  }

  private long counted(Documents documents, Filter filter, SqlPart where) throws SQLException {
    long matched = 0;
    for (AlertPlace place : places(where, List.of(), MOST_COUNTED)) {
      if (filter.test(documents.of(place.key()).getBytes(StandardCharsets.UTF_8))) {
        matched++;
      }
    }
    return matched;
  }

  private List<AlertPlace> places(SqlPart where, List<AlertOrder> order, int most)
      throws SQLException {
    SqlPart sql = select(placeColumns(order), where, order, most);
    List<AlertPlace> places = new ArrayList<>();
    try (PreparedStatement select = c.prepareStatement(sql.text())) {
      sql.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          places.add(place(rows, 1, order));
        }
      }
    }
    return places;
  }

  private static SqlPart select(String columns, SqlPart where, List<AlertOrder> order, long most) {
    return new SqlPart("SELECT " + columns + FROM)
        .then(where)
        .then(new SqlPart(" ORDER BY " + AlertOrder.sql(order) + " LIMIT ?", most));
  }

  /** What {@link #place} reads. */
  private static String placeColumns(List<AlertOrder> order) {
    StringBuilder columns = new StringBuilder("key");
    order.forEach(key -> columns.append(", ").append(key.column().text()));
    return columns.toString();
  }

  /**
   * The place of a row.
   *
   * @param first number of the first of {@link #placeColumns}
   */
  private static AlertPlace place(ResultSet row, int first, List<AlertOrder> order)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int column = first + 1 + i;
      values.add(
          switch (order.get(i).column().type()) {
            case TEXT, NAME, DAY -> row.getString(column);
            case INSTANT -> (Object) row.getLong(column);
            case NUMBER -> (Object) row.getDouble(column);
          });
    }
    return new AlertPlace(values, row.getLong(first));
  }

  private long count(SqlPart where) throws SQLException {
    SqlPart sql = new SqlPart("SELECT count(*)" + FROM).then(where);
    try (PreparedStatement select = c.prepareStatement(sql.text())) {
      sql.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** The documents of alerts that are there, in one state of the database. */
  private static final class Documents implements AutoCloseable {

    private final PreparedStatement select;

    Documents(Connection c) throws SQLException {
      select = c.prepareStatement("SELECT json FROM alert WHERE key = ?");
    }

    String of(long key) throws SQLException {
      select.setLong(1, key);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }

    @Override
    public void close() throws SQLException {
      select.close();
    }
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is not JSON", e);
    }
  }
}
