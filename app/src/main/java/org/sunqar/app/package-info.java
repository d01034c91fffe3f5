// SPDX-License-Identifier: Apache-2.0
/** Commands and wiring: the only place that knows everything. */
@NullMarked
package org.sunqar.app;

import org.jspecify.annotations.NullMarked;
