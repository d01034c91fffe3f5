// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.Arrays;

/**
 * The state of some pixels: one array a plane, one element a pixel. The arrays are the caller's: a
 * store may hand in what it read, and write what an update left.
 */
public final class PixelState {

  private final int pixels;
  private final float[][] fixed;
  private final float[][] moving;

  /** Planes of a layout, all NaN: pixels without a model. */
  public PixelState(StateLayout layout, int pixels) {
    this(empty(layout.fixed().size(), pixels), empty(layout.moving().size(), pixels), pixels);
  }

  /**
   * Planes that exist. They are not copied.
   *
   * @param fixed in the order of the layout; a plane that the coming update does not need ({@link
   *     OnlineDetector#needs}) may be an array of length 0
   * @param moving in the order of the layout
   * @param pixels elements of each plane
   */
  public PixelState(float[][] fixed, float[][] moving, int pixels) {
    this.pixels = pixels;
    this.fixed = fixed.clone();
    this.moving = moving.clone();
    for (float[] plane : moving) {
      if (plane.length < pixels) {
        throw new IllegalArgumentException(
            "a plane of " + plane.length + " values for " + pixels + " pixels");
      }
    }
  }

  private static float[][] empty(int planes, int pixels) {
    float[][] arrays = new float[planes][pixels];
    for (float[] array : arrays) {
      Arrays.fill(array, Float.NaN);
    }
    return arrays;
  }

  /** Elements of a plane. */
  public int pixels() {
    return pixels;
  }

  int fixedPlanes() {
    return fixed.length;
  }

  int movingPlanes() {
    return moving.length;
  }

  /** A plane that the fit writes; the array itself. */
  public float[] fixed(int plane) {
    return fixed[plane];
  }

  /** A plane that updates change; the array itself. */
  public float[] moving(int plane) {
    return moving[plane];
  }
}
