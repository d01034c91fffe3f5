// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Json;

/**
 * The items of a folder and the folders below it: each {@code *.json} or {@code *.geojson} that is
 * an item, in the order of their paths. {@code catalog.json} and {@code collection.json} are none.
 */
final class ItemFolder implements RawItems {

  private static final int MAX_DEPTH = 32;

  private final List<Path> files;
  private final boolean localFiles;
  private int at;

  ItemFolder(Path folder, boolean localFiles, long skip) {
    this.localFiles = localFiles;
    try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
      files = walk.filter(Files::isRegularFile).filter(ItemFolder::mayBeItem).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw ItemFiles.unreadable(folder, e);
    }
    at = (int) Math.min(skip, files.size());
  }

  private static boolean mayBeItem(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".json") || name.endsWith(".geojson"))
        && !file.endsWith("catalog.json")
        && !file.endsWith("collection.json");
  }

  @Override
  public Optional<Raw> next() {
    if (at == files.size()) {
      return Optional.empty();
    }
    Path file = files.get(at++);
    return Optional.of(
        new Raw(
            at,
            file.toString(),
            new Origin.Local(ItemFiles.folder(file), localFiles),
            1 << 12,
            () -> Json.parseObject(bytes(file))));
  }

  /** The bytes of a small file. */
  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > ItemFiles.MAX_ITEM) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            file + " is longer than the " + ItemFiles.MAX_ITEM + " bytes that an item may have");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw ItemFiles.unreadable(file, e);
    }
  }

  @Override
  public long position() {
    return at;
  }

  @Override
  public long size() {
    return files.size();
  }

  @Override
  public void close() {}
}
