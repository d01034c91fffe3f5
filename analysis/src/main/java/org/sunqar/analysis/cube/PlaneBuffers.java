// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.cube;

/**
 * Arrays for the planes of a chunk, used again for the next chunk: without them a run left the
 * memory of each chunk behind as garbage of the old generation, gigabytes of it on large stacks.
 * One per thread; a chunk that was read into them is valid until the next one is.
 */
public final class PlaneBuffers {

  private final short[][] samples;
  private final float[][] values;

  /** Buffers for a cube. */
  public PlaneBuffers(Cube cube) {
    this.samples = new short[cube.dates()][0];
    this.values = new float[cube.dates()][0];
  }

  /** An array of exactly this length, with whatever it held before. */
  short[] samples(int date, int length) {
    if (samples[date].length != length) {
      samples[date] = new short[length];
    }
    return samples[date];
  }

  /** An array of exactly this length, with whatever it held before. */
  float[] values(int date, int length) {
    if (values[date].length != length) {
      values[date] = new float[length];
    }
    return values[date];
  }
}
