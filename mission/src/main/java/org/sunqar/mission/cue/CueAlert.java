// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.cue;

import org.locationtech.jts.geom.Geometry;

/**
 * What a rule looks at of an alert, wherever alerts are kept.
 *
 * @param id of the alert
 * @param watch that raised it
 * @param status what the detector says, in lower case
 * @param confidence 0 to 1
 * @param hectares its extent
 * @param place its outline, in degrees east and north
 */
public record CueAlert(
    String id, String watch, String status, double confidence, double hectares, Geometry place) {}
