// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

import org.sunqar.raster.pixel.PixelType;

/**
 * How often values occur, in units of weight. Sums of whole numbers, so that neither order nor
 * threads matter. For one thread; those of several are merged.
 */
sealed interface ValueCounts permits IntegerCounts, ValueBins {

  /** The counter for a type. */
  static ValueCounts of(PixelType type) {
    return switch (type) {
      case UINT8 -> new IntegerCounts(0, 1 << 8);
      case INT8 -> new IntegerCounts(-(1 << 7), 1 << 8);
      case UINT16 -> new IntegerCounts(0, 1 << 16);
      case INT16 -> new IntegerCounts(-(1 << 15), 1 << 16);
      case UINT32, INT32, UINT64, INT64, FLOAT32, FLOAT64 -> new ValueBins();
    };
  }

  /** Counts finite values, each as one unit. */
  void add(double[] values, int count);

  /** Counts a finite value. */
  void add(double value, long units);

  /** Adds the counts of another one of the same type. */
  void merge(ValueCounts other);

  /** Whether each value is counted by itself, and not with its neighbours. */
  boolean isExact();

  /** Visits values with their units, ascending. */
  void forEach(Visitor visitor);

  /** Takes a value and its units. */
  @FunctionalInterface
  interface Visitor {
    void visit(double value, long units);
  }
}
