// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One step of a module's part of the schema. Steps that were released are never changed: a change
 * is a new step.
 *
 * @param module whose tables these are, as in "catalog"
 * @param version from 1 without gaps within the module
 * @param step what is done, in a transaction that others begin and end
 */
public record Migration(String module, int version, Step step) {

  /** A change of tables and of what is in them. */
  @FunctionalInterface
  public interface Step {
    void run(Connection connection) throws SQLException;
  }

  public Migration {
    if (module.isBlank() || version < 1) {
      throw new IllegalArgumentException("not a migration: " + module + " " + version);
    }
  }

  /**
   * A step in SQL.
   *
   * @param sql statements, each ended by a semicolon at the end of a line; no other line ends with
   *     one
   */
  public Migration(String module, int version, String sql) {
    this(module, version, c -> execute(c, sql));
  }

  static void execute(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement()) {
      for (String part : sql.split(";\\s*\\n|;\\s*$")) {
        if (!part.isBlank()) {
          statement.execute(part);
        }
      }
    }
  }
}
