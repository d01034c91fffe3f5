// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import java.util.List;
import java.util.Map;
import org.sunqar.mission.orbit.Time;

/**
 * What the satellites did in a span of time.
 *
 * @param from first instant
 * @param to the instant after the last
 * @param plan version of the plan that was executed
 * @param seed of everything random
 * @param events by time
 * @param received images that came down whole, by time
 * @param telemetry of each satellite, by time
 * @param end the satellites afterwards
 */
public record Flight(
    Time from,
    Time to,
    int plan,
    long seed,
    List<SegmentEvent> events,
    List<Received> received,
    Map<String, List<Telemetry>> telemetry,
    SegmentState end) {

  /**
   * An image on the ground.
   *
   * @param image what it is
   * @param station that received the last of it
   * @param time when the last of it was received
   */
  public record Received(Image image, String station, Time time) {}

  public Flight {
    events = List.copyOf(events);
    received = List.copyOf(received);
    telemetry = Map.copyOf(telemetry);
  }
}
