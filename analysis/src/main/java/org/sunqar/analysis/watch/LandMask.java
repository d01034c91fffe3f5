// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.nio.file.Path;
import java.util.BitSet;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.warp.WarpOptions;
import org.sunqar.raster.warp.WarpedRaster;

/**
 * Land on which alerts count, such as forest or cropland: changes elsewhere are not taken. The area
 * of a watch says where is looked; a mask what is believed there. What is common to the region is
 * measured on all of the area.
 */
public sealed interface LandMask {

  /** Polygons in WGS 84 longitude and latitude: pixels whose centres lie inside. */
  record Polygons(Geometry area) implements LandMask {}

  /**
   * The first band of a raster in whatever system: pixels at whose centre it has a value other than
   * 0.
   *
   * @param file absolute
   */
  record RasterFile(Path file) implements LandMask {
    public RasterFile {
      if (!file.isAbsolute()) {
        throw new IllegalArgumentException("not an absolute path: " + file);
      }
    }
  }

  /** Rows of a raster that are read at once, by pixels. */
  int STRIP = 1 << 22;

  /**
   * Pixels of a grid, row * width + column, that are inside.
   *
   * @throws AnalysisException AREA when none is: a mask of another place is a mistake
   * @throws RasterException when the raster cannot be read
   */
  static BitSet inside(LandMask mask, Grid grid) {
    BitSet inside =
        switch (mask) {
          case Polygons(Geometry area) -> ofPolygons(area, grid);
          case RasterFile(Path file) -> ofRaster(file, grid);
        };
    if (inside.isEmpty()) {
      throw new AnalysisException(
          AnalysisException.Key.AREA, "a mask of the watch has no land where its scenes are");
    }
    return inside;
  }

  private static BitSet ofPolygons(Geometry area, Grid grid) {
    AreaMask polygons = AreaMask.of(area, grid);
    Window window = polygons.window();
    BitSet inside = new BitSet();
    for (int row = 0; row < window.height(); row++) {
      for (int col = 0; col < window.width(); col++) {
        if (polygons.contains(col, row)) {
          inside.set((window.row() + row) * grid.width() + window.col() + col);
        }
      }
    }
    return inside;
  }

  private static BitSet ofRaster(Path file, Grid grid) {
    BitSet inside = new BitSet();
    WarpOptions nearest = WarpOptions.of(Resampling.NEAREST).withMaxError(0);
    try (Raster source = Rasters.open(file);
        Raster onGrid = WarpedRaster.of(source, grid, nearest)) {
      int rows = Math.max(1, STRIP / grid.width());
      for (int top = 0; top < grid.height(); top += rows) {
        Window strip = new Window(0, top, grid.width(), Math.min(rows, grid.height() - top));
        Pixels pixels = onGrid.pixels(strip, 1);
        PixelBlock values = pixels.values().getFirst();
        for (int i = 0; i < values.size(); i++) {
          if (pixels.isValid(0, i) && values.get(i) != 0) {
            inside.set(top * grid.width() + i);
          }
        }
      }
    }
    return inside;
  }
}
