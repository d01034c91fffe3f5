// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.raster.geo.Bounds;

/**
 * Which items of a STAC source are wanted.
 *
 * @param collections of these; all when empty
 * @param bbox longitudes and latitudes (degrees) that the item's box must touch; an east beyond 180
 *     crosses the antimeridian
 * @param time that the item's interval must touch
 * @param filter CQL2 text, which only an API with the Filter extension can answer
 */
public record StacSelection(
    List<String> collections, Optional<Bounds> bbox, TimeInterval time, Optional<String> filter) {

  public static final StacSelection ALL =
      new StacSelection(List.of(), Optional.empty(), TimeInterval.ALWAYS, Optional.empty());

  public StacSelection {
    collections = List.copyOf(collections);
  }

  boolean wantsCollection(String id) {
    return collections.isEmpty() || collections.contains(id);
  }

  /** Whether an item meets all but the filter, for sources that cannot tell. */
  boolean test(Item item) {
    TimeInterval its = item.interval();
    return wantsCollection(item.collection())
        && !its.start().isAfter(time.end())
        && !its.end().isBefore(time.start())
        && (bbox.isEmpty() || touches(bbox.get(), item.bbox()));
  }

  private static boolean touches(Bounds a, Bounds b) {
    for (int turn = -360; turn <= 360; turn += 360) {
      if (a.minX() <= b.maxX() + turn
          && b.minX() + turn <= a.maxX()
          && a.minY() <= b.maxY()
          && b.minY() <= a.maxY()) {
        return true;
      }
    }
    return false;
  }

  /** The same items in this catalogue, but for the filter. */
  ItemConditions conditions() {
    ItemConditions conditions = ItemConditions.NONE.in(collections).during(time);
    return bbox.isPresent() ? conditions.touching(bbox.get()) : conditions;
  }

  /** {@code datetime} as STAC APIs take it, when time restricts anything. */
  Optional<String> datetime() {
    if (time.equals(TimeInterval.ALWAYS)) {
      return Optional.empty();
    }
    return Optional.of(
        end(time.start(), TimeInterval.ALWAYS.start())
            + "/"
            + end(time.end(), TimeInterval.ALWAYS.end()));
  }

  private static String end(Instant instant, Instant open) {
    return instant.equals(open) ? ".." : instant.toString();
  }

  /** {@code bbox} as STAC APIs take it. */
  Optional<double[]> box() {
    return bbox.map(b ->
        new double[] {b.minX(), b.minY(), b.maxX() > 180 ? b.maxX() - 360 : b.maxX(), b.maxY()});
  }

  /** Names the selection, for what has to be remembered of it. */
  String key() {
    ObjectNode key = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    ArrayNode ids = key.putArray("collections");
    collections.stream().sorted().forEach(ids::add);
    key.put("bbox", bbox.map(Bounds::toString).orElse(""));
    key.put("datetime", datetime().orElse(""));
    key.put("filter", filter.orElse(""));
    return ((JsonNode) key).toString();
  }
}
