// SPDX-License-Identifier: Apache-2.0
/** The plan of the constellation: which satellite takes which request when, and sends it down. */
@NullMarked
package org.sunqar.mission.plan.schedule;

import org.jspecify.annotations.NullMarked;
