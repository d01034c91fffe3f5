// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.render;

/**
 * PNG's filters (ISO/IEC 15948, 9.2): each row as differences from what is left of it and above it.
 * The filter of a row is the one with the least sum of absolute differences, which is the
 * specification's advice, over a sample of its pixels.
 */
final class PngFilter {

  private static final int NONE = 0;
  private static final int SUB = 1;
  private static final int UP = 2;
  private static final int PAETH = 4;

  /** Bytes of a row that are looked at, about. */
  private static final int SAMPLE = 384;

  private PngFilter() {}

  /**
   * Rows with their filter's number before each.
   *
   * @param samples rows of {@code rowBytes}
   */
  static byte[] apply(byte[] samples, int rowBytes, int rows, int bytesPerPixel, boolean filtered) {
    byte[] out = new byte[Math.multiplyExact(rows, rowBytes + 1)];
    for (int row = 0; row < rows; row++) {
      int from = row * rowBytes;
      int to = row * (rowBytes + 1);
      int filter = filtered ? choose(samples, from, rowBytes, bytesPerPixel, row > 0) : NONE;
      out[to] = (byte) filter;
      switch (filter) {
        case SUB -> sub(samples, from, rowBytes, bytesPerPixel, out, to + 1);
        case UP -> up(samples, from, rowBytes, out, to + 1);
        case PAETH -> paeth(samples, from, rowBytes, bytesPerPixel, out, to + 1);
        default -> System.arraycopy(samples, from, out, to + 1, rowBytes);
      }
    }
    return out;
  }

  private static int choose(byte[] in, int from, int rowBytes, int bpp, boolean hasAbove) {
    if (!hasAbove) {
      return SUB;
    }
    int step = Math.max(1, rowBytes / SAMPLE);
    step += step % 2 == 0 ? 1 : 0; // odd, so that all samples of a pixel take part
    step += bpp == 3 && step % 3 == 0 ? 2 : 0;
    int none = 0;
    int sub = 0;
    int up = 0;
    int paeth = 0;
    for (int i = from + bpp; i < from + rowBytes; i += step) {
      int x = in[i];
      int left = in[i - bpp] & 0xff;
      int above = in[i - rowBytes] & 0xff;
      int corner = in[i - rowBytes - bpp] & 0xff;
      none += Math.abs(x);
      sub += Math.abs((byte) (x - left));
      up += Math.abs((byte) (x - above));
      paeth += Math.abs((byte) (x - predictor(left, above, corner)));
    }
    int least = Math.min(Math.min(none, sub), Math.min(up, paeth));
    // the cheaper one of equals
    return least == up ? UP : least == sub ? SUB : least == paeth ? PAETH : NONE;
  }

  private static int predictor(int left, int above, int corner) {
    int dLeft = Math.abs(above - corner);
    int dAbove = Math.abs(left - corner);
    int dCorner = Math.abs(left + above - 2 * corner);
    return dLeft <= dAbove && dLeft <= dCorner ? left : dAbove <= dCorner ? above : corner;
  }

  private static void sub(byte[] in, int from, int count, int bpp, byte[] out, int to) {
    System.arraycopy(in, from, out, to, bpp);
    for (int i = bpp; i < count; i++) {
      out[to + i] = (byte) (in[from + i] - in[from + i - bpp]);
    }
  }

  private static void up(byte[] in, int from, int count, byte[] out, int to) {
    for (int i = 0; i < count; i++) {
      out[to + i] = (byte) (in[from + i] - in[from + i - count]);
    }
  }

  private static void paeth(byte[] in, int from, int count, int bpp, byte[] out, int to) {
    for (int i = 0; i < bpp; i++) {
      out[to + i] = (byte) (in[from + i] - in[from + i - count]);
    }
    for (int i = bpp; i < count; i++) {
      int left = in[from + i - bpp] & 0xff;
      int above = in[from + i - count] & 0xff;
      int corner = in[from + i - count - bpp] & 0xff;
      out[to + i] = (byte) (in[from + i] - predictor(left, above, corner));
    }
  }
}
