// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.source.ByteSource;

/**
 * One image file directory: the fields of one image (full resolution, overview or mask).
 *
 * @param source the file
 * @param order byte order of the file
 * @param fields the fields that the reader uses, by tag
 */
record TiffDirectory(ByteSource source, ByteOrder order, Map<Integer, TiffField> fields) {

  Optional<TiffField> field(int tag) {
    return Optional.ofNullable(fields.get(tag));
  }

  long integer(int tag, long defaultValue) {
    return field(tag).map(TiffField::integer).orElse(defaultValue);
  }

  /** The values of a short list of integers; empty when the tag is absent. */
  long[] integers(int tag, int limit) {
    return field(tag).map(f -> f.integers(limit)).orElse(new long[0]);
  }

  double[] doubles(int tag, int limit) {
    return field(tag).map(f -> f.doubles(limit)).orElse(new double[0]);
  }

  Optional<String> text(int tag, int limit) {
    return field(tag).map(f -> f.text(limit));
  }

  /** The bytes of a field of bytes; empty when the tag is absent. */
  byte[] bytes(int tag, int limit) {
    return field(tag).map(f -> f.bytes(limit)).orElse(new byte[0]);
  }

  /** An image dimension or a block size: 1 to 2^31 - 1. */
  int dimension(int tag, String name) {
    long value =
        field(tag)
            .orElseThrow(() -> failure(RasterException.Key.CORRUPT, "does not say its " + name))
            .integer();
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw failure(
          RasterException.Key.CORRUPT, "says its " + name + " is " + Long.toUnsignedString(value));
    }
    return (int) value;
  }

  boolean isReducedResolution() {
    return (integer(TiffTag.NEW_SUBFILE_TYPE, 0) & 1) != 0;
  }

  boolean isMask() {
    return (integer(TiffTag.NEW_SUBFILE_TYPE, 0) & 4) != 0;
  }

  RasterException failure(RasterException.Key key, String what) {
    return new RasterException(key, source.name() + " " + what);
  }
}
