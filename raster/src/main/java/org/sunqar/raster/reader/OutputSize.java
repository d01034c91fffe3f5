// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

/** How many pixels come out. */
public sealed interface OutputSize {

  /** About as many as the raster has there. */
  record Native() implements OutputSize {}

  /**
   * As many as the raster has there, but at most so many on the longer side.
   *
   * @param pixels at least 1
   */
  record AtMost(int pixels) implements OutputSize {
    public AtMost {
      if (pixels < 1) {
        throw new IllegalArgumentException("at most " + pixels + " pixels");
      }
    }
  }

  /** So many columns and rows. */
  record Exactly(int width, int height) implements OutputSize {
    public Exactly {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException(width + " x " + height + " pixels");
      }
    }
  }
}
