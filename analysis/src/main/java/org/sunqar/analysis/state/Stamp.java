// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.state;

/**
 * How far a chunk is: which scenes its planes have taken, and in which order. Two stamps are equal
 * when the same scenes in the same versions were taken in the same order after the same history.
 *
 * <p>The chain is a hash of 64 bits over all of them, made for telling states apart, not for
 * security: it does not protect from someone who wants two histories to look alike.
 *
 * @param scenes taken so far, 0 or more
 * @param chain hash over the settings, the history and the scenes taken, in their order
 */
public record Stamp(int scenes, long chain) {

  /** The stamp of a chunk that has its history and no scene yet. */
  public static Stamp beginning(long identity) {
    return new Stamp(0, mixed(identity));
  }

  /** The stamp after one more scene. */
  public Stamp then(long scene) {
    return new Stamp(scenes + 1, mixed(chain * 0x9E3779B97F4A7C15L + scene));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each bit depends on all. */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
