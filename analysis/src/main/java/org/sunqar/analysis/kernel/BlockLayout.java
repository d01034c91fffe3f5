// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The layout in which kernels take pixel series: blocks of {@link BreakBlock#PIXELS} pixels, in
 * each block the dates one after the other, in each date the pixels. A <em>slab</em> is a few
 * blocks, few enough that all of their dates stay in the second-level cache; planes of one date,
 * row by row, are dealt out to the blocks of a slab.
 *
 * <p>Idea graveyard: one array for all blocks of a chunk. Dealing a date out to it touched a page
 * for every block, and the kernel read it back from memory: a quarter of the whole run.
 */
public final class BlockLayout {

  private static final int PIXELS = BreakBlock.PIXELS;

  /** Values of a slab: 640 kB of float32. */
  private static final int SLAB_VALUES = 160 * 1024;

  private final int dates;
  private final int blocks;

  /** The layout of slabs over so many dates. */
  public BlockLayout(int dates) {
    this.dates = dates;
    this.blocks = Math.max(1, SLAB_VALUES / (PIXELS * Math.max(1, dates)));
  }

  /** Pixels of a slab. */
  public int slabPixels() {
    return blocks * PIXELS;
  }

  /** Values of a slab. */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(blocks, dates), PIXELS);
  }

  /** Index of a block's first value in its slab. */
  public int blockOffset(int block) {
    return block * dates * PIXELS;
  }

  /** A date without any observation. */
  public void putMissing(float[] slab, int date) {
    for (int block = 0; block < blocks; block++) {
      int to = blockOffset(block) + date * PIXELS;
      Arrays.fill(slab, to, to + PIXELS, Float.NaN);
    }
  }

  /**
   * Deals out one date of values, NaN for no data.
   *
   * @param first index in the plane of the slab's first pixel; pixels beyond the plane's end have
   *     no data
   */
  public void put(float[] plane, int first, float[] slab, int date) {
    int count = Math.min(slabPixels(), plane.length - first);
    int full = count / PIXELS;
    for (int block = 0; block < full; block++) {
      int to = blockOffset(block) + date * PIXELS;
      System.arraycopy(plane, first + block * PIXELS, slab, to, PIXELS);
    }
    for (int pixel = full * PIXELS; pixel < slabPixels(); pixel++) {
      slab[index(pixel, date)] = pixel < count ? plane[first + pixel] : Float.NaN;
    }
  }

  /**
   * Deals out one date of 16-bit signed samples: value = sample * scale + offset.
   *
   * @param first index in the plane of the slab's first pixel
   * @param noData the sample for no data; any value outside the type's range when there is none
   */
  public void put(
      short[] plane, int first, int noData, float scale, float offset, float[] slab, int date) {
    int count = Math.min(slabPixels(), plane.length - first);
    int done = 0;
    if (BfastMonitorKernel.isVectorised()) {
      done = count / PIXELS * PIXELS;
      Vectors.put(plane, first, done, noData, scale, offset, slab, date * PIXELS, dates * PIXELS);
    }
    for (int pixel = done; pixel < slabPixels(); pixel++) {
      float value = Float.NaN;
      if (pixel < count && plane[first + pixel] != noData) {
        value = plane[first + pixel] * scale + offset;
      }
      slab[index(pixel, date)] = value;
    }
  }

  /**
   * Values of some 16-bit signed samples in a row: value = sample * scale + offset, NaN for no
   * data.
   *
   * @param out the first {@code count} are set
   * @return whether one of them is a value
   */
  public static boolean values(
      short[] samples, int first, int count, int noData, float scale, float offset, float[] out) {
    boolean any = false;
    int done = 0;
    if (BfastMonitorKernel.isVectorised()) {
      done = count / PIXELS * PIXELS;
      any = Vectors.values(samples, first, done, noData, scale, offset, out);
    }
    for (int i = done; i < count; i++) {
      short sample = samples[first + i];
      out[i] = sample == noData ? Float.NaN : sample * scale + offset;
      any |= sample != noData;
    }
    return any;
  }

  /**
   * Counts the observations of a block's pixels.
   *
   * @param offset index of the block's first value
   * @param counts set, one for each of its {@link BreakBlock#PIXELS} pixels
   */
  public void count(float[] slab, int offset, float[] counts) {
    if (BfastMonitorKernel.isVectorised()) {
      Vectors.count(slab, offset, dates, counts);
      return;
    }
    Arrays.fill(counts, 0, PIXELS, 0);
    for (int i = 0; i < dates * PIXELS; i++) {
      counts[i % PIXELS] += Float.isNaN(slab[offset + i]) ? 0 : 1;
    }
  }

  private int index(int pixel, int date) {
    return blockOffset(pixel / PIXELS) + date * PIXELS + pixel % PIXELS;
  }

  /** Loaded only where the Vector API is there. */
  private static final class Vectors {
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> S =
        VectorSpecies.of(short.class, VectorShape.forBitSize(F.vectorBitSize() / 2));
    private static final int W = F.length();

    static boolean values(
        short[] samples, int first, int count, int noData, float scale, float offset, float[] out) {
      FloatVector nan = FloatVector.broadcast(F, Float.NaN);
      FloatVector factor = FloatVector.broadcast(F, scale);
      FloatVector shift = FloatVector.broadcast(F, offset);
      float missing = noData;
      VectorMask<Float> any = F.maskAll(false);
      for (int i = 0; i < count; i += W) {
        FloatVector sample =
            (FloatVector) ShortVector.fromArray(S, samples, first + i).castShape(F, 0);
        VectorMask<Float> some = sample.compare(VectorOperators.NE, missing);
        nan.blend(sample.mul(factor).add(shift), some).intoArray(out, i);
        any = any.or(some);
      }
      return any.anyTrue();
    }

    static void count(float[] slab, int offset, int dates, float[] counts) {
      for (int lane = 0; lane < PIXELS; lane += W) {
        IntVector count = IntVector.zero(IntVector.SPECIES_PREFERRED);
        for (int t = 0; t < dates; t++) {
          FloatVector value = FloatVector.fromArray(F, slab, offset + t * PIXELS + lane);
          VectorMask<Integer> some =
              value.compare(VectorOperators.EQ, value).cast(IntVector.SPECIES_PREFERRED);
          count = count.add(1, some);
        }
        ((FloatVector) count.castShape(F, 0)).intoArray(counts, lane);
      }
    }

    static void put(
        short[] plane,
        int first,
        int count,
        int noData,
        float scale,
        float offset,
        float[] slab,
        int at,
        int blockStride) {
      FloatVector nan = FloatVector.broadcast(F, Float.NaN);
      FloatVector factor = FloatVector.broadcast(F, scale);
      FloatVector shift = FloatVector.broadcast(F, offset);
      float missing = noData;
      int to = at;
      for (int from = 0; from < count; from += PIXELS, to += blockStride) {
        for (int lane = 0; lane < PIXELS; lane += W) {
          FloatVector sample =
              (FloatVector) ShortVector.fromArray(S, plane, first + from + lane).castShape(F, 0);
          VectorMask<Float> none = sample.compare(VectorOperators.EQ, missing);
          sample.mul(factor).add(shift).blend(nan, none).intoArray(slab, to + lane);
        }
      }
    }
  }
}
