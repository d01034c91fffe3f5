// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.SQLException;
import java.util.Optional;

/**
 * What one read transaction sees: documents by its connection, columns and collections from memory.
 */
final class Snapshot {

  private final Sql sql;
  private final KnownCollections collections;
  private final ColumnCache columnCache;
  private Columns columns = Columns.EMPTY;
  private boolean hasColumns;

  Snapshot(Sql sql, KnownCollections collections, ColumnCache columnCache) {
    this.sql = sql;
    this.collections = collections;
    this.columnCache = columnCache;
  }

  Sql sql() {
    return sql;
  }

  KnownCollections collections() {
    return collections;
  }

  /** The keys of items that may touch a box and a time; see {@link ItemGrid#find}. */
  Optional<long[]> inBox(ItemMatch match, int cap) throws SQLException {
    return columnCache
        .grid(columns())
        .find(columns(), match.box(), match.start(), match.end(), cap);
  }

  /** Read when they are asked for: many questions need none. */
  Columns columns() throws SQLException {
    if (!hasColumns) {
      hasColumns = true;
      columns = columnCache.at(collections.state(), sql);
    }
    return columns;
  }
}
