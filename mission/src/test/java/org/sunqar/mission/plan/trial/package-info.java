// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.sunqar.mission.plan.trial;

import org.jspecify.annotations.NullMarked;
