// SPDX-License-Identifier: Apache-2.0
/** What would be if a plan were another: tried, judged, and never put in force. */
@NullMarked
package org.sunqar.mission.plan.trial;

import org.jspecify.annotations.NullMarked;
