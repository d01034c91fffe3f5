// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.Random;

/**
 * Random numbers by name: what happens to an acquisition follows from the seed and its id alone,
 * not from what else is executed or in how many spans. The mixer is the finaliser of SplitMix64
 * (Steele, Lea, Flood 2014).
 */
final class Chance {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Chance() {}

  /** A generator, whose algorithm the platform specifies, for one thing and one purpose. */
  static Random of(long seed, String purpose, String id) {
    long key = mix(seed);
    for (int i = 0; i < purpose.length(); i++) {
      key = mix(key + GOLDEN + purpose.charAt(i));
    }
    key = mix(key ^ GOLDEN);
    for (int i = 0; i < id.length(); i++) {
      key = mix(key + GOLDEN + id.charAt(i));
    }
    return new Random(key);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
