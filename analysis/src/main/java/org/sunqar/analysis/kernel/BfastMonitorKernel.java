// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

/**
 * BFAST Monitor (Verbesselt, Zeileis and Herold 2012) with history "all" and OLS-MOSUM, in float32
 * for blocks of pixels. One season-trend fit over the valid history observations by normal
 * equations and Cholesky, then the moving sum of the last floor(h * n) valid residuals against crit
 * * sqrt(2 log+(k/n)).
 *
 * <p>Pixels for which float32 is not exact enough (a pivot that lost too many digits, residuals at
 * the level of rounding) are marked {@link BreakBlock.Outcome#NEEDS_DOUBLE} and belong to the
 * float64 detector, which is also the one for other histories and for OLS-CUSUM.
 *
 * <p>Two forms: {@link ScalarBfastMonitor} is the definition, {@link VectorBfastMonitor} equals it
 * bit for bit on every vector length. A kernel is immutable and shared by threads; each thread has
 * a {@link Lane} of its own.
 */
public sealed interface BfastMonitorKernel permits ScalarBfastMonitor, VectorBfastMonitor {

  /**
   * A pivot of the scaled Cholesky factorisation below this share of its diagonal entry has lost so
   * many of float32's 24 bits that magnitudes could be off by more than 1e-3.
   */
  float LEAST_PIVOT = 4e-3f;

  /** Residual scatter below this share of the values' root mean square is rounding, not data. */
  float LEAST_SCATTER = 1e-4f;

  /** Fewest observations of the moving sum's window, floor(h * n); bfast refuses less. */
  float LEAST_WINDOW = 2;

  /** Euler's number: where log+ leaves 1. */
  float E = (float) Math.E;

  /**
   * Monitors one block.
   *
   * @param values time-major: pixel p of date t at {@code offset + t * 16 + p}; NaN for no data
   * @param offset index of the block's first value
   * @param lane scratch of the calling thread
   * @param out one of {@link #newBlock}; filled for all 16 pixels
   */
  void monitor(float[] values, int offset, Lane lane, BreakBlock out);

  /** Scratch memory for one thread. */
  Lane newLane();

  /** A block to be filled by {@link #monitor}. */
  BreakBlock newBlock();

  /** Scratch memory of one thread; only its kernel looks inside. */
  final class Lane {
    final float[] residuals;
    final float[] sorted;
    final int[] next;
    final float[] moments;
    final float[] normal;
    final float[] least;
    final float[] coefficients;
    final int[] index;

    /** Vectors that pass from one step of the vector form to the next. */
    final float[] slots;

    Lane(HarmonicTables tables, int lanes) {
      int dates = tables.dates();
      int columns = tables.columnStride();
      residuals = new float[dates * lanes];
      sorted = new float[(dates - tables.historyDates() + 1) * lanes];
      next = new int[(dates + 1) * lanes];
      moments = new float[tables.momentGroups() * HarmonicTables.MOMENT_GROUP * lanes];
      normal = new float[columns * (columns + 1) / 2 * lanes];
      coefficients = new float[columns * lanes];
      least = new float[columns * lanes];
      index = new int[lanes];
      slots = new float[9 * lanes];
    }
  }

  /** The vector form where the JVM was started with the Vector API, the scalar form elsewhere. */
  static BfastMonitorKernel of(HarmonicTables tables, double h, double criticalValue) {
    return isVectorised()
        ? new VectorBfastMonitor(tables, h, criticalValue)
        : new ScalarBfastMonitor(tables, h, criticalValue);
  }

  /** False when the JVM lacks {@code --add-modules jdk.incubator.vector}: some 20 times slower. */
  static boolean isVectorised() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }
}
