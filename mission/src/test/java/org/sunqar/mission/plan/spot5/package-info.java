// SPDX-License-Identifier: Apache-2.0
/** Tests. */
@NullMarked
package org.sunqar.mission.plan.spot5;

import org.jspecify.annotations.NullMarked;
