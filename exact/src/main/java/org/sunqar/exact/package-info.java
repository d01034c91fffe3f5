// SPDX-License-Identifier: Apache-2.0
/** The planner's exact arm: OR-tools and its native library live here and nowhere else. */
@NullMarked
package org.sunqar.exact;

import org.jspecify.annotations.NullMarked;
