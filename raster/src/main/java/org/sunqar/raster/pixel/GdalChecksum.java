// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.pixel;

import org.sunqar.raster.geo.Window;

/**
 * The checksum that {@code gdalinfo -checksum} prints for a band: the sum, modulo 65536, of each
 * value modulo one of eleven primes, which follow each other along the rows. Values are those of a
 * 32-bit signed integer: larger integers are clamped to it, floats are rounded to nearest, halves
 * up, and values that are not finite count as its least value.
 *
 * <p>Known limit: 16 bits tell two bands apart, and do not prove that they are equal. Complex
 * numbers, which are read as their magnitude here, have other checksums in GDAL.
 */
public final class GdalChecksum {

  private static final int[] PRIMES = {7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43};

  private final int width;
  private int sum;

  /**
   * @param width columns of the band
   */
  public GdalChecksum(int width) {
    this.width = width;
  }

  /**
   * The checksum of a whole band.
   *
   * @param band from 1
   */
  public static int of(Raster raster, int band) {
    int width = raster.grid().width();
    int height = raster.grid().height();
    GdalChecksum checksum = new GdalChecksum(width);
    for (int row = 0; row < height; row += raster.blockHeight()) {
      int rows = Math.min(raster.blockHeight(), height - row);
      for (int col = 0; col < width; col += raster.blockWidth()) {
        int cols = Math.min(raster.blockWidth(), width - col);
        Window window = new Window(col, row, cols, rows);
        checksum.add(raster.read(window, band).getFirst(), col, row);
      }
    }
    return checksum.value();
  }

  /**
   * Adds a part of the band; each pixel once, in any order.
   *
   * @param col of its first pixel in the band
   * @param row of its first pixel in the band
   */
  public void add(PixelBlock block, int col, int row) {
    for (int y = 0; y < block.height(); y++) {
      int prime = (int) (((long) (row + y) * width + col) % PRIMES.length);
      int from = y * block.width();
      int to = from + block.width();
      sum +=
          switch (block) {
            case PixelBlock.Bytes b -> bytes(b, from, to, prime);
            case PixelBlock.Shorts b -> shorts(b, from, to, prime);
            case PixelBlock.Ints b -> ints(b, from, to, prime);
            case PixelBlock.Longs b -> longs(b, from, to, prime);
            case PixelBlock.Floats b -> floats(b.values(), from, to, prime);
            case PixelBlock.Doubles b -> doubles(b.values(), from, to, prime);
          };
    }
  }

  /** 0 to 65535. */
  public int value() {
    return sum & 0xffff;
  }

  private static int next(int prime) {
    return prime == PRIMES.length - 1 ? 0 : prime + 1;
  }

  private static int bytes(PixelBlock.Bytes block, int from, int to, int first) {
    byte[] values = block.values();
    int mask = block.type().isSigned() ? -1 : 0xff;
    int sum = 0;
    int prime = first;
    for (int i = from; i < to; i++) {
      sum += (values[i] & mask) % PRIMES[prime];
      prime = next(prime);
    }
    return sum;
  }

  private static int shorts(PixelBlock.Shorts block, int from, int to, int first) {
    short[] values = block.values();
    int mask = block.type().isSigned() ? -1 : 0xffff;
    int sum = 0;
    int prime = first;
    for (int i = from; i < to; i++) {
      sum += (values[i] & mask) % PRIMES[prime];
      prime = next(prime);
    }
    return sum;
  }

  private static int ints(PixelBlock.Ints block, int from, int to, int first) {
    int[] values = block.values();
    boolean signed = block.type().isSigned();
    int sum = 0;
    int prime = first;
    for (int i = from; i < to; i++) {
      int value = !signed && values[i] < 0 ? Integer.MAX_VALUE : values[i];
      sum += value % PRIMES[prime];
      prime = next(prime);
    }
    return sum;
  }

  private static int longs(PixelBlock.Longs block, int from, int to, int first) {
    long[] values = block.values();
    boolean signed = block.type().isSigned();
    int sum = 0;
    int prime = first;
    for (int i = from; i < to; i++) {
      long value = !signed && values[i] < 0 ? Long.MAX_VALUE : values[i];
      sum += Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE) % PRIMES[prime];
      prime = next(prime);
    }
    return sum;
  }

  private static int floats(float[] values, int from, int to, int first) {
    int sum = 0;
    int prime = first;
    for (int i = from; i < to; i++) {
      sum += rounded(values[i]) % PRIMES[prime];
      prime = next(prime);
    }
    return sum;
  }

  private static int doubles(double[] values, int from, int to, int first) {
    int sum = 0;
    int prime = first;
    for (int i = from; i < to; i++) {
      sum += rounded(values[i]) % PRIMES[prime];
      prime = next(prime);
    }
    return sum;
  }

  private static int rounded(double value) {
    if (!Double.isFinite(value)) {
      return Integer.MIN_VALUE;
    }
    double shifted = value + 0.5;
    return shifted < -Integer.MAX_VALUE ? -Integer.MAX_VALUE : (int) Math.floor(shifted);
  }
}
