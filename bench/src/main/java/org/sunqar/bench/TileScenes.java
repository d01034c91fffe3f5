// SPDX-License-Identifier: Apache-2.0
package org.sunqar.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.GridFields;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.raster.tiff.Compression;

/**
 * A workspace for the benchmark of tiles: a collection "many" of 500 scenes side by side (25 x 20,
 * 512 x 512 pixels of 10 m, four bands of 16 bits, a tenth of overlap) and a collection "one" of
 * one scene of 4096 x 4096 pixels. Arguments: the folder, and perhaps the number of scenes.
 */
public final class TileScenes {

  private static final List<String> BANDS = List.of("blue", "green", "red", "nir");
  private static final int SIZE = 512;
  private static final int ACROSS = 25;

  private TileScenes() {}

  public static void main(String[] arguments) throws Exception {
    Path workspace = Path.of(arguments[0]).toAbsolutePath();
    int scenes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
    Files.createDirectories(workspace.resolve("files"));
    try (Database database =
            Database.open(workspace.resolve("sunqar.sqlite"), CatalogSchema.MIGRATIONS);
        ItemStore store = ItemStores.open(ItemStores.SQLITE, workspace, database)) {
      store.putCollection(Collection.of("many", "500 scenes"));
      store.putCollection(Collection.of("one", "One scene"));
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < scenes; i++) {
        double x = 300_000 + i % ACROSS * SIZE * 9;
        double y = 5_300_000 + i / ACROSS * SIZE * 9;
        items.add(scene(workspace, "many", "s" + i, x, y, SIZE, i).relativeTo(workspace));
      }
      store.add(items, true);
      store.add(
          List.of(
              scene(workspace, "one", "big", 300_000, 5_400_000, 4096, 7).relativeTo(workspace)),
          true);
      new OverviewMosaic(store, workspace.resolve("overviews")).rebuild("many");
    }
  }

  static Item scene(
      Path workspace, String collection, String id, double x, double y, int size, int seed) {
    Path file = workspace.resolve("files").resolve(collection + "-" + id + ".tif");
    Grid grid = new Grid(Crs.ofEpsg(32648), Affine.northUp(x, y, 10, 10), size, size);
    write(file, grid, seed);
    List<Band> bands = new ArrayList<>();
    for (String name : BANDS) {
      bands.add(
          Band.named(name)
              .with("eo:common_name", name)
              .withSamples(PixelType.UINT16, OptionalDouble.of(0), 0.0001, 0));
    }
    Map<String, com.fasterxml.jackson.databind.JsonNode> fields =
        new LinkedHashMap<>(GridFields.of(grid));
    Instant time = Instant.parse("2024-06-01T04:00:00Z").plus(seed, ChronoUnit.HOURS);
    Asset asset =
        new Asset(file.toUri().toString(), List.of("data"), bands, Map.of()).with("type", text());
    var properties = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    properties.put("eo:cloud_cover", 0);
    fields.put("eo:cloud_cover", properties.get("eo:cloud_cover"));
    properties.putObject("renders").putObject("default").putArray("rescale");
    for (int i = 0; i < 3; i++) {
      ((com.fasterxml.jackson.databind.node.ArrayNode)
              properties.path("renders").path("default").path("rescale"))
          .addArray()
          .add(300)
          .add(3500);
    }
    fields.put("renders", properties.get("renders"));
    return Item.of(
        id, collection, Footprint.of(grid), TimeInterval.at(time), fields, Map.of("image", asset));
  }

  private static com.fasterxml.jackson.databind.JsonNode text() {
    return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.textNode(Asset.COG);
  }

  private static void write(Path file, Grid grid, int seed) {
    Random random = new Random(seed);
    List<BandInfo> bands =
        BANDS.stream().map(name -> BandInfo.of(name, PixelType.UINT16, 0)).toList();
    try (CogWriter writer =
        CogWriter.create(
            file,
            grid,
            bands,
            Map.of(),
            CogWriter.Options.defaults()
                .withBlockSize(256)
                .withCompression(Compression.DEFLATE, 6)
                .withOverviews(Resampling.AVERAGE))) {
      for (int band = 1; band <= BANDS.size(); band++) {
        PixelBlock block = PixelBlock.of(PixelType.UINT16, grid.width(), grid.height());
        for (int i = 0; i < block.size(); i++) {
          double col = i % grid.width() / 40.0;
          double row = Math.floorDiv(i, grid.width()) / 40.0;
          double land = Math.sin(col + seed) * Math.cos(row - seed) + Math.sin(col / 7 + row / 5);
          block.set(i, 1200 + 400 * band + 350 * land * (band == 4 ? 2 : 1) + random.nextInt(60));
        }
        writer.write(grid.window(), band, block);
      }
      writer.finish();
    }
  }
}
