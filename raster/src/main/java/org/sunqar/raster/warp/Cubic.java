// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

/**
 * Cubic convolution over 4 x 4 centres with a = -0.5 (Keys 1981). Where one of the sixteen has no
 * value, bilinear, as with gdalwarp.
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
    int lastCol = patch.sourceWidth() - 2;
    int lastRow = patch.sourceHeight() - 2;
    for (int i = 0; i < count; i++) {
      double x = cols[i] - 0.5;
      double y = rows[i] - 0.5;
      double value = Double.NaN;
      if (x >= 1 && y >= 1 && x < lastCol && y < lastRow) {
        int col = (int) x;
        int row = (int) y;
        value = at(values, (row - 1 - top) * stride + col - 1 - left, stride, x - col, y - row);
      }
      out[i] = value;
    }
    Bilinear.atEdges(patch, cols, rows, count, out);
  }

  private static double at(double[] values, int at, int stride, double f, double g) {
    double a = Math.fma(Math.fma(-0.5, f, 1), f, -0.5) * f;
    double b = Math.fma(Math.fma(1.5, f, -2.5), f * f, 1);
    double c = Math.fma(Math.fma(-1.5, f, 2), f, 0.5) * f;
    double d = Math.fma(0.5, f, -0.5) * f * f;
    double row0 = line(values, at, a, b, c, d);
    double row1 = line(values, at + stride, a, b, c, d);
    double row2 = line(values, at + 2 * stride, a, b, c, d);
    double row3 = line(values, at + 3 * stride, a, b, c, d);
    double upper =
        Math.fma(
            Math.fma(Math.fma(-0.5, g, 1), g, -0.5) * g,
            row0,
            Math.fma(Math.fma(1.5, g, -2.5), g * g, 1) * row1);
    double lower =
        Math.fma(
            Math.fma(Math.fma(-1.5, g, 2), g, 0.5) * g,
            row2,
            Math.fma(0.5, g, -0.5) * g * g * row3);
    return upper + lower;
  }

  private static double line(double[] values, int at, double a, double b, double c, double d) {
    return Math.fma(a, values[at], b * values[at + 1])
        + Math.fma(c, values[at + 2], d * values[at + 3]);
  }
}
