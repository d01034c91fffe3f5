// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.overview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Asset;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.stac.GridFields;
import org.sunqar.catalog.stac.Href;
import org.sunqar.catalog.stac.Item;
import org.sunqar.catalog.stac.Json;
import org.sunqar.catalog.store.ItemQuery;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.PixelBlock;
import org.sunqar.raster.pixel.PixelType;
import org.sunqar.raster.pixel.Raster;
import org.sunqar.raster.reader.Rasters;
import org.sunqar.raster.tiff.CogWriter;

/**
 * A small picture of a whole collection as it was last seen: a COG with red, green, blue and alpha
 * in Web Mercator, {@code COLLECTION/latest.tif}, so that a map that is zoomed out reads one file
 * and not hundreds. On top is the newest clear pixel; where nothing was ever clear, the newest one.
 *
 * <p>What a pixel shows depends on the items alone and not on the order in which they came. An
 * update repaints the areas of items that came, went or changed from the items that are there, so
 * it may be repeated; the file is replaced in one step. When the collection outgrows the picture,
 * all of it is painted anew.
 *
 * <p>Known limits: one picture for all of time; of more than {@value #DEPTH} items at one place the
 * older ones are not looked at.
 */
public final class OverviewMosaic {

  /** The collection's asset that is its mosaic. */
  public static final String ASSET = "overview";

  /** Items over one place that are looked at, newest first. */
  private static final int DEPTH = 300;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Of this process; another one is kept out by the lock of a file. */
  private static final Object WRITING = new Object();

  private final ItemStore store;
  private final Path folder;

  /**
   * @param folder for the mosaics of all collections
   */
  public OverviewMosaic(ItemStore store, Path folder) {
    this.store = store;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The file of a collection's mosaic, which need not be there. */
  public Path fileOf(String collection) {
    return folder.resolve(collection).resolve("latest.tif");
  }

  /**
   * Paints anew where items changed.
   *
   * @param changed what was added, replaced or deleted, as it is or was
   * @throws RasterException when the picture cannot be written
   */
  public void update(String collection, List<Item> changed) {
    if (!changed.isEmpty()) {
      locked(collection, () -> paint(collection, changed.stream().map(Item::bbox).toList(), false));
    }
  }

  /** Paints all of a collection's mosaic anew. */
  public void rebuild(String collection) {
    locked(collection, () -> paint(collection, List.of(), true));
  }

  private void locked(String collection, Runnable work) {
    Path own = folder.resolve(collection);
    try {
      Files.createDirectories(own);
      synchronized (WRITING) {
        try (FileChannel channel =
                FileChannel.open(
                    own.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (lock.isValid()) {
            work.run();
          }
        }
      }
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot write into " + own + ": " + e, e);
    }
  }

  private void paint(String collection, List<Bounds> changed, boolean all) {
    Optional<Collection> described = store.collection(collection);
    if (described.isEmpty()) {
      return;
    }
    Optional<Item> newest =
        store.search(ItemQuery.all().in(collection).newestFirst(true).atMost(1)).stream()
            .findFirst();
    Optional<Bounds> extent = described.get().extent().bbox();
    Path file = fileOf(collection);
    if (newest.isEmpty() || extent.isEmpty()) {
      remove(file);
      return;
    }
    Grid grid = OverviewGrid.of(extent.get(), newest.get().bbox());
    OverviewCanvas canvas = new OverviewCanvas(grid);
    boolean kept = !all && load(file, canvas);
    Set<Window> windows = new LinkedHashSet<>();
    if (kept) {
      changed.forEach(box -> windows.addAll(OverviewGrid.windows(grid, box)));
    } else {
      forEachItem(collection, item -> windows.addAll(OverviewGrid.windows(grid, item.bbox())));
    }
    for (Window window : outermost(windows)) {
      repaint(collection, canvas, window);
    }
    write(file, canvas);
    describe(described.get(), file, grid);
  }

  private void forEachItem(String collection, Consumer<Item> action) {
    ItemQuery query = ItemQuery.all().in(collection).atMost(500);
    Optional<String> after = Optional.empty();
    do {
      var page = store.page(after.isEmpty() ? query : query.after(after.get()));
      page.items()
          .forEach(document -> action.accept(Item.fromJson(Json.parseObject(document.json()))));
      after = page.next();
    } while (after.isPresent());
  }

  /** Those that lie in no other. */
  private static List<Window> outermost(Set<Window> windows) {
    List<Window> kept = new ArrayList<>();
    for (Window window : windows) {
      if (kept.stream().noneMatch(other -> other.contains(window))) {
        kept.removeIf(window::contains);
        kept.add(window);
      }
    }
    return kept;
  }

  private void repaint(String collection, OverviewCanvas canvas, Window window) {
    Grid grid = canvas.grid().crop(window);
    OverviewCanvas part = new OverviewCanvas(grid);
    List<Item> items =
        store.search(
            ItemQuery.all()
                .in(collection)
                .touching(grid.lonLatBounds())
                .newestFirst(true)
                .atMost(DEPTH));
    for (Item item : items) {
      if (part.isFull()) {
        break;
      }
      ScenePaint.of(item, canvas.grid(), window).ifPresent(part::paintBelow);
    }
    canvas.replace(window, part);
  }

  /** False when there is no picture on this grid yet. */
  private static boolean load(Path file, OverviewCanvas canvas) {
    if (!Files.exists(file)) {
      return false;
    }
    try (Raster raster = Rasters.open(file)) {
      if (!raster.grid().equals(canvas.grid()) || raster.bands().size() != 4) {
        return false;
      }
      canvas.load(raster.read(raster.grid().window()));
      return true;
    } catch (RasterException e) {
      return false; // a damaged one is painted anew
    }
  }

  private static void write(Path file, OverviewCanvas canvas) {
    List<BandInfo> bands =
        List.of(
            BandInfo.of("red", PixelType.UINT8).withColor(ColorInterpretation.RED),
            BandInfo.of("green", PixelType.UINT8).withColor(ColorInterpretation.GREEN),
            BandInfo.of("blue", PixelType.UINT8).withColor(ColorInterpretation.BLUE),
            BandInfo.of("alpha", PixelType.UINT8).withColor(ColorInterpretation.ALPHA));
    Grid grid = canvas.grid();
    try (CogWriter writer =
        CogWriter.create(
            file, grid, bands, Map.of(), CogWriter.Options.defaults().withBlockSize(256))) {
      List<PixelBlock> blocks = canvas.blocks();
      for (int band = 1; band <= 4; band++) {
        writer.write(grid.window(), band, blocks.get(band - 1));
      }
      writer.finish();
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CatalogException(CatalogException.Key.IO, "cannot delete " + file + ": " + e, e);
    }
  }

  /** Says in the collection where its mosaic is. */
  private void describe(Collection collection, Path file, Grid grid) {
    ObjectNode assets =
        collection.other().get("assets") instanceof ObjectNode there
            ? there.deepCopy()
            : NODES.objectNode();
    String href = Href.relativize(root(), Href.ofPath(file));
    ObjectNode asset = NODES.objectNode().put("href", href);
    asset.put("type", Asset.COG).put("title", "The newest clear pixels of all scenes");
    asset.putArray("roles").add("overview");
    GridFields.of(grid).forEach(asset::set);
    if (asset.equals(assets.get(ASSET))) {
      return;
    }
    assets.set(ASSET, asset);
    Map<String, JsonNode> other = new LinkedHashMap<>(collection.other());
    other.put("assets", assets);
    store.putCollection(
        new Collection(
            collection.id(),
            collection.description(),
            collection.license(),
            collection.extent(),
            collection.links(),
            other));
  }

  /** The workspace, in which the folder lies. */
  private Path root() {
    Path parent = folder.getParent();
    return parent == null ? folder : parent;
  }
}
