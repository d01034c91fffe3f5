// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemRow;
import org.sunqar.catalog.store.ItemStore;

/**
 * Writes batches of items and reports what became of each, after it is so. A batch that the
 * catalogue refuses is written one item at a time, so that one item does not keep out the others.
 */
final class CatalogWriter {

  /** An item and where it comes from. */
  record Entry(String source, long number, Item item) {}

  /** An item ready to be written. */
  record Ready(String source, long number, ItemRow row) {}

  private final ItemStore store;
  private final boolean createCollections;
  private final Tally tally;
  private final Set<String> collections = new HashSet<>();

  CatalogWriter(ItemStore store, boolean createCollections, Tally tally) {
    this.store = store;
    this.createCollections = createCollections;
    this.tally = tally;
  }

  void write(List<Entry> entries) {
    List<Ready> ready = new ArrayList<>();
    for (Entry entry : entries) {
      try {
        ready.add(new Ready(entry.source(), entry.number(), store.row(entry.item())));
      } catch (CatalogException e) {
        Item item = entry.item();
        tally.add(
            new ItemResult(
                entry.source(),
                entry.number(),
                item.collection(),
                item.id(),
                ItemResult.Fate.REJECTED,
                String.valueOf(e.getMessage())));
      }
    }
    writeReady(ready);
  }

  void writeReady(List<Ready> items) {
    List<Ready> wanted = new ArrayList<>();
    for (Ready item : items) {
      if (hasCollection(item.row().collection())) {
        wanted.add(item);
      } else {
        rejected(
            item,
            "there is no collection '"
                + item.row().collection()
                + "'; --create-collections makes it");
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    try {
      report(wanted, store.upsertRows(wanted.stream().map(Ready::row).toList()));
    } catch (CatalogException e) {
      if (!isAboutItems(e)) {
        throw e;
      }
      for (Ready item : wanted) {
        one(item);
      }
    }
  }

  private void one(Ready item) {
    try {
      report(List.of(item), store.upsertRows(List.of(item.row())));
    } catch (CatalogException e) {
      if (!isAboutItems(e)) {
        throw e;
      }
      rejected(item, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isAboutItems(CatalogException e) {
    return switch (e.key()) {
      case INVALID, NOT_FOUND, CONFLICT -> true;
      case STALE, NEWER_VERSION, CORRUPT, BUSY, UNAVAILABLE, IO -> false;
    };
  }

  private void report(List<Ready> entries, List<ItemStore.Added> added) {
    for (int i = 0; i < entries.size(); i++) {
      ItemResult.Fate fate =
          switch (added.get(i)) {
            case ItemStore.Added.New() -> ItemResult.Fate.ADDED;
            case ItemStore.Added.Replaced() -> ItemResult.Fate.CHANGED;
            case ItemStore.Added.AlreadyThere(String _) -> ItemResult.Fate.UNCHANGED;
            case ItemStore.Added.Conflict() -> ItemResult.Fate.REJECTED;
          };
      result(entries.get(i), fate, "");
    }
  }

  private void rejected(Ready entry, String reason) {
    result(entry, ItemResult.Fate.REJECTED, reason);
  }

  private void result(Ready entry, ItemResult.Fate fate, String reason) {
    ItemRow item = entry.row();
    tally.add(
        new ItemResult(entry.source(), entry.number(), item.collection(), item.id(), fate, reason));
  }

  private boolean hasCollection(String id) {
    if (collections.contains(id)) {
      return true;
    }
    if (store.collection(id).isEmpty()) {
      if (!createCollections) {
        return false;
      }
      store.putCollection(Collection.of(id, "Items loaded as " + id));
    }
    return collections.add(id);
  }
}
