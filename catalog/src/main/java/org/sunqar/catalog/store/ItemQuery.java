// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * Which items are asked for, in which order and how many of them. Made by {@link #all} and the
 * methods that narrow it.
 *
 * @param where the conditions that items must meet
 * @param order the keys of the order, the first one first; where they are equal, items are ordered
 *     by collection and id, in the direction of the last key
 * @param limit at most so many
 * @param after only items that come after this place of the order: {@link ItemPage#next} of a page
 *     of the same query
 */
public record ItemQuery(
    ItemConditions where, List<SortKey> order, OptionalInt limit, Optional<String> after) {

  /** The order of observation, oldest first. */
  public static final List<SortKey> OLDEST_FIRST = List.of(SortKey.ascending("datetime"));

  public static final List<SortKey> NEWEST_FIRST = List.of(SortKey.descending("datetime"));

  public ItemQuery {
    order = List.copyOf(order);
    if (limit.isPresent() && limit.getAsInt() < 0) {
      throw new IllegalArgumentException("limit is negative: " + limit.getAsInt());
    }
  }

  public static ItemQuery all() {
    return where(ItemConditions.NONE);
  }

  public static ItemQuery where(ItemConditions conditions) {
    return new ItemQuery(conditions, OLDEST_FIRST, OptionalInt.empty(), Optional.empty());
  }

  public ItemQuery in(String collectionId) {
    return with(where.in(List.of(collectionId)));
  }

  public ItemQuery touching(Bounds box) {
    return with(where.touching(box));
  }

  public ItemQuery during(TimeInterval interval) {
    return with(where.during(interval));
  }

  public ItemQuery withIds(List<String> wanted) {
    return with(where.withIds(wanted));
  }

  public ItemQuery atMost(int items) {
    return new ItemQuery(where, order, OptionalInt.of(items), after);
  }

  public ItemQuery newestFirst(boolean descending) {
    return orderedBy(descending ? NEWEST_FIRST : OLDEST_FIRST);
  }

  public ItemQuery orderedBy(List<SortKey> keys) {
    return new ItemQuery(where, keys, limit, after);
  }

  public ItemQuery after(String place) {
    return new ItemQuery(where, order, limit, Optional.of(place));
  }

  private ItemQuery with(ItemConditions conditions) {
    return new ItemQuery(conditions, order, limit, after);
  }
}
