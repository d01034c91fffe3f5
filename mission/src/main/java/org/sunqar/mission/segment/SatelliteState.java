// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.List;
import java.util.Set;
import org.sunqar.mission.orbit.Time;
import org.sunqar.mission.plan.schedule.Pointing;

/**
 * A satellite between two spans of a simulation.
 *
 * @param satellite id
 * @param out whether it has failed
 * @param attitude in which it was left
 * @param energy in the battery (J)
 * @param aboard images in memory, whole or not yet, in the order of their taking
 * @param imaged times of imaging that its duty cycle still counts
 * @param tasked ids of acquisitions whose command is aboard
 * @param closed ids of acquisitions of which nothing more becomes, while a plan may still name them
 */
record SatelliteState(
    String satellite,
    boolean out,
    Pointing attitude,
    double energy,
    List<Aboard> aboard,
    List<Imaged> imaged,
    Set<String> tasked,
    Set<String> closed) {

  /**
   * An image in memory.
   *
   * @param image when it is whole
   * @param bits of it in memory: fewer while it is taken, and while it is sent
   */
  record Aboard(Image image, double bits) {}

  /**
   * A time of imaging.
   *
   * @param start of it
   * @param end of it
   */
  record Imaged(Time start, Time end) {}

  SatelliteState {
    aboard = List.copyOf(aboard);
    imaged = List.copyOf(imaged);
    tasked = Set.copyOf(tasked);
    closed = Set.copyOf(closed);
  }

  /** Looking down, with a full battery and an empty memory. */
  static SatelliteState fresh(String satellite, double energy) {
    return new SatelliteState(
        satellite, false, Pointing.DOWN, energy, List.of(), List.of(), Set.of(), Set.of());
  }
}
