// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.vector;

import org.locationtech.jts.geom.Geometry;

/**
 * Connected pixels of one value.
 *
 * @param value of the pixels
 * @param pixels their number
 * @param outline along the edges of the pixels in map coordinates: a valid polygon, or several
 *     where pixels that touch at corners only count as connected
 */
public record Region(double value, long pixels, Geometry outline) {}
