// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.geo;

/**
 * An affine map from pixel to map coordinates: {@code x = a*col + b*row + c}, {@code y = d*col +
 * e*row + f}. Pixel (0, 0) is the upper-left <em>corner</em> of the first pixel; its centre is at
 * (0.5, 0.5).
 *
 * @param a map x per column (CRS units per pixel)
 * @param b map x per row
 * @param c map x of the upper-left corner
 * @param d map y per column
 * @param e map y per row; negative in a north-up image
 * @param f map y of the upper-left corner
 */
public record Affine(double a, double b, double c, double d, double e, double f) {

  public Affine {
    if (!Double.isFinite(a + b + c + d + e + f)) {
      throw new IllegalArgumentException(
          "affine has a coefficient that is not finite: "
              + a
              + ", "
              + b
              + ", "
              + c
              + ", "
              + d
              + ", "
              + e
              + ", "
              + f);
    }
    if (a * e - b * d == 0) {
      throw new IllegalArgumentException(
          "affine is singular: " + a + ", " + b + ", " + d + ", " + e + " maps pixels to a line");
    }
  }

  /** A north-up transform: square or rectangular pixels, rows going south. */
  public static Affine northUp(double westX, double northY, double pixelWidth, double pixelHeight) {
    return new Affine(pixelWidth, 0, westX, 0, -pixelHeight, northY);
  }

  public double xOf(double col, double row) {
    return a * col + b * row + c;
  }

  public double yOf(double col, double row) {
    return d * col + e * row + f;
  }

  public double colOf(double x, double y) {
    return (e * (x - c) - b * (y - f)) / (a * e - b * d);
  }

  public double rowOf(double x, double y) {
    return (a * (y - f) - d * (x - c)) / (a * e - b * d);
  }

  /** This transform with its origin moved to the upper-left corner of the given pixel. */
  public Affine shifted(double cols, double rows) {
    return new Affine(a, b, xOf(cols, rows), d, e, yOf(cols, rows));
  }

  /** This transform for pixels that are {@code factorX} by {@code factorY} times as large. */
  public Affine scaled(double factorX, double factorY) {
    return new Affine(a * factorX, b * factorY, c, d * factorX, e * factorY, f);
  }

  /** True when rows run east and columns south, without rotation. */
  public boolean isNorthUp() {
    return b == 0 && d == 0 && a > 0 && e < 0;
  }

  /** Area of one pixel (CRS units squared). */
  public double pixelArea() {
    return Math.abs(a * e - b * d);
  }
}
