// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.ItemJson;
import org.sunqar.catalog.store.ItemConditions;
import org.sunqar.catalog.store.ItemStore;

/**
 * Writes items of the catalogue to a file, whose name says the format: {@code .parquet}, {@code
 * .ndjson}, {@code .jsonl}, {@code .geojson} or {@code .json}; the text formats packed when {@code
 * .gz} or {@code .zst} follows. The file appears complete or not at all. Assets in the workspace
 * are named by absolute addresses.
 */
public final class ItemExport {

  private final ItemStore store;
  private final Path workspace;

  public ItemExport(ItemStore store, Path workspace) {
    this.store = store;
    this.workspace = workspace;
  }

  /**
   * @return how many items were written
   * @throws CatalogException INVALID when the name says no format that can be written; IO
   */
  public long write(ItemConditions where, Path target, ExchangeProgress progress) {
    String name = target.toString().toLowerCase(Locale.ROOT);
    checkFormat(target, name);
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.createDirectories(ItemFiles.folder(target));
      long count;
      try (ExportWriter writer = open(name, part)) {
        count = write(where, writer, progress);
        writer.finish();
      }
      try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return count;
    } catch (IOException e) {
      throw failed(target, e);
    } catch (UncheckedIOException e) {
      throw failed(target, new IOException(e));
    } finally {
      deleteQuietly(part);
    }
  }

  private long write(ItemConditions where, ExportWriter writer, ExchangeProgress progress) {
    long all = store.count(org.sunqar.catalog.store.ItemQuery.where(where));
    long[] count = {0};
    store.forEach(
        where,
        document -> {
          Item item = ItemJson.read(document.json()).resolvedAgainst(workspace);
          try {
            writer.write(item.toJson());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          if (++count[0] % 1000 == 0) {
            progress.at(count[0], all);
          }
        });
    progress.at(count[0], all);
    return count[0];
  }

  private static void checkFormat(Path target, String name) {
    boolean text = name.matches(".*\\.(ndjson|jsonl|json|geojson)(\\.(gz|zst))?");
    if (!text && !name.endsWith(".parquet") && !name.endsWith(".geoparquet")) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          target
              + " names no format: .parquet, .ndjson, .jsonl, .geojson or .json was expected, the"
              + " last four also with .gz or .zst");
    }
  }

  private ExportWriter open(String name, Path part) throws IOException {
    OutputStream out = Files.newOutputStream(part);
    if (name.endsWith("parquet")) {
      List<Collection> collections = store.collections();
      return new GeoParquet(out, collections);
    }
    OutputStream packed =
        name.endsWith(".gz")
            ? new GZIPOutputStream(out, 1 << 16)
            : name.endsWith(".zst") ? new ZstdOutputStream(out) : out;
    return new TextItems(packed, name.matches(".*\\.(ndjson|jsonl)(\\.(gz|zst))?"));
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException _) {
      // a file too many, whose name says what it is
    }
  }

  private static CatalogException failed(Path target, IOException e) {
    return new CatalogException(CatalogException.Key.IO, "cannot write " + target + ": " + e, e);
  }
}
