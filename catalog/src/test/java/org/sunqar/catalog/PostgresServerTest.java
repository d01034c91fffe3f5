// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

  @Test
  void whatWasCommittedIsThereAfterTheServerWasKilled() throws SQLException {
    try (PostgresServer server = PostgresServer.start(true)) {
      server.execute("postgres", "CREATE TABLE t AS SELECT 7 AS n");
      server.kill();
      assertThatThrownBy(() -> server.connect("postgres")).isInstanceOf(SQLException.class);
      server.restart();
      try (Connection connection = server.connect("postgres");
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT n FROM t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }
}
