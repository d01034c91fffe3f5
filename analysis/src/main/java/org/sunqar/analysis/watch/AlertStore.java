// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.catalog.store.Database;

/**
 * Alerts with their histories. Every change writes the alert, the entry of its history, and the
 * events for its subscribers in one transaction.
 */
public final class AlertStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;

  public AlertStore(Database database) {
    this.database = database;
  }

  /** Alerts as GeoJSON features: by watch, the largest first. */
  public List<ObjectNode> features(AlertQuery query) {
    return database.read(c -> {
      List<ObjectNode> features = new ArrayList<>();
      String status =
          query.status().stream()
              .map(s -> "'" + s.text() + "'")
              .sorted()
              .collect(Collectors.joining(", ", "(", ")"));
      String review =
          query.review().isEmpty()
              ? ""
              : query.review().stream()
                  .map(s -> "'" + s.text() + "'")
                  .sorted()
                  .collect(Collectors.joining(", ", " AND review IN (", ")"));
      try (PreparedStatement select =
          c.prepareStatement(
              "SELECT json FROM alert WHERE (?1 IS NULL OR watch = ?1) AND status IN "
                  + status
                  + review
                  + " AND (?2 IS NULL OR first_date >= ?2) AND area_ha >= ?3 AND confidence >= ?4"
                  + " AND (?5 IS NULL OR (east >= ?5 AND west <= ?6 AND north >= ?7 AND south <="
                  + " ?8)) AND (?9 IS NULL OR updated >= ?9)"
                  + " ORDER BY watch, area_ha DESC, key")) {
        select.setString(1, query.watch().orElse(null));
        select.setString(2, query.since().map(Object::toString).orElse(null));
        select.setDouble(3, query.minimumAreaHa());
        select.setDouble(4, query.minimumConfidence());
        if (query.bbox().isPresent()) {
          Envelope box = query.bbox().get();
          select.setDouble(5, box.getMinX());
          select.setDouble(6, box.getMaxX());
          select.setDouble(7, box.getMinY());
          select.setDouble(8, box.getMaxY());
        }
        if (query.updatedSince().isPresent()) {
          select.setLong(9, query.updatedSince().get().toEpochMilli());
        }
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            features.add(object(rows.getString(1)));
          }
        }
      }
      return features;
    });
  }

  /**
   * Where and when alerts are looked for.
   *
   * @param boxes longitude and latitude, of which an alert meets one; none for everywhere
   * @param from first day on which an alert may be first seen
   * @param to last one
   */
  public record Scan(List<Envelope> boxes, Optional<LocalDate> from, Optional<LocalDate> to) {
    public Scan {
      boxes = List.copyOf(boxes);
    }

    private boolean meets(Envelope extent) {
      return boxes.isEmpty() || boxes.stream().anyMatch(extent::intersects);
    }
  }

  /**
   * A page of alerts in the order in which they were raised.
   *
   * @param next where the next page begins; empty for the last one
   */
  public record Page(List<ObjectNode> features, Optional<Long> next) {
    public Page {
      features = List.copyOf(features);
    }
  }

  /**
   * A page of alerts. What is raised or changed while pages are read moves none of them.
   *
   * @param condition on the features
   * @param after where the page before said that this one begins; 0 for the first
   * @param limit at least 1
   */
  public Page page(Scan scan, Predicate<ObjectNode> condition, long after, int limit) {
    return database.read(c -> {
      List<ObjectNode> features = new ArrayList<>();
      long last = after;
      try (PreparedStatement select =
          c.prepareStatement(
              "SELECT key, west, east, south, north, json FROM alert WHERE key > ?1"
                  + " AND (?2 IS NULL OR first_date >= ?2) AND (?3 IS NULL OR first_date <= ?3)"
                  + " ORDER BY key")) {
        select.setLong(1, after);
        select.setString(2, scan.from().map(Object::toString).orElse(null));
        select.setString(3, scan.to().map(Object::toString).orElse(null));
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            Envelope extent =
                new Envelope(
                    rows.getDouble(2), rows.getDouble(3), rows.getDouble(4), rows.getDouble(5));
            if (!scan.meets(extent)) {
              continue;
            }
            ObjectNode feature = object(rows.getString(6));
            if (!condition.test(feature)) {
              continue;
            }
            if (features.size() == limit) {
              return new Page(features, Optional.of(last));
            }
            features.add(feature);
            last = rows.getLong(1);
          }
        }
      }
      return new Page(features, Optional.empty());
    });
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
                    object(rows.getString(5))));
          }
        }
      }
      return entries;
    });
  }

  /**
   * Moves the review of an alert on.
   *
   * @param by who does it
   * @param note what that person wants to say
   * @return the alert after it
   * @throws AnalysisException NOT_FOUND; CONFLICT for a move that its status does not allow, and
   *     for an alert that has become part of another
   */
  public AlertObject review(
      String id, Review.Move move, String by, Optional<String> note, Instant now) {
    if (by.isBlank() || by.length() > 200 || note.filter(n -> n.length() > 4000).isPresent()) {
      throw new AnalysisException(
          AnalysisException.Key.SETTING,
          "a review needs a name of 1 to 200 characters and a note of at most 4000");
    }
    return database.write(c -> {
      AlertObject alert = alert(c, id);
      if (alert.machine().mergedInto().isPresent()) {
        throw new AnalysisException(
            AnalysisException.Key.CONFLICT,
            "alert "
                + id
                + " has become part of "
                + alert.machine().mergedInto().get()
                + "; review that one");
      }
      Review review = alert.review().after(move, id, by, now, alert.finding().areaHa());
      AlertObject reviewed = alert.with(review).entered(now);
      ObjectNode details =
          JsonNodeFactory.instance.objectNode().put("review", review.status().text());
      review.reason().ifPresent(reason -> details.put("reject_reason", reason.text()));
      note.ifPresent(text -> details.put("note", text));
      HistoryEntry entry =
          new HistoryEntry(id, reviewed.version(), now, HistoryEntry.Kind.REVIEWED, by, details);
      AlertRows rows = new AlertRows(c);
      rows.update(reviewed);
      rows.addHistory(rows.key(id), entry);
      Outbox.add(c, entry, reviewed);
      return reviewed;
    });
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
          alerts.add(AlertDocument.read(object(rows.getString(1))));
        }
      }
    }
    return alerts;
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is not JSON", e);
    }
  }
}
