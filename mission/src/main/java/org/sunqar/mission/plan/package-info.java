// SPDX-License-Identifier: Apache-2.0
/**
 * The planner's search: items (photographs, requests) are planned by one of their options each,
 * options exclude each other, and the worth of what is planned is to be as large as possible.
 */
@NullMarked
package org.sunqar.mission.plan;

import org.jspecify.annotations.NullMarked;
