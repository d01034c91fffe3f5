// SPDX-License-Identifier: Apache-2.0
/** Where pixels lie: grids, windows, affine transforms, coordinate reference systems. */
@NullMarked
package org.sunqar.raster.geo;

import org.jspecify.annotations.NullMarked;
