// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.trial;

import java.util.Optional;
import org.sunqar.mission.orbit.Time;

/**
 * What is tried with one acquisition.
 *
 * @param acquisition its id in the plan in force
 * @param start when it would begin; empty: it would not be taken
 */
public record Change(String acquisition, Optional<Time> start) {}
