// SPDX-License-Identifier: Apache-2.0
/** Rasters that show another raster in part, or its values in another form; nothing is copied. */
@NullMarked
package org.sunqar.raster.view;

import org.jspecify.annotations.NullMarked;
