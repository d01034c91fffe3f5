// SPDX-License-Identifier: Apache-2.0
/**
 * Cases of the AEOSSP-standard benchmark: agile satellites by their TLE, targets with time windows,
 * and the weight of what is observed.
 */
@NullMarked
package org.sunqar.mission.plan.aeossp;

import org.jspecify.annotations.NullMarked;
