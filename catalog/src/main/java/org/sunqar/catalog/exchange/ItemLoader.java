// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.ItemRow;
import org.sunqar.catalog.store.ItemStore;

/**
 * Loads files of items into the catalogue: ndjson, GeoJSON, GeoParquet, folders of item files.
 *
 * <p>Guarantees: an item is reported as added or changed only when it is in the catalogue for good.
 * Items enter in batches of {@value #BATCH}, each all or none. A load that is killed is continued
 * where it stopped, as long as the file is the same; what was loaded already is recognised and left
 * as it is. An item that cannot be taken is reported with its place and the reason, and the others
 * go on. Memory is bounded whatever the size of the file: some batches of items of at most {@value
 * ItemFiles#MAX_ITEM} bytes.
 */
public final class ItemLoader {

  /** Items per transaction. */
  public static final int BATCH = 1000;

  /** Bytes of a batch, more or less, whatever the number of its items. */
  private static final int BATCH_BYTES = 16 << 20;

  /**
   * How files are loaded.
   *
   * @param collection that all items go to; when empty, the one that each names
   * @param createCollections whether a collection that is not there is made
   * @param localFiles whether items may have assets outside of the folder of their file
   */
  public record Options(
      Optional<String> collection, boolean createCollections, boolean localFiles) {}

  private final ItemStore store;
  private final Path states;

  /**
   * @param states the folder for what has to be remembered to continue
   */
  public ItemLoader(ItemStore store, Path states) {
    this.store = store;
    this.states = states;
  }

  /** An item that was read, or why it could not be. */
  private record Parsed(RawItems.Raw raw, Optional<ItemRow> row, String problem) {}

  /** Items on their way, and where the source was after them. */
  private record Chunk(Future<List<Parsed>> parsed, LoadCheckpoint after, long position) {}

  /**
   * Loads one file or folder.
   *
   * @return the number of the item after which it continued, 0 for the beginning
   * @throws CatalogException when the file or the catalogue cannot be used
   */
  public long load(Path file, Options options, Tally tally, ExchangeProgress progress) {
    StateFile state =
        new StateFile(
            states, "load " + file.toAbsolutePath().normalize() + " " + options.collection());
    LoadCheckpoint from = LoadCheckpoint.read(state, file);
    ItemIntake intake = new ItemIntake(options.collection());
    CatalogWriter writer = new CatalogWriter(store, options.createCollections(), tally);
    int threads = Runtime.getRuntime().availableProcessors();
    try (RawItems items = ItemFiles.open(file, options.localFiles(), from);
        ExecutorService parsers = Executors.newFixedThreadPool(threads)) {
      Deque<Chunk> under = new ArrayDeque<>();
      Consumer<Chunk> finish =
          chunk -> {
            write(chunk, writer, tally);
            chunk.after().write(state, file);
            progress.at(chunk.position(), items.size());
          };
      try {
        for (List<RawItems.Raw> raws = batch(items); !raws.isEmpty(); raws = batch(items)) {
          List<RawItems.Raw> taken = raws;
          under.add(
              new Chunk(
                  parsers.submit(() -> taken.stream().map(raw -> parse(raw, intake)).toList()),
                  checkpoint(items, raws),
                  items.position()));
          if (under.size() > threads) {
            finish.accept(under.remove());
          }
        }
        while (!under.isEmpty()) {
          finish.accept(under.remove());
        }
      } finally {
        parsers.shutdownNow();
      }
    }
    state.delete();
    return from.number();
  }

  private static LoadCheckpoint checkpoint(RawItems items, List<RawItems.Raw> raws) {
    return new LoadCheckpoint(
        raws.getLast().number(), items instanceof NdjsonItems lines ? lines.offset() : 0);
  }

  private static List<RawItems.Raw> batch(RawItems items) {
    List<RawItems.Raw> raws = new ArrayList<>();
    long bytes = 0;
    while (raws.size() < BATCH && bytes < BATCH_BYTES) {
      Optional<RawItems.Raw> next = items.next();
      if (next.isEmpty()) {
        break;
      }
      raws.add(next.get());
      bytes += next.get().size();
    }
    return raws;
  }

  private Parsed parse(RawItems.Raw raw, ItemIntake intake) {
    try {
      Item item = intake.take(raw.document().get(), raw.origin());
      return new Parsed(raw, Optional.of(store.row(item)), "");
    } catch (CatalogException e) {
      return new Parsed(raw, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static void write(Chunk chunk, CatalogWriter writer, Tally tally) {
    List<CatalogWriter.Ready> entries = new ArrayList<>();
    for (Parsed parsed : result(chunk.parsed())) {
      RawItems.Raw raw = parsed.raw();
      if (parsed.row().isPresent()) {
        entries.add(new CatalogWriter.Ready(raw.source(), raw.number(), parsed.row().get()));
      } else {
        tally.add(
            new ItemResult(
                raw.source(), raw.number(), "", "", ItemResult.Fate.REJECTED, parsed.problem()));
      }
    }
    writer.writeReady(entries);
  }

  private static List<Parsed> result(Future<List<Parsed>> parsed) {
    try {
      return parsed.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CatalogException(CatalogException.Key.IO, "the load was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("items could not be parsed", e.getCause());
    }
  }
}
