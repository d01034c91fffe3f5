// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A connection with its prepared statements, which are kept: to prepare one takes ten times as long
 * as to run it.
 */
final class Sql implements AutoCloseable {

  /** Statements that are kept; the one that was not used for longest goes. */
  private static final int KEPT = 100;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

  Sql(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /**
   * A statement with its parameters: strings, integers, floating-point numbers, bytes. It is not to
   * be closed, only its results are.
   */
  PreparedStatement statement(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      if (statements.size() >= KEPT) {
        var eldest = statements.entrySet().iterator();
        eldest.next().getValue().close();
        statements.remove(statements.keySet().iterator().next());
      }
      statements.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      switch (parameters[i]) {
        case String text -> statement.setString(i + 1, text);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case Double number -> statement.setDouble(i + 1, number);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        default -> throw new IllegalArgumentException("not a parameter: " + parameters[i]);
      }
    }
    return statement;
  }

  ResultSet query(String sql, Object... parameters) throws SQLException {
    return statement(sql, parameters).executeQuery();
  }

  int update(String sql, Object... parameters) throws SQLException {
    return statement(sql, parameters).executeUpdate();
  }

  /** The first column of the first row, when there is one that is not null. */
  Optional<Long> number(String sql, Object... parameters) throws SQLException {
    try (ResultSet rows = query(sql, parameters)) {
      if (!rows.next()) {
        return Optional.empty();
      }
      long value = rows.getLong(1);
      return rows.wasNull() ? Optional.empty() : Optional.of(value);
    }
  }

  /** Drops all statements: the driver lets go of one that has failed. */
  void forget() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
    statements.clear();
  }

  @Override
  public void close() throws SQLException {
    forget();
    connection.close();
  }
}
