// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.geo.Bounds;

/** A store whose process is killed, whose disk is full, or that an earlier version has written. */
class SqliteFaultsTest {

  /** {@code -Dsunqar.test.kills=20 -Dsunqar.test.killed.items=100000} is the long version. */
  private static final int KILLS = Integer.getInteger("sunqar.test.kills", 3);

  private static final int ITEMS = Integer.getInteger("sunqar.test.killed.items", 4000);
  private static final int BATCH = Math.max(50, ITEMS / 40);

  @TempDir Path folder;

  /** A load in a process of its own. Tells each batch that the store has reported as written. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    int run = Integer.parseInt(args[1]);
    int items = Integer.parseInt(args[2]);
    int batch = Integer.parseInt(args[3]);
    try (Database database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS)) {
      SqliteItemStore store = new SqliteItemStore(database, folder);
      System.out.println("open");
      for (int from = 0; from < items; from += batch) {
        store.upsert(batch(run, from, batch));
        System.out.println(from);
      }
    }
    System.out.println("finished");
  }

  /** Half of each batch is new in each run, half replaces what an earlier run may have written. */
  private static List<Item> batch(int run, int from, int size) {
    List<Item> items = new ArrayList<>();
    for (int i = from; i < from + size; i++) {
      String id = i % 2 == 0 ? "r" + run + "_" + i : "all_" + i;
      items.add(MadeItems.item("c", id, (i * 7 + run) % 179, i % 89, i % 3000));
    }
    return items;
  }

  @Test
  void whatWasReportedSurvivesKills() throws Exception {
    try (Database database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS)) {
      new SqliteItemStore(database, folder).putCollection(Collection.of("c", "Things"));
    }
    Random random = new Random(1);
    Set<String> reported = new HashSet<>();
    int killed = 0;
    for (int run = 0; run < KILLS; run++) {
      int killAfter = random.nextInt(ITEMS / BATCH);
      int wait = random.nextInt(30);
      Process process = start(run);
      int batches = 0;
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          if (line.matches("\\d+")) {
            batch(run, Integer.parseInt(line), BATCH).forEach(item -> reported.add(item.id()));
            if (batches++ == killAfter) {
              // somewhere in the next batch
              Thread.sleep(wait);
              process.toHandle().destroyForcibly();
            }
          }
        }
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      killed += process.exitValue() == 128 + 9 ? 1 : 0;
      check(reported);
    }
    assertThat(killed).isPositive();
  }

  /** Every item that was reported is there, none twice, none half, and all indexes agree. */
  private void check(Set<String> reported) {
    try (Database database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS)) {
      database.check();
      SqliteItemStore store = new SqliteItemStore(database, folder);
      Set<String> ids = new HashSet<>();
      store.forEach(
          ItemConditions.NONE,
          document -> {
            assertThat(ids.add(document.id())).isTrue();
            assertThat(document.version()).isEqualTo(ItemRow.version(document.json()));
            assertThat(Item.fromJson(Json.parseObject(document.json())).id())
                .isEqualTo(document.id());
          });
      Set<String> lost = new HashSet<>(reported);
      lost.removeAll(ids);
      assertThat(lost).isEmpty();
      assertThat(ids.size() % (BATCH / 2)).isZero();
      Bounds world = new Bounds(-180, -90, 180, 90);
      assertThat(store.count(ItemQuery.all())).isEqualTo(ids.size());
      assertThat(store.count(ItemQuery.all().touching(world))).isEqualTo(ids.size());
    }
  }

  @Test
  void aFullDiskIsOneClearErrorAndTheDatabaseStaysUsable() {
    try (Database database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS)) {
      SqliteItemStore store = new SqliteItemStore(database, folder);
      store.putCollection(Collection.of("c", "Things"));
      store.upsert(List.of(MadeItems.item("c", "before", 0, 0, 0)));
      long pages = database.writeSql(sql -> sql.number("PRAGMA page_count").orElseThrow());
      database.writeSql(sql -> sql.number("PRAGMA max_page_count = " + (pages + 20)));
      List<Item> many = batch(0, 0, 2000);
      assertThatThrownBy(() -> store.upsert(many))
          .isInstanceOf(CatalogException.class)
          .hasMessageContaining("full")
          .extracting(e -> ((CatalogException) e).key())
          .isEqualTo(CatalogException.Key.IO);
      assertThat(store.search(ItemQuery.all())).map(Item::id).containsExactly("before");
      assertThat(store.count(ItemQuery.all())).isEqualTo(1);
      database.writeSql(sql -> sql.number("PRAGMA max_page_count = 1000000"));
      store.upsert(many);
      assertThat(store.count(ItemQuery.all())).isEqualTo(2001);
      database.check();
    }
  }

  /** A file as the versions before wrote it, with tables of another module. */
  @Test
  void anEarlierWorkspaceKeepsItsData() throws Exception {
    Path file = folder.resolve("old.db");
    Migration other =
        new Migration("other", 1, "CREATE TABLE other (n INTEGER NOT NULL) STRICT;\n");
    List<Item> items = MadeItems.random(50, List.of("c"), 4);
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      CatalogSchema.MIGRATIONS.getFirst().step().run(c);
      other.step().run(c);
      try (Statement statement = c.createStatement()) {
        statement.execute("PRAGMA application_id=" + 0x53756e51);
        statement.execute(
            "CREATE TABLE schema_version (module TEXT PRIMARY KEY, version INTEGER NOT NULL)");
        statement.execute("INSERT INTO schema_version VALUES ('catalog', 1), ('other', 1)");
        statement.execute("INSERT INTO other VALUES (7)");
      }
      try (PreparedStatement insert =
          c.prepareStatement("INSERT INTO collection VALUES ('c', ?, 1, 0, 0, 1, 1, 0, 0)")) {
        insert.setString(1, Json.write(Collection.of("c", "Old things").toJson()));
        insert.execute();
      }
      try (PreparedStatement insert =
          c.prepareStatement(
              "INSERT INTO item (collection, id, time, start, \"end\", json)"
                  + " VALUES ('c', ?, 0, 0, 0, ?)")) {
        for (Item item : items) {
          insert.setString(1, item.id());
          insert.setString(2, Json.write(item.toJson()));
          insert.execute();
        }
      }
    }
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.add(other);
    for (int i = 0; i < 2; i++) {
      try (Database database = Database.open(file, migrations)) {
        SqliteItemStore store = new SqliteItemStore(database, folder);
        assertThat(store.search(ItemQuery.all()))
            .map(Item::id)
            .isEqualTo(
                MadeItems.sorted(items, ItemQuery.OLDEST_FIRST).stream().map(Item::id).toList());
        assertThat(store.collection("c").orElseThrow().description()).isEqualTo("Old things");
        assertThat(store.collection("c").orElseThrow().extent().bbox()).isPresent();
        assertThat(database.<Long>readSql(sql -> sql.number("SELECT n FROM other").orElseThrow()))
            .isEqualTo(7);
        database.check();
      }
    }
  }

  private Process start(int run) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            SqliteFaultsTest.class.getName(),
            folder.toString(),
            Integer.toString(run),
            Integer.toString(ITEMS),
            Integer.toString(BATCH))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
