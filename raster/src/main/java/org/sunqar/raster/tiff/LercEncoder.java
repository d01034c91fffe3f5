// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.sunqar.raster.pixel.PixelType;

/**
 * LERC blobs of one band: Lerc2 version 4, which every libtiff with LERC reads. Compressing a blob
 * once more with Deflate or ZSTD is left to the caller.
 *
 * <p>NaN becomes a pixel without value and comes back as NaN. With an error of 0 values come back
 * as they were, except that -0.0 may become 0.0.
 *
 * <p>Known limit: Esri's encoder also tries Huffman coding for bytes, which makes those blobs
 * smaller; this one always writes tiles. Not safe for use by several threads.
 */
final class LercEncoder {

  private static final int VERSION = 4;
  private static final int TILE = 8;

  /** Largest number that is bit-stuffed: Esri's encoder has the same limits. */
  private static final double MAX_NUMBER_16 = (1 << 15) - 1;

  private static final double MAX_NUMBER = (1 << 30) - 1;

  private final double maxError;
  private final double[] values = new double[TILE * TILE];
  private final int[] numbers = new int[TILE * TILE];
  private ByteBuffer out = ByteBuffer.allocate(0);

  /**
   * @param maxError by which a value may differ, at least 0; integers are rounded to whole ones
   */
  LercEncoder(double maxError) {
    if (!(maxError >= 0 && maxError < 1e30)) {
      throw new IllegalArgumentException("LERC error of " + maxError);
    }
    this.maxError = maxError;
  }

  /**
   * The blob of an image.
   *
   * @param raw little-endian samples, row by row
   * @param type any but 64-bit integers
   */
  byte[] encode(byte[] raw, PixelType type, int width, int height) {
    return new Image(raw, LercType.of(type), width, height).encode();
  }

  /** One image on its way into a blob. */
  private final class Image {

    private final byte[] raw;
    private final LercType type;
    private final int width;
    private final int height;
    private final double error;
    private final byte[] mask;
    private int valid;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    Image(byte[] raw, LercType type, int width, int height) {
      this.raw = raw;
      this.type = type;
      this.width = width;
      this.height = height;
      this.error = type.isFloat() ? maxError : Math.max(0.5, Math.floor(maxError));
      this.mask = new byte[Math.ceilDiv(width * height, 8)];
    }

    byte[] encode() {
      findRange();
      int pixels = width * height;
      int tiles = Math.ceilDiv(width, TILE) * Math.ceilDiv(height, TILE);
      long most = (long) pixels * type.bytes() + 10L * tiles + 2L * mask.length + 256;
      if (out.capacity() < most) {
        out = ByteBuffer.allocate(Math.toIntExact(most));
      }
      out.clear().order(ByteOrder.LITTLE_ENDIAN).position(LercHeader.SIZE);
      putMask();
      if (valid > 0 && low < high) {
        putNumber(type, low);
        putNumber(type, high);
        int start = out.position();
        putTiles();
        if (out.position() - start > (long) valid * type.bytes()) {
          out.position(start);
          putAll();
        }
      }
      int size = out.position();
      putHead(size);
      return Arrays.copyOf(out.array(), size);
    }

    private void findRange() {
      for (int i = 0; i < width * height; i++) {
        double value = type.get(raw, i * type.bytes());
        if (!Double.isNaN(value)) {
          mask[i >> 3] |= (byte) (128 >> (i & 7));
          valid++;
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
      if (valid == 0) {
        low = 0;
        high = 0;
      }
    }

    private void putHead(int size) {
      out.put(0, LercHeader.KEY);
      out.putInt(6, VERSION);
      int[] fields = {height, width, 1, valid, TILE, size, type.number()};
      for (int i = 0; i < fields.length; i++) {
        out.putInt(LercHeader.CHECKED_FROM + 4 * i, fields[i]);
      }
      int numbersAt = LercHeader.CHECKED_FROM + 4 * fields.length;
      out.putDouble(numbersAt, error);
      out.putDouble(numbersAt + 8, low);
      out.putDouble(numbersAt + 16, high);
      out.putInt(
          LercHeader.CHECKSUM_AT, LercHeader.checksum(out.array(), LercHeader.CHECKED_FROM, size));
    }

    /** Runs of at least four equal bytes, and what is between them. */
    private void putMask() {
      int lengthAt = out.position();
      out.putInt(0);
      if (valid == 0 || valid == width * height) {
        return;
      }
      int at = 0;
      while (at < mask.length) {
        int run = run(at);
        if (run >= 4) {
          out.putShort((short) -run).put(mask[at]);
          at += run;
        } else {
          int end = at;
          while (end < mask.length && end - at < Short.MAX_VALUE && run(end) < 4) {
            end++;
          }
          out.putShort((short) (end - at)).put(mask, at, end - at);
          at = end;
        }
      }
      out.putShort(Short.MIN_VALUE);
      out.putInt(lengthAt, out.position() - lengthAt - 4);
    }

    private int run(int at) {
      int end = at + 1;
      while (end < mask.length && end - at < Short.MAX_VALUE && mask[end] == mask[at]) {
        end++;
      }
      return end - at;
    }

    private void putAll() {
      out.put((byte) 1);
      for (int i = 0; i < width * height; i++) {
        if (LercDecoder.isValid(mask, i)) {
          out.put(raw, i * type.bytes(), type.bytes());
        }
      }
    }

    private void putTiles() {
      out.put((byte) 0);
      if (type.bytes() == 1 && error == 0.5) {
        out.put((byte) 0); // tiles, not Huffman codes
      }
      for (int row = 0; row < height; row += TILE) {
        for (int col = 0; col < width; col += TILE) {
          putTile(row, Math.min(height, row + TILE), col, Math.min(width, col + TILE));
        }
      }
    }

    private void putTile(int row, int endRow, int col, int endCol) {
      int count = 0;
      double tileLow = Double.POSITIVE_INFINITY;
      double tileHigh = Double.NEGATIVE_INFINITY;
      for (int r = row; r < endRow; r++) {
        for (int c = col; c < endCol; c++) {
          int i = r * width + c;
          if (LercDecoder.isValid(mask, i)) {
            double value = type.get(raw, i * type.bytes());
            values[count++] = value;
            tileLow = Math.min(tileLow, value);
            tileHigh = Math.max(tileHigh, value);
          }
        }
      }
      int check = (col >> 3 & 15) << 2;
      if (count == 0 || (tileLow == 0 && tileHigh == 0)) {
        out.put((byte) (2 | check));
        return;
      }
      int largest = quantize(count, tileLow, tileHigh);
      int bits = largest < 0 ? 0 : 32 - Integer.numberOfLeadingZeros(largest);
      int reduction = type.reduction(tileLow);
      if (largest < 0 || (bits * count + 7) / 8 + 3 >= count * type.bytes()) {
        out.put((byte) check);
        for (int i = 0; i < count; i++) {
          putNumber(type, values[i]);
        }
        return;
      }
      out.put((byte) (reduction << 6 | check | (largest == 0 ? 3 : 1)));
      putNumber(reduced(reduction), tileLow);
      if (largest > 0) {
        stuff(count, bits);
      }
    }

    /** Numbers from values; returns the largest, or -1 when they would not do. */
    private int quantize(int count, double tileLow, double tileHigh) {
      double step = 2 * error;
      double most = type.bytes() <= 2 ? MAX_NUMBER_16 : MAX_NUMBER;
      if (tileLow < tileHigh && (step == 0 || !((tileHigh - tileLow) / step < most))) {
        return -1;
      }
      int largest = 0;
      for (int i = 0; i < count; i++) {
        numbers[i] = tileLow == tileHigh ? 0 : (int) ((values[i] - tileLow) / step + 0.5);
        double decoded = Math.min(tileLow + numbers[i] * step, high);
        double back = type == LercType.FLOAT32 ? (float) decoded : decoded;
        double allowed = type.isFloat() || error > 0.5 ? error : 0;
        if (!(Math.abs(back - values[i]) <= allowed) && back != values[i]) {
          return -1; // rounding takes it out of the range
        }
        largest = Math.max(largest, numbers[i]);
      }
      return largest;
    }

    private LercType reduced(int code) {
      try {
        return type.reduced(code);
      } catch (BlockException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void putNumber(LercType type, double value) {
    type.set(out.array(), out.position(), value);
    out.position(out.position() + type.bytes());
  }

  /** Bit-stuffs numbers, of which there are fewer than 256. */
  private void stuff(int count, int width) {
    out.put((byte) (width | 2 << 6)).put((byte) count);
    long bits = 0;
    int pending = 0;
    for (int i = 0; i < count; i++) {
      bits |= (long) numbers[i] << pending;
      pending += width;
      while (pending >= 8) {
        out.put((byte) bits);
        bits >>>= 8;
        pending -= 8;
      }
    }
    if (pending > 0) {
      out.put((byte) bits);
    }
  }
}
