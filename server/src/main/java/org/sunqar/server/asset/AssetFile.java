// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.asset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Href;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.Sources;

/**
 * A file that may be served: one that a stored item names. An address in the workspace leads to a
 * file in the workspace, or in what its folder {@code scenes} is a link to; one outside, which only
 * the local operator can have put into the catalogue, leads to exactly that file, not to where a
 * link of that name points.
 *
 * <p>A file in an archive may be served when the archive may.
 *
 * @param path where it or its archive is, without links
 * @param location of a file in an archive, as the raster module has it
 * @param size bytes
 * @param modified when it or its archive was written last
 */
record AssetFile(Path path, Optional<String> location, long size, Instant modified) {

  /** Reads from any place. */
  interface Reader extends Closeable {
    /** Reads some bytes; -1 at the end. */
    int read(ByteBuffer target, long position) throws IOException;
  }

  Reader open() throws IOException {
    if (location.isPresent()) {
      return new EntryReader(Sources.shared().open(location.get()));
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return new Reader() {
      @Override
      public int read(ByteBuffer target, long position) throws IOException {
        return channel.read(target, position);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  private record EntryReader(ByteSource source) implements Reader {
    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      int length = target.remaining();
      try {
        source.read(position, target);
      } catch (RasterException e) {
        throw new IOException(e.getMessage(), e);
      }
      return length;
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /**
   * Finds the file of an address.
   *
   * @param href {@code ./...} in the workspace, or {@code file:...}
   * @return empty when no such file may be served
   */
  static Optional<AssetFile> of(Path workspace, String href) throws IOException {
    String resolved = Href.resolve(workspace, href);
    Optional<Href.Archived> archived;
    Path named;
    try {
      archived = Href.archived(resolved);
      named =
          (archived.isPresent() ? archived.get().archive() : Href.toPath(resolved))
              .toAbsolutePath()
              .normalize();
    } catch (CatalogException | IllegalArgumentException _) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(named)) {
      return Optional.empty();
    }
    Path real = named.toRealPath();
    boolean allowed =
        href.startsWith("./")
            ? named.startsWith(workspace.toAbsolutePath().normalize())
                && roots(workspace).stream().anyMatch(real::startsWith)
            : Files.isRegularFile(named, LinkOption.NOFOLLOW_LINKS);
    if (!allowed) {
      return Optional.empty();
    }
    BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
    Instant modified = attributes.lastModifiedTime().toInstant();
    if (archived.isEmpty()) {
      return Optional.of(new AssetFile(real, Optional.empty(), attributes.size(), modified));
    }
    try (ByteSource entry = Sources.shared().open(resolved)) {
      return Optional.of(new AssetFile(real, Optional.of(resolved), entry.size(), modified));
    } catch (RasterException _) {
      return Optional.empty(); // no such entry, or not an archive any more
    }
  }

  private static List<Path> roots(Path workspace) throws IOException {
    List<Path> roots = new ArrayList<>();
    roots.add(workspace.toRealPath());
    Path scenes = workspace.resolve("scenes");
    if (Files.isDirectory(scenes)) {
      roots.add(scenes.toRealPath());
    }
    return roots;
  }
}
