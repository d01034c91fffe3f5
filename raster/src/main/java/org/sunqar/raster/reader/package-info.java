// SPDX-License-Identifier: Apache-2.0
/** Rasters wherever they are and of whatever format: from a location to pixels. */
@NullMarked
package org.sunqar.raster.reader;

import org.jspecify.annotations.NullMarked;
