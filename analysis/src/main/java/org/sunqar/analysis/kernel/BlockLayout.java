// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The layout in which kernels take pixel series: blocks of {@link BreakBlock#PIXELS} pixels, in
 * each block the dates one after the other, in each date the pixels. Planes of one date arrive row
 * by row and are dealt out to the blocks.
 */
public final class BlockLayout {

  private static final int PIXELS = BreakBlock.PIXELS;

  private final int dates;
  private final int pixels;

  /** The layout of so many pixels over so many dates. */
  public BlockLayout(int dates, int pixels) {
    this.dates = dates;
    this.pixels = pixels;
    Math.multiplyExact(Math.multiplyExact(blocks(), dates), PIXELS);
  }

  /** Blocks, the last one perhaps not full. */
  public int blocks() {
    return (pixels + PIXELS - 1) / PIXELS;
  }

  /** Values in all. */
  public int size() {
    return blocks() * dates * PIXELS;
  }

  /** Index of a block's first value. */
  public int blockOffset(int block) {
    return block * dates * PIXELS;
  }

  /** Index of a pixel's value at a date. */
  public int index(int pixel, int date) {
    return (pixel / PIXELS * dates + date) * PIXELS + pixel % PIXELS;
  }

  /** Marks the lanes after the last pixel as having no data. */
  public void closeLastBlock(float[] values) {
    for (int pixel = pixels; pixel < blocks() * PIXELS; pixel++) {
      for (int date = 0; date < dates; date++) {
        values[index(pixel, date)] = Float.NaN;
      }
    }
  }

  /** A date without any observation. */
  public void fillMissing(float[] values, int date) {
    for (int block = 0; block < blocks(); block++) {
      int to = index(block * PIXELS, date);
      java.util.Arrays.fill(values, to, to + PIXELS, Float.NaN);
    }
  }

  /** Deals out one date. The plane has one value per pixel, NaN for no data. */
  public void put(float[] plane, float[] values, int date) {
    int full = pixels / PIXELS;
    for (int block = 0; block < full; block++) {
      System.arraycopy(plane, block * PIXELS, values, index(block * PIXELS, date), PIXELS);
    }
    for (int pixel = full * PIXELS; pixel < pixels; pixel++) {
      values[index(pixel, date)] = plane[pixel];
    }
  }

  /**
   * Deals out one date of 16-bit signed samples: value = sample * scale + offset.
   *
   * @param noData the sample for no data; any value outside the type's range when there is none
   */
  public void put(short[] plane, int noData, float scale, float offset, float[] values, int date) {
    int from = 0;
    if (BfastMonitorKernel.isVectorised()) {
      from = pixels / PIXELS * PIXELS;
      Vectors.put(plane, from, noData, scale, offset, values, index(0, date), dates * PIXELS);
    }
    for (int pixel = from; pixel < pixels; pixel++) {
      short sample = plane[pixel];
      values[index(pixel, date)] = sample == noData ? Float.NaN : sample * scale + offset;
    }
  }

  /** Loaded only where the Vector API is there. */
  private static final class Vectors {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> S =
        VectorSpecies.of(short.class, VectorShape.forBitSize(F.vectorBitSize() / 2));
    private static final int W = F.length();

    static void put(
        short[] plane,
        int count,
        int noData,
        float scale,
        float offset,
        float[] values,
        int first,
        int blockStride) {
      FloatVector nan = FloatVector.broadcast(F, Float.NaN);
      FloatVector factor = FloatVector.broadcast(F, scale);
      FloatVector shift = FloatVector.broadcast(F, offset);
      float missing = noData;
      int to = first;
      for (int from = 0; from < count; from += PIXELS, to += blockStride) {
        for (int lane = 0; lane < PIXELS; lane += W) {
          FloatVector sample =
              (FloatVector) ShortVector.fromArray(S, plane, from + lane).castShape(F, 0);
          VectorMask<Float> none = sample.compare(VectorOperators.EQ, missing);
          sample.mul(factor).add(shift).blend(nan, none).intoArray(values, to + lane);
        }
      }
    }
  }
}
