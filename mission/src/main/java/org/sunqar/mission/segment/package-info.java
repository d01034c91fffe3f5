// SPDX-License-Identifier: Apache-2.0
/**
 * A simulated space segment: satellites that do what a plan says, under clouds that nobody knew,
 * with errors and failures, and tell of it as real ones would.
 */
@NullMarked
package org.sunqar.mission.segment;

import org.jspecify.annotations.NullMarked;
