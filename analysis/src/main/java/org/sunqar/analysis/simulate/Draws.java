// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.simulate;

import java.util.Random;

/**
 * Random numbers by address: every value is a function of (seed, stream, index) alone, so scenes
 * can be made in any order and on any number of threads with the same result. The mixer is the
 * finaliser of SplitMix64 (Steele, Lea, Flood 2014).
 */
record Draws(long key) {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** Numbers of a purpose, independent of those of another stream. */
  static Draws of(long seed, long stream) {
    return new Draws(mix(mix(seed) + GOLDEN * (stream + 1)));
  }

  /** Numbers for one of many things of the same purpose, such as one scene. */
  Draws at(long index) {
    return new Draws(mix(key + GOLDEN * (index + 1)));
  }

  /** 64 random bits. */
  long bits(long index) {
    return mix(key + GOLDEN * (index + 1));
  }

  /** Uniform in 0 (in) to 1 (out). */
  double uniform(long index) {
    return (bits(index) >>> 11) * 0x1p-53;
  }

  /**
   * Nearly normal with mean 0 and variance 1: the sum of four 16-bit uniforms, which ends at 3.46
   * standard deviations. Cheap; for sensor noise.
   */
  float roughNormal(long index) {
    long bits = bits(index);
    long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
    // mean 2 * 65535, standard deviation 65536 * sqrt(4 / 12)
    return (sum - 131_070) * (1 / 37_837.2f);
  }

  /** A generator whose algorithm the platform specifies, for the few numbers that need shape. */
  Random generator() {
    return new Random(key);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
