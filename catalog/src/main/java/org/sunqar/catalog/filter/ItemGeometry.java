// SPDX-License-Identifier: Apache-2.0
package org.sunqar.catalog.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads the GeoJSON geometries of stored items, without heights. One that is none, or has an open
 * ring or a position that is not finite, is null: unknown to a filter. Faster than {@link GeoJson},
 * which says what is wrong.
 */
final class ItemGeometry {

  private static final GeometryFactory FACTORY = GeometryMaker.FACTORY;

  /** Collections of collections of a stored item deeper than this are no geometry. */
  private static final int MAX_DEPTH = 20;

  private ItemGeometry() {}

  static @Nullable Geometry read(JsonNode json) {
    try {
      return geometry(json, 0);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static Geometry geometry(JsonNode json, int depth) {
    Optional<GeometryType> type = GeometryType.ofCode(json.path("type").asText());
    if (type.isEmpty() || depth > MAX_DEPTH) {
      throw new IllegalArgumentException("no geometry");
    }
    JsonNode coordinates = json.path("coordinates");
    return switch (type.get()) {
      case POINT -> FACTORY.createPoint(position(coordinates));
      case LINE_STRING -> FACTORY.createLineString(positions(coordinates));
      case POLYGON -> polygon(coordinates);
      case MULTI_POINT -> {
        Point[] points = new Point[coordinates.size()];
        for (int i = 0; i < points.length; i++) {
          points[i] = FACTORY.createPoint(position(coordinates.path(i)));
        }
        yield FACTORY.createMultiPoint(points);
      }
      case MULTI_LINE_STRING -> {
        LineString[] lines = new LineString[coordinates.size()];
        for (int i = 0; i < lines.length; i++) {
          lines[i] = FACTORY.createLineString(positions(coordinates.path(i)));
        }
        yield FACTORY.createMultiLineString(lines);
      }
      case MULTI_POLYGON -> {
        Polygon[] polygons = new Polygon[coordinates.size()];
        for (int i = 0; i < polygons.length; i++) {
          polygons[i] = polygon(coordinates.path(i));
        }
        yield FACTORY.createMultiPolygon(polygons);
      }
      case GEOMETRY_COLLECTION -> {
        JsonNode geometries = json.path("geometries");
        Geometry[] members = new Geometry[geometries.size()];
        for (int i = 0; i < members.length; i++) {
          members[i] = geometry(geometries.path(i), depth + 1);
        }
        yield FACTORY.createGeometryCollection(members);
      }
    };
  }

  private static Polygon polygon(JsonNode json) {
    LinearRing shell = FACTORY.createLinearRing(positions(json.path(0)));
    LinearRing[] holes = new LinearRing[Math.max(0, json.size() - 1)];
    for (int i = 0; i < holes.length; i++) {
      holes[i] = FACTORY.createLinearRing(positions(json.path(i + 1)));
    }
    return FACTORY.createPolygon(shell, holes);
  }

  private static Coordinate[] positions(JsonNode json) {
    Coordinate[] positions = new Coordinate[json.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = position(json.path(i));
    }
    return withoutRepeats(positions);
  }

  /** JTS cannot relate some geometries that stay where they are for a while. */
  private static Coordinate[] withoutRepeats(Coordinate[] positions) {
    Coordinate[] moving = CoordinateArrays.removeRepeatedPoints(positions);
    return moving.length < 4 ? positions : moving;
  }

  private static Coordinate position(JsonNode json) {
    JsonNode x = json.path(0);
    JsonNode y = json.path(1);
    if (!x.isNumber()
        || !y.isNumber()
        || !Double.isFinite(x.doubleValue())
        || !Double.isFinite(y.doubleValue())) {
      throw new IllegalArgumentException("no position");
    }
    return new CoordinateXY(x.doubleValue(), y.doubleValue());
  }
}
