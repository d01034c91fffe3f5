// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The latest {@link Columns} in memory (about 80 MB for a million items), brought up to date by the
 * blocks that changed. Each write transaction, of whatever process, makes a new state: a number
 * that counts up and that a reader sees in its own transaction, so that columns and documents
 * always belong together.
 */
final class ColumnCache {

  private final AtomicReference<Columns> latest = new AtomicReference<>(Columns.EMPTY);

  /**
   * The columns that a transaction sees.
   *
   * @param state of the catalogue, as the transaction sees it
   */
  Columns at(long state, Sql sql) throws SQLException {
    Columns there = latest.get();
    if (there.state() == state) {
      return there;
    }
    if (there.state() > state) {
      return there.at(state, sql);
    }
    synchronized (latest) {
      // while this one waited, another may have done the work
      there = latest.get();
      Columns columns = there.at(state, sql);
      if (state > there.state()) {
        latest.set(columns);
      }
      return columns;
    }
  }
}
