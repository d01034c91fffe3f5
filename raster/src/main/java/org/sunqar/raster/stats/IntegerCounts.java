// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.stats;

/** One counter for each value of an integer type of up to 16 bits. */
final class IntegerCounts implements ValueCounts {

  private final int lowest;
  private final long[] counts;

  IntegerCounts(int lowest, int values) {
    this.lowest = lowest;
    this.counts = new long[values];
  }

  @Override
  public void add(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      counts[(int) values[i] - lowest]++;
    }
  }

  @Override
  public void add(double value, long units) {
    counts[(int) value - lowest] += units;
  }

  @Override
  public void merge(ValueCounts other) {
    long[] more = ((IntegerCounts) other).counts;
    for (int i = 0; i < counts.length; i++) {
      counts[i] += more[i];
    }
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public void forEach(Visitor visitor) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        visitor.visit(i + lowest, counts[i]);
      }
    }
  }
}
