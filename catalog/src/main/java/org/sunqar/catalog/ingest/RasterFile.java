// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sunqar.catalog.CatalogException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.tiff.GeoTiff;

/**
 * What a GeoTIFF says about itself.
 *
 * @param metadata dataset items and text tags, as in {@link GeoTiff#metadata}
 */
record RasterFile(Path path, Grid grid, List<BandInfo> bands, Map<String, String> metadata) {

  /** What a file without a position has for one: its rows and columns. */
  private static final Affine PIXELS = new Affine(1, 0, 0, 0, 1, 0);

  /**
   * Reads the directories of a file.
   *
   * @throws org.sunqar.raster.RasterException when it is not a GeoTIFF of a kind that is read
   * @throws CatalogException INVALID when it says not where its pixels lie
   */
  static RasterFile open(Path path) {
    try (GeoTiff tiff = GeoTiff.open(path)) {
      if (tiff.grid().crs().wkt().isEmpty()) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            path + " has no coordinate reference system; give it one, as with gdal_edit.py -a_srs");
      }
      if (tiff.grid().affine().equals(PIXELS)) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            path
                + " does not say where its pixels lie; give it bounds, as with gdal_edit.py"
                + " -a_ullr");
      }
      return new RasterFile(path, tiff.grid(), tiff.bands(), tiff.metadata());
    }
  }

  /**
   * Decodes the first and the last block of all bands, which finds a file that ends too early.
   *
   * @throws org.sunqar.raster.RasterException when one cannot be decoded
   */
  void check() {
    try (GeoTiff tiff = GeoTiff.open(path)) {
      tiff.read(new Window(0, 0, 1, 1));
      tiff.read(new Window(grid.width() - 1, grid.height() - 1, 1, 1));
    }
  }
}
