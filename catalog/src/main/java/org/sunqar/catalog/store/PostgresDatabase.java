// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.sunqar.catalog.CatalogException;

/**
 * Connections to a PostgreSQL database, kept open between uses.
 *
 * <p>Guarantees: {@link #write} is one transaction, all or nothing; when two of them stand in each
 * other's way, the one that the server gave up is run again, up to {@value #ATTEMPTS} times. {@link
 * #read} never waits for a writer, and is run again once when it met a connection that had been
 * cut. A server that does not answer is UNAVAILABLE after {@link #PATIENCE} at most; the next use
 * after it came back works. A statement that takes longer than {@link #LONGEST_STATEMENT} is given
 * up.
 *
 * <p>Known limit: connections go to the server itself; a pooler that hands one connection to
 * several clients in turn loses the prepared statements.
 */
final class PostgresDatabase implements AutoCloseable {

  /** How long a connection is waited for. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** How long one statement may take. */
  static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);

  /** How often a transaction is tried that others get in the way of. */
  private static final int ATTEMPTS = 20;

  /** The schema that all tables are in. */
  static final String SCHEMA = "sunqar";

  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final PostgresAddress address;
  private final HikariDataSource pool;

  private PostgresDatabase(PostgresAddress address, HikariDataSource pool) {
    this.address = address;
    this.pool = pool;
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @throws CatalogException UNAVAILABLE when the server does not answer; INVALID when user,
   *     password or database are wrong or PostGIS is missing; NEWER_VERSION; CORRUPT when the
   *     schema is not ours
   */
  static PostgresDatabase open(PostgresAddress address) {
    Properties properties = properties(address);
    try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties)) {
      PostgisSchema.bringUpToDate(address, properties, connection);
    } catch (SQLException e) {
      throw translated(address, e);
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(address.connections());
    config.setMinimumIdle(Math.min(2, address.connections()));
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(1000);
    config.setInitializationFailTimeout(-1);
    config.setPoolName("catalogue");
    config.setRegisterMbeans(false);
    return new PostgresDatabase(address, new HikariDataSource(config));
  }

  PostgresAddress address() {
    return address;
  }

  /** Runs work that only reads, each statement on what was committed when it began. */
  <T> T read(Work<T> work) {
    try {
      return readOnce(work);
    } catch (SQLException e) {
      if (!isCut(e)) {
        throw translated(address, e);
      }
    }
    try {
      return readOnce(work);
    } catch (SQLException e) {
      throw translated(address, e);
    }
  }

  /** Runs work that reads on one state and can read rows a few at a time. */
  <T> T readInTransaction(Work<T> work) {
    return read(c -> {
      c.setAutoCommit(false);
      c.setReadOnly(true);
      c.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        return work.run(c);
      } finally {
        // nothing was written; a connection that was cut tells of its first failure only
        if (!c.isClosed()) {
          rollback(c, Optional.empty());
          c.setReadOnly(false);
          c.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
          c.setAutoCommit(true);
        }
      }
    });
  }

  /** As {@link #readInTransaction}, and the server may go to rows by a bitmap of their places. */
  <T> T readMany(Work<T> work) {
    return readInTransaction(c -> {
      try (Statement statement = c.createStatement()) {
        statement.execute("SET LOCAL enable_bitmapscan = on");
      }
      return work.run(c);
    });
  }

  /** Runs work in a transaction of its own and commits it; rolls back when it throws. */
  <T> T write(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return writeOnce(work);
      } catch (SQLException e) {
        if (!isInTheWay(e) || attempt == ATTEMPTS) {
          throw translated(address, e);
        }
        pause(attempt);
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private <T> T readOnce(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return work.run(connection);
    }
  }

  private <T> T writeOnce(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, Optional.of(e));
        throw e;
      }
    }
  }

  private static void rollback(Connection connection, Optional<Throwable> cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.ifPresent(c -> c.addSuppressed(e));
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(java.util.concurrent.ThreadLocalRandom.current().nextInt(1, 5 * attempt + 2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CatalogException(
          CatalogException.Key.BUSY, "interrupted while waiting for the database", e);
    }
  }

  private static Properties properties(PostgresAddress address) {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    address.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", "sunqar");
    properties.setProperty("connectTimeout", Long.toString(PATIENCE.toSeconds()));
    properties.setProperty("loginTimeout", Long.toString(PATIENCE.toSeconds()));
    properties.setProperty(
        "socketTimeout", Long.toString(LONGEST_STATEMENT.plusSeconds(30).toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    // statements here have few forms; each is planned once per connection, because their forms
    // leave the planner no choice that depends on the values
    properties.setProperty("prepareThreshold", "1");
    properties.setProperty(
        "options",
        // a bitmap of all places in a box is made before the first row comes
        "-c jit=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan -c search_path="
            + SCHEMA
            + ",public,postgis,extensions -c statement_timeout="
            + LONGEST_STATEMENT.toMillis());
    for (String name : java.util.List.of("sslmode", "sslrootcert")) {
      String value = address.parameters().get(name);
      if (value != null) {
        properties.setProperty(name, value);
      }
    }
    return properties;
  }

  /** Whether the connection is gone, and another may work. */
  private static boolean isCut(SQLException e) {
    String state = state(e);
    return (state.startsWith("08") && !(e instanceof java.sql.SQLTransientConnectionException))
        || state.startsWith("57P");
  }

  /** Whether the same transaction may go through when it is run again. */
  private static boolean isInTheWay(SQLException e) {
    return switch (state(e)) {
      // serialization failure, deadlock, the same key was inserted by another at the same time
      case "40001", "40P01", "23505" -> true;
      default -> false;
    };
  }

  private static String state(SQLException e) {
    return Optional.ofNullable(e.getSQLState()).orElse("");
  }

  /** The message for a failure of SQL. */
  static CatalogException translated(PostgresAddress address, SQLException e) {
    String state = state(e);
    String reason = reason(e);
    if (e instanceof java.sql.SQLTransientConnectionException && e.getCause() == null) {
      return new CatalogException(
          CatalogException.Key.BUSY,
          "all connections to "
              + address
              + " are in use; try again, or allow more of them with"
              + " ?connections=N",
          e);
    }
    if (e.getCause() instanceof SQLException cause
        && e instanceof java.sql.SQLTransientConnectionException) {
      return translated(address, cause);
    }
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08", "57" ->
          state.equals("57014")
              ? new CatalogException(
                  CatalogException.Key.BUSY,
                  "the database gave up a statement after "
                      + LONGEST_STATEMENT.toSeconds()
                      + " s: ask for less at a time",
                  e)
              : new CatalogException(
                  CatalogException.Key.UNAVAILABLE,
                  "the database server " + address + " does not answer: " + reason,
                  e);
      case "28" ->
          new CatalogException(
              CatalogException.Key.INVALID,
              "the database server refuses " + address + ": " + reason,
              e);
      case "3D" ->
          new CatalogException(
              CatalogException.Key.INVALID, "there is no database " + address + ": " + reason, e);
      case "40", "55" ->
          new CatalogException(
              CatalogException.Key.BUSY,
              "others wrote the same items at the same time; try again: " + reason,
              e);
      case "22", "54" ->
          new CatalogException(
              CatalogException.Key.INVALID,
              "the database cannot keep or compare that: " + reason,
              e);
      case "53" ->
          state.equals("53300")
              ? new CatalogException(
                  CatalogException.Key.UNAVAILABLE,
                  "the database server " + address + " has too many connections: " + reason,
                  e)
              : new CatalogException(
                  CatalogException.Key.IO,
                  "the database server " + address + " is out of room: " + reason,
                  e);
      case "XX" ->
          new CatalogException(
              CatalogException.Key.CORRUPT,
              "the database " + address + " is damaged: " + reason,
              e);
      default ->
          new CatalogException(
              CatalogException.Key.IO, "the database " + address + " cannot be used: " + reason, e);
    };
  }

  /** The server's words in one line. */
  private static String reason(SQLException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse(e.toString());
    return message.lines().map(String::strip).collect(java.util.stream.Collectors.joining("; "));
  }
}
