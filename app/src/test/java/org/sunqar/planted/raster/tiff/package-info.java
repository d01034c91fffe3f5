// SPDX-License-Identifier: Apache-2.0
/** Planted violations of the architecture; see ArchitectureTest. */
@NullMarked
package org.sunqar.planted.raster.tiff;

import org.jspecify.annotations.NullMarked;
