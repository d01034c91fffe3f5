// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sunqar.catalog.exchange.ItemResult.Fate;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;

/** A real catalogue in a folder, and what was reported about it. */
final class OpenCatalog implements AutoCloseable {

  final Path folder;
  final SqliteItemStore store;
  private final Database database;
  List<ItemResult> results = new ArrayList<>();

  OpenCatalog(Path folder) {
    this.folder = folder;
    this.database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS);
    this.store = new SqliteItemStore(database, folder);
  }

  Path states() {
    return folder.resolve("exchange");
  }

  /** A tally whose results replace those before. */
  Tally tally() {
    results = new ArrayList<>();
    return new Tally(results::add);
  }

  long count(Fate fate) {
    return results.stream().filter(result -> result.fate() == fate).count();
  }

  List<String> reasons() {
    return results.stream()
        .filter(result -> result.fate() == Fate.REJECTED)
        .map(ItemResult::reason)
        .toList();
  }

  /** Where an asset is. */
  static String href(Item item, String key) {
    return Objects.requireNonNull(item.assets().get(key), key).href();
  }

  long size() {
    return store.count(ItemQuery.all());
  }

  @Override
  public void close() {
    database.close();
  }
}
