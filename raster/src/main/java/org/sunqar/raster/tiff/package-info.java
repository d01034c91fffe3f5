// SPDX-License-Identifier: Apache-2.0
/**
 * GeoTIFF and Cloud-Optimized GeoTIFF, read and written.
 *
 * <p>Reading, in the order in which bytes move: {@code TiffParser} follows the chain of
 * directories; {@code ImageLayout} checks what one says about its blocks; {@code Georeference},
 * {@code GeoKeyReader} and {@code GdalMetadata} understand the rest; {@link
 * org.sunqar.raster.tiff.GeoTiff} is what a caller sees; {@code BlockReader} takes the blocks of a
 * window through {@code Codec} and {@code Predictor} into typed arrays.
 *
 * <p>Writing: {@link org.sunqar.raster.tiff.CogWriter} gathers windows in {@code OpenTiles}, {@code
 * BlockEncoder} turns full tiles into bytes that wait in a {@code TileSpool}, {@code
 * OverviewBuilder} halves level after level by a {@code HalvingKernel}, {@code CogDirectories} says
 * what the image is, and {@code CogLayout} puts everything in its place. {@link
 * org.sunqar.raster.tiff.RasterCopy} writes a whole raster so, and {@link
 * org.sunqar.raster.tiff.CogValidator} checks the layout of any file.
 */
@NullMarked
package org.sunqar.raster.tiff;

import org.jspecify.annotations.NullMarked;
