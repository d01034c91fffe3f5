// SPDX-License-Identifier: Apache-2.0
/** Pixel values in memory: typed blocks and no-data. */
@NullMarked
package org.sunqar.raster.pixel;

import org.jspecify.annotations.NullMarked;
