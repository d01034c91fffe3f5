// SPDX-License-Identifier: Apache-2.0
/**
 * JPEG 2000 (ISO/IEC 15444-1), read: {@code Jp2Boxes} finds the codestream and the position in a
 * file, {@code Codestream} reads its headers and where its tiles lie, {@code TileDecoder} builds
 * the structure of one tile, {@code PacketReader} hands out the bytes of its code-blocks, {@code
 * CodeBlockDecoder} makes coefficients of them and {@code Wavelet} makes samples; {@link
 * org.sunqar.raster.jp2.Jpeg2000} is what a caller sees.
 */
@NullMarked
package org.sunqar.raster.jp2;

import org.jspecify.annotations.NullMarked;
