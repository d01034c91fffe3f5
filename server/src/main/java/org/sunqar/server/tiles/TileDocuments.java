// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sunqar.catalog.stac.Json;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.tilematrix.TileMatrix;
import org.sunqar.raster.tilematrix.TileMatrixSet;
import org.sunqar.raster.tilematrix.TileRange;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.OgcDocuments;
import org.sunqar.server.http.Request;

/** The documents that say which tiles there are. */
final class TileDocuments {

  static final List<String> CONFORMANCE =
      List.of(
          "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset",
          "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list",
          "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
          "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/png",
          "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/jpeg",
          "http://www.opengis.net/spec/tms/2.0/conf/tilematrixset",
          "http://www.opengis.net/spec/tms/2.0/conf/json-tilematrixset",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/core",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/background",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/collection-map",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/scaling",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/spatial-subsetting",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/datetime",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/crs",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/tilesets",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/png",
          "http://www.opengis.net/spec/ogcapi-maps-1/1.0/conf/jpeg");

  static final String REL = "http://www.opengis.net/def/rel/ogc/1.0/";
  private static final String SETS = "http://www.opengis.net/def/tilematrixset/OGC/1.0/";
  private static final String JSON = "application/json";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Sets that the list of a dataset's tilesets has; its tiles are there in all others, too. */
  private static final List<String> LISTED = List.of("WebMercatorQuad", "WorldCRS84Quad");

  private static final int DEEPEST = 22;

  private final Scenes scenes;
  private final Pictures pictures;

  TileDocuments(Scenes scenes, Pictures pictures) {
    this.scenes = scenes;
    this.pictures = pictures;
  }

  /** The list of tile matrix sets. */
  static Answer sets(Request request) {
    ObjectNode json = NODES.objectNode();
    ArrayNode list = json.putArray("tileMatrixSets");
    for (String id : TileAddress.SETS) {
      TileMatrixSet set = TileAddress.set(id);
      ObjectNode entry = list.addObject().put("id", id).put("title", set.title());
      entry.put("uri", SETS + id).put("crs", set.crsUri());
      OgcDocuments.link(
          entry.putArray("links"),
          "self",
          request.address("tileMatrixSets", id),
          JSON,
          "Its definition");
    }
    return Answer.of(json);
  }

  /** A tile matrix set. */
  static Answer set(Request request) {
    return Answer.of(Json.parseObject(TileAddress.set(request.segment("set")).toJson()));
  }

  /** The zooms at which a dataset is worth looking at. */
  record Zooms(int least, int most) {}

  /**
   * From where it is a few pixels wide to where the file's own pixels are seen; beyond that a
   * client does better to enlarge what it has.
   */
  Zooms zooms(Dataset dataset, TileMatrixSet set) {
    Optional<Grid> grid =
        switch (dataset) {
          case Dataset.OfItem item -> item.scene().grid();
          case Dataset.OfRun run -> run.scene().grid();
          case Dataset.OfCollection collection ->
              scenes.newest(collection.collection().id()).flatMap(Scene::grid);
        };
    int most = Math.min(set.maxZoom(), DEEPEST);
    if (grid.isPresent()) {
      try {
        Grid there =
            grid.get().crs().equals(set.crs()) ? grid.get() : Grid.suggested(grid.get(), set.crs());
        most =
            Math.clamp(
                set.zoomFor(there.pixelWidth(), TileMatrixSet.ZoomChoice.FINER),
                set.minZoom(),
                most);
      } catch (RasterException _) {
        // it has no place in that system
      }
    }
    int least = set.minZoom();
    if (dataset.bbox().isPresent()) {
      Bounds box = dataset.bbox().get();
      double width = Math.max(box.maxX() - box.minX(), box.maxY() - box.minY());
      double pixels = 256 * width / 360;
      least =
          Math.clamp(
              (int) Math.ceil(Math.log(8 / Math.max(pixels, 1e-9)) / Math.log(2)),
              set.minZoom(),
              Math.max(set.minZoom(), most));
    }
    return new Zooms(least, most);
  }

  /** The maps of a watch: what each shows and where its pictures are. */
  Answer runMaps(Request request, String watch, List<Dataset.OfRun> maps) {
    ObjectNode json = NODES.objectNode().put("watch", watch);
    ArrayNode list = json.putArray("maps");
    for (Dataset.OfRun map : maps) {
      ObjectNode entry = list.addObject().put("id", map.map().id());
      entry.put("title", map.map().title()).put("run", map.run());
      map.bbox().ifPresent(box -> bbox(entry.putArray("bbox"), box));
      entry.put("time", map.span().start() + "/" + map.span().end());
      ArrayNode links = entry.putArray("links");
      link(links, REL + "map", base(request, map, "map"), "image/png", "A picture");
      link(links, REL + "tilesets-map", base(request, map, "map", "tiles"), JSON, "Tilesets");
      link(links, "tilejson", base(request, map, "tilejson.json"), JSON, "TileJSON");
      link(links, REL + "legend", base(request, map, "legend"), JSON, "The legend");
    }
    OgcDocuments.link(json.putArray("links"), "self", request.self(), JSON, "This document");
    return Answer.of(json);
  }

  private static void link(ArrayNode links, String rel, String href, String type, String title) {
    OgcDocuments.link(links, rel, href, type, title);
  }

  private static void bbox(ArrayNode list, Bounds box) {
    list.add(box.minX()).add(box.minY()).add(box.maxX()).add(box.maxY());
  }

  /** The list of a dataset's tilesets. */
  Answer tilesets(Request request, Dataset dataset) {
    pictures.look(dataset, Rendering.of(request::parameter)); // says when it cannot be drawn
    ObjectNode json = NODES.objectNode();
    ArrayNode links = json.putArray("links");
    OgcDocuments.link(links, "self", request.self(), JSON, "This document");
    ArrayNode list = json.putArray("tilesets");
    for (String id : LISTED) {
      ObjectNode entry = list.addObject();
      head(entry, dataset, TileAddress.set(id));
      ArrayNode own = entry.putArray("links");
      OgcDocuments.link(
          own, "self", address(request, dataset, "map", "tiles", id), JSON, "The tileset");
      OgcDocuments.link(
          own,
          REL + "tiling-scheme",
          request.address("tileMatrixSets", id),
          JSON,
          "The tile matrix set");
    }
    return Answer.of(json);
  }

  private static void head(ObjectNode json, Dataset dataset, TileMatrixSet set) {
    json.put("title", dataset.title()).put("dataType", "map").put("crs", set.crsUri());
    json.put("tileMatrixSetURI", SETS + set.id());
  }

  /** A tileset: where its tiles are and how far they reach. */
  Answer tileset(Request request, Dataset dataset) {
    pictures.look(dataset, Rendering.of(request::parameter));
    TileMatrixSet set = TileAddress.set(request.segment("set"));
    ObjectNode json = NODES.objectNode();
    head(json, dataset, set);
    ArrayNode links = json.putArray("links");
    OgcDocuments.link(links, "self", request.self(), JSON, "This document");
    OgcDocuments.link(
        links,
        REL + "tiling-scheme",
        request.address("tileMatrixSets", set.id()),
        JSON,
        "The tile matrix set");
    for (ImageFormat format : ImageFormat.available()) {
      links
          .addObject()
          .put("rel", "item")
          .put("templated", true)
          .put("type", format.mediaType())
          .put("title", "Tiles as " + format.name())
          .put(
              "href",
              withForm(
                  template(request, dataset, set.id(), "{tileMatrix}/{tileRow}/{tileCol}"),
                  request,
                  format.id()));
    }
    OgcDocuments.link(
        links, REL + "legend", address(request, dataset, "legend"), JSON, "The legend");
    Zooms zooms = zooms(dataset, set);
    dataset
        .bbox()
        .ifPresent(box -> {
          ObjectNode bounds = json.putObject("boundingBox");
          bounds.putArray("lowerLeft").add(box.minX()).add(box.minY());
          bounds.putArray("upperRight").add(box.maxX()).add(box.maxY());
          bounds.put("crs", uri(Crs.ofEpsg(4326)));
          limits(json.putArray("tileMatrixSetLimits"), box, set, zooms);
          ObjectNode centre = json.putObject("centerPoint");
          centre
              .putArray("coordinates")
              .add((box.minX() + box.maxX()) / 2)
              .add((box.minY() + box.maxY()) / 2);
          centre.put("crs", uri(Crs.ofEpsg(4326)));
          centre.put("tileMatrix", set.matrix(zooms.least()).id());
        });
    return Answer.of(json);
  }

  private static void limits(ArrayNode limits, Bounds box, TileMatrixSet set, Zooms zooms) {
    for (int zoom = zooms.least(); zoom <= zooms.most(); zoom++) {
      TileMatrix matrix = set.matrix(zoom);
      List<TileRange> ranges = set.tilesOfLonLat(box, zoom);
      if (ranges.isEmpty()) {
        continue;
      }
      limits
          .addObject()
          .put("tileMatrix", matrix.id())
          .put("minTileRow", ranges.stream().mapToInt(TileRange::minRow).min().orElse(0))
          .put("maxTileRow", ranges.stream().mapToInt(TileRange::maxRow).max().orElse(0))
          .put("minTileCol", ranges.stream().mapToInt(TileRange::minCol).min().orElse(0))
          .put("maxTileCol", ranges.stream().mapToInt(TileRange::maxCol).max().orElse(0));
    }
  }

  /** TileJSON 3.0.0. */
  Answer tileJson(Request request, Dataset dataset) {
    Look look = pictures.look(dataset, Rendering.of(request::parameter));
    ImageFormat format =
        request
            .parameter("f")
            .filter(f -> !f.equals("json"))
            .map(ImageFormat::of)
            .orElse(ImageFormat.PNG);
    Zooms zooms = zooms(dataset, TileMatrixSet.webMercatorQuad());
    ObjectNode json = NODES.objectNode().put("tilejson", "3.0.0");
    json.put("name", dataset.title()).put("description", look.title());
    json.putArray("tiles")
        .add(
            address(request, dataset, "xyz")
                .replaceFirst("/xyz", "/xyz/{z}/{x}/{y}." + format.id()));
    json.put("scheme", "xyz").put("minzoom", zooms.least()).put("maxzoom", zooms.most());
    json.putArray("vector_layers");
    dataset
        .bbox()
        .ifPresent(box -> {
          bbox(json.putArray("bounds"), box);
          json.putArray("center")
              .add((box.minX() + box.maxX()) / 2)
              .add((box.minY() + box.maxY()) / 2)
              .add(zooms.least());
        });
    json.put("legend_url", address(request, dataset, "legend"));
    dataset.time().ifPresent(time -> json.put("time", time.start() + "/" + time.end()));
    return Answer.of(json);
  }

  /** An address of a dataset with the parameters that say how it is drawn. */
  static String address(Request request, Dataset dataset, String... more) {
    return base(request, dataset, more) + query(request);
  }

  private static String base(Request request, Dataset dataset, String... more) {
    StringBuilder address =
        new StringBuilder(request.address(dataset.address().toArray(new String[0])));
    for (String segment : more) {
      address.append('/').append(Request.encode(segment));
    }
    return address.toString();
  }

  private static String template(Request request, Dataset dataset, String set, String variables) {
    return base(request, dataset, "map", "tiles", set) + "/" + variables + query(request);
  }

  private static String withForm(String address, Request request, String form) {
    return address + (query(request).isEmpty() ? "?" : "&") + "f=" + form;
  }

  private static String query(Request request) {
    StringBuilder query = new StringBuilder();
    for (Map.Entry<String, String> parameter : request.parameters().entrySet()) {
      if (Rendering.PARAMETERS.contains(parameter.getKey())
          || parameter.getKey().equals("datetime")) {
        query.append(query.isEmpty() ? '?' : '&').append(parameter.getKey()).append('=');
        query.append(Request.encode(parameter.getValue()));
      }
    }
    return query.toString();
  }

  /** The URI of a system; CRS84 for longitude and latitude, in which we write them. */
  static String uri(Crs crs) {
    if (crs.equals(Crs.ofEpsg(4326))) {
      return "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    }
    return crs.epsg().isPresent()
        ? "http://www.opengis.net/def/crs/EPSG/0/" + crs.epsg().getAsInt()
        : "http://www.opengis.net/def/crs/OGC/0/unknown";
  }
}
