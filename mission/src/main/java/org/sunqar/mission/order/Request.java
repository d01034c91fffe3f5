// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import org.sunqar.mission.access.Strip;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/**
 * A part of an order that one acquisition does: a point, or a strip of an area, once. This is what
 * is planned.
 *
 * @param id unique: the order's id, the occurrence and the part
 * @param order id of the order
 * @param member who asks
 * @param priority of the order
 * @param value the order's value times the share that this part is of it
 * @param target what is looked at
 * @param start first instant at which it may be taken
 * @param end last instant
 * @param image what the image must be like
 */
public record Request(
    String id,
    String order,
    String member,
    Priority priority,
    double value,
    Aim target,
    Time start,
    Time end,
    Order.Image image) {

  /** What is looked at. */
  public sealed interface Aim {}

  /** A point; the image is as long as it is wide. */
  public record Point(GroundPoint place) implements Aim {}

  /**
   * A strip of an area, narrower than the swath of whoever takes it.
   *
   * @param strip where it lies
   * @param heading along the strip, from north over east (rad); it may be taken against it
   */
  public record Along(Strip strip, double heading) implements Aim {}
}
