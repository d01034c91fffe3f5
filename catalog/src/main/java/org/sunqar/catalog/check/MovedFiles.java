// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.check;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;
import org.sunqar.raster.source.FileSource;

/**
 * Finds files of the workspace by their content: those of the size asked for are read. The sizes
 * are looked up once, when the first file is asked for.
 */
final class MovedFiles {

  private final Path workspace;
  private Optional<Map<Long, List<Path>>> bySize = Optional.empty();

  MovedFiles(Path workspace) {
    this.workspace = workspace;
  }

  /** A file of this size and checksum. */
  Optional<Path> find(long size, String checksum) {
    if (bySize.isEmpty()) {
      bySize = Optional.of(scan());
    }
    for (Path file : bySize.get().getOrDefault(size, List.of())) {
      try (ByteSource source = FileSource.open(file)) {
        if (Checksums.matches(source, checksum).orElse(false)) {
          return Optional.of(file);
        }
      } catch (RasterException e) {
        // went away or cannot be read: not the one
      }
    }
    return Optional.empty();
  }

  private Map<Long, List<Path>> scan() {
    Map<Long, List<Path>> found = new HashMap<>();
    try {
      Files.walkFileTree(
          workspace,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                found.computeIfAbsent(attributes.size(), k -> new ArrayList<>()).add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot read " + workspace + ": " + e, e);
    }
    return found;
  }
}
