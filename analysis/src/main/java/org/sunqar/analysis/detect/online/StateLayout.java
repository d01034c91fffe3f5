// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.detect.online;

import java.util.List;

/**
 * The planes of a detector's state.
 *
 * @param fixed written once by the fit: coefficients, scatter, fences. The first is always {@link
 *     EvidencePlanes#SCATTER}
 * @param moving changed by every update. The first {@link EvidencePlanes#COUNT} are the same for
 *     all detectors, see {@link EvidencePlanes}
 */
public record StateLayout(List<StatePlane> fixed, List<StatePlane> moving) {

  public StateLayout {
    fixed = List.copyOf(fixed);
    moving = List.copyOf(moving);
  }

  /** All planes. */
  public int planes() {
    return fixed.size() + moving.size();
  }
}
