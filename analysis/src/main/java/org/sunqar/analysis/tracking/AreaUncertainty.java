// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.tracking;

import java.util.Arrays;

/**
 * How far the area of an alert may be off because it is made of whole pixels.
 *
 * <p>The true edge runs somewhere through the pixels at the border, which are partly changed. Half
 * of each border pixel on either side is the epsilon band of Perkal (1966) with a width of half a
 * pixel: a bound for when all edges are off the same way, as by a shift of the mask or by the blur
 * of the sensor. Errors of single pixels that are independent of each other would come to less
 * (they grow with the root of the number of border pixels: Crapper 1980, Photogrammetric
 * Engineering and Remote Sensing 46), but blur makes neighbours err together, so the bound is what
 * is stated.
 *
 * <p>Not in it: whether the alert is right at all (its probability says), and omission of land that
 * changed too little.
 */
public final class AreaUncertainty {

  private AreaUncertainty() {}

  /**
   * Half of the area of the pixels at the border: the true area lies within plus or minus this.
   *
   * @param pixels row * width + column, ascending
   * @param width columns of the grid
   * @param pixelAreaHa area of a pixel (hectares)
   * @return hectares
   */
  public static double halfBorderHa(int[] pixels, int width, double pixelAreaHa) {
    int border = 0;
    for (int pixel : pixels) {
      int col = pixel % width;
      boolean inside =
          col > 0
              && col < width - 1
              && has(pixels, pixel - 1)
              && has(pixels, pixel + 1)
              && has(pixels, pixel - width)
              && has(pixels, pixel + width);
      border += inside ? 0 : 1;
    }
    return border * pixelAreaHa / 2;
  }

  private static boolean has(int[] pixels, int pixel) {
    return Arrays.binarySearch(pixels, pixel) >= 0;
  }
}
