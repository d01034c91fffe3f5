// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.asset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Href;

/**
 * A file that may be served: one that a stored item names. An address in the workspace leads to a
 * file in the workspace, or in what its folder {@code scenes} is a link to; one outside, which only
 * the local operator can have put into the catalogue, leads to exactly that file, not to where a
 * link of that name points.
 *
 * @param path where it is, without links
 * @param size bytes
 * @param modified when it was written last
 */
record AssetFile(Path path, long size, Instant modified) {

  /**
   * Finds the file of an address.
   *
   * @param href {@code ./...} in the workspace, or {@code file:...}
   * @return empty when no such file may be served
   */
  static Optional<AssetFile> of(Path workspace, String href) throws IOException {
    Path named;
    try {
      named = Href.toPath(Href.resolve(workspace, href)).toAbsolutePath().normalize();
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
    return Optional.of(
        new AssetFile(real, attributes.size(), attributes.lastModifiedTime().toInstant()));
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
