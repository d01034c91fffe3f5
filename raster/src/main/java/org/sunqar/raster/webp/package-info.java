// SPDX-License-Identifier: Apache-2.0
/** WebP streams, for blocks of files and for pictures. */
@NullMarked
package org.sunqar.raster.webp;

import org.jspecify.annotations.NullMarked;
