// SPDX-License-Identifier: Apache-2.0
/**
 * Tools on pixel series: smoothing, composites, phenology, trends, climatology and the indices
 * against it. Each is defined by a scalar form in float64; block forms (16 pixels, one pixel per
 * vector lane) are tested against it and say how far they may differ.
 */
@NullMarked
package org.sunqar.analysis.series;

import org.jspecify.annotations.NullMarked;
