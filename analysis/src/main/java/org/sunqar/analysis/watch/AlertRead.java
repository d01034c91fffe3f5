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
    Optional<AlertFilterSql.Told> told = scan.filter().map(AlertFilterSql::of);
    SqlPart where = scan.sql(told.map(AlertFilterSql.Told::sql).orElse(SqlPart.ALL));
    SqlPart rest =
        after.map(place -> SqlPart.and(List.of(where, place.after(scan.order())))).orElse(where);
    long candidates = count(where);
    return told.isEmpty() || told.get().exact()
        ? told(scan, rest, limit, candidates)
        : tested(scan, where, rest, limit, candidates);
  }

  /** The facts of a page, from a place on. */
  AlertFacts facts(AlertScan scan, Optional<AlertPlace> after, int limit) throws SQLException {
    Optional<AlertFilterSql.Told> told = scan.filter().map(AlertFilterSql::of);
    SqlPart where = scan.sql(told.map(AlertFilterSql.Told::sql).orElse(SqlPart.ALL));
    SqlPart rest =
        after.map(place -> SqlPart.and(List.of(where, place.after(scan.order())))).orElse(where);
    long candidates = count(where);
    if (told.isPresent() && !told.get().exact()) {
      AlertPage page = tested(scan, where, rest, limit, candidates);
      return new AlertFacts(
          page.features().stream().map(AlertFacts.Row::of).toList(), page.next(), page.matched());
    }
    List<AlertPlace> places = places(rest, scan.order(), limit + 1);
    boolean more = places.size() > limit;
    return new AlertFacts(
        rows(rest, scan.order(), limit),
        more ? Optional.of(places.get(limit - 1).toText(scan.order())) : Optional.empty(),
        Optional.of(candidates));
  }

  private List<AlertFacts.Row> rows(SqlPart where, List<AlertOrder> order, int most)
      throws SQLException {
    SqlPart sql =
        new SqlPart(
                "SELECT id, watch, status, review, first_date, updated, area_ha, probability,"
                    + " magnitude, west, south, east, north, assignee, version"
                    + FROM)
            .then(where)
            .then(new SqlPart(" ORDER BY " + AlertOrder.sql(order) + " LIMIT ?", (long) most));
    List<AlertFacts.Row> facts = new ArrayList<>();
    try (PreparedStatement select = c.prepareStatement(sql.text())) {
      sql.bind(select);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          facts.add(
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
        }
      }
    }
    return facts;
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

  private AlertPage tested(AlertScan scan, SqlPart where, SqlPart rest, int limit, long candidates)
      throws SQLException {
    Filter filter = scan.filter().orElseThrow();
    List<ObjectNode> features = new ArrayList<>();
    Optional<String> next = Optional.empty();
    try (Documents documents = new Documents(c)) {
      List<AlertPlace> places = places(rest, scan.order(), MOST_TESTED + 1);
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
              : Optional.of(counted(documents, filter, where)));
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
    StringBuilder columns = new StringBuilder("SELECT key");
    order.forEach(key -> columns.append(", ").append(key.column().text()));
    SqlPart sql =
        new SqlPart(columns + FROM)
            .then(where)
            .then(new SqlPart(" ORDER BY " + AlertOrder.sql(order) + " LIMIT ?", (long) most));
    List<AlertPlace> places = new ArrayList<>();
    try (PreparedStatement select = c.prepareStatement(sql.text())) {
      sql.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          List<Object> values = new ArrayList<>();
          for (int i = 0; i < order.size(); i++) {
            values.add(
                switch (order.get(i).column().type()) {
                  case TEXT, NAME, DAY -> rows.getString(i + 2);
                  case INSTANT -> (Object) rows.getLong(i + 2);
                  case NUMBER -> (Object) rows.getDouble(i + 2);
                });
          }
          places.add(new AlertPlace(values, rows.getLong(1)));
        }
      }
    }
    return places;
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
