// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.spot5;

import java.util.List;
import java.util.OptionalInt;

/**
 * A day's candidate photographs.
 *
 * @param photographs in the order of the file
 * @param restrictions combinations that are forbidden
 * @param capacity of the recorder over all photographs, in units of {@link #UNIT}; none on a single
 *     orbit, where the recorder suffices
 */
public record Spot5Instance(
    List<Photograph> photographs, List<Restriction> restrictions, OptionalInt capacity) {

  /** Recorder use that counts as one unit of capacity; uses are rounded to whole units. */
  static final double UNIT = 451;

  /** Capacity of the recorder where it is bounded; the number at a file's end is not it. */
  static final int CAPACITY = 200;

  /**
   * A photograph that may be taken.
   *
   * @param id as in the file
   * @param profit of taking it, above 0
   * @param takes the ways to take it
   */
  public record Photograph(int id, int profit, List<Take> takes) {
    public Photograph {
      takes = List.copyOf(takes);
    }
  }

  /**
   * A way to take a photograph.
   *
   * @param camera 1, 2 or 3 for a single camera, 13 for the first and the third together (stereo)
   * @param units of the recorder
   */
  public record Take(int camera, int units) {}

  /**
   * Forbidden combinations of two or three photographs.
   *
   * @param photographs their places in the list of all
   * @param forbidden in each, a camera for each of the photographs
   */
  public record Restriction(List<Integer> photographs, List<List<Integer>> forbidden) {
    public Restriction {
      photographs = List.copyOf(photographs);
      forbidden = List.copyOf(forbidden);
    }
  }

  public Spot5Instance {
    photographs = List.copyOf(photographs);
    restrictions = List.copyOf(restrictions);
  }
}
