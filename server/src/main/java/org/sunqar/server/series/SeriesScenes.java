// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.series;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.ItemJson;
import org.sunqar.catalog.store.ItemDocument;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.http.Problem;
import org.sunqar.server.series.SeriesQuery.Where;

/** The scenes of a series as the catalogue keeps them. */
final class SeriesScenes {

  /** Scenes of a series. */
  static final int MOST = 5000;

  /** Footprints may be drawn a little inside their pixels (degrees, some 50 m). */
  private static final double MARGIN = 0.0005;

  private final List<ItemDocument> documents;

  private SeriesScenes(List<ItemDocument> documents) {
    this.documents = documents;
  }

  /**
   * The scenes that may hold a place.
   *
   * @param all whether those that do not hold it are wanted, too: what a watch takes off as common
   *     to the region is counted by all of its dates
   * @throws Problem 400 when there are more than {@link #MOST}
   */
  static SeriesScenes find(ItemStore store, String collection, Where where, boolean all) {
    ItemQuery query = ItemQuery.all().in(collection);
    ItemQuery narrowed = all ? query : query.touching(box(where));
    List<ItemDocument> documents = store.page(narrowed.atMost(MOST + 1)).items();
    if (documents.size() > MOST) {
      throw Problem.badRequest(
          "dates",
          "%d scenes of collection '%s' hold the place, and a series has at most %d"
              .formatted(store.count(narrowed), collection, MOST));
    }
    return new SeriesScenes(documents);
  }

  private static Bounds box(Where where) {
    return switch (where) {
      case Where.Point point ->
          box(
              new Envelope(
                  point.longitude(), point.longitude(), point.latitude(), point.latitude()));
      case Where.Area area -> box(area.area().getEnvelopeInternal());
    };
  }

  private static Bounds box(Envelope extent) {
    return new Bounds(
        Math.max(-180, extent.getMinX() - MARGIN),
        Math.max(-90, extent.getMinY() - MARGIN),
        Math.min(180, extent.getMaxX() + MARGIN),
        Math.min(90, extent.getMaxY() + MARGIN));
  }

  /** Changes whenever one of the scenes does, or others come or go. */
  String state() {
    return documents.stream()
        .map(document -> document.id() + "@" + document.version())
        .collect(Collectors.joining("\n"));
  }

  /** The scenes in the order of analysis. */
  List<Item> items(Path workspace) {
    return documents.stream()
        .map(document -> Timed.of(ItemJson.read(document.json()).resolvedAgainst(workspace)))
        .sorted(Comparator.comparing(Timed::time).thenComparing(timed -> timed.item().id()))
        .map(Timed::item)
        .toList();
  }

  /** An item with its time, which is read once. */
  private record Timed(Instant time, Item item) {
    static Timed of(Item item) {
      return new Timed(item.time(), item);
    }
  }
}
