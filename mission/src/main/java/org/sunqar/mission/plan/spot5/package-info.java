// SPDX-License-Identifier: Apache-2.0
/**
 * The daily photograph scheduling problem of the SPOT 5 satellite (Bensana, Lemaître and Verfaillie
 * 1999): which photographs to take by which camera.
 */
@NullMarked
package org.sunqar.mission.plan.spot5;

import org.jspecify.annotations.NullMarked;
