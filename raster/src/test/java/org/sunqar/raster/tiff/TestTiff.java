// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.sunqar.raster.pixel.PixelBlock;

/**
 * A plain TIFF writer for tests, apart from the one under test: every layout that the reader takes,
 * without a thought for speed. Predictor 1.
 *
 * @param order byte order
 * @param big BigTIFF
 * @param tiled tiles, else strips
 * @param planar one plane per band, else pixel by pixel
 * @param compression NONE, PACKBITS, LZW or DEFLATE of {@link Codec}
 * @param blockWidth columns of a tile; ignored for strips
 * @param blockHeight rows of a tile or strip
 */
record TestTiff(
    ByteOrder order,
    boolean big,
    boolean tiled,
    boolean planar,
    int compression,
    int blockWidth,
    int blockHeight) {

  @SuppressWarnings("ArrayRecordComponent") // made here and only read
  private record Entry(int tag, int type, long[] values) {}

  byte[] write(List<PixelBlock> bands, Map<Integer, String> texts) {
    PixelBlock first = bands.getFirst();
    List<byte[]> blocks = new ArrayList<>();
    for (int plane = 0; plane < (planar ? bands.size() : 1); plane++) {
      List<PixelBlock> inBlock = planar ? List.of(bands.get(plane)) : bands;
      int step = tiled ? blockWidth : first.width();
      for (int row = 0; row < first.height(); row += blockHeight) {
        for (int col = 0; col < first.width(); col += step) {
          blocks.add(compress(samples(inBlock, col, row, step)));
        }
      }
    }
    long at = big ? 16 : 8;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    long[] offsets = new long[blocks.size()];
    long[] sizes = new long[blocks.size()];
    for (int i = 0; i < blocks.size(); i++) {
      offsets[i] = at + data.size();
      sizes[i] = blocks.get(i).length;
      data.writeBytes(blocks.get(i));
      if (data.size() % 2 == 1) {
        data.write(0);
      }
    }
    byte[] directory =
        directory(entries(first, bands.size(), offsets, sizes, texts), at + data.size());
    ByteBuffer file = ByteBuffer.allocate((int) at + data.size() + directory.length).order(order);
    file.putShort((short) (order == ByteOrder.LITTLE_ENDIAN ? 0x4949 : 0x4d4d));
    file.putShort((short) (big ? 43 : 42));
    if (big) {
      file.putShort((short) 8).putShort((short) 0).putLong(at + data.size());
    } else {
      file.putInt((int) at + data.size());
    }
    return file.put(data.toByteArray()).put(directory).array();
  }

  private byte[] samples(List<PixelBlock> bands, int left, int top, int width) {
    PixelBlock first = bands.getFirst();
    int rows = tiled ? blockHeight : Math.min(blockHeight, first.height() - top);
    ByteBuffer out =
        ByteBuffer.allocate(rows * width * bands.size() * first.type().bytes()).order(order);
    for (int y = top; y < top + rows; y++) {
      for (int x = left; x < left + width; x++) {
        for (PixelBlock band : bands) {
          boolean inside = x < first.width() && y < first.height();
          put(out, band, inside ? y * first.width() + x : 0);
        }
      }
    }
    return out.array();
  }

  private static void put(ByteBuffer out, PixelBlock block, int index) {
    switch (block) {
      case PixelBlock.Bytes b -> out.put(b.values()[index]);
      case PixelBlock.Shorts b -> out.putShort(b.values()[index]);
      case PixelBlock.Ints b -> out.putInt(b.values()[index]);
      case PixelBlock.Longs b -> out.putLong(b.values()[index]);
      case PixelBlock.Floats b -> out.putFloat(b.values()[index]);
      case PixelBlock.Doubles b -> out.putDouble(b.values()[index]);
    }
  }

  private byte[] compress(byte[] raw) {
    return switch (compression) {
      case Codec.NONE -> raw;
      case Codec.PACKBITS -> packBits(raw);
      case Codec.LZW -> lzw(raw);
      default -> deflate(raw);
    };
  }

  static byte[] deflate(byte[] raw) {
    Deflater deflater = new Deflater();
    deflater.setInput(raw);
    deflater.finish();
    byte[] out = new byte[raw.length * 2 + 100];
    int length = deflater.deflate(out);
    deflater.end();
    return java.util.Arrays.copyOf(out, length);
  }

  static byte[] packBits(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < raw.length) {
      int run = 1;
      while (run < 128 && at + run < raw.length && raw[at + run] == raw[at]) {
        run++;
      }
      if (run > 1) {
        out.write(1 - run);
        out.write(raw[at]);
      } else {
        out.write(0);
        out.write(raw[at]);
      }
      at += run;
    }
    return out.toByteArray();
  }

  /** LZW by a table of strings, as TIFF 6.0 describes the encoder. */
  static byte[] lzw(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long[] bits = {0, 0}; // pending bits, how many
    Map<String, Integer> table = new TreeMap<>();
    int next = 258;
    int width = 9;
    emit(out, bits, 256, width);
    String string = "";
    for (byte value : raw) {
      String longer = string + (char) (value & 0xff);
      if (longer.length() == 1 || table.containsKey(longer)) {
        string = longer;
        continue;
      }
      emit(out, bits, code(table, string), width);
      table.put(longer, next++);
      width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
      string = longer.substring(longer.length() - 1);
      if (next == 4095) {
        emit(out, bits, 256, width);
        table.clear();
        next = 258;
        width = 9;
      }
    }
    if (!string.isEmpty()) {
      emit(out, bits, code(table, string), width);
      next++;
      width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
    }
    emit(out, bits, 257, width);
    emit(out, bits, 0, 7); // to the end of the byte
    return out.toByteArray();
  }

  private static int code(Map<String, Integer> table, String string) {
    return string.length() == 1 ? string.charAt(0) : table.getOrDefault(string, -1);
  }

  private static void emit(ByteArrayOutputStream out, long[] bits, int code, int width) {
    bits[0] = (bits[0] << width) | code;
    bits[1] += width;
    while (bits[1] >= 8) {
      bits[1] -= 8;
      out.write((int) (bits[0] >>> bits[1]));
      bits[0] &= (1L << bits[1]) - 1;
    }
  }

  private List<Entry> entries(
      PixelBlock first, int bands, long[] offsets, long[] sizes, Map<Integer, String> texts) {
    int format = first.type().isFloat() ? 3 : first.type().isSigned() ? 2 : 1;
    int offsetType = big ? TiffField.LONG8 : TiffField.LONG;
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(TiffTag.IMAGE_WIDTH, 4, new long[] {first.width()}));
    entries.add(new Entry(TiffTag.IMAGE_LENGTH, 4, new long[] {first.height()}));
    entries.add(new Entry(TiffTag.BITS_PER_SAMPLE, 3, repeated(8L * first.type().bytes(), bands)));
    entries.add(new Entry(TiffTag.COMPRESSION, 3, new long[] {compression}));
    entries.add(new Entry(TiffTag.PHOTOMETRIC, 3, new long[] {1}));
    entries.add(new Entry(TiffTag.SAMPLES_PER_PIXEL, 3, new long[] {bands}));
    entries.add(new Entry(TiffTag.PLANAR_CONFIGURATION, 3, new long[] {planar ? 2 : 1}));
    entries.add(new Entry(TiffTag.SAMPLE_FORMAT, 3, repeated(format, bands)));
    if (tiled) {
      entries.add(new Entry(TiffTag.TILE_WIDTH, 3, new long[] {blockWidth}));
      entries.add(new Entry(TiffTag.TILE_LENGTH, 3, new long[] {blockHeight}));
      entries.add(new Entry(TiffTag.TILE_OFFSETS, offsetType, offsets));
      entries.add(new Entry(TiffTag.TILE_BYTE_COUNTS, 4, sizes));
    } else {
      entries.add(new Entry(TiffTag.ROWS_PER_STRIP, 3, new long[] {blockHeight}));
      entries.add(new Entry(TiffTag.STRIP_OFFSETS, offsetType, offsets));
      entries.add(new Entry(TiffTag.STRIP_BYTE_COUNTS, 4, sizes));
    }
    texts.forEach((tag, text) ->
        entries.add(
            new Entry(tag, TiffField.ASCII, (text + '\0').chars().asLongStream().toArray())));
    entries.sort((a, b) -> Integer.compare(a.tag, b.tag));
    return entries;
  }

  private static long[] repeated(long value, int count) {
    long[] values = new long[count];
    java.util.Arrays.fill(values, value);
    return values;
  }

  private byte[] directory(List<Entry> entries, long position) {
    int slot = big ? 8 : 4;
    int table = big ? 8 + 20 * entries.size() + 8 : 2 + 12 * entries.size() + 4;
    int values = 0;
    for (Entry entry : entries) {
      values += entry.values.length * TiffField.sizeOf(entry.type) + 8;
    }
    ByteBuffer out = ByteBuffer.allocate(table + values).order(order);
    long valuesAt = table;
    if (big) {
      out.putLong(entries.size());
    } else {
      out.putShort((short) entries.size());
    }
    for (Entry entry : entries) {
      int bytes = entry.values.length * TiffField.sizeOf(entry.type);
      out.putShort((short) entry.tag).putShort((short) entry.type);
      pointer(out, entry.values.length);
      int here = out.position();
      if (bytes > slot) {
        pointer(out, position + valuesAt);
        out.position((int) valuesAt);
        valuesAt += bytes + bytes % 2;
      }
      for (long value : entry.values) {
        switch (TiffField.sizeOf(entry.type)) {
          case 1 -> out.put((byte) value);
          case 2 -> out.putShort((short) value);
          case 4 -> out.putInt((int) value);
          default -> out.putLong(value);
        }
      }
      out.position(here + slot);
    }
    pointer(out, 0);
    return out.array();
  }

  private void pointer(ByteBuffer out, long value) {
    if (big) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }
}
