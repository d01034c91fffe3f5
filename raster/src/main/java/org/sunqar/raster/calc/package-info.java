// SPDX-License-Identifier: Apache-2.0
/** Expressions over bands: text to a tree, a tree to values, values to a raster. */
@NullMarked
package org.sunqar.raster.calc;

import org.jspecify.annotations.NullMarked;
