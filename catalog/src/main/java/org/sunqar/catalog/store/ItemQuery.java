// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * Which items are asked for; what is empty does not restrict. Made by {@link #all} and the methods
 * that narrow it.
 *
 * @param collection the id of a collection
 * @param bbox longitudes and latitudes (degrees) that the item's box must touch; an east beyond 180
 *     crosses the antimeridian
 * @param time the item's interval must touch it
 * @param ids one of these; an empty list restricts nothing
 * @param limit at most so many
 * @param newestFirst order by the instant that an analysis takes, then by id
 */
public record ItemQuery(
    Optional<String> collection,
    Optional<Bounds> bbox,
    TimeInterval time,
    List<String> ids,
    OptionalInt limit,
    boolean newestFirst) {

  public ItemQuery {
    ids = List.copyOf(ids);
    if (limit.isPresent() && limit.getAsInt() < 0) {
      throw new IllegalArgumentException("limit is negative: " + limit.getAsInt());
    }
  }

  public static ItemQuery all() {
    return new ItemQuery(
        Optional.empty(),
        Optional.empty(),
        TimeInterval.ALWAYS,
        List.of(),
        OptionalInt.empty(),
        false);
  }

  public ItemQuery in(String collectionId) {
    return new ItemQuery(Optional.of(collectionId), bbox, time, ids, limit, newestFirst);
  }

  public ItemQuery touching(Bounds box) {
    return new ItemQuery(collection, Optional.of(box), time, ids, limit, newestFirst);
  }

  public ItemQuery during(TimeInterval interval) {
    return new ItemQuery(collection, bbox, interval, ids, limit, newestFirst);
  }

  public ItemQuery withIds(List<String> wanted) {
    return new ItemQuery(collection, bbox, time, wanted, limit, newestFirst);
  }

  public ItemQuery atMost(int items) {
    return new ItemQuery(collection, bbox, time, ids, OptionalInt.of(items), newestFirst);
  }

  public ItemQuery newestFirst(boolean descending) {
    return new ItemQuery(collection, bbox, time, ids, limit, descending);
  }
}
