// SPDX-License-Identifier: Apache-2.0
/** Images brought from one grid to another, and several images made one. */
@NullMarked
package org.sunqar.raster.warp;

import org.jspecify.annotations.NullMarked;
