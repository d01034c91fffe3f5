// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemStore;

/**
 * Writes batches of items and reports what became of each, after it is so. A batch that the
 * catalogue refuses is written one item at a time, so that one item does not keep out the others.
 */
final class CatalogWriter {

  /** An item and where it comes from. */
  record Entry(String source, long number, Item item) {}

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
    List<Entry> wanted = new ArrayList<>();
    for (Entry entry : entries) {
      if (hasCollection(entry.item().collection())) {
        wanted.add(entry);
      } else {
        rejected(
            entry,
            "there is no collection '"
                + entry.item().collection()
                + "'; --create-collections makes it");
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    try {
      report(wanted, store.upsert(wanted.stream().map(Entry::item).toList()));
    } catch (CatalogException e) {
      if (!isAboutItems(e)) {
        throw e;
      }
      for (Entry entry : wanted) {
        one(entry);
      }
    }
  }

  private void one(Entry entry) {
    try {
      report(List.of(entry), store.upsert(List.of(entry.item())));
    } catch (CatalogException e) {
      if (!isAboutItems(e)) {
        throw e;
      }
      rejected(entry, String.valueOf(e.getMessage()));
    }
  }

  private static boolean isAboutItems(CatalogException e) {
    return switch (e.key()) {
      case INVALID, NOT_FOUND, CONFLICT -> true;
      case STALE, NEWER_VERSION, CORRUPT, BUSY, UNAVAILABLE, IO -> false;
    };
  }

  private void report(List<Entry> entries, List<ItemStore.Added> added) {
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

  private void rejected(Entry entry, String reason) {
    result(entry, ItemResult.Fate.REJECTED, reason);
  }

  private void result(Entry entry, ItemResult.Fate fate, String reason) {
    Item item = entry.item();
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
