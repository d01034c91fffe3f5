// SPDX-License-Identifier: Apache-2.0
/** Statistics of bands: of whole rasters block by block, of pixels in memory, of zones. */
@NullMarked
package org.sunqar.raster.stats;

import org.jspecify.annotations.NullMarked;
