// SPDX-License-Identifier: Apache-2.0
/** Pictures: values to brightness or colour, and pictures to PNG and JPEG. */
@NullMarked
package org.sunqar.raster.render;

import org.jspecify.annotations.NullMarked;
