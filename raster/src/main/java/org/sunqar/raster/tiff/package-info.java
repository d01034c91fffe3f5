// SPDX-License-Identifier: Apache-2.0
/** GeoTIFF and Cloud-Optimized GeoTIFF: directories, codecs, predictors, reader and writer. */
@NullMarked
package org.sunqar.raster.tiff;

import org.jspecify.annotations.NullMarked;
