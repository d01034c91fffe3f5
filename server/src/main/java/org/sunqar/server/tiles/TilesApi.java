// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import io.helidon.http.HeaderNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.locationtech.jts.geom.Envelope;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.analysis.watch.WatchStore;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.render.Picture;
import org.sunqar.raster.tilematrix.TileMatrixSet;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.ApiPart;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * Pictures of items, collections and the maps of watches: OGC API Tiles and Maps, XYZ, TileJSON and
 * legends.
 *
 * <p>A tile where there is nothing is a transparent picture, not an error; one that the tile matrix
 * set does not have is a 404.
 */
public final class TilesApi implements ApiPart, AutoCloseable {

  static final String COLLECTION = "/api/collections/{collection}";
  static final String ITEM = COLLECTION + "/items/{item}";
  static final String RUN = "/api/watches/{watch}/maps/{map}";

  /** Collections that are drawn before somebody asks. */
  private static final int MOST_WARM_COLLECTIONS = 16;

  /** Scenes of them that are read. */
  private static final int MOST_WARM = 800;

  /** Files without smaller versions of themselves may take longer than anybody is to be delayed. */
  private static final Duration WARM_FOR = Duration.ofSeconds(20);

  private static final Pattern FILE = Pattern.compile("(\\d{1,9})(@[12]x)?\\.([A-Za-z]{3,4})");

  /** Pixels on a side of a chip. */
  private static final int CHIP = 320;

  private static final int WHITE = 0xffffffff;

  private final WatchStore watches;
  private final Datasets datasets;
  private final Pictures pictures;
  private final TileDocuments documents;
  private final TileAnswers answers;
  private final Runs runs;
  private final Wmts wmts;

  /**
   * @param workspace the folder in which the maps of watches and overviews are
   */
  public TilesApi(ItemStore store, WatchStore watches, Path workspace) {
    this.watches = watches;
    Scenes scenes = new Scenes(store, workspace);
    this.runs = new Runs(watches, workspace);
    this.datasets = new Datasets(store, scenes, runs);
    this.pictures = new Pictures(scenes, new Overviews(workspace, scenes));
    this.documents = new TileDocuments(scenes, pictures);
    this.answers = new TileAnswers(pictures);
    this.wmts = new Wmts(store, scenes, runs, datasets, pictures, documents);
  }

  @Override
  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/api/tileMatrixSets", Kind.REPORT, TileDocuments::sets));
    routes.add(Route.get("/api/tileMatrixSets/{set}", Kind.REPORT, TileDocuments::set));
    routes.add(Route.get("/api/watches/{watch}/maps", Kind.REPORT, this::maps));
    routes.addAll(wmts.routes());
    for (String base : List.of(COLLECTION, ITEM, RUN)) {
      Set<String> looks = new HashSet<>(Rendering.PARAMETERS);
      if (base.equals(COLLECTION)) {
        looks.add("datetime");
      }
      Set<String> maps = new HashSet<>(looks);
      maps.addAll(MapRequest.PARAMETERS);
      routes.add(Route.get(base + "/map", Kind.FILE, maps, this::map));
      routes.add(
          Route.get(
              base + "/map/tiles",
              Kind.REPORT,
              looks,
              request -> documents.tilesets(request, datasets.of(request))));
      routes.add(
          Route.get(
              base + "/map/tiles/{set}",
              Kind.REPORT,
              looks,
              request -> documents.tileset(request, datasets.of(request))));
      routes.add(
          Route.get(base + "/map/tiles/{set}/{zoom}/{row}/{col}", Kind.FILE, looks, this::tile));
      routes.add(
          Route.get(
              base + "/tilejson.json",
              Kind.REPORT,
              looks,
              request -> documents.tileJson(request, datasets.of(request))));
      routes.add(Route.get(base + "/xyz/{zoom}/{x}/{file}", Kind.FILE, looks, this::xyz));
      routes.add(
          Route.get(
              base + "/legend",
              Kind.FILE,
              looks,
              request -> Legend.answer(request, datasets.of(request), pictures)));
    }
    return routes;
  }

  @Override
  public List<String> conformsTo() {
    return TileDocuments.CONFORMANCE;
  }

  @Override
  public List<LandingLink> links() {
    return List.of(
        LandingLink.get(
            "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
            "/tileMatrixSets",
            "application/json",
            "Tile matrix sets"));
  }

  /**
   * Draws one picture of each collection, so that whoever opens the map first waits neither for the
   * code to be loaded nor for how bright the collection is; to be called beside the start of the
   * server. What cannot be drawn is left out: who asks for it is told.
   */
  public void warmFirst() {
    warm((dataset, left, until) -> {
      pictures.warmFirst(dataset);
      return 1;
    });
  }

  /** Makes ready what somebody may ask for next, after {@link #warmFirst}. */
  public void warm() {
    warm(pictures::warm);
  }

  /** Makes something of a collection ready and tells how many scenes that took. */
  @FunctionalInterface
  private interface Warming {
    int of(Dataset.OfCollection dataset, int most, long until);
  }

  private void warm(Warming warming) {
    long until = System.nanoTime() + WARM_FOR.toNanos();
    int left = MOST_WARM;
    try {
      for (String id : datasets.collections(MOST_WARM_COLLECTIONS)) {
        if (System.nanoTime() - until > 0) {
          return;
        }
        try {
          left -= warming.of(datasets.collection(id, Optional.empty()), left, until);
        } catch (Problem _) {
          // nothing that can be drawn
        }
      }
    } catch (RuntimeException _) {
      // the server is stopping, or whoever asks for the picture is told
    }
  }

  /**
   * A small picture of a scene as its collection is usually shown, for printed documents.
   *
   * @param watch whose collection the scene is in
   * @param box longitudes and latitudes (degrees)
   * @return PNG; empty when there is no such scene or it cannot be drawn
   */
  public Optional<byte[]> chip(String watch, String scene, Envelope box) {
    Bounds area = new Bounds(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
    try {
      Dataset dataset = datasets.item(watches.watch(watch).collection(), scene);
      Pictures.Plan plan =
          pictures.plan(
              dataset, Rendering.of(_ -> Optional.empty()), MapRequest.square(area, CHIP));
      return Optional.of(ImageFormat.PNG.encode(ImageFormat.on(pictures.draw(plan), WHITE)));
    } catch (Problem | AnalysisException | RasterException _) {
      return Optional.empty();
    }
  }

  private Answer map(Request request) {
    ImageFormat format = format(request);
    Dataset dataset = datasets.of(request);
    MapRequest asked = MapRequest.of(request, dataset.bbox(), format.hasAlpha());
    Pictures.Plan plan = pictures.plan(dataset, Rendering.of(request::parameter), asked.grid());
    String tag =
        EntityTag.strong(
            EntityTag.opaque(plan.tag(format)) + "-" + Integer.toHexString(asked.ground()));
    if (TileAnswers.isKnown(request, tag)) {
      return Answer.empty(304).tagged(tag);
    }
    Picture picture = ImageFormat.on(pictures.draw(plan), asked.ground());
    return TileAnswers.picture(new Image(format.mediaType(), format.encode(picture)), tag, dataset)
        .with("Content-Crs", "<" + TileDocuments.uri(asked.grid().crs()) + ">");
  }

  private Answer tile(Request request) {
    TileAddress tile =
        TileAddress.of(
            TileAddress.set(request.segment("set")),
            request.segment("zoom"),
            request.segment("row"),
            request.segment("col"),
            1);
    return tile(request, tile, format(request));
  }

  private Answer xyz(Request request) {
    Matcher file = FILE.matcher(request.segment("file"));
    if (!file.matches()) {
      throw Problem.notFound(
          "a tile's address ends with its row and form, as 12.png, 12@2x.webp or 12.jpeg, not with"
              + " '"
              + Rendering.shown(request.segment("file"))
              + "'");
    }
    TileAddress tile =
        TileAddress.of(
            TileMatrixSet.webMercatorQuad(),
            request.segment("zoom"),
            file.group(1),
            request.segment("x"),
            "@2x".equals(file.group(2)) ? 2 : 1);
    return tile(request, tile, ImageFormat.of(file.group(3)));
  }

  private Answer tile(Request request, TileAddress tile, ImageFormat format) {
    return answers.tile(
        request, datasets.of(request), Rendering.of(request::parameter), tile.grid(), format);
  }

  /** The maps of the newest run of a watch. */
  private Answer maps(Request request) {
    String watch = request.segment("watch");
    return documents.runMaps(request, watch, runs.mapsOf(watch));
  }

  /** What {@code f} says, else the first form in Accept that there is. */
  private static ImageFormat format(Request request) {
    Optional<String> f = request.parameter("f");
    if (f.isPresent()) {
      return ImageFormat.of(f.get());
    }
    for (String type : request.header(HeaderNames.ACCEPT).orElse("").split(",", 20)) {
      switch (type.split(";", 2)[0].strip()) {
        case "image/jpeg" -> {
          return ImageFormat.JPEG;
        }
        case "image/png" -> {
          return ImageFormat.PNG;
        }
        default -> {}
      }
    }
    return ImageFormat.PNG;
  }

  @Override
  public void close() {
    pictures.close();
  }
}
