// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.ItemJson;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.geo.Bounds;

/** The scenes of the catalogue, found by the store's index; what was read stays in memory. */
final class Scenes {

  /** Scenes in one picture, newest first; older ones are not looked at. */
  static final int MOST = 1000;

  /** Scenes that say how bright a collection's pictures are. */
  private static final int SAMPLES = 6;

  /** Of so many, the oldest of the collection, the clearest are taken. */
  private static final int CANDIDATES = 48;

  /** How long a list is believed where the store does not tell whether it changed (ns). */
  private static final long FRESH = 2_000_000_000L;

  private final ItemStore store;
  private final Path workspace;
  private final Lru<String, Scene> parsed = new Lru<>(4096);
  private final Lru<Area, Found> lists = new Lru<>(512);

  Scenes(ItemStore store, Path workspace) {
    this.store = store;
    this.workspace = workspace;
  }

  private record Area(String collection, Bounds box, TimeInterval period) {}

  private record Found(OptionalLong revision, long at, List<Scene> scenes) {

    boolean holds(OptionalLong now) {
      return now.isPresent() ? now.equals(revision) : System.nanoTime() - at < FRESH;
    }
  }

  /** An item of the catalogue. */
  Optional<Dataset.OfItem> item(String collection, String id) {
    return store
        .document(collection, id)
        .map(document -> {
          Item item = read(document);
          return new Dataset.OfItem(collection, item, Scene.of(item, document.version()));
        });
  }

  private Item read(ItemDocument document) {
    return ItemJson.read(document.json()).resolvedAgainst(workspace);
  }

  private Scene scene(ItemDocument document) {
    String key = document.collection() + "/" + document.id() + "/" + document.version();
    return parsed
        .get(key)
        .orElseGet(() -> {
          Scene scene = Scene.of(read(document), document.version());
          parsed.put(key, scene);
          return scene;
        });
  }

  /** The scenes of a collection that touch a box, the newest first. */
  List<Scene> touching(String collection, Bounds box, Optional<TimeInterval> period) {
    Area area = new Area(collection, box, period.orElse(TimeInterval.ALWAYS));
    OptionalLong revision = store.revision();
    Optional<Found> known = lists.get(area).filter(found -> found.holds(revision));
    if (known.isPresent()) {
      return known.get().scenes();
    }
    ItemQuery query =
        ItemQuery.all()
            .in(collection)
            .touching(box)
            .during(area.period())
            .newestFirst(true)
            .atMost(MOST);
    List<Scene> scenes = store.page(query).items().stream().map(this::scene).toList();
    lists.put(area, new Found(revision, System.nanoTime(), scenes));
    return scenes;
  }

  /** Scenes that stand for a collection: of its oldest, which stay the same, the clearest. */
  List<Scene> samples(String collection) {
    List<Scene> candidates =
        new ArrayList<>(
            store.page(ItemQuery.all().in(collection).atMost(CANDIDATES)).items().stream()
                .map(this::scene)
                .toList());
    newest(collection).ifPresent(candidates::add);
    candidates.sort(Comparator.comparingDouble(Scene::cloudCover)); // keeps the order of equals
    List<Scene> samples = new ArrayList<>();
    double step = Math.max(1, Math.min(candidates.size(), 2.0 * SAMPLES) / SAMPLES);
    for (double at = 0; at < candidates.size() && samples.size() < SAMPLES; at += step) {
      samples.add(candidates.get((int) at));
    }
    return samples;
  }

  /** The newest scene of a collection. */
  Optional<Scene> newest(String collection) {
    return store.page(ItemQuery.all().in(collection).newestFirst(true).atMost(1)).items().stream()
        .findFirst()
        .map(this::scene);
  }
}
