// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sunqar.catalog.ingest.ImportOptions;
import org.sunqar.catalog.ingest.Importer;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.StacSchemas;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.SqliteItemStore;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.tiff.CogWriter;

class OverviewMosaicTest {

  private static final Crs UTM = Crs.ofEpsg(32637);
  private static final int SIZE = 200;

  @TempDir Path folder;
  private Path scenes;
  private Database database;
  private SqliteItemStore store;
  private OverviewMosaic mosaic;

  @BeforeEach
  void open() throws IOException {
    scenes = Files.createDirectory(folder.resolve("in"));
    database = Database.open(folder.resolve("w.db"), CatalogSchema.MIGRATIONS);
    store = new SqliteItemStore(database, folder);
    mosaic = new OverviewMosaic(store, folder.resolve("overviews"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Four bands: red, green and blue from a level to 50 above, and a mask: 1 is clear. */
  private Path scene(String date, double x, int level, boolean westIsCloudy) {
    Path file = scenes.resolve("s_" + date + ".tif");
    Grid grid = new Grid(UTM, Affine.northUp(x, 756_000, 30, 30), SIZE, SIZE);
    List<BandInfo> bands =
        List.of(
            BandInfo.of("red", PixelType.UINT8, 0),
            BandInfo.of("green", PixelType.UINT8, 0),
            BandInfo.of("blue", PixelType.UINT8, 0),
            BandInfo.of("clear", PixelType.UINT8, 0));
    Random random = new Random(level);
    try (CogWriter writer =
        CogWriter.create(file, grid, bands, Map.of(), CogWriter.Options.defaults())) {
      for (int band = 1; band <= 4; band++) {
        PixelBlock block = PixelBlock.of(PixelType.UINT8, SIZE, SIZE);
        for (int i = 0; i < block.size(); i++) {
          boolean cloudy = westIsCloudy && i % SIZE < SIZE / 2;
          block.set(i, band == 4 ? (cloudy ? 2 : 1) : level + random.nextInt(50));
        }
        writer.write(grid.window(), band, block);
      }
      writer.finish();
    }
    return file;
  }

  private void run(Path... files) {
    run(false, files);
  }

  private void run(boolean replace, Path... files) {
    new Importer(store)
        .run(
            List.of(files),
            ImportOptions.into("c")
                .drawingInto(folder.resolve("thumbnails"))
                .paintingInto(folder.resolve("overviews"))
                .replacing(replace),
            (done, total, file) -> {});
  }

  private record Shown(Grid grid, List<byte[]> bands) {
    boolean isSameAs(Shown other) {
      boolean same = grid.equals(other.grid);
      for (int band = 0; band < 4; band++) {
        same &= Arrays.equals(bands.get(band), other.bands.get(band));
      }
      return same;
    }

    /** Alpha at a place. */
    int alpha(double x, double y) {
      double[] xy = {x, y};
      UTM.toLonLat(xy, 1);
      grid.crs().fromLonLat(xy, 1);
      int col = (int) Math.floor(grid.affine().colOf(xy[0], xy[1]));
      int row = (int) Math.floor(grid.affine().rowOf(xy[0], xy[1]));
      return bands.get(3)[row * grid.width() + col] & 0xff;
    }
  }

  private Shown shown() {
    try (Raster raster = Rasters.open(mosaic.fileOf("c"))) {
      List<byte[]> bands = new ArrayList<>();
      for (PixelBlock block : raster.read(raster.grid().window())) {
        bands.add(((PixelBlock.Bytes) block).values().clone());
      }
      return new Shown(raster.grid(), bands);
    }
  }

  /** Each scene has its own stretch, so a scene shows by where its colours are, not how bright. */
  private static double difference(Shown a, Shown b, double fromX, double toX) {
    int different = 0;
    int count = 0;
    for (double x = fromX + 300; x < toX - 300; x += 100) {
      double[] xy = {x, 753_000};
      UTM.toLonLat(xy, 1);
      a.grid.crs().fromLonLat(xy, 1);
      int col = (int) Math.floor(a.grid.affine().colOf(xy[0], xy[1]));
      int row = (int) Math.floor(a.grid.affine().rowOf(xy[0], xy[1]));
      int at = row * a.grid.width() + col;
      count++;
      different += a.bands.getFirst()[at] == b.bands.getFirst()[at] ? 0 : 1;
    }
    return (double) different / count;
  }

  @Test
  void theNewestClearPixelIsOnTop() throws IOException {
    Path old = scene("20200101", 589_000, 20, false);
    Path fresh = scene("20210101", 589_000, 120, true);
    run(old);
    Shown onlyOld = shown();
    run(fresh);
    Shown both = shown();
    assertThat(both.grid()).isEqualTo(onlyOld.grid());
    double middle = 589_000 + 30 * SIZE / 2.0;
    assertThat(difference(both, onlyOld, 589_000, middle)).isLessThan(0.05); // cloud in the newer
    assertThat(difference(both, onlyOld, middle, 589_000 + 30 * SIZE)).isGreaterThan(0.5);
    assertThat(both.alpha(590_000, 753_000)).isEqualTo(255);
    assertThat(both.alpha(588_000, 753_000)).isZero();
  }

  @Test
  void itDependsOnTheItemsAlone() throws IOException {
    Path old = scene("20200101", 589_000, 20, false);
    Path fresh = scene("20210101", 590_500, 120, true);
    run(fresh);
    run(old);
    Shown newestFirst = shown();
    run(old, fresh); // nothing new
    run(true, old, fresh); // once more
    assertThat(shown().isSameAs(newestFirst)).isTrue();
    mosaic.rebuild("c");
    assertThat(shown().isSameAs(newestFirst)).isTrue();
    Files.write(mosaic.fileOf("c"), new byte[10]); // damaged
    mosaic.update("c", store.search(ItemQuery.all().atMost(1)));
    assertThat(shown().isSameAs(newestFirst)).isTrue();
  }

  @Test
  void whatIsDeletedIsSeenNoMore() {
    run(scene("20200101", 589_000, 20, false));
    Shown onlyOld = shown();
    run(scene("20210101", 589_600, 120, false));
    Item deleted = store.item("c", "s_20210101").orElseThrow();
    store.deleteItem("c", deleted.id());
    mosaic.update("c", List.of(deleted));
    assertThat(shown().isSameAs(onlyOld)).isTrue();
    Item last = store.item("c", "s_20200101").orElseThrow();
    store.deleteItem("c", last.id());
    mosaic.update("c", List.of(last));
    assertThat(mosaic.fileOf("c")).doesNotExist();
  }

  @Test
  void theCollectionNamesIt() {
    run(scene("20200101", 589_000, 20, false));
    var collection = store.collection("c").orElseThrow().toJson();
    assertThat(collection.at("/assets/overview/href").asText())
        .isEqualTo("./overviews/c/latest.tif");
    assertThat(new StacSchemas().problems(collection)).isEmpty();
  }
}
