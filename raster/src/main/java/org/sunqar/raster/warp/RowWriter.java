// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/**
 * Stores computed values as samples of a type: rounded to nearest with halves up, clamped to its
 * range, and moved off the no-data value: a value that would become it by accident becomes the next
 * lower one, or the next higher where there is no lower, as with gdalwarp. NaN leaves the sample as
 * it is.
 */
final class RowWriter {

  private final PixelBlock block;
  private final boolean hasNoData;
  private final double noData;
  private final double moved;

  RowWriter(PixelBlock block, OptionalDouble noData) {
    this.block = block;
    this.hasNoData = noData.isPresent() && !Double.isNaN(noData.getAsDouble());
    this.noData = noData.orElse(Double.NaN);
    this.moved = hasNoData ? besides(this.noData, block.type()) : Double.NaN;
  }

  private static double besides(double noData, PixelType type) {
    if (type == PixelType.FLOAT32) {
      float narrow = (float) noData;
      return narrow == -Float.MAX_VALUE ? Math.nextUp(narrow) : Math.nextDown(narrow);
    }
    if (type == PixelType.FLOAT64) {
      return noData == -Double.MAX_VALUE ? Math.nextUp(noData) : Math.nextDown(noData);
    }
    double lowest = type.isSigned() ? -Math.pow(2, 8 * type.bytes() - 1) : 0;
    return noData == lowest ? noData + 1 : noData - 1;
  }

  /** Stores the first {@code count} values from an index of the block on. */
  void write(double[] values, int count, int index) {
    switch (block) {
      case PixelBlock.Bytes b when !b.type().isSigned() -> bytes(values, count, b.values(), index);
      case PixelBlock.Shorts b when b.type().isSigned() -> shorts(values, count, b.values(), index);
      case PixelBlock.Shorts b -> unsignedShorts(values, count, b.values(), index);
      case PixelBlock.Floats b -> floats(values, count, b.values(), index);
      default -> any(values, count, index);
    }
    moveOff(values, count, index);
  }

  /** Moves samples that have a value but look as if they had none. */
  void moveOff(double[] values, int count, int index) {
    if (!hasNoData) {
      return;
    }
    if (block instanceof PixelBlock.Shorts shorts) {
      moveOff(values, count, shorts.values(), index);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (block.get(index + i) == noData && !Double.isNaN(values[i])) {
        block.set(index + i, moved);
      }
    }
  }

  /** The same with samples of 16 bits, which most scenes have. */
  private void moveOff(double[] values, int count, short[] to, int index) {
    short without = (short) (int) noData;
    short other = (short) (int) moved;
    for (int i = 0; i < count; i++) {
      if (to[index + i] == without && !Double.isNaN(values[i])) {
        to[index + i] = other;
      }
    }
  }

  private static void bytes(double[] values, int count, byte[] to, int index) {
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if (!Double.isNaN(value)) {
        to[index + i] = (byte) Math.max(0, Math.min(255, (int) (value + 0.5)));
      }
    }
  }

  private static void unsignedShorts(double[] values, int count, short[] to, int index) {
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if (!Double.isNaN(value)) {
        to[index + i] = (short) Math.max(0, Math.min(65535, (int) (value + 0.5)));
      }
    }
  }

  private static void shorts(double[] values, int count, short[] to, int index) {
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if (!Double.isNaN(value)) { // shifted into the positive, where a cast rounds down
        to[index + i] = (short) (Math.max(0, Math.min(65535, (int) (value + 32768.5))) - 32768);
      }
    }
  }

  private static void floats(double[] values, int count, float[] to, int index) {
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if (!Double.isNaN(value)) {
        to[index + i] = (float) value;
      }
    }
  }

  private void any(double[] values, int count, int index) {
    for (int i = 0; i < count; i++) {
      if (!Double.isNaN(values[i])) {
        block.set(index + i, values[i]);
      }
    }
  }
}
