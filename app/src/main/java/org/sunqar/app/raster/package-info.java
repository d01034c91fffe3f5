// SPDX-License-Identifier: Apache-2.0
/** The commands on rasters: each composes a raster out of others and writes or describes it. */
@NullMarked
package org.sunqar.app.raster;

import org.jspecify.annotations.NullMarked;
