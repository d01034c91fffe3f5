// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sunqar.raster.geo.Bounds;

/**
 * The boxes of items by place, in memory: a hierarchical grid. An item lies in the cell of its
 * south-west corner, on the finest level whose cells are as large as its box, so that a question
 * looks at one more column and row of cells on each level and at nothing else. Boxes are rounded
 * outwards to single precision and times to minutes: what is found is to be tested once more.
 *
 * <p>A grid is made of one state of the columns and never changed. For another state, blocks that
 * are not the same are looked at item by item; {@link ColumnCache} has a new one made when they
 * become many.
 *
 * <p>Idea graveyard: SQLite's R*Tree. It was more than half of SQLite's part of a load (40 of 70 us
 * an item, 9 of 23 kB of writing, in a model of the tables), and a box of 3 degrees without a time
 * took 3.0 ms where it takes 1.3.
 */
final class ItemGrid {

  static final ItemGrid EMPTY = new ItemGrid(Columns.EMPTY);

  /** Cells of the finest level are a third of a degree. */
  private static final int LEVELS = 11;

  private static final int CELL_BITS = 10;
  private static final int KEY_BITS = 32;
  private static final long MINUTE = 60_000_000;

  /** Keys from here on do not fit; a catalogue of that many items has no room in memory. */
  private static final long MAX_KEY = 1L << KEY_BITS;

  private final long[] states;

  /** Level, row, column and key of each item, ascending. */
  private final long[] places;

  private final float[] west;
  private final float[] south;
  private final float[] east;
  private final float[] north;

  /** Minutes since 1970. */
  private final int[] start;

  private final int[] end;

  ItemGrid(Columns columns) {
    states = columns.states();
    ColumnBlock[] blocks = columns.blocks();
    if ((long) blocks.length * ColumnBlock.SIZE > MAX_KEY) {
      throw new IllegalStateException("too many items for one grid: " + blocks.length + " blocks");
    }
    int count = 0;
    for (ColumnBlock block : blocks) {
      for (int slot = 0; slot < ColumnBlock.SIZE; slot++) {
        count += block.collection[slot] != 0 ? 1 : 0;
      }
    }
    places = new long[count];
    int n = 0;
    for (int i = 0; i < blocks.length; i++) {
      for (int slot = 0; slot < ColumnBlock.SIZE; slot++) {
        if (blocks[i].collection[slot] != 0) {
          places[n++] = cell(blocks[i], slot) << KEY_BITS | ((long) i * ColumnBlock.SIZE + slot);
        }
      }
    }
    Arrays.sort(places);
    west = new float[count];
    south = new float[count];
    east = new float[count];
    north = new float[count];
    start = new int[count];
    end = new int[count];
    for (int i = 0; i < count; i++) {
      long key = key(places[i]);
      ColumnBlock block = columns.block(key);
      int slot = Columns.slot(key);
      west[i] = Math.nextDown((float) block.west[slot]);
      south[i] = Math.nextDown((float) block.south[slot]);
      east[i] = Math.nextUp((float) block.east[slot]);
      north[i] = Math.nextUp((float) block.north[slot]);
      start[i] = minute(block.start[slot]);
      end[i] = minute(block.end[slot]);
    }
  }

  /** How many blocks are not the same in another state. */
  int changedBlocks(Columns columns) {
    int changed = 0;
    for (int i = 0; i < columns.states().length; i++) {
      changed += isSame(columns, i) ? 0 : 1;
    }
    return changed;
  }

  /**
   * The keys of items whose box may touch a rectangle, and whose time an interval.
   *
   * @param columns of the state that is asked
   * @param parts of the rectangle, one, or two on either side of the antimeridian (degrees)
   * @param from first instant (microseconds since 1970)
   * @param to last instant
   * @return each once, in no order; empty when there are more than {@code cap}
   */
  Optional<long[]> find(Columns columns, List<Bounds> parts, long from, long to, int cap) {
    Found found = new Found(cap);
    for (int i = 0; i < columns.blocks().length; i++) {
      if (!isSame(columns, i)) {
        scan(columns.blocks()[i], i, parts, from, to, found);
      }
    }
    for (Bounds part : parts) {
      search(columns, part, minute(from), minute(to), found);
    }
    return found.keys(parts.size() > 1);
  }

  private boolean isSame(Columns columns, int block) {
    return block < states.length
        && block < columns.states().length
        && states[block] == columns.states()[block];
  }

  private static void scan(
      ColumnBlock block, int number, List<Bounds> parts, long from, long to, Found found) {
    for (int slot = 0; slot < ColumnBlock.SIZE; slot++) {
      if (block.collection[slot] != 0
          && block.end[slot] >= from
          && block.start[slot] <= to
          && ItemMatch.touches(block, slot, parts)) {
        found.add((long) number * ColumnBlock.SIZE + slot);
      }
    }
  }

  private void search(Columns columns, Bounds part, int from, int to, Found found) {
    // items across the antimeridian are on the first level, whose only cell is looked at always
    for (int level = 0; level < LEVELS && !found.isFull(); level++) {
      int firstRow = level == 0 ? 0 : Math.max(0, index(level, part.minY()) - 1);
      int lastRow = level == 0 ? 0 : index(level, part.maxY());
      long firstColumn = level == 0 ? 0 : Math.max(0, index(level, part.minX()) - 1);
      long lastColumn = level == 0 ? 0 : index(level, part.maxX());
      int begin = at(cell(level, firstRow, firstColumn));
      int levelEnd = at(cell(level, lastRow, lastColumn) + 1);
      for (int row = firstRow; row <= lastRow && begin < levelEnd && !found.isFull(); row++) {
        begin = at(cell(level, row, firstColumn));
        int rowEnd = at(cell(level, row, lastColumn) + 1);
        slice(columns, part, from, to, begin, rowEnd, found);
        begin = rowEnd;
      }
    }
  }

  private void slice(
      Columns columns, Bounds part, int from, int to, int begin, int finish, Found found) {
    for (int i = begin; i < finish; i++) {
      if (end[i] >= from
          && start[i] <= to
          && south[i] <= part.maxY()
          && north[i] >= part.minY()
          && ((west[i] <= part.maxX() && east[i] >= part.minX())
              || (east[i] > 180 && east[i] - 360 >= part.minX()))) {
        long key = key(places[i]);
        if (isSame(columns, (int) (key / ColumnBlock.SIZE))) {
          found.add(key);
        }
      }
    }
  }

  /** The index of the first item in a cell or behind it. */
  private int at(long cell) {
    int i = Arrays.binarySearch(places, cell << KEY_BITS);
    return i < 0 ? -i - 1 : i;
  }

  private static long cell(ColumnBlock block, int slot) {
    double width = block.east[slot] - block.west[slot];
    double height = block.north[slot] - block.south[slot];
    double size = Math.max(width, height);
    if (block.east[slot] > 180 || !(size <= 180)) {
      return 0;
    }
    int level = LEVELS - 1;
    while (size > 360.0 / (1 << level)) {
      level--;
    }
    return cell(level, index(level, block.south[slot]), index(level, block.west[slot]));
  }

  private static long cell(int level, long row, long column) {
    return ((long) level << CELL_BITS | row) << CELL_BITS | column;
  }

  /** Of the column of a longitude, or of the row of a latitude, which are counted alike. */
  private static int index(int level, double degrees) {
    int cells = 1 << level;
    return Math.max(0, Math.min(cells - 1, (int) Math.floor((degrees + 180) / 360 * cells)));
  }

  private static long key(long place) {
    return place & (MAX_KEY - 1);
  }

  private static int minute(long micros) {
    return (int)
        Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.floorDiv(micros, MINUTE)));
  }

  /** Keys, up to a number. */
  private static final class Found {
    private final int cap;
    private long[] keys = new long[256];
    private int count;

    Found(int cap) {
      this.cap = cap;
    }

    void add(long key) {
      if (count <= cap) {
        if (count == keys.length) {
          keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = key;
      }
    }

    boolean isFull() {
      return count > cap;
    }

    Optional<long[]> keys(boolean perhapsTwice) {
      if (isFull()) {
        return Optional.empty();
      }
      long[] all = Arrays.copyOf(keys, count);
      return Optional.of(perhapsTwice ? Arrays.stream(all).distinct().toArray() : all);
    }
  }
}
