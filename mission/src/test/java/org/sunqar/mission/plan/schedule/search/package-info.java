// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.sunqar.mission.plan.schedule.search;

import org.jspecify.annotations.NullMarked;
