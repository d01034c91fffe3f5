// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.SortKey;

/**
 * What a collection looked like: how many items it has and which was changed last. Two small
 * queries tell whether something arrived, whichever process brought it.
 *
 * <p>Known limit: an item that takes the place of another and brings an older {@code updated} of
 * its own with it is seen with the next one only.
 *
 * @param items how many
 * @param newest id and {@code updated} of the item that was changed last; empty without items
 */
record CatalogMark(long items, String newest) {

  static CatalogMark of(ItemStore store, String collection) {
    ItemQuery all = ItemQuery.all().in(collection);
    List<Item> newest =
        store.search(all.orderedBy(List.of(SortKey.descending("updated"))).atMost(1));
    return new CatalogMark(
        store.count(all),
        newest.isEmpty() ? "" : newest.getFirst().id() + " " + updated(newest.getFirst()));
  }

  private static String updated(Item item) {
    JsonNode updated = item.properties().get("updated");
    return updated == null ? "" : updated.asText();
  }

  /** As a line of a file. */
  String text() {
    return items + " " + newest;
  }
}
