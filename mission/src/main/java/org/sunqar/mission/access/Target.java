// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.access;

import org.sunqar.mission.orbit.GroundPoint;

/**
 * A point to be imaged.
 *
 * @param id unique in a search
 * @param place where it lies
 */
public record Target(String id, GroundPoint place) {}
