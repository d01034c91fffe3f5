// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.RasterException;

/**
 * A file, read at positions.
 *
 * <p>Not memory-mapped. Where another process truncates a mapped file, the JDK does not crash (25)
 * but throws InternalError at some later point of the thread, mostly outside of any handler around
 * the copy, and the copy itself seems to succeed. A read at a position fails where it is made.
 * Mapped it would take half of the CPU time for pages that were touched before and 0.85 of it for
 * others, which is 20 and 5 microseconds of the millisecond that a block of 200 kB takes to decode.
 *
 * <p>The JDK closes a channel when a thread that reads from it is interrupted. That thread gets an
 * exception; for the others the file is opened again, as long as it is still the same file.
 */
public final class FileSource implements ByteSource {

  private final Path file;
  private final String name;
  private final long size;
  private final @Nullable Object fileKey;
  private volatile FileChannel channel;
  private volatile boolean closed;

  private FileSource(Path file, FileChannel channel, long size, @Nullable Object fileKey) {
    this.file = file;
    this.name = file.toString();
    this.channel = channel;
    this.size = size;
    this.fileKey = fileKey;
  }

  /**
   * Opens a regular file.
   *
   * @throws RasterException with key NOT_FOUND when it is missing, DENIED when it may not be read,
   *     IO when it is a folder or broken
   */
  public static FileSource open(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new RasterException(RasterException.Key.IO, file + " is not a file");
      }
      FileChannel channel = FileChannel.open(file);
      return new FileSource(file, channel, channel.size(), attributes.fileKey());
    } catch (NoSuchFileException e) {
      throw new RasterException(RasterException.Key.NOT_FOUND, file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new RasterException(
          RasterException.Key.DENIED, file + " may not be read by this user", e);
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, file + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Path> localFile() {
    return Optional.of(file);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, ByteBuffer target) {
    if (position < 0) {
      throw new IllegalArgumentException("position is negative: " + position);
    }
    int start = target.position();
    while (true) {
      FileChannel current = channel;
      try {
        fill(current, position, target);
        return;
      } catch (ClosedByInterruptException e) {
        throw new RasterException(
            RasterException.Key.IO, name + " was not read: the thread was interrupted", e);
      } catch (ClosedChannelException e) {
        reopen(current, e);
        target.position(start);
      } catch (IOException e) {
        throw new RasterException(
            RasterException.Key.IO, name + " cannot be read: " + e.getMessage(), e);
      }
    }
  }

  private void fill(FileChannel current, long position, ByteBuffer target) throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int read = current.read(target, at);
      if (read < 0) {
        throw new RasterException(
            RasterException.Key.TRUNCATED,
            name + " ends at byte " + at + ", " + target.remaining() + " bytes before its content");
      }
      at += read;
    }
  }

  private synchronized void reopen(FileChannel broken, ClosedChannelException cause) {
    if (closed) {
      throw new RasterException(RasterException.Key.IO, name + " is closed", cause);
    }
    if (!channel.equals(broken)) {
      return;
    }
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (now.size() != size || !Objects.equals(now.fileKey(), fileKey)) {
        throw new RasterException(
            RasterException.Key.IO, name + " was replaced while it was read", cause);
      }
      channel = FileChannel.open(file);
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, name + " cannot be opened again: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, name + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
