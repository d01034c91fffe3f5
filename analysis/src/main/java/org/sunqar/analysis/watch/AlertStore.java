// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.tracking.AlertAction;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.catalog.store.Database;

/**
 * Alerts with their histories. Every change writes the alert, the entry of its history, and the
 * events for its subscribers in one transaction. What became of an order for it is no event for
 * them: it is for the member who ordered.
 */
public final class AlertStore {

  private final Database database;

  public AlertStore(Database database) {
    this.database = database;
  }

  /** Alerts as GeoJSON features: by watch, the largest first. */
  public List<ObjectNode> features(AlertQuery query) {
    return features(query, AlertOrder.BY_WATCH, Integer.MAX_VALUE);
  }

  /**
   * The first alerts of an order as GeoJSON features.
   *
   * @param most so many at most
   */
  public List<ObjectNode> features(AlertQuery query, List<AlertOrder> order, int most) {
    return database.read(c -> new AlertRead(c).features(query.sql(), order, most));
  }

  /**
   * A page of alerts.
   *
   * @param after {@link AlertPage#next} of the page before; empty for the first
   * @param limit alerts at most, at least 1
   * @throws AnalysisException SETTING when {@code after} is not of such a page
   */
  public AlertPage page(AlertScan scan, Optional<String> after, int limit) {
    Optional<AlertPlace> place = after.map(text -> AlertPlace.parse(text, scan.order()));
    return database.read(c -> new AlertRead(c).page(scan, place, limit));
  }

  /**
   * What a list shows of a page of alerts, for which no document is read unless the filter wants
   * it.
   *
   * @param after {@link AlertFacts#next} of the page before; empty for the first
   * @param limit alerts at most, at least 1
   * @throws AnalysisException SETTING when {@code after} is not of such a page
   */
  public AlertFacts facts(AlertScan scan, Optional<String> after, int limit) {
    Optional<AlertPlace> place = after.map(text -> AlertPlace.parse(text, scan.order()));
    return database.read(c -> new AlertRead(c).facts(scan, place, limit));
  }

  /** The alerts that changed last, the latest first. */
  public List<AlertObject> latest(int most) {
    return database.read(c ->
        select(c, "SELECT json FROM alert ORDER BY updated DESC, key LIMIT " + Math.max(0, most)));
  }

  /** The alerts that the latest run of a watch found, the largest first. */
  public List<AlertObject> ofLatestRun(String watch) {
    return database.read(c ->
        select(
            c,
            "SELECT json FROM alert WHERE watch = ? AND seen ="
                + " (SELECT max(key) FROM run WHERE watch = ?) ORDER BY area_ha DESC, key",
            watch,
            watch));
  }

  /** An alert; NOT_FOUND. */
  public AlertObject alert(String id) {
    return database.read(c -> alert(c, id));
  }

  /** What happened to an alert, the oldest first; NOT_FOUND. */
  public List<HistoryEntry> history(String id) {
    return database.read(c -> {
      alert(c, id);
      return history(c, id);
    });
  }

  private static List<HistoryEntry> history(Connection c, String id) throws SQLException {
    List<HistoryEntry> entries = new ArrayList<>();
    try (PreparedStatement select =
        c.prepareStatement(
            "SELECT number, at, kind, actor, json FROM alert_history"
                + " WHERE alert = (SELECT key FROM alert WHERE id = ?) ORDER BY number")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(
              new HistoryEntry(
                  id,
                  rows.getInt(1),
                  Instant.ofEpochMilli(rows.getLong(2)),
                  HistoryEntry.Kind.of(rows.getString(3)),
                  rows.getString(4),
                  AlertRead.object(rows.getString(5))));
        }
      }
    }
    return entries;
  }

  /** A number that grows with each entry of a history. */
  public long entries() {
    return database.read(c -> {
      try (PreparedStatement select = c.prepareStatement("SELECT max(rowid) FROM alert_history");
          ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0L;
      }
    });
  }

  /** What was told of orders, in all alerts: the {@link AlertAction.Said#request}s of it. */
  public List<String> orderSteps() {
    return database.read(c -> {
      List<String> steps = new ArrayList<>();
      try (PreparedStatement select =
          c.prepareStatement(
              "SELECT json_extract(json, '$."
                  + AlertAction.REQUEST
                  + "') FROM alert_history"
                  + " WHERE kind = ?")) {
        select.setString(1, HistoryEntry.Kind.ORDERED.text());
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            steps.add(rows.getString(1));
          }
        }
      }
      return steps;
    });
  }

  /**
   * Does what a person does with an alert; nothing when it has been done already, as {@link
   * AlertAction.Said#request} tells.
   *
   * @param said who does it, and what that person wants to say
   * @return the alert after it
   * @throws AnalysisException NOT_FOUND; SETTING for an action that lacks something; CONFLICT for
   *     what its status or its history does not allow, and for an alert that has become part of
   *     another
   */
  public AlertObject act(String id, AlertAction action, AlertAction.Said said) {
    return database.write(c -> {
      AlertObject alert = alert(c, id);
      if (!said.request().isEmpty() && isDone(c, id, said)) {
        return alert;
      }
      AlertAction.Done done = action.on(alert, () -> history(c, id), said);
      AlertRows rows = new AlertRows(c);
      rows.update(done.alert());
      rows.addHistory(rows.key(id), done.entry());
      if (done.entry().kind() != HistoryEntry.Kind.ORDERED) { // of orders others are told
        Outbox.add(c, done.entry(), done.alert());
      }
      return done.alert();
    });
  }

  private static boolean isDone(Connection c, String id, AlertAction.Said said)
      throws SQLException {
    return history(c, id).stream()
        .anyMatch(entry ->
            entry.by().equals(said.by())
                && entry.details().path(AlertAction.REQUEST).asText().equals(said.request()));
  }

  /** Moves the review of an alert on, as {@link #act} does. */
  public AlertObject review(
      String id, Review.Move move, String by, Optional<String> note, Instant now) {
    return act(id, new AlertAction.Move(move), new AlertAction.Said(by, note, now));
  }

  /**
   * What is known of a watch before a run.
   *
   * @param alerts that are not merged, the oldest first
   * @param lastNumber the highest number that an alert of the watch has; 0 for none
   */
  public record Known(List<AlertObject> alerts, int lastNumber) {
    public Known {
      alerts = List.copyOf(alerts);
    }
  }

  /** What is known of a watch. */
  public Known known(String watch) {
    return database.read(c -> known(c, watch));
  }

  static Known known(Connection c, String watch) throws SQLException {
    List<AlertObject> alerts =
        select(
            c,
            "SELECT json FROM alert WHERE watch = ? AND status <> '"
                + MachineStatus.MERGED.text()
                + "' ORDER BY key",
            watch);
    try (PreparedStatement select =
        c.prepareStatement(
            "SELECT max(CAST(substr(id, length(watch) + 2) AS INTEGER)) FROM alert"
                + " WHERE watch = ?")) {
      select.setString(1, watch);
      try (ResultSet rows = select.executeQuery()) {
        return new Known(alerts, rows.next() ? rows.getInt(1) : 0);
      }
    }
  }

  /** Writes what a run comes to, in the transaction that records the run. */
  static void record(Connection c, long run, AlertTracking.Outcome outcome) throws SQLException {
    AlertRows rows = new AlertRows(c);
    for (AlertTracking.Change change : outcome.changes()) {
      AlertObject alert = change.alert();
      long key;
      if (alert.version() == 1 && change.entry().isPresent()) {
        key = rows.insert(alert, run);
      } else {
        rows.update(alert);
        key = rows.key(alert.id());
      }
      if (change.entry().isPresent()) {
        rows.addHistory(key, change.entry().get());
        Outbox.add(c, change.entry().get(), alert);
      }
    }
    for (AlertObject found : outcome.found()) {
      rows.seen(found.id(), run);
    }
  }

  private static AlertObject alert(Connection c, String id) throws SQLException {
    return select(c, "SELECT json FROM alert WHERE id = ?", id).stream()
        .findFirst()
        .orElseThrow(() ->
            new AnalysisException(
                AnalysisException.Key.NOT_FOUND,
                "there is no alert '" + id + "'; 'sunqar alert list' shows those that there are"));
  }

  private static List<AlertObject> select(Connection c, String sql, String... values)
      throws SQLException {
    List<AlertObject> alerts = new ArrayList<>();
    try (PreparedStatement select = c.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        select.setString(i + 1, values[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          alerts.add(AlertDocument.read(AlertRead.object(rows.getString(1))));
        }
      }
    }
    return alerts;
  }
}
