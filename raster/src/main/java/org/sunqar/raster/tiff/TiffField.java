// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;

/**
 * One entry of a directory: where its values lie. Values are read when they are asked for, so that
 * opening a file costs nothing for its block index.
 *
 * @param source the file
 * @param order byte order of the file
 * @param tag tag number
 * @param type TIFF field type, 1 (BYTE) to 18 (IFD8)
 * @param count number of values; {@code position + count * size} lies inside the source
 * @param position offset of the first value
 */
record TiffField(ByteSource source, ByteOrder order, int tag, int type, long count, long position) {

  static final int BYTE = 1;
  static final int ASCII = 2;
  static final int SHORT = 3;
  static final int LONG = 4;
  static final int RATIONAL = 5;
  static final int SRATIONAL = 10;
  static final int FLOAT = 11;
  static final int DOUBLE = 12;
  static final int LONG8 = 16;

  /** Bytes of one value of a field type; 0 for a type that does not exist. */
  static int sizeOf(int type) {
    return switch (type) {
      case 1, 2, 6, 7 -> 1;
      case 3, 8 -> 2;
      case 4, 9, 11, 13 -> 4;
      case 5, 10, 12, 16, 17, 18 -> 8;
      default -> 0;
    };
  }

  /** The first {@code limit} values or fewer, as they lie in the file. */
  private ByteBuffer load(long first, int values) {
    ByteBuffer buffer = ByteBuffer.allocate(values * sizeOf(type)).order(order);
    source.read(position + first * sizeOf(type), buffer);
    return buffer.flip();
  }

  private int checkedCount(int limit) {
    if (count > limit) {
      throw new RasterException(
          RasterException.Key.TOO_LARGE,
          source.name() + ": tag " + tag + " has " + count + " values, at most " + limit);
    }
    return (int) count;
  }

  /** The first value as an unsigned integer. */
  long integer() {
    return integers(1, true)[0];
  }

  /** All values as integers. */
  long[] integers(int limit) {
    return integers(limit, false);
  }

  private long[] integers(int limit, boolean onlyFirst) {
    if (count == 0) {
      throw corrupt("has no value");
    }
    int values = onlyFirst ? 1 : checkedCount(limit);
    ByteBuffer buffer = load(0, values);
    long[] result = new long[values];
    for (int i = 0; i < values; i++) {
      result[i] =
          switch (type) {
            case 1, 7 -> buffer.get() & 0xff;
            case 6 -> buffer.get();
            case 3 -> buffer.getShort() & 0xffff;
            case 8 -> buffer.getShort();
            case 4, 13 -> buffer.getInt() & 0xffffffffL;
            case 9 -> buffer.getInt();
            case 16, 17, 18 -> buffer.getLong();
            default -> throw corrupt("is not an integer but of field type " + type);
          };
    }
    return result;
  }

  /** All values of a field of floats or fractions; a fraction of nothing is NaN. */
  double[] doubles(int limit) {
    int values = checkedCount(limit);
    if (type != RATIONAL && type != SRATIONAL && type != FLOAT && type != DOUBLE) {
      throw corrupt("is not a floating-point number but of field type " + type);
    }
    ByteBuffer buffer = load(0, values);
    double[] result = new double[values];
    for (int i = 0; i < values; i++) {
      result[i] =
          switch (type) {
            case RATIONAL ->
                (double) (buffer.getInt() & 0xffffffffL) / (buffer.getInt() & 0xffffffffL);
            case SRATIONAL -> (double) buffer.getInt() / buffer.getInt();
            case FLOAT -> buffer.getFloat();
            default -> buffer.getDouble();
          };
    }
    return result;
  }

  /** The text up to the first NUL; UTF-8, which GDAL writes and which contains ASCII. */
  String text(int limit) {
    if (sizeOf(type) != 1) {
      throw corrupt("is not text but of field type " + type);
    }
    byte[] bytes = load(0, checkedCount(limit)).array();
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Bytes as they lie in the file. */
  byte[] bytes(int limit) {
    if (sizeOf(type) != 1) {
      throw corrupt("is not bytes but of field type " + type);
    }
    return load(0, checkedCount(limit)).array();
  }

  private RasterException corrupt(String what) {
    return new RasterException(
        RasterException.Key.CORRUPT, source.name() + ": tag " + tag + " " + what);
  }
}
