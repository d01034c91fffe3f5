// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.sunqar.raster.RasterException;

/**
 * Finished tiles in a temporary file, until it is known how large all of them are. The file goes
 * with the process, even when that is killed: where a file may lose its name while it is open, it
 * has none. Safe for use by several threads.
 */
final class TileSpool implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;
  private final AtomicLong end = new AtomicLong();

  private TileSpool(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static TileSpool create(Path file) {
    try {
      return new TileSpool(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.DELETE_ON_CLOSE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, file + " cannot be created: " + e.getMessage(), e);
    }
  }

  /** Appends the stored bytes of a tile and returns their position. */
  long append(byte[] tile) {
    long position = end.getAndAdd(tile.length);
    try {
      ByteBuffer buffer = ByteBuffer.wrap(tile);
      while (buffer.hasRemaining()) {
        channel.write(buffer, position + buffer.position());
      }
      return position;
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Fills a buffer from a position on. */
  void read(long position, ByteBuffer target) {
    int start = target.position();
    try {
      while (target.hasRemaining()) {
        if (channel.read(target, position + target.position() - start) < 0) {
          throw new RasterException(
              RasterException.Key.IO, file + " was cut off by another program");
        }
      }
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Deletes the file. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new RasterException(
          RasterException.Key.IO, file + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
