// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.List;

/** The catalogue's tables. */
public final class CatalogSchema {

  /**
   * To be passed to {@link Database#open}, before those of modules that refer to these tables.
   *
   * <p>Instants are milliseconds since 1970. A collection's extent is kept while it is only added
   * to and worked out anew after something was deleted ({@code extent_known} = 0). {@code item_box}
   * is an R*Tree: the box of item {@code key} has key {@code 2 * key}, and the part of a box beyond
   * the antimeridian {@code 2 * key + 1}.
   */
  public static final List<Migration> MIGRATIONS =
      List.of(
          new Migration(
              "catalog",
              1,
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
              """));

  private CatalogSchema() {}
}
