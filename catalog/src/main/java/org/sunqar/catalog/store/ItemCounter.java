// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.Aggregation.Bucket;

/** Counts items by one question, from their columns; only where there is no column, documents. */
sealed interface ItemCounter {

  /** More classes are cut off, the rarest first; STAC tells no number. */
  int MAX_BUCKETS = 1000;

  void add(long key, ColumnBlock block, int slot) throws SQLException;

  List<Bucket> result() throws SQLException;

  static ItemCounter of(Aggregation question, Snapshot snapshot) {
    return switch (question) {
      case Aggregation.Count() -> new All();
      case Aggregation.FirstTime() -> new Extreme(false);
      case Aggregation.LastTime() -> new Extreme(true);
      case Aggregation.ByTime(Aggregation.Period period) -> new Times(period);
      case Aggregation.ByCollection() -> new Collections(snapshot);
      case Aggregation.ByText(String property) -> {
        int column = ColumnBlock.TEXTS.indexOf(property);
        yield column >= 0 ? new Terms(property, column, snapshot) : new Texts(property, snapshot);
      }
      case Aggregation.ByNumber(String property, List<Double> bounds) ->
          new Numbers(property, bounds, ColumnBlock.NUMBERS.indexOf(property), snapshot);
      case Aggregation.ByTile(int zoom) -> new Tiles(zoom);
    };
  }

  private static List<Bucket> mostFrequent(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey(SortValue::compareTexts)))
        .limit(MAX_BUCKETS)
        .map(entry -> new Bucket(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** {@link Aggregation.Count}. */
  final class All implements ItemCounter {
    private long count;

    @Override
    public void add(long key, ColumnBlock block, int slot) {
      count++;
    }

    @Override
    public List<Bucket> result() {
      return List.of(new Bucket("total_count", count));
    }
  }

  /** {@link Aggregation.FirstTime} and {@link Aggregation.LastTime}. */
  final class Extreme implements ItemCounter {
    private final boolean last;
    private long extreme;
    private long count;

    Extreme(boolean last) {
      this.last = last;
      extreme = last ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    @Override
    public void add(long key, ColumnBlock block, int slot) {
      long time = block.time[slot];
      extreme = last ? Math.max(extreme, time) : Math.min(extreme, time);
      count++;
    }

    @Override
    public List<Bucket> result() {
      return count == 0
          ? List.of()
          : List.of(new Bucket(ItemRow.instant(extreme).toString(), count));
    }
  }

  /** {@link Aggregation.ByTime}: by day first, the days by period in the end. */
  final class Times implements ItemCounter {
    private final Aggregation.Period period;

    /** By the day, from the first one on. */
    private long[] days = new long[0];

    private int first;

    Times(Aggregation.Period period) {
      this.period = period;
    }

    @Override
    public void add(long key, ColumnBlock block, int slot) {
      int day = Periods.day(block.time[slot]);
      int index = day - first;
      if (index < 0 || index >= days.length) {
        include(day);
        index = day - first;
      }
      days[index]++;
    }

    private void include(int day) {
      int newFirst = days.length == 0 ? day : Math.min(first, day);
      int newLast = days.length == 0 ? day : Math.max(first + days.length - 1, day);
      // with room on the side on which it grew; ten thousand years are 3.7 million days
      int room = Math.max(32, days.length / 2);
      newFirst -= newFirst < first || days.length == 0 ? room : 0;
      newLast += newLast > first + days.length - 1 ? room : 0;
      long[] larger = new long[newLast - newFirst + 1];
      System.arraycopy(days, 0, larger, days.length == 0 ? 0 : first - newFirst, days.length);
      days = larger;
      first = newFirst;
    }

    @Override
    public List<Bucket> result() {
      Map<Integer, Long> periods = new TreeMap<>();
      for (int i = 0; i < days.length; i++) {
        if (days[i] > 0) {
          periods.merge(Periods.start(period, first + i), days[i], Long::sum);
        }
      }
      return periods.entrySet().stream()
          .map(entry -> new Bucket(Periods.key(entry.getKey()), entry.getValue()))
          .toList();
    }
  }

  /** {@link Aggregation.ByCollection}. */
  final class Collections implements ItemCounter {
    private final Snapshot snapshot;
    private long[] counts = new long[16];

    Collections(Snapshot snapshot) {
      this.snapshot = snapshot;
    }

    @Override
    public void add(long key, ColumnBlock block, int slot) {
      int collection = block.collection[slot];
      if (collection >= counts.length) {
        counts = java.util.Arrays.copyOf(counts, 2 * collection);
      }
      counts[collection]++;
    }

    @Override
    public List<Bucket> result() {
      Map<String, Long> byId = new HashMap<>();
      snapshot
          .collections()
          .byKey()
          .forEach((key, collection) -> {
            if (key < counts.length && counts[key] > 0) {
              byId.put(collection.id(), counts[key]);
            }
          });
      return mostFrequent(byId);
    }
  }

  /** {@link Aggregation.ByText} of a column. */
  final class Terms implements ItemCounter {
    private final int column;
    private final Snapshot snapshot;

    /** Of texts that only documents know. */
    private final Texts others;

    private long[] counts = new long[64];

    Terms(String property, int column, Snapshot snapshot) {
      this.column = column;
      this.snapshot = snapshot;
      others = new Texts(property, snapshot);
    }

    @Override
    public void add(long key, ColumnBlock block, int slot) throws SQLException {
      int term = block.texts[column][slot];
      if (term == ColumnBlock.OTHER_TEXT) {
        others.add(key, block, slot);
        return;
      }
      if (term >= counts.length) {
        counts = java.util.Arrays.copyOf(counts, 2 * term);
      }
      counts[term]++;
    }

    @Override
    public List<Bucket> result() throws SQLException {
      Map<String, Long> all = new HashMap<>(others.counts);
      for (int term = 1; term < counts.length; term++) {
        if (counts[term] > 0) {
          try (ResultSet rows =
              snapshot.sql().query("SELECT value FROM term WHERE key = ?", term)) {
            if (rows.next()) {
              all.merge(rows.getString(1), counts[term], Long::sum);
            }
          }
        }
      }
      return mostFrequent(all);
    }
  }

  /** {@link Aggregation.ByText} of a property that is no column. */
  final class Texts implements ItemCounter {

    /** More different texts are no classes; those that come later are not counted. */
    private static final int MAX_TEXTS = 100_000;

    private final String property;
    private final Snapshot snapshot;
    private final Map<String, Long> counts = new HashMap<>();

    Texts(String property, Snapshot snapshot) {
      this.property = property;
      this.snapshot = snapshot;
    }

    @Override
    public void add(long key, ColumnBlock block, int slot) throws SQLException {
      JsonNode value =
          Json.parseObject(Documents.json(snapshot, key)).path("properties").path(property);
      if (value.isTextual()
          && (counts.size() < MAX_TEXTS || counts.containsKey(value.textValue()))) {
        counts.merge(value.textValue(), 1L, Long::sum);
      }
    }

    @Override
    public List<Bucket> result() {
      return mostFrequent(counts);
    }
  }

  /** {@link Aggregation.ByNumber}. */
  final class Numbers implements ItemCounter {
    private final String property;
    private final double[] bounds;
    private final long[] counts;
    private final int column;
    private final Snapshot snapshot;

    /**
     * @param column below 0 when there is none
     */
    Numbers(String property, List<Double> bounds, int column, Snapshot snapshot) {
      this.property = property;
      this.bounds = bounds.stream().mapToDouble(Double::doubleValue).toArray();
      this.column = column;
      this.snapshot = snapshot;
      counts = new long[Math.max(0, this.bounds.length - 1)];
    }

    @Override
    public void add(long key, ColumnBlock block, int slot) throws SQLException {
      double value =
          column >= 0
              ? block.numbers[column][slot]
              : SortValue.of(
                          Json.parseObject(Documents.json(snapshot, key))
                              .path("properties")
                              .path(property))
                      instanceof SortValue.Numeric(double number)
                  ? number
                  : Double.NaN;
      for (int i = 0; i < counts.length; i++) {
        if (value >= bounds[i]
            && (value < bounds[i + 1] || (i == counts.length - 1 && value == bounds[i + 1]))) {
          counts[i]++;
          return;
        }
      }
    }

    @Override
    public List<Bucket> result() {
      List<Bucket> buckets = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        buckets.add(new Bucket(Double.toString(bounds[i]), counts[i]));
      }
      return buckets;
    }
  }

  /** {@link Aggregation.ByTile}. */
  final class Tiles implements ItemCounter {

    /** Zooms of which each tile has its own place in an array. */
    private static final int DENSE_ZOOM = 8;

    private final TileKey.Rows rows;
    private final int zoom;
    private final long[] dense;
    private final Map<Long, long[]> sparse = new HashMap<>();

    Tiles(int zoom) {
      this.zoom = zoom;
      rows = new TileKey.Rows(zoom);
      dense = new long[zoom <= DENSE_ZOOM ? 1 << (2 * zoom) : 0];
    }

    @Override
    public void add(long key, ColumnBlock block, int slot) {
      int column = TileKey.column(zoom, (block.west[slot] + block.east[slot]) / 2);
      int row = rows.row((block.south[slot] + block.north[slot]) / 2);
      if (dense.length > 0) {
        dense[(column << zoom) + row]++;
      } else {
        sparse.computeIfAbsent(TileKey.of(column, row), t -> new long[1])[0]++;
      }
    }

    @Override
    public List<Bucket> result() {
      Map<Long, Long> counts = new TreeMap<>();
      sparse.forEach((tile, count) -> counts.put(tile, count[0]));
      for (int i = 0; i < dense.length; i++) {
        if (dense[i] > 0) {
          counts.put(TileKey.of(i >> zoom, i & ((1 << zoom) - 1)), dense[i]);
        }
      }
      return counts.entrySet().stream()
          .map(entry -> new Bucket(TileKey.text(zoom, entry.getKey()), entry.getValue()))
          .toList();
    }
  }
}
