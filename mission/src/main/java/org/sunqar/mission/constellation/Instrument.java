// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import java.util.List;

/**
 * A push-broom camera.
 *
 * @param id unique within the satellite
 * @param swath width on the ground straight down from the reference height (m)
 * @param referenceHeight height at which swath and ground sampling are given (m)
 * @param stereo whether the satellite may take the same target twice or three times in a pass with
 *     it
 * @param modes at least one
 */
public record Instrument(
    String id, double swath, double referenceHeight, boolean stereo, List<ImagingMode> modes) {

  public Instrument {
    modes = List.copyOf(modes);
  }

  /** Full angle across the track (rad). */
  public double fieldOfView() {
    return 2 * Math.atan(swath / (2 * referenceHeight));
  }
}
