// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.sunqar.catalog.CatalogException;

/**
 * The catalogue's tables in PostgreSQL: the numbered steps beside this class. A step that was
 * released is never changed.
 *
 * <p>Flyway takes a second to find that nothing is to be done, so its history is looked at first.
 */
final class PostgisSchema {

  /** The last step. */
  static final int VERSION = 1;

  private static final String HISTORY = PostgresDatabase.SCHEMA + ".flyway_schema_history";

  /** The oldest server that has all that is used here. */
  private static final int OLDEST_SERVER = 13;

  private PostgisSchema() {}

  static void bringUpToDate(PostgresAddress address, Properties properties, Connection connection)
      throws SQLException {
    int there = version(connection);
    if (there > VERSION) {
      throw new CatalogException(
          CatalogException.Key.NEWER_VERSION,
          address
              + " was written by a newer version of Sunqar (tables of version "
              + there
              + ", this program knows "
              + VERSION
              + "); use that version");
    }
    if (there == VERSION) {
      return;
    }
    checkServer(address, connection);
    installPostgis(address, connection);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.jdbcUrl());
    for (String name : properties.stringPropertyNames()) {
      source.setProperty(name, properties.getProperty(name));
    }
    try {
      Flyway.configure(PostgisSchema.class.getClassLoader())
          .dataSource(source)
          .defaultSchema(PostgresDatabase.SCHEMA)
          .createSchemas(true)
          .locations("classpath:org/sunqar/catalog/store/postgis")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw failed(address, e);
    }
  }

  /** The last step that was taken; 0 when there are no tables yet. */
  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT to_regclass('" + HISTORY + "') IS NOT NULL")) {
        if (!rows.next() || !rows.getBoolean(1)) {
          return 0;
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT coalesce(max(version::int), 0) FROM "
                  + HISTORY
                  + " WHERE success AND version ~ '^[0-9]+$'")) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  private static void checkServer(PostgresAddress address, Connection connection)
      throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < OLDEST_SERVER) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          address
              + " is PostgreSQL "
              + version
              + "; the catalogue needs "
              + OLDEST_SERVER
              + " or later");
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW server_encoding")) {
      if (rows.next() && !rows.getString(1).equals("UTF8")) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "the database "
                + address
                + " keeps texts in "
                + rows.getString(1)
                + "; the catalogue needs one made with ENCODING 'UTF8'");
      }
    }
  }

  private static void installPostgis(PostgresAddress address, Connection connection)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")) {
        if (rows.next()) {
          return;
        }
      }
      try {
        statement.execute("CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public");
      } catch (SQLException e) {
        String remedy =
            "42501".equals(e.getSQLState())
                ? "let an administrator run this in it once: CREATE EXTENSION postgis"
                : "install PostGIS on the database server (Debian: postgresql-15-postgis-3)";
        throw new CatalogException(
            CatalogException.Key.INVALID,
            "the database " + address + " has no PostGIS; " + remedy + " (" + firstLine(e) + ")",
            e);
      }
    }
  }

  private static CatalogException failed(PostgresAddress address, FlywayException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        if ("42501".equals(sql.getSQLState())) {
          return new CatalogException(
              CatalogException.Key.INVALID,
              "user "
                  + address.user()
                  + " may not make tables in "
                  + address
                  + "; let an administrator run: GRANT CREATE ON DATABASE \""
                  + address.database()
                  + "\" TO \""
                  + address.user()
                  + "\" ("
                  + firstLine(sql)
                  + ")",
              e);
        }
        return PostgresDatabase.translated(address, sql);
      }
    }
    return new CatalogException(
        CatalogException.Key.CORRUPT,
        "the tables in schema "
            + PostgresDatabase.SCHEMA
            + " of "
            + address
            + " are not the catalogue's: "
            + firstLine(e),
        e);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
