// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;

/** Finds what an address means. */
final class Datasets {

  private final ItemStore store;
  private final Scenes scenes;
  private final Runs runs;
  private final Lru<String, Known> known = new Lru<>(64);

  /** A collection as it was at a revision of the store. */
  private record Known(OptionalLong revision, Collection collection) {}

  Datasets(ItemStore store, Scenes scenes, Runs runs) {
    this.store = store;
    this.scenes = scenes;
    this.runs = runs;
  }

  /**
   * A collection.
   *
   * @param datetime the period of what is shown
   * @throws Problem 404
   */
  Dataset.OfCollection collection(String id, Optional<String> datetime) {
    Optional<TimeInterval> period = datetime.map(TimeInterval::parse);
    return find(id)
        .map(found -> new Dataset.OfCollection(found, period))
        .orElseThrow(
            () -> Problem.notFound("there is no collection '" + Rendering.shown(id) + "'"));
  }

  /** Ids of collections, at most so many. */
  List<String> collections(int most) {
    return store.collections().stream().map(Collection::id).limit(most).toList();
  }

  /** A collection, which takes its time to be read from the store, so that it is kept. */
  private Optional<Collection> find(String id) {
    OptionalLong revision = store.revision();
    Optional<Known> before =
        known.get(id).filter(k -> revision.isPresent() && revision.equals(k.revision()));
    if (before.isPresent()) {
      return before.map(Known::collection);
    }
    Optional<Collection> found = store.collection(id);
    found.ifPresent(collection -> known.put(id, new Known(revision, collection)));
    return found;
  }

  /**
   * An item.
   *
   * @throws Problem 404
   */
  Dataset.OfItem item(String collection, String id) {
    return scenes
        .item(collection, id)
        .orElseThrow(() ->
            Problem.notFound(
                "there is no item '"
                    + Rendering.shown(id)
                    + "' in collection '"
                    + Rendering.shown(collection)
                    + "'"));
  }

  /** The dataset of an address of one of the three kinds. */
  Dataset of(Request request) {
    String template = request.route().template();
    if (template.startsWith(TilesApi.ITEM)) {
      return item(request.segment("collection"), request.segment("item"));
    }
    if (template.startsWith(TilesApi.COLLECTION)) {
      return collection(request.segment("collection"), request.parameter("datetime"));
    }
    return runs.map(request.segment("watch"), request.segment("map"));
  }
}
