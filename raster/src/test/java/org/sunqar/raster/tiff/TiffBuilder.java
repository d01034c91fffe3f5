// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts a TIFF together tag by tag, for tests of single tags: directories with any values and blocks
 * of given bytes. Blocks come first, then each directory with its values after it.
 */
final class TiffBuilder {

  /** Values of a tag; numbers as integers, fractions and floats as their bits. */
  @SuppressWarnings("ArrayRecordComponent") // made here and only read
  private record Entry(int type, long[] values) {}

  /** The tags of one image. */
  static final class Directory {

    private final Map<Integer, Entry> entries = new TreeMap<>();
    private final List<byte[]> blocks = new ArrayList<>();
    private boolean tiled;

    Directory integers(int tag, long... values) {
      long most = 0;
      for (long value : values) {
        most = Math.max(most, value);
      }
      return put(tag, most < 65536 ? TiffField.SHORT : TiffField.LONG, values);
    }

    Directory put(int tag, int type, long... values) {
      entries.put(tag, new Entry(type, values));
      return this;
    }

    Directory doubles(int tag, double... values) {
      long[] bits = new long[values.length];
      for (int i = 0; i < values.length; i++) {
        bits[i] = Double.doubleToRawLongBits(values[i]);
      }
      return put(tag, TiffField.DOUBLE, bits);
    }

    Directory text(int tag, String text) {
      byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
      long[] values = new long[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        values[i] = bytes[i];
      }
      return put(tag, TiffField.ASCII, values);
    }

    /** Size, bits and compression of an image in one strip or in tiles. */
    Directory image(int width, int height, int bands, int bits, int format) {
      long[] each = new long[bands];
      java.util.Arrays.fill(each, bits);
      long[] formats = new long[bands];
      java.util.Arrays.fill(formats, format);
      return integers(TiffTag.IMAGE_WIDTH, width)
          .integers(TiffTag.IMAGE_LENGTH, height)
          .integers(TiffTag.SAMPLES_PER_PIXEL, bands)
          .integers(TiffTag.BITS_PER_SAMPLE, each)
          .integers(TiffTag.SAMPLE_FORMAT, formats)
          .integers(TiffTag.PHOTOMETRIC, 1)
          .integers(TiffTag.COMPRESSION, Codec.NONE);
    }

    Directory strips(int rows, byte[]... strips) {
      blocks.addAll(List.of(strips));
      return integers(TiffTag.ROWS_PER_STRIP, rows);
    }

    Directory tiles(int size, byte[]... tiles) {
      blocks.addAll(List.of(tiles));
      tiled = true;
      return integers(TiffTag.TILE_WIDTH, size).integers(TiffTag.TILE_LENGTH, size);
    }
  }

  private final ByteOrder order;
  private final boolean big;
  private final List<Directory> directories = new ArrayList<>();

  TiffBuilder(ByteOrder order, boolean big) {
    this.order = order;
    this.big = big;
  }

  Directory directory() {
    Directory directory = new Directory();
    directories.add(directory);
    return directory;
  }

  byte[] build() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[big ? 16 : 8]);
    for (Directory directory : directories) {
      long[] offsets = new long[directory.blocks.size()];
      long[] sizes = new long[offsets.length];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = out.size();
        sizes[i] = directory.blocks.get(i).length;
        out.writeBytes(directory.blocks.get(i));
      }
      directory.integers(directory.tiled ? TiffTag.TILE_OFFSETS : TiffTag.STRIP_OFFSETS, offsets);
      directory.integers(
          directory.tiled ? TiffTag.TILE_BYTE_COUNTS : TiffTag.STRIP_BYTE_COUNTS, sizes);
    }
    long first = out.size();
    for (int i = 0; i < directories.size(); i++) {
      out.writeBytes(table(directories.get(i), out.size(), i == directories.size() - 1));
    }
    ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(order);
    file.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d));
    file.putShort((short) (big ? 43 : 42));
    if (big) {
      file.putShort((short) 8).putShort((short) 0);
    }
    pointer(file, first);
    return file.array();
  }

  private byte[] table(Directory directory, long position, boolean last) {
    int slot = big ? 8 : 4;
    int count = directory.entries.size();
    int size = big ? 8 + 20 * count + 8 : 2 + 12 * count + 4;
    int valuesAt = size;
    for (Entry entry : directory.entries.values()) {
      int bytes = entry.values.length * TiffField.sizeOf(entry.type);
      size += bytes > slot ? bytes : 0;
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(order);
    if (big) {
      out.putLong(count);
    } else {
      out.putShort((short) count);
    }
    for (Map.Entry<Integer, Entry> tag : directory.entries.entrySet()) {
      Entry entry = tag.getValue();
      int bytes = entry.values.length * TiffField.sizeOf(entry.type);
      out.putShort(tag.getKey().shortValue()).putShort((short) entry.type);
      pointer(out, entry.values.length);
      int here = out.position();
      if (bytes > slot) {
        pointer(out, position + valuesAt);
        out.position(valuesAt);
        valuesAt += bytes;
      }
      values(out, entry);
      out.position(here + slot);
    }
    pointer(out, last ? 0 : position + size);
    return out.array();
  }

  private static void values(ByteBuffer out, Entry entry) {
    for (long value : entry.values) {
      switch (TiffField.sizeOf(entry.type)) {
        case 1 -> out.put((byte) value);
        case 2 -> out.putShort((short) value);
        case 4 -> out.putInt((int) value);
        default -> out.putLong(value);
      }
    }
  }

  private void pointer(ByteBuffer out, long value) {
    if (big) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }
}
