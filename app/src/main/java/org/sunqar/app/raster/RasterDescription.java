// SPDX-License-Identifier: Apache-2.0
package org.sunqar.app.raster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.sunqar.raster.RasterException;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;
import org.sunqar.raster.geo.GroundControl;
import org.sunqar.raster.geo.Rpc;
import org.sunqar.raster.pixel.BandInfo;
import org.sunqar.raster.pixel.ColorInterpretation;
import org.sunqar.raster.pixel.Raster;

/**
 * A raster in JSON. The fields are those of {@code gdalinfo -json} where it has them; {@code
 * bounds}, {@code bbox}, {@code resolution}, {@code coordinateSystem.code}, {@code
 * coordinateSystem.name} and {@code rpc} are added. Numbers that JSON does not have are the texts
 * NaN, Infinity and -Infinity.
 */
final class RasterDescription {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Raster raster;
  private final Grid grid;

  private RasterDescription(Raster raster) {
    this.raster = raster;
    this.grid = raster.grid();
  }

  static ObjectNode of(Raster raster) {
    return new RasterDescription(raster).describe();
  }

  private ObjectNode describe() {
    ObjectNode all = NODES.objectNode();
    all.put("description", raster.name());
    all.putArray("size").add(grid.width()).add(grid.height());
    coordinateSystem(all);
    boolean located = isLocated(grid);
    if (located) {
      Affine a = grid.affine();
      numbers(all.putArray("geoTransform"), a.c(), a.a(), a.b(), a.f(), a.d(), a.e());
    }
    metadata(all);
    groundControl(all);
    raster.rpc().ifPresent(rpc -> all.set("rpc", rpc(rpc)));
    corners(all);
    if (located) {
      Bounds b = grid.bounds();
      numbers(all.putArray("bounds"), b.minX(), b.minY(), b.maxX(), b.maxY());
      Affine a = grid.affine();
      numbers(all.putArray("resolution"), Math.hypot(a.a(), a.d()), Math.hypot(a.b(), a.e()));
      if (!grid.crs().equals(Crs.UNKNOWN) && !grid.crs().wkt().isEmpty()) {
        footprint(all, grid);
        lonLatBounds(all, grid);
      }
    }
    ArrayNode bands = all.putArray("bands");
    for (int i = 0; i < raster.bands().size(); i++) {
      bands.add(band(i + 1, raster.bands().get(i)));
    }
    return all;
  }

  /** Whether pixels have places, be it in a CRS that is not known. */
  static boolean isLocated(Grid grid) {
    return !grid.crs().wkt().isEmpty() || !grid.affine().equals(new Affine(1, 0, 0, 0, 1, 0));
  }

  private void coordinateSystem(ObjectNode all) {
    Crs crs = grid.crs();
    if (crs.wkt().isEmpty()) {
      return;
    }
    ObjectNode node = all.putObject("coordinateSystem");
    crs.epsg().ifPresent(code -> node.put("code", "EPSG:" + code));
    node.put("name", crs.name());
    node.put("wkt", crs.wkt());
    crs.projJson().ifPresent(text -> node.set("projjson", json(text)));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PROJJSON that was made here is no JSON", e);
    }
  }

  private void metadata(ObjectNode all) {
    ObjectNode domains = NODES.objectNode();
    items(domains, "", raster.metadata());
    items(domains, "IMAGE_STRUCTURE", raster.structure());
    if (!domains.isEmpty()) {
      all.set("metadata", domains);
    }
  }

  private static void items(ObjectNode domains, String domain, Map<String, String> items) {
    if (!items.isEmpty()) {
      ObjectNode node = domains.putObject(domain);
      items.forEach(node::put);
    }
  }

  private void groundControl(ObjectNode all) {
    if (raster.groundControl().isEmpty()) {
      return;
    }
    GroundControl control = raster.groundControl().get();
    ObjectNode node = all.putObject("gcps");
    ArrayNode list = node.putArray("gcpList");
    int id = 0;
    for (GroundControl.Point point : control.points()) {
      id++;
      ObjectNode one = list.addObject();
      one.put("id", Integer.toString(id));
      number(one, "pixel", point.col());
      number(one, "line", point.row());
      number(one, "x", point.x());
      number(one, "y", point.y());
      number(one, "z", point.height());
    }
    if (!control.crs().wkt().isEmpty()) {
      node.putObject("coordinateSystem").put("wkt", control.crs().wkt());
    }
  }

  private static ObjectNode rpc(Rpc rpc) {
    ObjectNode node = NODES.objectNode();
    number(node, "ERR_BIAS", rpc.errorBias());
    number(node, "ERR_RAND", rpc.errorRandom());
    number(node, "LINE_OFF", rpc.rowOffset());
    number(node, "SAMP_OFF", rpc.colOffset());
    number(node, "LAT_OFF", rpc.latOffset());
    number(node, "LONG_OFF", rpc.lonOffset());
    number(node, "HEIGHT_OFF", rpc.heightOffset());
    number(node, "LINE_SCALE", rpc.rowScale());
    number(node, "SAMP_SCALE", rpc.colScale());
    number(node, "LAT_SCALE", rpc.latScale());
    number(node, "LONG_SCALE", rpc.lonScale());
    number(node, "HEIGHT_SCALE", rpc.heightScale());
    coefficients(node, "LINE_NUM_COEFF", rpc.rowNumerator());
    coefficients(node, "LINE_DEN_COEFF", rpc.rowDenominator());
    coefficients(node, "SAMP_NUM_COEFF", rpc.colNumerator());
    coefficients(node, "SAMP_DEN_COEFF", rpc.colDenominator());
    return node;
  }

  private static void coefficients(ObjectNode node, String name, List<Double> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(value -> numbers(array, value));
  }

  private void corners(ObjectNode all) {
    ObjectNode node = all.putObject("cornerCoordinates");
    corner(node, "upperLeft", 0, 0);
    corner(node, "lowerLeft", 0, grid.height());
    corner(node, "lowerRight", grid.width(), grid.height());
    corner(node, "upperRight", grid.width(), 0);
    corner(node, "center", grid.width() / 2.0, grid.height() / 2.0);
  }

  private void corner(ObjectNode node, String name, double col, double row) {
    Affine a = grid.affine();
    numbers(node.putArray(name), a.xOf(col, row), a.yOf(col, row));
  }

  /** The corners in longitude and latitude as a GeoJSON polygon, as gdalinfo has them. */
  private static void footprint(ObjectNode all, Grid grid) {
    double[] xy = outline(grid, 1);
    grid.crs().toLonLat(xy, xy.length / 2);
    if (!allFinite(xy)) {
      return; // a corner that the projection does not reach
    }
    ObjectNode polygon = all.putObject("wgs84Extent");
    polygon.put("type", "Polygon");
    ArrayNode ring = polygon.putArray("coordinates").addArray();
    for (int i = 0; i < xy.length; i += 2) {
      ring.addArray().add(rounded(xy[i])).add(rounded(xy[i + 1]));
    }
  }

  /**
   * What the whole of the grid covers, edges that bend and poles included, as in STAC and RFC 7946.
   */
  private static void lonLatBounds(ObjectNode all, Grid grid) {
    try {
      double[] bbox = grid.lonLatBounds().bbox();
      numbers(
          all.putArray("bbox"),
          rounded(bbox[0]),
          rounded(bbox[1]),
          rounded(bbox[2]),
          rounded(bbox[3]));
    } catch (RasterException _) {
      all.remove("bbox"); // nothing of the grid has a longitude
    }
  }

  private static boolean allFinite(double[] values) {
    return java.util.Arrays.stream(values).allMatch(Double::isFinite);
  }

  /**
   * Counter-clockwise from the upper left corner in a north-up image, closed.
   *
   * @param steps pieces of each edge
   */
  private static double[] outline(Grid grid, int steps) {
    double[][] corners = {
      {0, 0}, {0, grid.height()}, {grid.width(), grid.height()}, {grid.width(), 0}
    };
    double[] xy = new double[2 * (4 * steps + 1)];
    int at = 0;
    for (int edge = 0; edge < 4; edge++) {
      double[] from = corners[edge];
      double[] to = corners[(edge + 1) % 4];
      for (int i = 0; i < steps; i++) {
        double col = from[0] + (to[0] - from[0]) * i / steps;
        double row = from[1] + (to[1] - from[1]) * i / steps;
        xy[at++] = grid.affine().xOf(col, row);
        xy[at++] = grid.affine().yOf(col, row);
      }
    }
    xy[at++] = xy[0];
    xy[at] = xy[1];
    return xy;
  }

  /** Seven decimals of a degree: a centimetre. */
  private static double rounded(double degrees) {
    return Math.rint(degrees * 1e7) / 1e7;
  }

  private ObjectNode band(int number, BandInfo info) {
    ObjectNode node = NODES.objectNode();
    node.put("band", number);
    node.putArray("block").add(raster.blockWidth()).add(raster.blockHeight());
    node.put("type", GdalNames.of(info.type()));
    node.put("colorInterpretation", info.color().gdalName());
    if (!info.name().isEmpty()) {
      node.put("description", info.name());
    }
    info.noData().ifPresent(value -> number(node, "noDataValue", value));
    if (info.scale() != 1 || info.offset() != 0) {
      number(node, "offset", info.offset());
      number(node, "scale", info.scale());
    }
    if (!info.unit().isEmpty()) {
      node.put("unit", info.unit());
    }
    statistics(node, info.metadata());
    if (!raster.overviews().isEmpty()) {
      ArrayNode overviews = node.putArray("overviews");
      for (Raster overview : raster.overviews()) {
        overviews
            .addObject()
            .putArray("size")
            .add(overview.grid().width())
            .add(overview.grid().height());
      }
    }
    mask(node, info);
    palette(node, info.palette());
    ObjectNode domains = NODES.objectNode();
    items(domains, "", info.metadata());
    if (!domains.isEmpty()) {
      node.set("metadata", domains);
    }
    return node;
  }

  /** Those that the file stores. */
  private static void statistics(ObjectNode node, Map<String, String> items) {
    stored(node, "minimum", items.get("STATISTICS_MINIMUM"));
    stored(node, "maximum", items.get("STATISTICS_MAXIMUM"));
    stored(node, "mean", items.get("STATISTICS_MEAN"));
    stored(node, "stdDev", items.get("STATISTICS_STDDEV"));
  }

  private static void stored(
      ObjectNode node, String name, @org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return;
    }
    try {
      number(node, name, Double.parseDouble(text.strip()));
    } catch (NumberFormatException _) {
      // anyone can have written that item; it is shown as it is among the metadata
    }
  }

  private void mask(ObjectNode node, BandInfo info) {
    boolean alpha = info.color() == ColorInterpretation.ALPHA;
    if (!raster.hasMask() || alpha) {
      return;
    }
    boolean fromAlpha =
        raster.bands().stream().anyMatch(b -> b.color() == ColorInterpretation.ALPHA);
    ArrayNode flags = node.putObject("mask").putArray("flags").add("PER_DATASET");
    if (fromAlpha) {
      flags.add("ALPHA");
    }
  }

  private static void palette(ObjectNode node, List<Integer> palette) {
    if (palette.isEmpty()) {
      return;
    }
    ObjectNode table = node.putObject("colorTable");
    table.put("palette", "RGB");
    table.put("count", palette.size());
    ArrayNode entries = table.putArray("entries");
    for (int argb : palette) {
      entries
          .addArray()
          .add(argb >> 16 & 0xff)
          .add(argb >> 8 & 0xff)
          .add(argb & 0xff)
          .add(argb >>> 24);
    }
  }

  // ---- numbers

  private static void numbers(ArrayNode array, double... values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.add(Double.toString(value));
      }
    }
  }

  static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.put(name, Double.toString(value));
    }
  }
}
