// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import org.sunqar.raster.RasterException;
import org.sunqar.raster.pixel.PixelType;

/**
 * How a file stores one sample, and the type that it is read as: integers of 1 to 32 and of 64
 * bits, floats of 16, 24, 32 and 64 bits, and pairs of them (complex numbers), which are read as
 * their magnitude.
 *
 * <p>Samples of whole bytes lie in the byte order of the file. Others are a stream of bits, the
 * most significant first, and each row of a block starts at a byte (TIFF 6.0, BitsPerSample).
 *
 * @param kind what the bits mean
 * @param bits of a whole sample; a complex number has half of them for each part
 */
record SampleFormat(Kind kind, int bits) {

  /** What the bits of a sample mean. */
  enum Kind {
    UNSIGNED,
    SIGNED,
    FLOAT,
    COMPLEX_INTEGER,
    COMPLEX_FLOAT
  }

  static SampleFormat of(PixelType type) {
    Kind kind = type.isFloat() ? Kind.FLOAT : type.isSigned() ? Kind.SIGNED : Kind.UNSIGNED;
    return new SampleFormat(kind, 8 * type.bytes());
  }

  /**
   * The format that all bands of an image share.
   *
   * @throws RasterException when bands differ, or the format is not read
   */
  static SampleFormat of(TiffDirectory directory) {
    int bits = (int) uniform(directory, TiffTag.BITS_PER_SAMPLE, "bits per sample");
    int format = (int) uniform(directory, TiffTag.SAMPLE_FORMAT, "sample formats");
    boolean integer = (bits >= 1 && bits <= 32) || bits == 64;
    boolean real = bits == 16 || bits == 24 || bits == 32 || bits == 64;
    switch (format) {
      case 1, 4 -> {
        if (integer) {
          return new SampleFormat(Kind.UNSIGNED, bits);
        }
      }
      case 2 -> {
        if (integer) {
          return new SampleFormat(Kind.SIGNED, bits);
        }
      }
      case 3 -> {
        if (real) {
          return new SampleFormat(Kind.FLOAT, bits);
        }
      }
      case 5 -> {
        if (bits == 32 || bits == 64) {
          return new SampleFormat(Kind.COMPLEX_INTEGER, bits);
        }
      }
      case 6 -> {
        if (bits == 64 || bits == 128) {
          return new SampleFormat(Kind.COMPLEX_FLOAT, bits);
        }
      }
      default -> {}
    }
    throw directory.failure(
        RasterException.Key.UNSUPPORTED,
        ("has %d-bit samples in sample format %d; read are integers of 1 to 32 and 64 bits, floats"
                + " of 16, 24, 32 and 64 bits, and complex numbers of 16, 32 and 64-bit parts")
            .formatted(bits, format));
  }

  /** The value that all bands share, cut at 999; 1 where the tag is absent. */
  private static long uniform(TiffDirectory directory, int tag, String name) {
    long[] values = directory.integers(tag, 65535);
    for (long value : values) {
      if (value != values[0]) {
        throw directory.failure(
            RasterException.Key.UNSUPPORTED, "has bands with different " + name);
      }
    }
    return values.length == 0 ? 1 : Math.clamp(values[0], 0, 999);
  }

  /** The type of the samples that are read. */
  PixelType type() {
    return switch (kind) {
      case UNSIGNED ->
          bits <= 8
              ? PixelType.UINT8
              : bits <= 16 ? PixelType.UINT16 : bits <= 32 ? PixelType.UINT32 : PixelType.UINT64;
      case SIGNED ->
          bits <= 8
              ? PixelType.INT8
              : bits <= 16 ? PixelType.INT16 : bits <= 32 ? PixelType.INT32 : PixelType.INT64;
      case FLOAT -> bits <= 32 ? PixelType.FLOAT32 : PixelType.FLOAT64;
      case COMPLEX_INTEGER -> bits == 32 ? PixelType.FLOAT32 : PixelType.FLOAT64;
      case COMPLEX_FLOAT -> bits == 64 ? PixelType.FLOAT32 : PixelType.FLOAT64;
    };
  }

  /** Whether stored samples are those of {@link #type}, but for the byte order. */
  boolean isPlain() {
    return !isComplex() && bits == 8 * type().bytes();
  }

  boolean isComplex() {
    return kind == Kind.COMPLEX_INTEGER || kind == Kind.COMPLEX_FLOAT;
  }

  /** Whether samples are a stream of bits rather than of bytes. */
  boolean isPacked() {
    return bits % 8 != 0;
  }

  /** Bytes of a stored sample; not for packed ones. */
  int bytes() {
    return bits / 8;
  }

  /** Bytes that are reversed together in a file of the other byte order. */
  int wordBytes() {
    return isPacked() ? 1 : isComplex() ? bits / 16 : bits / 8;
  }

  /** GDAL's name of a complex type. */
  String complexName() {
    return (kind == Kind.COMPLEX_INTEGER ? "CInt" : "CFloat") + bits / 2;
  }
}
