// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.constellation;

import java.util.List;
import org.sunqar.mission.orbit.GroundPoint;

/**
 * A ground station.
 *
 * @param id unique in the constellation
 * @param name for people
 * @param owner id of the member that runs it
 * @param place of its antennas
 * @param mask least elevation of contacts
 * @param antennas their names; each follows one satellite at a time
 */
public record GroundStation(
    String id,
    String name,
    String owner,
    GroundPoint place,
    ElevationMask mask,
    List<String> antennas) {

  public GroundStation {
    antennas = List.copyOf(antennas);
  }
}
