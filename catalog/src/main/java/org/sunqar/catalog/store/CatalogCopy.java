// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;

/**
 * Copies a catalogue from one store to another: collections, and items with their stamps and
 * versions. What is there already is left or replaced, so a copy that was broken off is run again;
 * nothing is deleted in the target. Files stay where they are, and addresses relative to the
 * workspace stay as they are. Memory holds two batches, whatever the size.
 *
 * <p>Known limit: tombstones are not copied.
 */
public final class CatalogCopy {

  private static final int BATCH_ITEMS = 2000;
  private static final long BATCH_BYTES = 16 << 20;

  private final ItemStore source;
  private final ItemStore target;
  private final ItemConditions where;

  /**
   * What was copied.
   *
   * @param items of the source that meet the conditions
   * @param others items of the target that the source does not have, in the same collections
   */
  public record Report(int collections, long items, long others) {}

  /**
   * @param where which items; with none of them, all
   */
  public CatalogCopy(ItemStore source, ItemStore target, ItemConditions where) {
    this.source = source;
    this.target = target;
    this.where = where;
  }

  /** How many items there are to copy. */
  public long size() {
    return source.count(ItemQuery.where(where));
  }

  /**
   * Copies, and counts what has arrived.
   *
   * @param progress is told how many items are in the target so far
   * @throws CatalogException IO when the target has fewer items in the end than were copied
   */
  public Report run(LongConsumer progress) {
    List<Collection> collections =
        source.collections().stream()
            .filter(c -> where.collections().isEmpty() || where.collections().contains(c.id()))
            .toList();
    for (Collection collection : collections) {
      if (target.collection(collection.id()).isEmpty()) {
        target.putCollection(collection);
      }
    }
    Map<String, Long> copied = copyItems(progress);
    long items = 0;
    long others = 0;
    for (Collection collection : collections) {
      // again, because what is now known of the items is not to be kept as if it were written
      target.putCollection(isWhole() ? collection : described(collection));
      long sent = copied.getOrDefault(collection.id(), 0L);
      long there = target.count(ItemQuery.where(where.in(List.of(collection.id()))));
      if (there < sent) {
        throw new CatalogException(
            CatalogException.Key.IO,
            "of "
                + sent
                + " items of collection "
                + collection.id()
                + " only "
                + there
                + " are in the target; were some deleted meanwhile? Run the copy again");
      }
      items += sent;
      others += there - sent;
    }
    return new Report(collections.size(), items, others);
  }

  private boolean isWhole() {
    return where.in(List.of()).equals(ItemConditions.NONE);
  }

  /** Without what the source knows of items that were not all copied. */
  private static Collection described(Collection collection) {
    Map<String, com.fasterxml.jackson.databind.JsonNode> other =
        new java.util.LinkedHashMap<>(collection.other());
    other.remove("summaries");
    other.remove("item_assets");
    return new Collection(
        collection.id(),
        collection.description(),
        collection.license(),
        Collection.Extent.EMPTY,
        collection.links(),
        other);
  }

  /** Reads the next batch while one is written. */
  private Map<String, Long> copyItems(LongConsumer progress) {
    Map<String, Long> copied = new HashMap<>();
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Loader loader = new Loader(writer, progress);
      source.forEach(
          where,
          document -> {
            copied.merge(document.collection(), 1L, Long::sum);
            loader.add(document);
          });
      loader.finish();
    }
    return copied;
  }

  private final class Loader {

    private final ExecutorService writer;
    private final LongConsumer progress;
    private List<ItemDocument> batch = new ArrayList<>();
    private long bytes;
    private long done;
    private Future<?> running = java.util.concurrent.CompletableFuture.completedFuture(0);
    private int size;

    Loader(ExecutorService writer, LongConsumer progress) {
      this.writer = writer;
      this.progress = progress;
    }

    void add(ItemDocument document) {
      batch.add(document);
      bytes += document.json().length;
      if (batch.size() >= BATCH_ITEMS || bytes >= BATCH_BYTES) {
        send();
      }
    }

    void finish() {
      send();
      await();
    }

    private void send() {
      await();
      List<ItemDocument> full = batch;
      size = full.size();
      if (size > 0) {
        running = writer.submit(() -> target.load(full));
      }
      batch = new ArrayList<>();
      bytes = 0;
    }

    private void await() {
      try {
        running.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof CatalogException known) {
          throw known;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CatalogException(CatalogException.Key.BUSY, "the copy was interrupted", e);
      }
      done += size;
      size = 0;
      progress.accept(done);
    }
  }
}
