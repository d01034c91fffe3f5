// SPDX-License-Identifier: Apache-2.0
package org.sunqar.server.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.locationtech.jts.geom.Geometry;
import org.sunqar.catalog.CatalogException;
import org.sunqar.catalog.filter.Condition;
import org.sunqar.catalog.filter.Filter;
import org.sunqar.catalog.filter.Operand;
import org.sunqar.raster.geo.Bounds;
import org.sunqar.server.http.Problem;

/** Where a search looks. */
final class SearchArea {

  private SearchArea() {}

  /** Of 4 numbers (degrees), or of 6, with heights, which do not count. */
  static Bounds box(double[] b) {
    if (b.length == 4 || b.length == 6) {
      double west = b[0];
      double south = b[1];
      double east = b[b.length / 2];
      double north = b[b.length / 2 + 1];
      if (Math.abs(west) <= 180
          && Math.abs(east) <= 180
          && Math.abs(south) <= 90
          && Math.abs(north) <= 90
          && south <= north) {
        return new Bounds(west, south, east < west ? east + 360 : east, north);
      }
    }
    throw Problem.badRequest(
        "bbox",
        "bbox "
            + Arrays.toString(b)
            + " should be west, south, east, north in degrees (with heights, 6 numbers), where"
            + " south is not above north, and east is west of west across the antimeridian");
  }

  /** A GeoJSON geometry; the filters' parser checks it and bounds its size. */
  static Geometry geometry(JsonNode geoJson) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode().put("op", "s_intersects");
    condition.putArray("args").add(property()).add(geoJson);
    try {
      if (geoJson.path("type").isTextual()
          && Filter.parseJson(condition).condition()
              instanceof Condition.Spatial(_, _, Operand.Shape(Geometry geometry))) {
        return geometry;
      }
    } catch (CatalogException e) {
      throw Problem.badRequest("intersects", "the geometry is not GeoJSON: " + e.getMessage());
    }
    throw Problem.badRequest(
        "intersects", "a GeoJSON geometry was expected, not " + SearchSource.shortened(geoJson));
  }

  private static ObjectNode property() {
    return JsonNodeFactory.instance.objectNode().put("property", "geometry");
  }
}
