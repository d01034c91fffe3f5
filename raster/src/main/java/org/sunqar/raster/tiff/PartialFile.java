// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sunqar.raster.RasterException;

/**
 * A file under a temporary name beside its target, until it is complete: {@code
 * .TARGET.NUMBER.partial}. It is locked as long as it is being written, so that the next one for
 * the same target can tell those of processes that were killed, and deletes them. Safe for use by
 * several threads.
 */
final class PartialFile implements AutoCloseable {

  private static final String SUFFIX = ".partial";

  /** Characters of the number. */
  private static final int UUID_LENGTH = 36;

  /** Those of this process, whose locks would end if it looked at them (POSIX). */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path target;
  private final Path file;
  private final FileChannel channel;

  private PartialFile(Path target, Path file, FileChannel channel) {
    this.target = target;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Begins a file.
   *
   * @param target replaced by {@link #publish}
   * @throws RasterException with key IO, as all methods do when the disk is full or fails
   */
  static PartialFile create(Path target) {
    try {
      return createUnder(target);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static RasterException unwritable(Path target, IOException cause) {
    return new RasterException(
        RasterException.Key.IO, target + " cannot be written: " + cause.getMessage(), cause);
  }

  private static PartialFile createUnder(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    String start = "." + absolute.getFileName() + ".";
    deleteAbandoned(absolute.resolveSibling(""), start);
    while (true) {
      Path file = absolute.resolveSibling(start + UUID.randomUUID() + SUFFIX);
      PartialFile partial = new PartialFile(absolute, file, open(file));
      if (partial.lock() && Files.exists(file)) {
        return partial;
      }
      partial.close(); // another process took it for abandoned before it was locked
    }
  }

  private static FileChannel open(Path file) throws IOException {
    OWN.add(file);
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      OWN.remove(file);
      throw e;
    }
  }

  /** False when another process holds the lock; true too where the system knows no locks. */
  private boolean lock() {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      return true; // then others cannot lock it either, and leave it alone
    }
  }

  /** Deletes what processes that were killed left of the same target. */
  private static void deleteAbandoned(Path folder, String start) throws IOException {
    DirectoryStream.Filter<Path> isPartial =
        path -> {
          String name = String.valueOf(path.getFileName());
          return name.startsWith(start)
              && name.endsWith(SUFFIX)
              && name.length() == start.length() + UUID_LENGTH + SUFFIX.length();
        };
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, isPartial)) {
      for (Path file : files) {
        if (!OWN.contains(file)) {
          deleteUnlessLocked(file);
        }
      }
    }
  }

  private static void deleteUnlessLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // gone, not ours, or on a system without locks: it does not hinder
    }
  }

  /** Writes all bytes at a position. */
  void write(ByteBuffer bytes, long position) {
    try {
      int start = bytes.position();
      while (bytes.hasRemaining()) {
        channel.write(bytes, position + bytes.position() - start);
      }
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Makes the bytes durable. */
  void force() {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Gives the file its name. */
  void publish() {
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder();
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  /** Makes the new name durable, where the system lets a folder be opened. */
  private void syncFolder() {
    try (FileChannel folder =
        FileChannel.open(target.resolveSibling(""), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException e) {
      // not on Windows; the name then becomes durable when the system gets to it
    }
  }

  /** Deletes it unless it was published. */
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, file + " cannot be deleted: " + e.getMessage(), e);
    } finally {
      OWN.remove(file);
    }
  }
}
