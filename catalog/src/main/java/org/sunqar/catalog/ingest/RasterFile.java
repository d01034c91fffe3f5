// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.jp2.Jpeg2000;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;

/**
 * What a GeoTIFF or a JPEG 2000 file says about itself.
 *
 * @param mediaType of its format
 * @param metadata dataset items and text tags, as in {@link Raster#metadata}
 */
record RasterFile(
    Path path, String mediaType, Grid grid, List<BandInfo> bands, Map<String, String> metadata) {

  /** What a file without a position has for one: its rows and columns. */
  private static final Affine PIXELS = new Affine(1, 0, 0, 0, 1, 0);

  /**
   * Reads the header of a file.
   *
   * @throws org.sunqar.raster.RasterException when it is not a raster of a kind that is read
   * @throws CatalogException INVALID when it says not where its pixels lie
   */
  static RasterFile open(Path path) {
    try (Raster raster = Rasters.open(path)) {
      if (raster.grid().crs().wkt().isEmpty()) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            path + " has no coordinate reference system; give it one, as with gdal_edit.py -a_srs");
      }
      if (raster.grid().affine().equals(PIXELS)) {
        throw new CatalogException(
            CatalogException.Key.INVALID,
            path
                + " does not say where its pixels lie; give it bounds, as with gdal_edit.py"
                + " -a_ullr");
      }
      return new RasterFile(
          path, mediaType(raster), raster.grid(), raster.bands(), raster.metadata());
    }
  }

  /**
   * Reads the header of a file that need not say where its pixels lie, as an image in the geometry
   * of its sensor.
   */
  static RasterFile openAnywhere(Path path) {
    try (Raster raster = Rasters.open(path)) {
      return new RasterFile(
          path, mediaType(raster), raster.grid(), raster.bands(), raster.metadata());
    }
  }

  /** Whether it says where its pixels lie. */
  boolean hasPosition() {
    return !grid.crs().wkt().isEmpty() && !grid.affine().equals(PIXELS);
  }

  static String mediaType(Raster raster) {
    return raster instanceof Jpeg2000 ? Asset.JPEG_2000 : Asset.GEOTIFF;
  }

  /**
   * Decodes the first and the last block of all bands, which finds a file that ends too early.
   *
   * @throws org.sunqar.raster.RasterException when one cannot be decoded
   */
  void check() {
    try (Raster raster = Rasters.open(path)) {
      raster.read(new Window(0, 0, 1, 1));
      raster.read(new Window(grid.width() - 1, grid.height() - 1, 1, 1));
    }
  }
}
