// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.raster.geo.Bounds;

/** What pictures are made of. */
sealed interface Dataset {

  /** The segments of its address below the API. */
  List<String> address();

  String title();

  /** Longitudes and latitudes (degrees); empty when there is nothing yet. */
  Optional<Bounds> bbox();

  /** From the first to the last observation. */
  Optional<TimeInterval> time();

  /** A text that no other dataset has. */
  default String key() {
    return String.join("/", address());
  }

  /** One item. */
  record OfItem(String collection, Item item, Scene scene) implements Dataset {
    @Override
    public List<String> address() {
      return List.of("collections", collection, "items", item.id());
    }

    @Override
    public String title() {
      return item.properties().containsKey("title")
          ? item.properties().get("title").asText(item.id())
          : item.id();
    }

    @Override
    public Optional<Bounds> bbox() {
      return Optional.of(scene.bbox());
    }

    @Override
    public Optional<TimeInterval> time() {
      return Optional.of(item.interval());
    }
  }

  /**
   * The newest clear pixels of a collection, as of the end of a period.
   *
   * @param period of the items that are shown; empty for all
   */
  record OfCollection(Collection collection, Optional<TimeInterval> period) implements Dataset {
    @Override
    public List<String> address() {
      return List.of("collections", collection.id());
    }

    @Override
    public String title() {
      return collection.other().containsKey("title")
          ? collection.other().get("title").asText(collection.id())
          : collection.id();
    }

    @Override
    public Optional<Bounds> bbox() {
      return collection.extent().bbox();
    }

    @Override
    public Optional<TimeInterval> time() {
      return collection.extent().time();
    }
  }

  /** A map of the newest run of a watch. */
  record OfRun(String watch, RunMap map, String run, TimeInterval span, Scene scene)
      implements Dataset {
    @Override
    public List<String> address() {
      return List.of("watches", watch, "maps", map.id());
    }

    @Override
    public String title() {
      return watch + ": " + map.title();
    }

    @Override
    public Optional<Bounds> bbox() {
      return Optional.of(scene.bbox());
    }

    @Override
    public Optional<TimeInterval> time() {
      return Optional.of(span);
    }
  }
}
