// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.reader;

import java.util.List;
import java.util.Map;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.Raster;

/**
 * What a raster is, without reading its pixels.
 *
 * @param overviews grids of the coarser versions, finest first
 * @param hasMask whether there is a mask for the whole image, or an alpha band
 */
public record RasterInfo(
    String name,
    Grid grid,
    List<BandInfo> bands,
    Map<String, String> metadata,
    Map<String, String> structure,
    int blockWidth,
    int blockHeight,
    List<Grid> overviews,
    boolean hasMask) {

  static RasterInfo of(Raster raster) {
    return new RasterInfo(
        raster.name(),
        raster.grid(),
        raster.bands(),
        raster.metadata(),
        raster.structure(),
        raster.blockWidth(),
        raster.blockHeight(),
        raster.overviews().stream().map(Raster::grid).toList(),
        raster.hasMask());
  }
}
