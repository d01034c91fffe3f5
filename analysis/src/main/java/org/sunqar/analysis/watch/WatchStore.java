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
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.Migration;

/** Watches and their runs, in the workspace's database. {@link AlertStore} has their alerts. */
public final class WatchStore {

  /** To be passed to {@link Database#open} after the catalogue's. */
  public static final List<Migration> MIGRATIONS = WatchSchema.MIGRATIONS;

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
        // not the text: earlier versions knew fewer settings
        if (WatchJson.write(WatchJson.read(there.get())).toString().equals(json)) {
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

  /** What the alerts that are known become through a run. */
  @FunctionalInterface
  public interface Tracker {
    AlertTracking.Outcome track(AlertStore.Known known);
  }

  /**
   * Records a finished run and what becomes of the watch's alerts, all or nothing.
   *
   * @param tracker asked inside the transaction, so that no review is lost that a person makes
   *     while the run ends
   * @throws AnalysisException NOT_FOUND when the watch is not there (any more), CONFLICT when it
   *     has a run of that id
   */
  public AlertTracking.Outcome addRun(Run run, Tracker tracker) {
    return database.write(c -> {
      requireWatch(c, run.watch());
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
      AlertTracking.Outcome outcome = tracker.track(AlertStore.known(c, run.watch()));
      AlertStore.record(c, key, outcome);
      return outcome;
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

  static void requireWatch(Connection c, String name) throws SQLException {
    if (json(c, name).isEmpty()) {
      throw notFound(name);
    }
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
