// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.area;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.geopackage.FeatureGeometries;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;

/** Polygons out of a GeoPackage: those of all its layers. */
final class GeoPackageArea {

  private GeoPackageArea() {}

  static void read(byte[] bytes, AreaBuilder area) {
    try {
      Path file = Files.createTempFile("sunqar-area", ".gpkg");
      try {
        Files.write(file, bytes);
        FeatureGeometries.read(file, AreaBuilder.MOST_FEATURES, new Layers(area));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (CatalogException e) {
      throw new AreaException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CatalogException(
          CatalogException.Key.IO, "a temporary file cannot be written: " + e, e);
    }
  }

  private static final class Layers implements FeatureGeometries.Visitor {

    private final AreaBuilder area;
    private String title = "";
    private String system = "";
    private Optional<WkbPolygons> polygons = Optional.empty();

    Layers(AreaBuilder area) {
      this.area = area;
    }

    @Override
    public void layer(String newTitle, String crs) {
      title = newTitle;
      system = crs;
      polygons = Optional.empty();
    }

    @Override
    public void geometry(ByteBuffer wkb) {
      if (polygons.isEmpty()) { // a layer without features need not have a system
        area.name(title);
        polygons = Optional.of(new WkbPolygons(area, Optional.of(crs())));
      }
      polygons.get().read(wkb);
    }

    private Crs crs() {
      if (system.isEmpty()) {
        throw new AreaException(
            "the layer " + title + " of the GeoPackage has no reference system");
      }
      try {
        return Crs.of(system);
      } catch (RasterException e) {
        throw new AreaException(String.valueOf(e.getMessage()), e);
      }
    }
  }
}
