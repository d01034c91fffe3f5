// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import org.sunqar.raster.pixel.PixelType;

/** The sample types of LERC. Bytes are little-endian. */
enum LercType {
  INT8(0, 1, PixelType.INT8),
  UINT8(1, 1, PixelType.UINT8),
  INT16(2, 2, PixelType.INT16),
  UINT16(3, 2, PixelType.UINT16),
  INT32(4, 4, PixelType.INT32),
  UINT32(5, 4, PixelType.UINT32),
  FLOAT32(6, 4, PixelType.FLOAT32),
  FLOAT64(7, 8, PixelType.FLOAT64);

  private static final LercType[] ALL = values();

  private final int number;
  private final int bytes;
  private final PixelType pixelType;

  LercType(int number, int bytes, PixelType pixelType) {
    this.number = number;
    this.bytes = bytes;
    this.pixelType = pixelType;
  }

  static LercType of(PixelType type) {
    for (LercType candidate : ALL) {
      if (candidate.pixelType == type) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("LERC has no " + type.stacName());
  }

  static LercType ofNumber(int number) throws BlockException {
    for (LercType candidate : ALL) {
      if (candidate.number == number) {
        return candidate;
      }
    }
    throw new BlockException("its LERC data are of type " + number + ", which does not exist");
  }

  /** The number of the type in a blob. */
  int number() {
    return number;
  }

  int bytes() {
    return bytes;
  }

  PixelType pixelType() {
    return pixelType;
  }

  boolean isFloat() {
    return pixelType.isFloat();
  }

  /**
   * The type in which a tile's offset is stored: a smaller one where it fits.
   *
   * @param code two bits of the tile's header, 0 for this type
   */
  LercType reduced(int code) throws BlockException {
    return ofNumber(
        switch (this) {
          case INT8, UINT8 -> number;
          case INT16, INT32 -> number - code;
          case UINT16, UINT32 -> number - 2 * code;
          case FLOAT32 -> code == 0 ? number : code == 1 ? 2 : 1;
          case FLOAT64 -> code == 0 ? number : number - 2 * code + 1;
        });
  }

  /** The largest code whose type holds a value of this type exactly. */
  int reduction(double value) {
    try {
      for (int code = 3; code > 0; code--) {
        boolean exists = code <= reductions();
        if (exists && reduced(code).holds(value)) {
          return code;
        }
      }
    } catch (BlockException e) {
      throw new IllegalStateException(e);
    }
    return 0;
  }

  private int reductions() {
    return switch (this) {
      case INT8, UINT8 -> 0;
      case UINT16 -> 1;
      case INT16, UINT32, FLOAT32 -> 2;
      case INT32, FLOAT64 -> 3;
    };
  }

  private boolean holds(double value) {
    return switch (this) {
      case INT8 -> value == (byte) value;
      case UINT8 -> value == ((int) value & 0xff);
      case INT16 -> value == (short) value;
      case UINT16 -> value == ((int) value & 0xffff);
      case INT32 -> value == (int) value;
      case UINT32 -> value == ((long) value & 0xffffffffL);
      case FLOAT32 -> value == (float) value;
      case FLOAT64 -> true;
    };
  }

  double get(byte[] data, int at) {
    return switch (this) {
      case INT8 -> data[at];
      case UINT8 -> data[at] & 0xff;
      case INT16 -> (short) ByteViews.SHORT.get(data, at);
      case UINT16 -> (short) ByteViews.SHORT.get(data, at) & 0xffff;
      case INT32 -> (int) ByteViews.INT.get(data, at);
      case UINT32 -> (int) ByteViews.INT.get(data, at) & 0xffffffffL;
      case FLOAT32 -> Float.intBitsToFloat((int) ByteViews.INT.get(data, at));
      case FLOAT64 -> Double.longBitsToDouble((long) ByteViews.LONG.get(data, at));
    };
  }

  /** Stores a value cut to the type; integers keep their low bits, as in C. */
  void set(byte[] data, int at, double value) {
    switch (this) {
      case INT8, UINT8 -> data[at] = (byte) (long) value;
      case INT16, UINT16 -> ByteViews.SHORT.set(data, at, (short) (long) value);
      case INT32, UINT32 -> ByteViews.INT.set(data, at, (int) (long) value);
      case FLOAT32 -> ByteViews.INT.set(data, at, Float.floatToRawIntBits((float) value));
      case FLOAT64 -> ByteViews.LONG.set(data, at, Double.doubleToRawLongBits(value));
    }
  }
}
