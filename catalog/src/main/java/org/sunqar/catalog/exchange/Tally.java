// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what became of items, and hands each result on. */
public final class Tally {

  private final Map<ItemResult.Fate, Long> counts = new EnumMap<>(ItemResult.Fate.class);
  private final Consumer<ItemResult> report;

  public Tally(Consumer<ItemResult> report) {
    this.report = report;
  }

  void add(ItemResult result) {
    counts.merge(result.fate(), 1L, Long::sum);
    report.accept(result);
  }

  public long count(ItemResult.Fate fate) {
    return counts.getOrDefault(fate, 0L);
  }

  /** All items, the deleted ones too. */
  public long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
