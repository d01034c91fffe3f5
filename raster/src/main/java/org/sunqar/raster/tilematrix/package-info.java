// SPDX-License-Identifier: Apache-2.0
/** Tile matrix sets: the grids that map tiles are cut by. */
@NullMarked
package org.sunqar.raster.tilematrix;

import org.jspecify.annotations.NullMarked;
