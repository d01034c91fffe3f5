// SPDX-License-Identifier: Apache-2.0
/**
 * Cubes: the scenes of a piece of land on one grid, read and computed chunk by chunk in bounded
 * memory.
 */
@NullMarked
package org.sunqar.analysis.cube;

import org.jspecify.annotations.NullMarked;
