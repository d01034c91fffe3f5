// SPDX-License-Identifier: Apache-2.0
package org.sunqar.analysis.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.sunqar.analysis.AnalysisException;

/**
 * Polygons out of GeoJSON: a geometry, a feature, or a feature collection whose polygons are taken
 * together. Coordinates are WGS 84 longitude and latitude (RFC 7946).
 */
public final class GeoJsonReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private final String name;
  private final List<Polygon> polygons = new ArrayList<>();

  private GeoJsonReader(String name) {
    this.name = name;
  }

  /**
   * Reads an area.
   *
   * @param text GeoJSON
   * @param name what the text is called in messages
   * @throws AnalysisException AREA for anything that is not one or more valid polygons
   */
  public static Geometry area(String text, String name) {
    GeoJsonReader reader = new GeoJsonReader(name);
    try {
      reader.read(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw reader.invalid("is not JSON: " + e.getOriginalMessage());
    }
    if (reader.polygons.isEmpty()) {
      throw reader.invalid("holds no polygon");
    }
    return reader.polygons.size() == 1
        ? reader.polygons.getFirst()
        : UnaryUnionOp.union(reader.polygons);
  }

  private void read(JsonNode node) {
    switch (node.path("type").asText("")) {
      case "FeatureCollection" -> node.path("features").forEach(this::read);
      case "Feature" -> read(node.path("geometry"));
      case "GeometryCollection" -> node.path("geometries").forEach(this::read);
      case "Polygon" -> polygons.add(polygon(node.path("coordinates")));
      case "MultiPolygon" ->
          node.path("coordinates").forEach(rings -> polygons.add(polygon(rings)));
      case "" -> throw invalid("is not GeoJSON: a member \"type\" is missing");
      default -> throw invalid("holds a " + node.path("type").asText() + ", not a polygon");
    }
  }

  private Polygon polygon(JsonNode rings) {
    if (!rings.isArray() || rings.isEmpty()) {
      throw invalid("has a polygon without an outline");
    }
    LinearRing[] holes = new LinearRing[rings.size() - 1];
    for (int i = 1; i < rings.size(); i++) {
      holes[i - 1] = ring(rings.get(i));
    }
    Polygon polygon = FACTORY.createPolygon(ring(rings.get(0)), holes);
    if (!polygon.isValid()) {
      // one by one: uniting several would drop parts of an outline that crosses itself
      throw invalid("has an outline that crosses or touches itself");
    }
    return polygon;
  }

  private LinearRing ring(JsonNode points) {
    if (!points.isArray() || points.size() < 4) {
      throw invalid("has an outline of fewer than four points");
    }
    Coordinate[] coordinates = new Coordinate[points.size()];
    for (int i = 0; i < coordinates.length; i++) {
      JsonNode point = points.get(i);
      if (!point.isArray() || !point.path(0).isNumber() || !point.path(1).isNumber()) {
        throw invalid("has a point that is not [longitude, latitude]: " + point);
      }
      double longitude = point.get(0).asDouble();
      double latitude = point.get(1).asDouble();
      if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
        throw invalid(
            "has the point "
                + point
                + ", which is not longitude and latitude in degrees (GeoJSON is always WGS 84)");
      }
      coordinates[i] = new Coordinate(longitude, latitude);
    }
    if (!coordinates[0].equals2D(coordinates[coordinates.length - 1])) {
      throw invalid("has an outline whose last point is not its first");
    }
    return FACTORY.createLinearRing(coordinates);
  }

  private AnalysisException invalid(String what) {
    return new AnalysisException(AnalysisException.Key.AREA, name + " " + what);
  }
}
