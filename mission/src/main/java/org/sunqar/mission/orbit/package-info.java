// SPDX-License-Identifier: Apache-2.0
/** Time, the Earth, and where satellites are. */
@NullMarked
package org.sunqar.mission.orbit;

import org.jspecify.annotations.NullMarked;
