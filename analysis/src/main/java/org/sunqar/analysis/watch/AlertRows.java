// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.tracking.AlertDocument;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.HistoryEntry;

/** Writes alerts and their histories in a transaction of others. */
final class AlertRows {

  private static final String COLUMNS =
      "id, watch, seen, status, review, first_date, updated, area_ha, confidence, west, south,"
          + " east, north, json";

  /** Columns that came later. */
  private static final String MORE = ", probability, magnitude, assignee, version";

  private final Connection c;

  AlertRows(Connection c) {
    this.c = c;
  }

  /**
   * Adds an alert.
   *
   * @param seen key of the run that found it
   * @return its key
   */
  long insert(AlertObject alert, long seen) throws SQLException {
    ObjectNode feature = AlertDocument.write(alert);
    try (PreparedStatement insert =
        c.prepareStatement(
            "INSERT INTO alert ("
                + COLUMNS
                + MORE
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " RETURNING key")) {
      bind(insert, alert, feature);
      insert.setLong(3, seen);
      bindMore(insert, alert, feature);
      return key(insert);
    }
  }

  /** The same for the table of the schema's second version, which a step of it fills. */
  long insertOfVersion2(AlertObject alert, long seen) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "INSERT INTO alert ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING key")) {
      bind(insert, alert, AlertDocument.write(alert));
      insert.setLong(3, seen);
      return key(insert);
    }
  }

  /** Writes an alert that is there; {@code seen} stays as it is. */
  void update(AlertObject alert) throws SQLException {
    try (PreparedStatement update =
        c.prepareStatement(
            "UPDATE alert SET ("
                + COLUMNS
                + MORE
                + ") = (?1, ?2, seen, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
                + " ?17, ?18)"
                + " WHERE id = ?1")) {
      ObjectNode feature = AlertDocument.write(alert);
      bind(update, alert, feature);
      bindMore(update, alert, feature);
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("alert " + alert.id() + " is not there");
      }
    }
  }

  /** Notes that a run found an alert. */
  void seen(String alert, long run) throws SQLException {
    try (PreparedStatement update = c.prepareStatement("UPDATE alert SET seen = ? WHERE id = ?")) {
      update.setLong(1, run);
      update.setString(2, alert);
      update.executeUpdate();
    }
  }

  /** Adds an entry to a history. */
  void addHistory(long alert, HistoryEntry entry) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement("INSERT INTO alert_history VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, alert);
      insert.setInt(2, entry.number());
      insert.setLong(3, entry.at().toEpochMilli());
      insert.setString(4, entry.kind().text());
      insert.setString(5, entry.by());
      insert.setString(6, entry.details().toString());
      insert.executeUpdate();
    }
  }

  /** The key of an alert. */
  long key(String id) throws SQLException {
    try (PreparedStatement select = c.prepareStatement("SELECT key FROM alert WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("alert " + id + " is not there");
        }
        return rows.getLong(1);
      }
    }
  }

  private static long key(PreparedStatement insert) throws SQLException {
    try (ResultSet rows = insert.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void bindMore(PreparedStatement statement, AlertObject alert, ObjectNode feature)
      throws SQLException {
    statement.setDouble(15, feature.at("/properties/probability").asDouble());
    statement.setDouble(16, feature.at("/properties/magnitude").asDouble());
    statement.setString(17, alert.review().assignee().orElse(""));
    statement.setInt(18, alert.version());
  }

  private static void bind(PreparedStatement statement, AlertObject alert, ObjectNode feature)
      throws SQLException {
    Envelope extent = alert.finding().outline().getEnvelopeInternal();
    statement.setString(1, alert.id());
    statement.setString(2, alert.finding().watch());
    statement.setString(4, alert.machine().status().text());
    statement.setString(5, alert.review().status().text());
    statement.setString(6, alert.finding().firstDate().toString());
    statement.setLong(7, alert.updated().toEpochMilli());
    // as the document has them, so that a search by columns is one by documents
    statement.setDouble(8, feature.at("/properties/area_ha").asDouble());
    statement.setDouble(9, feature.at("/properties/confidence").asDouble());
    statement.setDouble(10, extent.getMinX());
    statement.setDouble(11, extent.getMinY());
    statement.setDouble(12, extent.getMaxX());
    statement.setDouble(13, extent.getMaxY());
    statement.setString(14, feature.toString());
  }
}
