// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

/**
 * Linear between the 2 x 2 nearest centres. Those without a value are left out and the weights of
 * the others made to sum up to 1; but where the pixel that holds the place has no value, there is
 * none, so that areas without data neither grow nor shrink.
 */
final class Bilinear implements Kernel {

  @Override
  public int reach() {
    return 1;
  }

  @Override
  public void row(SourcePatch patch, double[] cols, double[] rows, int count, double[] out) {
    double[] values = patch.values();
    int left = patch.window().col();
    int top = patch.window().row();
    int stride = patch.window().width();
    int lastCol = patch.sourceWidth() - 1;
    int lastRow = patch.sourceHeight() - 1;
    for (int i = 0; i < count; i++) {
      double x = cols[i] - 0.5;
      double y = rows[i] - 0.5;
      double value = Double.NaN;
      if (x >= 0 && y >= 0 && x < lastCol && y < lastRow) {
        int col = (int) x;
        int row = (int) y;
        double across = x - col;
        int at = (row - top) * stride + col - left;
        double a = values[at];
        double b = values[at + 1];
        double c = values[at + stride];
        double d = values[at + stride + 1];
        double upper = a + (b - a) * across;
        double lower = c + (d - c) * across;
        value = upper + (lower - upper) * (y - row);
      }
      out[i] = value;
    }
    atEdges(patch, cols, rows, count, out);
  }

  /** Fills in what has no value yet; apart, as a call in the loop above slows it down. */
  static void atEdges(SourcePatch patch, double[] cols, double[] rows, int count, double[] out) {
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(out[i])) {
        out[i] = atEdge(patch, cols[i], rows[i]);
      }
    }
  }

  /** Where some of the four have no value. */
  private static double atEdge(SourcePatch patch, double col, double row) {
    if (!patch.isValid(col, row)) {
      return Double.NaN;
    }
    int firstCol = (int) Math.floor(col - 0.5);
    int firstRow = (int) Math.floor(row - 0.5);
    double across = col - 0.5 - firstCol;
    double down = row - 0.5 - firstRow;
    double sum = 0;
    double weights = 0;
    for (int corner = 0; corner < 4; corner++) {
      int right = corner % 2;
      int below = corner / 2;
      double value = patch.getOrMissing(firstCol + right, firstRow + below);
      if (!Double.isNaN(value)) {
        double weight = (right == 0 ? 1 - across : across) * (below == 0 ? 1 - down : down);
        sum += weight * value;
        weights += weight;
      }
    }
    return sum / weights; // the pixel that holds the place weighs at least a quarter
  }
}
