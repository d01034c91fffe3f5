// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.sunqar.analysis.alert.AlertRule;
import org.sunqar.analysis.tracking.AlertTracking;
import org.sunqar.analysis.watch.DetectorSettings;
import org.sunqar.analysis.watch.Watch;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.overview.OverviewMosaic;
import org.sunqar.catalog.overview.Thumbnails;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Band;
import org.sunqar.catalog.stac.ClearMask;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.Footprint;
import org.sunqar.catalog.stac.GridFields;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.stac.TimeInterval;
import org.sunqar.catalog.store.CatalogSchema;
import org.sunqar.catalog.store.Database;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.catalog.store.ItemStores;
import org.sunqar.catalog.store.Migration;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.tiff.CogWriter;
import org.sunqar.server.ServerConfig;
import org.sunqar.server.SunqarServer;

/**
 * The real server over two scenes of 200 x 200 pixels of 10 m at 9 degrees east: "old", all clear,
 * and "new", whose left half is cloudy; and a watch with a map of break dates. Stored are
 * reflectances times 10,000; red is {@code 1000 + 5 * column}, near infrared {@code 3000 + 10 *
 * row}, in "new" both 500 more.
 */
public final class TileServer implements AutoCloseable {

  /** Where the scenes lie. */
  public static final Grid GRID =
      new Grid(Crs.ofEpsg(32632), Affine.northUp(500_000, 5_600_000, 10, 10), 200, 200);

  private static final List<String> BANDS = List.of("blue", "green", "red", "nir");

  private final Path workspace;
  private final Database database;
  private final ItemStore store;
  private final TilesApi tiles;
  private final SunqarServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TileServer(Path workspace, ServerConfig config) throws IOException {
    this.workspace = workspace;
    List<Migration> migrations = new ArrayList<>(CatalogSchema.MIGRATIONS);
    migrations.addAll(WatchStore.MIGRATIONS);
    database = Database.open(workspace.resolve("sunqar.sqlite"), migrations);
    store = ItemStores.open(ItemStores.SQLITE, workspace, database);
    WatchStore watches = new WatchStore(database);
    store.putCollection(Collection.of("land", "Two scenes"));
    add("old", "2024-01-01T10:00:00Z", 0, col -> 0);
    add("new", "2024-02-01T10:00:00Z", 500, col -> col < 100 ? 1 : 0);
    watch(watches);
    tiles = new TilesApi(store, watches, workspace);
    server =
        SunqarServer.start(
            config.onPort(0),
            store,
            workspace,
            new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            List.of(tiles));
  }

  /** Starts it in an empty folder. */
  public static TileServer start(Path workspace) throws IOException {
    return new TileServer(workspace, ServerConfig.DEFAULT);
  }

  /** Starts it in an empty folder with other settings. */
  public static TileServer start(Path workspace, ServerConfig config) throws IOException {
    return new TileServer(workspace, config);
  }

  /** Adds a scene whose values are so much more, and with a mask: 1 is cloud. */
  public void add(String id, String time, int more, IntUnaryOperator mask) throws IOException {
    Path file = file(id);
    Files.createDirectories(workspace.resolve("files"));
    try (CogWriter writer =
        CogWriter.create(
            file,
            GRID,
            BANDS.stream().map(name -> BandInfo.of(name, PixelType.UINT16, 0)).toList(),
            Map.of(),
            CogWriter.Options.defaults().withBlockSize(128))) {
      for (int band = 1; band <= BANDS.size(); band++) {
        PixelBlock block = PixelBlock.of(PixelType.UINT16, GRID.width(), GRID.height());
        for (int i = 0; i < block.size(); i++) {
          int col = i % GRID.width();
          int row = i / GRID.width();
          block.set(i, more + (band == 4 ? 3000 + 10 * row : 400 + 200 * band + 5 * col));
        }
        writer.write(GRID.window(), band, block);
      }
      writer.finish();
    }
    Path clear = workspace.resolve("files").resolve(id + "_mask.tif");
    write(clear, BandInfo.of("mask", PixelType.UINT8), i -> mask.applyAsInt(i % GRID.width()));
    List<Band> bands = new ArrayList<>();
    for (String name : BANDS) {
      bands.add(
          Band.named(name)
              .with("eo:common_name", name)
              .withSamples(PixelType.UINT16, OptionalDouble.of(0), 0.0001, 0));
    }
    Map<String, Asset> assets = new LinkedHashMap<>();
    assets.put(
        "image",
        new Asset(file.toUri().toString(), List.of("data"), bands, Map.of())
            .with("type", JsonNodeFactory.instance.textNode(Asset.COG)));
    assets.put(
        "mask",
        ClearMask.ZERO_IS_CLEAR.on(
            new Asset(
                clear.toUri().toString(),
                List.of("cloud"),
                List.of(
                    Band.named("mask").withSamples(PixelType.UINT8, OptionalDouble.empty(), 1, 0)),
                Map.of())));
    Item item =
        Item.of(
                id,
                "land",
                Footprint.of(GRID),
                TimeInterval.at(Instant.parse(time)),
                GridFields.of(GRID),
                assets)
            .withProperty("more", JsonNodeFactory.instance.numberNode(more));
    store.add(List.of(item.relativeTo(workspace)), true);
  }

  private static void write(Path file, BandInfo band, IntUnaryOperator value) {
    try (CogWriter writer =
        CogWriter.create(file, GRID, List.of(band), Map.of(), CogWriter.Options.defaults())) {
      PixelBlock block = PixelBlock.of(band.type(), GRID.width(), GRID.height());
      for (int i = 0; i < block.size(); i++) {
        block.set(i, value.applyAsInt(i));
      }
      writer.write(GRID.window(), 1, block);
      writer.finish();
    }
  }

  /** A run that saw a change in the upper half, on a day that depends on the column. */
  private void watch(WatchStore watches) throws IOException {
    watches.create(
        new Watch(
            "woods",
            "land",
            "ndvi",
            Optional.empty(),
            LocalDate.of(2024, 1, 1),
            new DetectorSettings.TwoDates(3),
            AlertRule.defaults()));
    Path folder = Files.createDirectories(workspace.resolve("watches/woods/runs/r1"));
    write(
        folder.resolve("break_date.tif"),
        BandInfo.of("days since 1970-01-01", PixelType.INT32, Integer.MIN_VALUE),
        i -> i < GRID.width() * GRID.height() / 2 ? 19_700 + i % GRID.width() : Integer.MIN_VALUE);
    watches.addRun(
        new WatchStore.Run(
            "woods",
            "r1",
            Instant.parse("2024-06-01T00:00:00Z"),
            JsonNodeFactory.instance.objectNode().put("last_scene", "2024-05-30")),
        _ -> new AlertTracking.Outcome(List.of(), List.of(), List.of(), 0));
  }

  /**
   * Does what an import does after its scenes: thumbnails, and a picture of all of the collection.
   */
  public void drawOverview() {
    Thumbnails thumbnails = new Thumbnails(workspace.resolve("thumbnails"));
    for (Item item : store.search(ItemQuery.all())) {
      store.add(List.of(thumbnails.draw(item).orElseThrow().on(item).relativeTo(workspace)), true);
    }
    new OverviewMosaic(store, workspace.resolve("overviews")).rebuild("land");
  }

  /** Draws what somebody will ask for first. */
  public void warm() {
    tiles.warm();
  }

  /** The file of a scene. */
  public Path file(String id) {
    return workspace.resolve("files").resolve(id + ".tif");
  }

  /** Where the server is. */
  public String address() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Asks for an address from the server's root on. */
  public HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A document. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    return Json.parseObject(new String(get(path).body(), StandardCharsets.UTF_8));
  }

  /** A picture's colours, 0xAARRGGBB, by row and column. */
  public int[][] picture(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          path
              + " "
              + answer.statusCode()
              + " "
              + new String(answer.body(), StandardCharsets.UTF_8));
    }
    var image = ImageIO.read(new ByteArrayInputStream(answer.body()));
    int[][] colors = new int[image.getHeight()][image.getWidth()];
    for (int row = 0; row < colors.length; row++) {
      image.getRGB(0, row, image.getWidth(), 1, colors[row], 0, image.getWidth());
      for (int col = 0; image.getRaster().getNumBands() <= 2 && col < image.getWidth(); col++) {
        // the JDK takes grey for linear
        boolean palette = image.getColorModel() instanceof java.awt.image.IndexColorModel;
        int grey = image.getRaster().getSample(col, row, 0);
        colors[row][col] =
            palette ? colors[row][col] : (colors[row][col] & 0xff000000) | (grey * 0x010101);
      }
    }
    return colors;
  }

  @Override
  public void close() {
    server.close();
    tiles.close();
    store.close();
    database.close();
  }
}
