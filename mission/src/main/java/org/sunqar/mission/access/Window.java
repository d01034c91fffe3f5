// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

/**
 * A span of time in which a target can be seen.
 *
 * @param target index of the target
 * @param start seconds after the horizon's start
 * @param end seconds after the horizon's start
 * @param best when the satellite comes closest to the vertical within the span (s)
 */
public record Window(int target, double start, double end, double best) {

  public double seconds() {
    return end - start;
  }
}
