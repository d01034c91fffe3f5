// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;

/** Watches, their runs and the alerts of each run, in the workspace's database. */
public final class WatchStore {

  /** To be passed to {@link Database#open} after the catalogue's. */
  public static final List<Migration> MIGRATIONS =
      List.of(
          new Migration(
              "watch",
              1,
              """
              CREATE TABLE watch (
                name TEXT PRIMARY KEY,
                json TEXT NOT NULL,
                created INTEGER NOT NULL
              ) STRICT;
              CREATE TABLE run (
                key INTEGER PRIMARY KEY,
                watch TEXT NOT NULL REFERENCES watch (name) ON DELETE CASCADE,
                id TEXT NOT NULL,
                finished INTEGER NOT NULL,
                json TEXT NOT NULL,
                UNIQUE (watch, id)
              ) STRICT;
              CREATE TABLE alert (
                run INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
                id TEXT NOT NULL,
                number INTEGER NOT NULL,
                first_date TEXT NOT NULL,
                area_ha REAL NOT NULL,
                json TEXT NOT NULL,
                PRIMARY KEY (run, number)
              ) STRICT;
              """));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Database database;

  public WatchStore(Database database) {
    this.database = database;
  }

  /**
   * A finished run.
   *
   * @param watch whose run
   * @param id the run's folder name
   * @param finished when it was finished
   * @param summary figures of the run, as the command prints them
   */
  public record Run(String watch, String id, Instant finished, ObjectNode summary) {}

  /** Adds a watch; CONFLICT when the name is taken and the watch is another. */
  public void create(Watch watch) {
    String json = WatchJson.write(watch).toString();
    database.write(c -> {
      Optional<String> there = json(c, watch.name());
      if (there.isPresent()) {
        if (there.get().equals(json)) {
          return false;
        }
        throw new AnalysisException(
            AnalysisException.Key.CONFLICT,
            "a watch '"
                + watch.name()
                + "' exists with other settings; delete it first or choose another name");
      }
      try (PreparedStatement insert =
          c.prepareStatement("INSERT INTO watch (name, json, created) VALUES (?, ?, ?)")) {
        insert.setString(1, watch.name());
        insert.setString(2, json);
        insert.setLong(3, System.currentTimeMillis());
        return insert.executeUpdate() == 1;
      }
    });
  }

  /** The watch of a name; NOT_FOUND when there is none. */
  public Watch watch(String name) {
    return database.read(c -> json(c, name)).map(WatchJson::read).orElseThrow(() -> notFound(name));
  }

  /** All watches by name. */
  public List<Watch> watches() {
    return database.read(c -> {
      List<Watch> watches = new ArrayList<>();
      try (PreparedStatement select = c.prepareStatement("SELECT json FROM watch ORDER BY name");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          watches.add(WatchJson.read(rows.getString(1)));
        }
      }
      return watches;
    });
  }

  /** Deletes a watch with its runs and alerts; NOT_FOUND when there is none. */
  public void delete(String name) {
    int deleted =
        database.write(c -> {
          try (PreparedStatement delete = c.prepareStatement("DELETE FROM watch WHERE name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate();
          }
        });
    if (deleted == 0) {
      throw notFound(name);
    }
  }

  /**
   * Records a finished run with its alerts, all or nothing.
   *
   * @throws AnalysisException NOT_FOUND when the watch is not there (any more), CONFLICT when it
   *     has a run of that id
   */
  public void addRun(Run run, List<Alert> alerts) {
    database.write(c -> {
      if (json(c, run.watch()).isEmpty()) {
        throw notFound(run.watch());
      }
      if (hasRun(c, run)) {
        throw new AnalysisException(
            AnalysisException.Key.CONFLICT,
            "watch '" + run.watch() + "' has a run '" + run.id() + "' already");
      }
      long key;
      try (PreparedStatement insert =
          c.prepareStatement(
              "INSERT INTO run (watch, id, finished, json) VALUES (?, ?, ?, ?) RETURNING key")) {
        insert.setString(1, run.watch());
        insert.setString(2, run.id());
        insert.setLong(3, run.finished().toEpochMilli());
        insert.setString(4, run.summary().toString());
        try (ResultSet rows = insert.executeQuery()) {
          rows.next();
          key = rows.getLong(1);
        }
      }
      try (PreparedStatement insert =
          c.prepareStatement("INSERT INTO alert VALUES (?, ?, ?, ?, ?, ?)")) {
        int number = 0;
        for (Alert alert : alerts) {
          insert.setLong(1, key);
          insert.setString(2, alert.id());
          insert.setInt(3, ++number);
          insert.setString(4, alert.firstDate().toString());
          insert.setDouble(5, alert.areaHa());
          insert.setString(6, AlertFiles.feature(alert).toString());
          insert.addBatch();
        }
        insert.executeBatch();
      }
      return key;
    });
  }

  /** The latest finished run of a watch. */
  public Optional<Run> latestRun(String watch) {
    return database.read(c -> {
      try (PreparedStatement select =
          c.prepareStatement(
              "SELECT id, finished, json FROM run WHERE watch = ? ORDER BY key DESC LIMIT 1")) {
        select.setString(1, watch);
        try (ResultSet rows = select.executeQuery()) {
          return rows.next()
              ? Optional.of(
                  new Run(
                      watch,
                      rows.getString(1),
                      Instant.ofEpochMilli(rows.getLong(2)),
                      object(rows.getString(3))))
              : Optional.empty();
        }
      }
    });
  }

  /**
   * The alerts of the latest run of a watch, or of all watches, as GeoJSON features: by watch, the
   * largest first.
   */
  public List<ObjectNode> alerts(Optional<String> watch) {
    return database.read(c -> {
      List<ObjectNode> features = new ArrayList<>();
      try (PreparedStatement select =
          c.prepareStatement(
              "SELECT a.json FROM alert a JOIN run r ON r.key = a.run"
                  + " WHERE r.key = (SELECT max(key) FROM run WHERE watch = r.watch)"
                  + " AND (?1 IS NULL OR r.watch = ?1) ORDER BY r.watch, a.number")) {
        select.setString(1, watch.orElse(null));
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            features.add(object(rows.getString(1)));
          }
        }
      }
      return features;
    });
  }

  private static Optional<String> json(Connection c, String name) throws SQLException {
    try (PreparedStatement select = c.prepareStatement("SELECT json FROM watch WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  private static boolean hasRun(Connection c, Run run) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("SELECT 1 FROM run WHERE watch = ? AND id = ?")) {
      select.setString(1, run.watch());
      select.setString(2, run.id());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is not JSON", e);
    }
  }

  private static AnalysisException notFound(String name) {
    return new AnalysisException(
        AnalysisException.Key.NOT_FOUND,
        "there is no watch '" + name + "'; 'sunqar watch list' shows those that exist");
  }
}
