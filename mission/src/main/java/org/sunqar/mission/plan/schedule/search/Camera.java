// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import java.util.Optional;
import org.sunqar.mission.access.Opportunity;
import org.sunqar.mission.access.OpportunitySearch;
import org.sunqar.mission.constellation.ImagingMode;
import org.sunqar.mission.constellation.Instrument;
import org.sunqar.mission.order.Order;

/**
 * An instrument of a satellite in a mode.
 *
 * @param satellite number of the satellite
 * @param sensor its name
 * @param optics the instrument and mode
 */
record Camera(int satellite, Opportunity.Sensor sensor, OpportunitySearch.Camera optics) {

  double dataRate() {
    return optics.mode().dataRate();
  }

  /** The mode of an instrument that is asked for, or its finest; empty when it has none such. */
  static Optional<ImagingMode> mode(Instrument instrument, Order.Image image) {
    return image.mode().isPresent()
        ? instrument.modes().stream().filter(m -> m.kind() == image.mode().get()).findFirst()
        : Optional.of(OpportunitySearch.Camera.finest(instrument).mode());
  }
}
