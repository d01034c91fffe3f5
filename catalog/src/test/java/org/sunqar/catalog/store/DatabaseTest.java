// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.CatalogException;

class DatabaseTest {

  private static final Migration ONE =
      new Migration("own", 1, "CREATE TABLE own (n INTEGER NOT NULL) STRICT;\n");
  private static final Migration TWO =
      new Migration("own", 2, "ALTER TABLE own ADD COLUMN m INTEGER;\n");

  @TempDir Path folder;

  @Test
  void migratesFromWhereItIs() {
    Path file = folder.resolve("deep/in/w.db");
    try (Database database = Database.open(file, List.of(ONE))) {
      database.write(c -> execute(c, "INSERT INTO own (n) VALUES (7)"));
    }
    try (Database database = Database.open(file, List.of(ONE, TWO))) {
      assertThat(database.<Integer>read(c -> number(c, "SELECT n FROM own WHERE m IS NULL")))
          .isEqualTo(7);
    }
  }

  @Test
  void refusesADatabaseOfANewerVersion() {
    Path file = folder.resolve("w.db");
    Database.open(file, List.of(ONE, TWO)).close();
    assertThatThrownBy(() -> Database.open(file, List.of(ONE)))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("newer version of Sunqar (own tables of version 2")
        .extracting(e -> ((CatalogException) e).key())
        .isEqualTo(CatalogException.Key.NEWER_VERSION);
  }

  @Test
  void aModuleThatThisProgramLacksDoesNotHinder() {
    Path file = folder.resolve("w.db");
    Database.open(file, List.of(ONE)).close();
    Database.open(file, CatalogSchema.MIGRATIONS).close();
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Path file = folder.resolve("w.db");
    Files.writeString(file, "Once upon a time there was a text of some length.".repeat(100));
    assertThatThrownBy(() -> Database.open(file, List.of(ONE)))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("is not a database");
  }

  @Test
  void refusesADatabaseOfAnotherProgram() throws SQLException {
    Path file = folder.resolve("w.db");
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      execute(c, "CREATE TABLE theirs (x)");
    }
    assertThatThrownBy(() -> Database.open(file, List.of(ONE)))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("another program");
  }

  @Test
  void refusesATruncatedDatabase() throws IOException {
    Path file = folder.resolve("w.db");
    try (Database database = Database.open(file, List.of(ONE))) {
      database.write(c ->
          execute(
              c,
              "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i LIMIT 20000)"
                  + " INSERT INTO own SELECT n FROM i"));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2 + 100);
    }
    assertThatThrownBy(
            () -> {
              try (Database database = Database.open(file, List.of(ONE))) {
                database.check();
              }
            })
        .isInstanceOf(CatalogException.class)
        .extracting(e -> ((CatalogException) e).key())
        .isEqualTo(CatalogException.Key.CORRUPT);
  }

  @Test
  void findsDamageInThePages() throws IOException {
    Path file = folder.resolve("w.db");
    try (Database database = Database.open(file, List.of(ONE))) {
      database.check();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[3000]), 4096);
    }
    assertThatThrownBy(
            () -> {
              try (Database database = Database.open(file, List.of(ONE))) {
                database.check();
              }
            })
        .isInstanceOf(CatalogException.class)
        .extracting(e -> ((CatalogException) e).key())
        .isEqualTo(CatalogException.Key.CORRUPT);
  }

  @Test
  void aFailedWriteLeavesNothing() {
    try (Database database = Database.open(folder.resolve("w.db"), List.of(ONE))) {
      assertThatThrownBy(() ->
              database.write(c -> {
                execute(c, "INSERT INTO own VALUES (1)");
                throw new IllegalStateException("no");
              }))
          .hasMessage("no");
      assertThatThrownBy(() -> database.write(c -> execute(c, "INSERT INTO own VALUES (NULL)")))
          .isInstanceOf(CatalogException.class);
      assertThat(database.<Integer>read(c -> number(c, "SELECT count(*) FROM own"))).isZero();
      database.write(c -> execute(c, "INSERT INTO own VALUES (1)"));
      assertThat(database.<Integer>read(c -> number(c, "SELECT count(*) FROM own"))).isOne();
    }
  }

  /** Four threads on two handles, as two processes would be, from an empty folder on. */
  @Test
  void writersWaitForEachOther() throws Exception {
    Path file = folder.resolve("w.db");
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        work.add(
            threads.submit(() -> {
              try (Database database = Database.open(file, List.of(ONE, TWO))) {
                for (int i = 0; i < 25; i++) {
                  database.write(
                      c -> execute(c, "INSERT INTO own (n) SELECT ifnull(max(n), 0) + 1 FROM own"));
                }
              }
            }));
      }
      for (Future<?> future : work) {
        future.get();
      }
    }
    try (Database database = Database.open(file, List.of(ONE, TWO))) {
      assertThat(database.<Integer>read(c -> number(c, "SELECT max(n) FROM own"))).isEqualTo(100);
      assertThat(database.<Integer>read(c -> number(c, "SELECT count(*) FROM own"))).isEqualTo(100);
    }
  }

  private static boolean execute(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement()) {
      return statement.execute(sql);
    }
  }

  private static int number(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
