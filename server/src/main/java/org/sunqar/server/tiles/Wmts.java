// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.tiles;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sunqar.analysis.AnalysisException;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.stac.Collection;
import org.sunqar.catalog.store.ItemStore;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.Window;
import org.sunqar.server.http.Answer;
import org.sunqar.server.http.EntityTag;
import org.sunqar.server.http.Kind;
import org.sunqar.server.http.Problem;
import org.sunqar.server.http.Request;
import org.sunqar.server.http.Route;

/**
 * WMTS 1.0.0 (OGC 07-057r7), as key-value pairs and as resources, with a dimension of time. Layers
 * are the mosaics of collections and the maps of watches; styles are named formulas. Errors are OWS
 * exception reports.
 */
final class Wmts {

  /** A request that is not understood, as OWS says it. */
  private static final String XML = "text/xml;charset=utf-8";

  private static final Set<String> INFO_FORMATS = Set.of("application/json", "json");

  private final ItemStore store;
  private final Scenes scenes;
  private final Runs runs;
  private final Datasets datasets;
  private final Pictures pictures;
  private final TileDocuments documents;
  private final TileAnswers answers;

  Wmts(
      ItemStore store,
      Scenes scenes,
      Runs runs,
      Datasets datasets,
      Pictures pictures,
      TileDocuments documents) {
    this.store = store;
    this.scenes = scenes;
    this.runs = runs;
    this.datasets = datasets;
    this.pictures = pictures;
    this.documents = documents;
    this.answers = new TileAnswers(pictures);
  }

  List<Route> routes() {
    return List.of(
        Route.get("/wmts", Kind.FILE, Set.of(Route.ANY), request -> tried(() -> pairs(request))),
        Route.get(
            "/wmts/1.0.0/WMTSCapabilities.xml",
            Kind.FILE,
            Set.of(Route.ANY), // clients add what they would say at the other address
            request -> tried(() -> capabilities(request))),
        Route.get(
            "/wmts/{layer}/{style}/{time}/{set}/{zoom}/{row}/{file}",
            Kind.FILE,
            request -> tried(() -> resource(request))));
  }

  /** Does something that may be refused. */
  private interface Work {
    Answer run();
  }

  private static Answer tried(Work work) {
    try {
      return work.run();
    } catch (Problem e) {
      return report(e.status(), code(e), String.valueOf(e.getMessage()));
    } catch (CatalogException | AnalysisException e) {
      return report(400, "InvalidParameterValue", String.valueOf(e.getMessage()));
    }
  }

  private static String code(Problem problem) {
    return switch (problem.code()) {
      case "missing" -> "MissingParameterValue";
      case "not-found" -> "TileOutOfRange";
      case "operation" -> "OperationNotSupported";
      default -> "InvalidParameterValue";
    };
  }

  private static Answer report(int status, String code, String text) {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ows:ExceptionReport"
            + " xmlns:ows=\"http://www.opengis.net/ows/1.1\" version=\"1.0.0\"><ows:Exception"
            + " exceptionCode=\""
            + code
            + "\"><ows:ExceptionText>"
            + Legend.escaped(text)
            + "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>\n";
    return Answer.text(XML, xml).withStatus(status);
  }

  private Answer pairs(Request request) {
    Map<String, String> pairs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    pairs.putAll(request.parameters());
    String service = pairs.getOrDefault("service", "WMTS");
    if (!service.equalsIgnoreCase("WMTS")) {
      throw Problem.badRequest("service", "service should be WMTS");
    }
    return switch (pairs.getOrDefault("request", "GetCapabilities").toLowerCase(Locale.ROOT)) {
      case "getcapabilities" -> capabilities(request);
      case "gettile" ->
          tile(
              request,
              need(pairs, "layer"),
              pairs.getOrDefault("style", ""),
              pairs.getOrDefault("time", WmtsLayer.CURRENT),
              address(pairs),
              ImageFormat.of(need(pairs, "format")));
      case "getfeatureinfo" -> info(pairs);
      default ->
          throw Problem.badRequest(
              "operation",
              "request should be GetCapabilities, GetTile or GetFeatureInfo, not '"
                  + Rendering.shown(pairs.getOrDefault("request", ""))
                  + "'");
    };
  }

  private static TileAddress address(Map<String, String> pairs) {
    return TileAddress.of(
        TileAddress.set(need(pairs, "tilematrixset")),
        need(pairs, "tilematrix"),
        need(pairs, "tilerow"),
        need(pairs, "tilecol"),
        1);
  }

  private static String need(Map<String, String> pairs, String name) {
    String value = pairs.get(name);
    if (value == null) {
      throw Problem.badRequest("missing", "there is no parameter '" + name + "'");
    }
    return value;
  }

  private Answer resource(Request request) {
    String file = request.segment("file");
    int dot = file.lastIndexOf('.');
    TileAddress tile =
        TileAddress.of(
            TileAddress.set(request.segment("set")),
            request.segment("zoom"),
            request.segment("row"),
            dot < 0 ? "" : file.substring(0, dot),
            1);
    return tile(
        request,
        request.segment("layer"),
        request.segment("style"),
        request.segment("time"),
        tile,
        ImageFormat.of(file.substring(dot + 1)));
  }

  private Answer tile(
      Request request,
      String layer,
      String style,
      String time,
      TileAddress tile,
      ImageFormat format) {
    return answers.tile(request, dataset(layer, time), rendering(style), tile.grid(), format);
  }

  private Dataset dataset(String layer, String time) {
    Optional<String> period =
        time.isEmpty() || time.equals(WmtsLayer.CURRENT) || time.equals("default")
            ? Optional.empty()
            : Optional.of(time);
    Optional<List<String>> map = WmtsLayer.watchMap(layer);
    if (map.isPresent() && store.collection(layer).isEmpty()) {
      return runs.map(map.get().getFirst(), map.get().getLast());
    }
    if (store.collection(layer).isEmpty()) {
      throw Problem.badRequest("layer", "there is no layer '" + Rendering.shown(layer) + "'");
    }
    return datasets.collection(layer, period);
  }

  private static Rendering rendering(String style) {
    if (style.isEmpty() || style.equals(WmtsLayer.DEFAULT_STYLE)) {
      return Rendering.DEFAULT;
    }
    return Preset.of(style)
        .map(preset ->
            Rendering.of(
                name -> name.equals("expression") ? Optional.of(preset.id()) : Optional.empty()))
        .orElseThrow(() ->
            Problem.badRequest("style", "there is no style '" + Rendering.shown(style) + "'"));
  }

  /** The values of a pixel of a tile. */
  private Answer info(Map<String, String> pairs) {
    String format = pairs.getOrDefault("infoformat", "application/json");
    if (!INFO_FORMATS.contains(format)) {
      throw Problem.badRequest("infoformat", "infoformat should be application/json");
    }
    Grid grid = address(pairs).grid();
    int col = (int) Rendering.number("i", need(pairs, "i"), 0, grid.width() - 1);
    int row = (int) Rendering.number("j", need(pairs, "j"), 0, grid.height() - 1);
    Dataset dataset = dataset(need(pairs, "layer"), pairs.getOrDefault("time", WmtsLayer.CURRENT));
    return Answer.text(
        "application/json",
        pictures
            .values(
                dataset,
                rendering(pairs.getOrDefault("style", "")),
                grid.crop(new Window(col, row, 1, 1)))
            .toString());
  }

  private Answer capabilities(Request request) {
    List<WmtsLayer> layers = new ArrayList<>();
    for (Collection collection : store.collections()) {
      if (collection.extent().bbox().isPresent()) {
        layers.add(WmtsLayer.of(collection, scenes));
      }
    }
    for (String watch : runs.watches()) {
      for (RunMap map : runs.maps(watch)) {
        layers.add(WmtsLayer.of(runs.map(watch, map.id())));
      }
    }
    String api = request.base();
    String address = api.substring(0, api.length() - "/api".length()) + "/wmts";
    byte[] xml =
        new WmtsCapabilities(address, api, "Sunqar", documents)
            .of(layers)
            .getBytes(StandardCharsets.UTF_8);
    return new Answer(200, new Answer.Raw("application/xml", xml), List.of())
        .tagged(EntityTag.of(xml));
  }
}
