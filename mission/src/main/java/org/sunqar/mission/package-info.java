// SPDX-License-Identifier: Apache-2.0
/** Which satellite can look, when, and a plan that uses every second of it. */
@NullMarked
package org.sunqar.mission;

import org.jspecify.annotations.NullMarked;
