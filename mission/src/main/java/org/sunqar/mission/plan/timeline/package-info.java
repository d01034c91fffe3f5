// SPDX-License-Identifier: Apache-2.0
/**
 * Satellites as timelines: what each of them does one after the other, with the time to turn in
 * between and the energy that all of it takes. Knows nothing of where opportunities come from.
 */
@NullMarked
package org.sunqar.mission.plan.timeline;

import org.jspecify.annotations.NullMarked;
