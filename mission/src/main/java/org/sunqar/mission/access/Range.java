// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.Locale;
import org.sunqar.mission.MissionException;

/**
 * A range of angles, both ends included.
 *
 * @param min least (rad)
 * @param max largest (rad)
 */
public record Range(double min, double max) {

  public Range {
    if (!(min <= max)) {
      throw new MissionException(
          MissionException.Key.SETTING,
          String.format(
              Locale.ROOT,
              "The limits from %.3f to %.3f degrees leave nothing between them.",
              Math.toDegrees(min),
              Math.toDegrees(max)));
    }
  }

  public static Range degrees(double min, double max) {
    return new Range(Math.toRadians(min), Math.toRadians(max));
  }

  /** How far a value lies within (positive) or outside (rad). */
  double margin(double value) {
    return Math.min(value - min, max - value);
  }
}
