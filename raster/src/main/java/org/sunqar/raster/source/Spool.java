// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.sunqar.raster.RasterException;

/**
 * Takes bytes that are unpacked, to be read at any position afterwards: in memory while they are
 * few, then in a temporary file. The file has no name any more as soon as it is open, so that
 * nothing is left whatever happens to the program.
 */
final class Spool implements AutoCloseable {

  private final String name;
  private final SourceOptions.Spooling limits;
  private final long most;
  private ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long size;

  /**
   * @param most bytes that are taken
   */
  Spool(String name, SourceOptions.Spooling limits, long most) {
    this.name = name;
    this.limits = limits;
    this.most = Math.min(most, limits.disk());
  }

  void write(byte[] bytes, int length) {
    size += length;
    if (size > most) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          name + " is larger unpacked than the " + most + " expected");
    }
    try {
      FileChannel channel = file;
      if (channel == null && size <= limits.memory()) {
        memory.write(bytes, 0, length);
        return;
      }
      if (channel == null) {
        channel = temporary();
        file = channel;
        write(channel, memory.toByteArray(), memory.size());
        memory = new ByteArrayOutputStream(0);
      }
      write(channel, bytes, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static FileChannel temporary() throws IOException {
    Path path = Files.createTempFile("sunqar", ".spool");
    return FileChannel.open(
        path,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE); // on Unix removed at once
  }

  private static void write(FileChannel channel, byte[] bytes, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  long size() {
    return size;
  }

  /** All that was written. */
  ByteSource finish() {
    FileChannel channel = file;
    if (channel == null) {
      return MappedSource.of(name, memory.toByteArray());
    }
    try {
      return MappedSource.of(name, channel);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private RasterException failure(IOException e) {
    return new RasterException(
        RasterException.Key.IO,
        name + " cannot be unpacked to a temporary file: " + e.getMessage(),
        e);
  }

  @Override
  public void close() {
    FileChannel channel = file;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }
}
