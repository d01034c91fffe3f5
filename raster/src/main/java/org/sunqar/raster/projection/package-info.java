// SPDX-License-Identifier: Apache-2.0
/**
 * The formulas of map projections and datum shifts, on arrays of points. Knows nothing of
 * coordinate reference systems: {@code geo} puts a system's steps together.
 */
@NullMarked
package org.sunqar.raster.projection;

import org.jspecify.annotations.NullMarked;
