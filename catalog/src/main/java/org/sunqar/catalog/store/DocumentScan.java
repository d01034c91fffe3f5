// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.sunqar.catalog.stac.Json;

/**
 * Items in an order that no column tells: the documents of all that meet the conditions are read,
 * and the first ones kept as they come by.
 */
final class DocumentScan {

  private final Snapshot snapshot;
  private final ItemMatch match;
  private final List<SortKey> order;

  DocumentScan(Snapshot snapshot, ItemMatch match, List<SortKey> order) {
    this.snapshot = snapshot;
    this.match = match;
    this.order = order;
  }

  /** The next of all items after a place. */
  List<Hit> next(Optional<Place> after, int count) throws SQLException {
    First first = new First(after, count);
    ItemScan.visit(snapshot, match, first::add);
    return first.hits();
  }

  /** The next of some items after a place. */
  List<Hit> next(long[] keys, Optional<Place> after, int count) throws SQLException {
    First first = new First(after, count);
    ItemScan.visit(snapshot, match, keys, first::add);
    return first.hits();
  }

  private final class First {

    private final Optional<Place> after;
    private final int count;

    /** The last one on top. */
    private final PriorityQueue<Hit> best =
        new PriorityQueue<>((a, b) -> b.place().compareTo(a.place(), order));

    First(Optional<Place> after, int count) {
      this.after = after;
      this.count = count;
    }

    void add(long key, ColumnBlock block, int slot, int answer) throws SQLException {
      Optional<ItemDocument> document = Documents.find(snapshot, key);
      if (document.isEmpty()) {
        return;
      }
      Place place = place(document.get(), block.time[slot]);
      if (after.isPresent() && place.compareTo(after.get(), order) <= 0) {
        return;
      }
      if (best.size() == count && place.compareTo(best.element().place(), order) > 0) {
        return;
      }
      best.add(new Hit(key, place, answer, document.get()));
      if (best.size() > count) {
        best.remove();
      }
    }

    List<Hit> hits() {
      List<Hit> hits = new ArrayList<>(best);
      hits.sort((a, b) -> a.place().compareTo(b.place(), order));
      return hits;
    }
  }

  private Place place(ItemDocument document, long time) {
    JsonNode properties = Json.parseObject(document.json()).path("properties");
    List<SortValue> values = new ArrayList<>();
    for (SortKey key : order) {
      values.add(
          switch (key.property()) {
            case "datetime" -> new SortValue.Time(time);
            case "id" -> new SortValue.Text(document.id());
            case "collection" -> new SortValue.Text(document.collection());
            default -> SortValue.of(properties.path(key.property()));
          });
    }
    return new Place(values, document.collection(), document.id());
  }
}
