// SPDX-License-Identifier: Apache-2.0
/**
 * Where pixels lie: grids, windows, affine transforms, coordinate reference systems. Coordinates
 * are always x first. {@link org.sunqar.raster.geo.Crs} is the only door to the CRS library.
 */
@NullMarked
package org.sunqar.raster.geo;

import org.jspecify.annotations.NullMarked;
