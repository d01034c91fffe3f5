// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The blocks of columns of one state of the catalogue.
 *
 * @param state of {@link ColumnCache}
 * @param blocks by number; not to be changed. A number without items has {@link #NONE}.
 * @param states the state in which each block was last changed
 */
@SuppressWarnings("ArrayRecordComponent") // read by index in the innermost loops
record Columns(long state, ColumnBlock[] blocks, long[] states) {

  static final ColumnBlock NONE = new ColumnBlock();

  static final Columns EMPTY = new Columns(-1, new ColumnBlock[0], new long[0]);

  /** The block of an item; {@link #NONE} for a key beyond all. */
  ColumnBlock block(long key) {
    int number = (int) (key / ColumnBlock.SIZE);
    return number < blocks.length ? blocks[number] : NONE;
  }

  static int slot(long key) {
    return (int) (key % ColumnBlock.SIZE);
  }

  /** These columns in the state that a transaction sees. */
  Columns at(long wanted, Sql sql) throws SQLException {
    if (wanted == state) {
      return this;
    }
    // forwards: what was changed since; backwards (another reader was faster): what is too new
    int count = sql.number("SELECT max(block) + 1 FROM item_block").map(Math::toIntExact).orElse(0);
    ColumnBlock[] newBlocks = Arrays.copyOf(blocks, count);
    long[] newStates = Arrays.copyOf(states, count);
    if (wanted > state) {
      try (ResultSet rows =
          sql.query("SELECT block, state, data FROM item_block WHERE state > ?", state)) {
        while (rows.next()) {
          newBlocks[rows.getInt(1)] = ColumnBlock.of(rows.getBytes(3));
          newStates[rows.getInt(1)] = rows.getLong(2);
        }
      }
    } else {
      for (int i = 0; i < count; i++) {
        if (newStates[i] > wanted) {
          reload(sql, i, newBlocks, newStates);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      if (newBlocks[i] == null) {
        newBlocks[i] = NONE;
      }
    }
    return new Columns(wanted, newBlocks, newStates);
  }

  private static void reload(Sql sql, int number, ColumnBlock[] blocks, long[] states)
      throws SQLException {
    blocks[number] = NONE;
    states[number] = 0;
    try (ResultSet rows = sql.query("SELECT state, data FROM item_block WHERE block = ?", number)) {
      if (rows.next()) {
        states[number] = rows.getLong(1);
        blocks[number] = ColumnBlock.of(rows.getBytes(2));
      }
    }
  }
}
