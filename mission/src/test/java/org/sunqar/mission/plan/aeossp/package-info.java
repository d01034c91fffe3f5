// SPDX-License-Identifier: Apache-2.0
/** Tests. */
@NullMarked
package org.sunqar.mission.plan.aeossp;

import org.jspecify.annotations.NullMarked;
