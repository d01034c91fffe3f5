// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sunqar.analysis.TestScenes;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.ImportReport;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.GeoTiff;

/** A folder of scenes, imported as a user's are. */
public final class SceneArchive implements AutoCloseable {

  public static final String COLLECTION = "scenes";

  private final Path scenes;
  private final Database database;
  private final SqliteItemStore store;

  public SceneArchive(Path folder) {
    try {
      scenes = Files.createDirectories(folder.resolve("scenes"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = Database.open(folder.resolve("workspace/w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder.resolve("workspace"));
  }

  public Path file(String stem) {
    return scenes.resolve(stem + ".tif");
  }

  public void scene(String stem, Grid grid, BandInfo band, PixelBlock... planes) {
    TestScenes.write(file(stem), grid, band, 32, planes);
  }

  /** The mask of a scene: 0 is clear. */
  public void mask(String stem, Grid grid, PixelBlock plane) {
    TestScenes.write(file(stem + "_mask"), grid, BandInfo.of("", PixelType.UINT8), 16, plane);
  }

  public ImportReport run(ImportOptions options, Path... paths) {
    return new Importer(store)
        .run(
            paths.length == 0 ? List.of(scenes) : List.of(paths), options, (done, all, path) -> {});
  }

  public List<Item> items() {
    run(ImportOptions.into(COLLECTION));
    return store.search(ItemQuery.all().in(COLLECTION));
  }

  public List<Item> found() {
    return store.search(ItemQuery.all().in(COLLECTION));
  }

  /** All of one band of a file. */
  public static PixelBlock read(Path file, int band) {
    try (GeoTiff tiff = GeoTiff.open(file)) {
      return tiff.read(tiff.grid().window(), band);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
