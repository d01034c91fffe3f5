// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

import java.util.Arrays;
import org.sunqar.raster.pixel.Resampling;

/** The methods that look at all source pixels below a target pixel. */
final class AreaReducers {

  static AreaSampler.Reducers of(Resampling resampling) {
    return switch (resampling) {
      case AVERAGE -> () -> AreaReducers::mean;
      case SUM -> () -> AreaReducers::sum;
      case RMS -> () -> AreaReducers::rootMeanSquare;
      case MIN -> () -> AreaReducers::min;
      case MAX -> () -> AreaReducers::max;
      case Q1 -> () -> new Quantile(0.25);
      case MEDIAN -> () -> new Quantile(0.5);
      case Q3 -> () -> new Quantile(0.75);
      case MODE -> Mode::new;
      case NEAREST, BILINEAR, CUBIC, CUBIC_SPLINE, LANCZOS ->
          throw new IllegalArgumentException(resampling + " does not look at areas");
    };
  }

  private static double mean(SourcePatch patch, Box box) {
    double sum = 0;
    double weights = 0;
    int width = box.endCol - box.firstCol;
    double across = width == 1 ? box.leftShare : box.leftShare + (width - 2) + box.rightShare;
    for (int row = box.firstRow; row < box.endRow; row++) {
      double share = box.rowShare(row);
      sum += share * line(patch, box, row, width);
      weights += share * across;
    }
    return Double.isNaN(sum) ? meanWithGaps(patch, box) : sum / weights;
  }

  /** A row of a box, weighed; NaN when a pixel has no value. */
  private static double line(SourcePatch patch, Box box, int row, int width) {
    double[] values = patch.values();
    int at =
        (row - patch.window().row()) * patch.window().width() + box.firstCol - patch.window().col();
    double sum = box.leftShare * values[at];
    if (width > 1) {
      for (int i = 1; i < width - 1; i++) {
        sum += values[at + i];
      }
      sum += box.rightShare * values[at + width - 1];
    }
    return sum;
  }

  private static double meanWithGaps(SourcePatch patch, Box box) {
    double sum = 0;
    double weights = 0;
    for (int row = box.firstRow; row < box.endRow; row++) {
      double share = box.rowShare(row);
      for (int col = box.firstCol; col < box.endCol; col++) {
        double value = patch.get(col, row);
        if (!Double.isNaN(value)) {
          double weight = share * box.colShare(col);
          sum += weight * value;
          weights += weight;
        }
      }
    }
    return weights > 0 ? sum / weights : Double.NaN;
  }

  private static double sum(SourcePatch patch, Box box) {
    double sum = 0;
    boolean any = false;
    for (int row = box.firstRow; row < box.endRow; row++) {
      double share = box.rowShare(row);
      for (int col = box.firstCol; col < box.endCol; col++) {
        double value = patch.get(col, row);
        if (!Double.isNaN(value)) {
          sum += share * box.colShare(col) * value;
          any = true;
        }
      }
    }
    return any ? sum : Double.NaN;
  }

  private static double rootMeanSquare(SourcePatch patch, Box box) {
    double sum = 0;
    double weights = 0;
    for (int row = box.firstRow; row < box.endRow; row++) {
      double share = box.rowShare(row);
      for (int col = box.firstCol; col < box.endCol; col++) {
        double value = patch.get(col, row);
        if (!Double.isNaN(value)) {
          double weight = share * box.colShare(col);
          sum += weight * value * value;
          weights += weight;
        }
      }
    }
    return weights > 0 ? Math.sqrt(sum / weights) : Double.NaN;
  }

  private static double min(SourcePatch patch, Box box) {
    double least = Double.NaN;
    for (int row = box.firstRow; row < box.endRow; row++) {
      for (int col = box.firstCol; col < box.endCol; col++) {
        double value = patch.get(col, row);
        if (!(value >= least) && !Double.isNaN(value)) {
          least = value;
        }
      }
    }
    return least;
  }

  private static double max(SourcePatch patch, Box box) {
    double most = Double.NaN;
    for (int row = box.firstRow; row < box.endRow; row++) {
      for (int col = box.firstCol; col < box.endCol; col++) {
        double value = patch.get(col, row);
        if (!(value <= most) && !Double.isNaN(value)) {
          most = value;
        }
      }
    }
    return most;
  }

  /** The smallest value that at least a share of the pixels do not exceed. */
  private static final class Quantile implements AreaSampler.Reducer {

    private final double share;
    private double[] values = new double[64];

    Quantile(double share) {
      this.share = share;
    }

    @Override
    public double reduce(SourcePatch patch, Box box) {
      int most = (box.endRow - box.firstRow) * (box.endCol - box.firstCol);
      if (values.length < most) {
        values = new double[most];
      }
      int count = 0;
      for (int row = box.firstRow; row < box.endRow; row++) {
        for (int col = box.firstCol; col < box.endCol; col++) {
          double value = patch.get(col, row);
          if (!Double.isNaN(value)) {
            values[count++] = value;
          }
        }
      }
      if (count == 0) {
        return Double.NaN;
      }
      Arrays.sort(values, 0, count);
      return values[(int) Math.ceil(share * count) - 1];
    }
  }

  /** The value that covers the largest area; of several the one that was first to cover so much. */
  private static final class Mode implements AreaSampler.Reducer {

    /** A hash table with open addressing: values, and the area that each covers. */
    private double[] values = new double[256];

    private double[] areas = new double[256];

    @Override
    public double reduce(SourcePatch patch, Box box) {
      int most = (box.endRow - box.firstRow) * (box.endCol - box.firstCol);
      if (values.length < 2 * most) {
        values = new double[Integer.highestOneBit(most) * 4];
        areas = new double[values.length];
      }
      int used = Math.min(values.length, Math.max(16, Integer.highestOneBit(most) * 4));
      Arrays.fill(areas, 0, used, 0);
      double best = Double.NaN;
      double bestArea = 0;
      for (int row = box.firstRow; row < box.endRow; row++) {
        double share = box.rowShare(row);
        for (int col = box.firstCol; col < box.endCol; col++) {
          double value = patch.get(col, row);
          if (!Double.isNaN(value)) {
            double area = add(value, share * box.colShare(col), used - 1);
            if (area > bestArea) {
              bestArea = area;
              best = value;
            }
          }
        }
      }
      return best;
    }

    private double add(double value, double area, int mask) {
      long bits = Double.doubleToLongBits(value) * 0x9E3779B97F4A7C15L;
      int slot = (int) (bits >>> 40) & mask;
      while (areas[slot] != 0 && values[slot] != value) {
        slot = (slot + 1) & mask;
      }
      values[slot] = value;
      areas[slot] += area;
      return areas[slot];
    }
  }

  private AreaReducers() {}
}
