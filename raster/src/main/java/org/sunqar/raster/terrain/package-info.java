// SPDX-License-Identifier: Apache-2.0
/** What the heights of a terrain say about its surface: shading, slope and aspect. */
@NullMarked
package org.sunqar.raster.terrain;

import org.jspecify.annotations.NullMarked;
