// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts of values of wide types: of each one while there are few, else in bins that are as fine as
 * {@value #RELATIVE_ERROR} of the value, in bounded memory.
 *
 * <p>A bin holds the values that share sign, exponent and the first {@value #MANTISSA} bits of the
 * mantissa, and stands for the middle of them. Bins exist in pages that are made when first needed;
 * all of them take 32 MiB. Magnitudes above 2^127 and below 2^-126 share the bins at the ends.
 *
 * <p>Why not a t-digest: its result depends on the order of the values, and so on threads.
 */
final class ValueBins implements ValueCounts {

  /** Different values up to which each is counted. */
  static final int MAX_DISTINCT = 1 << 16;

  /** Largest error of a value taken from a bin, as a share of the value. */
  static final double RELATIVE_ERROR = 0x1p-14;

  private static final int MANTISSA = 13;
  private static final int PAGE_BITS = 12;
  private static final int PAGES = 1 << 10;

  /** Bins of one sign. */
  private static final int HALF = PAGES << PAGE_BITS >> 1;

  private static final double SMALLEST = 0x1p-126;
  private static final double LARGEST = Math.nextDown(0x1p128);
  private static final long FIRST_KEY = Double.doubleToRawLongBits(SMALLEST) >>> (52 - MANTISSA);

  private final long[] @Nullable [] pages = new long[PAGES][];
  private @Nullable DistinctValues distinct = new DistinctValues(MAX_DISTINCT);

  @Override
  public void add(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      add(values[i], 1);
    }
  }

  @Override
  public void add(double value, long units) {
    if (distinct != null && !distinct.add(value, units)) {
      spill(distinct);
      distinct = null;
    }
    if (distinct == null) {
      addToBin(value, units);
    }
  }

  private void spill(DistinctValues values) {
    values.forEach(this::addToBin);
  }

  private void addToBin(double value, long units) {
    int bin = bin(value);
    long[] page = pages[bin >> PAGE_BITS];
    if (page == null) {
      page = new long[1 << PAGE_BITS];
      pages[bin >> PAGE_BITS] = page;
    }
    page[bin & ((1 << PAGE_BITS) - 1)] += units;
  }

  /** Ascending with the value: negative ones count down from the middle. */
  private static int bin(double value) {
    double magnitude = Math.min(Math.abs(value), LARGEST);
    if (magnitude < SMALLEST) {
      return HALF;
    }
    int key = (int) ((Double.doubleToRawLongBits(magnitude) >>> (52 - MANTISSA)) - FIRST_KEY + 1);
    key = Math.min(key, HALF - 1);
    return value < 0 ? HALF - 1 - key : HALF + key;
  }

  /** The middle of a bin. */
  private static double middle(int bin) {
    int key = bin < HALF ? HALF - 1 - bin : bin - HALF;
    if (key == 0) {
      return 0;
    }
    double low = Double.longBitsToDouble((key - 1 + FIRST_KEY) << (52 - MANTISSA));
    double high = Double.longBitsToDouble((key + FIRST_KEY) << (52 - MANTISSA));
    double middle = low + (high - low) / 2;
    return bin < HALF ? -middle : middle;
  }

  @Override
  public void merge(ValueCounts other) {
    ValueBins more = (ValueBins) other;
    if (more.distinct != null) {
      more.distinct.forEach(this::add);
      return;
    }
    if (distinct != null) {
      spill(distinct);
      distinct = null;
    }
    for (int p = 0; p < PAGES; p++) {
      long[] page = more.pages[p];
      if (page != null) {
        mergePage(p, page);
      }
    }
  }

  private void mergePage(int p, long[] page) {
    long[] own = pages[p];
    if (own == null) {
      pages[p] = page.clone();
      return;
    }
    for (int i = 0; i < page.length; i++) {
      own[i] += page[i];
    }
  }

  @Override
  public boolean isExact() {
    return distinct != null;
  }

  @Override
  public void forEach(Visitor visitor) {
    if (distinct != null) {
      distinct.forEachAscending(visitor);
      return;
    }
    for (int p = 0; p < PAGES; p++) {
      long[] page = pages[p];
      if (page != null) {
        for (int i = 0; i < page.length; i++) {
          if (page[i] > 0) {
            visitor.visit(middle(p << PAGE_BITS | i), page[i]);
          }
        }
      }
    }
  }

  /** A hash table of values, with open addressing: no object for each value. */
  private static final class DistinctValues {

    private final int most;
    private double[] keys = new double[256];
    private long[] units = new long[256];
    private int size;

    DistinctValues(int most) {
      this.most = most;
    }

    /** False, and nothing is added, when there are too many different values. */
    boolean add(double value, long more) {
      double key = value + 0.0; // -0 is 0
      int slot = slot(key);
      if (units[slot] == 0) {
        if (size == most) {
          return false;
        }
        if (2 * (size + 1) > keys.length) {
          grow();
          slot = slot(key);
        }
        keys[slot] = key;
        size++;
      }
      units[slot] += more;
      return true;
    }

    private int slot(double key) {
      long bits = Double.doubleToRawLongBits(key) * 0x9E3779B97F4A7C15L;
      int slot = (int) (bits >>> 40) & (keys.length - 1);
      while (units[slot] != 0 && keys[slot] != key) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }

    private void grow() {
      double[] oldKeys = keys;
      long[] oldUnits = units;
      keys = new double[oldKeys.length * 2];
      units = new long[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldUnits[i] != 0) {
          int slot = slot(oldKeys[i]);
          keys[slot] = oldKeys[i];
          units[slot] = oldUnits[i];
        }
      }
    }

    void forEach(Visitor visitor) {
      for (int i = 0; i < keys.length; i++) {
        if (units[i] != 0) {
          visitor.visit(keys[i], units[i]);
        }
      }
    }

    void forEachAscending(Visitor visitor) {
      double[] sorted = new double[size];
      int n = 0;
      for (int i = 0; i < keys.length; i++) {
        if (units[i] != 0) {
          sorted[n++] = keys[i];
        }
      }
      Arrays.sort(sorted);
      for (double key : sorted) {
        visitor.visit(key, units[slot(key)]);
      }
    }
  }
}
