// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.segment;

import org.sunqar.mission.orbit.Time;

/**
 * A satellite that has failed, by what the flights of a workspace last told.
 *
 * @param satellite id
 * @param since when it failed
 * @param plan version that was flown when it did: the first to know of it is a later one
 * @param told until when the flights tell
 */
public record Failure(String satellite, Time since, int plan, Time told) {}
