// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One directory to be written, little-endian: its fields, and then its bytes at a position. */
final class DirectoryBuilder {

  /** A field of a type with its values as bytes; TIFF wants entries in the order of tags. */
  @SuppressWarnings("ArrayRecordComponent") // made here and only read
  private record Field(int type, long count, byte[] values) {}

  private final Map<Integer, Field> fields = new TreeMap<>();
  private final boolean big;

  DirectoryBuilder(boolean big) {
    this.big = big;
  }

  void shorts(int tag, int... values) {
    byte[] bytes = new byte[2 * values.length];
    ByteBuffer buffer = littleEndian(bytes);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    fields.put(tag, new Field(TiffField.SHORT, values.length, bytes));
  }

  void integer(int tag, int value) {
    byte[] bytes = new byte[4];
    littleEndian(bytes).putInt(value);
    fields.put(tag, new Field(TiffField.LONG, 1, bytes));
  }

  void integers(int tag, int[] values) {
    byte[] bytes = new byte[4 * values.length];
    littleEndian(bytes).asIntBuffer().put(values);
    fields.put(tag, new Field(TiffField.LONG, values.length, bytes));
  }

  /** Positions in the file: of 64 bits in BigTIFF, else of 32. */
  void offsets(int tag, long[] values) {
    byte[] bytes = new byte[(big ? 8 : 4) * values.length];
    ByteBuffer buffer = littleEndian(bytes);
    for (long value : values) {
      if (big) {
        buffer.putLong(value);
      } else {
        buffer.putInt((int) value);
      }
    }
    int type = big ? TiffField.LONG8 : TiffField.LONG;
    fields.put(tag, new Field(type, values.length, bytes));
  }

  void doubles(int tag, double... values) {
    byte[] bytes = new byte[8 * values.length];
    littleEndian(bytes).asDoubleBuffer().put(values);
    fields.put(tag, new Field(TiffField.DOUBLE, values.length, bytes));
  }

  void text(int tag, String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
    fields.put(tag, new Field(TiffField.ASCII, bytes.length, bytes));
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int tableBytes() {
    return big ? 8 + 20 * fields.size() + 8 : 2 + 12 * fields.size() + 4;
  }

  /**
   * Bytes of the directory and of the values behind it; depends on the fields, not their values.
   */
  int size() {
    int size = tableBytes();
    for (Field field : fields.values()) {
      size += isInline(field) ? 0 : padded(field.values.length);
    }
    return padded(size);
  }

  private boolean isInline(Field field) {
    return field.values.length <= (big ? 8 : 4);
  }

  private static int padded(int bytes) {
    return (bytes + 7) & ~7;
  }

  /**
   * The bytes of the directory.
   *
   * @param position of the directory in the file
   * @param next position of the next one; 0 after the last
   */
  byte[] bytes(long position, long next) {
    byte[] bytes = new byte[size()];
    ByteBuffer out = littleEndian(bytes);
    int valuesAt = tableBytes();
    if (big) {
      out.putLong(fields.size());
    } else {
      out.putShort((short) fields.size());
    }
    for (Map.Entry<Integer, Field> entry : fields.entrySet()) {
      Field field = entry.getValue();
      out.putShort(entry.getKey().shortValue()).putShort((short) field.type);
      putPointer(out, field.count);
      int slot = out.position();
      if (isInline(field)) {
        out.put(field.values);
      } else {
        putPointer(out, position + valuesAt);
        out.put(valuesAt, field.values);
        valuesAt += padded(field.values.length);
      }
      out.position(slot + (big ? 8 : 4));
    }
    putPointer(out, next);
    return bytes;
  }

  private void putPointer(ByteBuffer out, long value) {
    if (big) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }
}
