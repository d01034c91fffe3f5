// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.PlaneDirectory;

/**
 * Where things lie in a file of planes: the TIFF's head, a note of what the file is (from byte 16),
 * the TIFF's directory (from byte 256), the records of the chunks, the slots for their planes.
 *
 * @param layout of the planes
 * @param identity what the file is for
 * @param slots for planes, from {@code slotsAt} on
 * @param offsetsAt position of the TIFF's table of tile positions, plane after plane (bytes)
 * @param countsAt position of its table of tile sizes (bytes)
 * @param recordsAt position of the records (bytes)
 * @param slotsAt position of the slots (bytes)
 */
record PlaneFileHead(
    PlaneLayout layout,
    long identity,
    int slots,
    long offsetsAt,
    long countsAt,
    long recordsAt,
    long slotsAt) {

  private static final byte[] MAGIC = "SUNQARST".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int NOTE_AT = PlaneDirectory.HEAD_BYTES;
  private static final int NOTE_BYTES = 80;
  private static final int NOTE_CHECKED = 76;
  private static final int DIRECTORY_AT = 256;

  /** Slots begin where pages of memory and blocks of disks do. */
  private static final int PAGE = 4096;

  static PlaneFileHead of(
      PlaneLayout layout, long identity, int slots, Map<String, String> metadata) {
    PlaneDirectory directory = directory(layout, metadata);
    long records = aligned(DIRECTORY_AT + directory.bytes().length);
    long places = (long) layout.chunks() * ChunkRecord.PLACE_BYTES;
    return new PlaneFileHead(
        layout,
        identity,
        slots,
        directory.offsetPlace(0, 0),
        directory.countPlace(0, 0),
        records,
        aligned(records + places));
  }

  private static PlaneDirectory directory(PlaneLayout layout, Map<String, String> metadata) {
    List<BandInfo> bands =
        layout.planes().stream()
            .map(plane ->
                BandInfo.of(plane.name(), PixelType.FLOAT32, Double.NaN).withUnit(plane.unit()))
            .toList();
    return new PlaneDirectory(
        DIRECTORY_AT,
        layout.grid(),
        layout.chunkWidth(),
        layout.chunkHeight(),
        bands,
        new TreeMap<>(metadata));
  }

  private static long aligned(long position) {
    return Math.ceilDiv(position, (long) PAGE) * PAGE;
  }

  /** Bytes of the file when all slots are in use. */
  long size() {
    return slotAt(slots);
  }

  long slotAt(int slot) {
    return slotsAt + slot * aligned(layout.chunkBytes() + checksumBytes());
  }

  /** Behind the planes of a slot are their checksums. */
  long checksumsAt(int slot) {
    return slotAt(slot) + layout.chunkBytes();
  }

  /** Bytes of the checksums of all planes. */
  int checksumBytes() {
    return layout.planes().size() * Integer.BYTES;
  }

  long recordAt(int chunk) {
    return recordsAt + (long) chunk * ChunkRecord.PLACE_BYTES;
  }

  /** All that is before the slots, of a file in which no chunk is written. */
  byte[] bytes(Map<String, String> metadata) {
    PlaneDirectory directory = directory(layout, metadata);
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(slotsAt));
    out.put(directory.head()).put(note());
    out.put(DIRECTORY_AT, directory.bytes());
    return out.array();
  }

  private byte[] note() {
    ByteBuffer out = ByteBuffer.allocate(NOTE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(VERSION).putInt(slots).putLong(identity);
    out.putInt(layout.chunkWidth()).putInt(layout.chunkHeight());
    out.putInt(layout.chunks()).putInt(layout.planes().size());
    out.putLong(offsetsAt).putLong(countsAt).putLong(recordsAt).putLong(slotsAt);
    CRC32C crc = new CRC32C();
    crc.update(out.array(), 0, NOTE_CHECKED);
    out.putInt(NOTE_CHECKED, (int) crc.getValue());
    return out.array();
  }

  /** What a file says that it is for; 0 for one that ends early. */
  static long identity(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      read(channel, number, NOTE_AT + 16);
      return number.getLong(0);
    }
  }

  /** The head of an open file; empty when it is one of another kind or damaged. */
  static Optional<PlaneFileHead> read(FileChannel channel, PlaneLayout layout, long identity)
      throws IOException {
    ByteBuffer note = ByteBuffer.allocate(NOTE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (!read(channel, note, NOTE_AT)) {
      return Optional.empty();
    }
    PlaneFileHead head =
        new PlaneFileHead(
            layout,
            identity,
            note.getInt(12),
            note.getLong(40),
            note.getLong(48),
            note.getLong(56),
            note.getLong(64));
    return head.slots > 0 && Arrays.equals(note.array(), head.note())
        ? Optional.of(head)
        : Optional.empty();
  }

  /** The tile positions that the TIFF names now: all chunks of a plane, plane after plane. */
  long[] index(FileChannel channel) throws IOException {
    long[] positions = new long[layout.planes().size() * layout.chunks()];
    ByteBuffer bytes =
        ByteBuffer.allocate(positions.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    read(channel, bytes, offsetsAt);
    bytes.clear().asLongBuffer().get(positions);
    return positions;
  }

  /** The position of a plane of a chunk; 0 for none. */
  long planeAt(int slot, int plane) {
    return slot < 0 ? 0 : slotAt(slot) + (long) plane * layout.chunkPixels() * Float.BYTES;
  }

  /** Lets the TIFF find the planes of a chunk in a slot, or nowhere (-1). */
  void pointTo(FileChannel channel, int chunk, int slot) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int tileBytes = layout.chunkPixels() * Float.BYTES;
    for (int plane = 0; plane < layout.planes().size(); plane++) {
      long entry = (long) plane * layout.chunks() + chunk;
      number.clear().putLong(planeAt(slot, plane)).flip();
      write(channel, number, offsetsAt + entry * Long.BYTES);
      number.clear().putInt(slot < 0 ? 0 : tileBytes).flip();
      write(channel, number, countsAt + entry * Integer.BYTES);
    }
  }

  static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
    int start = bytes.position();
    while (bytes.hasRemaining()) {
      channel.write(bytes, position + bytes.position() - start);
    }
  }

  /** False where the file ends before the buffer is full. */
  static boolean read(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
    int start = bytes.position();
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position() - start) < 0) {
        return false;
      }
    }
    return true;
  }
}
