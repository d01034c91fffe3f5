// SPDX-License-Identifier: Apache-2.0
/**
 * The judge of plans. It knows the rules, the constellation and the sky, and nothing of how a plan
 * was made.
 */
@NullMarked
package org.sunqar.mission.plan.schedule.check;

import org.jspecify.annotations.NullMarked;
