// SPDX-License-Identifier: Apache-2.0
package org.sunqar.mission.plan.schedule.search;

import org.sunqar.mission.plan.schedule.Plan;

/** A plan, not checked yet, and how good it is. */
public record PlanResult(Plan plan, PlanReport report) {}
