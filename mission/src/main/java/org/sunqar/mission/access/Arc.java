// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

/**
 * A part of a circle, such as azimuths or the hours of a day: from one direction onwards to
 * another, over zero where the second is smaller.
 *
 * @param from first direction (rad)
 * @param to last direction (rad)
 */
public record Arc(double from, double to) {

  private static final double CIRCLE = 2 * Math.PI;

  /** All directions. */
  public static final Arc ALL = new Arc(0, CIRCLE);

  public static Arc degrees(double from, double to) {
    return new Arc(Math.toRadians(from), Math.toRadians(to));
  }

  /** From hours of the day, 0 to 24. */
  public static Arc hours(double from, double to) {
    return new Arc(from * Math.PI / 12, to * Math.PI / 12);
  }

  private double width() {
    double width = to - from;
    return width >= CIRCLE ? CIRCLE : width - CIRCLE * Math.floor(width / CIRCLE);
  }

  boolean isAll() {
    return width() >= CIRCLE;
  }

  /** How far a direction lies within (positive) or outside (rad). */
  double margin(double direction) {
    return width() / 2 - Math.abs(Math.IEEEremainder(direction - (from + width() / 2), CIRCLE));
  }
}
