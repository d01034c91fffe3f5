// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.sunqar.mission.plan.schedule.check;

import org.jspecify.annotations.NullMarked;
