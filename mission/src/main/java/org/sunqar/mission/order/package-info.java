// SPDX-License-Identifier: Apache-2.0
/**
 * What members ask for: orders, the requests that they come down to, and what became of them.
 * {@code order -> request -> opportunity -> acquisition -> downlink -> product}.
 */
@NullMarked
package org.sunqar.mission.order;

import org.jspecify.annotations.NullMarked;
