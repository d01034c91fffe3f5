// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.source;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.sunqar.raster.RasterException;

/**
 * Bytes in memory or in a temporary file that nobody else can reach. Only such a file may be
 * mapped: one that another process truncates makes reads fail at a place that has nothing to do
 * with them (see {@link FileSource}).
 */
final class MappedSource implements ByteSource {

  private final String name;
  private final MemorySegment bytes;
  private final Arena arena;

  private MappedSource(String name, MemorySegment bytes, Arena arena) {
    this.name = name;
    this.bytes = bytes;
    this.arena = arena;
  }

  /** The whole of a file, which may be closed and removed afterwards. */
  static MappedSource of(String name, FileChannel file) throws IOException {
    Arena arena = Arena.ofShared();
    try {
      return new MappedSource(
          name, file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena), arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  static MappedSource of(String name, byte[] bytes) {
    return new MappedSource(name, MemorySegment.ofArray(bytes), Arena.ofShared());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.byteSize();
  }

  @Override
  public void read(long position, ByteBuffer target) {
    PartSource.check(name, size(), position, target.remaining());
    int size = target.remaining();
    try {
      MemorySegment.ofBuffer(target).copyFrom(bytes.asSlice(position, size));
    } catch (IllegalStateException e) {
      throw new RasterException(RasterException.Key.IO, name + " is closed", e);
    }
    target.position(target.position() + size);
  }

  @Override
  public synchronized void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
