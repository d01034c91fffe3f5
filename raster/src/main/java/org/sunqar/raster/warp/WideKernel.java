// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.warp;

/**
 * A separable kernel of any width: where the target is coarser it is widened by the size of a
 * target pixel, which keeps out frequencies that the target cannot hold. Weights of centres without
 * a value, or outside the source, are left out and the others made to sum up to 1; where the pixel
 * that holds the place has no value, there is none.
 */
final class WideKernel implements Kernel {

  enum Shape {
    TENT(1),
    KEYS(2),
    SPLINE(2),
    LANCZOS(3);

    private final int radius;

    Shape(int radius) {
      this.radius = radius;
    }
  }

  /** Sums of weights below this are taken for none. */
  private static final double LEAST_WEIGHT = 1e-6;

  private final Shape shape;
  private final double widthX;
  private final double widthY;
  private final int radiusX;
  private final int radiusY;

  /**
   * @param widthX by how much it is widened along rows, at least 1
   * @param widthY by how much it is widened along columns, at least 1
   */
  WideKernel(Shape shape, double widthX, double widthY) {
    this.shape = shape;
    this.widthX = widthX;
    this.widthY = widthY;
    this.radiusX = (int) Math.ceil(shape.radius * widthX);
    this.radiusY = (int) Math.ceil(shape.radius * widthY);
  }

  @Override
  public int reach() {
    return Math.max(radiusX, radiusY);
  }

  @Override
  public void row(SourcePatch patch, double[] cols, double[] rows, int count, double[] out) {
    double[] weightsX = new double[2 * radiusX];
    double[] weightsY = new double[2 * radiusY];
    for (int i = 0; i < count; i++) {
      out[i] =
          patch.isValid(cols[i], rows[i])
              ? at(patch, cols[i], rows[i], weightsX, weightsY)
              : Double.NaN;
    }
  }

  private double at(
      SourcePatch patch, double col, double row, double[] weightsX, double[] weightsY) {
    int centreCol = (int) Math.floor(col - 0.5);
    int centreRow = (int) Math.floor(row - 0.5);
    weights(shape, col - 0.5 - centreCol, widthX, weightsX);
    weights(shape, row - 0.5 - centreRow, widthY, weightsY);
    int firstCol = centreCol - radiusX + 1;
    int firstRow = centreRow - radiusY + 1;
    int fromX = Math.max(0, -firstCol);
    int toX = Math.min(2 * radiusX, patch.sourceWidth() - firstCol);
    int fromY = Math.max(0, -firstRow);
    int toY = Math.min(2 * radiusY, patch.sourceHeight() - firstRow);
    double[] values = patch.values();
    int stride = patch.window().width();
    int start = (firstRow - patch.window().row()) * stride + firstCol - patch.window().col();
    double sum = 0;
    double total = 0;
    for (int y = fromY; y < toY; y++) {
      double line = line(values, start + y * stride, weightsX, fromX, toX);
      sum += weightsY[y] * line;
      total += weightsY[y];
    }
    double across = 0;
    for (int x = fromX; x < toX; x++) {
      across += weightsX[x];
    }
    double weight = total * across;
    if (!Double.isNaN(sum)) {
      return Math.abs(weight) < LEAST_WEIGHT ? Double.NaN : sum / weight;
    }
    return withGaps(patch, start, weightsX, fromX, toX, weightsY, fromY, toY);
  }

  private static double line(double[] values, int start, double[] weights, int from, int to) {
    double sum = 0;
    for (int x = from; x < to; x++) {
      sum += weights[x] * values[start + x];
    }
    return sum;
  }

  private static double withGaps(
      SourcePatch patch,
      int start,
      double[] weightsX,
      int fromX,
      int toX,
      double[] weightsY,
      int fromY,
      int toY) {
    double sum = 0;
    double weights = 0;
    for (int y = fromY; y < toY; y++) {
      int line = start + y * patch.window().width();
      for (int x = fromX; x < toX; x++) {
        double value = patch.values()[line + x];
        if (!Double.isNaN(value)) {
          double weight = weightsX[x] * weightsY[y];
          sum += weight * value;
          weights += weight;
        }
      }
    }
    return weights < LEAST_WEIGHT ? Double.NaN : sum / weights;
  }

  /**
   * Weights of the centres from {@code 1 - radius} to {@code radius}.
   *
   * @param fraction how far the place lies beyond centre 0
   */
  private static void weights(Shape shape, double fraction, double width, double[] weights) {
    int radius = weights.length / 2;
    double scale = 1 / width;
    for (int i = 0; i < weights.length; i++) {
      double distance = Math.abs((i + 1 - radius - fraction) * scale);
      weights[i] =
          switch (shape) {
            case TENT -> Math.max(0, 1 - distance);
            case KEYS -> keys(distance);
            case SPLINE -> spline(distance);
            case LANCZOS -> lanczos(distance);
          };
    }
  }

  /** Keys (1981), equation 15. */
  private static double keys(double x) {
    if (x <= 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  /** The cubic B-spline. */
  private static double spline(double x) {
    if (x <= 1) {
      return (0.5 * x - 1) * x * x + 2.0 / 3;
    }
    double rest = 2 - x;
    return x < 2 ? rest * rest * rest / 6 : 0;
  }

  private static double lanczos(double x) {
    if (x >= 3) {
      return 0;
    }
    double third = Math.PI * x / 3;
    if (third < 1e-8) {
      return 1;
    }
    double sine = Math.sin(third);
    // sin 3t = 3 sin t - 4 sin^3 t
    return (3 - 4 * sine * sine) * sine * sine / (3 * third * third);
  }
}
