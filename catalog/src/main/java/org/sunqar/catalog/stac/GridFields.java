// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sunqar.raster.geo.Affine;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.raster.geo.Crs;
import org.sunqar.raster.geo.Grid;

/** A grid as the fields of STAC's projection extension 1.2.0. */
public final class GridFields {

  private GridFields() {}

  /**
   * {@code proj:code} ({@code EPSG:n}) and {@code proj:epsg} (n), or a {@code proj:code} of null
   * and {@code proj:wkt2} for a CRS without a code; {@code proj:shape} (rows, columns), {@code
   * proj:transform} (a, b, c, d, e, f), {@code proj:bbox}.
   */
  public static Map<String, JsonNode> of(Grid grid) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    Crs crs = grid.crs();
    if (crs.epsg().isPresent()) {
      fields.put("proj:code", Json.NODES.textNode("EPSG:" + crs.epsg().getAsInt()));
      fields.put("proj:epsg", Json.NODES.numberNode(crs.epsg().getAsInt()));
    } else {
      fields.put("proj:code", Json.NODES.nullNode());
      fields.put("proj:wkt2", Json.NODES.textNode(crs.wkt()));
    }
    fields.put("proj:shape", Json.NODES.arrayNode().add(grid.height()).add(grid.width()));
    Affine t = grid.affine();
    fields.put("proj:transform", Json.array(t.a(), t.b(), t.c(), t.d(), t.e(), t.f()));
    Bounds box = grid.bounds();
    fields.put("proj:bbox", Json.array(box.minX(), box.minY(), box.maxX(), box.maxY()));
    return fields;
  }

  /** The grid in fields of an asset, the gaps filled from the item's properties. */
  static Optional<Grid> read(Map<String, JsonNode> asset, Map<String, JsonNode> item) {
    Optional<double[]> shape = numbers(asset, item, "proj:shape");
    Optional<double[]> transform = numbers(asset, item, "proj:transform");
    Optional<Crs> crs = crs(asset).or(() -> crs(item));
    if (crs.isEmpty()
        || shape.filter(s -> s.length == 2).isEmpty()
        || transform.filter(t -> t.length == 6 || t.length == 9).isEmpty()) {
      return Optional.empty();
    }
    double[] t = transform.get();
    double[] s = shape.get();
    try {
      return Optional.of(
          new Grid(
              crs.get(),
              new Affine(t[0], t[1], t[2], t[3], t[4], t[5]),
              Math.toIntExact((long) s[1]),
              Math.toIntExact((long) s[0])));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new org.sunqar.catalog.CatalogException(
          org.sunqar.catalog.CatalogException.Key.INVALID,
          "proj:shape and proj:transform do not make a grid: " + e.getMessage(),
          e);
    }
  }

  private static Optional<double[]> numbers(
      Map<String, JsonNode> asset, Map<String, JsonNode> item, String field) {
    JsonNode node = asset.containsKey(field) ? asset.get(field) : item.get(field);
    return node == null ? Optional.empty() : Json.numbers(node);
  }

  private static Optional<Crs> crs(Map<String, JsonNode> fields) {
    JsonNode code = fields.get("proj:code");
    if (code != null && code.isTextual() && code.textValue().startsWith("EPSG:")) {
      try {
        return Optional.of(Crs.ofEpsg(Integer.parseInt(code.textValue().substring(5))));
      } catch (NumberFormatException e) {
        throw Json.invalid("proj:code", "\"EPSG:\" and a number", code);
      }
    }
    JsonNode epsg = fields.get("proj:epsg");
    if (epsg != null && epsg.canConvertToInt()) {
      return Optional.of(Crs.ofEpsg(epsg.intValue()));
    }
    JsonNode wkt = fields.get("proj:wkt2");
    return wkt != null && wkt.isTextual()
        ? Optional.of(Crs.ofWkt(wkt.textValue()))
        : Optional.empty();
  }
}
