// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.sunqar.catalog.CatalogException;

/**
 * Which steps of each module's schema a database has seen, and the way to the latest. Flyway keeps
 * the history, one table a module ({@code schema_history_MODULE}), and takes the steps.
 *
 * <p>All steps of all modules are one transaction, which is the caller's: Flyway gets a connection
 * that it can neither commit nor roll back nor close. So a database is never left between two
 * versions, and processes that start together take turns. Flyway is started only where a step is to
 * be taken: to look at the history takes a millisecond, to start Flyway half a second.
 */
final class SchemaHistory {

  private final Connection connection;
  private final String name;

  /**
   * @param connection in a transaction that excludes other writers
   * @param name of the database, for messages
   */
  SchemaHistory(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /**
   * Takes the steps that are missing.
   *
   * @param migrations the steps of all modules, of each module in order
   * @throws CatalogException NEWER_VERSION when the database has seen steps that are not known here
   */
  void migrate(List<Migration> migrations) throws SQLException {
    Map<String, Integer> known = new HashMap<>();
    for (Migration migration : migrations) {
      int last = known.getOrDefault(migration.module(), 0);
      if (migration.version() != last + 1) {
        throw new IllegalArgumentException(
            "migration " + migration.module() + " " + migration.version() + " after " + last);
      }
      known.put(migration.module(), migration.version());
    }
    Map<String, Integer> earlier = versionsBeforeFlyway();
    for (String module : migrations.stream().map(Migration::module).distinct().toList()) {
      OptionalInt seen = seen(module);
      int there = seen.orElse(earlier.getOrDefault(module, 0));
      int wanted = known.getOrDefault(module, 0);
      if (there > wanted) {
        throw new CatalogException(
            CatalogException.Key.NEWER_VERSION,
            name
                + " was written by a newer version of Sunqar ("
                + module
                + " tables of version "
                + there
                + ", this program knows "
                + wanted
                + "); use that version");
      }
      if (there < wanted) {
        run(module, migrations, there);
      }
    }
  }

  /** The last step of a module that Flyway has taken; empty when it knows nothing of the module. */
  private OptionalInt seen(String module) throws SQLException {
    if (!hasTable(table(module))) {
      return OptionalInt.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT \"version\" FROM " + table(module) + " WHERE \"version\" IS NOT NULL")) {
      int last = 0;
      while (rows.next()) {
        last = Math.max(last, Integer.parseInt(rows.getString(1)));
      }
      return OptionalInt.of(last);
    }
  }

  /** Until the catalogue had two kinds of databases, a table of our own kept the versions. */
  private Map<String, Integer> versionsBeforeFlyway() throws SQLException {
    Map<String, Integer> versions = new HashMap<>();
    if (hasTable("schema_version")) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT module, version FROM schema_version")) {
        while (rows.next()) {
          versions.put(rows.getString(1), rows.getInt(2));
        }
      }
    }
    return versions;
  }

  private boolean hasTable(String table) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, table, new String[] {"TABLE"})) {
      return tables.next();
    }
  }

  private static String table(String module) {
    return "schema_history_" + module;
  }

  private void run(String module, List<Migration> migrations, int there) {
    JavaMigration[] steps =
        migrations.stream()
            .filter(migration -> migration.module().equals(module))
            .map(Step::new)
            .toArray(JavaMigration[]::new);
    try {
      Flyway.configure()
          .loggers("slf4j")
          .dataSource(new OneConnection(connection))
          .table(table(module))
          .baselineOnMigrate(true)
          .baselineVersion(String.valueOf(there))
          .validateOnMigrate(false)
          .locations(new String[0])
          .skipDefaultResolvers(true)
          .skipDefaultCallbacks(true)
          .javaMigrations(steps)
          .load()
          .migrate();
    } catch (FlywayException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof CatalogException known) {
          throw known;
        }
      }
      throw new CatalogException(
          CatalogException.Key.IO,
          "the "
              + module
              + " tables of "
              + name
              + " cannot be brought up to date: "
              + e.getMessage(),
          e);
    }
  }

  /** One of our steps as Flyway wants it. */
  private record Step(Migration migration) implements JavaMigration {

    @Override
    public MigrationVersion getVersion() {
      return MigrationVersion.fromVersion(String.valueOf(migration.version()));
    }

    @Override
    public String getDescription() {
      return migration.module() + " " + migration.version();
    }

    @Override
    @SuppressWarnings("NullAway") // Flyway's way of saying that there is none
    public @Nullable Integer getChecksum() {
      return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
      return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
      migration.step().run(context.getConnection());
    }
  }

  /** Hands out one connection, whose transaction and life are not in the hands of who gets it. */
  private static final class OneConnection implements DataSource {

    private final Connection guarded;

    OneConnection(Connection connection) {
      guarded =
          (Connection)
              Proxy.newProxyInstance(
                  Connection.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) ->
                      switch (method.getName()) {
                        case "commit", "rollback", "close", "setAutoCommit" -> null;
                        default -> {
                          try {
                            yield method.invoke(connection, arguments);
                          } catch (InvocationTargetException e) {
                            throw e.getCause();
                          }
                        }
                      });
    }

    @Override
    public Connection getConnection() {
      return guarded;
    }

    @Override
    public Connection getConnection(String username, String password) {
      return guarded;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("not a " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
