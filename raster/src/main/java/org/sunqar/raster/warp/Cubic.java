// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

/**
 * Cubic convolution over 4 x 4 centres with a = -0.5 (Keys 1981). Where one of the sixteen has no
 * value, bilinear, as with gdalwarp.
 *
 * <p>Tried and not taken: weights of a run of pixels first, in loops of their own that a compiler
 * could make vectors of. It does not, and the way through memory made it a fifth slower.
 */
final class Cubic implements Kernel {

  @Override
  public int reach() {
    return 2;
  }

  @Override
  public void row(SourcePatch patch, double[] cols, double[] rows, int count, double[] out) {
    double[] values = patch.values();
    int left = patch.window().col();
    int top = patch.window().row();
    int stride = patch.window().width();
    int insideCols = Math.max(0, patch.sourceWidth() - 3);
    int insideRows = Math.max(0, patch.sourceHeight() - 3);
    for (int i = 0; i < count; i++) {
      double x = cols[i] - 0.5;
      double y = rows[i] - 0.5;
      double value = Double.NaN;
      int col = (int) x;
      int row = (int) y;
      if (Integer.compareUnsigned(col - 1, insideCols) < 0
          && Integer.compareUnsigned(row - 1, insideRows) < 0) { // no for NaN, which casts to 0
        value = at(values, (row - 1 - top) * stride + col - 1 - left, stride, x - col, y - row);
      }
      out[i] = value;
    }
    Bilinear.atEdges(patch, cols, rows, count, out);
  }

  /**
   * The weights of the outer two follow from their formula, those of the inner two from that all
   * sum up to 1 and that a straight line stays one.
   */
  private static double at(double[] values, int at, int stride, double f, double g) {
    double f1 = 1 - f;
    double fh = -0.5 * f * f1;
    double a = fh * f1;
    double d = fh * f;
    double b = Math.fma(-2, a, f1 + d);
    double c = Math.fma(-2, d, f + a);
    double row0 = line(values, at, a, b, c, d);
    double row1 = line(values, at + stride, a, b, c, d);
    double row2 = line(values, at + 2 * stride, a, b, c, d);
    double row3 = line(values, at + 3 * stride, a, b, c, d);
    double g1 = 1 - g;
    double gh = -0.5 * g * g1;
    double p = gh * g1;
    double s = gh * g;
    double q = Math.fma(-2, p, g1 + s);
    double r = Math.fma(-2, s, g + p);
    return Math.fma(p, row0, q * row1) + Math.fma(r, row2, s * row3);
  }

  private static double line(double[] values, int at, double a, double b, double c, double d) {
    return Math.fma(a, values[at], b * values[at + 1])
        + Math.fma(c, values[at + 2], d * values[at + 3]);
  }
}
