// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Multihash;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.Sources;

/**
 * Copies the files of remote items into the workspace. A file appears under its name complete,
 * checked against {@code file:size} and {@code file:checksum} where the item has them, and on the
 * disk. One that was interrupted is continued from where it stopped.
 *
 * <p>Known limits: a server that ignores range requests is read in memory, up to the size that
 * {@link org.sunqar.raster.source.SourceOptions.Fetching#whole} allows.
 */
public final class AssetCopy implements AutoCloseable {

  /** Files fetched at once. */
  private static final int AT_ONCE = 4;

  private static final int CHUNK = 4 << 20;

  private final Path folder;
  private final List<String> keys;
  private final Sources sources;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

  /**
   * @param folder for a folder per item
   * @param keys of the assets to copy; all when empty
   */
  public AssetCopy(Path folder, List<String> keys, Sources sources) {
    this.folder = folder.toAbsolutePath().normalize();
    this.keys = List.copyOf(keys);
    this.sources = sources;
  }

  /** A copy of an item: the item, or why not. */
  record Copied(Item item, Optional<String> problem) {}

  /** Copies the files of items; each comes back with the addresses of its copies. */
  List<Copied> copy(List<Item> items) {
    List<Map<String, Future<Path>>> under = new ArrayList<>();
    for (Item item : items) {
      under.add(start(item));
    }
    List<Copied> copied = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      copied.add(finish(items.get(i), under.get(i)));
    }
    return copied;
  }

  private Map<String, Future<Path>> start(Item item) {
    Path target = folderOf(item);
    Map<String, Future<Path>> files = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    item.assets()
        .forEach((key, asset) -> {
          if ((keys.isEmpty() || keys.contains(key)) && isRemote(asset.href())) {
            String name = fileName(asset.href());
            String free = names.add(name) ? name : safe(key) + "-" + name;
            names.add(free);
            files.put(key, threads.submit(() -> fetch(asset, target.resolve(free))));
          }
        });
    return files;
  }

  private static Copied finish(Item item, Map<String, Future<Path>> files) {
    Map<String, Asset> assets = new LinkedHashMap<>(item.assets());
    Optional<String> problem = Optional.empty();
    for (Map.Entry<String, Future<Path>> file : files.entrySet()) {
      try {
        Path path = file.getValue().get();
        assets.computeIfPresent(file.getKey(), (_, asset) -> asset.withHref(Href.ofPath(path)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CatalogException(CatalogException.Key.IO, "the copying was interrupted", e);
      } catch (ExecutionException e) {
        problem = Optional.of(message(file.getKey(), e));
      }
    }
    return new Copied(
        new Item(
            item.id(),
            item.collection(),
            item.footprint(),
            item.properties(),
            assets,
            item.links(),
            item.other()),
        problem);
  }

  private static String message(String key, ExecutionException e) {
    if (e.getCause() instanceof RasterException || e.getCause() instanceof CatalogException) {
      return "asset " + key + " was not copied: " + e.getCause().getMessage();
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("asset " + key + " was not copied", e);
  }

  /** The folder of an item's copies: another one when the item is another. */
  private Path folderOf(Item item) {
    StringBuilder identity = new StringBuilder(item.collection()).append('\n').append(item.id());
    item.assets().forEach((_, asset) -> identity.append('\n').append(asset));
    identity.append('\n').append(item.properties().get("updated"));
    return folder
        .resolve(safe(item.collection()))
        .resolve(safe(item.id()) + "." + StateFile.digest(identity.toString()).substring(0, 12));
  }

  /**
   * Deletes the copies that an item had and has no more.
   *
   * @param before the item before it was replaced
   */
  void deleteUnused(Item before, Item now) {
    Set<String> kept = new HashSet<>();
    now.assets().values().forEach(asset -> kept.add(asset.href()));
    for (Asset asset : before.assets().values()) {
      if (!kept.contains(asset.href()) && asset.href().startsWith("file:")) {
        Path file = Href.toPath(asset.href());
        if (file.startsWith(folder)) {
          delete(file);
        }
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      Path parent = ItemFiles.folder(file);
      try (var left = Files.list(parent)) {
        if (left.findAny().isEmpty()) {
          Files.delete(parent);
        }
      }
    } catch (IOException _) {
      // a file too many harms nobody
    }
  }

  private static boolean isRemote(String href) {
    return href.matches("(?i)(https?|s3)://.*");
  }

  private static String fileName(String href) {
    String path =
        URI.create(href.replaceAll("[^\\x21-\\x7e]|[\"<>\\\\^`{|}\\[\\]]", "_")).getPath();
    String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() || name.startsWith(".") ? "file" + safe(name) : safe(name);
  }

  private static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return safe.length() > 120 ? safe.substring(0, 120) : safe;
  }

  private Path fetch(Asset asset, Path target) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (ByteSource source = sources.open(asset.href())) {
      if (Files.exists(target) && Files.size(target) == source.size()) {
        return target;
      }
      checkSize(asset, source.size());
      Files.createDirectories(ItemFiles.folder(target));
      if (Files.getFileStore(ItemFiles.folder(target)).getUsableSpace() < source.size()) {
        throw new CatalogException(
            CatalogException.Key.IO,
            "there is no room for the " + source.size() + " bytes of " + source.name());
      }
      copy(source, part);
      Optional<String> difference = difference(asset, part);
      if (difference.isPresent()) {
        Files.delete(part);
        throw new CatalogException(CatalogException.Key.INVALID, difference.get());
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return target;
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.IO, asset.href() + " cannot be copied to " + target + ": " + e, e);
    }
  }

  /** Appends what is missing, and waits for the disk. */
  private static void copy(ByteSource source, Path part) throws IOException {
    try (FileChannel out =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long position = out.size();
      if (position > source.size()) {
        out.truncate(0);
        position = 0;
      }
      out.position(position);
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
      while (position < source.size()) {
        chunk.clear().limit((int) Math.min(CHUNK, source.size() - position));
        source.read(position, chunk);
        chunk.flip();
        position += chunk.remaining();
        while (chunk.hasRemaining()) {
          out.write(chunk);
        }
      }
      out.force(true);
    }
  }

  private static void checkSize(Asset asset, long size) {
    var said = asset.other().get("file:size");
    if (said != null && said.isIntegralNumber() && said.longValue() != size) {
      throw new CatalogException(
          CatalogException.Key.INVALID,
          asset.href() + " is " + size + " bytes where file:size says " + said);
    }
  }

  /** What is wrong with a file, by its checksum; one of a kind that is not known is not checked. */
  private static Optional<String> difference(Asset asset, Path file) throws IOException {
    var said = asset.other().get("file:checksum");
    if (said == null || !said.isTextual()) {
      return Optional.empty();
    }
    Optional<Multihash> wanted = Multihash.parse(said.textValue());
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    MessageDigest digest = wanted.get().function().digest();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 17];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return wanted.get().matches(digest)
        ? Optional.empty()
        : Optional.of(asset.href() + " has not the checksum that the item says, " + wanted.get());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
