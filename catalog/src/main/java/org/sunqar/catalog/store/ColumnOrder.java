// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An order of which all keys are columns, but for the ids that decide where these are equal.
 *
 * <p>Known limit: what is not a number in a property that should be one counts as absent here.
 */
final class ColumnOrder {

  private static final double ABSENT = Double.NaN;

  /** One key: a column turned into numbers that compare as its values do; NaN is absent. */
  private record Key(boolean descending, Column column) {}

  /** Times in microseconds fit in no double, so they come in two. */
  private interface Column {
    double high(ColumnBlock block, int slot);

    default double low(ColumnBlock block, int slot) {
      return 0;
    }

    SortValue value(ColumnBlock block, int slot);

    /** The high number of a value that came from outside. */
    double high(SortValue value);

    default double low(SortValue value) {
      return 0;
    }
  }

  private final List<Key> keys;

  private ColumnOrder(List<Key> keys) {
    this.keys = keys;
  }

  /** Empty when a key is no column, or one that does not tell all values. */
  static Optional<ColumnOrder> of(List<SortKey> order, Snapshot snapshot) throws SQLException {
    List<Key> keys = new ArrayList<>();
    for (SortKey key : order) {
      Optional<Column> column = column(key.property(), snapshot);
      if (column.isEmpty()) {
        return Optional.empty();
      }
      keys.add(new Key(key.descending(), column.get()));
    }
    return Optional.of(new ColumnOrder(keys));
  }

  private static Optional<Column> column(String property, Snapshot snapshot) throws SQLException {
    if (property.equals("datetime")) {
      return Optional.of(new Times());
    }
    if (property.equals("updated")) {
      return Optional.of(new Stamps());
    }
    int number = ColumnBlock.NUMBERS.indexOf(property);
    if (number >= 0) {
      return Optional.of(new Numbers(number));
    }
    int text = ColumnBlock.TEXTS.indexOf(property);
    return text >= 0 ? Texts.of(text, snapshot) : Optional.empty();
  }

  /** Negative when the first comes first; 0 when only their ids tell. */
  int compare(ColumnBlock a, int slotA, ColumnBlock b, int slotB) {
    for (Key key : keys) {
      Column column = key.column();
      int c =
          compare(
              column.high(a, slotA),
              column.low(a, slotA),
              column.high(b, slotB),
              column.low(b, slotB),
              key.descending());
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }

  /** As the other; the second is a place. */
  int compare(ColumnBlock a, int slotA, Place place) {
    for (int i = 0; i < keys.size(); i++) {
      Column column = keys.get(i).column();
      SortValue value = place.values().get(i);
      int c =
          compare(
              column.high(a, slotA),
              column.low(a, slotA),
              value instanceof SortValue.Absent ? ABSENT : column.high(value),
              value instanceof SortValue.Absent ? 0 : column.low(value),
              keys.get(i).descending());
      if (c != 0) {
        return c;
      }
    }
    return 0;
  }

  List<SortValue> values(ColumnBlock block, int slot) {
    List<SortValue> values = new ArrayList<>(keys.size());
    for (Key key : keys) {
      values.add(
          Double.isNaN(key.column().high(block, slot))
              ? new SortValue.Absent()
              : key.column().value(block, slot));
    }
    return values;
  }

  private static int compare(double a, double aLow, double b, double bLow, boolean descending) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    int c = a < b ? -1 : a > b ? 1 : Double.compare(aLow, bLow);
    return descending ? -c : c;
  }

  private record Times() implements Column {
    private static final long LOW = 1L << 20;

    @Override
    public double high(ColumnBlock block, int slot) {
      return Math.floorDiv(block.time[slot], LOW);
    }

    @Override
    public double low(ColumnBlock block, int slot) {
      return Math.floorMod(block.time[slot], LOW);
    }

    @Override
    public SortValue value(ColumnBlock block, int slot) {
      return new SortValue.Time(block.time[slot]);
    }

    @Override
    public double high(SortValue value) {
      return value instanceof SortValue.Time(long micros) ? Math.floorDiv(micros, LOW) : ABSENT;
    }

    @Override
    public double low(SortValue value) {
      return value instanceof SortValue.Time(long micros) ? Math.floorMod(micros, LOW) : 0;
    }
  }

  /** {@code updated}, which compares as text as it does as time. */
  private record Stamps() implements Column {
    @Override
    public double high(ColumnBlock block, int slot) {
      return block.updated[slot];
    }

    @Override
    public SortValue value(ColumnBlock block, int slot) {
      return new SortValue.Text(ItemRow.stamp(Instant.ofEpochMilli(block.updated[slot])));
    }

    @Override
    public double high(SortValue value) {
      try {
        return value instanceof SortValue.Text(String text)
            ? Instant.parse(text).toEpochMilli()
            : ABSENT;
      } catch (DateTimeException e) {
        throw Place.invalid();
      }
    }
  }

  private record Numbers(int column) implements Column {
    @Override
    public double high(ColumnBlock block, int slot) {
      return block.numbers[column][slot];
    }

    @Override
    public SortValue value(ColumnBlock block, int slot) {
      return new SortValue.Numeric(block.numbers[column][slot]);
    }

    @Override
    public double high(SortValue value) {
      return value instanceof SortValue.Numeric(double number) ? number : ABSENT;
    }
  }

  /** Terms by their rank among all texts. */
  @SuppressWarnings("ArrayRecordComponent") // read by index, compared nowhere
  private record Texts(int column, int[] rankOfTerm, List<String> sorted) implements Column {

    private static final int MAX_TERMS = 10_000;

    static Optional<Column> of(int column, Snapshot snapshot) throws SQLException {
      for (ColumnBlock block : snapshot.columns().blocks()) {
        for (int slot = 0; slot < ColumnBlock.SIZE; slot++) {
          if (block.texts[column][slot] == ColumnBlock.OTHER_TEXT) {
            return Optional.empty();
          }
        }
      }
      List<String> sorted = new ArrayList<>();
      Map<Integer, Integer> ranks = new HashMap<>();
      int last = 0;
      try (ResultSet rows =
          snapshot
              .sql()
              .query("SELECT key, value FROM term ORDER BY value LIMIT ?", MAX_TERMS + 1)) {
        while (rows.next()) {
          ranks.put(rows.getInt(1), sorted.size());
          sorted.add(rows.getString(2));
          last = Math.max(last, rows.getInt(1));
        }
      }
      if (sorted.size() > MAX_TERMS) {
        return Optional.empty();
      }
      int[] rankOfTerm = new int[last + 1];
      ranks.forEach((term, rank) -> rankOfTerm[term] = rank);
      return Optional.of(new Texts(column, rankOfTerm, sorted));
    }

    @Override
    public double high(ColumnBlock block, int slot) {
      int term = block.texts[column][slot];
      return term == ColumnBlock.NO_TEXT ? ABSENT : rankOfTerm[term];
    }

    @Override
    public SortValue value(ColumnBlock block, int slot) {
      return new SortValue.Text(sorted.get((int) high(block, slot)));
    }

    /** Between two ranks for a text that is no longer there. */
    @Override
    public double high(SortValue value) {
      if (!(value instanceof SortValue.Text(String text))) {
        return ABSENT;
      }
      int low = 0;
      int high = sorted.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        int c = SortValue.compareTexts(sorted.get(middle), text);
        if (c == 0) {
          return middle;
        }
        if (c < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low - 0.5;
    }
  }
}
