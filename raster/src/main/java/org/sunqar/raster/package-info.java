// SPDX-License-Identifier: Apache-2.0
/** Pixels: where they lie, how they are stored, read and written. */
@NullMarked
package org.sunqar.raster;

import org.jspecify.annotations.NullMarked;
