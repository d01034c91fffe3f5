// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import org.sunqar.mission.orbit.Time;

/**
 * Something that happened to an acquisition, or to a satellite.
 *
 * @param time when
 * @param kind what
 * @param satellite id
 * @param acquisition id; empty when the satellite itself is meant
 * @param request id; empty when the satellite itself is meant
 * @param detail a sentence for people; empty: the kind says all
 */
public record SegmentEvent(
    Time time, Kind kind, String satellite, String acquisition, String request, String detail) {

  /** What can happen, in the order in which it does. */
  public enum Kind {
    /** The command reached the satellite. */
    TASKED,
    /** The image is in the satellite's memory. */
    TAKEN,
    /** There was no image where one was planned. */
    NOT_TAKEN,
    /** All of the image is on the ground. */
    RECEIVED,
    /** The image was in the memory of a satellite that failed. */
    LOST,
    /** The satellite failed. */
    OUT
  }
}
