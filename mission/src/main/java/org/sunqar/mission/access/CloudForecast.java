// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import java.util.OptionalDouble;
import org.sunqar.mission.orbit.GroundPoint;
import org.sunqar.mission.orbit.Time;

/** How much of the sky is expected to be covered. */
public interface CloudForecast {

  /** No forecast anywhere. */
  CloudForecast NONE = (place, time) -> OptionalDouble.empty();

  /** Expected cloud fraction, 0 to 1, or empty where and when there is no forecast. */
  OptionalDouble fraction(GroundPoint place, Time time);
}
