// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * Planes in a file that GDAL opens as a tiled BigTIFF, changed chunk by chunk.
 *
 * <p>A chunk is never written over: its new planes go to a slot that is free, and when they are on
 * the disk a record of 64 bytes, with their checksum and the {@link Stamp} of the scenes they have
 * taken, makes them the chunk's. The slot before becomes free when the record is on the disk.
 * Whenever the process or the machine stops, each chunk is as it was or as it was to become, with
 * the stamp that belongs to it. A few spare slots are enough for that, not twice the file: chunks
 * are committed in batches, because each makes the disk wait.
 *
 * <p>One process writes at a time ({@link StateFolder} has the lock); in it several threads may
 * read and write different chunks. GDAL sees a consistent file when no one writes.
 *
 * <p>Not taken: a mapped file, because a full disk then ends the process instead of a write; two
 * fixed slots for each chunk, twice the disk and the page cache for the same guarantee.
 */
public final class PlaneFile implements AutoCloseable {

  /** Bytes that may wait for a commit. */
  private static final long BATCH_BYTES = 128L << 20;

  private static final int LEAST_SPARE = 8;

  private final Path path;
  private final FileChannel channel;
  private final PlaneFileHead head;
  private final @Nullable ChunkRecord[] records;
  private final BitSet free = new BitSet();
  private final Map<Integer, ChunkRecord> pending = new LinkedHashMap<>();
  private int beingWritten;

  private PlaneFile(Path path, FileChannel channel, PlaneFileHead head) {
    this.path = path;
    this.channel = channel;
    this.head = head;
    this.records = new ChunkRecord[head.layout().chunks()];
  }

  /** The largest size that a file for so many chunks will have (bytes). */
  public static long size(PlaneLayout layout, int present) {
    return PlaneFileHead.of(layout, 0, slots(layout, present), Map.of()).size();
  }

  private static int slots(PlaneLayout layout, int present) {
    int spare = Math.max(LEAST_SPARE, (int) (BATCH_BYTES / layout.chunkBytes()));
    return present + Math.min(spare, Math.max(LEAST_SPARE, present));
  }

  /**
   * Makes a file in which no chunk is written yet, in place of one that may be there.
   *
   * @param identity what the file is for; {@link #open} compares it
   * @param present the most chunks that will be written
   * @param metadata items that GDAL shows
   * @throws AnalysisException IO when the disk has not enough room for all chunks
   */
  public static PlaneFile create(
      Path path, PlaneLayout layout, long identity, int present, Map<String, String> metadata) {
    PlaneFileHead head = PlaneFileHead.of(layout, identity, slots(layout, present), metadata);
    requireRoom(path, head.size());
    Path temporary = path.resolveSibling("." + path.getFileName() + ".partial");
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        PlaneFileHead.write(out, ByteBuffer.wrap(head.bytes(metadata)), 0);
        out.force(true);
      }
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(path, e);
    }
    return open(path, layout, identity, true)
        .orElseThrow(() -> new IllegalStateException(path + " is not what was written"));
  }

  private static void requireRoom(Path path, long bytes) {
    try {
      long there = Files.exists(path) ? Files.size(path) : 0;
      long usable = Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace();
      if (bytes > usable + there) {
        throw new AnalysisException(
            AnalysisException.Key.IO,
            path
                + " needs "
                + megabytes(bytes)
                + " MiB, but the disk has only "
                + megabytes(usable)
                + " MiB left: make room, or watch a smaller area");
      }
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  private static long megabytes(long bytes) {
    return Math.ceilDiv(bytes, 1L << 20);
  }

  /**
   * Opens a file.
   *
   * @return empty when there is none, or it is one of another layout, identity or version, or its
   *     head is damaged
   */
  public static Optional<PlaneFile> open(
      Path path, PlaneLayout layout, long identity, boolean writable) {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    FileChannel channel;
    try {
      channel =
          writable
              ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
              : FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    try {
      Optional<PlaneFileHead> head = PlaneFileHead.read(channel, layout, identity);
      if (head.isEmpty()) {
        channel.close();
        return Optional.empty();
      }
      PlaneFile file = new PlaneFile(path, channel, head.get());
      file.readRecords();
      if (writable) {
        file.repairIndex();
      }
      return Optional.of(file);
    } catch (IOException e) {
      closeQuietly(channel);
      throw unreadable(path, e);
    } catch (RuntimeException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  /** Opens whatever file of planes there is, for reading; empty when it is none, or damaged. */
  static Optional<PlaneFile> inspect(Path path) {
    try (GeoTiff tiff = GeoTiff.open(path)) {
      List<PlaneLayout.Plane> planes =
          tiff.bands().stream()
              .map(band -> new PlaneLayout.Plane(band.name(), band.unit()))
              .toList();
      PlaneLayout layout =
          new PlaneLayout(tiff.grid(), tiff.blockWidth(), tiff.blockHeight(), planes);
      return open(path, layout, PlaneFileHead.identity(path), false);
    } catch (RasterException | IllegalArgumentException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try (channel) {
      // the failure before is the one to tell
    } catch (IOException _) {
      // as above
    }
  }

  private void readRecords() throws IOException {
    ByteBuffer places = ByteBuffer.allocate(records.length * ChunkRecord.PLACE_BYTES);
    PlaneFileHead.read(channel, places, head.recordsAt());
    free.set(0, head.slots());
    int[] owner = new int[head.slots()];
    for (int chunk = 0; chunk < records.length; chunk++) {
      int at = chunk * ChunkRecord.PLACE_BYTES;
      Optional<ChunkRecord> newest =
          ChunkRecord.newest(places.slice(at, ChunkRecord.PLACE_BYTES), chunk);
      if (newest.isEmpty() || newest.get().slot() < 0 || newest.get().slot() >= head.slots()) {
        continue;
      }
      int slot = newest.get().slot();
      if (free.get(slot)) {
        free.clear(slot);
        owner[slot] = chunk;
        records[chunk] = newest.get();
      } else {
        settle(slot, owner, chunk, newest.get());
      }
    }
  }

  /** Two records name one slot, which a damaged record can bring about: the checksum decides. */
  private void settle(int slot, int[] owner, int chunk, ChunkRecord record) throws IOException {
    if (checksums(chunk, record).isPresent()) {
      records[owner[slot]] = null;
      owner[slot] = chunk;
      records[chunk] = record;
    }
  }

  /** Lets the TIFF name the slots that the records name: the process may have been killed. */
  private void repairIndex() throws IOException {
    long[] index = head.index(channel);
    for (int chunk = 0; chunk < records.length; chunk++) {
      ChunkRecord record = records[chunk];
      int slot = record == null ? -1 : record.slot();
      boolean named = true;
      for (int plane = 0; plane < head.layout().planes().size(); plane++) {
        named &= index[plane * records.length + chunk] == head.planeAt(slot, plane);
      }
      if (!named) {
        head.pointTo(channel, chunk, slot);
      }
    }
  }

  public PlaneLayout layout() {
    return head.layout();
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** What a chunk has taken; empty for one that was never written or whose record is damaged. */
  public synchronized Optional<Stamp> stamp(int chunk) {
    ChunkRecord waiting = pending.get(chunk);
    ChunkRecord record = waiting != null ? waiting : records[chunk];
    return record == null ? Optional.empty() : Optional.of(record.stamp());
  }

  /**
   * Reads the planes of a chunk.
   *
   * @return false when there are none, or they are not what was written
   */
  public boolean read(int chunk, ChunkBuffer buffer) {
    return read(chunk, buffer, plane -> true);
  }

  /**
   * Reads some planes of a chunk; the others keep what the buffer holds.
   *
   * @return false when there are none, or one is not what was written
   */
  public boolean read(int chunk, ChunkBuffer buffer, IntPredicate wanted) {
    ChunkRecord record;
    synchronized (this) {
      ChunkRecord waiting = pending.get(chunk);
      record = waiting != null ? waiting : records[chunk];
    }
    if (record == null) {
      return false;
    }
    try {
      Optional<ByteBuffer> checksums = checksums(chunk, record);
      if (checksums.isEmpty()) {
        return false;
      }
      for (int plane = 0; plane < head.layout().planes().size(); plane++) {
        if (wanted.test(plane)) {
          ByteBuffer bytes = buffer.empty();
          if (!PlaneFileHead.read(channel, bytes, head.planeAt(record.slot(), plane))
              || checksum(bytes.flip()) != checksums.get().getInt(plane * Integer.BYTES)) {
            return false;
          }
          buffer.load(plane);
        }
      }
      return true;
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** The checksums of the planes of a chunk; empty when they are not what was written. */
  private Optional<ByteBuffer> checksums(int chunk, ChunkRecord record) throws IOException {
    ByteBuffer sums = ByteBuffer.allocate(head.checksumBytes()).order(ByteOrder.LITTLE_ENDIAN);
    return PlaneFileHead.read(channel, sums, head.checksumsAt(record.slot()))
            && checksum(chunk, sums.flip()) == record.checksum()
        ? Optional.of(sums)
        : Optional.empty();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  /** The checksum of a chunk's checksums: of another chunk it is another for the same planes. */
  private static int checksum(int chunk, ByteBuffer sums) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, chunk));
    crc.update(sums.duplicate());
    return (int) crc.getValue();
  }

  /**
   * Writes the planes of a chunk; they become the chunk's with the next {@link #commit}, which
   * comes by itself when many wait.
   *
   * @throws AnalysisException IO when the disk is full or fails; the chunk is as it was
   */
  public void write(int chunk, Stamp stamp, ChunkBuffer buffer) {
    int slot = takeSlot();
    boolean written = false;
    try {
      ByteBuffer sums = ByteBuffer.allocate(head.checksumBytes()).order(ByteOrder.LITTLE_ENDIAN);
      for (int plane = 0; plane < head.layout().planes().size(); plane++) {
        ByteBuffer bytes = buffer.bytes(plane);
        sums.putInt(checksum(bytes));
        PlaneFileHead.write(channel, bytes, head.planeAt(slot, plane));
      }
      PlaneFileHead.write(channel, sums.flip(), head.checksumsAt(slot));
      written = true;
      putDown(chunk, new ChunkRecord(0, slot, checksum(chunk, sums.rewind()), stamp));
    } catch (IOException e) {
      throw unwritable(path, e);
    } finally {
      if (!written) {
        giveBack(slot);
      }
    }
  }

  /**
   * Gives a chunk whose planes stay as they are another stamp, with the next commit.
   *
   * @throws IllegalStateException when the chunk has no planes
   */
  public synchronized void restamp(int chunk, Stamp stamp) {
    ChunkRecord waiting = pending.get(chunk);
    ChunkRecord record = waiting != null ? waiting : records[chunk];
    if (record == null) {
      throw new IllegalStateException("chunk " + chunk + " has no planes");
    }
    pending.put(chunk, new ChunkRecord(0, record.slot(), record.checksum(), stamp));
  }

  private synchronized int takeSlot() {
    try {
      while (free.isEmpty()) {
        if (!pending.isEmpty()) {
          commit();
        } else if (beingWritten > 0) {
          wait();
        } else {
          throw new IllegalStateException("no slot is free and none is being written");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    int slot = free.nextSetBit(0);
    free.clear(slot);
    beingWritten++;
    return slot;
  }

  private synchronized void giveBack(int slot) {
    free.set(slot);
    beingWritten--;
    notifyAll();
  }

  private synchronized void putDown(int chunk, ChunkRecord record) {
    ChunkRecord before = pending.put(chunk, record);
    if (before != null && !isCommitted(chunk, before.slot())) {
      free.set(before.slot());
    }
    beingWritten--;
    notifyAll();
  }

  private boolean isCommitted(int chunk, int slot) {
    ChunkRecord record = records[chunk];
    return record != null && record.slot() == slot;
  }

  /**
   * Makes all that was written last, also when the machine loses its power.
   *
   * @throws AnalysisException IO when the disk fails; each chunk is as it was or as it was to be
   */
  public synchronized void commit() {
    if (pending.isEmpty()) {
      return;
    }
    try {
      channel.force(false);
      Map<Integer, ChunkRecord> made = new LinkedHashMap<>();
      for (Map.Entry<Integer, ChunkRecord> entry : pending.entrySet()) {
        int chunk = entry.getKey();
        ChunkRecord before = records[chunk];
        ChunkRecord waiting = entry.getValue();
        ChunkRecord record =
            new ChunkRecord(
                before == null ? 1 : before.generation() + 1,
                waiting.slot(),
                waiting.checksum(),
                waiting.stamp());
        PlaneFileHead.write(channel, record.bytes(chunk), head.recordAt(chunk) + record.place());
        made.put(chunk, record);
      }
      channel.force(false);
      for (Map.Entry<Integer, ChunkRecord> entry : made.entrySet()) {
        int chunk = entry.getKey();
        int slot = entry.getValue().slot();
        ChunkRecord before = records[chunk];
        records[chunk] = entry.getValue();
        if (before == null || before.slot() != slot) {
          head.pointTo(channel, chunk, slot);
          if (before != null) {
            free.set(before.slot());
          }
        }
      }
      pending.clear();
      notifyAll();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /** Leaves what was not committed behind, as a process that is killed does. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  static AnalysisException unwritable(Path path, IOException e) {
    return new AnalysisException(
        AnalysisException.Key.IO, path + " cannot be written: " + reason(e), e);
  }

  static AnalysisException unreadable(Path path, IOException e) {
    return new AnalysisException(
        AnalysisException.Key.IO, path + " cannot be read: " + reason(e), e);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
