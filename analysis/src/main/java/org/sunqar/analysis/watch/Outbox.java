// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.tracking.AlertEvent;
import org.sunqar.analysis.tracking.AlertObject;
import org.sunqar.analysis.tracking.HistoryEntry;
import org.sunqar.catalog.store.Database;

/**
 * Subscribers, and the events that are on their way to them.
 *
 * <p>Guarantees: an event is in the outbox if and only if the change that it tells of is in the
 * database, because one transaction writes both. It is delivered at least once: a process that dies
 * between sending and noting so sends again, under the same id. A subscriber is sent one event at a
 * time, also by several processes: whoever {@link #claim claims} holds it for a while.
 *
 * <p>Times are those of the machine's clock, which may be set back. So a time further away than the
 * longest wait that there is counts as over: nothing waits for longer than that, however the clock
 * moves, and what is delivered is never due again.
 *
 * <p>Alerts come in any order; events that are {@link Notices told} of one subject come one after
 * the other, each when those before it have been delivered or given up.
 */
public final class Outbox {

  /** No wait is longer, neither between attempts nor for a process that has claimed something. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final String SELECT =
      "SELECT d.key, coalesce(s.watch, ''), s.kind, s.target, s.secret, s.secret_variable,"
          + " s.failures, d.event, d.type, d.body, d.state, d.attempts, d.next_attempt, d.created,"
          + " d.problem FROM delivery d JOIN subscriber s ON s.key = d.subscriber";

  private static final String DUE =
      " WHERE d.state = 'pending' AND s.kind = ?1"
          + " AND (d.next_attempt <= ?2 OR d.next_attempt > ?2 + ?3)"
          + " AND (s.rest_until <= ?2 OR s.rest_until > ?2 + ?3)"
          + " AND (d.subject = '' OR NOT EXISTS (SELECT 1 FROM delivery e"
          + " WHERE e.subscriber = d.subscriber AND e.subject = d.subject"
          + " AND e.state = 'pending' AND e.subject <> '' AND e.key < d.key))"
          + " ORDER BY d.attempts, d.key LIMIT 1";

  private static final String OLD = " WHERE state = 'delivered' AND finished < ?1";

  private final Database database;

  public Outbox(Database database) {
    this.database = database;
  }

  /** Adds a subscriber, or gives one that is there another secret; NOT_FOUND without its watch. */
  public void subscribe(Subscriber subscriber) {
    database.write(c -> {
      WatchStore.requireWatch(c, subscriber.watch());
      try (PreparedStatement insert =
          c.prepareStatement(
              "INSERT INTO subscriber (watch, kind, target, secret, secret_variable, created,"
                  + " failures, rest_until) VALUES (?, ?, ?, ?, ?, ?, 0, 0)"
                  + " ON CONFLICT (watch, kind, target) DO UPDATE SET secret = excluded.secret,"
                  + " secret_variable = excluded.secret_variable")) {
        insert.setString(1, subscriber.watch());
        bind(insert, 2, subscriber);
        insert.setLong(6, System.currentTimeMillis());
        return insert.executeUpdate();
      }
    });
  }

  /** Whether anybody is or was told of anything. */
  public boolean isUsed() {
    return database.read(c -> {
      try (PreparedStatement select =
              c.prepareStatement("SELECT EXISTS (SELECT 1 FROM subscriber)");
          ResultSet rows = select.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    });
  }

  static void bind(PreparedStatement statement, int first, Subscriber subscriber)
      throws SQLException {
    statement.setString(first, subscriber.kind().text());
    statement.setString(first + 1, subscriber.target());
    statement.setString(
        first + 2,
        subscriber.secret() instanceof Subscriber.Secret.Stored(String text) ? text : "");
    statement.setString(
        first + 3,
        subscriber.secret() instanceof Subscriber.Secret.Variable(String name) ? name : "");
  }

  /** The subscribers of a watch, or of all watches, by watch and target. */
  public List<Subscriber> subscribers(Optional<String> watch) {
    return database.read(c -> {
      List<Subscriber> subscribers = new ArrayList<>();
      try (PreparedStatement select =
          c.prepareStatement(
              "SELECT watch, kind, target, secret, secret_variable FROM subscriber"
                  + " WHERE watch IS NOT NULL AND (?1 IS NULL OR watch = ?1)"
                  + " ORDER BY watch, kind, target")) {
        select.setString(1, watch.orElse(null));
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            subscribers.add(subscriber(rows, 1));
          }
        }
      }
      return subscribers;
    });
  }

  /** Removes a subscriber with what is on its way to it; NOT_FOUND when it is none. */
  public void unsubscribe(String watch, String target) {
    int removed =
        database.write(c -> {
          WatchStore.requireWatch(c, watch);
          try (PreparedStatement delete =
              c.prepareStatement("DELETE FROM subscriber WHERE watch = ? AND target = ?")) {
            delete.setString(1, watch);
            delete.setString(2, target);
            return delete.executeUpdate();
          }
        });
    if (removed == 0) {
      throw new AnalysisException(
          AnalysisException.Key.NOT_FOUND,
          "'"
              + target
              + "' is no subscriber of watch '"
              + watch
              + "'; 'sunqar watch subscribers' shows who is");
    }
  }

  /** Writes an event for every subscriber of the alert's watch, in a transaction of others. */
  static void add(Connection c, HistoryEntry entry, AlertObject alert) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "INSERT INTO delivery (subscriber, event, type, body, state, attempts, next_attempt,"
                + " created) SELECT key, ?2, ?3, ?4, 'pending', 0, 0, ?5 FROM subscriber"
                + " WHERE watch = ?1 AND (kind = 'webhook' OR ?6)")) {
      insert.setString(1, alert.finding().watch());
      insert.setString(2, entry.eventId());
      insert.setString(3, entry.kind().eventType());
      insert.setString(4, AlertEvent.of(entry, alert).toString());
      insert.setLong(5, entry.at().toEpochMilli());
      insert.setBoolean(6, entry.kind() == HistoryEntry.Kind.CREATED);
      insert.executeUpdate();
    }
  }

  /**
   * Takes the next delivery that is due, so that nobody else sends to its subscriber for a while.
   *
   * @param hold for how long, at most {@link #LONGEST_WAIT}
   * @return empty when nothing is due
   */
  public Optional<Delivery> claim(Subscriber.Kind kind, Instant now, Duration hold) {
    if (database.read(c -> due(c, kind, now)).isEmpty()) {
      return Optional.empty(); // without waiting for writers
    }
    return database.write(c -> {
      Optional<Delivery> due = due(c, kind, now);
      if (due.isPresent()) {
        hold(c, due.get().key(), now.plus(hold).toEpochMilli());
      }
      return due;
    });
  }

  private static Optional<Delivery> due(Connection c, Subscriber.Kind kind, Instant now)
      throws SQLException {
    try (PreparedStatement select = c.prepareStatement(SELECT + DUE)) {
      select.setString(1, kind.text());
      select.setLong(2, now.toEpochMilli());
      select.setLong(3, LONGEST_WAIT.toMillis());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(delivery(rows)) : Optional.empty();
      }
    }
  }

  private static void hold(Connection c, long delivery, long until) throws SQLException {
    try (PreparedStatement update =
            c.prepareStatement("UPDATE delivery SET next_attempt = ? WHERE key = ?");
        PreparedStatement rest =
            c.prepareStatement(
                "UPDATE subscriber SET rest_until = ?"
                    + " WHERE key = (SELECT subscriber FROM delivery WHERE key = ?)")) {
      for (PreparedStatement statement : List.of(update, rest)) {
        statement.setLong(1, until);
        statement.setLong(2, delivery);
        statement.executeUpdate();
      }
    }
  }

  /**
   * What else is pending for the subscriber of a claimed delivery, for one message with all of it;
   * the claim holds the subscriber, so nobody else sends it.
   */
  public List<Delivery> claimRest(Delivery claimed, int most) {
    return database.read(c -> {
      List<Delivery> rest = new ArrayList<>();
      try (PreparedStatement select =
          c.prepareStatement(
              SELECT
                  + " WHERE d.state = 'pending' AND d.key <> ?1 AND d.subscriber ="
                  + " (SELECT subscriber FROM delivery WHERE key = ?1)"
                  + " ORDER BY d.key LIMIT ?2")) {
        select.setLong(1, claimed.key());
        select.setInt(2, most);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            rest.add(delivery(rows));
          }
        }
      }
      return rest;
    });
  }

  /** Notes that a receiver has what was sent. */
  public void delivered(List<Delivery> sent, Instant now) {
    database.write(c -> {
      try (PreparedStatement update =
              c.prepareStatement(
                  "UPDATE delivery SET state = 'delivered', attempts = attempts + 1, finished = ?,"
                      + " problem = NULL WHERE key = ? AND state = 'pending'");
          PreparedStatement rest =
              c.prepareStatement(
                  "UPDATE subscriber SET failures = 0, rest_until = 0"
                      + " WHERE key = (SELECT subscriber FROM delivery WHERE key = ?)")) {
        for (Delivery delivery : sent) {
          update.setLong(1, now.toEpochMilli());
          update.setLong(2, delivery.key());
          update.addBatch();
          rest.setLong(1, delivery.key());
          rest.executeUpdate();
        }
        return update.executeBatch().length;
      }
    });
  }

  /**
   * Notes that an attempt failed.
   *
   * @param problem in one sentence
   * @param wait until this delivery is tried again; empty for never
   * @param rest until the subscriber is sent anything again
   */
  public void failed(
      Delivery tried, Instant now, String problem, Optional<Duration> wait, Duration rest) {
    database.write(c -> {
      try (PreparedStatement update =
              c.prepareStatement(
                  "UPDATE delivery SET state = ?, attempts = attempts + 1, next_attempt = ?,"
                      + " problem = ?, finished = ? WHERE key = ? AND state = 'pending'");
          PreparedStatement resting =
              c.prepareStatement(
                  "UPDATE subscriber SET failures = failures + 1, rest_until = ?"
                      + " WHERE key = (SELECT subscriber FROM delivery WHERE key = ?)")) {
        Delivery.State state = wait.isPresent() ? Delivery.State.PENDING : Delivery.State.DEAD;
        update.setString(1, state.text());
        update.setLong(2, now.plus(wait.orElse(Duration.ZERO)).toEpochMilli());
        update.setString(3, problem);
        if (wait.isPresent()) {
          update.setNull(4, java.sql.Types.INTEGER);
        } else {
          update.setLong(4, now.toEpochMilli());
        }
        update.setLong(5, tried.key());
        resting.setLong(1, now.plus(rest).toEpochMilli());
        resting.setLong(2, tried.key());
        return update.executeUpdate() + resting.executeUpdate();
      }
    });
  }

  /** Deliveries, the oldest first. */
  public List<Delivery> deliveries(Optional<String> watch, Optional<Delivery.State> state) {
    return database.read(c -> {
      List<Delivery> deliveries = new ArrayList<>();
      try (PreparedStatement select =
          c.prepareStatement(
              SELECT
                  + " WHERE (?1 IS NULL OR s.watch = ?1) AND (?2 IS NULL OR d.state = ?2)"
                  + " ORDER BY d.key")) {
        select.setString(1, watch.orElse(null));
        select.setString(2, state.map(Delivery.State::text).orElse(null));
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            deliveries.add(delivery(rows));
          }
        }
      }
      return deliveries;
    });
  }

  /**
   * Makes deliveries due again, under the same ids: dead ones, or those of one event in whatever
   * state. The subscriber's rest is over, too.
   *
   * @param watch of this watch only
   * @param event of this event only, delivered or not
   * @return how many
   */
  public int redeliver(Optional<String> watch, Optional<String> event) {
    return database.write(c -> {
      String which =
          " WHERE (?1 IS NULL OR subscriber IN (SELECT key FROM subscriber WHERE watch = ?1))"
              + " AND CASE WHEN ?2 IS NULL THEN state = 'dead' ELSE event = ?2 END";
      try (PreparedStatement wake =
              c.prepareStatement(
                  "UPDATE subscriber SET failures = 0, rest_until = 0"
                      + " WHERE key IN (SELECT subscriber FROM delivery"
                      + which
                      + ")");
          PreparedStatement update =
              c.prepareStatement(
                  "UPDATE delivery SET state = 'pending', attempts = 0, next_attempt = 0,"
                      + " finished = NULL"
                      + which)) {
        for (PreparedStatement statement : List.of(wake, update)) {
          statement.setString(1, watch.orElse(null));
          statement.setString(2, event.orElse(null));
        }
        wake.executeUpdate();
        return update.executeUpdate();
      }
    });
  }

  /**
   * Forgets what was delivered before a time. Dead letters stay until they are delivered or
   * dropped.
   *
   * @return how many
   */
  public int prune(Instant before) {
    long time = before.toEpochMilli();
    boolean some =
        database.read(c -> {
          try (PreparedStatement select =
              c.prepareStatement("SELECT EXISTS (SELECT 1 FROM delivery" + OLD + ")")) {
            select.setLong(1, time);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() && rows.getBoolean(1);
            }
          }
        });
    return some ? delete(OLD, c -> c.setLong(1, time)) : 0; // without waiting for writers
  }

  /**
   * Drops dead letters, for good.
   *
   * @param watch of this watch only
   * @param event of this event only
   * @return how many
   */
  public int drop(Optional<String> watch, Optional<String> event) {
    return delete(
        " WHERE state = 'dead' AND (?2 IS NULL OR event = ?2)"
            + " AND (?1 IS NULL OR subscriber IN (SELECT key FROM subscriber WHERE watch = ?1))",
        statement -> {
          statement.setString(1, watch.orElse(null));
          statement.setString(2, event.orElse(null));
        });
  }

  /** Puts values in the place of question marks. */
  @FunctionalInterface
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private int delete(String which, Binding values) {
    return database.write(c -> {
      try (PreparedStatement delete = c.prepareStatement("DELETE FROM delivery" + which)) {
        values.bind(delete);
        return delete.executeUpdate();
      }
    });
  }

  private static Delivery delivery(ResultSet rows) throws SQLException {
    return new Delivery(
        rows.getLong(1),
        subscriber(rows, 2),
        rows.getInt(7),
        rows.getString(8),
        rows.getString(9),
        rows.getString(10),
        Delivery.State.of(rows.getString(11)),
        rows.getInt(12),
        Instant.ofEpochMilli(rows.getLong(13)),
        Instant.ofEpochMilli(rows.getLong(14)),
        Optional.ofNullable(rows.getString(15)));
  }

  private static Subscriber subscriber(ResultSet rows, int first) throws SQLException {
    String text = rows.getString(first + 3);
    String variable = rows.getString(first + 4);
    Subscriber.Secret secret;
    if (!variable.isEmpty()) {
      secret = new Subscriber.Secret.Variable(variable);
    } else if (!text.isEmpty()) {
      secret = new Subscriber.Secret.Stored(text);
    } else {
      secret = new Subscriber.Secret.None();
    }
    return new Subscriber(
        rows.getString(first),
        Subscriber.Kind.of(rows.getString(first + 1)),
        rows.getString(first + 2),
        secret);
  }
}
