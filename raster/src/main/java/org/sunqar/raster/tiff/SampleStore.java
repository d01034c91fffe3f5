// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.util.OptionalDouble;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.SampleValues;

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
    SampleValues.store(from, at, count, block, to);
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
