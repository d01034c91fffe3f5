// SPDX-License-Identifier: Apache-2.0
/** Planted violations of the architecture; see ArchitectureTest. */
@NullMarked
package org.sunqar.planted.ortools;

import org.jspecify.annotations.NullMarked;
