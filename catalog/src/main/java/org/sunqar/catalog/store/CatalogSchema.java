// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;

/** The catalogue's tables in SQLite. */
public final class CatalogSchema {

  /** Items that move at a time from the tables of version 1. */
  private static final int BATCH = 1000;

  private static final String VERSION_1 =
      """
      CREATE TABLE collection (
        id TEXT PRIMARY KEY,
        json TEXT NOT NULL,
        extent_known INTEGER NOT NULL,
        west REAL, south REAL, east REAL, north REAL,
        start INTEGER, "end" INTEGER
      ) STRICT;
      CREATE TABLE item (
        key INTEGER PRIMARY KEY,
        collection TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
        id TEXT NOT NULL,
        time INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        content_hash TEXT,
        json TEXT NOT NULL,
        UNIQUE (collection, id)
      ) STRICT;
      CREATE UNIQUE INDEX item_hash ON item (collection, content_hash)
        WHERE content_hash IS NOT NULL;
      CREATE INDEX item_time ON item (collection, time, id, start, "end");
      CREATE VIRTUAL TABLE item_box USING rtree (key, west, east, south, north);
      CREATE TRIGGER item_deleted AFTER DELETE ON item
        BEGIN DELETE FROM item_box WHERE key IN (2 * OLD.key, 2 * OLD.key + 1); END;
      """;

  /**
   * An item's interval is kept as how far it reaches {@code before} and {@code after} its time
   * (microseconds), which is 0 nearly always and then takes no space in the index. {@code
   * collection.longest} is the longest interval that an item of it ever had, which says how far
   * from its datetime an item can be. {@code item_block} holds {@link ColumnBlock}s, {@code term}
   * the texts in them.
   */
  private static final String VERSION_2 =
      """
      CREATE TABLE collection (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        json TEXT NOT NULL,
        summary TEXT NOT NULL,
        longest INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE TABLE item (
        key INTEGER PRIMARY KEY,
        collection INTEGER NOT NULL,
        id TEXT NOT NULL,
        time INTEGER NOT NULL,
        before INTEGER NOT NULL,
        after INTEGER NOT NULL,
        west REAL NOT NULL,
        south REAL NOT NULL,
        east REAL NOT NULL,
        north REAL NOT NULL,
        digest INTEGER NOT NULL,
        created INTEGER NOT NULL,
        version TEXT NOT NULL,
        local INTEGER NOT NULL,
        content_hash TEXT,
        json BLOB NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX item_id ON item (collection, id);
      CREATE INDEX item_hash ON item (collection, content_hash) WHERE content_hash IS NOT NULL;
      CREATE INDEX item_time
        ON item (collection, time, west, south, east, north, before, after);
      CREATE VIRTUAL TABLE item_box USING rtree (key, west, east, south, north, start, "end");
      CREATE TABLE item_block (
        block INTEGER PRIMARY KEY, state INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
      CREATE INDEX item_block_state ON item_block (state);
      CREATE TABLE term (key INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE tombstone (
        collection TEXT NOT NULL, id TEXT NOT NULL, deleted INTEGER NOT NULL,
        PRIMARY KEY (collection, id)) STRICT, WITHOUT ROWID;
      CREATE INDEX tombstone_deleted ON tombstone (deleted, collection, id);
      CREATE TABLE catalog_state (state INTEGER NOT NULL) STRICT;
      INSERT INTO catalog_state VALUES (0);
      """;

  /** To be passed to {@link Database#open}, before those of modules that refer to these tables. */
  public static final List<Migration> MIGRATIONS =
      List.of(
          new Migration("catalog", 1, VERSION_1),
          new Migration("catalog", 2, CatalogSchema::to2),
          // boxes are found in memory, see ItemGrid
          new Migration("catalog", 3, "DROP TABLE item_box;\n"));

  private CatalogSchema() {}

  /** Moves everything to tables that answer more questions. */
  private static void to2(Connection c) throws SQLException {
    Migration.execute(
        c,
        """
        DROP TRIGGER item_deleted;
        DROP TABLE item_box;
        DROP INDEX item_hash;
        DROP INDEX item_time;
        ALTER TABLE item RENAME TO item_1;
        ALTER TABLE collection RENAME TO collection_1;
        """);
    Migration.execute(c, VERSION_2);
    Migration.execute(
        c, "INSERT INTO collection (id, json, summary) SELECT id, json, '{}' FROM collection_1;\n");
    Sql sql = new Sql(c);
    long after = -1;
    while (true) {
      List<ItemRow> rows = new ArrayList<>();
      try (ResultSet old =
          sql.query(
              "SELECT key, json FROM item_1 WHERE key > ? ORDER BY key LIMIT " + BATCH, after)) {
        while (old.next()) {
          after = old.getLong(1);
          rows.add(ItemRow.kept(item(Json.parseObject(old.getString(2)))));
        }
      }
      if (rows.isEmpty()) {
        break;
      }
      ItemWriter writer = new ItemWriter(sql);
      for (ItemRow row : rows) {
        writer.upsert(row);
      }
      writer.finish();
    }
    try (Statement statement = c.createStatement()) {
      statement.execute("DROP TABLE item_1");
      statement.execute("DROP TABLE collection_1");
    }
  }

  private static Item item(ObjectNode json) {
    return Item.fromJson(json);
  }
}
