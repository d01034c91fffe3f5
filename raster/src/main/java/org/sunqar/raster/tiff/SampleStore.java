// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;

/** Puts computed doubles into samples: rounded, clamped, and never the no-data value by chance. */
final class SampleStore {

  private final PixelType type;
  private final OptionalDouble noData;
  private final double missing;

  /**
   * @param masked whether a mask says where there are values, so that those elsewhere do not matter
   */
  SampleStore(PixelType type, OptionalDouble noData, boolean masked) {
    this.type = type;
    this.noData = noData;
    this.missing = noData.orElse(masked || !type.isFloat() ? 0 : Double.NaN);
  }

  /** Copies samples of a block to doubles at the same index. */
  static void get(PixelBlock block, int from, double[] to, int count) {
    int end = from + count;
    switch (block) {
      case PixelBlock.Bytes b -> {
        for (int i = from; i < end; i++) {
          to[i] = b.get(i);
        }
      }
      case PixelBlock.Shorts b -> {
        for (int i = from; i < end; i++) {
          to[i] = b.get(i);
        }
      }
      case PixelBlock.Ints b -> {
        for (int i = from; i < end; i++) {
          to[i] = b.get(i);
        }
      }
      case PixelBlock.Longs b -> {
        for (int i = from; i < end; i++) {
          to[i] = b.get(i);
        }
      }
      case PixelBlock.Floats b -> {
        for (int i = from; i < end; i++) {
          to[i] = b.get(i);
        }
      }
      case PixelBlock.Doubles b -> System.arraycopy(b.values(), from, to, from, count);
    }
  }

  /** Means that are stored as the no-data value take the first value they were made of instead. */
  void keepMeansApart(double[] means, double[] values, int stride, int width) {
    for (int i = 0; i < means.length; i++) {
      if (!type.isFloat()) {
        means[i] = Math.rint(means[i]);
      }
      if (noData.isPresent() && stored(means[i]) == noData.getAsDouble()) {
        means[i] = HalvingKernel.first(values, i / width * 2 * stride + i % width * 2, stride);
      }
    }
  }

  private double stored(double value) {
    return switch (type) {
      case FLOAT64 -> value;
      case FLOAT32 -> (float) value;
      default -> Math.rint(value);
    };
  }

  /** Stores values; NaN as the missing value. */
  void put(double[] from, int at, PixelBlock block, int to, int count) {
    for (int i = at; i < at + count; i++) {
      if (Double.isNaN(from[i])) {
        from[i] = missing;
      } else if (noData.isPresent()) {
        from[i] = apart(from[i]);
      }
    }
    switch (block) {
      case PixelBlock.Bytes b -> {
        for (int i = 0; i < count; i++) {
          b.set(to + i, from[at + i]);
        }
      }
      case PixelBlock.Shorts b -> {
        for (int i = 0; i < count; i++) {
          b.set(to + i, from[at + i]);
        }
      }
      case PixelBlock.Ints b -> {
        for (int i = 0; i < count; i++) {
          b.set(to + i, from[at + i]);
        }
      }
      case PixelBlock.Longs b -> {
        for (int i = 0; i < count; i++) {
          b.set(to + i, from[at + i]);
        }
      }
      case PixelBlock.Floats b -> {
        for (int i = 0; i < count; i++) {
          b.set(to + i, from[at + i]);
        }
      }
      case PixelBlock.Doubles b -> System.arraycopy(from, at, b.values(), to, count);
    }
  }

  /** A value that is not stored as the no-data value: the next one that can be stored. */
  private double apart(double value) {
    double none = noData.orElseThrow();
    return switch (type) {
      case FLOAT64 -> value == none ? Math.nextUp(none) : value;
      case FLOAT32 -> (float) value == none ? Math.nextUp((float) none) : value;
      default -> {
        double highest = Math.pow(2, type.bytes() * 8 - (type.isSigned() ? 1 : 0)) - 1;
        double lowest = type.isSigned() ? -highest - 1 : 0;
        double stored = Math.clamp(Math.floor(value + 0.5), lowest, highest);
        yield stored != none ? stored : none < highest ? none + 1 : none - 1;
      }
    };
  }
}
