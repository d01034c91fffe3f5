// SPDX-License-Identifier: Apache-2.0
/** Bytes, wherever they are: the seam between file formats and storage. */
@NullMarked
package org.sunqar.raster.source;

import org.jspecify.annotations.NullMarked;
