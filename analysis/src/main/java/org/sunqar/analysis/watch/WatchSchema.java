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
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.alert.Alert;
import org.sunqar.analysis.alert.AlertFiles;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.AlertProbability;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.analysis.tracking.MachineStatus;
import org.sunqar.analysis.tracking.Review;
import org.sunqar.catalog.store.Migration;

/** The tables of watches and what belongs to them. */
final class WatchSchema {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FIRST =
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
      """;

  /**
   * Alerts that outlive a run, their history, and what is to be told to subscribers. A history is
   * only added to, until its watch is deleted: the triggers refuse all else, also to a hand at the
   * database. {@code seen} is the latest run that found the alert.
   */
  private static final String ALERTS_WITH_A_LIFE =
      """
      ALTER TABLE alert RENAME TO finding;
      CREATE TABLE alert (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        watch TEXT NOT NULL REFERENCES watch (name) ON DELETE CASCADE,
        seen INTEGER REFERENCES run (key) ON DELETE SET NULL,
        status TEXT NOT NULL,
        review TEXT NOT NULL,
        first_date TEXT NOT NULL,
        updated INTEGER NOT NULL,
        area_ha REAL NOT NULL,
        confidence REAL NOT NULL,
        west REAL NOT NULL,
        south REAL NOT NULL,
        east REAL NOT NULL,
        north REAL NOT NULL,
        json TEXT NOT NULL
      ) STRICT;
      CREATE INDEX alert_watch ON alert (watch, seen);
      CREATE TABLE alert_history (
        alert INTEGER NOT NULL REFERENCES alert (key) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        actor TEXT NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (alert, number)
      ) STRICT;
      CREATE TABLE subscriber (
        key INTEGER PRIMARY KEY,
        watch TEXT NOT NULL REFERENCES watch (name) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        target TEXT NOT NULL,
        secret TEXT NOT NULL,
        secret_variable TEXT NOT NULL,
        created INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        rest_until INTEGER NOT NULL,
        UNIQUE (watch, kind, target)
      ) STRICT;
      CREATE TABLE delivery (
        key INTEGER PRIMARY KEY,
        subscriber INTEGER NOT NULL REFERENCES subscriber (key) ON DELETE CASCADE,
        event TEXT NOT NULL,
        type TEXT NOT NULL,
        body TEXT NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        next_attempt INTEGER NOT NULL,
        created INTEGER NOT NULL,
        finished INTEGER,
        problem TEXT,
        UNIQUE (subscriber, event)
      ) STRICT;
      CREATE INDEX delivery_state ON delivery (state, attempts, key);
      """;

  /** One statement: the general form cuts at semicolons. */
  private static final List<String> TRIGGERS =
      List.of(
          """
          CREATE TRIGGER alert_history_stays BEFORE UPDATE ON alert_history
          BEGIN SELECT RAISE(ABORT, 'the history of an alert is only added to'); END
          """,
          """
          CREATE TRIGGER alert_history_is_kept BEFORE DELETE ON alert_history
          WHEN EXISTS (SELECT 1 FROM alert WHERE key = OLD.alert)
          BEGIN SELECT RAISE(ABORT, 'the history of an alert is only added to'); END
          """);

  /**
   * What lists are searched and put in order by, so that they need not read documents. Area and
   * confidence are from now on those of the document, which is rounded. A column that is generated
   * from the document would do, but SQLite takes no index for covering that has one.
   */
  private static final String LISTS =
      """
      ALTER TABLE alert ADD COLUMN probability REAL NOT NULL DEFAULT 0;
      UPDATE alert SET probability = json_extract(json, '$.properties.probability'),
        area_ha = json_extract(json, '$.properties.area_ha'),
        confidence = json_extract(json, '$.properties.confidence');
      CREATE INDEX alert_facts ON alert (watch, status, review, first_date, updated, area_ha,
        confidence, probability, west, south, east, north, id);
      """;

  /**
   * What a row of an inbox shows, so that it needs no document either, and when something happened,
   * so that what is new since a visit is found without reading all histories.
   */
  private static final String INBOX =
      """
      ALTER TABLE alert ADD COLUMN magnitude REAL NOT NULL DEFAULT 0;
      ALTER TABLE alert ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
      ALTER TABLE alert ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
      UPDATE alert SET magnitude = json_extract(json, '$.properties.magnitude'),
        assignee = coalesce(json_extract(json, '$.properties.assignee'), ''),
        version = json_extract(json, '$.properties.version');
      DROP INDEX alert_facts;
      CREATE INDEX alert_facts ON alert (watch, status, review, first_date, updated, area_ha,
        confidence, probability, west, south, east, north, magnitude, assignee, version, id);
      CREATE INDEX alert_happened ON alert_history (at, kind, actor, alert);
      """;

  /**
   * Subscribers that are of no watch, what a delivery is about where its order among others
   * matters, and how much was told of each such thing. SQLite changes no constraint of a table that
   * is there, so both are made anew.
   */
  private static final String HOOKS =
      """
      CREATE TABLE subscriber_new (
        key INTEGER PRIMARY KEY,
        watch TEXT REFERENCES watch (name) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        target TEXT NOT NULL,
        secret TEXT NOT NULL,
        secret_variable TEXT NOT NULL,
        created INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        rest_until INTEGER NOT NULL,
        UNIQUE (watch, kind, target)
      ) STRICT;
      INSERT INTO subscriber_new SELECT key, watch, kind, target, secret, secret_variable, created,
        failures, rest_until FROM subscriber;
      CREATE TABLE delivery_new (
        key INTEGER PRIMARY KEY,
        subscriber INTEGER NOT NULL REFERENCES subscriber_new (key) ON DELETE CASCADE,
        event TEXT NOT NULL,
        type TEXT NOT NULL,
        subject TEXT NOT NULL DEFAULT '',
        body TEXT NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        next_attempt INTEGER NOT NULL,
        created INTEGER NOT NULL,
        finished INTEGER,
        problem TEXT,
        UNIQUE (subscriber, event)
      ) STRICT;
      INSERT INTO delivery_new SELECT key, subscriber, event, type, '', body, state, attempts,
        next_attempt, created, finished, problem FROM delivery;
      DROP TABLE delivery;
      DROP TABLE subscriber;
      ALTER TABLE subscriber_new RENAME TO subscriber;
      ALTER TABLE delivery_new RENAME TO delivery;
      CREATE INDEX delivery_state ON delivery (state, attempts, key);
      CREATE INDEX delivery_subject ON delivery (subscriber, subject, key)
        WHERE state = 'pending' AND subject <> '';
      CREATE UNIQUE INDEX subscriber_hook ON subscriber (kind, target, secret, secret_variable)
        WHERE watch IS NULL;
      CREATE TABLE told (
        subject TEXT PRIMARY KEY,
        count INTEGER NOT NULL
      ) STRICT;
      """;

  static final List<Migration> MIGRATIONS =
      List.of(
          new Migration("watch", 1, FIRST),
          new Migration("watch", 2, WatchSchema::giveAlertsALife),
          new Migration("watch", 3, LISTS),
          new Migration("watch", 4, INBOX),
          new Migration("watch", 5, HOOKS));

  private WatchSchema() {}

  /**
   * The alerts of the latest run of each watch go on under their ids. Those of runs before it,
   * which no command showed any more, stay in the folders of their runs.
   */
  private static void giveAlertsALife(Connection c) throws SQLException {
    try (Statement statement = c.createStatement()) {
      for (String part : ALERTS_WITH_A_LIFE.split(";\\s*\\n")) {
        if (!part.isBlank()) {
          statement.execute(part);
        }
      }
      for (String trigger : TRIGGERS) {
        statement.execute(trigger);
      }
    }
    AlertRows rows = new AlertRows(c);
    try (PreparedStatement select =
            c.prepareStatement(
                "SELECT f.json, r.key, r.id, r.finished, r.json, w.json FROM finding f"
                    + " JOIN run r ON r.key = f.run JOIN watch w ON w.name = r.watch"
                    + " WHERE r.key = (SELECT max(key) FROM run WHERE watch = r.watch)"
                    + " ORDER BY r.key, f.number");
        ResultSet found = select.executeQuery()) {
      while (found.next()) {
        AlertObject alert =
            alert(
                object(found.getString(1)),
                found.getString(3),
                Instant.ofEpochMilli(found.getLong(4)),
                object(found.getString(5)).path("software").asText("unknown"),
                WatchJson.read(found.getString(6)).rule().leastRun());
        long key = rows.insertOfVersion2(alert, found.getLong(2));
        ObjectNode details =
            JsonNodeFactory.instance
                .objectNode()
                .put("status", alert.machine().status().text())
                .put("area_ha", alert.finding().areaHa())
                .put("run", alert.evidence().run());
        rows.addHistory(
            key,
            new HistoryEntry(
                alert.id(),
                1,
                alert.created(),
                HistoryEntry.Kind.CREATED,
                HistoryEntry.DETECTOR,
                details));
      }
    }
    try (Statement statement = c.createStatement()) {
      statement.execute("DROP TABLE finding");
    }
  }

  /**
   * What the first version knew; its pixels at the border are not known, its last scene neither.
   */
  private static AlertObject alert(
      ObjectNode feature, String run, Instant finished, String software, int leastRun) {
    Alert finding = AlertFiles.alert(feature);
    LocalDate day = finding.confirmedDate();
    return new AlertObject(
        finding,
        new AlertObject.Machine(
            finding.run() >= leastRun + 3 ? MachineStatus.CONFIRMED : MachineStatus.PROVISIONAL,
            AlertProbability.of("bfast-monitor", finding.confidence()),
            0,
            finding.areaHa(),
            day,
            day,
            1,
            Optional.empty()),
        Review.NONE,
        new AlertObject.Evidence(run, software),
        finished,
        finished,
        1);
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document is not JSON", e);
    }
  }
}
