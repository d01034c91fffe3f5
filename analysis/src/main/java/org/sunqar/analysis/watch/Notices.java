// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sunqar.catalog.store.Database;

/**
 * Puts into the {@link Outbox} what has happened to things that are no alerts. How much was told of
 * each is noted in the same transaction, so that nothing is told twice or left out however often
 * and by whomever it is said.
 */
public final class Notices {

  private final Database database;

  public Notices(Database database) {
    this.database = database;
  }

  /**
   * An event of something that is no alert.
   *
   * @param id the same however often it is delivered
   * @param type of the event
   * @param body the CloudEvent
   * @param at when it happened
   */
  public record Happening(String id, String type, String body, Instant at) {}

  /** How many of its events were told of each subject. */
  public Map<String, Integer> told() {
    return database.read(c -> {
      Map<String, Integer> told = new HashMap<>();
      try (PreparedStatement select = c.prepareStatement("SELECT subject, count FROM told");
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          told.put(rows.getString(1), rows.getInt(2));
        }
      }
      return told;
    });
  }

  /**
   * Tells a webhook of what has happened to a subject and was not told yet; saying it again, also
   * by another process, adds nothing.
   *
   * @param hook of no watch
   * @param all that has happened to it from the beginning on, the oldest first
   */
  public void tell(Subscriber hook, String subject, List<Happening> all) {
    database.write(c -> {
      int told = told(c, subject);
      if (told >= all.size()) {
        return 0;
      }
      long key = hook(c, hook);
      try (PreparedStatement insert =
              c.prepareStatement(
                  "INSERT INTO delivery (subscriber, event, type, subject, body, state, attempts,"
                      + " next_attempt, created) VALUES (?, ?, ?, ?, ?, 'pending', 0, 0, ?)");
          PreparedStatement note =
              c.prepareStatement(
                  "INSERT INTO told VALUES (?, ?)"
                      + " ON CONFLICT (subject) DO UPDATE SET count = excluded.count")) {
        for (Happening each : all.subList(told, all.size())) {
          insert.setLong(1, key);
          insert.setString(2, each.id());
          insert.setString(3, each.type());
          insert.setString(4, subject);
          insert.setString(5, each.body());
          insert.setLong(6, each.at().toEpochMilli());
          insert.executeUpdate();
        }
        note.setString(1, subject);
        note.setInt(2, all.size());
        return note.executeUpdate();
      }
    });
  }

  private static int told(Connection c, String subject) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("SELECT count FROM told WHERE subject = ?")) {
      select.setString(1, subject);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  /** The key of a subscriber that is of no watch, which is added where it is new. */
  private static long hook(Connection c, Subscriber hook) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "INSERT INTO subscriber (watch, kind, target, secret, secret_variable, created,"
                + " failures, rest_until) VALUES (NULL, ?, ?, ?, ?, ?, 0, 0)"
                + " ON CONFLICT (kind, target, secret, secret_variable) WHERE watch IS NULL"
                + " DO UPDATE SET target = excluded.target RETURNING key")) {
      Outbox.bind(insert, 1, hook);
      insert.setLong(5, System.currentTimeMillis());
      try (ResultSet rows = insert.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
