// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import org.sunqar.raster.pixel.PixelBlock;

/** Masks of one bit per pixel, the first in the highest bit of a byte; rows fill whole bytes. */
final class OneBit {

  /** Sets the bits of pixels that are not 0. */
  static void pack(PixelBlock.Bytes mask, byte[] out) {
    byte[] values = mask.values();
    for (int i = 0; i < values.length / 8; i++) {
      int bits = 0;
      for (int bit = 0; bit < 8; bit++) {
        bits = bits << 1 | (values[8 * i + bit] != 0 ? 1 : 0);
      }
      out[i] = (byte) bits;
    }
  }

  /** Makes set bits 255 and others 0. */
  static void unpack(byte[] bits, PixelBlock.Bytes mask) {
    byte[] values = mask.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) -(bits[i >> 3] >> (7 - (i & 7)) & 1);
    }
  }

  private OneBit() {}
}
