// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import java.util.List;
import java.util.Optional;
import org.sunqar.catalog.stac.BandSource;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.reader.RasterReader;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.reader.ReadOptions;
import org.sunqar.raster.view.DescribedRaster;
import org.sunqar.raster.warp.Mosaic;
import org.sunqar.raster.warp.MosaicMethod;
import org.sunqar.raster.warp.MosaicSource;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/** Reads a band of an item, much reduced, from wherever it is and in however many files. */
final class BandPixels {

  private BandPixels() {}

  /**
   * The band on a grid.
   *
   * @param parts the files that it is in, at least one
   */
  static Pixels on(Grid grid, List<BandSource> parts, Resampling resampling) {
    try (Raster raster = open(parts)) {
      return reader(raster, parts.getFirst(), resampling).read(grid);
    }
  }

  /**
   * The band in a window of a grid: what the whole has there, whatever the window, which places
   * that are computed for a smaller grid would not quite give.
   */
  static Pixels in(Window window, Grid whole, BandSource band, Raster raster, Resampling how) {
    List<BandInfo> bands =
        raster.bands().stream()
            .map(info -> band.noData().isPresent() ? info.withNoData(band.noData()) : info)
            .toList();
    Raster described = DescribedRaster.of(raster, raster.grid(), bands, raster.metadata());
    WarpOptions options = WarpOptions.of(how).withBands(List.of(band.band()));
    return WarpedRaster.of(described, whole, options).pixels(window);
  }

  /**
   * The band as its rows and columns lie, of a given size or, without one, with so many pixels on
   * the longer side at most.
   */
  static Pixels inItsRows(
      List<BandSource> parts, Resampling resampling, Optional<Grid> size, int maxSize) {
    try (Raster raster = open(parts)) {
      RasterReader reader = reader(raster, parts.getFirst(), resampling);
      return size.isEmpty()
          ? reader.preview(maxSize)
          : reader.read(raster.grid().resized(size.get().width(), size.get().height()));
    }
  }

  private static RasterReader reader(Raster raster, BandSource band, Resampling resampling) {
    ReadOptions options = ReadOptions.defaults().withBands(band.band()).withResampling(resampling);
    return new RasterReader(
        raster,
        band.noData().isPresent() ? options.withNoData(band.noData().getAsDouble()) : options);
  }

  static Raster open(List<BandSource> parts) {
    if (parts.size() == 1) {
      return Rasters.open(parts.getFirst().href());
    }
    List<MosaicSource> sources =
        parts.stream()
            .map(part -> MosaicSource.of(part.href(), () -> Rasters.open(part.href())))
            .toList();
    Grid whole = sources.getFirst().grid();
    for (MosaicSource source : sources) {
      whole = whole.union(source.grid());
    }
    return Mosaic.of(sources, whole, new MosaicMethod.First(), WarpOptions.defaults());
  }
}
