// SPDX-License-Identifier: Apache-2.0
/**
 * The national planner: requests become ways to take them, ways exclude each other on the
 * satellites, and a search chooses among them. Everything here is judged by {@link
 * org.sunqar.mission.plan.schedule.PlanChecker}, which knows nothing of it.
 */
@NullMarked
package org.sunqar.mission.plan.schedule.search;

import org.jspecify.annotations.NullMarked;
