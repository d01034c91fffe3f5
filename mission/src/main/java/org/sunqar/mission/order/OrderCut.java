// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.order;

import org.sunqar.mission.MissionException;
import org.sunqar.mission.access.Area;
import org.sunqar.mission.access.GroundTrack;
import org.sunqar.mission.constellation.Constellation;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.constellation.Satellite;
import org.sunqar.mission.orbit.Earth;

/**
 * How an area is cut into strips, fixed when it is ordered, so that its parts stay the same
 * whatever becomes of the constellation.
 *
 * @param heading along the strips at the area's middle, from north over east (rad)
 * @param swath width of a strip (m): the narrowest of those that can do the order
 */
record OrderCut(double heading, double swath) {

  /**
   * The cut for the satellites of a constellation that can do an order.
   *
   * @throws MissionException SETTING when none can
   */
  static OrderCut of(Constellation constellation, Order order, Area area, Earth earth) {
    double swath = Double.POSITIVE_INFINITY;
    double heading = 0;
    for (Satellite satellite : constellation.satellites()) {
      for (Instrument instrument : satellite.instruments()) {
        double finest =
            order
                .image()
                .camera(satellite, instrument)
                .map(c -> c.mode().groundSampling())
                .orElse(Double.POSITIVE_INFINITY);
        if (finest < Double.POSITIVE_INFINITY
            && finest <= order.image().limits().maxGroundSampling()) {
          GroundTrack track = GroundTrack.typical(satellite, earth, area.centre().latitude());
          if (track.swath(instrument) < swath) {
            swath = track.swath(instrument);
            heading = track.heading();
          }
        }
      }
    }
    if (swath == Double.POSITIVE_INFINITY) {
      throw new MissionException(MissionException.Key.SETTING, "No satellite takes such images.");
    }
    return new OrderCut(heading, swath);
  }
}
