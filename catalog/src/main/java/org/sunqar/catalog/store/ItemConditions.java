// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/**
 * Which items are meant: those that meet all of these; what is empty does not restrict.
 *
 * @param collections in one of these
 * @param ids one of these
 * @param bbox longitudes and latitudes (degrees) that the item's box must touch; an east beyond 180
 *     crosses the antimeridian
 * @param intersects a geometry in longitude and latitude (degrees) that the item's geometry must
 *     intersect
 * @param time the item's interval must touch it
 * @param filter the item must meet it
 */
public record ItemConditions(
    List<String> collections,
    List<String> ids,
    Optional<Bounds> bbox,
    Optional<Geometry> intersects,
    TimeInterval time,
    Optional<Filter> filter) {

  public static final ItemConditions NONE =
      new ItemConditions(
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          TimeInterval.ALWAYS,
          Optional.empty());

  public ItemConditions {
    collections = List.copyOf(collections);
    ids = List.copyOf(ids);
  }

  public ItemConditions in(List<String> collectionIds) {
    return new ItemConditions(collectionIds, ids, bbox, intersects, time, filter);
  }

  public ItemConditions withIds(List<String> wanted) {
    return new ItemConditions(collections, wanted, bbox, intersects, time, filter);
  }

  public ItemConditions touching(Bounds box) {
    return new ItemConditions(collections, ids, Optional.of(box), intersects, time, filter);
  }

  public ItemConditions intersecting(Geometry geometry) {
    return new ItemConditions(collections, ids, bbox, Optional.of(geometry), time, filter);
  }

  public ItemConditions during(TimeInterval interval) {
    return new ItemConditions(collections, ids, bbox, intersects, interval, filter);
  }

  public ItemConditions meeting(Filter wanted) {
    return new ItemConditions(collections, ids, bbox, intersects, time, Optional.of(wanted));
  }
}
