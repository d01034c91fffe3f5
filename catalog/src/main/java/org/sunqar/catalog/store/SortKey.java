// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

/**
 * One key of an order of items. Items without the property come last, whatever the direction.
 *
 * @param property {@code id}, {@code collection}, or the name of a field of {@code properties}
 *     without that word: {@code datetime}, {@code eo:cloud_cover}. {@code datetime} stands for the
 *     instant that an analysis takes, the middle of an interval.
 */
public record SortKey(String property, boolean descending) {

  public static SortKey ascending(String property) {
    return new SortKey(property, false);
  }

  public static SortKey descending(String property) {
    return new SortKey(property, true);
  }
}
