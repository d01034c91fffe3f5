// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.List;
import org.sunqar.mission.orbit.GroundPoint;

/**
 * A part of an area that is imaged in one go.
 *
 * @param index of the strip within its cut, from 0, from left to right of the heading
 * @param first middle of the edge where imaging begins when it follows the heading
 * @param last middle of the edge where it ends
 * @param length from first to last (m)
 * @param width across (m)
 * @param share of the area that this strip covers, overlaps counted for both, above 0 to 1
 * @param outline its four corners in order
 */
public record Strip(
    int index,
    GroundPoint first,
    GroundPoint last,
    double length,
    double width,
    double share,
    List<GroundPoint> outline) {

  public Strip {
    outline = List.copyOf(outline);
  }

  /** The point of the ellipsoid halfway between the middles of its two edges. */
  public GroundPoint middle() {
    return GroundPoint.below(first.position().add(last.position()).scalarMultiply(0.5));
  }
}
