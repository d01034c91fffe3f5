// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.List;

/**
 * A question about many items at once, and its answer, as in the STAC API Aggregation extension.
 */
public sealed interface Aggregation {

  /** How many items there are. One bucket, named {@code total_count}. */
  record Count() implements Aggregation {}

  /**
   * The first instant of observation. One bucket of which only the key counts; none of no items.
   */
  record FirstTime() implements Aggregation {}

  /** The last instant of observation. One bucket of which only the key counts; none of no items. */
  record LastTime() implements Aggregation {}

  /** How many items there are in each period; keys are the instants of its beginning. */
  record ByTime(Period period) implements Aggregation {}

  /** Calendar periods of UTC. */
  enum Period {
    DAY,
    MONTH,
    YEAR
  }

  /** How many items each collection has. */
  record ByCollection() implements Aggregation {}

  /** How many items have each value of a text property, the most frequent first, 1,000 at most. */
  record ByText(String property) implements Aggregation {}

  /**
   * How many items have a number in each class; keys are the lower bounds.
   *
   * @param property a number
   * @param bounds lower bound of the first class, bounds between, upper bound of the last, rising.
   *     Upper bounds do not belong to a class, except the last.
   */
  record ByNumber(String property, List<Double> bounds) implements Aggregation {

    public ByNumber {
      bounds = List.copyOf(bounds);
    }
  }

  /**
   * How many items have the centre of their box in each tile of the Web Mercator quad tree; keys
   * are {@code z/x/y}.
   *
   * @param zoom 0..12
   */
  record ByTile(int zoom) implements Aggregation {}

  /** One class and how many items are in it. */
  record Bucket(String key, long count) {}
}
