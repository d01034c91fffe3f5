// SPDX-License-Identifier: Apache-2.0
/** Between pixels and geometries: outlines of regions, and geometries on a grid. */
@NullMarked
package org.sunqar.raster.vector;

import org.jspecify.annotations.NullMarked;
