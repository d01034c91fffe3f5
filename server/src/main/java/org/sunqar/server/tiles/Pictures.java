// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.pixel.Pixels;
import org.sunqar.raster.pixel.Resampling;
import org.sunqar.raster.render.Picture;
import org.sunqar.raster.tilematrix.TileMatrixSet;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Problem;

/**
 * Makes pictures of datasets, at most as many at once as there are processors, and keeps the last
 * ones.
 */
final class Pictures implements AutoCloseable {

  /** Bytes of pictures that are kept. */
  private static final long CACHED = 96L << 20;

  /** Scenes that are asked for the values of a pixel. */
  private static final int MOST_ASKED = 50;

  /** Changes with what the program draws; part of every entity tag. */
  private static final String SOFTWARE =
      Optional.ofNullable(Pictures.class.getPackage().getImplementationVersion()).orElse("0")
          + "-1";

  /** Bands that are kept small before somebody asks: of true colour and of the usual indices. */
  private static final List<String> WARM_BANDS = List.of("red", "nir", "green", "blue");

  private final Scenes scenes;
  private final Overviews overviews;
  private final SceneReader reader = new SceneReader();
  private final Painter painter = new Painter(reader);
  private final MosaicPainter mosaics = new MosaicPainter(reader, painter);
  private final Looks looks;
  private final ImageCache cache = new ImageCache(CACHED);
  private final Semaphore working =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);
  private volatile boolean closed;

  Pictures(Scenes scenes, Overviews overviews) {
    this.scenes = scenes;
    this.overviews = overviews;
    this.looks = new Looks(scenes, reader, painter);
  }

  /**
   * What a picture shows, found without drawing it.
   *
   * @param dataset for messages
   * @param scenes the uppermost first
   * @param shown says all that the picture depends on
   */
  record Plan(Dataset dataset, List<Scene> scenes, Look look, Grid grid, String shown) {

    /** A strong entity tag of the picture in a form. */
    String tag(ImageFormat format) {
      return EntityTag.of(key(format).getBytes(StandardCharsets.UTF_8));
    }

    String key(ImageFormat format) {
      return format + "|" + shown;
    }
  }

  /** How a dataset is drawn. */
  Look look(Dataset dataset, Rendering rendering) {
    try {
      return looks.of(dataset, rendering);
    } catch (RasterException e) {
      throw Looks.unreadable(dataset, e);
    }
  }

  /**
   * Finds what a picture shows.
   *
   * @throws Problem 400 or 404 when it cannot be drawn so
   */
  Plan plan(Dataset dataset, Rendering rendering, Grid grid) {
    Optional<Scene> overview =
        rendering.isDefault()
                && dataset instanceof Dataset.OfCollection(Collection all, var period)
                && period.isEmpty()
            ? overviews.of(all, grid)
            : Optional.empty();
    if (overview.isPresent() && overview.get().stretch().isEmpty()) {
      return plan(dataset, List.of(overview.get()), OVERVIEW, grid);
    }
    Look look = look(dataset, rendering);
    if (overview.isPresent() && overview.get().has(look.what().read())) {
      return plan(dataset, List.of(overview.get()), look, grid);
    }
    return plan(dataset, shown(dataset, grid), look, grid);
  }

  /** The scenes of a dataset that a picture may show, the uppermost first. */
  private List<Scene> shown(Dataset dataset, Grid grid) {
    return switch (dataset) {
      case Dataset.OfItem item -> List.of(item.scene());
      case Dataset.OfRun run -> List.of(run.scene());
      case Dataset.OfCollection(Collection collection, var period) ->
          scenes.touching(collection.id(), box(grid), period);
    };
  }

  private static Plan plan(Dataset dataset, List<Scene> shown, Look look, Grid grid) {
    String versions =
        shown.stream().map(s -> s.id() + "@" + s.version()).collect(Collectors.joining(","));
    String text =
        String.join(
            "|",
            SOFTWARE,
            dataset.key(),
            EntityTag.hash(versions.getBytes(StandardCharsets.UTF_8)),
            look.key(),
            grid.toString());
    return new Plan(dataset, shown, look, grid, text);
  }

  /** The overview's own colours, where it is not known which values they stand for. */
  private static final Look OVERVIEW =
      new Look(
          new Look.What.Bands(Scene.TRUE_COLOUR),
          new Look.Paint.Brightness(
              List.of(new Range(0, 255), new Range(0, 255), new Range(0, 255)), 1),
          Resampling.BILINEAR,
          Optional.empty(),
          false,
          "");

  private static Bounds box(Grid grid) {
    Bounds box = grid.lonLatBounds();
    return new Bounds(box.minX(), Math.max(-90, box.minY()), box.maxX(), Math.min(90, box.maxY()));
  }

  /** A picture in a form: one that was made before, or a new one. */
  Image image(Plan plan, ImageFormat format) {
    return cache.get(
        plan.key(format), () -> new Image(format.mediaType(), format.encode(draw(plan))));
  }

  /**
   * Draws.
   *
   * @throws Problem 404 when the one scene cannot be read
   */
  Picture draw(Plan plan) {
    boolean waited = false;
    try {
      working.acquire();
      waited = true;
      boolean one = !(plan.dataset() instanceof Dataset.OfCollection);
      if (one && (!plan.look().clearOnly() || plan.scenes().getFirst().mask().isEmpty())) {
        return painter.draw(plan.scenes().getFirst(), plan.look(), plan.grid());
      }
      return mosaics.draw(plan.scenes(), plan.look(), plan.grid());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(503, "unavailable", "the server is stopping");
    } catch (RasterException e) {
      throw Looks.unreadable(plan.dataset(), e);
    } finally {
      if (waited) {
        working.release();
      }
    }
  }

  /**
   * What a look has at one pixel: of the uppermost scene with a value, and a clear one where the
   * look asks for that.
   *
   * @return {@code {"item": ..., "time": ..., "values": {...}}}, with nulls where there is nothing
   */
  ObjectNode values(Dataset dataset, Rendering rendering, Grid pixel) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Look look = look(dataset, rendering);
    ObjectNode values = json.putObject("values");
    List<String> names =
        look.what() instanceof Look.What.Bands(List<String> bands) ? bands : List.of(look.title());
    names.forEach(values::putNull);
    List<Scene> found = shown(dataset, pixel);
    for (Scene scene : found.subList(0, Math.min(MOST_ASKED, found.size()))) {
      if (!scene.has(look.what().read())
          || (look.clearOnly() && !reader.clear(scene, pixel).map(c -> c[0]).orElse(true))) {
        continue;
      }
      Pixels pixels = painter.physical(scene, look, pixel);
      if (pixels.isValid(0, 0)) {
        json.put("item", scene.id()).put("time", scene.time().toString());
        for (int i = 0; i < Math.min(names.size(), pixels.bands().size()); i++) {
          values.put(names.get(i), pixels.values().get(i).get(0));
        }
        break;
      }
    }
    return json;
  }

  /** Draws the middle of a collection as it is usually shown, see {@link TilesApi#warmFirst}. */
  void warmFirst(Dataset.OfCollection dataset) {
    dataset
        .bbox()
        .flatMap(Pictures::tileAround)
        .ifPresent(grid -> image(plan(dataset, Rendering.DEFAULT, grid), ImageFormat.PNG));
  }

  /**
   * Draws an index of a collection, and keeps its scenes as small as a map of all of it needs them.
   *
   * @param most scenes that are kept
   * @param until ends it, as {@link System#nanoTime} tells
   * @return how many were kept
   */
  int warm(Dataset.OfCollection dataset, int most, long until) {
    Optional<Grid> whole = dataset.bbox().flatMap(Pictures::tileAround);
    if (whole.isEmpty()) {
      return 0;
    }
    List<Scene> all = shown(dataset, whole.get());
    List<Scene> kept = all.subList(0, Math.min(most, all.size()));
    for (Scene scene : kept) {
      if (closed || System.nanoTime() - until > 0) {
        return most;
      }
      try {
        reader.keepSmall(scene, WARM_BANDS);
      } catch (RasterException _) {
        // who asks for it is told
      }
    }
    if (kept.stream().anyMatch(scene -> scene.has(List.of("red", "nir")))) {
      Rendering index =
          Rendering.of(name -> Optional.of("ndvi").filter(_ -> name.equals("expression")));
      image(plan(dataset, index, whole.get()), ImageFormat.PNG);
    }
    return kept.size();
  }

  /** The tile at the middle of a box that is about as wide. */
  private static Optional<Grid> tileAround(Bounds lonLat) {
    TileMatrixSet set = TileMatrixSet.webMercatorQuad();
    double wide = Math.max(lonLat.maxX() - lonLat.minX(), 1e-3);
    int zoom = (int) Math.clamp(Math.floor(Math.log(360 / wide) / Math.log(2)), 0, 14);
    double longitude = (lonLat.minX() + lonLat.maxX()) / 2;
    double latitude = (lonLat.minY() + lonLat.maxY()) / 2;
    return set.tileAtLonLat(longitude, latitude, zoom).map(set::grid);
  }

  /** Bytes of pictures that are kept. */
  long cached() {
    return cache.bytes();
  }

  @Override
  public void close() {
    closed = true;
    reader.close();
  }
}
