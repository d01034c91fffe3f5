// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.sunqar.catalog.CatalogException;

/**
 * The folder that scenes are copied into, one folder per scene. A scene's folder appears under its
 * name in one step, complete and on the disk, or not at all: it is filled under a temporary name,
 * every file is forced to the disk, then it is renamed.
 *
 * <p>The temporary folder of an import is {@code .import-x} with a locked file {@code lock} in it.
 * The operating system gives the lock back when the process ends, however it ends; so a temporary
 * folder whose lock can be had is what a killed import left, and is deleted by the next one.
 */
final class CopyArea implements AutoCloseable {

  private static final String PREFIX = ".import-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final Path temporary;
  private final FileChannel channel;

  private CopyArea(Path folder, Path temporary, FileChannel channel) {
    this.folder = folder;
    this.temporary = temporary;
    this.channel = channel;
  }

  static CopyArea open(Path folder) {
    try {
      Files.createDirectories(folder);
      deleteLeftovers(folder);
      Path temporary = Files.createDirectory(folder.resolve(PREFIX + UUID.randomUUID()));
      FileChannel channel =
          FileChannel.open(
              temporary.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw new IOException("the lock of a new folder is taken");
      }
      return new CopyArea(folder, temporary, channel);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /**
   * Copies files into one new folder of the area. When a folder of that name is there it is left as
   * it is, because names hold the content's hash.
   *
   * @param name of the new folder
   * @param files with the place of each in the new folder
   * @return the new folder
   */
  Path copy(String name, Map<Path, String> files) {
    Path target = folder.resolve(name);
    if (Files.isDirectory(target)) {
      return target;
    }
    Path filling = temporary.resolve(name);
    try {
      Files.createDirectory(filling);
      Set<Path> folders = new LinkedHashSet<>(Set.of(filling));
      for (Map.Entry<Path, String> file : files.entrySet()) {
        Path copy = filling.resolve(file.getValue());
        Path into = FileSet.folder(copy);
        Files.createDirectories(into);
        for (; into.startsWith(filling); into = FileSet.folder(into)) {
          folders.add(into);
        }
        Files.copy(file.getKey(), copy);
        force(copy, StandardOpenOption.WRITE);
      }
      for (Path made : folders) {
        force(made, StandardOpenOption.READ);
      }
      rename(filling, target);
      force(folder, StandardOpenOption.READ);
      return target;
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  /** The scene's folder of this area that a file is in. */
  Optional<Path> sceneFolder(Path file) {
    return file.startsWith(folder) && !file.equals(folder)
        ? Optional.of(folder.resolve(folder.relativize(file).getName(0)))
        : Optional.empty();
  }

  /** Deletes a scene's folder, when it is one of this area. */
  void delete(Path sceneFolder) {
    if (sceneFolder.startsWith(folder) && !sceneFolder.equals(folder)) {
      try {
        deleteTree(sceneFolder);
      } catch (IOException e) {
        throw failed(sceneFolder, e);
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      deleteTree(temporary);
    } catch (IOException e) {
      throw failed(temporary, e);
    }
  }

  /** Another import may have copied the same scene in the meantime, which is as good. */
  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(to)) {
        throw e;
      }
      deleteTree(from);
    }
  }

  private static void deleteLeftovers(Path folder) throws IOException {
    List<Path> leftovers;
    try (Stream<Path> entries = Files.list(folder)) {
      leftovers = entries.filter(entry -> FileSet.name(entry).startsWith(PREFIX)).toList();
    }
    for (Path leftover : leftovers) {
      if (isAbandoned(leftover)) {
        deleteTree(leftover);
      }
    }
  }

  private static boolean isAbandoned(Path leftover) throws IOException {
    Path lock = leftover.resolve(LOCK);
    if (!Files.exists(lock)) {
      // between the creation of the folder and of its lock, or of the deletion of both
      return Files.getLastModifiedTime(leftover).toMillis() < System.currentTimeMillis() - 60_000;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      return held != null;
    } catch (OverlappingFileLockException e) {
      // another import of this process
      return false;
    }
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    } catch (IOException e) {
      // a folder cannot be opened on every system; its entries are then as safe as the system makes
      // them
      if (option == StandardOpenOption.WRITE) {
        throw e;
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(root)) {
      entries
          .sorted(Comparator.reverseOrder())
          .forEach(entry -> {
            try {
              Files.deleteIfExists(entry);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static CatalogException failed(Path path, IOException e) {
    return new CatalogException(
        CatalogException.Key.IO, "scenes cannot be copied to " + path + ": " + e, e);
  }
}
