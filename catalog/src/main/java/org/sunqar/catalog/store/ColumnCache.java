// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The latest {@link Columns} in memory (about 80 MB for a million items), brought up to date by the
 * blocks that changed. Each write transaction, of whatever process, makes a new state: a number
 * that counts up and that a reader sees in its own transaction, so that columns and documents
 * always belong together.
 */
final class ColumnCache {

  private final AtomicReference<Columns> latest = new AtomicReference<>(Columns.EMPTY);

  /** Blocks that may have changed since a grid was made, as a share of all (one in this many). */
  private static final int CHANGED_SHARE = 16;

  /** Blocks that may have changed in any case. */
  private static final int CHANGED = 64;

  private final AtomicReference<ItemGrid> grid = new AtomicReference<>(ItemGrid.EMPTY);
  private final AtomicBoolean making = new AtomicBoolean();

  /** A grid of some state, to be asked with the columns of any: the newer, the faster. */
  ItemGrid grid(Columns columns) {
    ItemGrid there = grid.get();
    int changed = there.changedBlocks(columns);
    if (changed > CHANGED + columns.blocks().length / CHANGED_SHARE
        && making.compareAndSet(false, true)) {
      if (changed > columns.blocks().length / 2) {
        return made(columns);
      }
      // beside the questions: a quarter of a second a million items
      Thread.ofVirtual().start(() -> made(columns));
    }
    return there;
  }

  private ItemGrid made(Columns columns) {
    try {
      ItemGrid newer = new ItemGrid(columns);
      grid.set(newer);
      return newer;
    } finally {
      making.set(false);
    }
  }

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
