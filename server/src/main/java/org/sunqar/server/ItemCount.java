// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.store.Aggregation;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemStore;

/** How many items there are, counted once a minute at most; NaN when the catalogue is away. */
final class ItemCount implements DoubleSupplier {

  private static final long KEPT_NANOS = 60_000_000_000L;

  private final ItemStore store;
  private double count = Double.NaN;
  private long counted;

  ItemCount(ItemStore store) {
    this.store = store;
  }

  @Override
  public synchronized double getAsDouble() {
    if (Double.isNaN(count) || System.nanoTime() - counted > KEPT_NANOS) {
      try {
        List<Aggregation.Bucket> buckets =
            store.aggregate(ItemConditions.NONE, List.of(new Aggregation.Count())).getFirst();
        count = buckets.isEmpty() ? 0 : (double) buckets.getFirst().count();
        counted = System.nanoTime();
      } catch (CatalogException _) {
        return Double.NaN;
      }
    }
    return count;
  }
}
