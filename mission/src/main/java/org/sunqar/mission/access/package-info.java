// SPDX-License-Identifier: Apache-2.0
/** When a satellite sees a target, a station or the Sun. */
@NullMarked
package org.sunqar.mission.access;

import org.jspecify.annotations.NullMarked;
