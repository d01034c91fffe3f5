// SPDX-License-Identifier: Apache-2.0
package org.sunqar.raster.tilematrix;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Crs;

/**
 * The JSON encoding of a tile matrix set (17-083r4, clause 7). Origins stand there in the order of
 * axes that the CRS prescribes; {@code orderedAxes} says which where it is given.
 */
final class TileMatrixSetJson {

  private static final int MAX_TEXT = 1 << 20;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(64).build())
              .build());

  static TileMatrixSet parse(String json) {
    if (json.length() > MAX_TEXT) {
      throw corrupt("its text has " + json.length() + " characters");
    }
    try {
      JsonNode node = MAPPER.readTree(json);
      String uri = crs(node.path("crs"));
      Crs crs = Crs.of(uri);
      boolean northFirst = northFirst(node.path("orderedAxes"), crs, uri);
      List<TileMatrix> matrices = new ArrayList<>();
      for (JsonNode matrix : node.path("tileMatrices")) {
        matrices.add(matrix(matrix, crs, northFirst));
      }
      matrices.sort(Comparator.comparingDouble(TileMatrix::cellSize).reversed());
      String id = node.path("id").asText("custom");
      return new TileMatrixSet(id, node.path("title").asText(id), crs, uri, matrices);
    } catch (JsonProcessingException e) {
      throw corrupt("it is no JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw corrupt(String.valueOf(e.getMessage()));
    }
  }

  /** A URI, or an object with one, or with PROJJSON in {@code wkt}. */
  private static String crs(JsonNode node) {
    if (node.isTextual()) {
      return node.asText();
    }
    JsonNode wkt = node.path("wkt");
    return wkt.isObject() ? wkt.toString() : node.path("uri").asText(wkt.asText());
  }

  private static TileMatrix matrix(JsonNode node, Crs crs, boolean northFirst) {
    if (node.path("cornerOfOrigin").asText("topLeft").equals("bottomLeft")
        || !node.path("variableMatrixWidths").isEmpty()) {
      throw new RasterException(
          RasterException.Key.UNSUPPORTED,
          "tile matrix sets that count rows from the bottom or vary in width are not read");
    }
    double cellSize =
        node.has("cellSize")
            ? number(node, "cellSize")
            : number(node, "scaleDenominator") * TileMatrix.SCREEN_PIXEL / metresPerUnit(crs);
    JsonNode origin = node.path("pointOfOrigin");
    if (origin.size() != 2 || !origin.path(0).isNumber() || !origin.path(1).isNumber()) {
      throw corrupt("\"pointOfOrigin\" is not a pair of numbers");
    }
    return new TileMatrix(
        node.path("id").asText(""),
        cellSize,
        origin.path(northFirst ? 1 : 0).asDouble(),
        origin.path(northFirst ? 0 : 1).asDouble(),
        (int) number(node, "tileWidth"),
        (int) number(node, "tileHeight"),
        (int) number(node, "matrixWidth"),
        (int) number(node, "matrixHeight"));
  }

  private static double number(JsonNode node, String field) {
    if (!node.path(field).isNumber()) {
      throw corrupt("\"" + field + "\" is missing or no number");
    }
    return node.path(field).asDouble();
  }

  /** As the standard counts: degrees on the equator of WGS 84. */
  private static double metresPerUnit(Crs crs) {
    return crs.isGeographic() ? Math.PI * 6378137 / 180 : crs.metresPerUnit();
  }

  private static boolean northFirst(JsonNode axes, Crs crs, String uri) {
    if (axes.size() == 2) {
      return axes.path(0).asText().matches("(?i)n|y|lat.*|north.*");
    }
    return northFirst(crs, uri);
  }

  /** What EPSG prescribes for the systems that tiles are made in. */
  private static boolean northFirst(Crs crs, String uri) {
    if (crs.isGeographic()) {
      return !uri.contains("CRS84") && !uri.contains("CRS83");
    }
    int code = crs.epsg().orElse(0);
    boolean gaussKruger = (code >= 28402 && code <= 28432) || (code >= 2494 && code <= 2758);
    return code == 3034 || code == 3035 || code == 32661 || code == 32761 || gaussKruger;
  }

  static String format(TileMatrixSet set) {
    boolean northFirst = northFirst(set.crs(), set.crsUri());
    ObjectNode root = MAPPER.createObjectNode();
    root.put("id", set.id()).put("title", set.title());
    if (set.crsUri().startsWith("http://www.opengis.net/def/")) {
      root.put("uri", "http://www.opengis.net/def/tilematrixset/OGC/1.0/" + set.id());
    }
    root.put("crs", set.crsUri());
    ArrayNode axes = root.putArray("orderedAxes");
    String x = set.crs().isGeographic() ? "Lon" : "E";
    String y = set.crs().isGeographic() ? "Lat" : "N";
    axes.add(northFirst ? y : x).add(northFirst ? x : y);
    ArrayNode matrices = root.putArray("tileMatrices");
    for (TileMatrix matrix : set.matrices()) {
      ObjectNode node = matrices.addObject();
      node.put("id", matrix.id())
          .put(
              "scaleDenominator",
              matrix.cellSize() * metresPerUnit(set.crs()) / TileMatrix.SCREEN_PIXEL)
          .put("cellSize", matrix.cellSize())
          .put("cornerOfOrigin", "topLeft");
      node.putArray("pointOfOrigin")
          .add(northFirst ? matrix.top() : matrix.left())
          .add(northFirst ? matrix.left() : matrix.top());
      node.put("tileWidth", matrix.tileWidth())
          .put("tileHeight", matrix.tileHeight())
          .put("matrixWidth", matrix.columns())
          .put("matrixHeight", matrix.rows());
    }
    return root.toString();
  }

  private static RasterException corrupt(String why) {
    return new RasterException(
        RasterException.Key.CORRUPT, "the tile matrix set is not understood: " + why);
  }

  private TileMatrixSetJson() {}
}
